"""Two officers at the same instant: one answer, one notice, one number."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection

from tests.casework import city
from zhiyun.casework.actions import first_look
from zhiyun.casework.actor import Actor
from zhiyun.casework.refusals import WrongStage
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import Stage, of_application
from zhiyun.kernel.refusal import Refusal
from zhiyun.records.models import ApplicationStep, Event, FirstLook, IssuedPaper, Message

pytestmark = pytest.mark.django_db(transaction=True)

LOOKED_AT = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)


def test_attack_23_of_officers_who_decide_at_once_one_is_heard() -> None:
    town = city.city()
    case = city.submitted(town, city.call(town))
    officers = [city.confirmed(city.seat(Role.CASE_OFFICER, town.bureau, at=LOOKED_AT)) for _ in range(6)]

    def decide(number: int, by: Actor) -> str:
        try:
            if number % 2:
                return first_look.accept(by=by, application=case.reference, seen=1)
            return first_look.refuse_to_accept(
                by=by, application=case.reference, seen=1, reason="人员不足", articles=["第八条第2项"]
            )
        except Refusal as refusal:
            return type(refusal).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(officers)) as pool:
        answers = list(pool.map(decide, range(len(officers)), officers))

    assert sorted(answers)[:5] == [WrongStage.__name__] * 5
    paper = IssuedPaper.objects.get()
    assert paper.number == sorted(answers)[5]
    assert FirstLook.objects.get().accepted is (paper.kind == "acceptance")
    assert ApplicationStep.objects.filter(application=case, kind__in=["accepted", "refused"]).count() == 1
    assert of_application(application=case, at=LOOKED_AT) in (Stage.ACCEPTED, Stage.REFUSED)
    assert Event.objects.filter(chain=f"application:{case.reference}").count() == 1
    assert Message.objects.count() == 2


def test_attack_23_one_form_sent_many_times_at_once_is_answered_alike() -> None:
    town = city.city()
    case = city.submitted(town, city.call(town))
    by = town.by(Role.CASE_OFFICER, at=LOOKED_AT)

    def click(_: int) -> str:
        try:
            return first_look.accept(by=by, application=case.reference, seen=1, key="form-1")
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        answers = set(pool.map(click, range(6)))

    assert answers == {IssuedPaper.objects.get().number}
