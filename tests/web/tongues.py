"""What a page says in which language, as a browser's voice would hear it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"[A-Za-z]{3,}")
WORDS_OF_A_SENTENCE = 3
"""So many English words about a Chinese one make a sentence that quotes it; names and titles alone must be marked."""
_EMPTY = {*("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr")}
_QUOTING = {"official", "quoted", "article-text", "redhead", "pair"}
"""Classes of what quotes the measure's own text, heads an official paper, or holds the bureau's examples."""
_UNHEARD = {"style", "script", "textarea", "option", "title", "code", "svg", "use", "path", "symbol"}
"""What a person typed, names of files and codes, and official words to choose from, which cannot be marked within."""


@dataclass(frozen=True)
class Said:
    """One piece of text, the language it is said to be in, and whether it stands where official words are quoted."""

    text: str
    language: str
    is_quoted: bool = False

    @property
    def is_chinese_unmarked(self) -> bool:
        """Whether Chinese is said in an English voice."""
        quotes = len(ENGLISH.findall(self.text)) >= WORDS_OF_A_SENTENCE
        return self.language == "en" and bool(CHINESE.search(self.text)) and not quotes

    @property
    def is_english_marked_chinese(self) -> bool:
        """Whether English is said in a Chinese voice; addresses of letters are nobody's words."""
        only_english = ENGLISH.search(self.text) and not CHINESE.search(self.text)
        return self.language == "zh-CN" and bool(only_english) and not re.search(r"[@.]\w", self.text)


@dataclass
class _Ear(HTMLParser):
    said: list[Said] = field(default_factory=list)
    open: list[tuple[str, str, bool]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        outer, quoted = self.open[-1][1:] if self.open else ("", False)
        named = dict(attrs)
        quotes = bool(_QUOTING & set((named.get("class") or "").split()))
        if tag not in _EMPTY:
            self.open.append((tag, named.get("lang") or outer, quoted or quotes))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if text and self.open and not any(tag in _UNHEARD for tag, *_ in self.open):
            self.said.append(Said(text, *self.open[-1][1:]))


def wrongly_said(page: str) -> list[str]:
    """List what an English page says in the wrong voice between its masthead and its foot."""
    return [each.text for each in _heard(page) if each.is_chinese_unmarked or each.is_english_marked_chinese]


def left_in_chinese(page: str, words: frozenset[str]) -> list[str]:
    """List which of our words an English page says in Chinese, quotations of official text aside."""
    return [each.text for each in _heard(page) if each.text in words and not each.is_quoted]


@lru_cache(2)
def _heard(page: str) -> list[Said]:
    ear = _Ear()
    ear.feed(page.partition("<body")[0] + "<main" + page.partition("<main")[2].partition("</main>")[0])
    return ear.said
