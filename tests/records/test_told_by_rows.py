"""An application's newest step and submission stand beside it, written by its rows and by nobody else."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from tests.casework import city
from zhiyun.records.models import Application, StepKind, Submission

pytestmark = pytest.mark.django_db


def test_a_step_added_is_told_beside_its_application() -> None:
    town = city.city()
    case = city.application(town, city.call(town), StepKind.SUBMITTED, StepKind.RETURNED)

    case.refresh_from_db()

    assert case.last_step == StepKind.RETURNED


def test_a_submission_added_is_told_beside_its_application() -> None:
    town = city.city()
    case = city.submitted(town, city.call(town))

    case.refresh_from_db()

    assert case.last_submission == Submission.objects.get(application=case)


def test_many_rows_added_at_once_are_each_told() -> None:
    town = city.city()
    call = city.call(town)

    city.many_submitted(town, call, 30)

    assert Application.objects.filter(last_step=StepKind.SUBMITTED).count() == 30
    assert Application.objects.filter(last_submission=None).count() == 0


@pytest.mark.parametrize("untrue", ["last_step = 'accepted'", "last_step = ''", "last_submission_id = NULL"])
def test_nobody_can_write_there_what_the_rows_do_not_say(untrue: str) -> None:
    town = city.city()
    case = city.submitted(town, city.call(town))

    attempt = f"UPDATE records_application SET {untrue} WHERE id = {case.pk}"

    with (
        pytest.raises(IntegrityError, match="told by rows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(attempt)

    case.refresh_from_db()
    assert case.last_step == StepKind.SUBMITTED
    assert case.last_submission is not None
