"""The shipped examples hold, each cites its article, and between them a changed number cannot pass unseen."""

from __future__ import annotations

import dataclasses
from collections import Counter
from datetime import date

import pytest

from tests.law.world import CALENDAR, MEASURE
from zhiyun import law
from zhiyun.casework import scenarios
from zhiyun.casework.scenarios.answering import ANSWERS
from zhiyun.casework.scenarios.paper import read_paper
from zhiyun.kernel.money import Money, Rate
from zhiyun.kernel.refusal import Fault, Refusal
from zhiyun.kernel.terms import AnyNumber

SHIPPED = scenarios.load(measure_id=MEASURE.id)
NUMBERS = [number for article in MEASURE.articles for number in article.numbers]
BY_NAME = {scenario.name: scenario for scenario in SHIPPED}


@pytest.mark.parametrize("scenario", SHIPPED, ids=lambda s: f"{s.place} {s.name}")
def test_a_shipped_example_holds(scenario: scenarios.Scenario) -> None:
    trial = scenarios.run(scenario=scenario, measure=MEASURE, calendar=CALENDAR)

    assert trial.got == scenario.expected
    assert trial.matches
    assert trial.differences == ()


def test_examples_have_names_of_their_own() -> None:
    assert [name for name, times in Counter(s.name for s in SHIPPED).items() if times > 1] == []


def test_an_example_stands_in_the_file_of_the_article_it_cites_first() -> None:
    assert [s.name for s in SHIPPED if not s.place.startswith(f"a{s.articles[0]:02}.yaml")] == []


def test_nobody_at_the_bureau_has_signed_an_example_yet() -> None:
    assert {scenario.reviewed_by for scenario in SHIPPED} == {"待签"}


def test_every_article_that_computes_or_decides_has_examples() -> None:
    deciding = {article.number for article in MEASURE.articles if article.rules or article.items}

    assert deciding - {scenario.articles[0] for scenario in SHIPPED} == set()


def test_every_alternative_reading_is_shown_in_an_example_that_differs() -> None:
    shown = set()
    for scenario in SHIPPED:
        if scenario.readings and not _matches(scenario, MEASURE, adopted=True):
            shown |= set(scenario.readings)
    alternatives = {(c.reading.id, key) for c in MEASURE.readings for key in c.reading.alternatives}

    assert alternatives - shown == set()


@pytest.mark.parametrize(
    ("number", "step"),
    [(n, step) for n in NUMBERS for step in (-1, 1) if step > 0 or n.value != n.least],
    ids=lambda part: part if isinstance(part, int) else part.id,
)
def test_a_number_moved_by_one_breaks_an_example(number: AnyNumber, step: int) -> None:
    moved = _derived(number, _moved(number.value, step))
    trials = [scenarios.run(scenario=each, measure=moved, calendar=CALENDAR) for each in SHIPPED]

    assert [trial.scenario.name for trial in trials if not trial.matches] != []


def test_a_derived_measure_is_put_to_the_examples_of_its_base() -> None:
    moved = _derived(MEASURE.article(13).numbers[0], "200万元")

    trials = scenarios.run_all(measure=moved, calendar=CALENDAR)

    assert [trial.scenario for trial in trials] == SHIPPED
    [cut] = [trial for trial in trials if trial.scenario.name == "合计恰为500万元，不是超过，不缩减"]
    assert cut.differences[:2] == (
        ("甲", "3,000,000.00元", "1,200,000.00元"),
        ("乙", "2,000,000.00元", "800,000.00元"),
    )


def test_a_measure_that_is_not_shipped_has_no_examples() -> None:
    with pytest.raises(Refusal, match="没有编号为「nobody」的办法"):
        scenarios.load(measure_id="nobody")


def test_an_example_gives_what_it_gives_in_words_and_in_order() -> None:
    scenario = BY_NAME["双方签字的比例合计99%，少于全部也可"]
    pledged = "类型 质押融资，关联 否，登记日 2025-06-20，登记号 Y2025500000777"

    assert scenario.given == (
        ("业绩年度", "2025"),
        (
            "业务 1",
            f"编号 1，单位 甲，{pledged}，比例 59%，款项 2025-07-01 20,000,000元",
        ),
        (
            "业务 2",
            f"编号 9，单位 乙，{pledged}，比例 40%，款项 2025-07-01 20,000,000元",
        ),
    )


def test_an_answer_an_example_asks_for_and_the_law_does_not_give_is_a_difference() -> None:
    trial = _run("      施行日: 2022-01-01")

    assert (trial.matches, trial.got) == (False, (("施行日", "（无此项）"),))


PAPER = """审阅: 待签
场景:
  - 名称: 例
    依据: 第二十三条
    问: 施行
    已知:
      日期: 2026-01-01
    结果:
      施行: 是
"""


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("审阅: 待签\n", "", Fault("a23.yaml", "缺「审阅」")),
        (
            "审阅: 待签\n",
            "审阅: 待签\n作者: 某\n",
            Fault("a23.yaml", "不认识的条目「作者」，可用的有：审阅、场景"),
        ),
        ("名称: 例", "名称: ''", Fault("a23.yaml[1]", "缺「名称」")),
        (
            "依据: 第二十三条",
            "依据: 二十三",
            Fault("a23.yaml[1].依据", "「二十三」不是条文，应如 第八条第2项"),
        ),
        ("      施行: 是\n", "      {}\n", Fault("a23.yaml[1]", "缺结果")),
        ("已知:\n      日期: 2026-01-01", "已知: 无", Fault("a23.yaml[1].已知", "应是一个表")),
        ("      施行: 是\n", "      施行: 是\n      施行: 否\n", Fault("a23.yaml:10", "「施行」写了两次")),
        (
            "名称: 例",
            "名称: 例\n    备注: 无",
            Fault("a23.yaml[1]", "不认识的条目「备注」，可用的有：名称、依据、问、已知、读法、结果、另读"),
        ),
    ],
)
def test_a_misspelt_scenario_file_is_refused(old: str, new: str, fault: Fault) -> None:
    with pytest.raises(scenarios.BadScenario) as refusal:
        read_paper(text=PAPER.replace(old, new), measure_id=MEASURE.id, name="a23.yaml")

    assert fault in refusal.value.faults


def test_an_unknown_question_is_refused_with_those_there_are() -> None:
    with pytest.raises(scenarios.BadScenario, match="不认识的「问：算命」；可用的有：分配、"):
        read_paper(text=PAPER.replace("问: 施行", "问: 算命"), measure_id=MEASURE.id, name="a23.yaml")


@pytest.mark.parametrize("text", ["审阅: [", "", "审阅: 待签", "- 甲"])
def test_what_is_no_scenario_file_is_refused(text: str) -> None:
    with pytest.raises(scenarios.BadScenario):
        read_paper(text=text, measure_id=MEASURE.id, name="a23.yaml")


def test_all_faults_of_a_scenario_file_are_told_at_once() -> None:
    with pytest.raises(scenarios.BadScenario) as refusal:
        read_paper(text="场景:\n  - 名称: 例\n", measure_id=MEASURE.id, name="a23.yaml")

    assert [fault.message for fault in refusal.value.faults[:3]] == [
        "缺「审阅」",
        "缺「问」",
        "不认识的「问：」；可用的有：" + "、".join(_questions()),
    ]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("日期: 元旦", "看不懂「元旦」"),
        ("日子: 2026-01-01", "缺这一项"),
        ("日期: 2026-01-01\n      天气: 晴", "「天气」没有用到，请核对写法"),
        ("日期: [2026-01-01]", "应是文字"),
    ],
)
def test_what_a_scenario_gives_and_nobody_understands_is_refused(given: str, why: str) -> None:
    [scenario] = read_paper(
        text=PAPER.replace("日期: 2026-01-01", given), measure_id=MEASURE.id, name="a23.yaml"
    )

    with pytest.raises(scenarios.BadScenario, match=why):
        scenarios.run(scenario=scenario, measure=MEASURE, calendar=CALENDAR)


def _questions() -> list[str]:
    return list(ANSWERS)


def _run(result: str) -> scenarios.Trial:
    text = PAPER.replace("      施行: 是", result)
    [scenario] = read_paper(text=text, measure_id=MEASURE.id, name="a23.yaml")
    return scenarios.run(scenario=scenario, measure=MEASURE, calendar=CALENDAR)


def _matches(scenario: scenarios.Scenario, measure: law.Measure, *, adopted: bool) -> bool:
    plain = dataclasses.replace(scenario, readings=()) if adopted else scenario
    return scenarios.run(scenario=plain, measure=measure, calendar=CALENDAR).matches


def _moved(value: int | Money | Rate, step: int) -> object:
    if isinstance(value, Money):
        return (value + Money(step)).plain
    if isinstance(value, Rate):
        return "1.999999%" if step < 0 else "2.000001%"
    return value + step


def _derived(number: AnyNumber, value: object) -> law.Measure:
    table: dict[str, object] = {
        "measure": {
            "id": "moved",
            "base": MEASURE.id,
            "number": "演示〔2026〕1号",
            "title": "演示",
            "authority": "演示区",
            "in_force_from": date(2022, 1, 1),
            "document": "演示",
            "dated": date(2022, 1, 1),
        },
        "numbers": {number.id: {"value": value, "cites": "第一条"}},
    }
    return law.derive(table, {MEASURE.id: MEASURE})
