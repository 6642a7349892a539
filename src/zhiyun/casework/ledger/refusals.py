"""Why the ledger does not move money; each says how much there is and what to do next."""

from __future__ import annotations

from zhiyun.kernel.citation import Citation
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said


class AboveCap(Refusal):
    """A year would hold more than its article allows."""

    def __init__(self, *, year: int, asked: Money, room: Money, cap: Money, cites: Citation) -> None:
        super().__init__(
            Said(
                "%(year)s年的年度总额是%(cap)s，余%(room)s，不足%(asked)s。请减少金额，或者改列其他年度。",
                year=year,
                cap=cap,
                room=room,
                asked=asked,
            )
        )
        self.cites = cites


class NotAppropriated(Refusal):
    """A year's money is not there yet."""

    def __init__(self, *, year: int, asked: Money, room: Money) -> None:
        super().__init__(
            Said(
                "%(year)s年已下达的预算还可动用%(room)s，不足%(asked)s。请先由财务登记预算下达并经复核。",
                year=year,
                room=room,
                asked=asked,
            )
        )


class NotEnoughOfCase(Refusal):
    """A case has not that much where it would be taken from: what belongs to another is never taken for it."""

    def __init__(self, *, case: str, account: Said, asked: Money, held: Money) -> None:
        super().__init__(
            Said(
                "%(case)s的「%(account)s」只有%(held)s，不足%(asked)s。请刷新台账，核对这一件的余额后再办理。",
                case=case,
                account=account,
                held=held,
                asked=asked,
            )
        )


class NotEnoughToWithdraw(Refusal):
    """What is promised or paid cannot be taken out of a year's budget."""

    def __init__(self, *, asked: Money, room: Money) -> None:
        super().__init__(
            Said("未预留、未承诺的预算只有%(room)s，不能收回%(asked)s。请减少金额。", room=room, asked=asked)
        )


class AlreadyMoved(Refusal):
    """What a decision or a grant moves was moved before."""

    def __init__(self, reference: str) -> None:
        super().__init__(Said("%(reference)s已经记过账，不再重复记账。请刷新台账查看。", reference=reference))


class MoreThanDecided(Refusal):
    """A grant is more than its decision, or its tranches do not add up to it."""

    def __init__(self, *, grant: Money, tranches: Money, decided: Money) -> None:
        super().__init__(
            Said(
                "任务书资助%(grant)s，各笔合计%(tranches)s，审定%(decided)s：各笔之和应等于资助金额，且不超过审定金额。请核对任务书。",
                grant=grant,
                tranches=tranches,
                decided=decided,
            )
        )
