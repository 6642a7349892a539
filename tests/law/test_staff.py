"""Who counts as full-time: contract and insurance with the applicant, each person once, partners as read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from tests.law.world import (
    INDUSTRY,
    MEASURE,
    MET,
    MUNICIPAL,
    NOT_MET,
    SUBSIDY,
    applicant,
    day,
    ground,
    ids,
    occasion,
)
from zhiyun import law
from zhiyun.kernel.finding import Finding, Outcome, UsedFact

CLOSING_MONTH = ["2026-06"]
SIX_MONTHS = [f"2026-{month:02}" for month in range(1, 7)]


def person(code: str = "001", months: Iterable[str] = CLOSING_MONTH, **said: Any) -> law.Person:
    return law.Person(code, insured_months=frozenset(day(f"{month}-01") for month in months), **said)


def people(count: int, **said: Any) -> list[law.Person]:
    return [person(f"{n:03}", **said) for n in range(1, count + 1)]


def staffed(roster: Iterable[law.Person], benefit: law.Benefit = SUBSIDY, **readings: str) -> Finding:
    facts = applicant(benefit, staff=law.Roster(tuple(roster)), full_time_staff=99)
    finding = MEASURE.reading_as(readings).eligibility(benefit, facts, occasion(closes="2026-06-30"))
    item = 2 if benefit is SUBSIDY else 3
    found: Finding = ground(
        finding, f"第{'八六七'[(SUBSIDY, MUNICIPAL, INDUSTRY).index(benefit)]}条第{item}项"
    )
    return found.grounds[0] if found.grounds else found


@pytest.mark.parametrize(("benefit", "least"), [(SUBSIDY, 5), (INDUSTRY, 10), (MUNICIPAL, 15)])
@pytest.mark.parametrize("more", [-1, 0, 1])
def test_a_roster_reaches_its_number_or_not(benefit: law.Benefit, least: int, more: int) -> None:
    finding = staffed(people(least + more), benefit)

    met = more >= 0
    assert finding.outcome is (MET if met else NOT_MET)
    assert finding.because == f"专职人员{least + more}人，{'达到' if met else '不足'}{least}人"


def test_ten_or_more_may_be_read_as_more_than_ten() -> None:
    assert staffed(people(10), INDUSTRY, A34="exclusive").because == "专职人员10人，不足11人"
    assert staffed(people(11), INDUSTRY, A34="exclusive").because == "专职人员11人，达到11人"


def test_a_roster_goes_before_a_stated_number_and_both_name_their_readings() -> None:
    by_roster = staffed(people(4), INDUSTRY)
    facts = applicant(INDUSTRY, full_time_staff=99)
    as_stated = ground(MEASURE.eligibility(INDUSTRY, facts, occasion()), "第七条第3项")

    assert (by_roster.outcome, as_stated.outcome) == (NOT_MET, MET)
    assert ids(by_roster.readings) == ids(as_stated.readings) == ["A21", "A22", "A34"]


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (person(engagement=law.Engagement.DISPATCHED), "劳务派遣不计入"),
        (person(engagement=law.Engagement.REHIRED), "退休返聘不计入"),
        (person(engagement=law.Engagement.PARTNER), "合作方人员不计入"),
        (person(also_claimed_by="乙单位"), "已计入乙单位，不重复计算"),
        (person(contract=False), "无劳动合同"),
        (person(months=[]), "社保缴纳不满足计数口径"),
        (person(months=["2026-05"]), "社保缴纳不满足计数口径"),
        (person(months=["2026-07"]), "社保缴纳不满足计数口径"),
        (person(months=["2025-06"]), "社保缴纳不满足计数口径"),
    ],
)
def test_a_person_left_out_is_told_with_the_reason(one: law.Person, why: str) -> None:
    finding = staffed([one, *people(5)[1:]])

    assert finding.because == "专职人员4人，不足5人"
    assert finding.facts == (
        UsedFact("staff", "专职人员名册", "名册5人"),
        UsedFact("staff_not_counted", "未计入", f"001 {why}"),
    )


def test_where_all_count_nobody_is_left_out() -> None:
    assert staffed(people(5)).facts[-1] == UsedFact("staff_not_counted", "未计入", "无")


def test_everyone_left_out_is_told() -> None:
    roster = [person("001", contract=False), person("002", months=[]), *people(5)[2:]]

    assert staffed(roster).facts[-1].value == "001 无劳动合同；002 社保缴纳不满足计数口径"


def test_a_code_that_stands_twice_is_one_person() -> None:
    finding = staffed([*people(4), person("004"), person("004")])

    assert finding.because == "专职人员4人，不足5人"
    assert finding.facts[-1].value == "名册中重复2人次"


def test_a_repeated_code_counts_once_where_one_of_its_lines_does() -> None:
    finding = staffed([*people(4), person("005", contract=False), person("005")])

    assert finding.because == "专职人员5人，达到5人"


@pytest.mark.parametrize(
    ("months", "reading", "outcome"),
    [
        (SIX_MONTHS, "six_months", MET),
        (SIX_MONTHS[1:], "six_months", NOT_MET),
        (SIX_MONTHS[:-1], "six_months", NOT_MET),
        ([m for m in SIX_MONTHS if m != "2026-03"], "six_months", NOT_MET),
        (["2025-12", *SIX_MONTHS], "six_months", MET),
        (["2025-01"], "any_month_last_year", MET),
        (["2025-12"], "any_month_last_year", MET),
        (["2024-12"], "any_month_last_year", NOT_MET),
        (["2026-01", "2026-06"], "any_month_last_year", NOT_MET),
        (["2026-06"], "closing_month", MET),
    ],
)
def test_insurance_is_tested_as_read(months: list[str], reading: str, outcome: Outcome) -> None:
    assert staffed(people(5, months=months), A21=reading).outcome is outcome


def test_six_months_run_back_over_new_year() -> None:
    months = ["2025-09", "2025-10", "2025-11", "2025-12", "2026-01", "2026-02"]
    facts = applicant(SUBSIDY, staff=law.Roster(tuple(people(5, months=months))))
    measure = MEASURE.reading_as({"A21": "six_months"})

    finding = measure.eligibility(SUBSIDY, facts, occasion(closes="2026-02-15"))

    assert ground(finding, "第八条第2项").outcome is MET


@pytest.mark.parametrize(("benefit", "own"), [(MUNICIPAL, 14), (INDUSTRY, 9)], ids=["municipal", "industry"])
def test_a_partners_people_count_only_where_so_read_and_only_for_centres(
    benefit: law.Benefit, own: int
) -> None:
    roster = [*people(own), person("999", engagement=law.Engagement.PARTNER)]

    assert staffed(roster, benefit).outcome is NOT_MET
    assert staffed(roster, benefit, A22="partners_counted").outcome is MET


def test_a_partners_people_never_count_towards_the_subsidy() -> None:
    roster = [*people(4), person("999", engagement=law.Engagement.PARTNER)]

    assert staffed(roster, A22="partners_counted").outcome is NOT_MET


def test_a_partners_person_counted_still_needs_contract_and_insurance() -> None:
    partner = person("999", engagement=law.Engagement.PARTNER)
    for flawed in (replace(partner, contract=False), replace(partner, insured_months=frozenset())):
        assert staffed([*people(9), flawed], INDUSTRY, A22="partners_counted").outcome is NOT_MET
