"""The three powers at work: the system administrator makes and ends accounts, the security administrator gives and
takes roles and resets second factors. Nobody does any of it to themselves.
"""

from __future__ import annotations

from zhiyun.casework import letters, mandates, outbox
from zhiyun.casework.actions import accounts, second_factors
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.subjects import PERSON
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import Mandate, Organisation, Person

SYSTEM = frozenset({Role.SYSTEM_ADMINISTRATOR})
SECURITY = frozenset({Role.SECURITY_ADMINISTRATOR})


class OnOneself(Refusal):
    """Nobody changes their own powers."""

    def __init__(self) -> None:
        super().__init__(Said("不能给自己授权、销权或重置。请由另一位管理员办理。"))


@action(name="grant_role", words="授予身份", on=PERSON, roles=SECURITY, is_sensitive=True)
def grant_role(*, person: Person, by: Actor, organisation: int, role: Role) -> Deed:
    """Give a person a role for a body; refuses oneself, roles that exclude each other, and roles held already."""
    _not_oneself(person, by)
    body = Organisation.objects.filter(pk=organisation).first()
    if body is None:
        raise NotFound
    mandate = mandates.begin(person=person, organisation=body, role=role, by=by)
    outbox.tell(
        people=[person.pk],
        subject=f"已授予您{role.label}身份",
        body=f"您现在可以{role.label}的身份为{body.name}办理。请用“切换身份”选择。",
        link="/seats/",
        by=by,
    )
    return Deed(answer=str(mandate.pk), after={"role": role.value, "organisation": body.pk})


@action(name="take_role", words="终止身份", on=PERSON, roles=SECURITY, is_sensitive=True)
def take_role(*, person: Person, by: Actor, mandate: int, because: str) -> Deed:
    """End a mandate with a reason; refuses oneself and the last holder of one of the three powers."""
    _not_oneself(person, by)
    _need_reason(because)
    found = Mandate.objects.select_for_update().filter(pk=mandate, person=person, ended_at=None).first()
    if found is None:
        raise NotFound
    mandates.end(mandate=found, because=because, by=by)
    outbox.tell(
        people=[person.pk],
        subject=f"您的{Role(found.role).label}身份已终止",
        body=f"理由：{because}",
        link="/desk/",
        by=by,
    )
    return Deed(
        before={"role": found.role, "organisation": found.organisation_id}, after={"because": because}
    )


@action(name="reset_second_factor", words="重置动态码", on=PERSON, roles=SECURITY, is_sensitive=True)
def reset_second_factor(*, person: Person, by: Actor, because: str) -> Deed:
    """Take a lost authenticator away, after the person was recognised some other way; they are told."""
    _not_oneself(person, by)
    _need_reason(because)
    if not person.has_second_factor:
        raise second_factors.NoSecondFactor
    second_factors.forget(person=person, by=by)
    letters.tell_of_change(person=person, what="的动态码已由安全管理员重置", by=by)
    return Deed(before={"second_factor": True}, after={"second_factor": False, "because": because})


@action(name="end_account", words="停用账户", on=PERSON, roles=SYSTEM, is_sensitive=True)
def end_account(*, person: Person, by: Actor, because: str) -> Deed:
    """End an account and every mandate with it; refuses oneself and the last holder of one of the three powers."""
    _not_oneself(person, by)
    _need_reason(because)
    if person.departed_at is not None:
        raise mandates.Departed
    return accounts.depart(person=person, because=because, by=by)


def _not_oneself(person: Person, by: Actor) -> None:
    if person.pk == by.person_id:
        raise OnOneself


def _need_reason(because: str) -> None:
    if not because.strip():
        raise Faulty([Fault(Said("理由"), Said("请写明理由，记录里会保留"))])
