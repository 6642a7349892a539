"""One-time codes: when they hold, and that each opens once; and what of it the record keeps."""

from __future__ import annotations

from datetime import timedelta

import pyotp
import pytest

from tests.casework import city
from zhiyun.casework.actions import logins
from zhiyun.casework.actor import Actor
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.second_factor import matching_step, recovery_digest
from zhiyun.records.models import Event, Person, RecoveryCode

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
STEP = int(city.NOON.timestamp()) // 30


def enrolled() -> tuple[Person, Actor]:
    person = city.person()
    person.totp_secret, person.totp_confirmed_at = SECRET, city.NOON
    person.save()
    return person, Actor(at=city.NOON, person_id=person.pk, name=person.name)


def shown(steps: int = 0) -> str:
    return pyotp.HOTP(SECRET).at(STEP + steps)


@pytest.mark.parametrize(
    ("steps", "found"), [(-2, None), (-1, STEP - 1), (0, STEP), (1, STEP + 1), (2, None)]
)
def test_a_code_holds_one_step_early_or_late(steps: int, found: int | None) -> None:
    assert matching_step(secret=SECRET, code=shown(steps), at=city.NOON, after=0) == found


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "１２３４５６", "abcdef"])
def test_what_is_not_six_digits_is_no_code(typed: str) -> None:
    assert matching_step(secret=SECRET, code=typed, at=city.NOON, after=0) is None


def test_a_code_typed_in_two_groups_is_a_code() -> None:
    assert matching_step(secret=SECRET, code=f" {shown()[:3]} {shown()[3:]} ", at=city.NOON, after=0) == STEP


def test_a_used_code_and_every_earlier_one_are_refused_attack_44() -> None:
    person, by = enrolled()
    logins.give_code(by=by, person=person.pk, code=shown(), shown_at=city.NOON)

    for steps in (0, -1):
        with pytest.raises(logins.WrongCode):
            logins.give_code(by=by, person=person.pk, code=shown(steps), shown_at=city.NOON)
    logins.give_code(by=by, person=person.pk, code=shown(1), shown_at=city.NOON)

    person.refresh_from_db()
    assert person.totp_last_step == STEP + 1


def test_nobody_gives_a_code_for_another() -> None:
    person, _ = enrolled()
    _, stranger = enrolled()

    with pytest.raises(NotFound):
        logins.give_code(by=stranger, person=person.pk, code=shown(), shown_at=city.NOON)


def test_without_an_authenticator_no_code_is_right() -> None:
    person = city.person()
    by = Actor(at=city.NOON, person_id=person.pk)

    with pytest.raises(logins.WrongCode):
        logins.give_code(by=by, person=person.pk, code=shown(), shown_at=city.NOON)
    with pytest.raises(logins.WrongRecoveryCode):
        logins.use_recovery_code(by=by, person=person.pk, code="AAAA-BBBB-CCCC")


def test_a_replaced_recovery_code_opens_nothing() -> None:
    person, by = enrolled()
    RecoveryCode.objects.create(
        person=person,
        digest=recovery_digest(code="AAAA-BBBB-CCCC"),
        made_at=city.NOON,
        replaced_at=city.NOON + timedelta(seconds=1),
    )

    with pytest.raises(logins.WrongRecoveryCode):
        logins.use_recovery_code(by=by, person=person.pk, code="AAAA-BBBB-CCCC")


def test_the_record_says_that_a_code_was_used_and_never_which() -> None:
    person, by = enrolled()
    logins.give_code(by=by, person=person.pk, code=shown(), shown_at=city.NOON)

    event = Event.objects.get(chain=f"person:{person.pk}")

    assert (event.action, event.before, event.after) == ("give_code", {}, {})


def test_a_demonstrations_clock_moves_no_authenticator() -> None:
    person, by = enrolled()
    moved = by.at_instant(city.NOON + timedelta(days=200))

    logins.give_code(by=moved, person=person.pk, code=shown(), shown_at=city.NOON)

    person.refresh_from_db()
    assert person.totp_last_step == STEP
