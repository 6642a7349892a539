"""Why an action or a look is refused; each sentence says what to do next."""

from __future__ import annotations

from datetime import datetime

from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said, word


class NotFound(Refusal):
    """There is no such thing, or none that this actor may know of: the two are told alike."""

    def __init__(self) -> None:
        super().__init__(Said("没有找到，或者现在不能查看。请从工作台重新进入。"))


class NotAllowed(Refusal):
    """The role may not do this at all."""

    def __init__(self, role: str, deed: str) -> None:
        super().__init__(
            Said(
                "以%(role)s的身份不能%(deed)s。有多个身份的，请先切换身份。", role=word(role), deed=word(deed)
            )
        )


class MandateEnded(Refusal):
    """The power the actor came with is no longer held."""

    def __init__(self) -> None:
        super().__init__(Said("您的这一身份已经终止，请重新登录后再办理。"))


class WrongStage(Refusal):
    """The object stands where this cannot be done."""

    def __init__(self, stage: str, deed: str) -> None:
        super().__init__(
            Said(
                "当前状态是「%(stage)s」，不能%(deed)s。请刷新页面查看最新进度。",
                stage=word(stage),
                deed=word(deed),
            )
        )


class ConflictOfInterest(Refusal):
    """The actor has, or had, a part in the applicant."""

    def __init__(self, applicant: str) -> None:
        super().__init__(
            Said(
                "您与%(applicant)s有任职关系，应当回避，不能办理或查看这一件。请转交他人办理。",
                applicant=applicant,
            )
        )


class DrawnAsExpert(ConflictOfInterest):
    """The actor was drawn to judge it as an expert."""

    def __init__(self) -> None:
        Refusal.__init__(
            self,
            Said("您是这一轮（件）的评审专家，不能以其他身份查看或办理评审事务。请转交他人办理。"),
        )


class NeedsConfirmation(Refusal):
    """A sensitive act wants the password and code once more."""

    def __init__(self) -> None:
        super().__init__(Said("这一步需要再次确认本人身份，请重新输入密码和动态码。"))


class Stale(Refusal):
    """Someone else saved in between."""

    def __init__(self, by: str, at: datetime) -> None:
        super().__init__(
            Said(
                "%(by)s已在%(at)s保存过这一部分。您填写的内容保留在下面，请核对后再保存。",
                by=by,
                at=f"{at:%H:%M:%S}",
            )
        )
        self.by = by
        self.at = at


class AnotherRequest(Refusal):
    """A form's key was used for something else."""

    def __init__(self) -> None:
        super().__init__(Said("这份表单已经用于另一项操作，请刷新页面后重试。"))


class InvitationSpent(Refusal):
    """The invitation was taken up, taken back, has run out, or never was."""

    def __init__(self) -> None:
        super().__init__(Said("这份邀请已经用过、已撤回或者已过期。请联系邀请您的人重新发出。"))
