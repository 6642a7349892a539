"""The house itself, seen from a browser: it answers, is guarded, and speaks Chinese that can be read."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page


def test_the_first_page_opens_at_a_desk_without_barriers(page: Page, axe: Callable[[Page], None]) -> None:
    answer = page.goto("/")

    assert answer is not None
    assert answer.status == 200
    axe(page)


def test_the_first_page_fits_a_phone(phone: Page, axe: Callable[[Page], None]) -> None:
    phone.goto("/")

    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    axe(phone)


HARDLY_SEEN = {
    "pale words": "last.style.color = '#bbb'",
    "words on what is as dark": "last.style.backgroundColor = '#555'; last.style.color = '#666'",
    "words on something as dark far behind": "last.parentElement.style.backgroundColor = '#333'",
    "words that let through what is behind": "last.style.opacity = '0.4'",
    "a pale word among others": "last.append(document.createElement('b')); last.lastChild.append('淡淡的词'); last.lastChild.style.color = '#ccc'",
}


@pytest.mark.parametrize("harm", HARDLY_SEEN.values(), ids=HARDLY_SEEN)
def test_what_hardly_stands_out_is_found_in_the_last_of_many_that_are_alike(
    page: Page, axe: Callable[[Page], None], harm: str
) -> None:
    page.goto("/law/cq-2021-65/readings/")
    axe(page)

    page.evaluate(f"const last = [...document.querySelectorAll('main p')].at(-1); {harm}")

    with pytest.raises(AssertionError, match="color-contrast"):
        axe(page)


def test_pages_allow_nothing_from_elsewhere(page: Page) -> None:
    answer = page.goto("/")

    assert answer is not None
    policy = dict(rule.strip().split(" ", 1) for rule in answer.headers["content-security-policy"].split(";"))
    assert policy == {
        "base-uri": "'none'",
        "default-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "object-src": "'none'",
    }


@pytest.mark.parametrize("style", ["serif", "sans-serif"])
def test_the_browser_has_chinese_letters(page: Page, style: str) -> None:
    page.goto("about:blank")
    page.set_content(f"""<canvas width=100 height=40></canvas><p style="font: 32px {style}">知识产权</p>""")

    drawn = page.evaluate(
        """style => ["知", "识", "\\u{10FFFF}"].map(letter => {
            const canvas = document.querySelector("canvas"), pen = canvas.getContext("2d");
            pen.clearRect(0, 0, 100, 40); pen.font = `32px ${style}`; pen.fillText(letter, 0, 32);
            return canvas.toDataURL();
        })""",
        style,
    )

    assert len(set(drawn)) == 3
