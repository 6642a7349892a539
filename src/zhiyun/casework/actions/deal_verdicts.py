"""Verdicts on the deals of a subsidy's ledger (Article 10, item 2): one person decides, another checks.

A verdict never counts more than the ledger shows, gives a reason wherever it departs from the law's count, and names
no other applicant: its reason is told to the one it is about once the list is published.
"""

from __future__ import annotations

from typing import Any

from zhiyun.casework import second_person
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.roles import Role
from zhiyun.casework.subjects import APPLICATION
from zhiyun.casework.verifying_deals import bulk, in_hand, ruling_on
from zhiyun.casework.verifying_deals.opened_ledger import opened
from zhiyun.casework.verifying_deals.standings import DealStage, Written
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import Application, DealVerdict, Verdict, VerdictCheck

CHECKERS = (Role.CASE_OFFICER, Role.ROUND_MANAGER)
SENT_BACK = Said("退回理由")
_PROCEDURE = ("第十条第2项",)


class AnotherVerdict(Refusal):
    """Somebody has decided, checked or settled since the page was opened."""

    def __init__(self) -> None:
        super().__init__(
            Said("您打开页面之后，这里的核定有了变化。您填写的内容保留在下面，请核对最新情况再办理。")
        )


class NothingToDo(Refusal):
    """There is no deal left for this."""

    def __init__(self) -> None:
        super().__init__(Said("没有可以这样办理的业务，请刷新页面查看最新情况。"))


@action(
    name="deal.decide",
    words="核定一笔业务",
    on=APPLICATION,
    roles=[Role.CASE_OFFICER],
    stages=in_hand.STAGES,
    cites=_PROCEDURE,
)
def decide(
    *,
    application: Application,
    by: Actor,
    deal: str,
    seen: int,
    verdict: str,
    amount: Money | None = None,
    reason: str = "",
    cites: str = "",
) -> Deed:
    """Write the verdict on one deal; the answer is the number of its row.

    ``seen`` is the newest verdict the officer saw, 0 for none; ``amount`` what shall count, for a deal that is reduced
    or whose amount no rule can measure. Refuses with `AnotherVerdict`, and what was asked with all its faults.
    """
    in_hand.refuse_unless_in_hand(application=application)
    ledger = opened(application=application)
    standing = ledger.standing(deal=deal)
    if seen != (standing.written.id if standing.written is not None else 0):
        raise AnotherVerdict
    kind = Verdict(verdict) if verdict in set(Verdict) else None
    asked = ruling_on.Asked(kind, amount, reason.strip(), cites)
    comes_to = ruling_on.ruled(opened=ledger, standing=standing, asked=asked, by=by)
    faults = [*ruling_on.faults(opened=ledger, standing=standing, asked=asked, comes_to=comes_to)]
    if faults:
        raise Faulty(faults)
    row = DealVerdict.objects.create(
        submission=ledger.submission,
        deal=deal,
        verdict=kind,
        law_fen=comes_to.law_fen,
        ceiling_fen=standing.line.ceiling_fen,
        counted_fen=comes_to.counted_fen,
        reason=asked.reason,
        cites=cites,
        readings=list(comes_to.readings),
        by_id=by.person_id,
        at=by.at,
    )
    return Deed(
        answer=str(row.pk),
        before=_told(standing.written),
        after={"deal": deal, "verdict": verdict, "counted_fen": row.counted_fen, "reason": asked.reason},
        cites=(cites,),
        readings=comes_to.readings,
    )


@action(
    name="deal.count_plain",
    words="批量核定办法全额计入的业务",
    on=APPLICATION,
    roles=[Role.CASE_OFFICER],
    stages=in_hand.STAGES,
    cites=_PROCEDURE,
)
def count_plain(*, application: Application, by: Actor, seen: str) -> Deed:
    """Count every open deal the law counts in full and says nothing against; the answer is how many.

    ``seen`` is the digest of what the preview showed. Refuses with `AnotherVerdict` when it is no longer so.
    """
    in_hand.refuse_unless_in_hand(application=application)
    ledger = opened(application=application)
    chosen = bulk.plain(standings=ledger.standings)
    if not chosen:
        raise NothingToDo
    if seen != bulk.digest(chosen=chosen):
        raise AnotherVerdict
    DealVerdict.objects.bulk_create(
        DealVerdict(
            submission=ledger.submission,
            deal=each.number,
            verdict=Verdict.COUNTED,
            law_fen=each.line.law_fen,
            ceiling_fen=each.line.ceiling_fen,
            counted_fen=each.line.ceiling_fen,
            cites=str(ruling_on.COUNTING),
            readings=list(ruling_on.readings_of(opened=ledger, ruling=each.line.ruling)),
            by_id=by.person_id,
            at=by.at,
        )
        for each in chosen
    )
    return Deed(
        answer=str(len(chosen)),
        after={"deals": len(chosen), "counted_fen": sum(each.line.law_fen for each in chosen), "sm3": seen},
        cites=(str(ruling_on.COUNTING),),
    )


@action(
    name="deal.check",
    words="复核一笔业务的核定",
    on=APPLICATION,
    roles=CHECKERS,
    stages=in_hand.STAGES,
    cites=_PROCEDURE,
)
def check(
    *, application: Application, by: Actor, deal: str, seen: int, agrees: bool, reason: str = ""
) -> Deed:
    """Agree to the newest verdict on a deal, or send it back with a reason.

    Refuses the person who wrote it, and with `AnotherVerdict` when ``seen`` is not the newest or waits no more.
    """
    in_hand.refuse_unless_in_hand(application=application)
    standing = opened(application=application).standing(deal=deal)
    written = standing.written
    if written is None or written.id != seen or standing.stage is not DealStage.WRITTEN:
        raise AnotherVerdict
    second_person.refuse_hands(deed=Said("复核一笔业务的核定"), hands=[written.by_id], by=by)
    if not agrees and not reason.strip():
        raise Faulty([Fault(SENT_BACK, Said("请写明为什么退回、要怎样改"))])
    if len(reason) > ruling_on.LONGEST_REASON:
        longest = Said("最多%(longest)s字，请写得简短些", longest=ruling_on.LONGEST_REASON)
        raise Faulty([Fault(SENT_BACK, longest)])
    VerdictCheck.objects.create(
        verdict_id=written.id,
        written_by_id=written.by_id,
        agrees=agrees,
        reason=reason.strip(),
        by_id=by.person_id,
        at=by.at,
    )
    return Deed(
        answer=str(written.id),
        before=_told(written),
        after={"deal": deal, "agrees": agrees, "reason": reason.strip()},
    )


@action(
    name="deal.check_all",
    words="批量复核业务的核定",
    on=APPLICATION,
    roles=CHECKERS,
    stages=in_hand.STAGES,
    cites=_PROCEDURE,
)
def check_all(*, application: Application, by: Actor, seen: str) -> Deed:
    """Agree to every verdict that waits and was written by others; the answer is how many.

    ``seen`` is the digest of what the preview showed. Refuses with `AnotherVerdict` when it is no longer so.
    """
    in_hand.refuse_unless_in_hand(application=application)
    chosen = bulk.to_check(standings=opened(application=application).standings, by=by)
    if not chosen:
        raise NothingToDo
    if seen != bulk.digest(chosen=chosen):
        raise AnotherVerdict
    VerdictCheck.objects.bulk_create(
        VerdictCheck(
            verdict_id=each.written.id,
            written_by_id=each.written.by_id,
            agrees=True,
            by_id=by.person_id,
            at=by.at,
        )
        for each in chosen
        if each.written is not None
    )
    return Deed(answer=str(len(chosen)), after={"deals": len(chosen), "sm3": seen})


def _told(written: Written | None) -> dict[str, Any]:
    if written is None:
        return {}
    return {"verdict": written.verdict.value, "counted_fen": written.counted_fen, "by": written.by}
