"""Every page of a task book, as who works there: no barrier, at a desk and on a phone, in the light and in the dark."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.laid import Laid, laid, look_both_ways

Check = Callable[[Page], None]
OFFICER, MANAGER, AUDITOR, PREPARER, SIGNER = (
    *("case_officer", "round_manager", "auditor"),
    *("preparer", "legal_representative"),
)
# {signed} is a case whose task book is in force, {begun} one that is negotiated, {fresh} one to be begun.
PAGES = [
    (MANAGER, "/bureau/task-books/{begun}/sign/"),
    (SIGNER, "/applications/{begun}/task-book/sign/"),
    (OFFICER, "/bureau/task-books/"),
    (AUDITOR, "/bureau/task-books/{signed}/"),
    (OFFICER, "/bureau/task-books/{fresh}/begin/"),
    (OFFICER, "/bureau/task-books/{begun}/propose/"),
    (OFFICER, "/bureau/task-books/{begun}/differences/"),
    (OFFICER, "/bureau/task-books/{signed}/tranches/2/"),
    (SIGNER, "/applications/{signed}/task-book/"),
    (PREPARER, "/applications/{begun}/task-book/propose/"),
    (PREPARER, "/applications/{begun}/task-book/differences/"),
    (AUDITOR, "/bureau/task-books/{signed}/changes/1/"),
    (MANAGER, "/bureau/task-books/{signed}/changes/1/sign/"),
    (OFFICER, "/bureau/task-books/{signed}/changes/1/propose/"),
    (OFFICER, "/bureau/task-books/{signed}/changes/1/end/"),
    (OFFICER, "/bureau/task-books/{signed}/changes/ask/"),
    (PREPARER, "/applications/{signed}/task-book/changes/1/"),
    (PREPARER, "/applications/{signed}/task-book/changes/ask/"),
    (PREPARER, "/applications/{signed}/task-book/changes/1/propose/"),
    (PREPARER, "/applications/{signed}/task-book/changes/1/end/"),
    (SIGNER, "/applications/{signed}/task-book/changes/1/sign/"),
    (PREPARER, "/desk/"),
]


@pytest.fixture(scope="module")
def filled(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laid]:
    """Serve an installation with task books."""
    with laid(founded, tmp_path_factory.mktemp("task-books"), by="tests.journeys.lay_task_books") as made:
        yield made


@pytest.mark.parametrize(("role", "address"), PAGES)
def test_a_task_book_at_a_desk_in_the_light_and_on_a_phone_in_the_dark(
    page: Page, axe: Check, filled: Laid, role: str, address: str
) -> None:
    filled.open(page, role, address)

    look_both_ways(page, axe)
