"""Mandates and the three powers: who may give, take and end what, and what ends with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db.models import ProtectedError

from tests.casework import city
from zhiyun.casework import mandates
from zhiyun.casework.actions import accounts, experts, members, powers, second_factors
from zhiyun.casework.queries import account_log, people
from zhiyun.casework.queries import experts as pool
from zhiyun.casework.refusals import MandateEnded, NeedsConfirmation, NotAllowed, NotFound
from zhiyun.casework.roles import THREE_POWERS, Role
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import Event, Letter, Mandate, Message, Person, RecoveryCode

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> city.City:
    return city.city()


def grant(town: city.City, who: Person, role: Role, **changed: object) -> str:
    given = {"organisation": town.bureau.pk, "role": role} | changed
    return powers.grant_role(by=town.by(Role.SECURITY_ADMINISTRATOR), person=who.pk, **given)


def test_the_security_administrator_grants_a_role_and_the_person_is_told(town: city.City) -> None:
    who = city.person()

    mandate = Mandate.objects.get(pk=grant(town, who, Role.CASE_OFFICER))

    assert (mandate.role, mandate.organisation, mandate.person) == ("case_officer", town.bureau, who)
    assert mandate.granted_by_id == town.seats[Role.SECURITY_ADMINISTRATOR].person_id
    assert Message.objects.get(person=who).subject == "已授予您承办人身份"
    assert Event.objects.get(chain=f"person:{who.pk}").action == "grant_role"


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SECURITY_ADMINISTRATOR, Role.PUBLIC}))
def test_nobody_else_grants(town: city.City, role: Role) -> None:
    who = city.person()

    with pytest.raises((NotAllowed, NotFound)):
        powers.grant_role(
            by=town.by(role), person=who.pk, organisation=town.bureau.pk, role=Role.CASE_OFFICER
        )
    assert not Mandate.objects.filter(person=who).exists()


@pytest.mark.parametrize("act", ["grant", "take", "reset"])
def test_nobody_changes_their_own_powers(town: city.City, act: str) -> None:
    by = town.by(Role.SECURITY_ADMINISTRATOR)
    acts = {
        "grant": lambda: powers.grant_role(
            by=by, person=by.person_id, organisation=town.bureau.pk, role=Role.CASE_OFFICER
        ),
        "take": lambda: powers.take_role(by=by, person=by.person_id, mandate=by.mandate_id, because="演示"),
        "reset": lambda: powers.reset_second_factor(by=by, person=by.person_id, because="演示"),
    }

    with pytest.raises(powers.OnOneself):
        acts[act]()


def test_nobody_ends_their_own_account_as_administrator(town: city.City) -> None:
    by = town.by(Role.SYSTEM_ADMINISTRATOR)

    with pytest.raises(powers.OnOneself):
        powers.end_account(by=by, person=by.person_id, because="演示")


@pytest.mark.parametrize("power", sorted(THREE_POWERS))
@pytest.mark.parametrize("other", sorted({*THREE_POWERS, Role.CASE_OFFICER, Role.EXPERT}))
def test_the_three_powers_exclude_each_other_and_every_business_role(
    town: city.City, power: Role, other: Role
) -> None:
    administrator, officer = city.person(), city.person()
    city.seat(power, city.organisation(), administrator)
    city.seat(Role.FINANCE, town.bureau, officer)

    with pytest.raises(mandates.PowersApart):
        grant(town, administrator, other)
    with pytest.raises(mandates.PowersApart):
        grant(town, officer, power)


def test_a_role_fits_its_body(town: city.City) -> None:
    with pytest.raises(mandates.RoleOfAnotherBody):
        grant(town, city.person(), Role.DISTRICT_OFFICER)
    with pytest.raises(mandates.RoleOfAnotherBody):
        grant(town, city.person(), Role.CASE_OFFICER, organisation=town.applicant.pk)
    with pytest.raises(NotFound):
        grant(town, city.person(), Role.CASE_OFFICER, organisation=0)


def test_a_role_is_held_once_and_an_applicant_has_one_legal_representative(town: city.City) -> None:
    who = city.person()
    grant(town, who, Role.CASE_OFFICER)

    with pytest.raises(mandates.AlreadyHeld):
        grant(town, who, Role.CASE_OFFICER)
    with pytest.raises(mandates.AlreadyHeld):
        grant(town, city.person(), Role.LEGAL_REPRESENTATIVE, organisation=town.applicant.pk)


def test_who_has_left_is_given_nothing(town: city.City) -> None:
    who = city.person()
    who.departed_at = city.NOON
    who.save()

    with pytest.raises(mandates.Departed):
        grant(town, who, Role.CASE_OFFICER)


def test_a_role_taken_ends_sessions_and_refuses_the_next_act_attack_9(town: city.City) -> None:
    officer = town.by(Role.CASE_OFFICER)

    powers.take_role(
        by=town.by(Role.SECURITY_ADMINISTRATOR),
        person=officer.person_id,
        mandate=officer.mandate_id,
        because="演示：调离",
    )

    assert Person.objects.get(pk=officer.person_id).powers_epoch == 1
    with pytest.raises(MandateEnded):
        accounts.change_phone(by=officer, person=officer.person_id, phone="")
    refused = Event.objects.filter(chain="security").last()
    assert refused is not None
    assert (refused.action, refused.refused) == ("change_phone", "MandateEnded")


def test_taking_wants_a_reason_and_a_mandate_of_that_person(town: city.City) -> None:
    by, officer = town.by(Role.SECURITY_ADMINISTRATOR), town.by(Role.CASE_OFFICER)

    with pytest.raises(Faulty, match="理由"):
        powers.take_role(by=by, person=officer.person_id, mandate=officer.mandate_id, because=" ")
    with pytest.raises(NotFound):
        powers.take_role(
            by=by,
            person=officer.person_id,
            mandate=town.seats[Role.FINANCE].mandate_id,
            because="演示",
        )


def test_the_last_holder_of_a_power_stays(town: city.City) -> None:
    audit = town.by(Role.AUDIT_ADMINISTRATOR)
    taken = {"by": town.by(Role.SECURITY_ADMINISTRATOR), "mandate": audit.mandate_id, "because": "演示"}

    with pytest.raises(mandates.LastAdministrator):
        powers.take_role(person=audit.person_id, **taken)
    with pytest.raises(mandates.LastAdministrator):
        accounts.leave(by=audit, person=audit.person_id)
    grant(town, city.person(), Role.AUDIT_ADMINISTRATOR)
    powers.take_role(person=audit.person_id, **taken)


def test_an_account_ended_ends_every_mandate_and_removes_nothing_attack_32(town: city.City) -> None:
    officer = town.by(Role.CASE_OFFICER)

    powers.end_account(by=town.by(Role.SYSTEM_ADMINISTRATOR), person=officer.person_id, because="演示：离职")

    person = Person.objects.get(pk=officer.person_id)
    assert (person.departed_at, person.is_active) == (city.NOON, False)
    assert not Mandate.objects.filter(person=person, ended_at=None).exists()
    assert person.powers_epoch >= 1
    with pytest.raises(mandates.Departed):
        powers.end_account(by=town.by(Role.SYSTEM_ADMINISTRATOR), person=person.pk, because="演示")


def test_deleting_a_person_deletes_nothing_attack_32(town: city.City) -> None:
    officer = town.by(Role.CASE_OFFICER)

    with pytest.raises(ProtectedError):
        Person.objects.get(pk=officer.person_id).delete()
    with pytest.raises(ProtectedError):
        town.applicant.delete()


def test_a_second_factor_is_reset_by_another_and_its_person_is_told(town: city.City) -> None:
    officer = town.by(Role.CASE_OFFICER)
    Person.objects.filter(pk=officer.person_id).update(totp_secret="A" * 32, totp_confirmed_at=city.NOON)
    RecoveryCode.objects.create(person_id=officer.person_id, digest="1" * 64, made_at=city.NOON)
    by = town.by(Role.SECURITY_ADMINISTRATOR)

    powers.reset_second_factor(by=by, person=officer.person_id, because="演示：手机遗失")

    person = Person.objects.get(pk=officer.person_id)
    assert (person.has_second_factor, person.totp_secret, person.powers_epoch) == (False, "", 1)
    assert RecoveryCode.objects.get().replaced_at == city.NOON
    assert "重置" in Letter.objects.get(to=person.email).subject
    with pytest.raises(second_factors.NoSecondFactor):
        powers.reset_second_factor(by=by, person=officer.person_id, because="演示")


def test_a_bureau_member_keeps_the_second_factor(town: city.City) -> None:
    officer = town.by(Role.CASE_OFFICER)
    Person.objects.filter(pk=officer.person_id).update(totp_secret="A" * 32, totp_confirmed_at=city.NOON)

    with pytest.raises(second_factors.SecondFactorRequired):
        second_factors.disable(by=officer, person=officer.person_id)


@pytest.mark.parametrize("age", [timedelta(minutes=10, seconds=1), None])
def test_grave_acts_want_the_secret_again_attack_44(town: city.City, age: timedelta | None) -> None:
    preparer = town.by(Role.PREPARER)
    preparer = replace(preparer, confirmed_at=city.NOON - age if age else None)
    body = {"by": preparer, "person": preparer.person_id}

    for act in (
        lambda: accounts.change_password(**body, password_hash="x"),
        lambda: accounts.ask_new_address(**body, email="new@example.cn", link=""),
        lambda: accounts.change_phone(**body, phone="1"),
        lambda: accounts.end_sessions(**body),
        lambda: accounts.leave(**body),
        lambda: second_factors.enrol(
            **body, secret="A" * 32, code="1", shown_at=city.NOON, recovery_codes=[]
        ),
        lambda: second_factors.disable(**body),
        lambda: second_factors.renew_recovery_codes(**body, recovery_codes=[]),
    ):
        with pytest.raises(NeedsConfirmation):
            act()


def test_a_legal_representative_hands_over_in_one_act(town: city.City) -> None:
    old, preparer = town.by(Role.LEGAL_REPRESENTATIVE), town.by(Role.PREPARER)

    members.hand_over(by=old, organisation=town.applicant.pk, to=preparer.person_id)

    held = Mandate.objects.filter(organisation=town.applicant, ended_at=None)
    assert [(each.person_id, each.role) for each in held] == [(preparer.person_id, "legal_representative")]
    assert Mandate.objects.get(pk=old.mandate_id).ended_at == held[0].begins_at
    assert {Person.objects.get(pk=who.person_id).powers_epoch for who in (old, preparer)} == {1}
    with pytest.raises(MandateEnded):
        members.hand_over(by=old, organisation=town.applicant.pk, to=preparer.person_id)


def test_handing_over_goes_to_a_member_of_the_same_body_alone(town: city.City) -> None:
    by = town.by(Role.LEGAL_REPRESENTATIVE)

    for to in (town.foreign_preparer.person_id, by.person_id, city.person().pk):
        with pytest.raises(NotFound):
            members.hand_over(by=by, organisation=town.applicant.pk, to=to)
    with pytest.raises(NotFound):
        members.hand_over(by=by, organisation=town.other_applicant.pk, to=town.foreign_preparer.person_id)
    with pytest.raises(NotAllowed):
        members.hand_over(by=town.by(Role.PREPARER), organisation=town.applicant.pk, to=by.person_id)


def test_a_preparer_is_removed_by_the_own_legal_representative_alone(town: city.City) -> None:
    by, preparer = town.by(Role.LEGAL_REPRESENTATIVE), town.by(Role.PREPARER)

    with pytest.raises(NotFound):
        members.remove_preparer(
            by=by, organisation=town.applicant.pk, mandate=town.foreign_preparer.mandate_id
        )
    members.remove_preparer(by=by, organisation=town.applicant.pk, mandate=preparer.mandate_id)

    assert Mandate.objects.get(pk=preparer.mandate_id).ended_at == city.NOON
    assert Person.objects.get(pk=preparer.person_id).powers_epoch == 1


def test_a_legal_representative_does_not_leave_the_applicant_without_one(town: city.City) -> None:
    by = town.by(Role.LEGAL_REPRESENTATIVE)

    with pytest.raises(accounts.MustHandOver):
        accounts.leave(by=by, person=by.person_id)
    with pytest.raises(accounts.MustHandOver):
        members.step_down(by=by, person=by.person_id, mandate=by.mandate_id)


def test_one_steps_down_from_ones_own_seat_alone(town: city.City) -> None:
    by = town.by(Role.PREPARER)

    with pytest.raises(NotFound):
        members.step_down(by=by, person=by.person_id, mandate=town.foreign_preparer.mandate_id)
    members.step_down(by=by, person=by.person_id, mandate=by.mandate_id)

    assert Mandate.objects.get(pk=by.mandate_id).ended_because == "本人辞去"


def test_an_expert_and_the_system_administrator_write_the_profile(town: city.City) -> None:
    expert = town.by(Role.EXPERT)
    profile = experts.Profile("演示大学", "", "教授", "专利、技术转移")

    assert [task.verb for task in pool.tasks(by=expert)] == ["填写专家信息"]
    experts.edit_own_profile(by=expert, person=expert.person_id, profile=profile)
    experts.edit_profile(by=town.by(Role.SYSTEM_ADMINISTRATOR), person=expert.person_id, profile=profile)

    assert pool.tasks(by=expert) == ()
    assert [each.profile for each in pool.pool(by=town.by(Role.ROUND_MANAGER), sought="技术转移")] == [
        profile
    ]
    assert pool.pool(by=town.by(Role.CASE_OFFICER)) == ()
    with pytest.raises(NotFound):
        pool.expert(by=town.by(Role.CASE_OFFICER), person_id=expert.person_id)
    with pytest.raises(NotFound):
        experts.edit_profile(
            by=town.by(Role.SYSTEM_ADMINISTRATOR),
            person=town.seats[Role.FINANCE].person_id,
            profile=profile,
        )


def test_a_faulty_profile_lists_all_faults(town: city.City) -> None:
    expert = town.by(Role.EXPERT)

    with pytest.raises(Faulty) as faulty:
        experts.edit_own_profile(
            by=expert, person=expert.person_id, profile=experts.Profile("", "1", "师" * 51, " ")
        )

    assert [fault.place for fault in faulty.value.faults] == [
        "工作单位",
        "工作单位信用代码",
        "职称",
        "专业领域",
    ]


@pytest.mark.parametrize("role", sorted(set(Role) - people.MANAGERS))
def test_persons_are_listed_to_their_administrators_alone_attack_10(town: city.City, role: Role) -> None:
    by = town.by(role)

    assert people.persons(by=by) == ((), 0)
    assert people.bodies(by=by) == ()
    with pytest.raises(NotFound):
        people.person(by=by, person_id=town.seats[Role.FINANCE].person_id)


def test_the_audit_administrator_reads_accounts_and_nothing_of_a_case(town: city.City) -> None:
    from zhiyun.casework import door, record

    preparer = town.by(Role.PREPARER)
    accounts.change_phone(by=preparer, person=preparer.person_id, phone="023-00000000")
    record.append(chain="application:SB-9", by=preparer, action="begin", subject="SB-9")
    door.tell_refusal(action="open", by=preparer, subject="/applications/SB-9/", refusal=NotFound())
    record.append(chain="security", by=preparer, action="open", before={"a": "SB-9"}, after={"b": "SB-9"})

    found, count = account_log.entries(by=town.by(Role.AUDIT_ADMINISTRATOR))

    assert count == 3
    assert [entry.what for entry in found] == ["打开页面", "打开页面", "修改联系电话"]
    assert "SB-9" not in repr(found)
    assert "00000000" not in repr(found)
    assert account_log.entries(by=town.by(Role.SYSTEM_ADMINISTRATOR)) == ((), 0)
    assert account_log.entries(by=town.by(Role.AUDIT_ADMINISTRATOR), refused_only=True)[1] == 1
    assert account_log.entries(by=town.by(Role.AUDIT_ADMINISTRATOR), day=city.NOON.date())[1] == 3


def test_an_applicant_nobody_represents_is_offered_to_the_administrators(town: city.City) -> None:
    by = town.by(Role.SYSTEM_ADMINISTRATOR)
    before = {body.id for body in people.bodies(by=by)}
    Mandate.objects.filter(organisation=town.applicant, role="legal_representative").update(
        ended_at=city.NOON
    )

    offered = {body.id: body.roles for body in people.bodies(by=by)}

    assert town.applicant.pk not in before
    assert offered[town.applicant.pk] == (Role.LEGAL_REPRESENTATIVE,)
