"""Filling in an application as it really happens: two people at once, and a session that is lost on the way."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys import applying

Enter = Callable[..., Page]

CALL = "综合性知识产权运营中心建设申报通知"


def test_the_second_of_two_editors_is_told_who_saved_and_loses_nothing(enter: Enter) -> None:
    preparer = enter("演示永川经办人")
    particulars = applying.begin(preparer, CALL) + "particulars/"
    legal = enter("演示永川法人")
    for page in (preparer, legal):
        page.goto(particulars)

    preparer.get_by_label("单位地址").fill("演示路1号")
    preparer.get_by_role("button", name="保存", exact=True).click()
    expect(preparer.get_by_role("status")).to_have_text("已保存。")
    legal.get_by_label("单位地址").fill("演示大道99号")
    legal.get_by_label("联系人", exact=True).fill("演示联系人")
    legal.get_by_role("button", name="保存", exact=True).click()

    told = legal.get_by_role("alert")
    expect(told).to_contain_text("演示永川经办人")
    expect(told).to_contain_text("演示路1号")
    expect(told).to_contain_text("演示大道99号")
    assert legal.get_by_label("单位地址").input_value() == "演示大道99号"
    assert legal.get_by_label("联系人", exact=True).input_value() == "演示联系人"
    legal.get_by_role("button", name="保存", exact=True).click()
    expect(legal.get_by_role("status")).to_have_text("已保存。")
    preparer.reload()
    assert preparer.get_by_label("单位地址").input_value() == "演示大道99号"
    assert preparer.get_by_label("联系人", exact=True).input_value() == "演示联系人"
