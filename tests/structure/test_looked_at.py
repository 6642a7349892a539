"""No page escapes the browser: axe looks at every address there is, or it is said why there is nothing to look at."""

from tests.journeys.looked_at import NOT_PAGES, looked_at
from tests.web import matrix

ADDRESSES = {route.name for route in matrix.routes()}


def test_every_address_is_looked_at_by_axe_or_is_no_page() -> None:
    """A new page goes into `PAGES` of a test_every_*.py, or behind a few clicks into `ANSWERS`."""
    assert looked_at() - {""} == ADDRESSES - set(NOT_PAGES)


def test_what_is_no_page_exists_and_says_why() -> None:
    assert set(NOT_PAGES) - ADDRESSES == set()
    assert all(NOT_PAGES.values())
