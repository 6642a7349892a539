"""A call from its draft to the public, typed and clicked as the office does."""

import re
from datetime import datetime, timedelta

from playwright.sync_api import Locator, Page, expect

from tests.journeys import whole
from tests.journeys.city import clock, confirm_when_asked, move_clock

OPENS_AFTER = timedelta(minutes=30)


def publish(officer: Page, manager: Page, *, benefit: str, title: str, stays_open: timedelta) -> datetime:
    """Draft a call that opens soon, send it, let a second person publish it, and wait until it is open.

    Gives the instant it closes.
    """
    opens_at = (clock(officer) + OPENS_AFTER).replace(microsecond=0)
    closes_at = opens_at + stays_open
    _draft(officer, benefit=benefit, title=title, opens_at=opens_at, closes_at=closes_at)
    officer.get_by_role("link", name="回到办理页").click()
    officer.get_by_role("button", name="把这一版送复核").click()
    expect(officer.get_by_role("status")).to_have_text("已经办好。")

    manager.goto("/desk/")
    manager.get_by_role("listitem").filter(has_text=title).get_by_role("link").click()
    confirm_when_asked(manager)
    if "/approve/" not in manager.url:
        manager.get_by_role("link", name="复核这一版").click()
    manager.get_by_role("button", name=re.compile("^发布第 1 版$")).click()
    confirm_when_asked(manager)
    if "published" not in manager.url:
        manager.get_by_role("button", name=re.compile("^发布第 1 版$")).click()
    expect(manager.get_by_role("status")).to_contain_text("已经发布")
    move_clock(officer, opens_at + timedelta(seconds=1))
    return closes_at


def _draft(officer: Page, *, benefit: str, title: str, opens_at: datetime, closes_at: datetime) -> None:
    officer.goto("/bureau/calls/")
    officer.get_by_label("申报事项").select_option(label=benefit)
    officer.get_by_role("button", name="起草申报通知").click()
    officer.get_by_label("文号").fill(f"演示知发〔{opens_at.year}〕{opens_at:%m%d%H}号")
    officer.get_by_label("标题").fill(title)
    officer.get_by_label("联系方式").fill("演示处室，演示联系人，023-00000000（演示）")
    for name, at in (("opens", opens_at), ("closes", closes_at)):
        officer.locator(f"#id_{name}_on").fill(f"{at:%Y-%m-%d}")
        officer.locator(f"#id_{name}_time").fill(f"{at:%H:%M:%S}")
    if "绩效补贴" in benefit:
        officer.locator("#id_performance_from").fill("2025-01-01")
        officer.locator("#id_performance_until").fill("2025-12-31")
        officer.get_by_label("业绩期间的依据").fill("演示通知第三部分")
    condition = _row(officer, "条件")
    condition.get_by_label("通知第几部分").fill("1")
    condition.get_by_label("第几项").fill("7")
    condition.get_by_label("怎样审查").select_option(label="近若干年未受行政处罚")
    condition.get_by_label("通知原文").fill("近两年未被行政处罚")
    condition.get_by_label("近几年").fill("2")
    material = _row(officer, "材料")
    material.get_by_label("通知第几部分").fill("2")
    material.get_by_label("第几项").fill("4")
    material.get_by_label("材料名称").fill("申报材料真实性承诺书（盖章扫描件）")
    officer.get_by_role("button", name="保存草稿").click()
    expect(officer.get_by_role("status")).to_contain_text("草稿已保存，已经填写完整。")


def _row(page: Page, what: str) -> Locator:
    """Give the first row of what a call adds; one that is folded away is opened."""
    folded = page.get_by_text(f"添加{what}（第 1 行）")
    if whole.number_of(folded):
        folded.click()
    return page.get_by_role("group", name=f"{what}第 1 行")
