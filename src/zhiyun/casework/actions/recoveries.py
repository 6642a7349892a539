"""Recovery from a revoked centre: proposed by an officer, ordered by another person, received by finance (Article 15)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Sum

from zhiyun import law
from zhiyun.casework import issuing, ledger
from zhiyun.casework.actor import Actor
from zhiyun.casework.construction import ConstructionStage, accepting, recovering, rulings, telling
from zhiyun.casework.door import Deed, action
from zhiyun.casework.issuing import PaperKind
from zhiyun.casework.roles import Role
from zhiyun.casework.subjects import CONSTRUCTION
from zhiyun.gateways import remedies
from zhiyun.kernel.money import ZERO, Money
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import Grant, RecoveryProposal, RecoveryReceipt, RecoveryRuling

LONGEST_WORDS, LONGEST_NUMBER = 300, 60


class ProposalWaits(Refusal):
    """One proposal at a time: the one there is waits for its second person."""

    def __init__(self) -> None:
        super().__init__(Said("已有一份追回建议等待复核，请先复核或退回它。"))


class NoProposal(Refusal):
    """There is nothing to approve, or not what the page showed."""

    def __init__(self) -> None:
        super().__init__(Said("没有等待复核的追回建议，或者建议已经更换，请刷新页面核对。"))


class SumChanged(Refusal):
    """What was paid has changed since the proposal."""

    def __init__(self, proposed: Money, now: Money) -> None:
        super().__init__(
            Said(
                "提出建议后拨付情况有变：建议追回%(proposed)s，现在应追回%(now)s。请退回建议，重新提出。",
                proposed=proposed,
                now=now,
            )
        )


class BankNumberBooked(Refusal):
    """A bank's number is booked once."""

    def __init__(self, number: str) -> None:
        super().__init__(Said("银行流水号%(number)s已经登记过，请核对，不要重复登记。", number=number))


class MoreThanOwed(Refusal):
    """More came in than was ordered back."""

    def __init__(self, asked: Money, left: Money) -> None:
        super().__init__(
            Said("还应收回%(left)s，不能登记%(asked)s。多汇的部分请退还汇款单位。", asked=asked, left=left)
        )


@action(
    name="recovery.propose",
    words="提出追回建议",
    on=CONSTRUCTION,
    roles=[Role.CASE_OFFICER],
    stages=[ConstructionStage.REVOKED],
    cites=(accepting.CITES,),
)
def propose(
    *,
    construction: Grant,
    by: Actor,
    due_on: date | None,
    words: str = "",
    unspent: Sequence[Money | None] = (),
) -> Deed:
    """Propose to order back what the law says on this day, due on a later one the bureau sets.

    ``unspent`` is what was not spent of each payment, the oldest first, where the reading takes back only that; the
    words then say how that is known. Refuses a day that has come, too many words, sums that cannot be, a second
    proposal while one waits, and what `recovering.owed` does.
    """
    payments = recovering.paid(grant=construction)
    faults = _unspent_faults(payments, unspent, words) if unspent else []
    if due_on is None or due_on <= by.day:
        faults.append(Fault(Said("缴回期限"), Said("请填今天以后的日期")))
    if len(words.strip()) > LONGEST_WORDS:
        faults.append(Fault(Said("说明"), Said("请写明，不超过%(longest)s字", longest=LONGEST_WORDS)))
    if faults:
        raise Faulty(faults)
    if _waiting(construction) is not None:
        raise ProposalWaits
    said = tuple(
        replace(each, unspent=fen) for each, fen in zip(payments, unspent, strict=False) if fen is not None
    )
    heard = recovering.owed(grant=construction, on=by.day, unspent=said)
    made = RecoveryProposal.objects.create(
        grant=construction,
        amount_fen=heard.amount.fen,
        interest_fen=heard.interest.fen,
        due_on=due_on,
        words=words.strip(),
        finding=recovering.plain(heard=heard, grant=construction, unspent=said),
        readings=[each.reading.id for each in heard.readings],
        by_id=by.person_id,
        day=by.day,
        at=by.at,
    )
    telling.tell_bureau(
        grant=construction,
        roles=(Role.ROUND_MANAGER,),
        subject="追回建议待复核",
        body=f"{construction.application.organisation.name}：{made.finding['because']}。",
        by=by,
    )
    return Deed(
        answer=str(made.pk),
        after={"amount_fen": made.amount_fen, "interest_fen": made.interest_fen, "due_on": str(due_on)},
        readings=tuple(made.readings),
    )


@action(
    name="recovery.order",
    words="作出追回决定",
    on=CONSTRUCTION,
    roles=[Role.ROUND_MANAGER],
    stages=[ConstructionStage.REVOKED],
    cites=(accepting.CITES,),
    is_sensitive=True,
)
def order(*, construction: Grant, by: Actor, seen: int, good: bool, reason: str = "") -> Deed:
    """Order another's proposal: what is owed is booked, and the order issued; or turn it down with a reason.

    Refuses who proposed it, another proposal than the one seen, a sum that has changed, and a day that has come.
    """
    proposal = rulings.to_rule(
        proposal=_waiting(construction),
        seen=seen,
        deed=Said("作出追回决定"),
        good=good,
        reason=reason,
        gone=NoProposal,
        by=by,
    )
    if not good:
        _rule(proposal, by, good, reason)
        return Deed(answer="", after={"good": good, "reason": reason.strip()})
    _refuse_changed(proposal, by)
    _rule(proposal, by, good, reason)
    ledger.recover(
        application=construction.application,
        amount=Money(proposal.amount_fen),
        words="再次验收不合格，追回前期拨付经费",
        by=by,
        interest=recovering.charged(proposal=proposal),
        parts=recovering.parts(proposal=proposal),
    )
    wording = remedies.load(settings.ENVIRONMENT.home)
    paper = issuing.issue(
        kind=PaperKind.RECOVERY,
        by=by,
        application=construction.application,
        content=recovering.words(proposal=proposal, on=by.day, wording=wording),
    )
    body = f"见{paper.number}。{paper.content['because']}。{paper.content['pay']}"
    telling.tell_centre(grant=construction, subject="追回决定", body=body, by=by)
    telling.tell_bureau(grant=construction, roles=(Role.FINANCE,), subject="追回款待收", body=body, by=by)
    return Deed(
        answer=paper.number,
        after={
            "amount_fen": proposal.amount_fen,
            "interest_fen": proposal.interest_fen,
            "due_on": str(proposal.due_on),
            "paper": paper.number,
            "paper_sm3": paper.content_sm3,
        },
        readings=tuple(proposal.readings),
    )


@action(
    name="recovery.receive",
    words="登记收回款",
    on=CONSTRUCTION,
    roles=[Role.FINANCE],
    stages=[ConstructionStage.RECOVERING],
    cites=(accepting.CITES,),
    is_sensitive=True,
)
def receive(
    *,
    construction: Grant,
    by: Actor,
    amount: Money | None,
    received_on: date | None,
    bank_reference: str,
    words: str = "",
) -> Deed:
    """Book what came in on an order, interest first: it goes to the treasury and refills nothing.

    Refuses faulty entries, a bank's number booked before, and more than is still owed.
    """
    ruling = RecoveryRuling.objects.select_related("proposal").get(grant=construction, good=True)
    number = bank_reference.strip()
    _refuse_faulty_receipt(ruling, by, amount, received_on, number, words)
    assert amount is not None, "faults are refused"
    came_in = ruling.receipts.aggregate(fen=Sum("amount_fen"))["fen"] or 0
    left = Money(ruling.proposal.total_fen - came_in)
    receipt = RecoveryReceipt(
        ruling=ruling,
        amount_fen=amount.fen,
        received_on=received_on,
        bank_reference=number,
        words=words.strip(),
        by_id=by.person_id,
        at=by.at,
    )
    _book_once(receipt)
    if amount > left:
        raise MoreThanOwed(amount, left)
    ledger.recovered(
        application=construction.application, amount=amount, words=f"收回款，银行流水{number}", by=by
    )
    telling.tell_centre(
        grant=construction,
        subject="收回款已登记",
        body=f"已收到{amount}，还应缴回{left - amount}。",
        by=by,
    )
    return Deed(
        answer=str(left - amount),
        after={"recovered_fen": amount.fen, "bank_reference": number, "left_fen": (left - amount).fen},
    )


def _unspent_faults(
    payments: Sequence[law.Tranche], unspent: Sequence[Money | None], words: str
) -> list[Fault]:
    faults = []
    if len(payments) != len(unspent):
        raise recovering.PaymentsChanged
    for number, (payment, fen) in enumerate(zip(payments, unspent, strict=True), 1):
        if fen is None or not ZERO <= fen <= payment.amount:
            place = Said("第%(number)s笔未按规定使用的金额", number=number)
            wrong = Said(
                "%(day)s拨付%(paid)s，请填零到这个数之间的金额", day=payment.paid_on, paid=payment.amount
            )
            faults.append(Fault(place, wrong))
    if not words.strip():
        faults.append(
            Fault(Said("说明"), Said("请写明未按规定使用的金额依据什么，如专项审计报告的名称和文号"))
        )
    return faults


def _waiting(grant: Grant) -> RecoveryProposal | None:
    return RecoveryProposal.objects.filter(grant=grant, ruling=None).select_related("grant").first()


def _rule(proposal: RecoveryProposal, by: Actor, good: bool, reason: str) -> None:
    RecoveryRuling.objects.create(
        proposal=proposal, **rulings.columns(proposal=proposal, good=good, reason=reason, by=by)
    )


def _refuse_changed(proposal: RecoveryProposal, by: Actor) -> None:
    heard = recovering.owed(grant=proposal.grant, on=by.day, unspent=recovering.unspent(proposal=proposal))
    if heard.amount.fen != proposal.amount_fen:
        raise SumChanged(Money(proposal.amount_fen), heard.amount)
    if proposal.due_on <= by.day:
        raise Faulty([Fault(Said("缴回期限"), Said("建议的期限已到，请退回建议，重新提出"))])


def _book_once(receipt: RecoveryReceipt) -> None:
    # Nothing holds two centres at once: of two who book one number in the same instant the database refuses one.
    try:
        with transaction.atomic():
            receipt.save(force_insert=True)
    except IntegrityError:
        if RecoveryReceipt.objects.filter(bank_reference=receipt.bank_reference).exists():
            raise BankNumberBooked(receipt.bank_reference) from None
        raise


def _refuse_faulty_receipt(
    ruling: RecoveryRuling,
    by: Actor,
    amount: Money | None,
    received_on: date | None,
    number: str,
    words: str,
) -> None:
    faults = []
    if amount is None or not amount.fen > 0:
        faults.append(Fault(Said("金额"), Said("金额要大于零")))
    if received_on is None or not ruling.day <= received_on <= by.day:
        faults.append(Fault(Said("到账日"), Said("在作出追回决定之日与今天之间")))
    if not number or len(number) > LONGEST_NUMBER:
        faults.append(Fault(Said("银行流水号"), Said("请填收回款的银行流水号")))
    if len(words.strip()) > LONGEST_WORDS:
        faults.append(Fault(Said("说明"), Said("请写明，不超过%(longest)s字", longest=LONGEST_WORDS)))
    if faults:
        raise Faulty(faults)
