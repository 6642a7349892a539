"""The telephone that shows one-time codes, for whoever enrolled with it."""

from __future__ import annotations

import re
import time

import pyotp
from playwright.sync_api import Page

from tests.journeys import whole
from tests.journeys.city import confirm_when_asked


def code_of(secret: str, after: int) -> tuple[str, int]:
    """Give a code of the telephone that was not used yet: it may run one step ahead."""
    step = max(int(time.time()) // 30, after + 1)
    return pyotp.HOTP(secret).at(step), step


def enrol(page: Page) -> None:
    """Take up one-time codes as who has entered, unless they have; then the page shows the recovery codes."""
    page.goto("/account/")
    offer = page.get_by_role("link", name="启用动态码")
    if whole.number_of(offer) == 0:
        return
    offer.click()
    confirm_when_asked(page)
    secret = re.sub(r"\s", "", whole.words(page.locator("dd code")))
    page.get_by_label("动态码").fill(code_of(secret, 0)[0])
    page.get_by_role("button", name="启用动态码").click()
    page.locator(".codes li").first.wait_for()
