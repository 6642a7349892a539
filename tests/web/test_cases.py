"""The officer's pages: the list as filtered, one case with the law beside the evidence, and the answers."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from tests.casework import city
from tests.web import visitors
from zhiyun import law
from zhiyun.casework.case_filters import Filters
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import Stage
from zhiyun.gateways.safekeeping import Store
from zhiyun.kernel.finding import Outcome
from zhiyun.records.models import Application, Event, FirstLook, StepKind
from zhiyun.web.bureau.case_form import FiltersForm

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> city.City:
    return city.city()


@pytest.fixture
def officer(town: city.City) -> Client:
    return browser(town, Role.CASE_OFFICER)


@pytest.fixture
def case(town: city.City) -> Application:
    return city.submitted(town, city.call(town))


def browser(town: city.City, role: Role) -> Client:
    return visitors.entered(visitors.known(role, body=town.bureau, second_factor=True))


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return str(answer.content.decode())


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None
    return found[1]


def test_the_list_shows_a_case_with_what_the_law_found(officer: Client, case: Application) -> None:
    page = text(officer, "/bureau/cases/")

    assert case.organisation.name in page
    assert "待初审" in page
    assert "1,000,000.00" in page


def test_a_list_without_cases_says_what_will_be_here(officer: Client) -> None:
    assert "申报截止后，提交的申报列在这里" in text(officer, "/bureau/cases/")


def test_filters_stay_in_the_address_and_narrow_the_list(officer: Client, case: Application) -> None:
    page = text(officer, "/bureau/cases/?stage=accepted")

    assert "没有符合这些条件的案件" in page
    assert '<option value="accepted" selected>' in page


def test_attack_41_an_order_that_is_not_offered_is_refused_with_its_fault(officer: Client) -> None:
    answer = officer.get("/bureau/cases/?order=reviewer__user__email")

    assert answer.status_code == 400
    assert "没有这一项，请从列表里选择" in answer.content.decode()


def test_an_amount_nobody_can_read_is_a_fault_and_stays_as_typed(officer: Client) -> None:
    answer = officer.get("/bureau/cases/?least=一大笔")

    assert answer.status_code == 400
    assert 'value="一大笔"' in answer.content.decode()


def test_a_case_page_shows_materials_conditions_ledger_and_record(officer: Client, case: Application) -> None:
    page = text(officer, f"/bureau/cases/{case.reference}/")

    for words in (
        "材料核对",
        "申报对象主体资格材料",
        "专职人员18人，达到5人",
        "演示：人员分工合理。",
        "共 1 笔，计入 1,000,000.00 元",
        "名册 18 人，计入 18 人，要求 5 人",
        case.submissions.get().seal,
    ):
        assert words in page, words


def test_a_construction_case_shows_its_budget_against_article_11(officer: Client, town: city.City) -> None:
    case = city.submitted(town, city.call(town, law.Benefit.INDUSTRY_CENTRE))

    page = text(officer, f"/bureau/cases/{case.reference}/")

    assert "经费预算" in page
    assert "线上大数据系统" in page
    assert "运营业务台账</h2>" not in page


def test_an_officer_accepts_a_case_on_its_page(officer: Client, case: Application) -> None:
    page = text(officer, f"/bureau/cases/{case.reference}/")
    sent = {"key": hidden(page, "key"), "seen": hidden(page, "seen"), "note": ""}

    answers = [officer.post(f"/bureau/cases/{case.reference}/accept/", sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert FirstLook.objects.get().accepted
    shown = text(officer, f"/bureau/cases/{case.reference}/")
    assert "渝知运受理〔2026〕1号" in shown
    assert "审核（第十条第2项）" in shown


def test_a_case_with_gaps_is_not_accepted_without_a_word_why(officer: Client, town: city.City) -> None:
    case = city.submitted(town, city.call(town), facts={"on_dishonest_list": True})

    answer = officer.post(f"/bureau/cases/{case.reference}/accept/", {"seen": "1", "key": "k"})

    assert answer.status_code == 409
    assert "写明受理的理由" in answer.content.decode()
    assert not FirstLook.objects.exists()


def test_many_are_shown_first_and_then_accepted_one_by_one(officer: Client, town: city.City) -> None:
    under = city.call(town)
    first, second = (
        city.submitted(town, under),
        city.submitted(town, under, of=town.other_applicant, roster=[]),
    )
    chosen = {"application": [first.reference, second.reference, "SB-没有"]}

    preview = officer.post("/bureau/cases/accept/", chosen).content.decode()
    sent = {"do": "accept", "key": hidden(preview, "key"), f"seen-{first.reference}": "1"}
    done = officer.post("/bureau/cases/accept/", sent).content.decode()

    assert "可以受理 1 件" in preview
    assert "不会受理 2 件" in preview
    assert "已受理" in done
    assert [look.application for look in FirstLook.objects.all()] == [first]


def test_attack_24_a_crafted_acceptance_by_who_only_reads_is_told_there_is_no_such_page(
    town: city.City, case: Application
) -> None:
    for role in (Role.AUDITOR, Role.ROUND_MANAGER, Role.FINANCE):
        reader = browser(town, role)

        answer = reader.post(f"/bureau/cases/{case.reference}/accept/", {"seen": "1"})

        assert answer.status_code == 404
    assert not FirstLook.objects.exists()


@pytest.mark.parametrize("address", ["/bureau/cases/", "/bureau/cases/board/"])
def test_attack_13_the_list_and_the_board_know_of_no_draft_and_of_nothing_withdrawn(
    officer: Client, town: city.City, address: str
) -> None:
    under = city.call(town)
    city.application(town, under)
    city.application(town, under, StepKind.SUBMITTED, StepKind.WITHDRAWN, of=town.other_applicant)

    page = text(officer, address)

    assert town.applicant.name not in page
    assert town.other_applicant.name not in page
    assert under.reference not in page


def test_the_board_counts_cases_by_benefit_and_stage(officer: Client, case: Application) -> None:
    page = text(officer, "/bureau/cases/board/")

    assert f'?benefit={case.call.benefit}&amp;stage=received">1</a>' in page


def test_a_case_is_returned_from_its_page_and_says_until_when(officer: Client, case: Application) -> None:
    address = f"/bureau/cases/{case.reference}/return/"
    page = text(officer, address)
    sent = {"key": hidden(page, "key"), "seen": hidden(page, "seen"), "section": "roster"}

    faulty = officer.post(address, sent | {"reason-budget": "没有选中的不算"})
    done = officer.post(address, sent | {"reason-roster": "缺6月社保"})

    assert faulty.status_code == 400
    assert "请写明要补正什么、为什么" in faulty.content.decode()
    assert 'value="roster" checked' in faulty.content.decode()
    assert done.status_code == 302
    shown = text(officer, f"/bureau/cases/{case.reference}/")
    assert "缺6月社保" in shown
    assert "补正要求" in shown
    assert "下一步：申报单位补正" in shown
    assert "退回这一件" not in text(officer, address)


def test_a_case_is_refused_only_after_giving_the_secret_again(officer: Client, case: Application) -> None:
    address = f"/bureau/cases/{case.reference}/refuse/"
    page = text(officer, address)
    sent = {"key": hidden(page, "key"), "seen": hidden(page, "seen"), "reason": "人员不足"}
    session = officer.session
    confirmed, session["confirmed_at"] = session["confirmed_at"], "2026-01-01T00:00:00+00:00"
    session.save()

    asked = officer.get(address)
    stale = officer.post(address, sent | {"article": "第八条第2项"})
    session["confirmed_at"] = confirmed
    session.save()
    faulty = officer.post(address, sent)
    done = officer.post(address, sent | {"article": "第八条第2项"})

    assert (asked.status_code, asked.headers["Location"].split("?")[0]) == (302, "/confirm/")
    assert stale.status_code == 409
    assert "人员不足" in stale.content.decode()
    assert "请至少选一条依据" in faulty.content.decode()
    assert done.status_code == 302
    assert not FirstLook.objects.get().accepted
    assert "不予受理通知书" in text(officer, f"/bureau/cases/{case.reference}/")


def test_the_list_is_exported_as_filtered_and_the_record_tells_by_whom_and_how_much(
    officer: Client, town: city.City
) -> None:
    under = city.call(town)
    city.submitted(town, under)
    city.submitted(town, under, of=town.other_applicant)

    answer = officer.post("/bureau/cases/export/?words=乙丑&stage=received")

    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    assert "attachment" in answer.headers["Content-Disposition"]
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    event = Event.objects.get(action="cases.export")
    assert event.after["rows"] == 1
    assert event.after["filters"] == {"stage": "received", "words": "乙丑", "order": "waiting"}
    assert event.after["sm3"] == hashlib.new("sm3", content).hexdigest()
    assert event.chain_id == f"organisation:{town.bureau.pk}"


def test_attack_47_no_file_is_taken_by_following_a_link(officer: Client, case: Application) -> None:
    for address in ("export/", f"{case.reference}/pack/", f"{case.reference}/deals/", "views/", "accept/"):
        assert officer.get(f"/bureau/cases/{address}").status_code == 302, address
    assert not Event.objects.filter(action__contains="export").exists()


def test_a_pack_is_sent_and_told_to_the_record(
    officer: Client, town: city.City, settings: Settings, tmp_path: Path
) -> None:
    settings.FILES = tmp_path
    kept = Store(tmp_path).keep(io.BytesIO(b"demo"))
    case = city.submitted(town, city.call(town), papers=[city.paper_of(1, "work_plan", sm3=kept.sm3)])

    answer = officer.post(f"/bureau/cases/{case.reference}/pack/")

    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert "manifest.txt" in archive.namelist()
    assert Event.objects.get(action="application.export").after["what"] == "pack"


def test_attack_1_a_pack_asked_for_by_who_may_not_is_told_to_the_security_chain(
    town: city.City, case: Application
) -> None:
    stranger = visitors.entered(
        visitors.known(Role.DISTRICT_OFFICER, body=city.organisation(district="万州区"), second_factor=True)
    )

    for what in ("pack", "deals"):
        assert stranger.post(f"/bureau/cases/{case.reference}/{what}/").status_code == 404
    assert stranger.get(f"/bureau/cases/{case.reference}/").status_code == 404

    turned_away = Event.objects.filter(chain="security", refused="NotFound")
    assert sorted(turned_away.values_list("action", flat=True)) == [
        *["application.export"] * 2,
        "open",
    ]


def test_a_ledger_is_taken_as_a_workbook_and_a_construction_case_has_none(
    officer: Client, town: city.City, case: Application
) -> None:
    build = city.submitted(town, city.call(town, law.Benefit.MUNICIPAL_CENTRE))

    taken = officer.post(f"/bureau/cases/{case.reference}/deals/")
    content = b"".join(taken.streaming_content)  # type: ignore[attr-defined]
    book = openpyxl.load_workbook(io.BytesIO(content))

    assert book.sheetnames[0] == "逐笔审核"
    assert book.worksheets[0]["D2"].value == 1_000_000
    assert officer.post(f"/bureau/cases/{build.reference}/deals/").status_code == 404


def test_a_view_is_saved_followed_and_dropped(officer: Client, case: Application) -> None:
    saved = officer.post("/bureau/cases/views/?stage=received", {"name": "待初审的"})
    page = text(officer, "/bureau/cases/")
    found = re.search(r'name="drop" value="(\d+)"', page)
    assert found is not None
    faulty = officer.post("/bureau/cases/views/", {"name": ""})
    dropped = officer.post("/bureau/cases/views/", {"drop": found[1]})

    assert saved.headers["Location"] == "/bureau/cases/?stage=received"
    assert '<a href="/bureau/cases/?stage=received&amp;order=waiting">待初审的</a>' in page
    assert faulty.status_code == 400
    assert dropped.status_code == 302
    assert "待初审的" not in text(officer, "/bureau/cases/")


def test_a_list_page_of_fifty_is_small_and_asks_little(officer: Client, town: city.City) -> None:
    city.many_submitted(town, city.call(town), 1000)

    with CaptureQueriesContext(connection) as captured:
        page = text(officer, "/bureau/cases/?order=gaps&words=演示")

    assert len(captured) <= 10
    assert len(page.encode()) <= 60 * 1024
    assert page.count("<tr>") == 51


def test_a_case_page_asks_at_most_fifteen_times(officer: Client, case: Application) -> None:
    with CaptureQueriesContext(connection) as captured:
        text(officer, f"/bureau/cases/{case.reference}/")

    assert len(captured) <= 15


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(call="TZ-1", benefit="municipal_centre", stage=Stage.OVERDUE, district="江北区"),
        Filters(outcome=Outcome.NO_EVIDENCE, has_gaps=False, least_fen=1, most_fen=123_456_789_012),
        Filters(has_gaps=True, words="甲 & 乙=丙", order="gaps"),
    ],
    ids=str,
)
def test_a_view_brings_back_the_very_filters_it_was_saved_with(filters: Filters) -> None:
    form = FiltersForm(QueryDict(filters.address()))

    assert form.is_valid(), form.errors
    assert form.filters() == filters


def test_attack_21_a_tied_officer_is_told_to_stand_aside_and_the_record_keeps_it(
    town: city.City, case: Application
) -> None:
    person = visitors.known(Role.CASE_OFFICER, body=town.bureau, second_factor=True)
    city.seat(Role.PREPARER, case.organisation, person)
    tied = visitors.entered(person)
    addresses = [f"/bureau/cases/{case.reference}/{what}" for what in ("", "return/", "refuse/")]

    told = [tied.get(address) for address in addresses]

    assert [answer.status_code for answer in told] == [403] * 3
    assert case.organisation.name not in text(tied, "/bureau/cases/")
    assert Event.objects.filter(chain="security", refused="ConflictOfInterest").count() == 3


def test_a_district_officer_reads_its_own_districts_cases_and_decides_nothing(
    town: city.City, case: Application
) -> None:
    reader = visitors.entered(
        visitors.known(Role.DISTRICT_OFFICER, body=town.district_bureau, second_factor=True)
    )

    page = text(reader, f"/bureau/cases/{case.reference}/")

    assert "受理这一件" not in page
    assert 'name="application"' not in text(reader, "/bureau/cases/")
    assert reader.get(f"/bureau/cases/{case.reference}/refuse/").status_code == 404


def test_the_desk_leads_an_officer_to_the_cases_that_wait(officer: Client, case: Application) -> None:
    desk = text(officer, "/desk/")
    found = re.search(r'href="(/bureau/cases/waiting/[^"]+)"', desk)
    assert found is not None

    listed = officer.get(found[1], follow=True)

    assert "1件待初审" in desk
    assert listed.redirect_chain == [(f"/bureau/cases/?call={case.call.reference}&stage=received", 302)]
    assert case.organisation.name in listed.content.decode()


def test_a_decided_case_offers_no_further_answer(officer: Client, case: Application) -> None:
    officer.post(f"/bureau/cases/{case.reference}/accept/", {"seen": "1", "key": "k"})

    assert "受理这一件" not in text(officer, f"/bureau/cases/{case.reference}/")
    for what, words in (("return", "现在不能退回补正"), ("refuse", "现在不能作出决定")):
        assert words in text(officer, f"/bureau/cases/{case.reference}/{what}/")
        answer = officer.post(
            f"/bureau/cases/{case.reference}/{what}/",
            {"seen": "1", "key": what, "section": "roster", "reason-roster": "缺", "reason": "缺"},
        )
        assert answer.status_code == 409
        assert "当前状态是「已受理」" in answer.content.decode()


def test_attack_37_what_an_applicant_writes_is_never_markup(officer: Client, town: city.City) -> None:
    hostile = '"><script>alert(1)</script>'
    paper = city.paper_of(1, "work_plan", name=f"{hostile}.pdf") | {"title": hostile}
    case = city.submitted(
        town,
        city.call(town),
        of=city.organisation(hostile),
        narratives={"condition-8-2:1": hostile},
        papers=[paper],
        deals=[city.deal_line(1, deal=hostile)],
    )

    for address in ("", f"{case.reference}/", f"{case.reference}/return/", f"{case.reference}/refuse/"):
        page = text(officer, f"/bureau/cases/{address}")
        assert "&lt;script&gt;" in page
        assert "<script>alert" not in page
