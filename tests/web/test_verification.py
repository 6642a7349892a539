"""The verification desk on its pages: the board, one ledger deal by deal, many at once, and what it costs."""

from __future__ import annotations

import re
import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.casework import city, verification
from tests.web import visitors
from zhiyun.casework.roles import Role
from zhiyun.records.models import Application, DealVerdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> city.City:
    return city.city()


@pytest.fixture
def case(town: city.City) -> Application:
    return verification.case(town, city.call(town), [city.deal_line(1), city.deal_line(2)])


def browser(town: city.City, role: Role = Role.CASE_OFFICER) -> Client:
    return visitors.entered(visitors.known(role, body=town.bureau, second_factor=True))


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return str(answer.content.decode())


def hidden(page: str, name: str, *, do: str) -> str:
    form = page[page.index(f'name="do" value="{do}"') :]
    found = re.search(rf'name="{name}" value="([^"]*)"', form)
    assert found is not None
    return found[1]


def address(case: Application) -> str:
    return f"/bureau/verification/{case.reference}/"


def test_the_board_leads_to_a_ledger_with_its_totals(town: city.City, case: Application) -> None:
    officer = browser(town)

    board = text(officer, "/bureau/verification/")
    page = text(officer, address(case))

    assert address(case) in board
    assert "2,000,000.00" in board
    assert "D0001" in page
    assert "D0002" in page
    assert "核定这一笔" in page


def test_an_officer_decides_a_deal_and_is_led_to_the_next(town: city.City, case: Application) -> None:
    officer = browser(town)
    page = text(officer, address(case))
    sent = {name: hidden(page, name, do="decide") for name in ("key", "deal", "seen", "next")}

    answer = officer.post(
        address(case), {"do": "decide", "verdict": "counted", "reason": "", "cites": "第十二条", **sent}
    )

    assert (answer.status_code, answer["Location"]) == (302, f"{address(case)}?deal=D0002#deal")
    assert DealVerdict.objects.get().counted_fen == 100_000_000


def test_faults_of_a_verdict_are_listed_and_what_was_typed_stays(town: city.City, case: Application) -> None:
    officer = browser(town)
    page = text(officer, address(case))
    sent = {name: hidden(page, name, do="decide") for name in ("key", "deal", "seen", "next")}

    answer = officer.post(
        address(case), {"do": "decide", "verdict": "reduced", "amount": "一大笔", "cites": "第十二条", **sent}
    )

    assert answer.status_code == 400
    assert 'value="一大笔"' in answer.content.decode()
    assert not DealVerdict.objects.exists()


def lines(count: int) -> list[dict[str, object]]:
    return [city.deal_line(number) for number in range(1, count + 1)]


@pytest.mark.parametrize("count", [20, 500])
def test_the_desk_asks_as_little_and_takes_no_longer_with_five_hundred_deals(
    town: city.City, count: int
) -> None:
    case = verification.case(town, city.call(town), lines(count))
    verification.count_plain(town, case)
    verification.check_all(town, case)
    officer = browser(town)
    text(officer, address(case))

    with CaptureQueriesContext(connection) as captured:
        page = text(officer, address(case))
    asked = len(captured)
    spent = []
    for _ in range(7):
        began = time.process_time()
        text(officer, address(case))
        spent.append(time.process_time() - began)

    print(count, asked, sorted(spent), len(page))
    assert asked <= 15
    assert page.count("<tr") == 21
    assert min(spent) <= 0.060
