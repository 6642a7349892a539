"""Cuts texts into what is indexed, the same way for documents and for questions.

Two cuts. `tokens` keeps places: each Chinese, Japanese or Korean character stands for itself and its
right neighbour, each other word for itself, so that a phrase is found exactly as it stands, whatever a
dictionary thinks of it. `words` ranks: the dictionary's words and English stems, without places; it finds
a little more than the tokens alone (benchmarks/quality).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from importlib.metadata import version
from itertools import accumulate
from typing import Final, NamedTuple

from zhiyun.ip.terms import stem

_ADJOINING: Final = (
    "\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUNS: Final = re.compile(f"([{_ADJOINING}]+)|([^\\W_{_ADJOINING}]+)")
_JOINED: Final = re.compile(f"[{_ADJOINING}]")
_WORD: Final = re.compile(f"[^\\W_{_ADJOINING}]+")
_FULL_WIDTH: Final = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_ACCENTED: Final = {
    code: plain[0]
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if (plain := unicodedata.normalize("NFKD", chr(code)))[0].isascii()
    and plain[0].isalpha()
    and all(map(unicodedata.combining, plain[1:]))
} | {ord(letter): plain for letter, plain in zip("ØøŁłĐđ", "OoLlDd", strict=True)}
"""Latin letters with accents: exports and readers leave them out as often as they write them."""
_EVENED: Final = _FULL_WIDTH | _ACCENTED
_LONGEST: Final = 100
"""Characters of a token that are kept; what is longer is no word."""
CUTS: Final = 2
"""Raised when this module cuts otherwise than before."""


class Token(NamedTuple):
    """What is indexed, its place among the tokens, and the characters [at, until) it stands for."""

    text: str
    place: int
    at: int
    until: int


def tokens(text: str) -> list[Token]:
    """Cut a text into tokens, one a character for Chinese, one a word for the rest."""
    cut, at, until = token_places(text)
    return list(map(Token, cut, range(len(cut)), at, until))


def token_places(text: str) -> tuple[list[str], list[int], list[int]]:
    """Give the `tokens` of a text, where each begins and where it ends; made for many texts."""
    cut: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    for run in _RUNS.finditer(_evened(text)):
        at, until = run.span()
        if joined := run[1]:
            cut.extend([joined[each : each + 2] for each in range(len(joined))])
            begins.extend(range(at, until))
            ends.extend(range(at + 2, until + 1))
        else:
            cut.append(run[2][:_LONGEST])
            begins.append(at)
        ends.append(until)
    return cut, begins, ends


class Looked:
    """A few tokens to be looked for in many texts, in a fraction of the time that cutting those takes."""

    def __init__(self, tokens: Iterable[str]) -> None:
        self._joined: list[str] = []
        self._words: list[str] = []
        for each in tokens:
            run = _RUNS.fullmatch(each)
            if run and (run[2] or len(each) <= 2):
                (self._words if run[2] else self._joined).append(each)

    def places(self, text: str) -> tuple[list[str], list[int], list[int]]:
        """Give those of the `tokens` of a text that are looked for, one after another, as `token_places` does."""
        even = _evened(text)
        found: list[str] = []
        begins: list[int] = []
        ends: list[int] = []
        for token in self._joined:
            at = even.find(token)
            while at >= 0:
                if len(token) == 2 or not _JOINED.match(even, at + 1):
                    found.append(token)
                    begins.append(at)
                    ends.append(at + len(token))
                at = even.find(token, at + 1)
        for token in self._words:
            at = even.find(token)
            while at >= 0:
                word = _WORD.match(even, at)
                if word and word[0][:_LONGEST] == token and not (at and _WORD.match(even, at - 1)):
                    found.append(token)
                    begins.append(at)
                    ends.append(word.end())
                at = even.find(token, at + 1)
        return found, begins, ends


def token_text(text: str) -> str:
    """Write the `tokens` of a text with blanks between, for a field that is cut at blanks; made for millions."""
    cut: list[str] = []
    for run in _RUNS.finditer(_evened(text)):
        if joined := run[1]:
            cut.extend([joined[each : each + 2] for each in range(len(joined))])
        else:
            cut.append(run[2][:_LONGEST])
    return " ".join(cut)


def words(text: str) -> list[str]:
    """Cut a text into words of the dictionary and English stems, in its order."""
    found: list[str] = []
    for run in _RUNS.finditer(_evened(text)):
        if run[1]:
            found.extend(_cut()(run[1]))
        else:
            found.append(stem(run[2][:_LONGEST]))
    return found


def word_places(text: str, wanted: re.Pattern[str] | None = None) -> tuple[list[str], list[int], list[int]]:
    """Cut as `words` does; give the words, where in the text each begins and where it ends.

    Where only some words are wanted, runs of the dictionary's script that hold none are passed over: cutting is dear.
    """
    found: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    for run in _RUNS.finditer(_evened(text)):
        at, until = run.span()
        if not run[1]:
            found.append(stem(run[2][:_LONGEST]))
            begins.append(at)
            ends.append(until)
        elif wanted is None or wanted.search(run[1]):
            cut = _cut()(run[1])
            stops = list(accumulate(map(len, cut), initial=at))
            found += cut
            begins += stops[:-1]
            ends += stops[1:]
    return found, begins, ends


def is_adjoining(token: str) -> bool:
    """Say whether a token is of a script whose characters adjoin without blanks."""
    found = _RUNS.fullmatch(token)
    return found is not None and found[1] is not None


def dictionary_version() -> str:
    """Name the dictionary and the manner of cutting; another name asks for a new index."""
    return f"rjieba {version('rjieba')}, cut {CUTS}"


@cache
def _cut() -> Callable[[str], list[str]]:
    """Give the cut of the dictionary's one copy, 30 MB that who only asks by fields never holds."""
    import rjieba  # noqa: PLC0415 - reads its dictionary at once

    return rjieba.cut


@lru_cache(16)
def _evened(text: str) -> str:
    """Make letters small, full-width signs half-width, and take accents off Latin letters, character for character.

    A text is cut several times on end, for its words and for its tokens.
    """
    even = text.translate(_EVENED)
    small = even.lower()
    return (
        small if len(small) == len(even) else "".join(c.lower() if len(c.lower()) == 1 else c for c in even)
    )
