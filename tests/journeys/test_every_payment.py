"""Every page of the ledger and of payments, as who works there: no barrier, at a desk and on a phone."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys import serving

Check = Callable[[Page], None]
FINANCE, MANAGER, AUDITOR, SIGNER = "finance", "round_manager", "auditor", "legal_representative"
# {order} waits for its approval, {case} can be paid, {account} waits to be verified, {budget} to be checked.
PAGES = [
    (FINANCE, "/bureau/ledger/"),
    (AUDITOR, "/bureau/ledger/performance_subsidy/2026/"),
    (FINANCE, "/bureau/ledger/budget/"),
    (MANAGER, "/bureau/ledger/budget/{budget}/"),
    (FINANCE, "/bureau/payments/"),
    (FINANCE, "/bureau/payments/cases/{case}/"),
    (AUDITOR, "/bureau/payments/orders/{order}/"),
    (MANAGER, "/bureau/payments/orders/{order}/send-back/"),
    (FINANCE, "/bureau/payments/accounts/"),
    (FINANCE, "/bureau/payments/accounts/{account}/"),
    (MANAGER, "/bureau/payments/accounts/cooling/"),
    (FINANCE, "/bureau/payments/receipts/"),
    (SIGNER, "/account/bank/"),
    (SIGNER, "/account/bank/change/"),
    (FINANCE, "/desk/"),
]


@pytest.fixture(scope="module")
def laid(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, object]]]:
    """Serve an installation with money in its ledger; give its address and what was laid there."""
    home = tmp_path_factory.mktemp("payments")
    shutil.copytree(founded, home, dirs_exist_ok=True)
    with serving.served(home) as address:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "zhiyun.config.settings",
            "ZHIYUN_HOME": str(home),
        }
        told = subprocess.run(
            [sys.executable, "-m", "tests.journeys.lay_payments"],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        yield address, json.loads(told.stdout)


def open_page(page: Page, laid: tuple[str, dict[str, object]], role: str, address: str) -> None:
    """Come in as who sits on a role, and open a page, which is really there."""
    site, told = laid
    sessions = told["sessions"]
    assert isinstance(sessions, dict)
    page.context.add_cookies([{"name": "sessionid", "value": sessions[role], "url": site}])
    answer = page.goto(site + address.format(**told))
    assert answer is not None
    assert (answer.status, page.url) == (200, site + address.format(**told))


@pytest.mark.parametrize(("role", "address"), PAGES)
def test_money_at_a_desk_in_the_light_and_on_a_phone_in_the_dark(
    page: Page, axe: Check, laid: tuple[str, dict[str, object]], role: str, address: str
) -> None:
    open_page(page, laid, role, address)

    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 1440
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    axe(page)
