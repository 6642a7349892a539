"""The half-year reports of a centre (Article 16): for which spans, due when, handed in how often, looked at or not."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from zhiyun import law
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.kernel.workdays import Calendar
from zhiyun.records.models import HalfYearReport

CITES = "第十六条"
REPORTS = 16
"""The article whose due dates are reports."""


class ReportStage(enum.Enum):
    """One span's report."""

    NOT_YET = "not_yet"
    DUE = "due"
    LATE = "late"
    HANDED_IN = "handed_in"
    SENT_BACK = "sent_back"
    NOTED = "noted"

    @property
    def words(self) -> str:
        """The office's word."""
        return str(_WORDS[self])


_WORDS = {
    ReportStage.NOT_YET: _("未到期"),
    ReportStage.DUE: _("待提交"),
    ReportStage.LATE: _("逾期未交"),
    ReportStage.HANDED_IN: _("已提交，待查看"),
    ReportStage.SENT_BACK: _("待补正"),
    ReportStage.NOTED: _("已知悉"),
}
OPEN = (ReportStage.DUE, ReportStage.LATE, ReportStage.SENT_BACK)
"""Stages in which a report can be handed in."""


@dataclass(frozen=True, slots=True)
class Span:
    """One report: its number from 1, its days, its last day (None where no holiday notice reaches it), the hand-ins."""

    number: int
    covers_from: date
    covers_to: date
    due_on: date | None
    because: Said
    stage: ReportStage
    rows: tuple[HalfYearReport, ...]

    @property
    def newest(self) -> HalfYearReport | None:
        """The last hand-in."""
        return self.rows[-1] if self.rows else None

    @property
    def came_late(self) -> bool:
        """Say whether the first hand-in came after the last day."""
        first = self.rows[0] if self.rows else None
        return first is not None and first.due_on is not None and first.day > first.due_on


def spans(
    *,
    measure: law.Measure,
    book: law.TaskBook,
    calendar: Calendar,
    rows: Iterable[HalfYearReport],
    on: date,
) -> tuple[Span, ...]:
    """List the reports the law asks of a centre, in order, with where each stands on a day; none where it refuses."""
    try:
        dues = [due for due in measure.due(book, calendar) if due.article == REPORTS]
    except Refusal:
        return ()
    handed_in: dict[date, list[HalfYearReport]] = {}
    for row in rows:
        handed_in.setdefault(row.covers_from, []).append(row)
    made = []
    for number, due in enumerate(dues, 1):
        assert due.covers is not None, "a report covers a span"
        assert due.covers.ends_before is not None, "a span of a report ends"
        own = tuple(sorted(handed_in.get(due.covers.starts_on, ()), key=lambda row: row.number))
        ends_on = due.covers.ends_before - timedelta(days=1)
        stage = _stage(own, ends_on, due.on, on)
        made.append(Span(number, due.covers.starts_on, ends_on, due.on, due.because, stage, own))
    return tuple(made)


def _stage(rows: tuple[HalfYearReport, ...], ends_on: date, due_on: date | None, on: date) -> ReportStage:
    if rows:
        look = getattr(rows[-1], "look", None)
        if look is None:
            return ReportStage.HANDED_IN
        return ReportStage.NOTED if look.good else ReportStage.SENT_BACK
    if on < ends_on:
        return ReportStage.NOT_YET
    return ReportStage.LATE if due_on is not None and on > due_on else ReportStage.DUE
