"""`zhiyun replay`: identical, or what differs, with an exit code that says which."""

from __future__ import annotations

import pytest

from tests.casework import city, onward
from tests.cli.conftest import Ask
from zhiyun.casework import deciding
from zhiyun.casework.roles import Role
from zhiyun.kernel.money import percent
from zhiyun.law.cq_2021_65 import a12_operations as a12
from zhiyun.records.models import Resolution

pytestmark = pytest.mark.django_db


@pytest.fixture
def resolution() -> Resolution:
    town = city.city()
    under = city.call(town)
    onward.claimed(town, under, "37500000")
    onward.claimed(town, under, "12345678.90")
    onward.funded(town, under)
    by = town.by(Role.ROUND_MANAGER, at=onward.AFTER)
    return deciding.freeze(computed=deciding.compute(call=under, by=by), by=by)


def test_a_resolution_computed_again_is_identical_and_answers_nought(
    ask: Ask, resolution: Resolution
) -> None:
    shown, told = ask("replay", resolution.reference), ask("replay", resolution.reference, "--json")

    assert (shown.code, told.code) == (0, 0)
    assert "重算结果与审定时完全一致。" in shown.out
    assert (told.json["identical"], told.json["lines"], told.json["differences"]) == (True, 2, [])
    assert told.json["sm3"] == resolution.sm3


def test_a_changed_rate_answers_two_and_names_each_figure(ask: Ask, resolution: Resolution) -> None:
    first = resolution.decisions.order_by("id")[0]
    object.__setattr__(a12.RATE, "value", percent(3))
    try:
        whole = ask("replay", resolution.reference, "--json")
        one = ask("replay", first.reference, "--json")
        shown = ask("replay", resolution.reference)
    finally:
        object.__setattr__(a12.RATE, "value", percent(2))

    assert (whole.code, one.code, shown.code) == (2, 2, 2)
    case = first.application.reference
    amount = {"place": case, "what": "金额", "frozen": "750000.00元", "now": "1125000.00元"}
    assert amount in whole.json["differences"]
    assert {each["place"] for each in one.json["differences"]} == {case, "全批"}
    assert "1125000.00元" in shown.out


def test_a_reference_nobody_gave_is_a_fault_of_the_input(ask: Ask, resolution: Resolution) -> None:
    answer = ask("replay", "SD-2026-9999")

    assert answer.code == 2
    assert "没有审定或决定「SD-2026-9999」，请核对编号" in answer.err
    assert resolution.reference not in answer.err
