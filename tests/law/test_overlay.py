"""A round's call as a file: what it may add to its measure, and every fault of it told at its place."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from tests.law.world import (
    MEASURE,
    MET,
    NEEDS_JUDGEMENT,
    NO_EVIDENCE,
    NOT_MET,
    SUBSIDY,
    applicant,
    approved,
    count,
    day,
    deal,
    ground,
    judgement,
    occasion,
)
from zhiyun import law
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.finding import Outcome
from zhiyun.kernel.period import calendar_year
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.law.overlay import PREDICATES
from zhiyun.law.procedure import Material

CALL = "2023年度知识产权运营绩效补贴申报通知"
HEAD: dict[str, object] = {
    "id": "2023",
    "title": "2023年度运营绩效补贴",
    "measure": "cq_2021_65",
    "benefit": "performance_subsidy",
    "document": CALL,
    "dated": date(2023, 6, 30),
}
WINDOW: dict[str, object] = {
    "performance_from": date(2022, 1, 1),
    "performance_before": date(2023, 1, 1),
    "opens_on": date(2023, 7, 1),
    "closes_on": date(2023, 7, 31),
    "cites": "通知第三条",
}
TWO_YEARS: dict[str, object] = {
    "article": 1,
    "item": 7,
    "words": "近两年未被行政处罚",
    "predicate": "no_penalty_within_years",
    "years": 2,
}
PAPER: dict[str, object] = {"article": 2, "item": 2, "code": "licence", "words": "营业执照复印件"}
INSURED: dict[str, object] = {
    "kind": "insurance",
    "evidence": ["保单", "保费发票"],
    "cites": "通知第二条第3项",
}


def table(**parts: object) -> dict[str, Any]:
    whole: dict[str, Any] = {
        "round": HEAD,
        "window": WINDOW,
        "conditions": [TWO_YEARS],
        "materials": [PAPER],
        "kinds": [INSURED],
        "gaps": ["通知第三条以下未能读到"],
    }
    return copy.deepcopy(whole | parts)


def read(**parts: object) -> law.Round:
    assert MEASURE.answers.look_back is not None
    return law.read_round(table(**parts), look_back=MEASURE.answers.look_back)


def faults(told: Mapping[str, object]) -> list[Fault]:
    assert MEASURE.answers.look_back is not None
    with pytest.raises(Faulty) as refusal:
        law.read_round(told, look_back=MEASURE.answers.look_back)
    return list(refusal.value.faults)


def condition(**said: object) -> dict[str, object]:
    return {"article": 1, "item": 1, "words": "演示条件", **said}


# What a good file adds ----------------------------------------------------------------------------------------------


def test_a_call_is_read_whole() -> None:
    round_ = read()

    assert (round_.id, round_.title, round_.measure, round_.benefit, round_.document, round_.dated) == (
        "2023",
        "2023年度运营绩效补贴",
        "cq_2021_65",
        SUBSIDY,
        CALL,
        day("2023-06-30"),
    )
    assert (round_.performance, round_.opens_on, round_.closes_on) == (
        calendar_year(2022),
        day("2023-07-01"),
        day("2023-07-31"),
    )
    assert round_.materials == (Material(Citation(2, 2, CALL), "licence", "营业执照复印件"),)
    assert (round_.kinds, round_.registrations) == (frozenset({law.Kind.INSURANCE}), {})
    assert round_.evidence == {law.Kind.INSURANCE: ("保单", "保费发票")}
    assert round_.gaps == ("通知第三条以下未能读到",)
    assert [(str(item.cites), item.words) for item in round_.items] == [
        (f"{CALL}第一条第7项", "近两年未被行政处罚")
    ]


def test_a_call_known_in_part_may_lack_its_day_where_it_says_so() -> None:
    undated = {key: value for key, value in HEAD.items() if key != "dated"}

    assert read(round=undated, gaps=["通知日期：未读到"]).dated is None
    assert read(gaps=["通知日期：未读到"]).dated == day("2023-06-30")
    assert faults(table(round=undated, gaps=["文号：未读到"])) == [Fault("round.dated", HEADS["dated"])]


def test_a_call_may_say_nothing_but_its_head() -> None:
    assert MEASURE.answers.look_back is not None
    bare = law.read_round({"round": HEAD}, look_back=MEASURE.answers.look_back)

    assert (bare.performance, bare.opens_on, bare.closes_on) == (None, None, None)
    assert (bare.items, bare.materials, bare.kinds, bare.gaps) == ((), (), frozenset(), ())


def test_a_calls_conditions_follow_the_measures_and_its_papers_too() -> None:
    round_ = read()

    assert [str(item.cites) for item in MEASURE.items(SUBSIDY, round_)][-2:] == [
        "第八条第6项",
        f"{CALL}第一条第7项",
    ]
    assert [m.words for m in MEASURE.materials(SUBSIDY, round_)][-1] == "营业执照复印件"
    assert len(MEASURE.materials(SUBSIDY, round_)) == len(MEASURE.materials(SUBSIDY)) + 1


@pytest.mark.parametrize(("decided", "outcome"), [("2021-07-31", NOT_MET), ("2021-07-30", MET)])
def test_the_2023_rounds_two_years_reach_back_to_the_same_day(decided: str, outcome: Outcome) -> None:
    facts = applicant(SUBSIDY, penalties=law.Penalties((law.Penalty(day(decided)),)))

    finding = MEASURE.eligibility(SUBSIDY, facts, occasion("2023-07-20", "2023-07-31", 2022), read())

    assert finding.outcome is outcome
    assert ground(finding, f"{CALL}第一条第7项").outcome is outcome


def test_a_kind_a_call_lists_counts() -> None:
    insured = deal(kind=law.Kind.INSURANCE)

    assert [r.counted_fen for r in count(insured, round_=read()).rulings] == [100_000_000]
    assert [r.counted_fen for r in count(insured).rulings] == [0]


def test_a_paper_may_be_optional() -> None:
    assert [m.required for m in read(materials=[PAPER, PAPER | {"required": False}]).materials] == [
        True,
        False,
    ]


def test_there_is_a_closed_set_of_conditions() -> None:
    assert list(PREDICATES) == [
        "no_penalty_within_years",
        "not_on_dishonest_list",
        "not_on_abnormal_list",
        "fact_holds",
        "paper_handed_in",
        "judged",
    ]


@pytest.mark.parametrize(
    ("held", "outcome", "because"),
    [
        (True, MET, "是否为市场主体：是"),
        (False, NOT_MET, "是否为市场主体：否"),
        (None, NO_EVIDENCE, "未说明：是否为市场主体"),
    ],
)
def test_a_call_may_ask_for_a_fact(held: bool | None, outcome: Outcome, because: str) -> None:
    round_ = read(conditions=[condition(predicate="fact_holds", fact="market_entity")])
    facts = applicant(SUBSIDY, **({} if held is None else {"market_entity": held}))

    finding = ground(MEASURE.eligibility(SUBSIDY, facts, occasion(), round_), f"{CALL}第一条第1项")

    assert (finding.outcome, finding.because) == (outcome, because)
    assert round_.items[0].wants() == ("market_entity",)


@pytest.mark.parametrize(("handed_in", "outcome"), [(True, MET), (False, NO_EVIDENCE), (None, NO_EVIDENCE)])
def test_a_call_may_ask_for_a_paper(handed_in: bool | None, outcome: Outcome) -> None:
    round_ = read(conditions=[condition(predicate="paper_handed_in", fact="work_plan", paper="工作方案")])
    facts = applicant(SUBSIDY, **({} if handed_in is None else {"work_plan": handed_in}))

    finding = ground(MEASURE.eligibility(SUBSIDY, facts, occasion(), round_), f"{CALL}第一条第1项")

    assert (finding.outcome, finding.because) == (
        outcome,
        "已提交工作方案" if outcome is MET else "未见工作方案",
    )


@pytest.mark.parametrize(("signed", "outcome"), [(True, MET), (False, NOT_MET), (None, NEEDS_JUDGEMENT)])
def test_a_call_may_ask_a_person(signed: bool | None, outcome: Outcome) -> None:
    here = Citation(1, 1, CALL)
    round_ = read(conditions=[condition(predicate="judged", asks="业绩是否突出")])
    judged = {} if signed is None else {here: judgement(here, met=signed)}
    facts = law.Facts("演示单位", applicant(SUBSIDY).known, {**approved(SUBSIDY), **judged})

    finding = ground(MEASURE.eligibility(SUBSIDY, facts, occasion(), round_), str(here))

    assert finding.outcome is outcome
    assert MEASURE.questions(SUBSIDY, round_)[-1] == law.Question(here, "业绩是否突出")


# Every fault --------------------------------------------------------------------------------------------------------

HEADS = {
    "id": "缺本轮编号，请填写",
    "title": "缺本轮名称，请填写",
    "measure": "缺所依据办法的编号，如 cq_2021_65，请填写",
    "benefit": "缺申报类别，请填写",
    "document": "缺通知名称或文号（依据），请填写",
    "dated": "缺通知日期，请写成 2027-01-01",
}


@pytest.mark.parametrize(("key", "message"), HEADS.items())
def test_a_head_without_an_entry_is_told(key: str, message: str) -> None:
    assert faults(table(round={k: v for k, v in HEAD.items() if k != key})) == [
        Fault(f"round.{key}", message)
    ]


@pytest.mark.parametrize(
    ("part", "value", "fault"),
    [
        (
            "round",
            HEAD | {"x": 1},
            Fault("round.x", "不认识的条目；可用的有：id、title、measure、benefit、document、dated"),
        ),
        (
            "round",
            HEAD | {"benefit": "gift"},
            Fault(
                "round.benefit",
                "没有「gift」；可用的有：municipal_centre、industry_centre、performance_subsidy",
            ),
        ),
        (
            "round",
            HEAD | {"dated": "2023-06-30"},
            Fault("round.dated", "不是日期，请写成 2027-01-01（不加引号）"),
        ),
        (
            "extra",
            {},
            Fault("extra", "不认识的条目；可用的有：round、window、conditions、materials、kinds、gaps"),
        ),
        (
            "window",
            WINDOW | {"x": 1},
            Fault(
                "window.x",
                "不认识的条目；可用的有：performance_from、performance_before、opens_on、closes_on、cites",
            ),
        ),
        (
            "window",
            WINDOW | {"closes_on": date(2023, 6, 30)},
            Fault("window.closes_on", "截止日2023-06-30早于开始日2023-07-01"),
        ),
        (
            "window",
            WINDOW | {"performance_before": date(2022, 1, 1)},
            Fault("window.performance_before", "业绩期间的截止（2022-01-01，不含）不晚于开始（2022-01-01）"),
        ),
        (
            "window",
            {"performance_from": date(2022, 1, 1)},
            Fault("window.performance_from", "业绩期间的起止须同时写明"),
        ),
        (
            "window",
            {"performance_before": date(2022, 1, 1)},
            Fault("window.performance_from", "业绩期间的起止须同时写明"),
        ),
        ("window", {"opens_on": "七月"}, Fault("window.opens_on", "不是日期，请写成 2027-01-01（不加引号）")),
        ("conditions", TWO_YEARS, Fault("conditions", "应是一列表，如 [[conditions]]")),
        ("conditions", [1], Fault("conditions", "应是一列表，如 [[conditions]]")),
        (
            "conditions",
            [TWO_YEARS, TWO_YEARS | {"x": 1}],
            Fault(
                "conditions[2].x",
                "不认识的条目；可用的有：article、item、words、predicate、years、fact、paper、asks",
            ),
        ),
        ("conditions", [TWO_YEARS | {"words": ""}], Fault("conditions[1].words", "缺通知原文，请填写")),
        ("conditions", [TWO_YEARS | {"years": 0}], Fault("conditions[1].years", "应是1至10之间的整年数")),
        ("conditions", [TWO_YEARS | {"years": 11}], Fault("conditions[1].years", "应是1至10之间的整年数")),
        ("conditions", [TWO_YEARS | {"years": True}], Fault("conditions[1].years", "应是1至10之间的整年数")),
        ("conditions", [TWO_YEARS | {"years": "2"}], Fault("conditions[1].years", "应是1至10之间的整年数")),
        (
            "conditions",
            [condition(predicate="lucky")],
            Fault("conditions[1].predicate", f"没有「lucky」；可用的有：{'、'.join(PREDICATES)}"),
        ),
        ("conditions", [condition()], Fault("conditions[1].predicate", "缺条件类型，请填写")),
        (
            "conditions",
            [condition(predicate="fact_holds")],
            Fault("conditions[1].fact", "缺所依据的事实名称，请填写"),
        ),
        (
            "conditions",
            [condition(predicate="paper_handed_in", fact="work_plan")],
            Fault("conditions[1].paper", "缺材料名称，请填写"),
        ),
        (
            "conditions",
            [condition(predicate="judged")],
            Fault("conditions[1].asks", "缺请人判断的问题，请填写"),
        ),
        *(
            (
                "conditions",
                [TWO_YEARS | {"article": article}],
                Fault("conditions[1].article", "缺条款出处，请写通知的第几部分、第几项（1至99的整数）"),
            )
            for article in (0, 100, "1", True, None)
        ),
        (
            "conditions",
            [{key: value for key, value in TWO_YEARS.items() if key != "item"}],
            Fault("conditions[1].item", "缺条款出处，请写通知的第几部分、第几项（1至99的整数）"),
        ),
        ("materials", [PAPER | {"required": "yes"}], Fault("materials[1].required", "应是 true 或 false")),
        ("materials", [PAPER | {"code": ""}], Fault("materials[1].code", "缺材料代码，请填写")),
        ("materials", [PAPER | {"words": ""}], Fault("materials[1].words", "缺材料名称，请填写")),
        (
            "materials",
            [PAPER | {"x": 1}],
            Fault("materials[1].x", "不认识的条目；可用的有：article、item、code、words、required"),
        ),
        (
            "materials",
            [PAPER | {"item": 100}],
            Fault("materials[1].item", "缺条款出处，请写通知的第几部分、第几项（1至99的整数）"),
        ),
        (
            "kinds",
            [INSURED | {"kind": "gift"}],
            Fault("kinds[1].kind", "没有「gift」；可用的有：" + "、".join(kind.value for kind in law.Kind)),
        ),
        (
            "kinds",
            [{key: value for key, value in INSURED.items() if key != "kind"}],
            Fault("kinds[1].kind", "缺业务类型，请填写"),
        ),
        ("kinds", [INSURED | {"cites": ""}], Fault("kinds[1].cites", "缺通知中列明该类型的条款，请填写")),
        ("kinds", [INSURED, INSURED], Fault("kinds[2].kind", "「insurance」重复列出")),
        ("kinds", [INSURED | {"registration": ""}], Fault("kinds[1].registration", "缺登记名称，请填写")),
        (
            "kinds",
            [INSURED | {"evidence": "保单"}],
            Fault("kinds[1].evidence", '应是一列文字，如 ["…", "…"]'),
        ),
        (
            "kinds",
            [INSURED | {"x": 1}],
            Fault("kinds[1].x", "不认识的条目；可用的有：kind、registration、evidence、cites"),
        ),
        ("gaps", [1], Fault("gaps", '应是一列文字，如 ["…", "…"]')),
    ],
)
def test_a_fault_of_a_call_is_told_at_its_place(part: str, value: object, fault: Fault) -> None:
    assert faults(table(**{part: value})) == [fault]


@pytest.mark.parametrize("years", [1, 10])
def test_looking_back_may_reach_one_year_and_ten(years: int) -> None:
    assert len(read(conditions=[TWO_YEARS | {"years": years}]).items) == 1


@pytest.mark.parametrize("place", [1, 99])
def test_a_place_may_be_numbered_to_99(place: int) -> None:
    assert read(conditions=[TWO_YEARS | {"article": place, "item": place}]).items[0].cites == Citation(
        place, place, CALL
    )


def test_a_fact_a_condition_asks_for_must_be_one_that_holds_or_not() -> None:
    [fault] = faults(table(conditions=[condition(predicate="fact_holds", fact="full_time_staff")]))

    assert fault.place == "conditions[1].fact"
    assert fault.message.startswith("没有「full_time_staff」；可用的有：registered_in_chongqing、")
    assert "full_time_staff" not in fault.message.removeprefix("没有「full_time_staff」")


def test_a_call_may_open_and_close_on_one_day() -> None:
    same = read(window=WINDOW | {"closes_on": date(2023, 7, 1)})

    assert same.opens_on == same.closes_on


def test_a_registration_a_call_names_is_kept() -> None:
    assert read(kinds=[INSURED | {"registration": "保单登记"}]).registrations == {
        law.Kind.INSURANCE: "保单登记"
    }


def test_every_fault_of_a_call_is_told_at_once() -> None:
    told = table(
        round={"benefit": "gift"},
        window=WINDOW | {"closes_on": date(2020, 1, 1)},
        conditions=[{}],
        materials=[{}],
        kinds=[{}, {"kind": "equity"}],
        gaps=1,
    )

    assert [fault.place for fault in faults(told)] == [
        "round.document",
        "round.benefit",
        "conditions[1].words",
        "conditions[1].article",
        "conditions[1].item",
        "conditions[1].predicate",
        "materials[1].article",
        "materials[1].item",
        "materials[1].code",
        "materials[1].words",
        "kinds[1].kind",
        "kinds[1].cites",
        "kinds[2].cites",
        "window.closes_on",
        "gaps",
        "round.id",
        "round.title",
        "round.measure",
        "round.dated",
    ]
