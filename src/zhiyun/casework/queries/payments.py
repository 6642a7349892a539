"""Payments on screen: what can be paid, orders and where they stand, files to and from the bank, and whose turn it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, Sum, When
from django.utils.translation import gettext as _

from zhiyun.casework import deciding, sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.payments import accounts
from zhiyun.casework.payments.orders import OPEN, OrderStage, paid_of
from zhiyun.casework.queries import bank_accounts, year_books
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.tasks import Task
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.money import Money
from zhiyun.records.models import (
    Account,
    BankFile,
    IssuedPaper,
    PaymentOrder,
    PaymentStep,
    StepKind,
    Transfer,
)

READERS = frozenset({Role.FINANCE, Role.ROUND_MANAGER, Role.AUDITOR})
A_PAGE = 50
FILES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class ToPay:
    """What is committed and waits for an order; ``is_released`` says a tranche's condition has been stated."""

    reference: str
    applicant: str
    tranche: int | None
    due_on: date | None
    is_released: bool
    amount: Money


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One order in a list."""

    reference: str
    case: str
    applicant: str
    tranche: int | None
    amount: Money
    stage: OrderStage
    prepared_by: str
    prepared_at: datetime
    is_own: bool


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of an order."""

    kind: OrderStage
    amount: Money | None
    day: date
    bank_reference: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OrderPage:
    """One order with everything an approver has to see; the number in clear for finance alone."""

    line: OrderLine
    decision: str
    decided: Money
    purpose: str
    holder: str
    bank: str
    number: str
    account_stage: str
    usable_from: date
    paid: Money
    repeats: str
    steps: tuple[StepLine, ...]
    paper: str
    had_a_part: bool


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file to the bank or from it."""

    reference: str
    outgoing: bool
    name: str
    sm3: str
    total: Money
    lines: int
    by: str
    at: datetime


def to_pay(*, by: Actor) -> tuple[ToPay, ...]:
    """List what is committed to confirmed cases the actor may open and has neither an open order nor been paid."""
    if by.role not in READERS:
        return ()
    cases = sight.applications(by=by).filter(last_step__in=(StepKind.CONFIRMED, StepKind.COMMITTED))
    held = Sum(
        Case(
            When(put_into=Account.COMMITTED, then=F("amount_fen")),
            When(taken_from=Account.COMMITTED, then=-F("amount_fen")),
            default=0,
        )
    )
    names = ("application__reference", "application__organisation__name", "decision")
    tranche = ("tranche__number", "tranche__due_on", "tranche__release__id")
    # What a change agreement ended is paid to nobody, even where a reading keeps its room taken.
    standing = Transfer.objects.filter(application__in=cases.values("pk"), tranche__end=None)
    rows = standing.values_list(*names, *tranche)
    found = rows.annotate(fen=held).filter(fen__gt=0).order_by("tranche__due_on", "application__reference")
    ordered = set(
        _orders(by).filter(stage__in=[each.value for each in OPEN]).values_list("decision", "tranche__number")
    )
    return tuple(
        ToPay(reference, name, number, due_on, number is None or release is not None, Money(fen))
        for reference, name, decision, number, due_on, release, fen in found
        if (decision, number) not in ordered
    )


def orders(
    *, by: Actor, stage: OrderStage | None = None, page: int = 1
) -> tuple[tuple[OrderLine, ...], bool]:
    """List a page of orders, newest first, and whether there are more."""
    rows = _orders(by)
    if stage is not None:
        rows = rows.filter(stage=stage.value)
    first = (max(page, 1) - 1) * A_PAGE
    found = [_line(each, by) for each in rows.order_by("-pk")[first : first + A_PAGE + 1]]
    return tuple(found[:A_PAGE]), len(found) > A_PAGE


def order(*, by: Actor, reference: str) -> OrderPage:
    """Show one order; refuses one of a case the actor may not open as not found."""
    found = _orders(by).filter(reference=reference).first()
    if found is None:
        raise NotFound
    account = found.account
    paper = IssuedPaper.objects.filter(
        kind="payment_order", application=found.application, content__order__reference=found.reference
    )
    steps = found.steps.select_related("by").order_by("id")
    in_clear = by.role is Role.FINANCE
    return OrderPage(
        _line(found, by),
        found.decision.reference,
        Money(found.decision.amount_fen),
        found.purpose,
        account.holder,
        account.bank,
        account.number if in_clear else accounts.masked(number=account.number),
        accounts.stage_of(account=account, on=by.day).words,
        account.usable_from,
        paid_of(order=found),
        "" if found.repeats is None else found.repeats.reference,
        tuple(map(_step, steps)),
        str(paper.values_list("code", flat=True).first() or ""),
        by.person_id in deciding.deciders(decision=found.decision),
    )


def files(*, by: Actor) -> tuple[FileLine, ...]:
    """List the newest files to and from the bank that people of the actor's bureau made; for finance and audit."""
    if by.role not in (Role.FINANCE, Role.AUDITOR):
        return ()
    rows = _files(by).defer("content").order_by("-pk")[:FILES_SHOWN]
    return tuple(map(_file, rows))


def file(*, by: Actor, reference: str) -> tuple[FileLine, str]:
    """Give a file to the bank with its content, which holds accounts in clear: to finance alone."""
    found = _files(by).filter(reference=reference, outgoing=True).first()
    if found is None or by.role is not Role.FINANCE:
        raise NotFound
    return _file(found), found.content


def tasks(*, by: Actor) -> Iterator[Task]:
    """List what waits for finance, for who approves, and for an applicant without an account."""
    yield from bank_accounts.tasks(by=by)
    budgets = [each for each in year_books.waiting(by=by) if not each.is_own]
    if budgets and by.role in (Role.FINANCE, Role.ROUND_MANAGER):
        yield Task(
            _("%(number)s笔预算待复核") % {"number": len(budgets)},
            _("另一个人登记的，复核后才记入台账。"),
            "",
            _("复核预算"),
            ("ledger",),
        )
    if by.role is not Role.FINANCE:
        return
    ready = [each for each in to_pay(by=by) if each.is_released]
    waiting = list(_orders(by).filter(stage=OrderStage.PREPARED.value))
    to_approve = [each for each in waiting if each.prepared_by_id != by.person_id]
    to_send = _orders(by).filter(stage=OrderStage.APPROVED.value).count()
    for number, what, why, verb in (
        (len(ready), _("%(number)s件可以拨付"), _("公示已确认、承诺已记账。"), _("编制支付指令")),
        (
            len(to_approve),
            _("%(number)s份支付指令待复核"),
            _("另一个人编制的，复核后才能送银行。"),
            _("复核支付指令"),
        ),
        (to_send, _("%(number)s份支付指令待送银行"), _("已经复核。"), _("生成银行文件")),
    ):
        if number:
            yield Task(what % {"number": number}, why, str(Citation(10, 4)), verb, ("payments",))


def _orders(by: Actor) -> QuerySet[PaymentOrder]:
    rows = PaymentOrder.objects.select_related(
        "application__organisation", "decision__resolution", "tranche", "account", "prepared_by", "repeats"
    )
    if by.role not in READERS:
        return rows.none()
    last = PaymentStep.objects.filter(order=OuterRef("pk")).order_by("-id").values("kind")[:1]
    cases = sight.applications(by=by)
    return rows.filter(application__in=cases.values("pk")).annotate(stage=Subquery(last))


def _files(by: Actor) -> QuerySet[BankFile]:
    return (
        BankFile.objects.select_related("by")
        .filter(by__mandates__organisation_id=by.organisation_id, by__mandates__role=Role.FINANCE)
        .distinct()
    )


def _line(each: PaymentOrder, by: Actor) -> OrderLine:
    return OrderLine(
        each.reference,
        each.application.reference,
        each.application.organisation.name,
        None if each.tranche is None else each.tranche.number,
        Money(each.amount_fen),
        OrderStage(each.stage),
        each.prepared_by.name,
        each.prepared_at,
        each.prepared_by_id == by.person_id,
    )


def _step(each: PaymentStep) -> StepLine:
    amount = None if each.amount_fen is None else Money(each.amount_fen)
    return StepLine(
        OrderStage(each.kind), amount, each.day, each.bank_reference, each.words, each.by.name, each.at
    )


def _file(each: BankFile) -> FileLine:
    return FileLine(
        each.reference,
        each.outgoing,
        each.name,
        each.sm3,
        Money(each.total_fen),
        each.lines,
        each.by.name,
        each.at,
    )
