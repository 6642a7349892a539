"""What a task book says: sums to the fen, every fault at once, differences that hide nothing, and the draft."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.casework.task_books import AMOUNT, content
from zhiyun import law
from zhiyun.casework.task_books import checking
from zhiyun.casework.task_books.checking import Ground
from zhiyun.casework.task_books.content import Content, Indicator, Part, Spending, half_years, plain, read
from zhiyun.casework.task_books.differences import differences
from zhiyun.casework.task_books.drafting import drafted
from zhiyun.casework.task_books.typed import read_typed, written
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Faulty

MEASURE = law.measure("cq_2021_65")
GROUND = Ground(MEASURE, Money(AMOUNT))
BEGINS, LAST = date(2026, 8, 10), date(2028, 8, 9)
PARTS = st.lists(st.integers(1, 10**11), min_size=1, max_size=checking.MOST_TRANCHES)


def faults(said: Content, amount: int = AMOUNT) -> list[str]:
    try:
        checking.refuse_unsound(content=said, ground=Ground(MEASURE, Money(amount)))
    except Faulty as faulty:
        return [str(each) for each in faulty.faults]
    return []


@given(PARTS)
def test_tranches_and_budget_that_add_up_to_the_fen_are_agreed_and_no_others(amounts: list[int]) -> None:
    total = sum(amounts)
    parts = tuple(Part(fen, "演示条件", BEGINS + timedelta(days=n)) for n, fen in enumerate(amounts))
    budget = tuple(Spending("线下载体", "演示", fen) for fen in amounts)
    said = content(AMOUNT, tranches=parts, budget=budget)

    assert faults(said, total) == []
    for wrong in (total - 1, total + 1):
        told = faults(said, wrong)
        assert [each.split("：")[0] for each in told] == ["经费预算", "拨付安排"]


@given(st.integers(1, 10**11), st.lists(st.integers(0, 10**10), min_size=1, max_size=8))
def test_a_draft_cuts_the_budget_to_the_amount_without_losing_a_fen(amount: int, asked: list[int]) -> None:
    lines = [
        {"line": n, "head": "线下载体", "purpose": f"演示{n}", "public_fen": fen, "own_fen": 0}
        for n, fen in enumerate(asked)
    ]

    said = drafted(snapshot=snapshot(lines), amount=Money(amount), measure=MEASURE, on=BEGINS)

    assert said.public == (Money(amount) if sum(asked) else Money(0))
    assert all(line.public_fen >= 0 for line in said.budget)
    assert said.paid_out == Money(amount)


def snapshot(budget: list[dict[str, Any]]) -> dict[str, Any]:
    return {"particulars": {"summary": "演示目标"}, "papers": [], "roster": [{}] * 16, "budget": budget}


def test_a_draft_says_what_the_application_said_in_the_templates_clauses() -> None:
    lines = [{"line": 1, "head": "线下载体", "purpose": "演示", "public_fen": AMOUNT * 2, "own_fen": 7}]

    said = drafted(snapshot=snapshot(lines), amount=Money(AMOUNT), measure=MEASURE, on=BEGINS)

    assert (said.goals, said.begins, said.last_on) == ("演示目标", BEGINS, LAST)
    assert said.budget == (Spending("线下载体", "演示", AMOUNT, 7),)
    assert said.indicators[0].target == 16
    assert "第十五条" in said.recovery
    assert faults(said) == []


def test_every_fault_is_told_at_once_in_its_place() -> None:
    said = content(
        goals=" ",
        indicators=(Indicator("", 0, "人", "演示", 5),),
        budget=(Spending("线下载体", "演示", -1),),
        tranches=(Part(0, "", date(2026, 8, 9)),),
        last_on=date(2028, 8, 10),
        interest_bp=2401,
    )

    assert faults(said) == [
        "建设目标和任务：请填写",
        "建设期：任务书载明建设期至2028-08-10，超过2年（至2028-08-09），且无批准文件；请补充批准延长的文件名称",
        "绩效指标第1行「指标」：请填写",
        "绩效指标第1行「目标值」：请填大于 0 的整数",
        "经费预算第1行「资助经费」：金额不能为负，也不能大得不合常理",
        "经费预算：资助经费合计-0.01元，与审定的资助金额3,000,000.00元不符，请改到一分不差",
        "拨付安排第1行「拨付条件」：请填写",
        "拨付安排第1行「金额」：请填大于 0 的金额",
        "拨付安排第1行「应付日」：应在建设期内（2026-08-10 至 2028-08-10）",
        "拨付安排：各笔合计0.00元，与审定的资助金额3,000,000.00元不符，请改到一分不差",
        "利率：年利率请填 0.01 到 24 之间的百分数；没有约定利息的留空",
    ]


@pytest.mark.parametrize(
    ("due_on", "sound"),
    [
        (BEGINS - timedelta(days=1), False),
        (BEGINS, True),
        (LAST, True),
        (LAST + timedelta(days=1), False),
    ],
)
def test_a_tranche_falls_due_within_the_construction_period(due_on: date, sound: bool) -> None:
    said = content(tranches=(Part(AMOUNT, "演示条件", due_on),))

    assert (faults(said) == []) is sound


def test_tranches_stand_in_order_of_time() -> None:
    said = content(tranches=tuple(reversed(content().tranches)))

    assert any("不能早于前一笔" in each for each in faults(said))


@pytest.mark.parametrize(
    ("last_on", "count"), [(date(2026, 8, 10), 1), (date(2027, 2, 9), 1), (date(2027, 2, 10), 2), (LAST, 4)]
)
def test_half_years_are_counted_from_signing(last_on: date, count: int) -> None:
    assert half_years(begins=BEGINS, last_on=last_on) == count


WORDS = st.text("甲乙丙（2）", max_size=4)
INDICATORS = st.lists(
    st.builds(Indicator, WORDS, st.integers(1, 9), WORDS, WORDS, st.integers(1, 4)), max_size=4
).map(tuple)
SPENDING = st.lists(
    st.builds(Spending, WORDS, WORDS, st.integers(0, 9), st.integers(0, 9), WORDS), max_size=4
).map(tuple)
TRANCHES = st.lists(
    st.builds(Part, st.integers(0, 9), WORDS, st.dates(date(2026, 8, 1), date(2026, 8, 9))), max_size=4
).map(tuple)
CONTENTS = st.builds(
    Content,
    goals=WORDS,
    indicators=INDICATORS,
    budget=SPENDING,
    tranches=TRANCHES,
    begins=st.just(BEGINS),
    last_on=st.sampled_from([LAST, LAST + timedelta(days=1)]),
    change=WORDS,
    acceptance=st.just("验"),
    recovery=st.just("收"),
    approved_length=WORDS,
    interest_bp=st.sampled_from([None, 1, 435]),
)


@given(CONTENTS, CONTENTS)
def test_versions_differ_exactly_where_they_say_so(before: Content, after: Content) -> None:
    told = differences(before=before, after=after)

    assert (told == ()) is (before == after)
    assert all(each.before != each.after for each in told)
    turned = differences(before=after, after=before)
    assert {(each.before, each.after) for each in told} == {(each.after, each.before) for each in turned}


@given(CONTENTS)
def test_content_is_read_as_it_was_kept(said: Content) -> None:
    assert read(told=plain(content=said)) == said


def test_content_is_read_as_it_was_typed() -> None:
    said = content(interest_bp=435, approved_length="演示批复")

    assert read_typed(typed=written(content=said)) == (said, ())


def test_a_changed_field_is_named_with_its_row() -> None:
    after = content(
        indicators=(replace(content().indicators[0], target=20), content().indicators[1]),
        tranches=(replace(content().tranches[0], due_on=date(2026, 9, 11)), content().tranches[1]),
    )

    told = differences(before=content(), after=after)

    assert [(str(each.place), each.before, each.after) for each in told] == [
        ("绩效指标「专职人员」目标值", "18", "20"),
        ("拨付安排第1笔应付日", "2026-09-10", "2026-09-11"),
    ]


def test_heads_article_11_does_not_name_wait_for_a_person() -> None:
    said = content(
        budget=(Spending("线下载体", "", 1), Spending("培训", "", 1), Spending("差旅", "", 1, judged="可"))
    )

    assert checking.to_judge(content=said, measure=MEASURE) == ("培训",)


def fields_of(said: Content) -> list[Content]:
    """Change each field there is, one at a time."""
    other = {str: "另", int: 999, date: date(2026, 12, 1), type(None): 435}
    changed = []
    for table in ("indicators", "budget", "tranches"):
        rows = getattr(said, table)
        for field in fields(rows[0]):
            row = replace(rows[0], **{field.name: other[type(getattr(rows[0], field.name))]})
            changed.append(replace(said, **{table: (row, *rows[1:])}))
    for field in fields(said):
        value = getattr(said, field.name)
        if not isinstance(value, tuple):
            changed.append(replace(said, **{field.name: other[type(value)]}))
    return changed


@pytest.mark.parametrize("after", fields_of(content()))
def test_no_field_changes_unseen(after: Content) -> None:
    assert differences(before=content(), after=after) != ()
