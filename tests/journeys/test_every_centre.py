"""Every page of a funded centre, as who works there: no barrier, at a desk and on a phone, in the light and in the dark."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.laid import Laid, laid, look_both_ways

Check = Callable[[Page], None]
OFFICER, MANAGER, FINANCE, PREPARER = ("case_officer", "round_manager", "finance", "preparer")
# On 2026-04-24 {failed} waits for its second acceptance, {concluded} for its approval, {revoked} for a proposal,
# {proposed} for its order; {owing} has paid a part back.
PAGES = [
    (OFFICER, "/bureau/construction/"),
    (OFFICER, "/bureau/construction/{owing}/"),
    (OFFICER, "/bureau/construction/{failed}/reports/1/"),
    (OFFICER, "/bureau/construction/{failed}/acceptance/"),
    (MANAGER, "/bureau/construction/{concluded}/acceptance/approve/"),
    (OFFICER, "/bureau/construction/{failed}/evaluations/1/"),
    (MANAGER, "/bureau/construction/{concluded}/evaluations/approve/"),
    (OFFICER, "/bureau/construction/{revoked}/recovery/"),
    (MANAGER, "/bureau/construction/{proposed}/recovery/order/"),
    (FINANCE, "/bureau/construction/{owing}/recovery/receive/"),
    (PREPARER, "/applications/{failed}/construction/"),
    (PREPARER, "/applications/{failed}/construction/reports/2/"),
    (PREPARER, "/applications/{failed}/construction/acceptance/"),
    (PREPARER, "/desk/"),
]


@pytest.fixture(scope="module")
def filled(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laid]:
    """Serve an installation with funded centres."""
    with laid(founded, tmp_path_factory.mktemp("centres"), by="tests.journeys.lay_centres") as made:
        yield made


@pytest.mark.parametrize(("role", "address"), PAGES)
def test_a_centre_at_a_desk_in_the_light_and_on_a_phone_in_the_dark(
    page: Page, axe: Check, filled: Laid, role: str, address: str
) -> None:
    filled.open(page, role, address)

    look_both_ways(page, axe)
