"""What a page shows once it is whole.

The browser hands a page over while its end is still on the way. Whoever asks for one element waits until it is there;
whoever asks for all of them, or how many there are, is told of those that have come. So journeys ask here.
"""

from playwright.sync_api import Locator, Page


def every(locator: Locator) -> list[Locator]:
    """Give every element found."""
    locator.page.wait_for_load_state()
    return locator.all()


def number_of(locator: Locator) -> int:
    """Count the elements found."""
    locator.page.wait_for_load_state()
    return locator.count()


def words(locator: Locator) -> str:
    """Give the words of the one element found."""
    locator.page.wait_for_load_state()
    return locator.inner_text()


def words_of_each(locator: Locator) -> list[str]:
    """Give the words of every element found."""
    locator.page.wait_for_load_state()
    return locator.all_inner_texts()


def source(page: Page) -> str:
    """Give the page as it stands, the words nobody sees included."""
    page.wait_for_load_state()
    return page.content()


def is_seen(locator: Locator) -> bool:
    """Say whether the one element found is seen."""
    locator.page.wait_for_load_state()
    return locator.is_visible()
