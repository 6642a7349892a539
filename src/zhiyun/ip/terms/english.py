"""English words brought to one form: of one number, or to the stem that words of one family share."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_LATIN: Final = re.compile(r"[a-z]+")
_ENDINGS: Final = ("ing", "ed", "ation", "ment", "er", "or", "ive", "able", "ion", "al", "ly", "e")
_REMEMBERED: Final = 20_000
"""Words, of which a page of English has few and often the same: 2 MB at most."""


@lru_cache(_REMEMBERED)
def stem(word: str) -> str:
    """Take the commonest endings from a small-lettered word, so that batteries and battery are one."""
    word = singular(word)
    if len(word) < 4 or not _LATIN.fullmatch(word):
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def singular(word: str) -> str:
    """Take the ending of the plural from a small-lettered word."""
    if len(word) < 4 or not _LATIN.fullmatch(word):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith("s") and not word.endswith(("ss", "us")):
        return word[:-1]
    return word
