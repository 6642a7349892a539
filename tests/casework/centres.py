"""A funded centre past its task book: signed 2023-03-15 for two years, paid in two years, and its days thereafter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from tests.casework import books, city, onward
from zhiyun import law
from zhiyun.casework import ledger
from zhiyun.casework.actions import acceptances, half_year_reports, recoveries
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.construction import ConstructionStage, stage_of
from zhiyun.casework.roles import Role
from zhiyun.gateways import holiday_notices
from zhiyun.kernel.money import Money, wan
from zhiyun.kernel.period import months_after
from zhiyun.records.models import (
    AcceptanceProposal,
    Application,
    Grant,
    HalfYearReport,
    IssuedPaper,
    PaymentStep,
    RecoveryProposal,
)

CALENDAR = holiday_notices.load(None)
SIGNED, LAST = date(2023, 3, 15), date(2025, 3, 14)
FIRST_FAILED, GRACE_LAST, SECOND_FAILED = date(2025, 4, 10), date(2026, 4, 10), date(2026, 4, 20)
PAID = ((wan(180), date(2023, 4, 14)), (wan(120), date(2024, 5, 10)))
WORDS = {
    "progress": "演示：平台上线。",
    "results": "演示：促成许可12件。",
    "spending": "演示：支出86万元，专款专用。",
    "plan": "演示：扩大服务。",
}


@dataclass
class Centre:
    """A centre, the city around it, and everyone's hands on it."""

    town: city.City
    case: Application
    grant: Grant

    def by(self, role: Role, day: date) -> Actor:
        """Give who sits on a role, at ten on a day, having just confirmed."""
        return self.town.by(role, at=datetime.combine(day, time(10), SHANGHAI))

    def hand_in(self, day: date, *, number: int = 1, **given: object) -> str:
        """Hand in a report."""
        by = self.by(Role.PREPARER, day)
        told = {"calendar": CALENDAR, "number": number, **WORDS, **given}
        return half_year_reports.hand_in(by=by, construction=self.case.reference, **told)

    def look(self, day: date, *, number: int = 1, seen: int = 1, good: bool = True, words: str = "") -> str:
        """Look at a report."""
        return half_year_reports.look(
            by=self.by(Role.CASE_OFFICER, day),
            construction=self.case.reference,
            calendar=CALENDAR,
            number=number,
            seen=seen,
            good=good,
            words=words,
        )

    def ask(self, day: date, words: str = "演示：任务书各项已完成。") -> str:
        """Ask for acceptance."""
        return acceptances.ask(by=self.by(Role.PREPARER, day), construction=self.case.reference, words=words)

    def conclude(self, day: date, *, passed: bool | None = False, **given: object) -> str:
        """Conclude an acceptance."""
        told = {"opinion": "演示：两项指标没有达到任务书要求。", **given}
        by = self.by(Role.CASE_OFFICER, day)
        return acceptances.conclude(by=by, construction=self.case.reference, passed=passed, **told)

    def approve(self, day: date, *, good: bool = True, reason: str = "", by: Actor | None = None) -> str:
        """Approve the conclusion that waits, or turn it down."""
        newest = AcceptanceProposal.objects.filter(grant=self.grant).latest("pk")
        return acceptances.approve(
            by=by or self.by(Role.ROUND_MANAGER, day),
            construction=self.case.reference,
            seen=newest.pk,
            good=good,
            reason=reason,
        )

    def comes_to(self, day: date, *, passed: bool) -> str:
        """Conclude and approve on one day."""
        self.conclude(day, passed=passed)
        return self.approve(day)

    def fail_twice(self) -> None:
        """Fail the first and the second acceptance on scenario 14's days."""
        self.comes_to(FIRST_FAILED, passed=False)
        self.comes_to(SECOND_FAILED, passed=False)

    def propose(self, day: date, *, due_on: date | None = date(2026, 6, 30), words: str = "") -> str:
        """Propose to recover."""
        by = self.by(Role.CASE_OFFICER, day)
        return recoveries.propose(by=by, construction=self.case.reference, due_on=due_on, words=words)

    def order(self, day: date, *, good: bool = True, reason: str = "", by: Actor | None = None) -> str:
        """Order the proposal that waits, or turn it down."""
        newest = RecoveryProposal.objects.filter(grant=self.grant).latest("pk")
        return recoveries.order(
            by=by or self.by(Role.ROUND_MANAGER, day),
            construction=self.case.reference,
            seen=newest.pk,
            good=good,
            reason=reason,
        )

    def receive(self, day: date, amount: Money | None, *, number: str = "演示流水1", **given: object) -> str:
        """Book what came in."""
        told = {"received_on": day, "bank_reference": number, **given}
        by = self.by(Role.FINANCE, day)
        return recoveries.receive(by=by, construction=self.case.reference, amount=amount, **told)


def centre(
    town: city.City | None = None,
    *,
    paid: bool = True,
    amounts: tuple[Money, Money] = (PAID[0][0], PAID[1][0]),
    measure: str = "cq_2021_65",
    content: dict[str, object] | None = None,
) -> Centre:
    """Make a centre as rows: two tranches, 3,000,000 yuan together, both paid in their years unless said otherwise."""
    town = town or city.city()
    for year in (2023, 2024, 2026):
        books.appropriated(town, wan(500).fen, books.MUNICIPAL, year=year)
    under = city.call(
        town,
        law.Benefit.MUNICIPAL_CENTRE,
        opens_at=datetime(2023, 1, 3, 9, tzinfo=SHANGHAI),
        closes_at=datetime(2023, 1, 31, 18, tzinfo=SHANGHAI),
        measure=measure,
    )
    at = datetime(2023, 2, 10, 10, tzinfo=SHANGHAI)
    case = onward.accepted(town, under, at=at)
    resolution = onward.resolved(town, under, {case: (amounts[0] + amounts[1]).fen}, year=2023, at=at)
    with transaction.atomic():
        ledger.reserve(resolution=resolution, by=town.by(Role.MEETING_SECRETARY, at=at))
    onward.confirmed(town, onward.published(town, resolution, at=at))
    tranches = [(amount.fen, day) for amount, (_all, day) in zip(amounts, PAID, strict=True)]
    grant = onward.granted(town, case, tranches, signed_on=SIGNED, last_on=LAST, content=content)
    with transaction.atomic():
        ledger.commit_grant(grant=grant, by=town.by(Role.ROUND_MANAGER, at=at))
    books.account(town, case, usable_from=SIGNED)
    made = Centre(town, case, grant)
    if paid:
        for tranche in grant.tranches.order_by("number"):
            pay(made, tranche.number)
    case.refresh_from_db()
    return made


def reported(town: city.City, files: list[dict[str, str]]) -> HalfYearReport:
    """Hand in a report on the first half-year of the applicant's centre as a row, with files that are kept."""
    grant = Grant.objects.get(application__organisation=town.applicant)
    at = datetime.combine(grant.signed_on, time(10), SHANGHAI)
    return HalfYearReport.objects.create(
        grant=grant,
        covers_from=grant.signed_on,
        covers_to=months_after(grant.signed_on, 6) - timedelta(days=1),
        number=1,
        **WORDS,
        files=files,
        sm3=onward.SM3,
        by_id=town.seats[Role.PREPARER].person_id,
        day=grant.signed_on,
        at=at,
    )


def pay(made: Centre, number: int, *, on: date | None = None) -> None:
    """Pay a tranche on its day, or another."""
    tranche = made.grant.tranches.get(number=number)
    by = made.by(Role.FINANCE, on or tranche.due_on)
    order = books.order_row(made.town, made.case, tranche.amount_fen, tranche=tranche)
    for kind in ("prepared", "paid"):
        PaymentStep.objects.create(
            order=order, kind=kind, amount_fen=order.amount_fen, by_id=by.person_id, day=by.day, at=by.at
        )
    with transaction.atomic():
        ledger.order(order=order, by=by)
        ledger.pay(order=order, amount=Money(tranche.amount_fen), words="回单", by=by)


def paper(kind: str) -> IssuedPaper:
    """Give the one paper of a kind."""
    return IssuedPaper.objects.get(kind=kind)


def stage(made: Centre, on: date) -> ConstructionStage:
    """Tell where a centre stands on a day."""
    return stage_of(grant=made.grant, on=on)
