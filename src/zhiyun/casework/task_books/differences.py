"""What one version of a task book says otherwise than another: field by field, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from zhiyun.casework.task_books import checking
from zhiyun.casework.task_books.content import Content, Indicator, Part, Spending
from zhiyun.kernel.money import Money
from zhiyun.kernel.said import Said, word

Row = TypeVar("Row", Indicator, Spending, Part)
Cells = Callable[[Row], Sequence[tuple[Said, str]]]

SIGNING, LAST, APPROVED = Said("拟签订日"), Said("建设期最后一日"), Said("批准延长建设期的文件")


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs: where it stands, what it said and what it says; nothing for what is not there."""

    place: Said
    before: str
    after: str


def differences(*, before: Content, after: Content) -> tuple[Difference, ...]:
    """List every field that differs, in the order of the task book; none where two contents are equal."""
    return tuple(Difference(place, old, new) for place, old, new in _pairs(before, after) if old != new)


def rate_text(*, basis_points: int | None) -> str:
    """Write a yearly rate given in hundredths of a percent: ``4.35%``; nothing for none."""
    if basis_points is None:
        return ""
    whole, rest = divmod(basis_points, 100)
    return f"{whole}.{rest:02d}%"


def _pairs(before: Content, after: Content) -> Iterator[tuple[Said, str, str]]:
    for place, said in _FIELDS:
        yield place, said(before), said(after)
    yield from _rows(
        checking.INDICATORS, before.indicators, after.indicators, lambda row: row.words, _indicator
    )
    yield from _rows(checking.BUDGET, before.budget, after.budget, lambda row: word(row.head), _spending)
    yield from _rows(checking.TRANCHES, before.tranches, after.tranches, lambda row: "", _part)


_FIELDS: tuple[tuple[Said, Callable[[Content], str]], ...] = (
    (checking.GOALS, lambda content: content.goals),
    (SIGNING, lambda content: content.begins.isoformat()),
    (LAST, lambda content: content.last_on.isoformat()),
    (APPROVED, lambda content: content.approved_length),
    (checking.CHANGE, lambda content: content.change),
    (checking.ACCEPTANCE, lambda content: content.acceptance),
    (checking.RECOVERY, lambda content: content.recovery),
    (checking.RATE, lambda content: rate_text(basis_points=content.interest_bp)),
)


def _rows(
    table: Said, before: Sequence[Row], after: Sequence[Row], named: Callable[[Row], str], cells: Cells[Row]
) -> Iterator[tuple[Said, str, str]]:
    old: dict[tuple[str, int], Row] = _keyed(before, named)
    new: dict[tuple[str, int], Row] = _keyed(after, named)
    for key in dict.fromkeys([*old, *new]):
        told: dict[Said, str] = dict(cells(old[key])) if key in old else {}
        said: dict[Said, str] = dict(cells(new[key])) if key in new else {}
        for column in dict.fromkeys([*told, *said]):
            name = _shown(key)
            place = (
                Said("%(table)s「%(name)s」%(column)s", table=table, name=name, column=column)
                if key[0]
                else Said("%(table)s第%(name)s笔%(column)s", table=table, name=name, column=column)
            )
            yield place, told.get(column, ""), said.get(column, "")
    shared, order = [key for key in old if key in new], [key for key in new if key in old]
    if shared != order:
        yield (
            Said("%(table)s的次序", table=table),
            "、".join(map(_shown, shared)),
            "、".join(map(_shown, order)),
        )


def _keyed(rows: Sequence[Row], named: Callable[[Row], str]) -> dict[tuple[str, int], Row]:
    """Name rows apart: the second of a name is told from the first."""
    seen: Counter[str] = Counter()
    keyed = {}
    for row in rows:
        name = named(row)
        seen[name] += 1
        keyed[name, seen[name]] = row
    return keyed


def _shown(key: tuple[str, int]) -> str:
    name, which = key
    if not name:
        return str(which)
    return name if which == 1 else Said("%(name)s（%(which)s）", name=name, which=which)


def _indicator(row: Indicator) -> Sequence[tuple[Said, str]]:
    return (
        (checking.TARGET, f"{row.target:,}"),
        (checking.UNIT, row.unit),
        (checking.EVIDENCE, row.evidence),
        (checking.HALF, str(row.half_year)),
    )


def _spending(row: Spending) -> Sequence[tuple[Said, str]]:
    return (
        (checking.PURPOSE, row.purpose),
        (checking.PUBLIC, str(Money(row.public_fen))),
        (checking.OWN, str(Money(row.own_fen))),
        (checking.JUDGED, row.judged),
    )


def _part(row: Part) -> Sequence[tuple[Said, str]]:
    return (
        (checking.AMOUNT, str(Money(row.amount_fen))),
        (checking.TRIGGER, row.trigger),
        (checking.DUE, row.due_on.isoformat()),
    )
