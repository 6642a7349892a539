"""Which measure speaks for an authority on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations

from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.law.measure import Measure


class NoMeasureInForce(Refusal):
    """An authority has no measure in force on the day asked about."""


class UnknownMeasure(Refusal):
    """A measure nobody has loaded."""


class Overlap(Faulty):
    """Two measures of one authority in force on the same day, or two with one id."""


class Registry:
    """The measures known, in order; it refuses two of one authority that overlap, and raises where none is in force."""

    def __init__(self, measures: Iterable[Measure]) -> None:
        self._measures = _succeeding(tuple(measures))
        faults = [fault for one, other in combinations(self._measures, 2) for fault in _clash(one, other)]
        if faults:
            raise Overlap(faults)

    def __iter__(self) -> Iterator[Measure]:
        return iter(self._measures)

    def measure(self, measure_id: str) -> Measure:
        """Give one measure by its id; refuses one nobody has loaded."""
        for measure in self._measures:
            if measure.id == measure_id:
                return measure
        known = "、".join(m.id for m in self._measures)
        raise UnknownMeasure(
            Said(
                "没有编号为「%(measure_id)s」的办法；已载入的有：%(known)s",
                measure_id=measure_id,
                known=known,
            )
        )

    def in_force(self, *, authority: str, on: date, choices: Mapping[str, str] | None = None) -> Measure:
        """Give the measure of ``authority`` in force on ``on``, read as ``choices`` say; never the nearest one."""
        of_authority = [m for m in self._measures if m.authority == authority]
        for measure in of_authority:
            known = {k: v for k, v in (choices or {}).items() if k in measure.terms.readings}
            if on in measure.reading_as(known).in_force:
                return measure.reading_as(choices or {})
        spans = "；".join(f"{m.number}（{m.in_force}）" for m in of_authority) or Said("无")
        raise NoMeasureInForce(
            Said(
                "%(on)s没有%(authority)s的有效办法。已载入：%(spans)s。请先载入该日有效的办法（zhiyun law validate 文件）",
                on=on,
                authority=authority,
                spans=spans,
            )
        )

    def adding(self, measure: Measure) -> Registry:
        """A registry with one measure more; refuses an overlap."""
        return Registry((*self._measures, measure))


def _succeeding(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """End each measure on the day its successor begins."""
    begins = {m.replaces: m.in_force.starts_on for m in measures if m.replaces}
    return tuple(replace(m, superseded_on=begins.get(m.id)) for m in measures)


def _clash(one: Measure, other: Measure) -> Iterator[Fault]:
    if one.id == other.id:
        yield Fault(other.id, Said("编号与已载入的办法相同，请另取编号"))
    elif one.authority == other.authority and one.in_force.overlaps(other.in_force):
        yield Fault(
            other.id,
            Said(
                '施行期间（%(other_in_force)s）与%(authority)s的%(number)s（%(in_force)s）重叠，请核对起止日期；如系取代，请写明 replaces = "%(id)s"',
                other_in_force=other.in_force,
                authority=one.authority,
                number=one.number,
                in_force=one.in_force,
                id=one.id,
            ),
        )
