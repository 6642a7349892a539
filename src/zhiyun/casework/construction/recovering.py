"""What a revoked centre owes (Article 15): all that was paid, as the law and its reading say, payment by payment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
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


class NothingUnspent(Refusal):
    """Only what was not spent comes back, and all was spent."""

    def __init__(self) -> None:
        super().__init__(Said("按口径A18只收回未按规定使用的部分，填写的都是零，不用作出追回决定。"))


class PaymentsChanged(Refusal):
    """What was not spent was said of other payments than there are."""

    def __init__(self) -> None:
        super().__init__(
            Said("填写未按规定使用的金额以后拨付情况有变：已经提出的建议请退回，按现在的拨付重新填写。")
        )


def paid(*, grant: Grant) -> tuple[law.Tranche, ...]:
    """List what was paid and kept, payment by payment."""
    return tuple(
        law.Tranche(each.amount, each.paid_on, paid_on=each.paid_on)
        for each in ledger.payments_kept(application_id=grant.application_id)
    )


def unspent_of(
    *, measure: law.Measure, book: law.TaskBook, payments: tuple[law.Tranche, ...], on: date
) -> tuple[law.Tranche, ...]:
    """Give the payments of which somebody has to say what was not spent, because only that is to come back.

    None where all comes back, and where nothing does.
    """
    try:
        measure.recover(book, payments, on)
    except law.UnspentNotSaid:
        return payments
    except Refusal:
        return ()
    return ()


def owed(*, grant: Grant, on: date, unspent: Sequence[law.Tranche] = ()) -> law.Recovery:
    """Ask the law what is to be recovered on a day; refuses as it does, while money is on its way, and nothing.

    ``unspent`` are the payments with what was not spent of each, where somebody has said so; refuses others than
    there are.
    """
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
    payments = paid(grant=grant)
    if unspent and tuple(replace(each, unspent=None) for each in unspent) != payments:
        raise PaymentsChanged
    heard = measure.recover(book, unspent or payments, on, interest=interest)
    if not heard.amount:
        raise NothingUnspent if payments else NothingPaid
    return heard


def plain(*, heard: law.Recovery, grant: Grant, unspent: Sequence[law.Tranche] = ()) -> dict[str, Any]:
    """Write the ground as rows keep it, sums and interest by the year of the book their payment was made from."""
    finding = heard.finding
    assert not unspent or heard.parts == tuple(each.unspent for each in unspent), (
        "said only where it is asked"
    )
    return {
        "because": str(finding.because),
        "cites": str(finding.cites),
        "paid": [[fact.label, fact.value] for fact in finding.facts],
        "charged": _by_year(heard.charges, grant),
        "parts": _by_year(heard.parts, grant),
        "unspent": [
            [str(each.paid_on), each.amount.fen, each.unspent.fen]
            for each in unspent
            if each.unspent is not None
        ],
        "readings": [f"{each.reading.question}：{each}" for each in heard.readings],
    }


def _by_year(sums: Sequence[Money], grant: Grant) -> list[list[int]]:
    if not sums:
        return []
    payments = ledger.payments_kept(application_id=grant.application_id)
    return [[each.year, fen.fen] for each, fen in zip(payments, sums, strict=True)]


def charged(*, proposal: RecoveryProposal) -> dict[int, Money]:
    """Give the interest a proposal names, by the year of the book its payment was made from."""
    return _summed(proposal.finding["charged"])


def parts(*, proposal: RecoveryProposal) -> dict[int, Money] | None:
    """Give what a proposal takes back by the year of the book it was paid from; None of one that does not say."""
    told = proposal.finding.get("parts")
    return None if told is None else _summed(told)


def unspent(*, proposal: RecoveryProposal) -> tuple[law.Tranche, ...]:
    """Give the payments as the proposal found them, with what was not spent of each; none where nobody was asked."""
    return tuple(
        law.Tranche(Money(amount), day, paid_on=day, unspent=Money(fen))
        for text, amount, fen in proposal.finding.get("unspent", ())
        for day in (date.fromisoformat(text),)
    )


def _told_unspent(proposal: RecoveryProposal) -> list[list[str]]:
    return [
        [f"{each.paid_on}拨付{each.amount}，其中未按规定使用的", str(each.unspent)]
        for each in unspent(proposal=proposal)
    ]


def _summed(told: Sequence[Sequence[int]]) -> dict[int, Money]:
    found: dict[int, Money] = defaultdict(lambda: ZERO)
    for year, fen in told:
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
        "paid": _told_unspent(proposal) or proposal.finding["paid"],
        "only_unspent": bool(proposal.finding.get("unspent")),
        "readings": proposal.finding["readings"],
        "pay": f"请于{day_text(proposal.due_on)}（含当日）前缴回{total}，汇款时注明申报编号{grant.application.reference}。",
        "remedies": accepting.remedies_of(wording=wording),
        "remedies_confirmed_by": wording.confirmed_by,
    }
