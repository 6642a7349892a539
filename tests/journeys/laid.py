"""An installation into which a module lays what some pages need, served; and a page looked at in both ways."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.journeys import serving


@dataclass(frozen=True)
class Laid:
    """Where it is served, the session of each role, and the references of what was laid."""

    site: str
    told: dict[str, Any]

    def open(self, page: Page, role: str, address: str) -> None:
        """Come in as who sits on a role, and open a page, which is really there."""
        page.context.add_cookies(
            [{"name": "sessionid", "value": self.told["sessions"][role], "url": self.site}]
        )
        wanted = self.site + address.format(**self.told)
        answer = page.goto(wanted)
        assert answer is not None
        assert (answer.status, page.url) == (200, wanted)


@contextmanager
def laid(founded: Path, home: Path, *, by: str) -> Iterator[Laid]:
    """Serve a copy of a founded installation into which the module ``by`` lays, and prints what it laid as JSON."""
    shutil.copytree(founded, home, dirs_exist_ok=True)
    # Nothing of the caller's own installation may leak in.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ZHIYUN_")}
    environment = kept | {"DJANGO_SETTINGS_MODULE": "zhiyun.config.settings", "ZHIYUN_HOME": str(home)}
    with serving.served(home) as site:
        told = subprocess.run(
            [sys.executable, "-m", by], env=environment, check=True, stdout=subprocess.PIPE, text=True
        )
        yield Laid(site, json.loads(told.stdout))


def look_both_ways(page: Page, axe: Callable[[Page], None]) -> None:
    """Hear of no barrier, and scroll sideways neither at a desk nor on a phone.

    An office's page is listened to in the light at a desk, any other in the dark on a phone, as each is mostly read.
    """
    is_of_an_office = urlsplit(page.url).path.startswith(("/bureau/", "/record/", "/administration/"))
    if is_of_an_office:
        axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 1440
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    if not is_of_an_office:
        axe(page)
