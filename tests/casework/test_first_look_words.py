"""The officer's notices call things what they were called when the application was handed in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.casework import city
from tests.casework.test_first_look import LOOKED_AT, refused, returned
from zhiyun.casework.actions import first_look
from zhiyun.casework.roles import Role
from zhiyun.records.models import Application, CallVersion, IssuedPaper

pytestmark = pytest.mark.django_db

Answer = Callable[[city.City, Application], str]


def accepted(town: city.City, case: Application) -> str:
    return first_look.accept(by=town.by(Role.CASE_OFFICER, at=LOOKED_AT), application=case.reference, seen=1)


def renamed(case: Application) -> None:
    """Publish a version of the call that calls itself otherwise."""
    before = case.call.current
    assert before is not None
    values = {
        field.attname: getattr(before, field.attname)
        for field in CallVersion._meta.concrete_fields
        if field.name != "id"
    }
    case.call.current = CallVersion.objects.create(**{**values, "number": 2, "title": "演示·改名后的通知"})
    case.call.save()


@pytest.mark.parametrize("answer", [accepted, returned, refused])
def test_a_notice_names_the_call_as_it_stood_when_the_application_was_handed_in(answer: Answer) -> None:
    town = city.city()
    case = city.submitted(town, city.call(town))
    title = case.submissions.get().call_version.title
    renamed(case)

    answer(town, case)

    assert IssuedPaper.objects.get().content["case"]["call"] == f"{title}（演示申报通知（2026））"
