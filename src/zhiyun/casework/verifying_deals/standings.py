"""Where each deal of an application stands: the newest verdict on it, whether a second person agreed, and their sums."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from zhiyun import law
from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.rounds import Pinned
from zhiyun.casework.verifying_deals.lines import Line
from zhiyun.kernel.money import Money
from zhiyun.kernel.period import Period
from zhiyun.records.models import DealVerdict, Verdict


class DealStage(enum.Enum):
    """Where the verification of one deal stands."""

    OPEN = "open"
    WRITTEN = "written"
    SENT_BACK = "sent_back"
    OUTDATED = "outdated"
    CHECKED = "checked"

    @property
    def words(self) -> str:
        """The office's word."""
        return str(_WORDS[self])


_WORDS = {
    DealStage.OPEN: _("待核定"),
    DealStage.WRITTEN: _("待复核"),
    DealStage.SENT_BACK: _("复核退回"),
    DealStage.OUTDATED: _("须重新核定"),
    DealStage.CHECKED: _("已复核"),
}
TO_DECIDE = frozenset({DealStage.OPEN, DealStage.SENT_BACK, DealStage.OUTDATED})
"""Where an officer must write a verdict."""


@dataclass(frozen=True, slots=True)
class Written:
    """The newest verdict on a deal and what a second person said to it; amounts in fen."""

    id: int
    deal: str
    verdict: Verdict
    law_fen: int
    ceiling_fen: int
    counted_fen: int
    reason: str
    cites: str
    readings: tuple[str, ...]
    by_id: int
    by: str
    at: datetime
    agrees: bool | None
    checked_by_id: int | None
    checked_by: str
    check_reason: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One deal beside the law's ruling and the newest verdict."""

    line: Line
    ruling: law.Ruling
    written: Written | None
    stage: DealStage

    @property
    def number(self) -> str:
        """The applicant's number of the deal."""
        return self.line.number

    @property
    def law_fen(self) -> int:
        """What the law counts, an amount fixed by a person among it."""
        return self.ruling.counted_fen

    @property
    def counted_fen(self) -> int | None:
        """What counts once everything is closed; None until a second person has agreed."""
        if self.written is None or self.stage is not DealStage.CHECKED:
            return None
        return self.written.counted_fen

    @property
    def is_plain(self) -> bool:
        """The law counts the whole and says nothing against it: many of these may be counted at once."""
        return (
            self.line.ruling.deal.kind is not law.Kind.BRAND
            and not self.line.ruling.objections
            and self.line.law_fen == self.line.ceiling_fen > 0
        )


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of a ledger in fen: what is claimed is what is verified, what is not counted and what is open."""

    claimed: int
    law: int
    verified: int
    not_counted: int
    open: int
    deals: Mapping[DealStage, int]

    @property
    def number(self) -> int:
        """How many deals there are."""
        return sum(self.deals.values())


def standings(
    *, lines: Sequence[Line], written: Mapping[str, Sequence[Written]], pinned: Pinned, window: Period
) -> tuple[Standing, ...]:
    """Put each line beside the newest of its verdicts, in the ledger's order."""
    newest = {deal: verdicts[-1] for deal, verdicts in written.items()}
    return tuple(_standing(line, newest.get(line.number), pinned, window) for line in lines)


def written_on(*, submission: int) -> dict[str, tuple[Written, ...]]:
    """Give every verdict on the deals of a submission, by the deal's number, the newest last."""
    rows = DealVerdict.objects.filter(submission_id=submission).order_by("id")
    found: dict[str, tuple[Written, ...]] = {}
    for row in rows.values_list(*_COLUMNS):
        found[row[1]] = (*found.get(row[1], ()), _written(row))
    return found


_COLUMNS = (
    *("id", "deal", "verdict", "law_fen", "ceiling_fen", "counted_fen", "reason", "cites", "readings"),
    *("by_id", "by__name", "at"),
    *("check_by_second__agrees", "check_by_second__by_id", "check_by_second__by__name"),
    "check_by_second__reason",
)


def _written(row: tuple[Any, ...]) -> Written:
    return Written(
        id=row[0],
        deal=row[1],
        verdict=Verdict(row[2]),
        law_fen=row[3],
        ceiling_fen=row[4],
        counted_fen=row[5],
        reason=row[6],
        cites=row[7],
        readings=tuple(row[8]),
        by_id=row[9],
        by=row[10],
        at=row[11],
        agrees=row[12],
        checked_by_id=row[13],
        checked_by=row[14] or "",
        check_reason=row[15] or "",
    )


def totals(*, standings: Iterable[Standing]) -> Totals:
    """Add up; only what a second person agreed to is verified."""
    claimed = by_law = verified = not_counted = still_open = 0
    deals = dict.fromkeys(DealStage, 0)
    for each in standings:
        deals[each.stage] += 1
        claimed += each.line.claimed_fen
        by_law += each.law_fen
        if each.counted_fen is None:
            still_open += each.line.claimed_fen
        else:
            verified += each.counted_fen
            not_counted += each.line.claimed_fen - each.counted_fen
    return Totals(claimed, by_law, verified, not_counted, still_open, deals)


def appraised(
    *, line: Line, amount_fen: int, by: str, at: datetime, reason: str, pinned: Pinned, window: Period
) -> law.Ruling:
    """Put a brand deal to the law with the amount a person fixed; what else speaks against it still does.

    ``amount_fen`` is what shall count for this applicant, its share already taken.
    """
    on = at.astimezone(SHANGHAI).date()
    deal = line.ruling.deal._replace(
        share=None, appraisal=law.Appraisal(Money(amount_fen), by, on, reason), related=False
    )
    [alone] = pinned.measure.count([deal], window, round_=pinned.round_).rulings
    others = tuple(o for o in line.ruling.objections if o.ground is not law.Ground.APPRAISAL)
    if others:
        return line.ruling._replace(objections=others)
    return alone._replace(deal=line.ruling.deal._replace(appraisal=deal.appraisal))


def _standing(line: Line, written: Written | None, pinned: Pinned, window: Period) -> Standing:
    if written is None:
        return Standing(line, line.ruling, None, DealStage.OPEN)
    ruling = line.ruling
    if ruling.deal.kind is law.Kind.BRAND and written.verdict is not Verdict.REJECTED:
        ruling = appraised(
            line=line,
            amount_fen=written.counted_fen,
            by=written.by,
            at=written.at,
            reason=written.reason,
            pinned=pinned,
            window=window,
        )
    return Standing(line, ruling, written, _stage(line, ruling, written))


def _stage(line: Line, ruling: law.Ruling, written: Written) -> DealStage:
    if (written.law_fen, written.ceiling_fen) != (ruling.counted_fen, line.ceiling_fen):
        return DealStage.OUTDATED
    if written.agrees is None:
        return DealStage.WRITTEN
    return DealStage.CHECKED if written.agrees else DealStage.SENT_BACK
