"""Accounts on screen: an applicant's own with its payments, masked; those finance has to verify, in clear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from zhiyun.casework import sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.payments import accounts
from zhiyun.casework.payments.accounts import AccountStage
from zhiyun.casework.payments.orders import OrderStage, stage_of
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import APPLICANT_ROLES, Role
from zhiyun.casework.tasks import Task
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.money import Money
from zhiyun.records.models import Application, BankAccount, PaymentOrder, StepKind

PAYMENTS_SHOWN = 20
TOLD = {
    OrderStage.PREPARED: None,
    OrderStage.SENT_BACK: None,
    OrderStage.CANCELLED: None,
    OrderStage.APPROVED: OrderStage.APPROVED,
    OrderStage.SENT: OrderStage.SENT,
    OrderStage.PARTLY_PAID: OrderStage.PARTLY_PAID,
    OrderStage.PAID: OrderStage.PAID,
    OrderStage.FAILED: OrderStage.FAILED,
    OrderStage.RETURNED: OrderStage.RETURNED,
}
"""What an applicant hears of an order: nothing before it is approved, nothing of what was called back."""
EXPECTS = (StepKind.PUBLISHED, StepKind.CONFIRMED, StepKind.COMMITTED)


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account; ``number`` with its last digits alone, but for finance, to whom ``old`` shows the one it replaces."""

    key: int
    organisation: str
    holder: str
    bank: str
    number: str
    stage: AccountStage
    usable_from: date
    entered_by: str
    entered_at: datetime
    reason: str = ""
    old: str = ""


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """A payment as its applicant sees it."""

    case: str
    amount: Money
    stage: OrderStage
    account: str
    at: datetime


def own(*, by: Actor) -> tuple[AccountLine | None, tuple[PaymentLine, ...]]:
    """Give an applicant its account and its payments; refuses everyone else."""
    if by.role not in APPLICANT_ROLES or by.organisation_id is None:
        raise NotFound
    found = accounts.newest(organisation=by.organisation_id)
    rows = PaymentOrder.objects.select_related("application", "account").filter(
        application__organisation_id=by.organisation_id
    )
    paid = [
        PaymentLine(
            each.application.reference,
            Money(each.amount_fen),
            stage,
            accounts.masked(number=each.account.number),
            each.steps.latest("id").at,
        )
        for each in rows.order_by("-pk")[:PAYMENTS_SHOWN]
        if (stage := TOLD[stage_of(order=each)]) is not None
    ]
    return (None if found is None else _line(found, by, in_clear=False)), tuple(paid)


def waiting(*, by: Actor) -> tuple[AccountLine, ...]:
    """List, for finance, the accounts of bodies with a case it may open that nobody has verified; the oldest first."""
    if by.role is not Role.FINANCE:
        return ()
    bodies = sight.applications(by=by).values("organisation")
    rows = (
        BankAccount.objects.select_related("organisation", "entered_by", "replaces")
        .filter(organisation__in=bodies, check_by_second=None, replaced_by=None)
        .order_by("pk")
    )
    return tuple(_line(each, by, in_clear=True, stage=AccountStage.WAITING) for each in rows[:PAYMENTS_SHOWN])


def to_verify(*, by: Actor, key: int) -> AccountLine:
    """Give one account that waits for finance; refuses any other as not found."""
    found = next((each for each in waiting(by=by) if each.key == key), None)
    if found is None:
        raise NotFound
    return found


def tasks(*, by: Actor) -> Iterator[Task]:
    """List accounts to verify, and for a body that is to be paid the account it still owes."""
    to_do = len(waiting(by=by))
    if to_do:
        yield Task(
            _("%(number)s个收款账户待核对") % {"number": to_do},
            _("核对通过并过冷却期后才能拨付。"),
            "",
            _("核对收款账户"),
            ("payment-accounts",),
        )
    if by.role is not Role.LEGAL_REPRESENTATIVE or by.organisation_id is None:
        return
    found = accounts.newest(organisation=by.organisation_id)
    bad = found is None or accounts.stage_of(account=found, on=by.day) is AccountStage.TURNED_DOWN
    expects = Application.objects.filter(organisation_id=by.organisation_id, last_step__in=EXPECTS)
    if bad and expects.exists():
        yield Task(
            _("登记收款账户"),
            _("公示确认后向本单位账户拨付；账户要经财务核对。"),
            str(Citation(10, 4)),
            _("登记收款账户"),
            ("bank-account",),
        )


def _line(found: BankAccount, by: Actor, *, in_clear: bool, stage: AccountStage | None = None) -> AccountLine:
    check = getattr(found, "check_by_second", None) if stage is None else None
    old = found.replaces if in_clear else None
    return AccountLine(
        found.pk,
        found.organisation.name,
        found.holder,
        found.bank,
        found.number if in_clear else accounts.masked(number=found.number),
        stage or accounts.stage_of(account=found, on=by.day),
        found.usable_from,
        found.entered_by.name,
        found.entered_at,
        "" if check is None or check.good else check.reason,
        "" if old is None else f"{old.bank} {old.number}",
    )
