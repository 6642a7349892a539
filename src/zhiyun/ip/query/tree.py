"""A query as a tree: what was asked, whichever way it was written.

Trees are made by `reading.read`, which keeps them flat: no conjunction directly within a conjunction, no
alternative within an alternative, no double negation, and at least two parts in each.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhiyun.ip.query.fields import Field


@dataclass(frozen=True, slots=True)
class Everything:
    """Every document."""


@dataclass(frozen=True, slots=True)
class Plain:
    """Words of no order from a plain box, or a whole abstract: the more of them a document has, the higher."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A word or phrase that stands in a field as it is written; its last word may be only a beginning."""

    field: Field
    text: str
    is_beginning: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """One of ``left`` and one of ``right`` with at most ``within`` words between them, a Chinese character
    being a word; the left one first if ``is_ordered``."""

    field: Field
    left: tuple[Text, ...]
    right: tuple[Text, ...]
    within: int
    is_ordered: bool = False


@dataclass(frozen=True, slots=True)
class Coded:
    """A value of a list or a number, compared whole; or its beginning."""

    field: Field
    value: str
    is_beginning: bool = False


@dataclass(frozen=True, slots=True)
class Classed:
    """A class of IPC or CPC with all below it: ``H``, ``H04``, ``H04L``, ``H04L9/00``, ``H04L9/08``."""

    field: Field
    symbol: str


@dataclass(frozen=True, slots=True)
class ClassedBetween:
    """Classes from ``first`` to ``last``, both with all below them, in the order of the scheme."""

    field: Field
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Dated:
    """Days of the half-open period [first_on, before_on); None leaves that end open."""

    field: Field
    first_on: date | None
    before_on: date | None


@dataclass(frozen=True, slots=True)
class Not:
    """What the part does not find."""

    part: Query


@dataclass(frozen=True, slots=True)
class And:
    """What all parts find."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What any part finds."""

    parts: tuple[Query, ...]


Query = Everything | Plain | Text | Near | Coded | Classed | ClassedBetween | Dated | Not | And | Or


def both(*parts: Query) -> Query:
    """Join by AND, flat."""
    flat = [each for part in parts for each in (part.parts if isinstance(part, And) else (part,))]
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def either(*parts: Query) -> Query:
    """Join by OR, flat."""
    flat = [each for part in parts for each in (part.parts if isinstance(part, Or) else (part,))]
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def opposite(part: Query) -> Query:
    """Negate, without negating twice."""
    return part.part if isinstance(part, Not) else Not(part)


def asks(read: Query, field: Field) -> bool:
    """Say whether a query asks for a text in a field."""
    match read:
        case And(parts) | Or(parts):
            return any(asks(part, field) for part in parts)
        case Not(part):
            return asks(part, field)
        case Text() | Near():
            return read.field is field
        case _:
            return False
