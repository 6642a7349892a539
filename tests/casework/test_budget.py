"""The budget and the partners: kept whole or not at all, with what the law says of them beside."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.casework import city
from tests.casework.intake.handed_in import csv_of, xlsx_of
from zhiyun import law
from zhiyun.casework.actions import budgets, co_builders
from zhiyun.casework.intake import budget as budget_intake
from zhiyun.casework.intake import co_builders as partner_intake
from zhiyun.casework.intake.budget import BudgetEntry
from zhiyun.casework.intake.co_builders import CoBuilderEntry
from zhiyun.casework.intake.owner import Owner
from zhiyun.casework.queries.budgets import BudgetView, budget
from zhiyun.casework.queries.co_builders import CoBuilderView
from zhiyun.casework.queries.co_builders import co_builders as partners
from zhiyun.casework.refusals import NotAllowed, NotFound, Stale
from zhiyun.casework.roles import Role
from zhiyun.kernel.finding import Outcome
from zhiyun.kernel.money import Money, wan, yuan
from zhiyun.kernel.money_text import LARGEST_FEN
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import (
    Application,
    BudgetLine,
    CoBuilder,
    Event,
    Paper,
    Particulars,
    StatedFact,
)

MUNICIPAL, INDUSTRY = law.Benefit.MUNICIPAL_CENTRE, law.Benefit.INDUSTRY_CENTRE
BUDGET_HEAD = ("支出用途", "具体内容", "申请资助金额", "自筹金额")
PARTNER_HEAD = ("共建单位", "统一社会信用代码", "承担的职责和任务")
OWNER = Owner("演示甲子知识产权运营有限公司", city.credit_code(7_000))
HUNDRED = Money(100)
CODE = city.credit_code(7_001)


def case(benefit: law.Benefit = MUNICIPAL) -> tuple[city.City, Application]:
    town = city.city()
    return town, city.application(town, city.call(town, benefit))


def planned(*rows: Sequence[str], header: Sequence[str] = BUDGET_HEAD) -> tuple[BudgetEntry, ...]:
    return budget_intake.read(stream=io.BytesIO(csv_of(header, *rows)), name="预算").entries


def joined(*rows: Sequence[str]) -> tuple[CoBuilderEntry, ...]:
    content = io.BytesIO(csv_of(PARTNER_HEAD, *rows))
    return partner_intake.read(stream=content, name="共建单位", owner=OWNER).entries


def told(refused: pytest.ExceptionInfo[Faulty]) -> list[str]:
    return [str(fault) for fault in refused.value.faults]


def entry(head: str = "线下载体", public: Money = HUNDRED, **said: object) -> BudgetEntry:
    return replace(BudgetEntry(head, "演示内容", public, Money(0)), **said)


def partner(number: int = 1, **said: object) -> CoBuilderEntry:
    made = CoBuilderEntry(f"演示共建{number}有限公司", city.credit_code(7_100 + number), "演示职责")
    return replace(made, **said)


def saved(town: city.City, its: Application, *entries: BudgetEntry, edition: int = 0) -> BudgetView:
    by = town.by(Role.PREPARER)
    budgets.replace(by=by, application=its.reference, edition=edition, entries=entries)
    return budget(by=by, reference=its.reference)


def kept(town: city.City, its: Application, *entries: CoBuilderEntry, edition: int = 0) -> CoBuilderView:
    by = town.by(Role.PREPARER)
    co_builders.replace(by=by, application=its.reference, edition=edition, entries=entries)
    return partners(by=by, reference=its.reference)


# Reading a budget -----------------------------------------------------------------------------------------------


def test_amounts_of_a_budget_are_read_in_yuan_or_in_ten_thousands() -> None:
    each = planned(("线下载体", "", "120万元", "1,000.50"))
    by_header = planned(
        ("线下载体", "", "120", "0"), header=(*BUDGET_HEAD[:2], "资助经费（万元）", "自筹资金")
    )

    assert each == (BudgetEntry("线下载体", "", wan(120), Money(100_050)),)
    assert by_header[0].public == wan(120)


def test_every_fault_of_a_budget_is_told_at_once() -> None:
    with pytest.raises(Faulty) as refused:
        planned(
            ("", "", "1", ""),
            ("长" * 61, "长" * 201, "-1", "十元"),
            ("线下载体", "", "", "0"),
        )

    assert [fault.split("：")[0] for fault in told(refused)] == [
        "第 2 行「支出用途」",
        "第 3 行「支出用途」",
        "第 3 行「具体内容」",
        "第 3 行「申请资助金额」",
        "第 3 行「自筹金额」",
        "第 4 行「申请资助金额」",
    ]


def test_a_formula_in_a_budget_is_refused() -> None:
    content = xlsx_of(BUDGET_HEAD, ("线下载体", "", "=1+1", "0"))

    with pytest.raises(Faulty, match="此格是公式"):
        budget_intake.read(stream=io.BytesIO(content), name="预算")


# Keeping a budget -----------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_budget_replaces_the_one_before_and_the_record_keeps_no_contents() -> None:
    town, its = case()
    saved(town, its, entry(), entry("线上大数据系统"))

    saved(town, its, entry("演示秘密用途", own=yuan(5)), edition=1)

    assert list(BudgetLine.objects.values_list("line", "head", "public_fen", "own_fen")) == [
        (1, "演示秘密用途", 100, 500)
    ]
    event = Event.objects.filter(action="budget.replace").order_by("-pk")[0]
    assert (event.before["lines"], event.after["lines"], event.cites) == (2, 1, ["第十一条"])
    assert "演示秘密用途" not in str(event.after)


@pytest.mark.django_db
def test_unsound_lines_are_refused_all_at_once_and_nothing_is_kept() -> None:
    town, its = case()
    wrong = (
        entry(""),
        entry("长" * 61),
        entry(purpose="长" * 201),
        entry(public=Money(-1), own=Money(5)),
        entry(public=Money(0)),
        entry(public=Money(LARGEST_FEN + 1)),
    )

    with pytest.raises(Faulty) as refused:
        saved(town, its, *wrong)

    assert [fault.place for fault in refused.value.faults] == [
        "第 1 项「支出用途」",
        "第 2 项「支出用途」",
        "第 3 项「具体内容」",
        "第 4 项「申请资助金额」",
        "第 5 项「申请资助金额」",
        "第 6 项「申请资助金额」",
    ]
    assert not BudgetLine.objects.exists()


@pytest.mark.django_db
def test_a_hundred_lines_are_a_budget_and_one_more_is_not() -> None:
    town, its = case()

    assert len(saved(town, its, *[entry()] * 100).rows) == 100
    with pytest.raises(Faulty, match="最多 100 行"):
        saved(town, its, *[entry()] * 101, edition=1)


@pytest.mark.django_db
def test_only_the_applicant_of_a_construction_call_keeps_a_budget() -> None:
    town, its = case()
    subsidy = city.application(town, city.call(town))

    with pytest.raises(NotFound):
        saved(town, subsidy, entry())
    with pytest.raises(NotFound):
        budgets.replace(by=town.foreign_preparer, application=its.reference, edition=0, entries=[])
    with pytest.raises(NotAllowed):
        budgets.replace(by=town.by(Role.FINANCE), application=its.reference, edition=0, entries=[])
    with pytest.raises(NotFound):
        budget(by=town.foreign_preparer, reference=its.reference)


@pytest.mark.django_db
def test_two_editors_of_one_budget_do_not_overwrite_each_other() -> None:
    town, its = case()
    saved(town, its, entry())

    with pytest.raises(Stale):
        saved(town, its, edition=0)


# What the law says of a budget ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_each_head_is_found_listed_or_left_to_judgement_and_refused_by_nobody() -> None:
    town, its = case()

    view = saved(town, its, entry("线下载体"), entry("办公家具"), entry("茶歇", public=Money(0), own=yuan(1)))

    assert [None if row.finding is None else row.finding.outcome for row in view.rows] == [
        Outcome.MET,
        Outcome.NEEDS_JUDGEMENT,
        None,
    ]
    assert "线上大数据系统" in view.heads
    assert (view.public, view.own, view.total) == (Money(200), yuan(1), Money(300))


@pytest.mark.django_db
@pytest.mark.parametrize(("benefit", "cap"), [(MUNICIPAL, wan(500)), (INDUSTRY, wan(300))])
@pytest.mark.parametrize("more", [-1, 0, 1])
def test_the_cap_of_each_centre_is_shown_and_keeps_nothing_from_being_saved(
    benefit: law.Benefit, cap: Money, more: int
) -> None:
    town, its = case(benefit)

    view = saved(town, its, entry(public=cap + Money(more)))

    assert view.caps is not None
    assert view.caps.outcome is (Outcome.NOT_MET if more > 0 else Outcome.MET)
    assert BudgetLine.objects.count() == 1


@pytest.mark.django_db
def test_the_sum_agrees_with_what_is_asked_to_the_fen_or_not_at_all() -> None:
    town, its = case()
    assert saved(town, its, entry(public=Money(100))).asked is None

    Particulars.objects.create(application=its, asked_fen=100)
    exact = saved(town, its, entry(public=Money(100)), edition=1)
    more = saved(town, its, entry(public=Money(101)), edition=2)

    assert (exact.agrees, more.agrees) == (True, False)


@pytest.mark.django_db
def test_no_budget_yet_has_no_finding() -> None:
    town, its = case()

    view = budget(by=town.by(Role.PREPARER), reference=its.reference)

    assert (view.rows, view.caps, view.public) == ((), None, Money(0))


# Partners -------------------------------------------------------------------------------------------------------


def test_partners_are_read_with_their_codes_checked() -> None:
    assert joined(("演示共建公司", CODE.lower(), "演示职责")) == (
        CoBuilderEntry("演示共建公司", CODE, "演示职责"),
    )


def test_every_fault_of_partners_is_told_at_once() -> None:
    with pytest.raises(Faulty) as refused:
        joined(
            ("", CODE, ""),
            ("演示一公司", CODE[:-1] + "?", ""),
            ("演示二公司", "11010119900307001X", ""),
            (OWNER.name, OWNER.credit_code, ""),
            ("演示三公司", "", "长" * 2001),
            ("演示 四公司", "", ""),
            ("演示四公司", "", ""),
        )

    assert [fault.split("：")[0] for fault in told(refused)] == [
        "第 2 行「共建单位」",
        "第 3 行「统一社会信用代码」",
        "第 4 行「统一社会信用代码」",
        "第 5 行「共建单位」",
        "第 5 行「统一社会信用代码」",
        "第 6 行「承担的职责和任务」",
        "第 8 行「共建单位」",
    ]


@pytest.mark.django_db
def test_unsound_partners_are_refused_at_the_door_too() -> None:
    town, its = case(INDUSTRY)
    wrong = (
        partner(1, name=""),
        partner(2, credit_code="1"),
        partner(3),
        partner(3, name="演示另名"),
        partner(4, name=its.organisation.name),
        partner(5, duties="长" * 2001),
        *(partner(number) for number in range(6, 31)),
    )

    with pytest.raises(Faulty) as refused:
        kept(town, its, *wrong)

    assert [fault.place for fault in refused.value.faults] == [
        "共建单位",
        "第 1 家「共建单位」",
        "第 2 家「统一社会信用代码」",
        "第 4 家「共建单位」",
        "第 5 家「共建单位」",
        "第 6 家「承担的职责和任务」",
    ]
    assert not CoBuilder.objects.exists()


@pytest.mark.django_db
def test_a_partner_keeps_its_number_and_a_number_is_not_given_twice() -> None:
    town, its = case(INDUSTRY)
    kept(town, its, partner(1), partner(2))
    paper = Paper.objects.create(
        application=its, title="演示协议", added_by_id=its.begun_by_id, added_at=city.NOON
    )
    paper.uses.create(place="co_builder:2")

    kept(town, its, partner(3), partner(1, duties="演示新职责"), edition=1)
    first = dict(CoBuilder.objects.values_list("name", "line"))
    kept(town, its, partner(1), edition=2)
    kept(town, its, partner(1), partner(4), edition=3)

    assert first == {partner(1).name: 1, partner(3).name: 3}
    assert dict(CoBuilder.objects.values_list("name", "line")) == {partner(1).name: 1, partner(4).name: 3}


@pytest.mark.django_db
def test_a_number_with_an_agreement_is_not_given_to_another_when_its_partner_is_gone() -> None:
    town, its = case(INDUSTRY)
    kept(town, its, partner(1), partner(2))
    paper = Paper.objects.create(
        application=its, title="演示协议", added_by_id=its.begun_by_id, added_at=city.NOON
    )
    paper.uses.create(place="co_builder:2")
    kept(town, its, partner(1), edition=1)

    kept(town, its, partner(1), partner(3), edition=2)

    assert CoBuilder.objects.get(name=partner(3).name).line == 3


@pytest.mark.django_db
def test_a_partner_that_changes_its_name_stays_the_same_partner_by_its_code() -> None:
    town, its = case(INDUSTRY)
    kept(town, its, partner(1), partner(2))

    kept(town, its, partner(2, name="演示改名后有限公司"), edition=1)

    assert CoBuilder.objects.get().line == 2


@pytest.mark.django_db
def test_a_partner_whose_code_is_filled_in_later_stays_the_same_partner() -> None:
    town, its = case(INDUSTRY)
    kept(town, its, partner(1), partner(2, credit_code=""))

    kept(town, its, partner(2), edition=1)

    assert CoBuilder.objects.get().line == 2


@pytest.mark.django_db
def test_building_together_wants_an_agreement_and_duties() -> None:
    town, its = case(INDUSTRY)
    nothing_said = kept(town, its)
    StatedFact.objects.create(application=its, name="co_built", truth=True)
    without = kept(town, its, edition=1)
    StatedFact.objects.create(application=its, name="cooperation_agreement", truth=True)
    without_duties = kept(town, its, partner(1), partner(2, duties=""), edition=2)

    whole = kept(town, its, partner(1), partner(2), edition=3)

    assert (nothing_said.co_built, without.co_built) == (None, True)
    assert [each.finding.outcome for each in (nothing_said, without, without_duties, whole)] == [
        Outcome.NO_EVIDENCE,
        Outcome.NO_EVIDENCE,
        Outcome.NOT_MET,
        Outcome.MET,
    ]


@pytest.mark.django_db
def test_the_record_keeps_no_contents_of_partners_and_strangers_see_none() -> None:
    town, its = case(INDUSTRY)
    kept(town, its, partner(1, duties="演示秘密职责"))

    event = Event.objects.get(action="co_builders.replace")

    assert (event.after["lines"], "演示秘密职责" in str(event.after)) == (1, False)
    with pytest.raises(NotFound):
        partners(by=town.foreign_preparer, reference=its.reference)
    with pytest.raises(NotFound):
        co_builders.replace(by=town.foreign_preparer, application=its.reference, edition=0, entries=[])
    with pytest.raises(Stale):
        kept(town, its, edition=0)
