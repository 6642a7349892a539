"""Lists in notice, objections and results in a real browser: no barrier, in both languages, at a desk and on a phone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from playwright.sync_api import Page

from tests.journeys import serving

Check = Callable[[Page], None]

PAGES = [
    # A secret given again holds for ten minutes, so what asks for one comes first.
    ("bureau-publish", "manager", "/bureau/notices/publish/{ready}/"),
    ("notices", "", "/notices/"),
    ("notice", "", "/notices/{notice}/"),
    ("notice", "", "/notices/{confirmed}/"),
    ("object", "", "/notices/{notice}/object/"),
    ("object", "", "/notices/{confirmed}/object/"),
    ("track", "", "/objections/"),
    ("results", "", "/results/"),
    ("result", "", "/results/{round}/"),
    ("bureau-notices", "manager", "/bureau/notices/"),
    ("bureau-notice", "manager", "/bureau/notices/{notice}/"),
    ("bureau-notice", "auditor", "/bureau/notices/{confirmed}/"),
    ("bureau-objections", "handler", "/bureau/notices/objections/"),
    ("bureau-objection", "handler", "/bureau/notices/objections/{objection}/"),
    ("bureau-objection", "auditor", "/bureau/notices/objections/{objection}/"),
    ("bureau-take-down", "handler", "/bureau/notices/{notice}/take-down/"),
    ("application-decision", "preparer", "/applications/{case}/decision/"),
    ("objected", "preparer", "/applications/{case}/objections/"),
]


@pytest.fixture(scope="module")
def filled(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Serve an installation with lists in notice; give its address, sessions and references."""
    home = tmp_path_factory.mktemp("noticed")
    shutil.copytree(founded, home, dirs_exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ZHIYUN_")}
    environment = kept | {"DJANGO_SETTINGS_MODULE": "zhiyun.config.settings", "ZHIYUN_HOME": str(home)}
    told = subprocess.run(
        [sys.executable, "-m", "tests.journeys.noticed_home"],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    with serving.served(home) as address:
        yield {**json.loads(told.stdout.splitlines()[-1]), "site": address}


@pytest.mark.parametrize(("route", "who", "address"), PAGES)
def test_a_page_has_no_barrier_and_fits_a_phone(
    page: Page, axe: Check, filled: dict[str, str], route: str, who: str, address: str
) -> None:
    if who:
        page.context.add_cookies([{"name": "sessionid", "value": filled[who], "url": filled["site"]}])

    answer = page.goto(filled["site"] + address.format(**filled))

    assert answer is not None
    assert answer.status == 200
    assert resolve(urlsplit(page.url).path).url_name == route
    axe(page)
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": filled["site"]}])
    page.reload()
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    axe(page)
