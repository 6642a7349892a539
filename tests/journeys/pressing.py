"""Pressing a button as somebody does who is refused nothing, having said once more who they are where that is asked."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys import whole
from tests.journeys.city import confirm_when_asked

REFUSED = "[role=alert], #refusal-heading"


def press(page: Page, words: str | re.Pattern[str], *, exact: bool = True) -> None:
    """Press the first button of the page so named, and see that nothing is refused."""
    button = page.get_by_role("main").get_by_role("button", name=words, exact=exact).first
    with page.expect_navigation():
        button.click()
    expect(page.locator(REFUSED)).to_have_count(0)


def follow(link: Locator) -> None:
    """Follow a link, and stand on the page it leads to."""
    with link.page.expect_navigation():
        link.click()


def sure(page: Page) -> None:
    """Say once more who one is, where the page shown asks for it first."""
    first = page.get_by_role("main").get_by_role("link", name="先确认本人身份")
    if whole.number_of(first):
        follow(first)
    confirm_when_asked(page)


def refused(page: Page, words: str | re.Pattern[str]) -> str:
    """Press a button and give what the refusal says."""
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=words).first.click()
    return whole.words(page.locator(".verdict.not_met, .faults, main").first)
