"""The builders past acceptance make rows the database takes, and a case that stands where they say."""

from datetime import date, timedelta

import pytest

from tests.casework import city, onward
from zhiyun import law
from zhiyun.casework import stages
from zhiyun.casework.stages import Stage

pytestmark = pytest.mark.django_db


def test_a_subsidy_goes_on_to_its_confirmation() -> None:
    town = city.city()
    under = city.call(town)
    case = onward.accepted(town, under)
    other = onward.accepted(town, under, of=town.other_applicant)
    for each in (case, other):
        onward.reviewed(town, each, 100_000_000_00)

    resolution = onward.resolved(town, under, {case: 2_000_000_00, other: 0}, verified={case: 100_000_000_00})
    publication = onward.published(town, resolution)
    onward.confirmed(town, publication)

    at = publication.published_at + timedelta(days=10)
    assert stages.of_application(application=case, at=at) is Stage.CONFIRMED
    assert stages.of_application(application=other, at=at) is Stage.DECLINED


def test_a_centre_goes_on_to_its_grant() -> None:
    town = city.city()
    under = city.call(town, law.Benefit.MUNICIPAL_CENTRE)
    case = onward.accepted(town, under)
    onward.reviewed(town, case, 0)
    onward.confirmed(town, onward.published(town, onward.resolved(town, under, {case: 300_000_00})))

    grant = onward.granted(town, case, [(200_000_00, date(2026, 9, 1)), (100_000_00, date(2027, 9, 1))])

    assert grant.amount_fen == 300_000_00
    assert stages.of_application(application=case, at=grant.at) is Stage.COMMITTED
