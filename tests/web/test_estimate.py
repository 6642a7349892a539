"""测算: the form the law writes, and the answer with every ground."""

import re

import pytest
from django.test import Client

from zhiyun import law

ADDRESS = "/estimate/performance_subsidy/"
GOOD = {
    "do": "estimate",
    "applicant": "演示运营有限公司",
    "applied_on": "2026-06-20",
    "closes_on": "2026-06-30",
    "operating_amount": "3750万元",
    "registered_in_chongqing": "yes",
    "legal_person": "yes",
    "on_dishonest_list": "no",
    "on_abnormal_list": "no",
    "fund_fraud_decided": "no",
    "full_time_staff": "5",
    "management_rules": "on",
    "benefit_sharing_rules": "on",
    "matching_system": "yes",
    "typical_cases": "2",
    "construction_funded": "no",
}


def verdict(page: str) -> str:
    """Give the overall outcome a page shows."""
    found = re.search(r'<div class="verdict (\w+)"', page)
    return found[1] if found else ""


def grounds(page: str) -> dict[str, str]:
    """Give the outcome of each top-level ground, by its place."""
    listed = page.partition("逐条结论")[2]
    found = re.findall(r'<a class="chip"[^>]*>([^<]+)</a>\s*<span class="outcome (\w+)"', listed)
    seen: dict[str, str] = {}
    for place, outcome in found:
        seen.setdefault(place, outcome)
    return seen


@pytest.mark.parametrize("benefit", list(law.Benefit), ids=lambda benefit: benefit.value)
def test_the_form_asks_for_every_fact_the_law_wants_and_leaves_judgements_to_people(
    client: Client, benefit: law.Benefit
) -> None:
    measure = law.measure("cq_2021_65")

    page = client.get(f"/estimate/{benefit.value}/").content.decode()

    for item in measure.items(benefit):
        names = [name for name in item.wants() if law.BY_NAME[name].kind is not law.Roster]
        assert [name for name in names if f'name="{name}"' not in page] == []
        for question in item.questions():
            assert question.asks in page
    assert page.count('class="outcome needs_judgement"') == len(measure.questions(benefit))
    assert "judgement" not in re.findall(r'name="([^"]+)"', page)


def test_whoever_meets_everything_countable_still_awaits_people(client: Client) -> None:
    page = client.post(ADDRESS, GOOD).content.decode()

    assert verdict(page) == "needs_judgement"
    assert grounds(page) == {
        "第八条第1项": "met",
        "第八条第2项": "needs_judgement",
        "第八条第3项": "needs_judgement",
        "第八条第4项": "needs_judgement",
        "第八条第5项": "needs_judgement",
        "第八条第6项": "needs_judgement",
        "第十四条": "met",
    }
    assert "750,000.00 元" in page
    assert "75万元" in page


@pytest.mark.parametrize(
    ("staff", "outcome"), [("4", "not_met"), ("5", "needs_judgement"), ("6", "needs_judgement")]
)
def test_staff_one_below_at_and_above_the_number(client: Client, staff: str, outcome: str) -> None:
    page = client.post(ADDRESS, GOOD | {"full_time_staff": staff}).content.decode()

    assert verdict(page) == outcome


def test_what_is_left_open_is_missing_and_names_the_article_that_asks(client: Client) -> None:
    unsaid = {
        name: value for name, value in GOOD.items() if name not in ("benefit_sharing_rules", "legal_person")
    }

    page = client.post(ADDRESS, unsaid).content.decode()

    missing = page.partition("还缺什么")[2].partition("<h3>")[0]
    assert verdict(page) == "no_evidence"
    assert re.findall(r'class="chip"[^>]*>([^<]+)</a>\s*　([^<]+)', missing) == [
        ("第八条第1项", "未说明：是否具有独立法人资格"),
        ("第八条第4项", "未见运营参与各方收益分配机制"),
    ]
    assert "收益分配机制：否" not in page


def test_a_centre_under_construction_is_told_the_dates(client: Client) -> None:
    built = {"construction_funded": "yes", "task_book_signed_on": "2025-03-15"}

    page = client.post(ADDRESS, GOOD | built).content.decode()

    assert verdict(page) == "not_met"
    assert "2026-06-20申报时在建设期内（2025-03-15至2027-03-14），不得申报运营绩效补贴" in page


def test_nobody_can_state_a_judgement_about_itself(client: Client) -> None:
    smuggled = {"judgements": "met", "judgement-8-3": "met", "8.3": "yes"}

    page = client.post(ADDRESS, GOOD | smuggled).content.decode()

    assert verdict(page) == "needs_judgement"


def test_every_fault_is_listed_leads_to_its_field_and_what_was_typed_stays(client: Client) -> None:
    typed = GOOD | {
        "full_time_staff": "-3",
        "operating_amount": "三千",
        "applied_on": "2026-02-30",
        "applicant": "演" * 101,
    }

    answer = client.post(ADDRESS, typed)

    page = answer.content.decode()
    targets = re.findall(r'<li><a href="#([^"]+)">', page.partition('id="faults"')[2].partition("</ul>")[0])
    assert answer.status_code == 400
    assert targets == ["id_applicant", "id_applied_on", "id_operating_amount", "id_full_time_staff"]
    assert all(f'id="{target}"' in page for target in targets)
    assert [text for text in ("三千", "-3", "2026-02-30", "演" * 101) if f'value="{text}"' not in page] == []
    assert "<title>有误：" in page


def test_a_call_cannot_close_before_the_application(client: Client) -> None:
    answer = client.post(ADDRESS, GOOD | {"closes_on": "2026-06-19"})

    assert answer.status_code == 400
    assert "截止日早于申报日" in answer.content.decode()


def test_a_day_before_the_measure_is_refused_with_what_to_do(client: Client) -> None:
    answer = client.post(ADDRESS, GOOD | {"applied_on": "2021-12-31", "closes_on": ""})

    assert answer.status_code == 422
    assert "2021-12-31没有重庆市知识产权局的有效办法" in answer.content.decode()


def test_the_answer_carries_what_a_report_needs_and_is_kept_by_nobody(client: Client) -> None:
    answer = client.post(ADDRESS, GOOD)

    page = answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.cookies == {}
    for needed in (
        "测算报告",
        "演示运营有限公司",
        law.measure("cq_2021_65").text_hash,
        "cq_2021_65",
        "不作为受理、核定或拨付的依据",
    ):
        assert needed in page


def test_switching_the_look_keeps_what_was_typed_and_its_answer(client: Client) -> None:
    answer = client.post(f"{ADDRESS}?display=care", GOOD | {"answered": "1"})

    page = answer.content.decode()
    assert sorted(answer.cookies) == ["care", "django_language"]
    assert 'class="care"' in page
    assert verdict(page) == "needs_judgement"
    assert 'value="演示运营有限公司"' in page


def test_switching_the_look_on_a_half_filled_form_answers_nothing_yet(client: Client) -> None:
    page = client.post(
        f"{ADDRESS}?display=care", {"applicant": "演示", "full_time_staff": "x"}
    ).content.decode()

    assert verdict(page) == ""
    assert 'class="fault' not in page
    assert 'value="演示"' in page


def test_a_benefit_nobody_offers_is_not_found(client: Client) -> None:
    assert client.get("/estimate/no_such/").status_code == 404


@pytest.mark.parametrize(
    "junk", ["\x00", "9" * 5000, "<script>alert(1)</script>", "１２３", "1e9", "NaN", "\u202e"]
)
def test_junk_in_any_field_is_a_fault_or_an_answer_never_an_error(client: Client, junk: str) -> None:
    answer = client.post(ADDRESS, dict.fromkeys(GOOD, junk) | {"do": "estimate"})

    assert answer.status_code in (200, 400, 422)
    assert "<script>alert" not in answer.content.decode()


ROUND = GOOD | {"round": "cq_2023_subsidy", "applied_on": "2023-07-20", "closes_on": "2023-07-31"}


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("无", "needs_judgement"),
        ("2021-07-30", "needs_judgement"),
        ("2021-07-31", "not_met"),
        ("2021-07-31 已修复", "needs_judgement"),
        ("", "no_evidence"),
    ],
)
def test_a_round_adds_its_two_year_rule(client: Client, typed: str, outcome: str) -> None:
    market = {"market_entity": "yes", "penalties": typed}

    page = client.post(ADDRESS, ROUND | market).content.decode()

    assert verdict(page) == outcome
    assert "2023年" in page


def test_a_penalty_nobody_can_read_is_a_fault_of_its_field(client: Client) -> None:
    answer = client.post(ADDRESS, ROUND | {"penalties": "2021-02-30\n去年\n2021-07-31 轻"})

    page = answer.content.decode()
    assert answer.status_code == 400
    assert page.count('<li><a href="#id_penalties">') == 2
    assert "2021-02-30\n去年" in page


def test_a_round_is_chosen_before_the_form_is_filled_in(client: Client) -> None:
    without = client.get(ADDRESS).content.decode()
    with_it = client.get(ADDRESS, {"round": "cq_2023_subsidy"}).content.decode()
    unknown = client.get(ADDRESS, {"round": "no_such"})

    assert 'name="penalties"' not in without
    assert 'name="penalties"' in with_it
    assert unknown.status_code == 200


def test_a_call_brings_its_closing_day(client: Client) -> None:
    page = client.get(ADDRESS, {"round": "demo_2026"}).content.decode()

    assert re.findall(r'name="closes_on" value="([^"]+)"', page) == ["2026-06-30"]
