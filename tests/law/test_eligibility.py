"""Each of the 21 conditions can be met, fail, want a person or want evidence; none is skipped, all grounds are heard."""

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
    SUBSIDY,
    applicant,
    approved,
    day,
    favourable,
    ground,
    ids,
    judgement,
    known,
    occasion,
)
from zhiyun import law
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.finding import Finding, Outcome, UsedFact
from zhiyun.law import keys
from zhiyun.law.conditions import IfHolds
from zhiyun.law.credit import GoodCredit, NoPenaltyWithin

ARTICLES = {MUNICIPAL: 6, INDUSTRY: 7, SUBSIDY: 8}
PLACES = [(benefit, item.cites.item) for benefit in law.Benefit for item in MEASURE.items(benefit)]

# What makes one item fail outright, where facts alone can: by benefit and item, the facts and the reason.
FAILS: dict[tuple[law.Benefit, int], list[tuple[dict[str, Any], str]]] = {
    (MUNICIPAL, 1): [
        ({"registered_in_chongqing": False}, "未在重庆市内注册"),
        ({"legal_person": False}, "不具有独立法人资格"),
        ({"on_dishonest_list": True}, "信用不良：列入失信名单"),
        ({"on_abnormal_list": True}, "信用不良：列入经营异常名录"),
        ({"fund_fraud_decided": True}, "信用不良：被认定骗取、冒领、截留、挪用财政资金"),
    ],
    (MUNICIPAL, 3): [({"full_time_staff": 14}, "专职人员14人，不足15人")],
    (MUNICIPAL, 4): [({"online_functions": False}, "不具备线上线下联动的运营服务功能")],
    (MUNICIPAL, 8): [
        (
            {"co_built": True, "cooperation_agreement": False, "duties_fixed": True},
            "合作共建而未签订合作协议",
        ),
        (
            {"co_built": True, "cooperation_agreement": True, "duties_fixed": False},
            "合作协议未明确各自职责和任务",
        ),
    ],
    (INDUSTRY, 1): [
        ({"registered_in_chongqing": False}, "未在重庆市内注册"),
        ({"legal_person": False}, "不具有独立法人资格"),
        ({"on_dishonest_list": True}, "信用不良：列入失信名单"),
    ],
    (INDUSTRY, 3): [({"full_time_staff": 9}, "专职人员9人，不足10人")],
    (INDUSTRY, 7): [
        (
            {"co_built": True, "cooperation_agreement": False, "duties_fixed": True},
            "合作共建而未签订合作协议",
        ),
        (
            {"co_built": True, "cooperation_agreement": True, "duties_fixed": False},
            "合作协议未明确各自职责和任务",
        ),
    ],
    (SUBSIDY, 1): [
        ({"registered_in_chongqing": False}, "未在重庆市范围内注册或登记设立"),
        ({"legal_person": False}, "不具有独立法人资格"),
        ({"on_abnormal_list": True}, "信用不良：列入经营异常名录"),
    ],
    (SUBSIDY, 2): [({"full_time_staff": 4}, "专职人员4人，不足5人")],
    (SUBSIDY, 5): [
        (
            {"reserve_system": False, "matching_system": False, "valuation_system": False},
            "收储、交易撮合、评估评价的系统功能均不具备",
        )
    ],
}

# What leaves one item without evidence: by benefit and item, the fact taken away and the reason.
LACKS: dict[tuple[law.Benefit, int], list[tuple[str, str]]] = {
    (MUNICIPAL, 1): [
        ("registered_in_chongqing", "未说明：是否在重庆市内注册或登记设立"),
        ("legal_person", "未说明：是否具有独立法人资格"),
        ("on_dishonest_list", "信用状况未说明是否：列入失信名单"),
        ("fund_fraud_decided", "信用状况未说明是否：被认定骗取、冒领、截留、挪用财政资金"),
    ],
    (MUNICIPAL, 2): [("platform_entity_proof", "未见组建或推动组建平台运行法人实体的证明")],
    (MUNICIPAL, 3): [("full_time_staff", "未说明：专职从事知识产权运营或相关服务的人员数")],
    (MUNICIPAL, 4): [("online_functions", "未说明：是否具备基于互联网技术的线上线下联动运营服务功能")],
    (MUNICIPAL, 5): [
        ("operation_rules", "未见知识产权运营工作制度"),
        ("work_plan", "未见知识产权运营工作方案"),
    ],
    (MUNICIPAL, 8): [("co_built", "未说明：是否以合作方式共建")],
    (INDUSTRY, 1): [("legal_person", "未说明：是否具有独立法人资格")],
    (INDUSTRY, 3): [("full_time_staff", "未说明：专职从事知识产权运营或相关服务的人员数")],
    (INDUSTRY, 4): [("construction_plan", "未见建设方案")],
    (INDUSTRY, 5): [
        ("management_rules", "未见管理制度、服务内容和流程"),
        ("benefit_sharing_rules", "未见运营参与各方收益分配机制"),
    ],
    (INDUSTRY, 6): [("operating_funds_proof", "未见维持运营中心运行的保障经费证明")],
    (INDUSTRY, 7): [("co_built", "未说明：是否以合作方式共建")],
    (SUBSIDY, 1): [("on_abnormal_list", "信用状况未说明是否：列入经营异常名录")],
    (SUBSIDY, 2): [("full_time_staff", "未说明：专职从事知识产权运营或相关服务的人员数")],
    (SUBSIDY, 4): [
        ("management_rules", "未见管理制度、服务内容和流程"),
        ("benefit_sharing_rules", "未见运营参与各方收益分配机制"),
    ],
    (SUBSIDY, 6): [("typical_cases", "未见运营业务的典型案例")],
}

JUDGED = {
    MUNICIPAL: (2, 3, 4, 5, 6, 7),
    INDUSTRY: (2, 4, 5, 6),
    SUBSIDY: (2, 3, 4, 5, 6),
}


def place(benefit: law.Benefit, item: int | None) -> str:
    return str(Citation(ARTICLES[benefit], item))


def hear(benefit: law.Benefit, facts: law.Facts) -> Finding:
    return MEASURE.eligibility(benefit, facts, occasion())


def leaf(finding: Finding, because: str) -> Finding:
    [found] = [each for each in finding.walk() if not each.grounds and each.because == because]
    return found


@pytest.mark.parametrize("benefit", law.Benefit, ids=lambda b: b.value)
def test_an_applicant_in_whose_favour_all_speaks_is_eligible_on_every_ground(benefit: law.Benefit) -> None:
    finding = hear(benefit, applicant(benefit))

    assert finding.outcome is MET
    assert finding.cites == Citation(ARTICLES[benefit])
    assert {each.outcome for each in finding.walk()} == {MET}


@pytest.mark.parametrize("benefit", law.Benefit, ids=lambda b: b.value)
def test_every_item_is_a_ground_in_its_order_and_the_subsidy_has_the_bar_besides(
    benefit: law.Benefit,
) -> None:
    grounds = [str(each.cites) for each in hear(benefit, applicant(benefit)).grounds]

    items = [place(benefit, item.cites.item) for item in MEASURE.items(benefit)]
    assert grounds == items + (["第十四条"] if benefit is SUBSIDY else [])


@pytest.mark.parametrize("benefit", law.Benefit, ids=lambda b: b.value)
def test_nothing_said_at_all_leaves_every_item_open_and_none_skipped(benefit: law.Benefit) -> None:
    finding = hear(benefit, law.Facts("演示单位"))

    only_judged = {(MUNICIPAL, 6), (MUNICIPAL, 7), (INDUSTRY, 2), (SUBSIDY, 3)}
    for item in MEASURE.items(benefit):
        expected = NEEDS_JUDGEMENT if (benefit, item.cites.item) in only_judged else NO_EVIDENCE
        assert ground(finding, str(item.cites)).outcome is expected


def test_every_item_has_cases_for_each_outcome_it_can_have() -> None:
    for benefit, item in PLACES:
        assert item is not None
        assert (benefit, item) in FAILS or (benefit, item) in LACKS or item in JUDGED[benefit]


@pytest.mark.parametrize(
    ("benefit", "item", "values", "because"),
    [(b, i, values, why) for (b, i), cases in FAILS.items() for values, why in cases],
    ids=lambda part: getattr(part, "value", None) and str(part.value),
)
def test_an_item_that_facts_speak_against_is_not_met_and_all_others_are_still_heard(
    benefit: law.Benefit, item: int, values: dict[str, Any], because: str
) -> None:
    finding = hear(benefit, applicant(benefit, **values))

    assert (finding.outcome, finding.because) == (NOT_MET, because)
    assert {str(g.cites): g.outcome for g in finding.grounds if g.outcome is not MET} == {
        place(benefit, item): NOT_MET
    }
    assert [used.name for used in leaf(finding, because).facts if used.name in values] != []


@pytest.mark.parametrize(
    ("benefit", "item", "missing", "because"),
    [(b, i, missing, why) for (b, i), cases in LACKS.items() for missing, why in cases],
)
def test_an_item_nobody_told_of_has_no_evidence_and_all_others_are_still_heard(
    benefit: law.Benefit, item: int, missing: str, because: str
) -> None:
    finding = hear(benefit, applicant(benefit, without=[missing]))

    assert (finding.outcome, finding.because) == (NO_EVIDENCE, because)
    assert {str(g.cites): g.outcome for g in finding.grounds if g.outcome is not MET} == {
        place(benefit, item): NO_EVIDENCE
    }


@pytest.mark.parametrize(
    ("benefit", "item"), [(benefit, item) for benefit, items in JUDGED.items() for item in items]
)
def test_what_words_leave_to_a_person_stays_open_until_one_has_signed(
    benefit: law.Benefit, item: int
) -> None:
    here = Citation(ARTICLES[benefit], item)
    signed = approved(benefit)
    refused = judgement(here, met=False)
    [question] = [q for q in MEASURE.questions(benefit) if q.cites == here]
    told = favourable(benefit)

    unsigned = hear(benefit, law.Facts("演示单位", told, {k: v for k, v in signed.items() if k != here}))
    against = hear(benefit, law.Facts("演示单位", told, {**signed, here: refused}))
    in_favour = hear(benefit, law.Facts("演示单位", told, signed))

    assert (unsigned.outcome, unsigned.because) == (NEEDS_JUDGEMENT, f"待判断：{question.asks}")
    because = f"{question.asks}？演示专家判断：不同意"
    assert (against.outcome, against.because) == (NOT_MET, because)
    assert leaf(against, because).judgement == refused
    assert in_favour.outcome is MET


def test_a_signed_opinion_counts_only_for_its_own_item() -> None:
    signed = law.signed([judgement(Citation(8, 3))])

    finding = hear(SUBSIDY, law.Facts("演示单位", favourable(SUBSIDY), signed))

    assert ground(finding, "第八条第3项").outcome is MET
    assert ground(finding, "第八条第4项").outcome is NEEDS_JUDGEMENT


def test_a_paper_said_not_to_be_there_is_missing_evidence_not_a_no() -> None:
    finding = hear(INDUSTRY, applicant(INDUSTRY, construction_plan=False))

    assert (finding.outcome, finding.because) == (NO_EVIDENCE, "未见建设方案")
    assert leaf(finding, "未见建设方案").facts == (
        UsedFact("construction_plan", "是否已提交建设方案（运营规划、战略布局、目标任务、工作举措）", "否"),
    )


@pytest.mark.parametrize(("cases", "outcome"), [(0, NO_EVIDENCE), (1, MET), (2, MET)])
def test_one_typical_case_is_enough(cases: int, outcome: Outcome) -> None:
    finding = ground(hear(SUBSIDY, applicant(SUBSIDY, typical_cases=cases)), "第八条第6项").grounds[0]

    because = f"有典型案例{cases}件" if cases else "未见运营业务的典型案例"
    used = UsedFact("typical_cases", "第八条第6项所列运营业务的典型案例数", f"{cases}件")
    assert finding == Finding(outcome, because, Citation(8, 6), (used,))


@pytest.mark.parametrize("benefit", law.Benefit, ids=lambda b: b.value)
def test_everything_heard_under_an_item_stands_at_that_item(benefit: law.Benefit) -> None:
    everything_wrong = {
        name: (not law_fact.value if isinstance(law_fact.value, bool) else 0)
        for name, law_fact in favourable(benefit).items()
    }
    for facts in (
        applicant(benefit),
        law.Facts("演示单位"),
        law.Facts("演示单位", known(**everything_wrong)),
    ):
        for heard in hear(benefit, facts).grounds:
            assert {each.cites for each in heard.walk()} == {heard.cites}


@pytest.mark.parametrize(
    ("reserve", "matching", "valuation", "outcome", "because"),
    [
        (True, None, None, MET, "具备收储、交易撮合、评估评价之一的线上线下系统功能"),
        (False, True, None, MET, "具备收储、交易撮合、评估评价之一的线上线下系统功能"),
        (False, False, True, MET, "具备收储、交易撮合、评估评价之一的线上线下系统功能"),
        (False, False, False, NOT_MET, "收储、交易撮合、评估评价的系统功能均不具备"),
        (None, False, False, NO_EVIDENCE, "未说明：是否具备知识产权收储的线上线下系统功能"),
        (
            None,
            None,
            False,
            NO_EVIDENCE,
            "未说明：是否具备知识产权收储的线上线下系统功能、是否具备交易撮合的线上线下系统功能",
        ),
    ],
)
def test_one_system_function_is_enough(
    reserve: bool | None, matching: bool | None, valuation: bool | None, outcome: Outcome, because: str
) -> None:
    functions = {"reserve_system": reserve, "matching_system": matching, "valuation_system": valuation}
    said = {name: value for name, value in functions.items() if value is not None}
    unsaid = [name for name in functions if name not in said]

    finding = ground(hear(SUBSIDY, applicant(SUBSIDY, without=unsaid, **said)), "第八条第5项").grounds[0]

    assert (finding.outcome, finding.because) == (outcome, because)
    assert [used.name for used in finding.facts] == list(said)


@pytest.mark.parametrize("benefit", [MUNICIPAL, INDUSTRY], ids=lambda b: b.value)
def test_a_centre_built_alone_needs_no_agreement(benefit: law.Benefit) -> None:
    finding = hear(benefit, applicant(benefit, without=["cooperation_agreement", "duties_fixed"]))

    place = Citation(ARTICLES[benefit], {MUNICIPAL: 8, INDUSTRY: 7}[benefit])
    assert finding.grounds[-1] == Finding(
        MET, "非合作共建，无须合作协议", place, (UsedFact("co_built", "是否以合作方式共建", "否"),)
    )


def test_a_centre_built_together_shows_which_fact_asked_for_the_agreement() -> None:
    finding = hear(MUNICIPAL, applicant(MUNICIPAL, co_built=True)).grounds[-1]

    assert (finding.outcome, finding.because) == (MET, "已签订合作协议；已明确各自职责和任务")
    assert finding.facts == (UsedFact("co_built", "是否以合作方式共建", "是"),)
    assert [(g.outcome, g.cites) for g in finding.grounds] == [(MET, Citation(6, 8))] * 2


def test_what_matters_only_on_a_fact_is_heard_as_read_and_on_its_occasion() -> None:
    judged = MEASURE.reading_as({"A11": "judged"})
    readings = MEASURE.terms.readings
    on_condition = IfHolds(
        keys.CO_BUILT, "不适用", (GoodCredit(readings["A11"]), NoPenaltyWithin(2, readings["A12"]))
    )
    penalties = law.Penalties((law.Penalty(day("2024-06-30")),))
    facts = law.Facts("演示单位", known(co_built=True, penalties=penalties))

    heard = on_condition.hear(facts, occasion(closes="2026-06-30"), judged.terms, Citation(6, 8))

    assert [g.outcome for g in heard.grounds] == [NEEDS_JUDGEMENT, NOT_MET]
    repaired = "行政处罚已完成信用修复的，是否仍不得申报"
    assert list(on_condition.asks(judged.terms)) == ["信用是否良好", repaired]
    assert list(on_condition.asks(None)) == [repaired]


def test_all_open_grounds_are_told_together_the_gravest_deciding() -> None:
    facts = applicant(SUBSIDY, without=["typical_cases"], legal_person=False, full_time_staff=4)

    finding = hear(SUBSIDY, facts)

    assert finding.outcome is NOT_MET
    assert finding.because == "不具有独立法人资格；专职人员4人，不足5人；未见运营业务的典型案例"


def test_facts_are_cited_with_day_and_evidence() -> None:
    told = favourable(SUBSIDY) | {"full_time_staff": law.Fact(5, day("2026-05-31"), "社保名单", "ab" * 32)}

    staffed = ground(hear(SUBSIDY, law.Facts("演示单位", told, approved(SUBSIDY))), "第八条第2项").grounds[0]

    assert staffed == Finding(
        MET,
        "专职人员5人，达到5人",
        Citation(8, 2),
        (
            UsedFact(
                "full_time_staff",
                "专职从事知识产权运营或相关服务的人员数",
                "5人",
                day("2026-05-31"),
                "社保名单",
                "ab" * 32,
            ),
        ),
        readings=staffed.readings,
    )
    assert ids(staffed.readings) == ["A21"]


@pytest.mark.parametrize(
    ("benefit", "readings"),
    [
        (MUNICIPAL, ["A11", "A21", "A22"]),
        (INDUSTRY, ["A11", "A21", "A22", "A34"]),
        (SUBSIDY, ["A6", "A11", "A21"]),
    ],
    ids=["municipal", "industry", "subsidy"],
)
def test_an_answer_names_every_reading_it_stands_on(benefit: law.Benefit, readings: list[str]) -> None:
    assert ids(hear(benefit, applicant(benefit)).all_readings()) == readings


def test_only_municipal_centres_is_a_condition_of_its_own_where_so_read() -> None:
    strict = MEASURE.reading_as({"A6": "municipal_centres_only"})
    when = occasion()

    outcomes = {
        said: strict.eligibility(
            SUBSIDY, applicant(SUBSIDY, **({} if said is None else {"municipal_centre": said})), when
        )
        for said in (True, False, None)
    }

    assert [f.outcome for f in outcomes.values()] == [MET, NOT_MET, NO_EVIDENCE]
    assert [ground(f, "第十二条").because for f in outcomes.values()] == [
        "是市级知识产权运营中心",
        "不是市级知识产权运营中心",
        "未说明：是否为市级知识产权运营中心",
    ]
    assert [len(strict.items(benefit)) for benefit in law.Benefit] == [8, 7, 7]
    assert strict.items(SUBSIDY)[-1].wants() == ("municipal_centre",)


@pytest.mark.parametrize(
    ("said", "outcome", "because"),
    [
        ({"construction_funded": False}, MET, "未获建设资助立项，不在建设期内"),
        ({}, NO_EVIDENCE, "未说明：是否获得过知识产权运营中心建设资助立项"),
        ({"construction_funded": True}, NO_EVIDENCE, "未说明：任务书签订日"),
        (
            {"construction_funded": True, "task_book_signed_on": day("2025-01-01")},
            NOT_MET,
            "2026-06-20申报时在建设期内（2025-01-01至2026-12-31），不得申报运营绩效补贴",
        ),
        (
            {
                "construction_funded": True,
                "task_book_signed_on": day("2023-01-01"),
                "construction_last_on": day("2026-06-20"),
                "length_approved": False,
            },
            NO_EVIDENCE,
            "任务书载明建设期至2026-06-20，超过2年（至2024-12-31），且无批准文件；请补充批准延长的文件名称",
        ),
        (
            {
                "construction_funded": True,
                "task_book_signed_on": day("2023-01-01"),
                "construction_last_on": day("2026-06-20"),
                "length_approved": True,
            },
            NOT_MET,
            "2026-06-20申报时在建设期内（2023-01-01至2026-06-20），不得申报运营绩效补贴",
        ),
        (
            {
                "construction_funded": True,
                "task_book_signed_on": day("2023-01-01"),
                "first_failed_on": day("2025-07-01"),
                "second_failed_on": day("2026-05-01"),
            },
            MET,
            "2026-06-20申报时不在建设期内",
        ),
        (
            {
                "construction_funded": True,
                "task_book_signed_on": day("2023-01-01"),
                "accepted_on": day("2023-05-01"),
            },
            NO_EVIDENCE,
            "建设期（2023-01-01至2024-12-31）满后才组织验收，验收结论日期不能在此之前；请核对日期",
        ),
    ],
)
def test_construction_bars_the_subsidy_as_the_applicants_facts_tell_it(
    said: dict[str, Any], outcome: Outcome, because: str
) -> None:
    told = {name: fact for name, fact in favourable(SUBSIDY).items() if name != "construction_funded"}
    facts = law.Facts("演示单位", told | known(**said), approved(SUBSIDY))

    bar = ground(hear(SUBSIDY, facts), "第十四条")

    assert (bar.outcome, bar.because) == (outcome, because)
    assert MEASURE.barred(facts, occasion()) == bar


def test_dates_that_cannot_be_are_shown_beside_the_reason() -> None:
    dates = {"task_book_signed_on": day("2023-01-01"), "accepted_on": day("2023-05-01")}

    bar = MEASURE.barred(applicant(SUBSIDY, construction_funded=True, **dates), occasion())

    assert [(fact.name, fact.value) for fact in bar.facts] == [(name, str(on)) for name, on in dates.items()]


def test_centres_are_not_barred_from_construction_money() -> None:
    facts = applicant(MUNICIPAL, construction_funded=True, task_book_signed_on=day("2026-01-01"))

    assert hear(MUNICIPAL, facts).outcome is MET


def test_the_alternative_starts_are_read_from_the_facts_too() -> None:
    facts = applicant(
        SUBSIDY,
        construction_funded=True,
        task_book_signed_on=day("2026-07-01"),
        confirmed_on=day("2026-06-01"),
        first_paid_on=day("2026-06-20"),
    )

    outcomes = [
        MEASURE.reading_as({"A14": key}).barred(facts, occasion()).outcome
        for key in ("task_book", "confirmation", "first_payment")
    ]

    assert outcomes == [MET, NOT_MET, NOT_MET]


@pytest.mark.parametrize("benefit", law.Benefit, ids=lambda b: b.value)
def test_the_form_asks_for_every_fact_a_condition_reads(benefit: law.Benefit) -> None:
    wanted = {name for item in MEASURE.items(benefit) for name in item.wants()}

    finding = hear(benefit, applicant(benefit, co_built=True))
    used = {fact.name for each in finding.walk() for fact in each.facts} - {"construction_funded"}

    assert used <= wanted
    assert wanted - used == {"staff"}


def test_an_item_wants_each_fact_once() -> None:
    wants = MEASURE.items(MUNICIPAL)[0].wants()

    assert wants == (
        "registered_in_chongqing",
        "legal_person",
        "on_dishonest_list",
        "on_abnormal_list",
        "fund_fraud_decided",
    )


def test_questions_stand_by_their_items_and_a_person_is_asked_of_credit_only_where_so_read() -> None:
    judged = MEASURE.reading_as({"A11": "judged"})

    assert [str(q.cites) for q in MEASURE.questions(SUBSIDY)] == [f"第八条第{n}项" for n in (2, 3, 4, 5, 6)]
    assert judged.questions(SUBSIDY)[0] == law.Question(Citation(8, 1), "信用是否良好")
    assert judged.questions(SUBSIDY)[1:] == MEASURE.questions(SUBSIDY)


def test_keys_are_told_apart_by_name_and_by_question() -> None:
    assert len(law.BY_NAME) == len({key.asks for key in law.KEYS}) == len(law.KEYS)


def test_a_fact_of_another_kind_than_its_key_is_a_crash() -> None:
    with pytest.raises(AssertionError, match=r"^full_time_staff holds a <class 'bool'>$"):
        hear(SUBSIDY, applicant(SUBSIDY, full_time_staff=True))
