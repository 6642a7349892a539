"""The second factor: enrolled, replaced, given up; every change ends the person's other sessions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from zhiyun.casework import letters, second_factor
from zhiyun.casework.actions.logins import WrongCode
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.roles import APPLICANT_ROLES, EVERYONE
from zhiyun.casework.subjects import ONESELF
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import Mandate, Person, RecoveryCode


class SecondFactorRequired(Refusal):
    """A seat the person holds is not to be taken without a one-time code."""

    def __init__(self) -> None:
        super().__init__(Said("您的身份必须使用动态码登录，不能停用。换了手机的，请选择“更换验证器”。"))


class NoSecondFactor(Refusal):
    """There is none to change."""

    def __init__(self) -> None:
        super().__init__(Said("还没有启用动态码，请先启用。"))


@action(name="enrol_second_factor", words="启用动态码", on=ONESELF, roles=EVERYONE, is_sensitive=True)
def enrol(
    *,
    person: Person,
    by: Actor,
    secret: str,
    code: str,
    shown_at: datetime,
    recovery_codes: Iterable[str],
) -> Deed:
    """Take an authenticator, proven by a code it shows at a real instant, and new recovery codes; older ones of both end."""
    step = second_factor.matching_step(secret=secret, code=code, at=shown_at, after=0)
    if step is None:
        raise WrongCode
    before = person.has_second_factor
    person.totp_secret, person.totp_confirmed_at, person.totp_last_step = secret, by.at, step
    person.powers_epoch += 1
    person.save(update_fields=["totp_secret", "totp_confirmed_at", "totp_last_step", "powers_epoch"])
    _replace_recovery_codes(person, recovery_codes, by)
    letters.tell_of_change(person=person, what="已更换验证器" if before else "已启用动态码", by=by)
    return Deed(before={"second_factor": before}, after={"second_factor": True})


@action(name="renew_recovery_codes", words="更换恢复码", on=ONESELF, roles=EVERYONE, is_sensitive=True)
def renew_recovery_codes(*, person: Person, by: Actor, recovery_codes: Iterable[str]) -> Deed:
    """Take new recovery codes; older ones end. Refuses who has no second factor."""
    if not person.has_second_factor:
        raise NoSecondFactor
    _replace_recovery_codes(person, recovery_codes, by)
    person.powers_epoch += 1
    person.save(update_fields=["powers_epoch"])
    return Deed()


@action(name="disable_second_factor", words="停用动态码", on=ONESELF, roles=EVERYONE, is_sensitive=True)
def disable(*, person: Person, by: Actor) -> Deed:
    """Give the second factor up; refuses whoever holds a seat that asks for one."""
    if not person.has_second_factor:
        raise NoSecondFactor
    if Mandate.objects.filter(person=person, ended_at=None).exclude(role__in=APPLICANT_ROLES).exists():
        raise SecondFactorRequired
    forget(person=person, by=by)
    letters.tell_of_change(person=person, what="已停用动态码", by=by)
    return Deed(before={"second_factor": True}, after={"second_factor": False})


def forget(*, person: Person, by: Actor) -> None:
    """Take secret and recovery codes away and end every session, inside the caller's transaction."""
    person.totp_secret, person.totp_confirmed_at = "", None
    person.powers_epoch += 1
    person.save(update_fields=["totp_secret", "totp_confirmed_at", "powers_epoch"])
    _replace_recovery_codes(person, (), by)


def _replace_recovery_codes(person: Person, codes: Iterable[str], by: Actor) -> None:
    RecoveryCode.objects.filter(person=person, used_at=None, replaced_at=None).update(replaced_at=by.at)
    RecoveryCode.objects.bulk_create(
        RecoveryCode(person=person, digest=second_factor.recovery_digest(code=code), made_at=by.at)
        for code in codes
    )
