"""Construction money within its caps, spent on what it is for, within its budget, its changes told in time."""

from __future__ import annotations

from typing import Any

import pytest

from tests.law.world import (
    INDUSTRY,
    MEASURE,
    MET,
    MUNICIPAL,
    NEEDS_JUDGEMENT,
    NO_EVIDENCE,
    NOT_MET,
    day,
    ids,
    judgement,
    known,
    maybe_day,
    occasion,
    yuan_of,
)
from zhiyun import law
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.finding import Finding, Outcome
from zhiyun.kernel.money import Money, wan, yuan
from zhiyun.law.cq_2021_65.a11_construction_funding import falls_in


def award(amount: Money, benefit: law.Benefit = MUNICIPAL, *tranches: law.Tranche, **said: Any) -> law.Award:
    centre = said.pop("centre", "甲中心" if benefit is MUNICIPAL else "乙中心")
    days = {name: maybe_day(value) for name, value in said.items()}
    return law.Award(centre, benefit, amount, tranches, **days)


def tranche(amount: Money, due: str, paid: str | None = None, **said: str) -> law.Tranche:
    return law.Tranche(amount, day(due), maybe_day(paid), **{name: day(text) for name, text in said.items()})


@pytest.mark.parametrize(
    ("reading", "benefit", "name", "cap"),
    [
        ("both_kinds", MUNICIPAL, "construction", wan(500)),
        ("both_kinds", INDUSTRY, "construction", wan(500)),
        ("municipal_only", MUNICIPAL, "construction", wan(500)),
        ("municipal_only", INDUSTRY, "industry_construction", None),
        ("both_kinds", law.Benefit.PERFORMANCE_SUBSIDY, "performance_subsidy", wan(500)),
    ],
)
def test_a_benefit_is_paid_from_the_pot_its_article_caps(
    reading: str, benefit: law.Benefit, name: str, cap: Money | None
) -> None:
    pot = MEASURE.reading_as({"A10": reading}).pot(benefit)

    assert (pot.name, pot.cap) == (name, cap)
    assert pot.cites == Citation(11 if benefit.is_construction else 13)


@pytest.mark.parametrize(
    ("reading", "year"), [("payment_and_due", 2027), ("approval", 2025), ("signing", 2026)]
)
def test_a_tranche_is_counted_in_the_year_the_reading_names(reading: str, year: int) -> None:
    measure = MEASURE.reading_as({"A13": reading})

    counted, _choice = measure.budget_year(
        award(wan(1), approved_on="2025-12-30", signed_on="2026-01-10"), day("2027-03-01")
    )

    assert counted == year


@pytest.mark.parametrize(
    ("reading", "refills"),
    [("unpaid_release_only", True), ("nothing_refills", False), ("same_year_net", True)],
)
def test_a_withdrawn_commitment_gives_its_room_back_unless_nothing_refills(
    reading: str, refills: bool
) -> None:
    assert MEASURE.reading_as({"A19": reading}).withdrawal_refills()[0] is refills


@pytest.mark.parametrize(("reading", "refills"), [("unpaid_release_only", False), ("same_year_net", True)])
def test_recovered_money_gives_its_room_back_in_its_year_where_the_reading_nets(
    reading: str, refills: bool
) -> None:
    measure = MEASURE.reading_as({"A19": reading})

    assert measure.recovery_refills(day("2026-01-01"), day("2026-12-31"))[0] is refills
    assert measure.recovery_refills(day("2026-12-31"), day("2027-01-01"))[0] is False


def caps(*awards: law.Award, year: int = 2026, **readings: str) -> Finding:
    return MEASURE.reading_as(readings).within_caps(awards, year)


@pytest.mark.parametrize(("benefit", "cap"), [(MUNICIPAL, wan(500)), (INDUSTRY, wan(300))])
@pytest.mark.parametrize("more", [-1, 0, 1])
def test_a_centre_gets_at_most_its_cap_to_the_fen(benefit: law.Benefit, cap: Money, more: int) -> None:
    finding = caps(award(cap + Money(more), benefit, centre="演示中心"))

    assert finding.grounds[0] == Finding(
        NOT_MET if more > 0 else MET,
        f"演示中心资助{cap + Money(more)}，{'超过' if more > 0 else '不超过'}单个中心上限{cap}",
        Citation(11),
    )
    assert finding.outcome is finding.grounds[0].outcome


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_a_year_gets_at_most_five_million_to_the_fen(more: int) -> None:
    finding = caps(award(wan(300)), award(wan(200) + Money(more), INDUSTRY))

    total = wan(500) + Money(more)
    assert [g.outcome for g in finding.grounds] == [MET, MET, NOT_MET if more > 0 else MET]
    assert finding.grounds[-1].because == (
        f"2026年建设资助合计{total}，{'超过' if more > 0 else '不超过'}年度总额5,000,000.00元"
    )
    assert {g.cites for g in finding.walk()} == {Citation(11)}
    assert ids(finding.all_readings()) == ["A10", "A13", "A19"]


def test_no_award_at_all_is_within_the_year() -> None:
    finding = caps()

    assert (finding.outcome, finding.because) == (
        MET,
        "2026年建设资助合计0.00元，不超过年度总额5,000,000.00元",
    )


def test_awards_of_one_centre_are_added_up_before_its_cap() -> None:
    finding = caps(award(wan(200), INDUSTRY), award(wan(100), MUNICIPAL), award(wan(200), INDUSTRY))

    assert [g.because for g in finding.grounds] == [
        "乙中心资助4,000,000.00元，超过单个中心上限3,000,000.00元",
        "甲中心资助1,000,000.00元，不超过单个中心上限5,000,000.00元",
        "2026年建设资助合计5,000,000.00元，不超过年度总额5,000,000.00元",
    ]


def test_centres_of_two_names_are_two_centres() -> None:
    finding = caps(award(wan(200), INDUSTRY, centre="乙"), award(wan(200), INDUSTRY, centre="丙"))

    assert finding.outcome is MET


def test_the_years_cap_may_be_read_to_hold_municipal_centres_only() -> None:
    awards = (award(wan(500)), award(wan(300), INDUSTRY))

    assert caps(*awards).outcome is NOT_MET
    assert caps(*awards, A10="municipal_only").outcome is MET
    assert (
        caps(award(wan(300), centre="甲"), award(wan(201), centre="丁"), A10="municipal_only").outcome
        is NOT_MET
    )


SPLIT = award(
    wan(400),
    MUNICIPAL,
    tranche(wan(250), "2025-12-20", "2026-01-20"),
    tranche(wan(150), "2027-01-20"),
    approved_on="2025-11-20",
    signed_on="2026-01-10",
)


@pytest.mark.parametrize(
    ("dated_by", "by_year"),
    [
        ("payment_and_due", {2025: 0, 2026: 250, 2027: 150}),
        ("approval", {2025: 400, 2026: 0, 2027: 0}),
        ("signing", {2025: 0, 2026: 400, 2027: 0}),
    ],
)
def test_an_award_falls_into_the_year_its_reading_names(dated_by: str, by_year: dict[int, int]) -> None:
    fallen = {
        year: falls_in(SPLIT, year, dated_by=dated_by, refill="unpaid_release_only") for year in by_year
    }

    assert fallen == {year: wan(count) for year, count in by_year.items()}
    assert [caps(SPLIT, year=year, A13=dated_by).grounds[-1].because for year in by_year] == [
        f"{year}年建设资助合计{wan(count)}，不超过年度总额5,000,000.00元" for year, count in by_year.items()
    ]


@pytest.mark.parametrize("dated_by", ["payment_and_due", "approval", "signing"])
def test_a_proposal_without_dates_falls_into_the_year_it_is_made_for(dated_by: str) -> None:
    assert falls_in(award(wan(300)), 2026, dated_by=dated_by, refill="unpaid_release_only") == wan(300)


RELEASED = {
    "paid, kept": (tranche(wan(100), "2026-02-01", "2026-02-01"), {}),
    "withdrawn unpaid in its year": (
        tranche(wan(100), "2026-10-01", withdrawn_on="2026-08-01"),
        {"unpaid_release_only", "same_year_net"},
    ),
    "withdrawn unpaid the year before": (
        tranche(wan(100), "2026-10-01", withdrawn_on="2025-08-01"),
        {"unpaid_release_only", "same_year_net"},
    ),
    "withdrawn unpaid in a later year": (tranche(wan(100), "2026-10-01", withdrawn_on="2027-01-01"), {}),
    "paid and given back in one year": (
        tranche(wan(100), "2026-02-01", "2026-02-01", recovered_on="2026-12-31"),
        {"same_year_net"},
    ),
    "paid and given back in a later year": (
        tranche(wan(100), "2026-02-01", "2026-02-01", recovered_on="2027-01-01"),
        {},
    ),
    "said to be withdrawn after it was paid": (
        tranche(wan(100), "2026-02-01", "2026-02-01", withdrawn_on="2026-03-01"),
        {},
    ),
}


@pytest.mark.parametrize("refill", ["unpaid_release_only", "nothing_refills", "same_year_net"])
@pytest.mark.parametrize("case", RELEASED)
@pytest.mark.parametrize("dated_by", ["payment_and_due", "approval"])
def test_money_withdrawn_or_given_back_makes_room_only_as_read(dated_by: str, case: str, refill: str) -> None:
    part, releasing = RELEASED[case]
    whole = award(wan(100), MUNICIPAL, part, approved_on="2026-01-01")

    fallen = falls_in(whole, 2026, dated_by=dated_by, refill=refill)

    assert fallen == (Money(0) if refill in releasing else wan(100))
    assert (
        caps(whole, A13=dated_by, A19=refill).grounds[-1].because.startswith(f"2026年建设资助合计{fallen}，")
    )


def test_only_the_withdrawn_part_makes_room() -> None:
    kept = tranche(wan(300), "2026-03-01", "2026-03-01")
    withdrawn = tranche(wan(200), "2026-10-01", withdrawn_on="2026-08-01")
    whole = award(wan(500), MUNICIPAL, kept, withdrawn, approved_on="2026-01-01")

    for dated_by in ("payment_and_due", "approval"):
        assert falls_in(whole, 2026, dated_by=dated_by, refill="unpaid_release_only") == wan(300)


# Uses, budget, changes, duties --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        "线上大数据系统",
        "知识产权收储系统",
        "知识产权价值评估系统",
        "知识产权交易撮合系统",
        "线下载体",
        "高端知识产权运营人才培养引进",
    ],
)
def test_what_the_article_lists_may_be_paid_for(head: str) -> None:
    assert MEASURE.permitted_use(head) == Finding(MET, f"「{head}」在所列用途之内", Citation(11))


def test_what_it_does_not_list_is_for_a_person_to_weigh() -> None:
    assert MEASURE.permitted_use("公务用车") == Finding(
        NEEDS_JUDGEMENT, "「公务用车」未列明，是否属转化运营功能设施建设待判断", Citation(11)
    )


@pytest.mark.parametrize(
    ("spent", "outcome", "words"),
    [("99.99", MET, "在预算内"), ("100.00", MET, "在预算内"), ("100.01", NOT_MET, "超出预算")],
)
def test_spending_is_held_against_its_head_to_the_fen(spent: str, outcome: Outcome, words: str) -> None:
    finding = MEASURE.within_budget({"设备": yuan_of(spent)}, {"设备": yuan(100)})

    assert finding.outcome is outcome
    assert finding.grounds == (
        Finding(outcome, f"「设备」支出{spent}元，预算100.00元，{words}", Citation(18)),
    )
    assert finding.cites == Citation(18)


def test_every_head_is_heard_and_one_without_a_budget_fails() -> None:
    finding = MEASURE.within_budget(
        {"设备": yuan(1), "旅游": yuan(2), "人才": yuan(3)}, {"设备": yuan(1), "人才": yuan(2)}
    )

    assert [g.outcome for g in finding.grounds] == [MET, NOT_MET, NOT_MET]
    assert {g.cites for g in finding.grounds} == {Citation(18)}
    assert finding.because == "「旅游」支出2.00元，预算中无此科目；「人才」支出3.00元，预算2.00元，超出预算"


@pytest.mark.parametrize("change", ["并购", "重组", "破产", "转业"])
@pytest.mark.parametrize(
    ("reported", "outcome", "ahead", "strict"),
    [
        ("2026-09-30", MET, None, MET),
        ("2026-10-01", MET, None, MET),
        ("2026-10-02", MET, 29, NOT_MET),
        ("2026-10-30", MET, 1, NOT_MET),
        ("2026-10-31", NOT_MET, None, NOT_MET),
        ("2026-11-01", NOT_MET, None, NOT_MET),
    ],
)
def test_a_change_is_told_before_it_takes_effect(
    change: str, reported: str, outcome: Outcome, ahead: int | None, strict: Outcome
) -> None:
    finding = MEASURE.change_reported(change, day("2026-10-31"), day(reported))
    read_strictly = MEASURE.reading_as({"A30": "thirty_days"}).change_reported(
        change, day("2026-10-31"), day(reported)
    )

    because = {
        MET: f"{change}于2026-10-31生效，{reported}已报告",
        NOT_MET: f"{change}于2026-10-31生效，{reported}才报告，未提前1日",
    }[outcome]
    warnings = () if ahead is None else (f"仅提前{ahead}日，不足30日",)
    assert finding == Finding(outcome, because, Citation(19), readings=finding.readings, warnings=warnings)
    assert read_strictly.outcome is strict
    assert ("未提前30日" in read_strictly.because) is (strict is NOT_MET)
    assert ids(finding.readings) == ids(read_strictly.readings) == ["A30"]


def test_a_change_nobody_reported_is_missing_evidence() -> None:
    finding = MEASURE.change_reported("破产", day("2026-10-31"), None)

    assert finding == Finding(
        NO_EVIDENCE, "破产将于2026-10-31生效，未见书面报告", Citation(19), readings=finding.readings
    )
    assert ids(finding.readings) == ["A30"]


def test_whether_another_change_is_major_is_for_a_person() -> None:
    finding = MEASURE.change_reported("更名", day("2026-10-31"), day("2026-10-31"))

    assert finding == Finding(
        NEEDS_JUDGEMENT, "「更名」是否属重大变化待判断", Citation(19), readings=finding.readings
    )
    assert ids(finding.readings) == ["A30"]


DUTIES = {
    "separate_accounts": "项目经费未独立核算",
    "earmarked": "项目经费未专款专用",
    "open_to_inspection": "不接受监督检查",
}


def duties(*, signed: bool | None = True, without: str = "", **said: bool) -> Finding:
    kept = {name: True for name in DUTIES if name != without}
    signatures = law.signed([] if signed is None else [judgement(Citation(20), met=signed)])
    return MEASURE.duties(law.Facts("演示中心", known(**(kept | said)), signatures), occasion())


def test_a_centre_that_keeps_its_duties_is_told_so() -> None:
    finding = duties()

    assert (finding.outcome, finding.because) == (
        MET,
        (
            "项目经费独立核算；项目经费专款专用；接受监督检查；"
            "是否积极参加运营培育活动，探索运营模式、培养运营团队、拓展运营业务？演示专家判断：同意"
        ),
    )
    assert [str(g.cites) for g in finding.grounds] == ["第十八条", "第二十条"]
    assert finding.cites == Citation(18)


@pytest.mark.parametrize(("duty", "because"), DUTIES.items())
def test_each_duty_can_be_broken_and_can_be_unknown(duty: str, because: str) -> None:
    broken, unknown = duties(**{duty: False}), duties(without=duty)

    assert (broken.outcome, broken.because) == (NOT_MET, because)
    assert (unknown.outcome, unknown.because) == (NO_EVIDENCE, f"未说明：{law.BY_NAME[duty].asks}")


@pytest.mark.parametrize(("signed", "outcome"), [(None, NEEDS_JUDGEMENT), (False, NOT_MET)])
def test_taking_part_is_for_a_person_to_judge(signed: bool | None, outcome: Outcome) -> None:
    finding = duties(signed=signed)

    assert finding.outcome is outcome
    if signed is None:
        assert finding.because == "待判断：是否积极参加运营培育活动，探索运营模式、培养运营团队、拓展运营业务"
