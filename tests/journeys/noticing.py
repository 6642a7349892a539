"""A list's way through its notice: published, read by anyone, revised after an objection, confirmed after its last day."""

import re
from datetime import date, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.journeys import whole
from tests.journeys.pressing import press, sure

CONTACTS = {"业务联系方式": "演示处室，023-00000000", "监督联系方式": "演示机关纪委，023-00000001"}
BOARD = "/bureau/notices/"


def publish(page: Page, title: str) -> str:
    """Publish the decided list of a call, found on the board by the call's title; gives the notice's reference."""
    page.goto(BOARD)
    page.locator("section[aria-labelledby=ready]").get_by_role("link", name=title).click()
    sure(page)
    for label, words in CONTACTS.items():
        page.get_by_label(label).fill(words)
    press(page, "现在公示这份名单")
    return reference_of(page)


def revise(page: Page, notice: str, because: str) -> str:
    """Draw up the list anew as upheld objections ask; gives the new notice's reference."""
    _from_desk(page, notice)
    page.get_by_label("更正的原因").fill(because)
    press(page, "更正并公示新的名单")
    return reference_of(page)


def confirm(page: Page, notice: str) -> None:
    """Confirm a list whose last day has passed."""
    _from_desk(page, notice)
    press(page, "确认这份名单")


def _from_desk(page: Page, notice: str) -> None:
    """One's desk leads to the notice that waits."""
    page.goto("/desk/")
    page.locator(f'main a[href="{BOARD}{notice}/"]').click()
    expect(page.get_by_role("link", name=notice).first).to_be_visible()
    sure(page)


def last_day(page: Page, notice: str) -> date:
    """Read on the public page which day is a notice's last."""
    page.goto(f"/notices/{notice}/")
    words = whole.words(page.locator("section[aria-labelledby=counted] dd").nth(2))
    found = re.search(r"(\d{4})-(\d{2})-(\d{2})", words)
    assert found is not None, words
    return date(*map(int, found.groups()))


def amounts(page: Page, notice: str) -> dict[str, str]:
    """Read on the public page who is to get how much."""
    page.goto(f"/notices/{notice}/")
    rows = page.locator("h2#list ~ .scroll tbody tr")
    return {
        whole.words(row.locator("th span").first): whole.words(row.locator("td").nth(1))
        for row in whole.every(rows)
    }


def reference_of(page: Page) -> str:
    """Give the notice whose page is shown after a deed."""
    expect(page.get_by_role("status")).to_contain_text("已经办好")
    return page.url.split("?")[0].rstrip("/").rsplit("/", 1)[1]


def morning_after(day: date, now: datetime) -> datetime:
    """Give the first office hour after a day ends."""
    return datetime(day.year, day.month, day.day, 9, 30, tzinfo=now.tzinfo) + timedelta(days=1)
