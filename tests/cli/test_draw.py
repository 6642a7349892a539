"""`zhiyun draw`: the same panel again, by tickets and no names; a panel that is not what was drawn is told."""

from __future__ import annotations

import pytest

from tests.casework import city, panels
from tests.cli.conftest import Ask
from zhiyun.records.models import Person

pytestmark = pytest.mark.django_db


def test_a_panel_is_drawn_again_by_tickets_and_nobody_is_named(ask: Ask) -> None:
    town = city.city()
    panel, _cases = panels.at_work(town)

    told, plain = ask("draw", panel.reference, "--json"), ask("draw", panel.reference)

    assert told.code == plain.code == 0
    assert told.json["then"] == told.json["now"] == [f"E{s.expert_id}" for s in panel.seats.order_by("id")]
    assert plain.out.endswith("重抽结果与当时完全一致。\n")
    assert not [
        name for name in Person.objects.values_list("name", flat=True) if name in told.out + plain.out
    ]


def test_a_seat_somebody_else_was_put_on_is_found(ask: Ask) -> None:
    town = city.city()
    panel, _cases = panels.at_work(town)
    outside = panels.expert(town)
    panel.seats.filter(pk=panel.seats.order_by("id")[0].pk).update(expert_id=outside.person_id)

    told = ask("draw", panel.reference)

    assert told.code == 2
    assert told.out.endswith("重抽结果与当时不一致，请立即报告审计。\n")


def test_a_panel_there_is_not_is_said_to_be_none(ask: Ask) -> None:
    told = ask("draw", "ZJ-2026-99")

    assert told.code == 2
    assert "没有专家组「ZJ-2026-99」" in told.err
