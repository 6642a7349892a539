"""What any engine is asked: fields of an index, and conditions on them in the fewest kinds."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


class Keeping(enum.Enum):
    """How an index keeps a field."""

    PLACED = "tokens with their places, for phrases"
    BAG = "tokens without places, for ranking"
    SET = "tokens neither placed nor counted, only for finding"
    CODE = "values compared whole"
    FACET = "values compared whole and counted"
    NUMBER = "whole numbers, compared, counted and sorted by"


FIELDS: Final[Mapping[str, Keeping]] = {
    "publication": Keeping.CODE,
    "title": Keeping.PLACED,
    "abstract": Keeping.PLACED,
    "claims": Keeping.PLACED,
    "title_words": Keeping.BAG,
    "words": Keeping.BAG,
    "pairs": Keeping.SET,
    "applicants": Keeping.PLACED,
    "owners": Keeping.PLACED,
    "inventors": Keeping.PLACED,
    "address": Keeping.PLACED,
    "legal_status": Keeping.PLACED,
    "publication_numbers": Keeping.CODE,
    "application_numbers": Keeping.CODE,
    "cites": Keeping.CODE,
    "has": Keeping.CODE,
    "types": Keeping.CODE,
    "regions": Keeping.CODE,
    "locarno": Keeping.CODE,
    "family": Keeping.CODE,
    "ipc": Keeping.CODE,
    "cpc": Keeping.CODE,
    "ipc_places": Keeping.NUMBER,
    "cpc_places": Keeping.NUMBER,
    "office": Keeping.FACET,
    "kind": Keeping.FACET,
    "right": Keeping.FACET,
    "applicant_groups": Keeping.FACET,
    "applicant_kinds": Keeping.FACET,
    "ipc_subclasses": Keeping.FACET,
    "province": Keeping.FACET,
    "district": Keeping.FACET,
    "status": Keeping.FACET,
    "filed_year": Keeping.NUMBER,
    "filed": Keeping.NUMBER,
    "published": Keeping.NUMBER,
    "granted": Keeping.NUMBER,
    "priority": Keeping.NUMBER,
    "sample": Keeping.CODE,
    "batch": Keeping.NUMBER,
    "serial": Keeping.NUMBER,
}
LAYOUT: Final = 9
"""Raised when the fields or what is kept in them change, as when `ip.applicants.KIND_RULES` does: an index of another
layout is built anew."""


@dataclass(frozen=True, slots=True)
class Anything:
    """Every document."""


@dataclass(frozen=True, slots=True)
class Term:
    """A field has this token or value; a code ranks, by its rarity, only if asked to."""

    field: str
    value: str
    is_ranked: bool = False


@dataclass(frozen=True, slots=True)
class Beginning:
    """A field has a token or value that begins so."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """Tokens at these places from the first on; those of ``beginnings`` may go on."""

    field: str
    tokens: tuple[tuple[int, str], ...]
    beginnings: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Between:
    """A number of the field lies in [low, high], both included."""

    field: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class All:
    """All parts."""

    parts: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least so many of the parts; the score is the sum of those that hold."""

    parts: tuple[Plan, ...]
    at_least: int = 1


@dataclass(frozen=True, slots=True)
class BestOf:
    """At least one of the parts; the score is that of the best that holds."""

    parts: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """Everything but the part."""

    part: Plan


@dataclass(frozen=True, slots=True)
class Weighted:
    """The part, its score multiplied."""

    part: Plan
    weight: float


@dataclass(frozen=True, slots=True)
class Fixed:
    """The part, with this score wherever it holds, which is not why a document was found: its words say that."""

    part: Plan
    score: float


Plan = Anything | Term | Beginning | Sequence | Between | All | AnyOf | BestOf | Without | Weighted | Fixed
