"""Invitations: sent by a legal representative or the system administrator, taken up once, within seven days."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from zhiyun.casework import letters, mandates
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.plain_names import masked, person_name_faults
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import EVERYONE, OrganisationKind, Role
from zhiyun.casework.subjects import INVITATION, ORGANISATION
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.kernel.said import Said, word
from zhiyun.records.models import Invitation, Mandate, Organisation, Person

HOLDS_FOR = timedelta(days=7)
A_DAY = timedelta(days=1)
A_DAY_FROM_ONE_BODY = 20
A_DAY_FROM_A_BUREAU = 100
A_DAY_TO_ONE_ADDRESS = 3


class TooManyInvitations(Refusal):
    """So many letters went out within a day that the next would be a nuisance."""

    def __init__(self) -> None:
        super().__init__(Said("一天之内发出的邀请太多了，请明天再发。"))


class MayNotInvite(Refusal):
    """This role is given by somebody else."""

    def __init__(self, role: str) -> None:
        super().__init__(
            Said(
                "您不能邀请%(role)s。法定代表人邀请经办人；系统管理员邀请市局、区县局人员和专家。",
                role=word(role),
            )
        )


class KnownAlready(Refusal):
    """The address has an account: its owner logs in first."""

    def __init__(self) -> None:
        super().__init__(Said("这个电子邮箱已有账户，请先登录，再打开邀请链接。"))


class ForAnother(Refusal):
    """Who is logged in is not who was invited."""

    def __init__(self) -> None:
        super().__init__(Said("这份邀请是发给另一个电子邮箱的。请退出登录后，用收到邀请的邮箱接受。"))


def digest_of(*, token: str) -> str:
    """Give what is kept of an invitation's token."""
    return hashlib.sha256(f"zhiyun invitation {token}".encode()).hexdigest()


@action(
    name="invite",
    words="邀请",
    on=ORGANISATION,
    roles=(Role.LEGAL_REPRESENTATIVE, Role.SYSTEM_ADMINISTRATOR),
    is_sensitive=True,
)
def invite(*, organisation: Organisation, by: Actor, email: str, role: Role, digest: str, link: str) -> Deed:
    """Ask somebody by e-mail to take up a role; refuses roles that are another's to give, and too many letters."""
    _may_invite(organisation, role, by)
    _not_too_many(organisation, email, by)
    made = Invitation.objects.create(
        organisation=organisation,
        role=role.value,
        email=email,
        digest=digest,
        invited_by_id=by.person_id,
        invited_at=by.at,
        expires_at=by.at + HOLDS_FOR,
    )
    until = made.expires_at.astimezone(SHANGHAI)
    letters.write(
        to=email,
        subject="邀请您使用知运",
        body=(
            f"{by.name}（{by.organisation_name}）邀请您以{role.label}的身份为{organisation.name}办理申报事务。\n\n"
            f"请在{until:%Y年%m月%d日%H:%M}前打开下面的链接接受邀请：\n\n{link}\n\n{letters.NOT_ME}"
        ),
        by=by,
    )
    return Deed(answer=str(made.pk), after={"role": role.value, "email": masked(email=email)})


@action(
    name="revoke_invitation",
    words="撤回邀请",
    on=ORGANISATION,
    roles=(Role.LEGAL_REPRESENTATIVE, Role.SYSTEM_ADMINISTRATOR),
)
def revoke(*, organisation: Organisation, by: Actor, invitation: int) -> Deed:
    """Take an invitation back that nobody has taken up."""
    waiting = Invitation.objects.filter(
        organisation=organisation, pk=invitation, accepted_at=None, revoked_at=None
    )
    if not waiting.update(revoked_at=by.at):
        raise NotFound
    return Deed(before={"invitation": invitation}, after={"revoked": True})


@action(name="accept_as_new", words="接受邀请", on=INVITATION, roles=(Role.PUBLIC,))
def accept_as_new(*, invitation: Invitation, by: Actor, name: str, password_hash: str) -> Deed:
    """Make an account for who was invited; answers its key. Refuses an address that has one, and a faulty name."""
    if by.person_id is not None:
        raise ForAnother
    if Person.objects.filter(email=invitation.email).exists():
        raise KnownAlready
    if faults := person_name_faults(name=name):
        raise Faulty(faults)
    person = Person.objects.create(
        email=invitation.email, name=name.strip(), password=password_hash, joined_at=by.at
    )
    return _accepted(invitation, person, by)


@action(name="accept", words="接受邀请", on=INVITATION, roles=EVERYONE)
def accept(*, invitation: Invitation, by: Actor) -> Deed:
    """Take an invitation up with the account one has; refuses anyone but whose address was invited."""
    person = Person.objects.select_for_update().filter(pk=by.person_id).first()
    if person is None or person.email != invitation.email:
        raise ForAnother
    return _accepted(invitation, person, by)


def _accepted(invitation: Invitation, person: Person, by: Actor) -> Deed:
    """A legal representative's word, and the operator's on an empty installation, gives the role at once; what the
    system administrator proposes is for the security administrator to grant.
    """
    invitation.accepted_by, invitation.accepted_at = person, by.at
    invitation.save(update_fields=["accepted_by", "accepted_at"])
    gives = invitation.invited_by_id is None or invitation.role == Role.PREPARER.value
    if gives:
        if invitation.invited_by_id is not None and not _still_represents(invitation):
            raise mandates.AlreadyEnded
        mandates.begin(person=person, organisation=invitation.organisation, role=Role(invitation.role), by=by)
    return Deed(
        answer=str(person.pk),
        after={"person": person.pk, "role": invitation.role, "granted": gives},
    )


def _still_represents(invitation: Invitation) -> bool:
    return Mandate.objects.filter(
        person_id=invitation.invited_by_id,
        organisation_id=invitation.organisation_id,
        role=Role.LEGAL_REPRESENTATIVE.value,
        ended_at=None,
    ).exists()


def _may_invite(organisation: Organisation, role: Role, by: Actor) -> None:
    kind = OrganisationKind(organisation.kind)
    if role not in mandates.ROLES_OF[kind]:
        raise mandates.RoleOfAnotherBody(role.label, organisation.name)
    if by.role is Role.LEGAL_REPRESENTATIVE:
        if role is not Role.PREPARER:
            raise MayNotInvite(role.label)
        return
    if role is Role.PREPARER:
        raise MayNotInvite(role.label)
    held = Mandate.objects.filter(organisation=organisation, role=role.value, ended_at=None)
    if role is Role.LEGAL_REPRESENTATIVE and held.exists():
        raise mandates.AlreadyHeld(role.label)


def _not_too_many(organisation: Organisation, email: str, by: Actor) -> None:
    recent = Invitation.objects.filter(invited_at__gt=by.at - A_DAY)
    most = A_DAY_FROM_ONE_BODY if by.role is Role.LEGAL_REPRESENTATIVE else A_DAY_FROM_A_BUREAU
    sent = (
        recent.filter(organisation=organisation)
        if most == A_DAY_FROM_ONE_BODY
        else recent.filter(invited_by_id=by.person_id)
    )
    if sent.count() >= most or recent.filter(email=email).count() >= A_DAY_TO_ONE_ADDRESS:
        raise TooManyInvitations
