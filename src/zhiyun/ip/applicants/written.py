"""Names as they are written in gazettes and exports, brought to one way of writing."""

from __future__ import annotations

import re
import unicodedata

HAN = "\u3400-\u9fff\uf900-\ufaff"
_BRACKETS = str.maketrans("〔〕【】[]<>", "()()()()")
LONGEST = 200
"""What is longer is no name and is taken as it stands."""
MOST = 20_000
"""A cell that is longer holds no list of applicants."""
# Looked ahead no farther than a name is long, so that a hostile cell costs no more than its length.
_IN_BRACKETS = rf"[^()（）]{{0,{LONGEST}}}[)）]"
_BETWEEN = re.compile(rf"[;；|](?!{_IN_BRACKETS})|\n")
_LISTED = re.compile(rf"(?<=[{HAN})）])、(?=[{HAN}])(?!{_IN_BRACKETS})")
_IN_HAN = re.compile(rf"(?<=[{HAN}·()])\s+|\s+(?=[{HAN}·()])")
_DOTS = re.compile(r"[•‧∙⋅・･●．]")
_QUOTES = re.compile(r"<?&[lr][ds]quo;>?|[“”„‟«»《》]")


def split(text: str) -> tuple[str, ...]:
    """Split co-applicants in their order, each cleaned and once.

    They are parted by semicolons, bars or lines, and by 、 between Chinese names outside brackets; a comma parts
    nothing, for it stands within names of firms.
    """
    if len(text) > MOST:
        return tuple(filter(None, (text.strip(),)))
    named: dict[str, None] = {}
    for part in _BETWEEN.split(text):
        for one in _LISTED.split(part):
            if cleaned := clean(one):
                named[cleaned] = None
    return tuple(named)


def clean(name: str) -> str:
    """Give a name in half width, without blanks among Chinese characters, without what is left over at its ends."""
    if len(name) > MOST:
        return name.strip()
    shown = unicodedata.normalize("NFKC", name)
    shown = _DOTS.sub("·", _QUOTES.sub(" ", shown)).translate(_BRACKETS)
    shown = _IN_HAN.sub("", re.sub(r"\s+", " ", shown)).strip()
    return shown.lstrip(" ,，.。、;:：*").rstrip(" ,，。、;:：*")


def is_chinese(name: str) -> bool:
    """Say whether a name is written in Chinese characters, at least in part."""
    return re.search(f"[{HAN}]", name) is not None
