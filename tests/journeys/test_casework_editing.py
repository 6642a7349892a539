"""Filling in an application as it really happens: two at once, a lost session, a page left open too long."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import applying, calling, city, whole

Enter = Callable[..., Page]

CALL = "综合性知识产权运营中心建设申报通知"


def particulars(page: Page, call: str = CALL) -> str:
    """Begin an application, or find the one begun under the demonstration's call; gives its first section."""
    page.goto("/applications/")
    begun = page.get_by_role("row").filter(has_text=call).get_by_role("link")
    address = (
        str(begun.first.evaluate("link => link.href"))
        if whole.number_of(begun)
        else applying.begin(page, call)
    )
    return f"{address}particulars/"


def own_email(page: Page) -> str:
    """Read what one logs in with."""
    page.goto("/account/")
    found = re.search(r"\S+@demo\.invalid", whole.words(page.locator("main")))
    assert found is not None
    return found[0]


def save(page: Page) -> None:
    page.get_by_role("button", name="保存", exact=True).click()


def test_the_second_of_two_editors_is_told_who_saved_and_loses_nothing(enter: Enter) -> None:
    preparer = enter("演示永川经办人")
    section = particulars(preparer)
    legal = enter("演示永川法人")
    for page in (preparer, legal):
        page.goto(section)

    preparer.get_by_label("单位地址").fill("演示路1号")
    save(preparer)
    expect(preparer.get_by_role("status")).to_have_text("已保存。")
    legal.get_by_label("单位地址").fill("演示大道99号")
    legal.get_by_label("联系人", exact=True).fill("演示联系人")
    save(legal)

    told = legal.get_by_role("alert")
    expect(told).to_contain_text("演示永川经办人")
    expect(told).to_contain_text("演示路1号")
    expect(told).to_contain_text("演示大道99号")
    assert legal.get_by_label("单位地址").input_value() == "演示大道99号"
    assert legal.get_by_label("联系人", exact=True).input_value() == "演示联系人"
    save(legal)
    expect(legal.get_by_role("status")).to_have_text("已保存。")
    preparer.reload()
    assert preparer.get_by_label("单位地址").input_value() == "演示大道99号"
    assert preparer.get_by_label("联系人", exact=True).input_value() == "演示联系人"


def test_a_lost_session_leads_through_login_back_to_what_was_typed(enter: Enter) -> None:
    page = enter("演示两江经办人")
    email = own_email(page)
    page.goto(particulars(page))
    page.get_by_label("申报内容摘要").fill("演示：登录中断前写好的一大段。")

    page.context.clear_cookies()
    save(page)
    city.log_in(page, email)

    expect(page.get_by_role("status")).to_contain_text("登录中断前填写的内容已保留在下面")
    assert page.get_by_label("申报内容摘要").input_value() == "演示：登录中断前写好的一大段。"
    save(page)
    expect(page.get_by_role("status")).to_have_text("已保存。")
    page.reload()
    assert page.get_by_label("申报内容摘要").input_value() == "演示：登录中断前写好的一大段。"


def test_what_is_typed_is_saved_while_typing(enter: Enter) -> None:
    page = enter("演示大渡经办人")
    page.goto(particulars(page))

    page.get_by_label("联系人", exact=True).press_sequentially("演示自动保存")
    expect(page.locator("[data-autosave-told]")).to_contain_text("已")
    page.reload()

    assert page.get_by_label("联系人", exact=True).input_value() == "演示自动保存"


def test_a_click_after_closing_is_refused_with_the_servers_time_and_nothing_is_half_done(
    enter: Enter, request: pytest.FixtureRequest
) -> None:
    city.walk_on(request.getfixturevalue("city"), "PostgreSQL")
    officer = enter("演示承办人乙")
    benefit, title = "产业或区域知识产权运营中心建设经费资助", "演示·旅程迟交申报通知"
    closes_at = calling.publish(
        officer, enter("演示轮次负责人"), benefit=benefit, title=title, stays_open=timedelta(hours=5)
    )
    preparer, legal = enter("演示歌乐经办人"), enter("演示歌乐法人")
    address = applying.begin(preparer, title)
    assert applying.fill_in(preparer, address, closes_at=closes_at).missing[-1] == 0
    legal.goto(f"{address}submit/")
    city.confirm_when_asked(legal)
    legal.get_by_role("checkbox").check()

    city.move_clock(officer, closes_at)
    legal.get_by_role("main").get_by_role("button", name="提交申报").click()

    told = legal.get_by_role("main")
    expect(told.get_by_role("heading", name="没有提交")).to_be_visible()
    expect(told).to_contain_text(f"{closes_at:%Y-%m-%d %H:%M}")
    legal.goto(f"{address}receipt/")
    expect(legal.get_by_text("还没有回执")).to_be_visible()
    legal.goto(address)
    expect(legal.locator(".lead .tag")).to_have_text("逾期未提交")
    officer.goto(f"/bureau/cases/?words={address.rstrip('/').rsplit('/', 1)[1]}")
    assert whole.number_of(officer.locator("table.cases")) == 0
