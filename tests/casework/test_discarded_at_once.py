"""Publishing and discarding the same call at the same instant: one of them happens."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.casework import city
from tests.casework.notices import sent
from zhiyun.casework.actions import calls as actions
from zhiyun.casework.actions import discarding
from zhiyun.casework.refusals import WrongStage
from zhiyun.casework.roles import Role
from zhiyun.kernel.refusal import Refusal
from zhiyun.records.models import Call, CallVersion, IssuedPaper

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_who_publishes_and_who_discards_at_once_one_is_heard() -> None:
    town = city.city()
    version = sent(town)
    reference = version.call.reference
    deeds: list[Callable[[], str]] = [
        lambda: actions.approve(by=town.by(Role.ROUND_MANAGER), version=version.pk, edition=version.edition),
        lambda: discarding.discard(by=town.by(Role.CASE_OFFICER), call=reference, reason="演示"),
    ] * 3

    def do(deed: Callable[[], str]) -> str:
        try:
            deed()
        except Refusal as refusal:
            return type(refusal).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(deeds)) as pool:
        answers = list(pool.map(do, deeds))

    call, version = Call.objects.get(), CallVersion.objects.get()
    assert sorted(answers) == [WrongStage.__name__] * 5 + ["done"]
    assert (call.discarded_at is None) is (version.published_at is not None)
    assert IssuedPaper.objects.count() == (version.published_at is not None)
