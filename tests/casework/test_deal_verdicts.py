"""The verification desk: deal by deal, by one person and checked by another, until the ledger is closed."""

from __future__ import annotations

import pytest

from tests.casework import city, verification
from zhiyun.casework.stages import Stage, of_application
from zhiyun.casework.verifying_deals import verified
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import Application, Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> city.City:
    return city.city()


@pytest.fixture
def case(town: city.City) -> Application:
    return verification.case(town, city.call(town), [city.deal_line(1), city.deal_line(2)])


def told(refused: pytest.ExceptionInfo[Faulty]) -> list[tuple[str, str]]:
    return [(str(fault.place), str(fault.message)) for fault in refused.value.faults]


def test_a_ledger_goes_from_the_laws_count_to_a_closed_verification(
    town: city.City, case: Application
) -> None:
    verification.decide(town, case, "D0001", "counted")
    verification.decide(town, case, "D0002", "reduced", amount=40_000_000, reason="演示：回单只到四十万元")
    verification.finish(town, case)

    made = verified(application=case)
    assert made is not None
    assert (made.number, made.counted_fen) == (1, 140_000_000)
    assert [(line["deal"], line["verdict"], line["counted_fen"]) for line in made.lines] == [
        ("D0001", "counted", 100_000_000),
        ("D0002", "reduced", 40_000_000),
    ]
    assert of_application(application=case, at=verification.LOOKED_AT) is Stage.REVIEWED
    assert Event.objects.filter(action="verification.close").get().after["sm3"] == made.sm3
