"""What a revoked centre owes (Article 15): all that was paid, as the law and its reading say, payment by payment."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from fractions import Fraction
from typing import Any

from zhiyun import law
from zhiyun.casework import ledger, rounds
from zhiyun.casework.construction import accepting, standing
from zhiyun.casework.payments import orders
from zhiyun.casework.payments.orders import OrderStage
from zhiyun.casework.task_books.content import read
from zhiyun.casework.task_books.in_force import version_of
from zhiyun.gateways.official_papers import day_text
from zhiyun.gateways.remedies import Remedies
from zhiyun.kernel.money import ZERO, Money, Rate
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import Grant, PaymentOrder, RecoveryProposal

BASIS_POINTS = 10_000


class PaymentsUnderWay(Refusal):
    """What was sent to the bank may still be paid: the sum to recover is not known yet."""

    def __init__(self, references: tuple[str, ...]) -> None:
        super().__init__(
            Said(
                "%(orders)s已送银行还没有回单，追回金额还不能确定。请先导入银行回单。",
                orders=references,
            )
        )


class NothingPaid(Refusal):
    """Nothing was paid, or everything came back already."""

    def __init__(self) -> None:
        super().__init__(Said("这个中心没有已拨付的建设经费，不用作出追回决定。"))


def paid(*, grant: Grant) -> tuple[law.Tranche, ...]:
    """List what was paid and kept, payment by payment."""
    return tuple(
        law.Tranche(each.amount, each.paid_on, paid_on=each.paid_on)
        for each in ledger.payments_kept(application_id=grant.application_id)
    )


def owed(*, grant: Grant, on: date) -> law.Recovery:
    """Ask the law what is to be recovered on a day; refuses as it does, while money is on its way, and nothing."""
    orders_out = PaymentOrder.objects.filter(application=grant.application_id)
    moving = (OrderStage.SENT, OrderStage.PARTLY_PAID)
    waiting = tuple(each.reference for each in orders_out if orders.stage_of(order=each) in moving)
    if waiting:
        raise PaymentsUnderWay(waiting)
    content = version_of(grant=grant).content
    agreed = read(told=content).interest_bp if content else None
    interest = None if agreed is None else law.InterestTerms(Rate(Fraction(agreed, BASIS_POINTS)), on)
    measure = rounds.of_case(application=grant.application).measure
    book = standing.book_of(grant=grant, on=on)
    heard = measure.recover(book, paid(grant=grant), on, interest=interest)
    if not heard.amount:
        raise NothingPaid
    return heard


def plain(*, heard: law.Recovery, grant: Grant) -> dict[str, Any]:
    """Write the ground as rows keep it, the interest by the year of the book its payment was made from."""
    finding = heard.finding
    return {
        "because": str(finding.because),
        "cites": str(finding.cites),
        "paid": [[fact.label, fact.value] for fact in finding.facts],
        "charged": _charged(heard, grant),
        "readings": [f"{each.reading.question}：{each}" for each in heard.readings],
    }


def _charged(heard: law.Recovery, grant: Grant) -> list[list[int]]:
    if not heard.charges:
        return []
    payments = ledger.payments_kept(application_id=grant.application_id)
    return [[each.year, fen.fen] for each, fen in zip(payments, heard.charges, strict=True)]


def charged(*, proposal: RecoveryProposal) -> dict[int, Money]:
    """Give the interest a proposal names, by the year of the book its payment was made from."""
    found: dict[int, Money] = defaultdict(lambda: ZERO)
    for year, fen in proposal.finding["charged"]:
        found[year] += Money(fen)
    return dict(found)


def words(*, proposal: RecoveryProposal, on: date, wording: Remedies) -> dict[str, Any]:
    """Write all words of the order to recover."""
    grant = proposal.grant
    measure = rounds.of_case(application=grant.application).measure
    total = Money(proposal.total_fen)
    return {
        **accepting.about(grant=grant),
        "measure": {"title": measure.title, "number": measure.number, "cites": accepting.CITES},
        "amount_fen": proposal.amount_fen,
        "interest_fen": proposal.interest_fen,
        "total": str(total),
        "due_on": proposal.due_on.isoformat(),
        "ordered_on": on.isoformat(),
        "words": proposal.words,
        "because": proposal.finding["because"],
        "paid": proposal.finding["paid"],
        "readings": proposal.finding["readings"],
        "pay": f"请于{day_text(proposal.due_on)}（含当日）前缴回{total}，汇款时注明申报编号{grant.application.reference}。",
        "remedies": accepting.remedies_of(wording=wording),
        "remedies_confirmed_by": wording.confirmed_by,
    }
