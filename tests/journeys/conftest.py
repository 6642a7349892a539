"""A real server, a real browser, at a desk and on a phone."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

START_SECONDS = 30.0
PATIENCE_MILLISECONDS = 15_000
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
NO_ERRANDS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a fresh installation as `./run` does, and hear that no page broke; give its address."""
    home = tmp_path_factory.mktemp("installation")
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    # Nothing of the caller's own installation may leak in.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ZHIYUN_")}
    environment = kept | {
        "DJANGO_SETTINGS_MODULE": "zhiyun.config.settings",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "ZHIYUN_HOME": str(home),
    }
    subprocess.run([sys.executable, "-m", "zhiyun.config.prepare"], env=environment, check=True)
    command = [sys.executable, "-m", "gunicorn", "--config", "python:zhiyun.config.server", "--workers", "1"]
    log = home / "server.log"
    with log.open("w") as log_file:
        server = subprocess.Popen([*command, "zhiyun.config.wsgi"], env=environment, stderr=log_file)
    try:
        _wait_for(address, server, log)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)
    assert "Traceback" not in log.read_text(), log.read_text()


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


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Iterator[Page]:
    """Open a window at a desk, 1440 pixels wide."""
    with _watched(new_context(viewport=DESK).new_page()) as opened:
        yield opened


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext]) -> Iterator[Page]:
    """Open a window on a phone, 390 pixels wide, touched rather than clicked."""
    context = new_context(viewport=PHONE, is_mobile=True, has_touch=True, device_scale_factor=2)
    with _watched(context.new_page()) as opened:
        yield opened


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Give a check that fails for any violation axe finds in what the page shows now."""

    def check(shown: Page) -> None:
        results = Axe().run(shown)
        assert results.violations_count == 0, f"{shown.url}\n{results.generate_report()}"

    return check


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

    opened.on("console", hear)
    opened.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    opened.on("response", look)
    opened.on("request", ask)
    yield opened
    assert complaints == []


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    give_up_at = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up_at and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except urllib.error.HTTPError as answer:
            pytest.fail(f"{answer.code} {address}\n{log.read_text()}")
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"no server at {address}\n{log.read_text()}")
