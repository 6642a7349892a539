"""Why nothing is paid, or an account not taken; each says what to do next."""

from __future__ import annotations

from datetime import date

from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said


class PaysOwnDecision(Refusal):
    """Who decided, verified or proposed a case neither orders nor approves its payment."""

    def __init__(self) -> None:
        super().__init__(Said("您参与了这一件的审定或核定，不能办理它的拨付。请转交其他财务人员。"))


class NoticeNotConfirmed(Refusal):
    """The list has not been confirmed: its notice runs, or it was never published."""

    def __init__(self) -> None:
        super().__init__(Said("公示期满、没有未办结的异议并经确认之后才能拨付。请等公示确认后再办理。"))


class ObjectionOpen(Refusal):
    """An objection waits for its answer."""

    def __init__(self, count: int) -> None:
        super().__init__(Said("还有%(count)s件异议没有办结，不能拨付。请先办结异议。", count=count))


class DecisionSuperseded(Refusal):
    """Another decision has taken the place of the one to be paid."""

    def __init__(self) -> None:
        super().__init__(
            Said("这一审定已被新的审定取代，不能再据此拨付。请打开最新的审定，重新编制支付指令。")
        )


class TaskBookUnsigned(Refusal):
    """A centre is paid by its task book, which both sides have to sign first."""

    def __init__(self) -> None:
        super().__init__(Said("任务书还没有经双方签订，不能拨付建设经费。请先签订任务书（第九条第5项）。"))


class TrancheNeeded(Refusal):
    """A centre's money is paid tranche by tranche."""

    def __init__(self) -> None:
        super().__init__(Said("建设经费按任务书分笔拨付，请选择要拨付的一笔。"))


class TrancheNotReleased(Refusal):
    """Nobody has stated yet that what a tranche waits for has happened."""

    def __init__(self, number: int) -> None:
        super().__init__(
            Said(
                "任务书第%(number)s笔的拨付条件还没有认定，不能拨付。请先由承办人认定条件成就。",
                number=number,
            )
        )


class NothingCommitted(Refusal):
    """What was promised is paid, on its way, or was withdrawn."""

    def __init__(self, left: Money, asked: Money) -> None:
        super().__init__(
            Said(
                "这一件还可拨付%(left)s，不足%(asked)s：其余的已拨付、待拨付，或者承诺已撤销。请核对台账。",
                left=left,
                asked=asked,
            )
        )


class AboveDecision(Refusal):
    """More than was decided or agreed."""

    def __init__(self, asked: Money, most: Money) -> None:
        super().__init__(
            Said("支付金额%(asked)s超过审定或约定的%(most)s，请核对金额。", asked=asked, most=most)
        )


class NoAccount(Refusal):
    """The applicant has told no account."""

    def __init__(self, applicant: str) -> None:
        super().__init__(
            Said("%(applicant)s还没有登记收款账户，请通知其法定代表人登记。", applicant=applicant)
        )


class AccountUnverified(Refusal):
    """Nobody of finance has verified the account, or it was turned down."""

    def __init__(self) -> None:
        super().__init__(Said("收款账户还没有核对通过，不能拨付。请先由财务核对账户。"))


class AccountCools(Refusal):
    """The account was changed not long ago."""

    def __init__(self, usable_from: date) -> None:
        super().__init__(
            Said(
                "收款账户变更后尚在冷却期，%(day)s起才能拨付。请到期后再办理；有疑问的，先与申报单位原联系人核实。",
                day=usable_from,
            )
        )


class AccountChanged(Refusal):
    """The account in the order is no longer the one the applicant wants to be paid to."""

    def __init__(self, order: str) -> None:
        super().__init__(
            Said(
                "%(order)s里的收款账户已被申报单位变更，不能继续。请退回或撤销这份指令，账户核对并过冷却期后重新编制。",
                order=order,
            )
        )


class HolderDiffers(Refusal):
    """The account is not in the applicant's own name."""

    def __init__(self, holder: str, applicant: str) -> None:
        super().__init__(
            Said(
                "账户户名「%(holder)s」与申报单位「%(applicant)s」不一致，不能拨付。请申报单位登记本单位的账户。",
                holder=holder,
                applicant=applicant,
            )
        )


class NothingToSend(Refusal):
    """No order was chosen for a bank file, or none of them can be sent."""

    def __init__(self) -> None:
        super().__init__(Said("没有选中可以送银行的支付指令，请至少选择一份已复核的指令。"))


class AlreadyChecked(Refusal):
    """A second person has answered already."""

    def __init__(self) -> None:
        super().__init__(Said("已经有人复核过，请刷新页面查看结果。"))


class OrderOpen(Refusal):
    """An order for the same is still under way."""

    def __init__(self, order: str) -> None:
        super().__init__(
            Said("%(order)s还没有办结，同一笔不能再编制支付指令。请先办结或退回它。", order=order)
        )
