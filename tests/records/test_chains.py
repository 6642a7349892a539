"""Events written at the same time stand one behind the other, without a gap and without a fork."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from tests.casework import city
from zhiyun.casework import record
from zhiyun.casework.roles import Role
from zhiyun.records.models import Chain, DailyRoot, Event

WRITERS = 6
EVENTS = 5


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("days_later", [0, 1])
def test_many_hands_write_one_chain_without_a_gap(days_later: int) -> None:
    by = city.city().by(Role.CASE_OFFICER)
    with transaction.atomic():
        record.append(chain="demo", by=by, action="demo.begin")
    later = by.at_instant(by.at + timedelta(days=days_later))
    faults: list[BaseException] = []

    def write(name: str) -> None:
        try:
            for number in range(EVENTS):
                with transaction.atomic():
                    record.append(chain="demo", by=later, action=f"demo.{name}", after={"number": number})
        except BaseException as fault:  # noqa: BLE001 - carried to the test's own thread
            faults.append(fault)
        finally:
            connection.close()

    hands = [threading.Thread(target=write, args=[f"hand{number}"]) for number in range(WRITERS)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()

    events = list(Event.objects.filter(chain="demo").order_by("seq"))
    chain = Chain.objects.get(name="demo")
    assert faults == []
    assert [event.seq for event in events] == list(range(1, 2 + WRITERS * EVENTS))
    assert [event.previous for event in events] == ["", *(event.sm3 for event in events[:-1])]
    assert (chain.length, chain.head) == (events[-1].seq, events[-1].sm3)
    assert DailyRoot.objects.count() == days_later
