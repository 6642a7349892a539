"""The demonstration's city from the outside: entering as someone, confirming, and moving its clock."""

import os
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Cookie, Page

PASSWORD = "zhiyun-yanshi-2026"
_SEATED: dict[str, list[Cookie]] = {}


@dataclass
class City:
    """One served city: where it is, on which database, and its home. ``kept`` is what journeys made once.

    ``database_address`` is empty where the database lies in the home.
    """

    address: str
    database: str
    home: Path
    kept: dict[str, str] = field(default_factory=dict)
    database_address: str = ""


def walk_on(city: City, database: str) -> None:
    """Skip a long journey on the other database, unless ``ZHIYUN_JOURNEYS=all`` asks for both.

    Two benefits on two databases take ten minutes: each run walks one benefit on each. What only one browser does is
    walked on one likewise; that both databases keep the same is proved below the screens.
    """
    if city.database != database and os.environ.get("ZHIYUN_JOURNEYS") != "all":
        pytest.skip(f"walked on {database}; ZHIYUN_JOURNEYS=all walks on both")


def enter(page: Page, name: str) -> None:
    """Enter with one click as the first of the demonstration's people whose name holds ``name``; stand at the desk."""
    page.goto("/demo/")
    page.locator("form.people").get_by_role("button", name=name).first.click()
    page.wait_for_url("**/desk/")


def come_in(page: Page, name: str) -> None:
    """Sit where ``name`` sits at the site whose clock nobody moves; only the first to come in by a name clicks.

    For journeys that look at one page each: they begin on no page, and end nobody's session.
    """
    if name not in _SEATED:
        enter(page, name)
        _SEATED[name] = page.context.cookies()
    page.context.add_cookies(_SEATED[name])  # type: ignore[arg-type]


def log_in(page: Page, email: str) -> None:
    """Log in on the page shown, as anyone does."""
    page.get_by_label("电子邮箱").fill(email)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="登录").click()


def confirm_when_asked(page: Page) -> None:
    """Prove once more who one is, where the page shown asks for it."""
    if "/confirm/" in page.url:
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="确认身份").click()


def clock(page: Page) -> datetime:
    """Read the city's clock."""
    page.goto("/demo/")
    shown = page.locator("section[aria-labelledby=clock] time").get_attribute("datetime")
    assert shown is not None
    return datetime.fromisoformat(shown)


def move_clock(page: Page, to: datetime) -> None:
    """Move the city's clock; journeys only ever move it on, because what is recorded has its hour."""
    page.goto("/demo/")
    page.locator("#to").fill(f"{to:%Y-%m-%dT%H:%M:%S}")
    page.get_by_role("button", name="拨动时钟").click()
    page.wait_for_url("**/demo/")
