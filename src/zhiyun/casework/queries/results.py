"""Confirmed results as everyone may read them: who got how much, by which article and computation, what is paid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Sum

from zhiyun import law
from zhiyun.casework.publicity.standing import NoticeStage
from zhiyun.casework.queries import notices
from zhiyun.casework.queries.notices import NamedAmount, NoticePage
from zhiyun.casework.refusals import NotFound
from zhiyun.kernel.money import ZERO, Money
from zhiyun.kernel.refusal import Refusal
from zhiyun.records.models import Confirmation, Resolution, Transfer, TransferKind


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A confirmed round in the list of results."""

    call: str
    title: str
    notice: str
    confirmed_on: date
    units: int
    given: Money
    paid: Money


@dataclass(frozen=True, slots=True)
class YearOfBenefit:
    """The rounds of one benefit in one year, and their sums."""

    year: int
    benefit: law.Benefit
    rounds: tuple[RoundLine, ...]

    @property
    def given(self) -> Money:
        """All that was given."""
        return sum((each.given for each in self.rounds), ZERO)

    @property
    def paid(self) -> Money:
        """All that is paid so far."""
        return sum((each.paid for each in self.rounds), ZERO)


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One unit's line of a confirmed round, and what it was paid so far."""

    named: NamedAmount
    paid: Money


@dataclass(frozen=True)
class ResultPage:
    """A confirmed round: its list as it was sealed, and the money since."""

    call: str
    notice: NoticePage
    lines: tuple[ResultLine, ...]

    @property
    def paid(self) -> Money:
        """All that is paid so far."""
        return sum((line.paid for line in self.lines), ZERO)

    @property
    def is_shared(self) -> bool:
        """Say whether the amounts are shares of a pot, which anyone can compute again."""
        return is_shared(notice=self.notice)


@dataclass(frozen=True, slots=True)
class Recomputed:
    """The round shared again: each line's share beside the published one; ``cannot`` says why it could not be."""

    rows: tuple[tuple[NamedAmount, Money, Money, Money], ...] = ()
    total: Money = ZERO
    pot: Money = ZERO
    because: str = ""
    cannot: str = ""

    @property
    def is_identical(self) -> bool:
        """Say whether every share is the published one."""
        return bool(self.rows) and all(share == line.amount for line, _verified, share, _gap in self.rows)


def rounds(*, at: datetime) -> tuple[YearOfBenefit, ...]:
    """List every confirmed round by year and benefit, the newest year first."""
    rows = (
        Confirmation.objects.filter(at__lte=at, publication__superseded_by=None)
        .annotate(
            resolution=F("publication__resolution"),
            notice=F("publication__reference"),
            call=F("publication__resolution__call__reference"),
            title=F("publication__content__call__title"),
            benefit=F("publication__resolution__call__benefit"),
            year=F("publication__resolution__year"),
            given=F("publication__content__total_fen"),
        )
        .order_by("-year", "benefit", "-day", "-id")
        .values("resolution", "notice", "call", "title", "benefit", "year", "day", "given")
    )
    found = list(rows)
    paid = _paid(each["resolution"] for each in found)
    units = _units(each["resolution"] for each in found)
    grouped: dict[tuple[int, str], list[RoundLine]] = {}
    for each in found:
        line = RoundLine(
            each["call"],
            each["title"] or "",
            each["notice"],
            each["day"],
            units.get(each["resolution"], 0),
            Money(each["given"] or 0),
            Money(paid.get(each["resolution"], 0)),
        )
        grouped.setdefault((each["year"], each["benefit"]), []).append(line)
    return tuple(
        YearOfBenefit(year, law.Benefit(benefit), tuple(lines)) for (year, benefit), lines in grouped.items()
    )


def result(*, at: datetime, call: str) -> ResultPage:
    """Give a call's confirmed round; refuses one that is not confirmed as not found."""
    found = (
        Confirmation.objects.filter(
            at__lte=at, publication__superseded_by=None, publication__resolution__call__reference=call
        )
        .select_related("publication")
        .order_by("-id")
        .first()
    )
    if found is None:
        raise NotFound
    page = notices.notice(at=at, reference=found.publication.reference)
    assert page.stage is NoticeStage.CONFIRMED, "what is confirmed is not replaced"
    paid = _paid_by_unit(found.publication.resolution_id)
    lines = tuple(ResultLine(each, Money(paid.get(each.credit_code, 0))) for each in page.lines)
    return ResultPage(call, page, lines)


def is_shared(*, notice: NoticePage) -> bool:
    """Say whether a list's amounts are shares of a pot."""
    return notice.content["pot_fen"] is not None


def recomputed(
    *, notice: NoticePage, amounts: Sequence[Money | None] = (), pot: Money | None = None
) -> Recomputed:
    """Share a list's pot again by the measure it was decided under: its published figures, or others put in their place.

    What the measure refuses, or words that are no longer the same, are said in ``cannot``.
    """
    told = notice.content
    try:
        measure = law.measure(told["measure"]["id"])
        if measure.text_hash != told["measure"]["sha256"]:
            return Recomputed(cannot="现在载入的办法文本与审定时的不一致，不能重新计算")
        read = measure.reading_as(_readings(measure, told["readings"]))
        lines = notice.lines
        verified = [
            given if given is not None else line.verified or ZERO
            for line, given in zip(lines, amounts or [None] * len(lines), strict=True)
        ]
        names = [f"{each['tie']:06d}" for each in told["lines"]]
        shared = read.allocate(
            law.Claims(tuple(names), tuple(each.fen for each in verified)),
            cap=Money(told["pot_fen"]) if pot is None else pot,
        )
    except Refusal as refusal:
        return Recomputed(cannot=str(refusal))
    shares = [Money(fen) for fen in shared.shares_fen]
    rows = tuple(
        (line, base, share, share - line.amount)
        for line, base, share in zip(lines, verified, shares, strict=True)
    )
    return Recomputed(rows, shared.total_share, shared.cap, shared.finding.because)


def _readings(measure: law.Measure, told: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    known = measure.terms.readings
    return {each["id"]: each["key"] for each in told if each["id"] in known}


def _paid(resolutions: Iterable[int]) -> dict[int, int]:
    rows = Transfer.objects.filter(
        decision__resolution__in=list(resolutions), kind__in=(TransferKind.PAY, TransferKind.RETURN)
    )
    summed: dict[int, int] = {}
    for resolution, kind, fen in rows.values_list("decision__resolution", "kind").annotate(Sum("amount_fen")):
        summed[resolution] = summed.get(resolution, 0) + (fen if kind == TransferKind.PAY else -fen)
    return summed


def _paid_by_unit(resolution: int) -> dict[str, int]:
    rows = Transfer.objects.filter(
        decision__resolution=resolution, kind__in=(TransferKind.PAY, TransferKind.RETURN)
    )
    summed: dict[str, int] = {}
    told = rows.values_list("application__organisation__credit_code", "kind").annotate(Sum("amount_fen"))
    for code, kind, fen in told:
        summed[code] = summed.get(code, 0) + (fen if kind == TransferKind.PAY else -fen)
    return summed


def _units(resolutions: Iterable[int]) -> dict[int, int]:
    rows = Resolution.objects.filter(pk__in=list(resolutions), decisions__supported=True)
    return dict(rows.values_list("pk").annotate(Count("decisions")))
