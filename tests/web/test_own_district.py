"""A district's staff find their district's patents, on the pages that everybody has."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.casework import city
from tests.gateways.search_engine.corpus import BATTERY, PUMP
from tests.web.matrix import entered
from zhiyun.casework.districts import DISTRICTS
from zhiyun.casework.roles import Role
from zhiyun.exchange.patents import engines
from zhiyun.ip.patent import Patent
from zhiyun.ip.query import read
from zhiyun.web.navigation.own_district import own_district

pytestmark = pytest.mark.django_db
HERE = replace(
    BATTERY, province="500000", city="500100", district="500103", address="400010重庆市渝中区演示路1号"
)
ZONED = replace(PUMP, address="401122重庆市渝北区两江新区演示路2号", district="")


@pytest.fixture
def patents() -> list[Patent]:
    return [HERE, ZONED]


def test_the_desk_and_the_search_lead_to_the_own_districts_patents_holders_and_landscape(home: Path) -> None:
    client = entered(city.city().by(Role.DISTRICT_OFFICER))

    for page in ("/desk/", "/patents/"):
        found = html.unescape(client.get(page).content.decode())
        links = [each for each in re.findall('href="([^"]+)"', found) if quote("渝中区") in each]
        assert len(links) == 3, page
    listed, holders, landscape = (client.get(each) for each in links)
    assert "找到 1 件" in listed.content.decode()
    assert HERE.publication in listed.content.decode()
    assert "演示甲电池有限公司" in holders.content.decode()
    assert landscape.status_code == 200


@pytest.mark.parametrize("role", [Role.CASE_OFFICER, Role.PREPARER, Role.AUDITOR])
def test_nobody_else_is_led_to_a_district(home: Path, role: Role) -> None:
    client = entered(city.city().by(role))

    assert "本区县的专利" not in client.get("/desk/").content.decode()
    assert "本区县的专利" not in client.get("/patents/").content.decode()


def test_every_place_where_applicants_register_has_a_query_and_a_zone_goes_by_words(home: Path) -> None:
    officer = city.city().by(Role.DISTRICT_OFFICER)
    own = [own_district(replace(officer, district=each)) for each in DISTRICTS]

    by_words = [each.name for each in own if each and each.is_by_words]
    zone = own_district(replace(officer, district="两江新区"))
    assert by_words == ["两江新区", "重庆高新区"]
    assert zone is not None
    assert engines.opened(home=home).count(read(zone.query)) == 1
