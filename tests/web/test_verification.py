"""The verification desk on its pages: the board, one ledger deal by deal, many at once, and what it costs."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.casework import city, onward, verification
from tests.web import visitors
from zhiyun.casework.actions import inquiries as acts
from zhiyun.casework.roles import Role
from zhiyun.casework.verifying_deals import closing
from zhiyun.gateways import holiday_notices
from zhiyun.records.models import Application, DealVerdict, Event, Verification

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


def test_a_deal_the_law_objects_to_is_opened_with_every_ground(town: city.City) -> None:
    related = {**city.deal_line(1), "related": True}
    case = verification.case(town, city.call(town), [related])

    page = text(browser(town), f"{address(case)}?deal=D0001")

    assert 'href="/law/cq-2021-65/12/">第 12 条</a>' in page
    assert "关联交易不计入" in page


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
def test_the_desk_asks_as_little_and_shows_as_much_with_five_hundred_deals(
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

    assert asked <= 15
    assert page.count("<tr") == 21


def test_attack_35_the_verified_ledger_leaves_as_a_workbook_without_formulas(town: city.City) -> None:
    """Attack 35: what an applicant or an officer wrote is text in the workbook, whatever it begins with."""
    case = verification.case(town, city.call(town), [city.deal_line(1, deal="=1+1")])
    verification.decide(town, case, "=1+1", "rejected", reason="=HYPERLINK(1)")
    officer = browser(town)

    answer = officer.post(f"{address(case)}export/")

    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    row = next(book["逐笔核定"].iter_rows(min_row=2))
    assert [(cell.value, cell.data_type) for cell in (row[0], row[8])] == [
        ("=1+1", "s"),
        ("=HYPERLINK(1)", "s"),
    ]
    assert (row[2].value, row[7].value) == (1_000_000, 0)
    assert Event.objects.filter(action="application.export").get().after["what"] == "verified"


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.MEETING_SECRETARY, Role.FINANCE])
def test_who_only_reads_sees_the_ledger_and_no_form_of_it(
    town: city.City, case: Application, role: Role
) -> None:
    verification.decide(town, case, "D0001", "counted")
    reader = browser(town, role)

    page = text(reader, address(case))

    assert "D0001" in page
    assert 'name="do"' not in page
    assert reader.post(address(case), {"do": "decide", "deal": "D0002"}).status_code == 404


def test_attack_19_outside_the_bureau_nobody_learns_of_verdicts_before_publication(
    town: city.City, case: Application
) -> None:
    """Attack 19: neither the applicant nor the district finds the desk, a verdict or the closed ledger."""
    verification.decide(town, case, "D0001", "rejected", reason="演示：不得外传的理由")
    verification.decide(town, case, "D0002", "counted")
    verification.finish(town, case)
    outside = {
        Role.PREPARER: town.applicant,
        Role.DISTRICT_OFFICER: town.district_bureau,
    }

    for role, body in outside.items():
        visitor = visitors.entered(visitors.known(role, body=body, second_factor=True))
        for path in (
            address(case),
            f"{address(case)}inquiries/",
            f"/applications/{case.reference}/verified/",
            f"/bureau/verification/calls/{case.call.reference}/shared/",
        ):
            assert visitor.get(path).status_code == 404, (role, path)
        for path in (f"/applications/{case.reference}/", f"/bureau/cases/{case.reference}/", "/desk/"):
            page = visitor.get(path).content.decode()
            assert "不得外传的理由" not in page, (role, path)
            assert "审核完毕" not in page, (role, path)


def test_once_published_an_applicant_reads_its_own_verdicts_and_nobody_elses_claim(town: city.City) -> None:
    under = city.call(town)
    case = verification.case(town, under, [city.deal_line(1)])
    other = verification.case(town, under, [city.deal_line(1)], of=town.other_applicant)
    for each in (case, other):
        verification.decide(town, each, "D0001", "rejected", reason="演示：没有签字的分配协议")
    verification.check_all(town, case)
    verification.judge_all(town, case)
    onward.reviewed(town, case, 0)
    Verification.objects.create(
        application=case,
        number=2,
        submission=case.submissions.get(),
        counted_fen=0,
        lines=closing.sealed(opened=verification.ledger(case))[0],
        sm3="1" * 64,
        proposed_by_id=verification.officer(town).person_id,
        by_id=verification.checker(town).person_id,
        at=verification.LOOKED_AT,
    )
    onward.published(town, onward.resolved(town, under, {case: 0}))
    applicant = visitors.entered(visitors.known(Role.PREPARER, body=town.applicant))

    page = text(applicant, f"/applications/{case.reference}/verified/")

    assert "演示：没有签字的分配协议" in page
    assert "第十二条</span> 同一笔业务另有其他单位申报，暂不计入" in page
    assert town.other_applicant.name not in page
    foreign = visitors.entered(visitors.known(Role.PREPARER, body=town.other_applicant))
    assert foreign.get(f"/applications/{case.reference}/verified/").status_code == 404


def test_many_plain_deals_are_shown_first_and_then_counted_and_checked(
    town: city.City, case: Application
) -> None:
    officer, manager = browser(town), browser(town, Role.ROUND_MANAGER)
    preview = text(officer, f"{address(case)}count/")
    assert not DealVerdict.objects.exists()
    seen = re.search(r'name="seen" value="(\w+)"', preview)
    assert seen is not None

    assert officer.post(f"{address(case)}count/", {"seen": seen[1], "key": "k1"}).status_code == 302
    again = officer.post(f"{address(case)}count/", {"seen": seen[1], "key": "k2"})
    assert again.status_code == 409
    waiting = re.search(r'name="seen" value="(\w+)"', text(manager, f"{address(case)}check/"))
    assert waiting is not None
    assert manager.post(f"{address(case)}check/", {"seen": waiting[1], "key": "k3"}).status_code == 302

    assert verification.ledger(case).totals.verified == 200_000_000


def test_a_late_answer_keeps_what_was_typed_and_its_files(
    town: city.City, case: Application, settings: Any, tmp_path: Path
) -> None:
    """Attack 29: refused by the server's clock, and still there."""
    settings.FILES = tmp_path / "files"
    acts.ask(
        by=verification.officer(town),
        application=case.reference,
        words="演示：请补回单",
        workdays=5,
        calendar=holiday_notices.load(None),
    )
    applicant = visitors.entered(visitors.known(Role.PREPARER, body=town.applicant))

    answer = applicant.post(
        f"/applications/{case.reference}/inquiries/",
        {
            "do": "answer",
            "number": "1",
            "words": "演示：晚了",
            "file": SimpleUploadedFile("回单.txt", "演示回单".encode()),
        },
    )

    assert answer.status_code == 409
    page = text(applicant, f"/applications/{case.reference}/inquiries/")
    assert "演示：晚了" in page
    assert "回单.txt" in page


def test_an_applicants_overview_leads_to_its_inquiries_and_later_to_its_verdicts(
    town: city.City, case: Application
) -> None:
    """The stage before publication is told as accepted, and the link to verdicts comes with the list."""
    applicant = visitors.entered(visitors.known(Role.PREPARER, body=town.applicant))
    verification.count_plain(town, case)
    verification.finish(town, case)

    before = text(applicant, f"/applications/{case.reference}/")
    onward.published(town, onward.resolved(town, case.call, {case: 4_000_000}))
    after = text(applicant, f"/applications/{case.reference}/")

    links = [f"/applications/{case.reference}/{page}/" for page in ("inquiries", "verified")]
    assert [link in before for link in links] == [True, False]
    assert [link in after for link in links] == [True, True]
