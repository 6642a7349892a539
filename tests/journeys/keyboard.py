"""Walking through a page with the Tab key alone, answering what is met on the way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import FilePayload, Page

MOST_STEPS = 250
FOCUSED = """() => {
    const on = document.activeElement;
    return {
        tag: on.tagName, type: on.type || "", name: on.name || "", value: on.value || "", rel: on.rel || "",
        href: on.getAttribute("href") || "",
        words: (on.innerText || on.labels?.[0]?.innerText || "").trim(),
        isChosen: !!on.checked,
    };
}"""

Focused = Mapping[str, Any]


@dataclass(frozen=True)
class Answers:
    """What to type, by the name or else the label of a field; which questions get a no; and a file for each place."""

    typed: Mapping[str, str]
    no: frozenset[str] = frozenset()
    file: Callable[[], FilePayload] | None = None

    def text(self, focused: Focused) -> str:
        """Give what to type into a field."""
        other = self.typed.get("*", "") if focused["tag"] == "TEXTAREA" else ""
        return self.typed.get(focused["name"]) or self.typed.get(focused["words"]) or other


def press(page: Page, words: str, answers: Answers | None = None) -> None:
    """Walk to the button or link that says ``words``, answering on the way, and press it."""
    _walk(page, lambda on: on["tag"] in ("BUTTON", "A") and on["words"].startswith(words), answers)


def go_on(page: Page) -> None:
    """Follow the link to the next part."""
    _walk(page, lambda on: on["rel"] == "next", None)


def follow(page: Page, address: str) -> None:
    """Walk to the link with an address, and follow it."""
    _walk(page, lambda on: on["href"] == address, None)


def _walk(page: Page, is_there: Callable[[Focused], bool], answers: Answers | None) -> None:
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        focused: Focused = page.evaluate(FOCUSED)
        if focused["words"] == "跳到正文":
            page.keyboard.press("Enter")
        elif is_there(focused):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
        elif answers is not None:
            _answer(page, focused, answers)
    raise AssertionError(f"never reached on {page.url}")


def _answer(page: Page, focused: Focused, answers: Answers) -> None:
    kind = focused["type"]
    if kind == "radio" and not focused["value"]:
        # Yes and no stand before «not known», which is chosen at first.
        for _ in range(1 if focused["name"] in answers.no else 2):
            page.keyboard.press("ArrowLeft")
    elif kind == "checkbox" and not focused["isChosen"]:
        page.keyboard.press("Space")
    elif kind == "file" and answers.file is not None:
        # Space opens the system's own dialogue, which is no part of the page and not always seen from here.
        page.locator("input[type=file]:focus").set_input_files(answers.file())
    elif kind == "date" and not focused["value"] and (day := answers.text(focused)):
        year, month, on = day.split("-")
        # The browser's own field asks in the order of the browser's language, which is English here.
        page.keyboard.type(month + on + year)
    elif kind not in ("radio", "checkbox", "file", "date") and not focused["value"]:
        page.keyboard.insert_text(answers.text(focused))
