"""An applicant begins, fills in, hands in and takes back: through the door only, and never twice or late."""

from __future__ import annotations

import pytest

from tests.casework import city, filling
from zhiyun import law
from zhiyun.casework import snapshot
from zhiyun.casework.actions import applications, submitting
from zhiyun.casework.queries import applications as own
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import Stage, of_application
from zhiyun.records.models import (
    Event,
    IssuedPaper,
    Message,
    Submission,
)

pytestmark = pytest.mark.django_db

EVERY_BENEFIT = pytest.mark.parametrize("benefit", list(law.Benefit))


def test_an_organisation_begins_one_application_under_a_call_and_is_told_of_it_afterwards() -> None:
    town = city.city()
    under = city.call(town)
    by = town.by(Role.PREPARER)

    reference = applications.begin(by=by, call=under.reference)

    with pytest.raises(applications.AlreadyBegun) as told:
        applications.begin(by=town.by(Role.LEGAL_REPRESENTATIVE), call=under.reference)
    assert told.value.reference == reference
    assert [(row.reference, row.stage) for row in own.mine(by=by)] == [(reference, Stage.DRAFT)]
    assert Event.objects.filter(chain_id=f"application:{reference}").count() == 1


@EVERY_BENEFIT
def test_a_complete_application_is_handed_in_sealed_and_receipted(benefit: law.Benefit) -> None:
    town = city.city()
    made = filling.filled(city.application(town, city.call(town, benefit)))
    by = town.by(Role.LEGAL_REPRESENTATIVE)

    number = submitting.submit(by=by, application=made.reference, undertaken=True, key="k1")

    handed_in = Submission.objects.get(application=made)
    assert number == f"{made.reference}-1"
    assert handed_in.seal == snapshot.seal(snapshot=handed_in.snapshot)
    assert (handed_in.not_met, handed_in.missing) == (0, 0)
    assert IssuedPaper.objects.get(number=number).content["files"] != []
    assert of_application(application=made, at=by.at) is Stage.SEALED
    assert Message.objects.filter(subject__contains=made.reference).count() == 2
