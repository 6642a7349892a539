"""One's own account: password, address, telephone, sessions, and leaving."""

from __future__ import annotations

from zhiyun.casework import letters, mandates
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.plain_names import masked
from zhiyun.casework.roles import EVERYONE, Role
from zhiyun.casework.subjects import ONESELF
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import Mandate, Person


class AddressTaken(Refusal):
    """Another account has the address."""

    def __init__(self) -> None:
        super().__init__(Said("这个电子邮箱不能使用，请换一个。"))


class MustHandOver(Refusal):
    """A legal representative cannot leave the applicant without one."""

    def __init__(self) -> None:
        super().__init__(Said("您是单位的法定代表人，请先在“单位与成员”里移交法定代表人，再注销账户。"))


@action(name="change_password", words="修改密码", on=ONESELF, roles=EVERYONE, is_sensitive=True)
def change_password(*, person: Person, by: Actor, password_hash: str) -> Deed:
    """Take a new password, already hashed; every other session ends and the person is told."""
    _set_password(person, password_hash, by)
    return Deed()


@action(name="reset_password", words="重设密码", on=ONESELF, roles=EVERYONE)
def reset_password(*, person: Person, by: Actor, password_hash: str) -> Deed:
    """Take a new password from who opened the letter; the second factor stays as it is."""
    _set_password(person, password_hash, by)
    return Deed()


@action(name="ask_reset", words="申请重设密码", on=ONESELF, roles=EVERYONE)
def ask_reset(*, person: Person, by: Actor, link: str) -> Deed:
    """Write to a person where a new password can be set; the link is made outside and holds for an hour."""
    letters.write(
        to=person.email,
        subject="重设密码",
        body=f"{person.name}：\n\n请在一小时内打开下面的链接，设定新的密码：\n\n{link}\n\n{letters.NOT_ME}",
        by=by,
    )
    return Deed()


@action(name="ask_new_address", words="申请更换电子邮箱", on=ONESELF, roles=EVERYONE, is_sensitive=True)
def ask_new_address(*, person: Person, by: Actor, email: str, link: str) -> Deed:
    """Write to the new address where to confirm it, and to the old one that somebody asked.

    An address that has an account already is told so itself; who asked learns nothing.
    """
    if Person.objects.filter(email=email).exists():
        body = "有人想把这个电子邮箱用作另一个知运账户的登录邮箱。它已经是您的登录邮箱，没有任何变更。"
        letters.write(to=email, subject="您的邮箱已在使用", body=body, by=by)
    else:
        body = f"请在一小时内打开下面的链接，确认把登录邮箱换成这个地址：\n\n{link}\n\n{letters.NOT_ME}"
        letters.write(to=email, subject="确认新的登录邮箱", body=body, by=by)
    letters.write(
        to=person.email,
        subject="有人申请更换您的登录邮箱",
        body=f"{person.name}：\n\n有人申请把您的登录邮箱换成 {masked(email=email)}。"
        "如果不是您本人的操作，请立即修改密码，并联系市知识产权局的安全管理员。",
        by=by,
    )
    return Deed(after={"email": masked(email=email)})


@action(name="change_address", words="更换电子邮箱", on=ONESELF, roles=EVERYONE)
def change_address(*, person: Person, by: Actor, email: str) -> Deed:
    """Take the address that was confirmed from its own mailbox; refuses one that meanwhile has an account."""
    if Person.objects.filter(email=email).exclude(pk=person.pk).exists():
        raise AddressTaken
    before = person.email
    letters.tell_of_change(person=person, what="登录邮箱已更换", by=by)
    person.email = email
    person.powers_epoch += 1
    person.save(update_fields=["email", "powers_epoch"])
    return Deed(before={"email": masked(email=before)}, after={"email": masked(email=email)})


@action(name="change_phone", words="修改联系电话", on=ONESELF, roles=EVERYONE, is_sensitive=True)
def change_phone(*, person: Person, by: Actor, phone: str) -> Deed:
    """Take another telephone number, or none; the record keeps that it changed, not the number."""
    changed = person.phone != phone
    person.phone = phone
    person.save(update_fields=["phone"])
    return Deed(after={"changed": changed})


@action(name="end_sessions", words="退出其他登录", on=ONESELF, roles=EVERYONE, is_sensitive=True)
def end_sessions(*, person: Person, by: Actor) -> Deed:
    """End every session of the person; the screen keeps the one that asks."""
    mandates.end_sessions(person_id=person.pk)
    return Deed()


@action(name="leave", words="注销账户", on=ONESELF, roles=EVERYONE, is_sensitive=True)
def leave(*, person: Person, by: Actor) -> Deed:
    """Leave for good: every mandate and session ends, nothing is removed. Refuses a legal representative."""
    held = Mandate.objects.filter(person=person, ended_at=None)
    if held.filter(role=Role.LEGAL_REPRESENTATIVE.value).exists():
        raise MustHandOver
    return depart(person=person, because="本人注销账户", by=by)


def depart(*, person: Person, because: str, by: Actor) -> Deed:
    """End all of a person's mandates and the account, inside the caller's transaction."""
    ended = list(Mandate.objects.select_for_update().filter(person=person, ended_at=None))
    for mandate in ended:
        mandates.end(mandate=mandate, because=because, by=by)
    mandates.end_sessions(person_id=person.pk)
    person.refresh_from_db()
    person.departed_at = by.at
    person.save(update_fields=["departed_at"])
    return Deed(
        before={"mandates": [[mandate.role, mandate.organisation_id] for mandate in ended]},
        after={"departed": True, "because": because},
    )


def _set_password(person: Person, password_hash: str, by: Actor) -> None:
    person.password = password_hash
    person.powers_epoch += 1
    person.save(update_fields=["password", "powers_epoch"])
    letters.tell_of_change(person=person, what="密码已修改", by=by)
