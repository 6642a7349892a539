"""A resolution brought before a meeting again through the screens."""

from __future__ import annotations

from typing import Any

import pytest

from tests.casework import city, meeting_room, onward
from tests.web import test_meetings as screens
from zhiyun.casework.roles import Role
from zhiyun.records.models import AgendaItem

pytestmark = pytest.mark.django_db
town = screens.town


def test_a_resolution_is_brought_again_with_its_reason_and_told_apart_on_every_page(
    town: city.City, django_assert_max_num_queries: Any
) -> None:
    under = city.call(town)
    onward.funded(town, under)
    case = onward.claimed(town, under, "12345678.90")
    resolution = meeting_room.held(town, under)
    secretary, officer = screens.at(town, Role.MEETING_SECRETARY), screens.at(town, Role.CASE_OFFICER)
    page = screens.convene(secretary)
    form = {"do": "bring_revision", "resolution": resolution.reference}
    assert resolution.reference in screens.told(officer, page)

    wordless = screens.sent(officer, page, form | {"because": " "})
    assert (wordless.status_code, "复议的理由" in wordless.content.decode()) == (400, True)
    brought = screens.sent(officer, page, form | {"because": "演示：本局发现核定有误"})

    assert brought.status_code == 302
    assert AgendaItem.objects.get(revises=resolution).because == "演示：本局发现核定有误"
    with django_assert_max_num_queries(15):
        shown = screens.told(officer, page)
    assert f"/bureau/decisions/{resolution.reference}/" in shown
    assert "演示：本局发现核定有误" in shown
    one = screens.told(secretary, f"{page}cases/{case.reference}/")
    assert f"/bureau/decisions/{resolution.reference}/" in one
    assert secretary.get(f"{page}packet.pdf").status_code == 200
