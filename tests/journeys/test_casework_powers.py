"""Who has no business with cases meets none, by the menu or by the address."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import whole
from tests.journeys.city import City, walk_on

Enter = Callable[..., Page]

OUTSIDERS = ["演示专家", "演示系统管理员", "演示安全管理员", "演示审计管理员", "演示长江经办人"]
CASES = ["/bureau/cases/", "/bureau/cases/board/", "/bureau/cases/SB-2026-0001/"]


@pytest.mark.parametrize("name", OUTSIDERS)
def test_who_has_no_business_with_cases_meets_none(city: City, enter: Enter, name: str) -> None:
    walk_on(city, "SQLite")
    page = enter(name)

    assert whole.number_of(page.get_by_role("link", name="案件")) == 0
    for address in CASES:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 404, address
    expect(page.get_by_role("heading", level=1)).to_have_text("没有找到这一页")
