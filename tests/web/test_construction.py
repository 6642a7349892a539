"""A funded centre's pages as each side sees and uses them, on scenario 14's days."""

from __future__ import annotations

import re
import secrets
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.casework import centres
from tests.casework.read_otherwise import read_otherwise
from tests.web.matrix import entered
from tests.web.tongues import wrongly_said
from zhiyun.casework import clock
from zhiyun.casework.roles import Role
from zhiyun.kernel.money import wan
from zhiyun.records.models import (
    AcceptanceProposal,
    Evaluation,
    HalfYearReport,
    IssuedPaper,
    RecoveryProposal,
    RecoveryReceipt,
    RecoveryRuling,
)
from zhiyun.web.seats import CONFIRMED_AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(settings: Any) -> centres.Centre:
    settings.DEMO = True
    return centres.centre()


def visiting(made: centres.Centre, role: Role, day: date) -> Client:
    """Let somebody in on a day, having just confirmed."""
    by = made.by(role, day)
    clock.move(to=by.at, real=timezone.now())
    client = entered(made.town.seats[role])
    session = client.session
    session[CONFIRMED_AT] = by.at.isoformat()
    session.save()
    return client


def said(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def sent(client: Client, address: str, status: int = 302, **typed: object) -> str:
    answer = client.post(address, {"key": secrets.token_hex(4), **typed})
    assert answer.status_code == status, answer.content.decode()[:4000]
    return answer.content.decode()


def test_a_report_is_handed_in_with_a_file_sent_back_and_noted(made: centres.Centre) -> None:
    own, office = (f"{root}{made.case.reference}/" for root in ("/applications/", "/bureau/construction/"))
    day = date(2023, 9, 20)
    client = visiting(made, Role.PREPARER, day)
    assert "提交第 1 期半年报告" in said(client, "/desk/")
    faulty = sent(client, f"{own}construction/reports/1/", 400, **{**centres.WORDS, "plan": ""})
    assert "请填写这一项" in faulty
    upload = SimpleUploadedFile("演示.txt", "演示佐证".encode(), content_type="text/plain")
    sent(client, f"{own}construction/reports/1/", **centres.WORDS, files=upload)
    row = HalfYearReport.objects.get()
    file = f"{own}construction/files/report/{row.pk}/1/"
    assert b"".join(client.get(file).streaming_content).decode() == "演示佐证"
    assert client.get(file.removesuffix("1/") + "2/").status_code == 404

    officer = visiting(made, Role.CASE_OFFICER, day)
    assert "半年报告待查看" in said(officer, "/desk/")
    assert "1 期待查看" in said(officer, "/bureau/construction/")
    sent(officer, f"{office}reports/1/", 400, seen=1, answer="no", words="")
    sent(officer, f"{office}reports/1/", seen=1, answer="no", words="演示：请补支出明细。")

    client = visiting(made, Role.PREPARER, date(2023, 10, 12))
    assert "补正第 1 期半年报告" in said(client, "/desk/")
    assert "演示：请补支出明细。" in said(client, f"{own}construction/reports/1/")
    sent(client, f"{own}construction/reports/1/", **centres.WORDS)
    officer = visiting(made, Role.CASE_OFFICER, date(2023, 10, 12))
    sent(officer, f"{office}reports/1/", seen=2, answer="yes", words="")
    assert "已知悉" in said(officer, office)


def test_a_centre_that_is_late_is_shown_late_to_both_sides(made: centres.Centre) -> None:
    client = visiting(made, Role.PREPARER, date(2023, 10, 20))
    assert "第 1 期半年报告逾期未交" in said(client, "/desk/")
    assert "到期未交" in said(client, f"/applications/{made.case.reference}/construction/")
    officer = visiting(made, Role.CASE_OFFICER, date(2023, 10, 20))
    assert "1 期逾期未交" in said(officer, "/bureau/construction/")


def test_from_the_request_to_the_last_receipt_on_the_screens(made: centres.Centre) -> None:
    """Two failures, the order and what comes in, each sent by who may, each shown to the other side."""
    own, office = (f"{root}{made.case.reference}/" for root in ("/applications/", "/bureau/construction/"))
    client = visiting(made, Role.PREPARER, date(2025, 3, 20))
    assert "申请验收" in said(client, "/desk/")
    sent(client, f"{own}construction/acceptance/", words="演示：各项已完成。")
    for day in (centres.FIRST_FAILED, centres.SECOND_FAILED):
        officer = visiting(made, Role.CASE_OFFICER, day)
        assert "提出验收结论" in said(officer, "/desk/")
        typed = {
            "passed": "no",
            "opinion": f"演示：{day}没有达到。",
            "inspected_on": day,
            "inspected": "演示：到场。",
        }
        sent(officer, f"{office}acceptance/", **typed)
        assert f"{day}没有达到" not in said(visiting(made, Role.PREPARER, day), f"{own}construction/")
        manager = visiting(made, Role.ROUND_MANAGER, day)
        assert "验收结论待复核" in said(manager, "/desk/")
        assert f"{day}没有达到" in said(manager, f"{office}acceptance/approve/")
        seen = AcceptanceProposal.objects.latest("pk").pk
        sent(manager, f"{office}acceptance/approve/", seen=seen, answer="yes", reason="")
    day = date(2026, 4, 24)
    officer = visiting(made, Role.CASE_OFFICER, day)
    assert "提出追回建议" in said(officer, "/desk/")
    sent(officer, f"{office}recovery/", due_on="2026-06-30", words="演示账户。")
    manager = visiting(made, Role.ROUND_MANAGER, day)
    assert "追回建议待复核" in said(manager, "/desk/")
    seen = RecoveryProposal.objects.get().pk
    sent(manager, f"{office}recovery/order/", seen=seen, answer="yes", reason="")
    finance = visiting(made, Role.FINANCE, date(2026, 5, 8))
    assert "追回款待收" in said(finance, "/desk/")
    typed = {"amount": "100万元", "received_on": "2026-05-08", "bank_reference": "演示流水1", "words": ""}
    sent(finance, f"{office}recovery/receive/", **typed)
    again = sent(finance, f"{office}recovery/receive/", 409, **typed)
    assert "已经登记过" in again

    shown = said(visiting(made, Role.PREPARER, date(2026, 5, 8)), f"{own}construction/")
    for words in ("取消建设资格，追回中", "首次验收不合格", "还应收回 2,000,000.00 元", "宽限期最后一日"):
        assert words in shown
    assert RecoveryRuling.objects.get().good
    assert RecoveryReceipt.objects.get().amount_fen == wan(100).fen
    assert list(IssuedPaper.objects.order_by("pk").values_list("kind", flat=True)) == [
        "centre_failed",
        "centre_failed",
        "recovery",
    ]


def test_every_page_of_a_centre_speaks_english_to_who_wants_it(made: centres.Centre) -> None:
    own, office = (f"{root}{made.case.reference}/" for root in ("/applications/", "/bureau/construction/"))
    day = date(2026, 4, 24)
    made.hand_in(date(2023, 9, 20))
    made.look(date(2023, 9, 20), good=False, words="演示：请补。")
    made.ask(date(2025, 3, 20))
    visit = {"inspected_on": centres.FIRST_FAILED, "inspected": "演示：到场。"}
    made.conclude(centres.FIRST_FAILED, **visit)
    wrong = {}
    for role, at, address in (
        (Role.ROUND_MANAGER, centres.FIRST_FAILED, f"{office}acceptance/approve/"),
        (Role.PREPARER, centres.FIRST_FAILED, f"{own}construction/reports/1/"),
        (Role.PREPARER, centres.FIRST_FAILED, "/desk/"),
        (Role.CASE_OFFICER, centres.FIRST_FAILED, office),
    ):
        wrong[role, address] = wrongly_said(said(in_english(visiting(made, role, at)), address))
    made.approve(centres.FIRST_FAILED)
    made.comes_to(centres.SECOND_FAILED, passed=False)
    made.propose(day, words="演示账户。")
    for role, address in ((Role.ROUND_MANAGER, f"{office}recovery/order/"), (Role.ROUND_MANAGER, "/desk/")):
        wrong[role, address, "proposed"] = wrongly_said(said(in_english(visiting(made, role, day)), address))
    made.order(day)
    for role, address in (
        (Role.FINANCE, f"{office}recovery/receive/"),
        (Role.FINANCE, "/desk/"),
        (Role.PREPARER, "/desk/"),
        (Role.PREPARER, f"{own}construction/"),
        (Role.AUDITOR, "/bureau/construction/"),
        (Role.AUDITOR, office),
    ):
        wrong[role, address, "ordered"] = wrongly_said(said(in_english(visiting(made, role, day)), address))

    assert {where: told for where, told in wrong.items() if told} == {}


def test_what_was_not_spent_is_typed_payment_by_payment_where_only_that_comes_back(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEMO = True
    made = centres.centre(measure=read_otherwise(monkeypatch, A18="unspent_only"))
    made.fail_twice()
    day = date(2026, 4, 24)
    office = f"/bureau/construction/{made.case.reference}/"
    officer = visiting(made, Role.CASE_OFFICER, day)
    page = f"{office}recovery/"

    assert asked(officer, page) <= 15
    shown = said(officer, page)
    one, other = re.findall(r'name="(unspent-[^"]+)"', shown)
    typed = {"due_on": "2026-06-30", one: "30万元", other: "20万元", "words": "演示审计报告"}
    assert "2023-04-14拨付1,800,000.00元，其中未按规定使用的" in shown
    faulty = sent(officer, page, 400, **typed | {one: "181万元", "words": ""})
    assert "第1笔未按规定使用的金额" in faulty
    assert "如专项审计报告的名称和文号" in faulty
    assert 'value="181万元"' in faulty
    sent(officer, page, 400, **typed | {other: ""})
    assert "请填写这一项" in sent(
        officer, page, 400, **{each.replace("120000000", "1"): typed[each] for each in typed}
    ), "what was typed of another payment is nobody's"
    in_words = said(in_english(visiting(made, Role.CASE_OFFICER, day)), page)
    assert wrongly_said(in_words) == []
    sent(officer, page, **typed)

    told = said(visiting(made, Role.ROUND_MANAGER, day), f"{office}recovery/order/")
    assert "</time>拨付 1,800,000.00 元，其中 300,000.00 元" in told
    english = said(in_english(visiting(made, Role.ROUND_MANAGER, day)), f"{office}recovery/order/")
    assert wrongly_said(english) == []
    assert RecoveryProposal.objects.get().amount_fen == wan(50).fen


def in_english(client: Client) -> Client:
    client.cookies["django_language"] = "en"
    return client


def test_a_centres_page_and_the_list_ask_the_same_however_much_there_is(made: centres.Centre) -> None:
    day = date(2026, 4, 24)
    made.hand_in(date(2023, 9, 20))
    officer = visiting(made, Role.CASE_OFFICER, day)
    addresses = ("/bureau/construction/", f"/bureau/construction/{made.case.reference}/")
    few = [asked(officer, each) for each in addresses]

    made.hand_in(date(2024, 3, 20), number=2)
    made.fail_twice()
    made.propose(day)
    made.order(day)
    centres.centre(made.town, amounts=(wan(60), wan(40)))
    many = [asked(officer, each) for each in addresses]

    assert max(*few, *many) <= 15
    # What came in is asked for once an order is there, for all centres together.
    assert [after - before for before, after in zip(few, many, strict=True)] == [1, 1]


def asked(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_a_year_is_evaluated_on_the_screens_and_the_centre_reads_it(made: centres.Centre) -> None:
    own, office = (f"{root}{made.case.reference}/" for root in ("/applications/", "/bureau/construction/"))
    day = date(2024, 3, 15)
    officer = visiting(made, Role.CASE_OFFICER, day)
    assert "年度绩效评价" in said(officer, "/desk/")
    assert 'value="35"' in said(officer, f"{office}evaluations/1/")
    typed: dict[str, object] = {"passed": "yes", "opinion": "演示：总体良好。"}
    for place, weight in enumerate((20, 20, 35, 25)):
        typed |= {f"weight_{place}": weight, f"score_{place}": 90, f"words_{place}": f"演示理由{place}"}
    faulty = sent(officer, f"{office}evaluations/1/", 400, **typed | {"score_1": "101", "words_2": ""})
    assert faulty.count("请填0到100之间的整数") >= 1
    assert "演示理由3" in faulty
    sent(officer, f"{office}evaluations/1/", **typed)
    assert "期间还没有结束" in said(officer, office)
    assert said(officer, f"{office}evaluations/3/", 404)
    assert "演示理由1" not in said(visiting(made, Role.PREPARER, day), f"{own}construction/")

    manager = visiting(made, Role.ROUND_MANAGER, day)
    assert "绩效评价待复核" in said(manager, "/desk/")
    assert "演示理由1" in said(manager, f"{office}evaluations/approve/")
    sent(manager, f"{office}evaluations/approve/", 409, seen=0, answer="yes", reason="")
    seen = Evaluation.objects.get().pk
    sent(manager, f"{office}evaluations/approve/", seen=seen, answer="yes", reason="")

    shown = said(visiting(made, Role.PREPARER, day), f"{own}construction/")
    assert "演示理由1" in shown
    assert "90.00 分" in shown
    assert "评价结果只作记录" in shown
