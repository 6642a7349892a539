"""Every page of the ledger and of payments, as who works there: no barrier, at a desk and on a phone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.laid import Laid, laid, look_both_ways

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
def filled(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laid]:
    """Serve an installation with money in its ledger."""
    with laid(founded, tmp_path_factory.mktemp("payments"), by="tests.journeys.lay_payments") as made:
        yield made


@pytest.mark.parametrize(("role", "address"), PAGES)
def test_money_at_a_desk_in_the_light_and_on_a_phone_in_the_dark(
    page: Page, axe: Check, filled: Laid, role: str, address: str
) -> None:
    filled.open(page, role, address)

    look_both_ways(page, axe)
