"""The door asks everything before an action runs, once, and tells the record what happened."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.casework import city
from zhiyun.casework import sight
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import Stage, of_application
from zhiyun.records.models import StepKind

pytestmark = pytest.mark.django_db


def test_a_submitted_application_opens_for_the_bureau_at_the_closing_second_and_not_before() -> None:
    town = city.city()
    case = city.application(town, city.call(town), StepKind.SUBMITTED)
    officer = town.by(Role.CASE_OFFICER, at=city.CLOSES - timedelta(microseconds=1))

    with pytest.raises(NotFound):
        sight.application(by=officer, reference=case.reference)
    opened = sight.application(by=officer.at_instant(city.CLOSES), reference=case.reference)

    assert opened == case
    assert of_application(application=case, at=officer.at) is Stage.SEALED
    assert of_application(application=case, at=city.CLOSES) is Stage.RECEIVED
