"""A real server, a real browser, at a desk and on a phone."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request, Response

from tests import postgresql
from tests.journeys import barriers, serving
from tests.journeys import city as outside
from tests.journeys.city import City

PATIENCE_MILLISECONDS = 15_000
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
NO_ERRANDS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
    # No process is made ready beside the one at work, and windows share theirs.
    "--renderer-process-limit=1",
]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Give the folder where all workers of a run find what one of them made."""
    folder = tmp_path_factory.getbasetemp()
    return folder if worker_id == "master" else folder.parent


@pytest.fixture(scope="session")
def founded(shared: Path) -> Path:
    """Give an installation as `./run` founds it, to be copied: all workers of a run found it once."""
    with serving.made_once(shared / "founded") as making:
        if making:
            serving.prepared(making)
    return shared / "founded"


@pytest.fixture(scope="session")
def founded_on_postgresql(shared: Path) -> Path:
    """Give the same with PostgreSQL for its database: its home and, beside it, the databases of a server."""
    place = shared / "founded-on-postgresql"
    with serving.made_once(place) as making:
        if making:
            making.mkdir()
            with postgresql.server(kept=making / "cluster") as address:
                serving.prepared(making / "home", database=address)
                # As whoever starts it again: nothing is founded twice.
                serving.prepared(making / "home", database=address)
    return place


@pytest.fixture(scope="session")
def site(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve an installation as `./run` does, whose clock nobody moves; give its address."""
    home = tmp_path_factory.mktemp("installation")
    shutil.copytree(founded, home, dirs_exist_ok=True)
    with serving.served(home) as address:
        yield address


@pytest.fixture(scope="session", params=["SQLite", "PostgreSQL"])
def city(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """Serve a demonstration's city for journeys that change it, on one database and on the other."""
    home = tmp_path_factory.mktemp("city")
    with ExitStack() as started:
        database = ""
        if request.param == "PostgreSQL":
            founded = request.getfixturevalue("founded_on_postgresql")
            database = started.enter_context(postgresql.server(like=founded / "cluster"))
            shutil.copytree(founded / "home", home, dirs_exist_ok=True)
        else:
            shutil.copytree(request.getfixturevalue("founded"), home, dirs_exist_ok=True)
        address = started.enter_context(serving.served(home, database=database))
        yield City(address, request.param, home, database_address=database)


@pytest.fixture
def enter(
    city: City, browser: Browser, browser_context_args: dict[str, object]
) -> Iterator[Callable[..., Page]]:
    """Give a door into the city: each time, a window of its own in which someone named has entered.

    Without a name nobody has. What else is said goes to the browser: ``java_script_enabled=False``.
    """
    with ExitStack() as windows:

        def opened(name: str = "", **wishes: object) -> Page:
            here = {"viewport": DESK, "base_url": city.address}
            context = browser.new_context(**{**browser_context_args, **here, **wishes})  # type: ignore[arg-type]
            windows.callback(context.close)
            page = windows.enter_context(_watched(context.new_page()))
            if name:
                outside.enter(page, name)
            return page

        yield opened


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """Name the browser that the ladder of `find_chromium.sh` finds."""
    ladder = Path(__file__).parent / "find_chromium.sh"
    found = subprocess.run([ladder], stdout=subprocess.PIPE, text=True, check=True)
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return browser_type_launch_args | {
        "executable_path": found.stdout.strip(),
        "args": [*NO_ERRANDS, *as_root],
    }


@pytest.fixture(scope="session")
def base_url(site: str) -> str:
    """Give every window our address, so that journeys write `page.goto("/law/")`."""
    return site


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    """Seat every reader in Chongqing."""
    return browser_context_args | {"locale": "zh-CN", "timezone_id": "Asia/Shanghai"}


@pytest.fixture(scope="session")
def desk_window(browser: Browser, browser_context_args: dict[str, object]) -> Iterator[BrowserContext]:
    """Keep a window at a desk for all who need one after another: a new one costs more than what is looked at."""
    with browser.new_context(**{**browser_context_args, "viewport": DESK}) as window:  # type: ignore[arg-type]
        yield window


@pytest.fixture(scope="session")
def phone_window(browser: Browser, browser_context_args: dict[str, object]) -> Iterator[BrowserContext]:
    """Keep a phone, touched rather than clicked."""
    held = {"viewport": PHONE, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
    with browser.new_context(**{**browser_context_args, **held}) as window:  # type: ignore[arg-type]
        yield window


@pytest.fixture
def page(desk_window: BrowserContext) -> Iterator[Page]:
    """Open a page at a desk, 1440 pixels wide, in a window that knows nobody."""
    with _watched(_as_new(desk_window, DESK)) as opened:
        yield opened


@pytest.fixture
def phone(phone_window: BrowserContext) -> Iterator[Page]:
    """Open a page on a phone, 390 pixels wide, that knows nobody."""
    with _watched(_as_new(phone_window, PHONE)) as opened:
        yield opened


def _as_new(window: BrowserContext, size: dict[str, int]) -> Page:
    """Give the one page of a window, where nobody is logged in and nothing is chosen.

    What was shown last stays until the journey opens its own: an empty page between them costs another process.
    Our pages keep nothing in a browser but cookies.
    """
    shown, *others = window.pages or [window.new_page()]
    for each in others:
        each.close()
    window.clear_cookies()
    shown.set_viewport_size(size)  # type: ignore[arg-type]
    shown.emulate_media(color_scheme="light", media="null")
    return shown


@pytest.fixture
def axe() -> Callable[..., None]:
    """Give a check that fails for any violation axe finds in what the page shows now."""
    return barriers.none_is_found


@contextmanager
def _watched(opened: Page) -> Iterator[Page]:
    """Fail the journey for a script error, a blocked or missing part, or a word to any other host."""
    complaints: list[str] = []
    opened.set_default_timeout(PATIENCE_MILLISECONDS)

    def hear(message: ConsoleMessage) -> None:
        # A page that answers 404 or 413 on purpose is the test's own business; its parts are heard below.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            complaints.append(f"console: {message.text}")

    def ask(request: Request) -> None:
        if urlsplit(request.url).hostname not in ("127.0.0.1", None):
            complaints.append(f"asks another host: {request.url}")

    def look(response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            complaints.append(f"{response.status} {response.url}")

    def fail(error: Error) -> None:
        complaints.append(f"script: {error}")

    heard = {"console": hear, "pageerror": fail, "response": look, "request": ask}
    for event, told in heard.items():
        opened.on(event, told)  # type: ignore[call-overload]
    yield opened
    for event, told in heard.items():
        opened.remove_listener(event, told)
    assert complaints == []
