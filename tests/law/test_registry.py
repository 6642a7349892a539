"""Which measure speaks for an authority on a day: one or none, never the nearest; and rules stand by their articles."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.law.world import CALENDAR, MEASURE, book, day, occasion
from zhiyun import law
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.money import wan
from zhiyun.kernel.period import Period
from zhiyun.kernel.refusal import Fault, Faulty, NoAnswer, Refusal
from zhiyun.law.procedure import Material, Step
from zhiyun.law.rule import WrongArticle, article_of, cite

LAPSED = {"A32": "lapsed_after_two_years"}
SUPERSEDED = {"A32": "superseded_when_posted"}


def in_force(on: str, choices: dict[str, str] | None = None) -> law.Measure:
    return law.in_force(authority=law.CHONGQING, on=day(on), choices=choices)


def successor(starts: str, ends: str | None = None, **said: str) -> law.Measure:
    period = Period(day(starts), None if ends is None else day(ends))
    fields = {"id": "successor", "number": "演示〔2027〕1号"} | said
    return replace(MEASURE, period=period, **fields)


@pytest.mark.parametrize(
    ("on", "choices"),
    [
        ("2022-01-01", {}),
        ("2026-11-23", {}),
        ("2023-12-31", LAPSED),
        ("2024-05-14", SUPERSEDED),
    ],
)
def test_the_measure_is_in_force_from_2022_until_its_reading_ends_it(
    on: str, choices: dict[str, str]
) -> None:
    found = in_force(on, choices)

    assert found.id == "cq_2021_65"
    assert {c.reading.id: c.key for c in found.readings if not c.is_adopted} == choices


@pytest.mark.parametrize(
    ("on", "choices", "span"),
    [
        ("2021-12-31", {}, "2022-01-01起"),
        ("2024-01-01", LAPSED, "2022-01-01起"),
        ("2024-05-15", SUPERSEDED, "2022-01-01起"),
    ],
)
def test_where_none_is_in_force_it_says_what_is_loaded(on: str, choices: dict[str, str], span: str) -> None:
    with pytest.raises(law.NoMeasureInForce) as refusal:
        in_force(on, choices)

    assert str(refusal.value) == (
        f"{on}没有重庆市知识产权局的有效办法。已载入：渝知发〔2021〕65号（{span}）。"
        "请先载入该日有效的办法（zhiyun law validate 文件）"
    )


def test_an_authority_without_any_measure_is_told_so() -> None:
    with pytest.raises(law.NoMeasureInForce, match=r"^2026-01-01没有某区的有效办法。已载入：无。"):
        law.in_force(authority="某区", on=day("2026-01-01"))


def test_all_measures_of_the_authority_are_told_with_their_spans() -> None:
    ended = replace(MEASURE, period=Period(day("2022-01-01"), day("2023-01-01")))
    two = law.Registry(
        [ended, successor("2024-01-01"), successor("2022-01-01", id="other", authority="某区")]
    )

    with pytest.raises(
        law.NoMeasureInForce,
        match="已载入：渝知发〔2021〕65号（2022-01-01至2022-12-31）；演示〔2027〕1号（2024-01-01起）。请先",
    ):
        two.in_force(authority=law.CHONGQING, on=day("2023-06-01"))


def test_readings_that_end_it_give_its_span() -> None:
    spans = [MEASURE.reading_as(choices).in_force for choices in ({}, LAPSED, SUPERSEDED)]

    assert spans == [
        Period(day("2022-01-01"), None),
        Period(day("2022-01-01"), day("2024-01-01")),
        Period(day("2022-01-01"), day("2024-05-15")),
    ]


def test_a_reading_nobody_knows_is_refused_and_not_passed_over() -> None:
    with pytest.raises(Faulty, match="口径 A99"):
        in_force("2026-01-01", {"A99": "x"})
    with pytest.raises(Faulty, match="没有「x」这一读法"):
        in_force("2026-01-01", {"A9": "x"})


def test_a_successor_takes_over_on_its_day() -> None:
    ended = replace(MEASURE, period=Period(day("2022-01-01"), day("2027-01-01")))
    both = law.Registry([ended]).adding(successor("2027-01-01"))

    found = [both.in_force(authority=law.CHONGQING, on=day(on)).id for on in ("2026-12-31", "2027-01-01")]

    assert found == ["cq_2021_65", "successor"]
    assert [measure.id for measure in both] == ["cq_2021_65", "successor"]


def test_between_two_measures_there_may_be_none() -> None:
    ended = replace(MEASURE, period=Period(day("2022-01-01"), day("2026-01-01")))
    gap = law.Registry([ended, successor("2027-01-01", "2028-01-01")])

    for on in ("2026-01-01", "2026-12-31", "2028-01-01"):
        with pytest.raises(law.NoMeasureInForce):
            gap.in_force(authority=law.CHONGQING, on=day(on))


def test_two_of_one_authority_may_not_overlap_by_a_day() -> None:
    ended = replace(MEASURE, period=Period(day("2022-01-01"), day("2027-01-02")))

    with pytest.raises(law.Overlap) as refusal:
        law.Registry([ended, successor("2027-01-01")])

    assert refusal.value.faults == (
        Fault(
            "successor",
            '施行期间（2027-01-01起）与重庆市知识产权局的渝知发〔2021〕65号（2022-01-01至2027-01-01）重叠，请核对起止日期；如系取代，请写明 replaces = "cq_2021_65"',
        ),
    )


def test_measures_of_two_authorities_may_run_side_by_side() -> None:
    both = law.Registry([MEASURE, successor("2022-01-01", authority="某区")])

    assert both.in_force(authority="某区", on=day("2026-01-01")).id == "successor"


def test_one_id_stands_once_whoever_made_it() -> None:
    with pytest.raises(law.Overlap) as refusal:
        law.Registry([MEASURE, successor("2022-01-01", authority="某区", id=MEASURE.id)])

    assert refusal.value.faults == (Fault("cq_2021_65", "编号与已载入的办法相同，请另取编号"),)


def test_every_clash_is_told_at_once() -> None:
    with pytest.raises(law.Overlap) as refusal:
        law.Registry([MEASURE, successor("2027-01-01"), successor("2028-01-01", id="third")])

    assert len(refusal.value.faults) == 3


def test_a_measure_is_found_by_its_id_and_an_unknown_one_is_refused() -> None:
    assert law.measure("cq_2021_65") is MEASURE
    with pytest.raises(law.UnknownMeasure, match=r"^没有编号为「nobody」的办法；已载入的有：cq_2021_65$"):
        law.measure("nobody")
    two = law.Registry([MEASURE, successor("2022-01-01", authority="某区")])
    with pytest.raises(law.UnknownMeasure, match=r"已载入的有：cq_2021_65、successor$"):
        two.measure("nobody")


def test_a_registry_takes_readings_of_each_measure_it_asks() -> None:
    first = replace(
        successor("2020-01-01", "2021-01-01", id="older"),
        terms=replace(MEASURE.terms, readings={}, choices={}),
    )
    registry = law.Registry([first, MEASURE])

    found = registry.in_force(authority=law.CHONGQING, on=day("2026-01-01"), choices={"A9": "floor_fen"})

    assert [c.key for c in found.readings if c.reading.id == "A9"] == ["floor_fen"]


# Questions a measure leaves to nobody -------------------------------------------------------------------------------


def test_a_question_the_measure_does_not_answer_is_refused_by_name() -> None:
    unanswered = dict.fromkeys(
        (
            "barred",
            "bar",
            "performance_period",
            "entitlement",
            "count",
            "allocate",
            "after_objection",
            "after_falsity",
            "within_caps",
            "budget_year",
            "withdrawal_refills",
            "recovery_refills",
            "permitted_use",
            "panel_score",
            "construction_period",
            "acceptance",
            "acceptance_open",
            "recover",
            "due",
            "evaluation_effect",
            "within_budget",
            "change_reported",
            "first_day",
        )
    )
    mute = replace(MEASURE, answers=replace(MEASURE.answers, **unanswered, duties=()))
    nothing = MEASURE.allocate(law.Claims.of({}))
    asked = {
        "建设期内能否申报": lambda: mute.barred(law.Facts("甲"), occasion()),
        "建设期内能否申报 ": lambda: mute.bar(book(), occasion()),
        "补贴哪一期间": lambda: mute.performance_period(2026, day("2026-06-30")),
        "补贴多少": lambda: mute.entitlement(wan(1)),
        "哪些业务计入": lambda: mute.count([], Period(day("2025-01-01"), None)),
        "总额如何分配": lambda: mute.allocate(law.Claims.of({})),
        "异议成立后如何处理": lambda: mute.after_objection(nothing, law.Claims.of({})),
        "事后查明不实如何处理": lambda: mute.after_falsity(nothing, "甲", wan(1)),
        "建设资助上限": lambda: mute.within_caps([], 2026),
        "建设资助计入哪一年": lambda: mute.budget_year(
            law.Award("甲", law.Benefit.MUNICIPAL_CENTRE, wan(1)), day("2026-01-01")
        ),
        "撤销的承诺是否腾出额度": mute.withdrawal_refills,
        "收回的钱是否腾出额度": lambda: mute.recovery_refills(day("2026-01-01"), day("2026-01-01")),
        "资助经费用途": lambda: mute.permitted_use("设备"),
        "专家评分如何合成": lambda: mute.panel_score([]),
        "建设期": lambda: mute.construction_period(book()),
        "验收": lambda: mute.acceptance(book(), day("2026-01-01")),
        "何时可以验收": lambda: mute.acceptance_open(book(), day("2026-01-01"), asked=True),
        "收回": lambda: mute.recover(book(), [], day("2026-01-01")),
        "到期事项": lambda: mute.due(book(), CALENDAR),
        "绩效评价的效力": lambda: mute.evaluation_effect(True),
        "经费管理": lambda: mute.within_budget({}, {}),
        "重大变化报告": lambda: mute.change_reported("破产", day("2026-01-01"), None),
        "项目单位的义务": lambda: mute.duties(law.Facts("甲"), occasion()),
        "公示首日": lambda: mute.notice_of(5, day("2026-01-04"), CALENDAR),
    }

    for question, ask in asked.items():
        with pytest.raises(NoAnswer) as refusal:
            ask()
        assert str(refusal.value) == f"该办法未规定「{question.strip()}」，请查阅其上位办法或报解释机关"


def test_a_benefit_the_measure_knows_nothing_of_is_refused_by_name() -> None:
    subsidy_only = {law.Benefit.PERFORMANCE_SUBSIDY: MEASURE.answers.items[law.Benefit.PERFORMANCE_SUBSIDY]}
    narrow = replace(MEASURE, answers=replace(MEASURE.answers, items=subsidy_only))

    with pytest.raises(
        NoAnswer, match=r"^该办法未规定「市级综合性知识产权运营中心建设经费资助的条件和程序」，请查阅"
    ):
        narrow.items(law.Benefit.MUNICIPAL_CENTRE)


# Rules and their articles -------------------------------------------------------------------------------------------


def import_article(folder: Path, name: str, source: str) -> None:
    place = folder / f"{name}.py"
    place.write_text(source)
    spec = importlib.util.spec_from_file_location(f"invented.{name}", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
    finally:
        del sys.modules[spec.name]


RULE = "from zhiyun.law.rule import rule\n\n\n@rule({})\ndef answer():\n    return 1\n"


def test_a_rule_of_a_foreign_article_is_refused_at_import(tmp_path: Path) -> None:
    with pytest.raises(WrongArticle, match=r"^answer cites article 13 from invented\.a12_operations$"):
        import_article(tmp_path, "a12_operations", RULE.format(13))


def test_a_rule_of_its_own_article_is_taken(tmp_path: Path) -> None:
    import_article(tmp_path, "a13_cap", RULE.format(13))


@pytest.mark.parametrize("module", ["zhiyun.law.mechanics", "a13", "a1_cap", "a013_cap", "x.a13_cap.y"])
def test_a_rule_outside_any_articles_module_is_refused(module: str) -> None:
    with pytest.raises(WrongArticle, match=f"^{module} is no article's module$"):
        article_of(module)


def test_an_articles_module_cites_its_article() -> None:
    assert cite("zhiyun.law.cq_2021_65.a08_performance_subsidy", 3) == Citation(8, 3)
    assert cite("a13_cap") == Citation(13)


# Materials and steps --------------------------------------------------------------------------------------------------


def test_the_subsidys_papers_are_those_article_10_lists() -> None:
    assert MEASURE.materials(law.Benefit.PERFORMANCE_SUBSIDY) == (
        Material(Citation(10, 1), "application_form", "重庆市知识产权运营绩效补贴申报书"),
        Material(Citation(10, 1), "condition_papers", "证明符合本办法第八条规定的相关材料"),
        Material(Citation(10, 1), "standing_papers", "申报对象主体资格材料"),
        Material(Citation(10, 1), "other_papers", "其他相关材料", required=False),
    )


def test_constructions_papers_are_those_article_9_lists() -> None:
    for benefit in (law.Benefit.MUNICIPAL_CENTRE, law.Benefit.INDUSTRY_CENTRE):
        assert [(str(m.cites), m.code) for m in MEASURE.materials(benefit)] == [
            ("第九条第1项", "application_form"),
            ("第九条第1项", "condition_papers"),
            ("第九条第1项", "standing_papers"),
            ("第九条第1项", "other_papers"),
        ]


def test_a_step_stands_at_its_place() -> None:
    assert MEASURE.steps(law.Benefit.PERFORMANCE_SUBSIDY)[3] == Step(
        Citation(10, 4), "公示", "面向社会公示5个工作日"
    )


def test_benefits_are_called_as_the_measure_calls_them() -> None:
    assert [(b.words, b.is_construction) for b in law.Benefit] == [
        ("市级综合性知识产权运营中心建设经费资助", True),
        ("产业或区域知识产权运营中心建设经费资助", True),
        ("知识产权运营绩效补贴", False),
    ]


def test_a_refusal_carries_its_article() -> None:
    with pytest.raises(Refusal) as refusal:
        MEASURE.allocate(law.Claims.of({}), cap=wan(501))

    assert refusal.value.cites == Citation(13)


def test_a_successor_ends_the_measure_it_replaces_on_the_day_it_begins() -> None:
    both = law.REGISTRY.adding(replace(successor("2027-01-01"), replaces="cq_2021_65"))

    on_file = {m.id: m.in_force for m in both}
    speaking = [both.in_force(authority=law.CHONGQING, on=day(on)).id for on in ("2026-12-31", "2027-01-01")]

    assert on_file == {
        "cq_2021_65": Period(day("2022-01-01"), day("2027-01-01")),
        "successor": Period(day("2027-01-01"), None),
    }
    assert speaking == ["cq_2021_65", "successor"]


def test_a_measure_that_lapsed_before_its_successor_is_not_lengthened_by_it() -> None:
    both = law.REGISTRY.adding(replace(successor("2027-01-01"), replaces="cq_2021_65"))

    lapsed = both.measure("cq_2021_65").reading_as({"A32": "lapsed_after_two_years"})

    assert lapsed.in_force == Period(day("2022-01-01"), day("2024-01-01"))
