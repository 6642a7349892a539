"""Invitations, registration and the first administrators."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.casework import city
from zhiyun.casework import actor, founding, mandates
from zhiyun.casework.actions import accounts, invitations, members, registration
from zhiyun.casework.actions.invitations import digest_of
from zhiyun.casework.queries import invitations as offers
from zhiyun.casework.queries import people
from zhiyun.casework.refusals import InvitationSpent, NotAllowed, NotFound
from zhiyun.casework.roles import Role
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import Event, Invitation, Letter, Mandate, Organisation, Person

pytestmark = pytest.mark.django_db

NEW = "new@example.cn"


@pytest.fixture
def town() -> city.City:
    return city.city()


def invite(
    town: city.City,
    *,
    sender: Role = Role.LEGAL_REPRESENTATIVE,
    role: Role = Role.PREPARER,
    email: str = NEW,
    token: str = "t",
    organisation: Organisation | None = None,
) -> str:
    body = organisation or (town.applicant if sender is Role.LEGAL_REPRESENTATIVE else town.bureau)
    return invitations.invite(
        by=town.by(sender),
        organisation=body.pk,
        email=email,
        role=role,
        digest=digest_of(token=token),
        link=f"https://zhiyun.example.cn/invitations/{token}/",
    )


def accept_as_new(token: str = "t", *, at: timedelta = timedelta(0), name: str = "演示新人") -> str:
    return invitations.accept_as_new(
        by=actor.public(at=city.NOON + at), invitation=digest_of(token=token), name=name, password_hash="!"
    )


def test_a_preparer_is_invited_and_acts_at_once(town: city.City) -> None:
    invite(town)
    letter = Letter.objects.get()

    person = Person.objects.get(pk=accept_as_new())

    assert (letter.to, "https://zhiyun.example.cn/invitations/t/" in letter.body) == (NEW, True)
    assert (person.email, person.name) == (NEW, "演示新人")
    mandate = Mandate.objects.get(person=person)
    assert (mandate.organisation, mandate.role) == (town.applicant, "preparer")
    told = Event.objects.filter(chain=f"organisation:{town.applicant.pk}").order_by("pk")
    assert [each.action for each in told] == ["invite", "accept_as_new"]
    assert NEW not in repr([each.after for each in told])
    assert "t" not in Invitation.objects.values_list("digest", flat=True)


def test_an_invitation_opens_once_and_for_seven_days_attack_24(town: city.City) -> None:
    invite(town)
    with pytest.raises(InvitationSpent):
        accept_as_new(at=timedelta(days=7))
    accept_as_new(at=timedelta(days=7) - timedelta(microseconds=1))

    with pytest.raises(InvitationSpent):
        accept_as_new()
    with pytest.raises(InvitationSpent):
        offers.offer(token="t", by=actor.public(at=city.NOON))
    with pytest.raises(InvitationSpent):
        accept_as_new("never")


def test_an_invitation_taken_back_opens_nothing(town: city.City) -> None:
    pk = int(invite(town))
    by = town.by(Role.LEGAL_REPRESENTATIVE)

    invitations.revoke(by=by, organisation=town.applicant.pk, invitation=pk)

    with pytest.raises(InvitationSpent):
        accept_as_new()
    with pytest.raises(NotFound):
        invitations.revoke(by=by, organisation=town.applicant.pk, invitation=pk)


def test_an_address_with_an_account_logs_in_first_and_no_other_takes_it_up_attack_12(town: city.City) -> None:
    known, other = city.person(), town.foreign_preparer
    invite(town, email=known.email)
    by = replace(actor.public(at=city.NOON), person_id=known.pk, name=known.name)

    with pytest.raises(invitations.KnownAlready):
        accept_as_new()
    with pytest.raises(invitations.ForAnother):
        invitations.accept(by=other, invitation=digest_of(token="t"))
    with pytest.raises(invitations.ForAnother):
        invitations.accept(by=actor.public(at=city.NOON), invitation=digest_of(token="t"))
    invitations.accept(by=by, invitation=digest_of(token="t"))

    assert Mandate.objects.get(person=known).organisation == town.applicant


@pytest.mark.parametrize("role", [Role.CASE_OFFICER, Role.EXPERT, Role.SYSTEM_ADMINISTRATOR])
def test_what_the_system_administrator_proposes_the_security_administrator_grants(
    town: city.City, role: Role
) -> None:
    invite(town, sender=Role.SYSTEM_ADMINISTRATOR, role=role)

    person = Person.objects.get(pk=accept_as_new())

    assert not Mandate.objects.filter(person=person).exists()
    by = town.by(Role.SECURITY_ADMINISTRATOR)
    assert [(each.person_id, each.role) for each in people.waiting_for_grant(by=by)] == [(person.pk, role)]
    assert [task.verb for task in people.tasks(by=by)] == ["核对并授权"]
    assert people.tasks(by=town.by(Role.SYSTEM_ADMINISTRATOR)) == ()


@pytest.mark.parametrize(
    ("sender", "role", "refusal"),
    [
        (Role.LEGAL_REPRESENTATIVE, Role.LEGAL_REPRESENTATIVE, invitations.MayNotInvite),
        (Role.LEGAL_REPRESENTATIVE, Role.CASE_OFFICER, mandates.RoleOfAnotherBody),
        (Role.SYSTEM_ADMINISTRATOR, Role.DISTRICT_OFFICER, mandates.RoleOfAnotherBody),
        (Role.SECURITY_ADMINISTRATOR, Role.CASE_OFFICER, NotAllowed),
        (Role.AUDIT_ADMINISTRATOR, Role.CASE_OFFICER, NotAllowed),
        (Role.PREPARER, Role.PREPARER, (NotAllowed, NotFound)),
    ],
)
def test_each_invites_whom_they_may(town: city.City, sender: Role, role: Role, refusal: type) -> None:
    with pytest.raises(refusal):
        invite(town, sender=sender, role=role)
    assert Letter.objects.count() == 0


def test_the_system_administrator_invites_a_legal_representative_only_where_there_is_none(
    town: city.City,
) -> None:
    sender = {"sender": Role.SYSTEM_ADMINISTRATOR, "organisation": town.applicant}
    with pytest.raises(invitations.MayNotInvite):
        invite(town, role=Role.PREPARER, **sender)
    with pytest.raises(mandates.AlreadyHeld):
        invite(town, role=Role.LEGAL_REPRESENTATIVE, **sender)
    Mandate.objects.filter(role="legal_representative").update(ended_at=city.NOON)

    invite(town, role=Role.LEGAL_REPRESENTATIVE, **sender)


def test_nobody_invites_for_another_body_attack_12(town: city.City) -> None:
    with pytest.raises(NotFound):
        invite(town, organisation=town.other_applicant)


def test_the_word_of_who_no_longer_represents_the_applicant_gives_nothing(town: city.City) -> None:
    invite(town)
    members.hand_over(
        by=town.by(Role.LEGAL_REPRESENTATIVE),
        organisation=town.applicant.pk,
        to=town.seats[Role.PREPARER].person_id,
    )

    with pytest.raises(mandates.AlreadyEnded):
        accept_as_new()
    assert not Person.objects.filter(email=NEW).exists()


def test_invitations_cannot_bomb_a_mailbox_attack_38(town: city.City) -> None:
    for number in range(3):
        invite(town, token=f"t{number}")

    with pytest.raises(invitations.TooManyInvitations):
        invite(town, token="t3")
    with pytest.raises(invitations.TooManyInvitations):
        invite(town, token="t4", sender=Role.SYSTEM_ADMINISTRATOR, role=Role.EXPERT)
    assert Letter.objects.count() == 3


def test_one_body_sends_twenty_invitations_a_day_and_not_one_more_attack_38(town: city.City) -> None:
    for number in range(20):
        invite(town, token=f"t{number}", email=f"demo-{number}@example.cn")

    with pytest.raises(invitations.TooManyInvitations):
        invite(town, token="t20")


def applicant(**changed: str) -> registration.Applicant:
    given = {
        "name": "演示丁卯知识产权有限公司",
        "credit_code": city.credit_code(990001),
        "district": "渝北区",
        "person_name": "演示法人",
    }
    return registration.Applicant(**(given | changed))


def register(email: str = NEW, **changed: str) -> str:
    return registration.register_applicant(
        by=actor.public(at=city.NOON), register=email, applicant=applicant(**changed), password_hash="!"
    )


def test_an_applicant_registers_with_its_legal_representative() -> None:
    person = Person.objects.get(pk=register())

    mandate = Mandate.objects.get(person=person)
    body = mandate.organisation
    assert (mandate.role, body.name, body.district) == (
        "legal_representative",
        "演示丁卯知识产权有限公司",
        "渝北区",
    )
    assert Event.objects.get().chain_id == f"organisation:{body.pk}"


def test_registering_lists_all_faults_at_once() -> None:
    with pytest.raises(Faulty) as faulty:
        register(name="http://evil.example", credit_code="1", district="成都市", person_name="")

    assert [fault.place for fault in faulty.value.faults] == [
        "单位名称",
        "统一社会信用代码",
        "法定代表人姓名",
        "注册地",
    ]


def test_a_body_registers_once_and_nobody_of_it_is_named(town: city.City) -> None:
    with pytest.raises(registration.RegisteredAlready) as refused:
        register(credit_code=town.applicant.credit_code)

    assert town.seats[Role.LEGAL_REPRESENTATIVE].name not in str(refused.value)
    with pytest.raises(invitations.KnownAlready):
        register(Person.objects.first().email)


def test_who_asks_to_register_learns_nothing_and_the_owner_of_the_address_everything_attack_10() -> None:
    known = city.person()
    by = actor.public(at=city.NOON)

    answers = {
        registration.ask_to_register(by=by, register=email, link="https://zhiyun.example.cn/r/")
        for email in (known.email, NEW)
    }

    assert answers == {""}
    assert "您已有账户" in Letter.objects.get(to=known.email).body
    assert "https://zhiyun.example.cn/r/" in Letter.objects.get(to=NEW).body
    assert "https://zhiyun.example.cn/r/" not in Letter.objects.get(to=known.email).body


def test_a_taken_address_is_told_in_its_own_mailbox_attack_10(town: city.City) -> None:
    by, other = town.by(Role.PREPARER), city.person()

    accounts.ask_new_address(
        by=by, person=by.person_id, email=other.email, link="https://zhiyun.example.cn/e/"
    )

    assert "/e/" not in Letter.objects.get(to=other.email).body
    with pytest.raises(accounts.AddressTaken):
        accounts.change_address(by=by, person=by.person_id, email=other.email)


def found(**changed: object) -> None:
    given = {
        "bureau": "演示市知识产权局",
        "credit_code": city.credit_code(990002),
        "emails": ("a@example.cn", "b@example.cn", "c@example.cn"),
        "tokens": ("ta", "tb", "tc"),
        "by": actor.public(at=city.NOON),
    }
    founding.found(**(given | changed))


def test_an_empty_installation_gets_its_three_administrators() -> None:
    found()

    for token in ("ta", "tb", "tc"):
        accept_as_new(token)

    assert set(Mandate.objects.values_list("person__email", "role")) == {
        ("a@example.cn", "system_administrator"),
        ("b@example.cn", "security_administrator"),
        ("c@example.cn", "audit_administrator"),
    }
    with pytest.raises(founding.NotEmpty):
        found()


def test_founding_again_before_anyone_came_ends_older_links() -> None:
    found()
    found(tokens=("xa", "xb", "xc"))

    with pytest.raises(InvitationSpent):
        accept_as_new("ta")
    accept_as_new("xa")


def test_one_person_is_not_given_two_of_the_three_powers() -> None:
    with pytest.raises(Faulty, match="三个人"):
        found(emails=("a@example.cn", "A@example.cn", "c@example.cn"))
    with pytest.raises(Faulty, match="不是电子邮箱"):
        found(emails=("a", "b@example.cn", "c@example.cn"))
