"""What a call says: as the officer's form types it, as the law reads it, and how one version differs from another."""

from zhiyun.casework.calls.checking import incomplete, out_of_time, unkeepable
from zhiyun.casework.calls.differences import Difference, DifferenceKind, differences
from zhiyun.casework.calls.drafting import first_words
from zhiyun.casework.calls.hands import hands, hands_in, may_discard
from zhiyun.casework.calls.overlay import digest, overlay, words_of
from zhiyun.casework.calls.words import (
    PREDICATES,
    AttachedFile,
    CallWords,
    ConditionWords,
    KindWords,
    MaterialWords,
    Predicate,
    closing_day,
)

__all__ = [
    "PREDICATES",
    "AttachedFile",
    "CallWords",
    "ConditionWords",
    "Difference",
    "DifferenceKind",
    "KindWords",
    "MaterialWords",
    "Predicate",
    "closing_day",
    "differences",
    "digest",
    "first_words",
    "hands",
    "hands_in",
    "incomplete",
    "may_discard",
    "out_of_time",
    "overlay",
    "unkeepable",
    "words_of",
]
