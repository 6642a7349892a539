"""Deciding a whole call at once: what was brought is computed, frozen, and can be computed again by anyone.

``brought`` is everything the answer rests on, as plain values: it alone is computed (`outcome`), frozen in the
resolution beside its answer, replayed, and asked what if. Nothing else is looked at.
"""

from zhiyun.casework.deciding.bringing import Concluded, NotReviewed
from zhiyun.casework.deciding.computing import outcome
from zhiyun.casework.deciding.deciders import deciders
from zhiyun.casework.deciding.freezing import (
    AboveTheCaps,
    AboveThePot,
    Computed,
    LeftToJudge,
    compute,
    freeze,
    refuse_unfit,
    reviewed,
    revise,
)
from zhiyun.casework.deciding.letters import letters

__all__ = [
    "AboveTheCaps",
    "AboveThePot",
    "Computed",
    "Concluded",
    "LeftToJudge",
    "NotReviewed",
    "compute",
    "deciders",
    "freeze",
    "letters",
    "outcome",
    "refuse_unfit",
    "reviewed",
    "revise",
]
