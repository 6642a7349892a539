"""The demonstration's city from the outside: entering as someone, confirming, and moving its clock."""

import os
import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Cookie, Page

PASSWORD = "zhiyun-yanshi-2026"
_SEATED: dict[str, list[Cookie]] = {}
_CLICKED: list[str] = []
"""Who entered with a click in this process: one does."""


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
    """Enter as the first of the demonstration's people whose name holds ``name``; stand at the desk.

    The first to enter clicks; whoever comes after sends what that click sent: no page is drawn to find its button.
    """
    if not _CLICKED:
        page.goto("/demo/")
        page.locator("form.people").get_by_role("button", name=name).first.click()
        page.wait_for_url("**/desk/")
        _CLICKED.append(name)
        return
    shown = _demonstration(page)
    seat = re.search(rf'name="seat" value="(\d+)">[^<]*<span[^>]*>[^<]*{re.escape(name)}', shown)
    assert seat is not None, f"nobody is called {name}"
    _send(page, "/demo/enter/", shown, seat=seat[1], next="/desk/")
    page.goto("/desk/")


def come_in(page: Page, name: str) -> None:
    """Sit where ``name`` sits at the site whose clock nobody moves; only the first to come in by a name clicks.

    For journeys that look at one page each: they begin on no page, and end nobody's session.
    """
    if name not in _SEATED:
        # Who enters in another's window ends that one's session.
        page.context.clear_cookies()
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
    """Read the city's clock; the page shown stays."""
    shown = re.search(r'<time datetime="([^"]+)"', _demonstration(page))
    assert shown is not None
    return datetime.fromisoformat(shown[1])


def move_clock(page: Page, to: datetime) -> None:
    """Move the city's clock; journeys only ever move it on, because what is recorded has its hour.

    The form is sent without drawing its page, which stays as it is.
    """
    _send(page, "/demo/clock/", _demonstration(page), to=f"{to:%Y-%m-%dT%H:%M:%S}")


def _demonstration(page: Page) -> str:
    """Give the page of the demonstration's people and clock as its source."""
    answer = page.request.get("/demo/")
    assert answer.ok
    return answer.text()


def _send(page: Page, address: str, shown: str, **told: str) -> None:
    """Send a form of the page ``shown`` with the window's cookies."""
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', shown)
    assert token is not None
    answer = page.request.post(address, form={"csrfmiddlewaretoken": token[1], **told}, max_redirects=0)
    assert answer.status == 302, answer.status
