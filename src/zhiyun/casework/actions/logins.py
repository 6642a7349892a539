"""Coming in: the one-time code or a recovery code, used once, and the word in the record that somebody did."""

from __future__ import annotations

from datetime import datetime

from zhiyun.casework import second_factor
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.roles import EVERYONE
from zhiyun.casework.subjects import ONESELF
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import Person, RecoveryCode


class WrongCode(Refusal):
    """The one-time code is wrong, too old, or was used before."""

    def __init__(self) -> None:
        super().__init__(Said("动态码不对，或者已经用过。请等验证器显示下一个动态码后再输入。"))


class WrongRecoveryCode(Refusal):
    """The recovery code is not one of this person's, or was used before."""

    def __init__(self) -> None:
        super().__init__(Said("恢复码不对，或者已经用过。每个恢复码只能用一次，请换一个。"))


@action(name="give_code", words="输入动态码", on=ONESELF, roles=EVERYONE)
def give_code(*, person: Person, by: Actor, code: str, shown_at: datetime) -> Deed:
    """Take a one-time code shown at a real instant, which no demonstration moves; refuses a wrong one, and one whose step, or a later one, was used already."""
    step = None
    if person.has_second_factor:
        step = second_factor.matching_step(
            secret=person.totp_secret, code=code, at=shown_at, after=person.totp_last_step
        )
    if step is None:
        raise WrongCode
    person.totp_last_step = step
    person.save(update_fields=["totp_last_step"])
    return Deed()


@action(name="use_recovery_code", words="使用恢复码", on=ONESELF, roles=EVERYONE)
def use_recovery_code(*, person: Person, by: Actor, code: str) -> Deed:
    """Take a recovery code instead of a one-time code; each opens once. Answers how many are left."""
    left = RecoveryCode.objects.filter(person=person, used_at=None, replaced_at=None)
    digest = second_factor.recovery_digest(code=code)
    if not person.has_second_factor or not left.filter(digest=digest).update(used_at=by.at):
        raise WrongRecoveryCode
    return Deed(answer=str(left.count()), after={"left": left.count()})


@action(name="come_in", words="登录", on=ONESELF, roles=EVERYONE)
def come_in(*, person: Person, by: Actor, with_second_factor: bool) -> Deed:
    """Write down that a person logged in, and with how many factors."""
    return Deed(after={"second_factor": with_second_factor})
