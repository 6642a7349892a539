"""A patent found, read, compared and kept; a set of them screened by two people of one body."""

from collections.abc import Callable
from urllib.parse import quote

from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys import city, whole


def said(page: Page, belongs: int, does_not: int) -> None:
    """Say of the first ones that they belong and of the next that they do not, and keep it."""
    for number, row in enumerate(whole.every(page.locator("li.member"))[: belongs + does_not]):
        row.get_by_label("相关", exact=True).nth(0).check() if number < belongs else row.get_by_label(
            "不相关"
        ).check()
    page.get_by_role("button", name="保存这一页的筛查").last.click()


def test_search_open_compare_save_and_screen_with_two_people(
    new_context: Callable[..., BrowserContext],
) -> None:
    one = new_context(java_script_enabled=False).new_page()
    city.enter(one, "嘉陵经办人")
    one.get_by_role("link", name="专利检索").click()
    one.get_by_label("词、号码或者检索式").fill("标题=机器人 AND 地区=重庆")
    one.get_by_role("button", name="检索专利").click()
    expect(one.get_by_role("heading", name="找到")).to_be_visible()
    results = one.url

    one.locator(".hits a").first.click()
    one.get_by_role("link", name="找相似的专利").click()
    expect(one.locator(".hit").nth(5)).to_contain_text("CN")

    one.goto(results)
    one.get_by_label("存成检索").fill("演示·盯住机器人")
    one.get_by_role("button", name="保存检索").click()
    expect(one.get_by_role("row", name="演示·盯住机器人")).to_contain_text("2019-07-12")

    one.goto(results)
    one.get_by_label("加入专题").fill("演示·两人筛查")
    one.get_by_role("button", name="加入所见").click()
    said(one, 4, 2)
    other = new_context().new_page()
    city.enter(other, "嘉陵法人")
    other.goto(one.url)
    expect(other.locator("li.member").first).to_contain_text("您说了以后再看得到")
    said(other, 3, 3)

    expect(other.get_by_role("row", name=" · ")).to_contain_text("0.67")
    other.get_by_role("link", name="看有分歧的 1 件").click()
    expect(other.locator("li.member")).to_have_count(1)
    assert quote("disputed") in other.url
