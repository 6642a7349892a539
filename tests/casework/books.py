"""The ledger of an invented city: money appropriated, decisions reserved and committed, orders as rows."""

from __future__ import annotations

import itertools
from datetime import date, datetime

from django.db import transaction

from tests.casework import city, onward
from zhiyun import law
from zhiyun.casework import ledger
from zhiyun.casework.actor import Actor
from zhiyun.casework.roles import Role
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.money import Money
from zhiyun.records.models import (
    Application,
    Appropriation,
    BankAccount,
    BankAccountCheck,
    BankFile,
    Call,
    PaymentOrder,
    PaymentStep,
    Resolution,
    Tranche,
    TransferKind,
    YearBook,
)

SUBSIDY = law.Benefit.PERFORMANCE_SUBSIDY
MUNICIPAL = law.Benefit.MUNICIPAL_CENTRE
INDUSTRY = law.Benefit.INDUSTRY_CENTRE
_numbers = itertools.count(1)


def finance(town: city.City, at: datetime = onward.AFTER) -> Actor:
    """Give who sits on finance."""
    return town.by(Role.FINANCE, at=at)


def appropriated(town: city.City, fen: int, benefit: law.Benefit = SUBSIDY, *, year: int = 2026) -> YearBook:
    """Open a book and appropriate money to it."""
    by = finance(town)
    with transaction.atomic():
        book = ledger.opened(
            issuer=town.bureau, benefit=benefit, year=year, measure=law.measure("cq_2021_65"), by=by
        )
        if fen:
            entry = ledger.Entry(TransferKind.APPROPRIATE, Money(fen), "演示预算下达")
            held = ledger.locked(books=[book])[book.pk]
            ledger.post(book=held, entries=[entry], by=by, cites=Citation(13))
    book.refresh_from_db()
    return book


def decided(
    town: city.City,
    *amounts: int,
    under: Call | None = None,
    benefit: law.Benefit = SUBSIDY,
    year: int = 2026,
) -> Resolution:
    """Decide a call with an applicant for each amount in fen, and nothing booked."""
    call = under or city.call(town, benefit)
    cases = {onward.accepted(town, call, of=city.organisation()): fen for fen in amounts}
    return onward.resolved(town, call, cases, year=year)


def reserved(town: city.City, *amounts: int, benefit: law.Benefit = SUBSIDY) -> Resolution:
    """Decide a call and reserve what it gives."""
    resolution = decided(town, *amounts, benefit=benefit)
    with transaction.atomic():
        ledger.reserve(resolution=resolution, by=town.by(Role.MEETING_SECRETARY, at=onward.AFTER))
    return resolution


def committed(town: city.City, *amounts: int) -> Resolution:
    """Decide, publish and confirm a subsidy's call, with its ledger."""
    resolution = reserved(town, *amounts)
    publication = onward.published(town, resolution)
    onward.confirmed(town, publication)
    with transaction.atomic():
        ledger.commit(resolution=resolution, by=town.by(Role.ROUND_MANAGER, at=onward.AFTER))
    return resolution


def account(
    town: city.City, case: Application, *, number: str = "", usable_from: date | None = None
) -> BankAccount:
    """Give an applicant an account that a second person has verified."""
    signer, checker = town.seats[Role.LEGAL_REPRESENTATIVE], town.seats[Role.FINANCE]
    made = BankAccount.objects.create(
        organisation=case.organisation,
        holder=case.organisation.name,
        bank="演示银行演示支行",
        number=number or f"6222{next(_numbers):012d}",
        entered_by_id=signer.person_id,
        entered_at=city.NOON,
        usable_from=usable_from or city.NOON.date(),
    )
    BankAccountCheck.objects.create(
        account=made,
        entered_by_id=made.entered_by_id,
        good=True,
        reason="演示核对",
        by_id=checker.person_id,
        at=city.NOON,
    )
    return made


def order_row(
    town: city.City, case: Application, fen: int, *, tranche: Tranche | None = None
) -> PaymentOrder:
    """Make an order as a row, with nothing booked."""
    found = BankAccount.objects.filter(organisation=case.organisation).first() or account(town, case)
    return PaymentOrder.objects.create(
        reference=f"ZF-1-{next(_numbers):04d}",
        application=case,
        decision=case.decisions.latest("id"),
        tranche=tranche,
        account=found,
        amount_fen=fen,
        purpose="演示",
        prepared_by_id=town.seats[Role.FINANCE].person_id,
        prepared_at=onward.AFTER,
    )


def matrix(town: city.City) -> None:
    """Make one of everything finance has a page for: a budget to check, what to pay, an order, a file, an account."""
    book = appropriated(town, 1_000_000)
    Appropriation.objects.create(
        book=book,
        amount_fen=100,
        document="渝财演〔2026〕1号",
        entered_by_id=town.seats[Role.CASE_OFFICER].person_id,
        entered_at=onward.AFTER,
    )
    cases = [each.application for each in committed(town, 100, 200).decisions.order_by("pk")]
    order = order_row(town, cases[0], 100)
    PaymentStep.objects.create(
        order=order, kind="prepared", day=onward.AFTER.date(), by_id=order.prepared_by_id, at=onward.AFTER
    )
    BankFile.objects.create(
        reference=f"YH-1-{next(_numbers):04d}",
        outgoing=True,
        name="拨付.csv",
        sm3=f"{next(_numbers):064x}",
        total_fen=100,
        lines=1,
        content="演示",
        by_id=town.seats[Role.FINANCE].person_id,
        at=onward.AFTER,
    )
    BankAccount.objects.create(
        organisation=cases[1].organisation,
        holder=cases[1].organisation.name,
        bank="演示银行",
        number="62220000000000",
        entered_by_id=town.seats[Role.LEGAL_REPRESENTATIVE].person_id,
        entered_at=city.NOON,
        usable_from=city.NOON.date(),
    )
