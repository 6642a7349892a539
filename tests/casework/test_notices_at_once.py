"""Several people at the same instant: a list is published once, and confirmed once, and its money committed once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction

from tests.casework import city, noticed
from zhiyun.casework.actions import notices
from zhiyun.casework.actor import Actor
from zhiyun.casework.refusals import WrongStage
from zhiyun.casework.roles import Role
from zhiyun.kernel.refusal import Refusal
from zhiyun.records.models import Confirmation, IssuedPaper, Publication, Transfer, TransferKind

pytestmark = pytest.mark.django_db(transaction=True)


def test_attack_23_a_list_is_published_and_confirmed_once_however_many_click() -> None:
    """Attack 23: of four managers at once one publishes, and of four one confirms; the rest hear how it stands."""
    town = city.city()
    with transaction.atomic():
        resolution, _cases = noticed.decided(town, "37500000")
        first = noticed.at(noticed.PUBLISHED_ON)
        managers = [noticed.outsider(town, Role.ROUND_MANAGER, first) for _ in range(4)]

    def publish(by: Actor) -> str:
        return notices.publish(
            by=by, resolution=resolution.reference, words=noticed.CONTACTS, calendar=noticed.CALENDAR
        )

    answers = _at_once(publish, managers)

    assert sorted(answers) == ["GS-2026-1", *[WrongStage.__name__] * 3]
    assert Publication.objects.count() == IssuedPaper.objects.filter(kind="public_list").count() == 1
    later = noticed.at(date(2026, 10, 10))
    ended = [city.confirmed(by.at_instant(later)) for by in managers]

    def confirm(by: Actor) -> str:
        return notices.confirm(by=by, publication="GS-2026-1", calendar=noticed.CALENDAR)

    answers = _at_once(confirm, ended)

    assert sorted(answers) == ["GS-2026-1", *[WrongStage.__name__] * 3]
    assert Confirmation.objects.count() == Transfer.objects.filter(kind=TransferKind.COMMIT).count() == 1


def _at_once(do: Callable[[Actor], str], people: list[Actor]) -> list[str]:
    def done(by: Actor) -> str:
        try:
            return do(by)
        except Refusal as refusal:
            return type(refusal).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(done, people))
