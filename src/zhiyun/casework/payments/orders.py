"""A payment order: where it stands, what of it is still to be paid, and whether it may be paid at all."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from zhiyun import law
from zhiyun.casework import deciding, ledger
from zhiyun.casework.actor import Actor
from zhiyun.casework.payments import accounts, refusals
from zhiyun.casework.task_books import revoked, suspended
from zhiyun.casework.task_books.in_force import terms_of
from zhiyun.kernel.money import Money
from zhiyun.records.models import (
    Application,
    BankAccount,
    Decision,
    Grant,
    Objection,
    PaymentOrder,
    PaymentStep,
    PaymentStepKind,
    Publication,
    Tranche,
    TrancheRelease,
    Transfer,
    TransferKind,
)


class OrderStage(enum.Enum):
    """Where an order stands."""

    PREPARED = "prepared"
    APPROVED = "approved"
    SENT = "sent"
    PARTLY_PAID = "partly_paid"
    PAID = "paid"
    FAILED = "failed"
    SENT_BACK = "sent_back"
    CANCELLED = "cancelled"
    RETURNED = "returned"

    @property
    def words(self) -> str:
        """The office's word."""
        return str(_WORDS[self])


_WORDS = {
    OrderStage.PREPARED: _("待复核"),
    OrderStage.APPROVED: _("已复核，待送银行"),
    OrderStage.SENT: _("已送银行"),
    OrderStage.PARTLY_PAID: _("部分到账"),
    OrderStage.PAID: _("已到账"),
    OrderStage.FAILED: _("拨付失败"),
    OrderStage.SENT_BACK: _("已退回"),
    OrderStage.CANCELLED: _("已撤销"),
    OrderStage.RETURNED: _("到账后退回"),
}
OPEN = (OrderStage.PREPARED, OrderStage.APPROVED, OrderStage.SENT, OrderStage.PARTLY_PAID)
"""Stages in which an order still holds, or may still move, what it pays."""


@dataclass(frozen=True, slots=True)
class Payable:
    """What of a case can be paid now: under which decision, which tranche, to which account, at most how much."""

    decision: Decision
    tranche: Tranche | None
    account: BankAccount
    most: Money


def stage_of(*, order: PaymentOrder) -> OrderStage:
    """Tell where an order stands by its last step."""
    kind = order.steps.order_by("-id").values_list("kind", flat=True).first()
    assert kind is not None, "an order begins with a step"
    return OrderStage(kind)


def paid_of(*, order: PaymentOrder) -> Money:
    """Give what the bank has paid of an order."""
    rows = order.steps.filter(kind__in=(PaymentStepKind.PAID, PaymentStepKind.PARTLY_PAID))
    return Money(rows.aggregate(fen=Sum("amount_fen"))["fen"] or 0)


def step(
    *,
    order: PaymentOrder,
    kind: PaymentStepKind,
    by: Actor,
    amount: Money | None = None,
    words: str = "",
    **more: object,
) -> PaymentStep:
    """Let an order take a step; ``more`` names the bank's reference, its file, and the day where it is not today."""
    return PaymentStep.objects.create(
        order=order,
        kind=kind,
        amount_fen=None if amount is None else amount.fen,
        words=words[:300],
        by_id=by.person_id,
        at=by.at,
        **{"day": by.day, **more},
    )


def payable(*, application: Application, tranche_number: int | None, by: Actor) -> Payable:
    """Say what of a case may be paid, or refuse with the first thing that stands against it.

    Heard in order: the newest decision and its confirmed list, open objections, a centre's revocation and its newest evaluation, the task book
    and its tranche, the applicant's account, and what is still committed.
    """
    decision = decision_of(application=application)
    _refuse_unconfirmed(decision)
    revoked.refuse_revoked(application=application, on=by.day)
    suspended.refuse_suspended(application=application)
    tranche = _tranche(application, tranche_number)
    account = accounts.payable(organisation=application.organisation, on=by.day)
    return Payable(decision, tranche, account, committed(decision=decision, tranche=tranche))


def hold_payable(*, order: PaymentOrder, by: Actor) -> Payable:
    """Make sure that what an order pays may still be paid, and to this very account."""
    number = None if order.tranche is None else order.tranche.number
    newest = accounts.newest(organisation=order.application.organisation)
    if newest is not None and newest.pk != order.account_id:
        raise refusals.AccountChanged(order.reference)
    found = payable(application=order.application, tranche_number=number, by=by)
    if found.decision.pk != order.decision_id:
        raise refusals.DecisionSuperseded
    return found


def refuse_amount(*, found: Payable, asked: Money) -> None:
    """Refuse an amount above the decision or the tranche, or above what is still committed to it."""
    most = Money(found.decision.amount_fen if found.tranche is None else found.tranche.amount_fen)
    if asked > most:
        raise refusals.AboveDecision(asked, most)
    if asked > found.most or not asked.fen > 0:
        raise refusals.NothingCommitted(found.most, asked)


def decision_of(*, application: Application) -> Decision:
    """Give the decision in force on a case; refuses one that another resolution has superseded."""
    rows = Decision.objects.select_related("resolution__call", "application__organisation")
    decision = rows.filter(application=application, supported=True).order_by("-id").first()
    if decision is None:
        raise refusals.NoticeNotConfirmed
    if hasattr(decision.resolution, "superseded_by"):
        raise refusals.DecisionSuperseded
    return decision


def committed(*, decision: Decision, tranche: Tranche | None) -> Money:
    """Give what is committed to a decision or one tranche of it and neither on its way nor paid, over all books."""
    rows = Transfer.objects.filter(decision=decision, tranche=tranche)
    held = dict(rows.order_by().values_list("kind").annotate(fen=Sum("amount_fen")))
    plus = sum(
        held.get(kind, 0) for kind in (TransferKind.COMMIT, TransferKind.COMMIT_AHEAD, TransferKind.UNORDER)
    )
    return Money(plus - held.get(TransferKind.DECOMMIT, 0) - held.get(TransferKind.ORDER, 0))


def refuse_decider(*, decision: Decision, by: Actor) -> None:
    """Refuse who had a part in what is to be paid."""
    if by.person_id in deciding.deciders(decision=decision):
        raise refusals.PaysOwnDecision


def is_whole(*, decision: Decision) -> bool:
    """Say whether everything a decision gives has been paid: its amount, or its grant's where there is one."""
    grant = Grant.objects.filter(application=decision.application_id).first()
    due = terms_of(grant=grant).amount_fen if grant is not None else decision.amount_fen
    rows = Transfer.objects.filter(decision=decision, kind=TransferKind.PAY)
    return int(rows.aggregate(fen=Sum("amount_fen"))["fen"] or 0) >= due > 0


def withdraw_revoked(*, order: PaymentOrder, by: Actor) -> None:
    """Take back what an order no longer pays, where its centre's qualification is revoked: nothing will be paid of it."""
    try:
        revoked.refuse_revoked(application=order.application, on=by.day)
    except revoked.CentreRevoked:
        ledger.withdraw(application=order.application, words="取消建设资格，未拨付的承诺撤销", by=by)


def open_order(*, decision: Decision, tranche: Tranche | None) -> PaymentOrder | None:
    """Give the order still under way for the same decision or tranche."""
    rows = PaymentOrder.objects.filter(decision=decision, tranche=tranche).order_by("-id")
    return next((each for each in rows if stage_of(order=each) in OPEN), None)


def _refuse_unconfirmed(decision: Decision) -> None:
    publication = (
        Publication.objects.filter(resolution=decision.resolution)
        .select_related("confirmation")
        .order_by("-id")
        .first()
    )
    if publication is None or not hasattr(publication, "confirmation"):
        raise refusals.NoticeNotConfirmed
    waiting = Objection.objects.filter(publication__resolution__call=decision.resolution.call, answer=None)
    about = [each for each in waiting if each.about_id in (None, decision.application_id)]
    if about:
        raise refusals.ObjectionOpen(len(about))


def _tranche(application: Application, number: int | None) -> Tranche | None:
    if not law.Benefit(application.call.benefit).is_construction:
        return None
    grant = Grant.objects.filter(application=application).first()
    if grant is None:
        raise refusals.TaskBookUnsigned
    tranche = grant.tranches.filter(number=number, end=None).first() if number is not None else None
    if tranche is None:
        raise refusals.TrancheNeeded
    if not TrancheRelease.objects.filter(tranche=tranche).exists():
        raise refusals.TrancheNotReleased(tranche.number)
    return tranche
