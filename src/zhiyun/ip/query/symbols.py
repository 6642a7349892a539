"""Symbols of IPC and CPC as places in the scheme, so that a class is a stretch of whole numbers."""

from __future__ import annotations

import re
from typing import Final

_SYMBOL: Final = re.compile(r"([A-HY])(?:(\d{2})(?:([A-Z])(?: *(\d{1,4})(?:/(\d{2,6}))?)?)?)?")
_SECTIONS: Final = "ABCDEFGHY"
_LETTERS: Final = 26
_CLASSES: Final = 100
_GROUPS: Final = 10_000
_SUBGROUPS: Final = 1_000_000


def symbol(text: str) -> str:
    """Spell a section, class, subclass, group or subgroup as ``H04L9/08``; empty if it is none."""
    found = _SYMBOL.fullmatch(text.upper().strip()) if text.isascii() else None
    if not found:
        return ""
    section, number, letter, group, subgroup = found.groups()
    below = f"{int(group)}/{subgroup or '00'}" if group else ""
    return f"{section}{number or ''}{letter or ''}{below}"


def place(spelled: str) -> int | None:
    """Give the number of a whole symbol in the order of the scheme, or None if it has no group."""
    found = _SYMBOL.fullmatch(spelled)
    return span(spelled)[0] if found and found[5] else None


def span(spelled: str) -> tuple[int, int]:
    """Give the first and the last place of a `symbol` and all below it, both included.

    A main group such as H04L9/00 holds its subgroups. What is below a subgroup, the dots say and its digits
    do not, so a subgroup holds what its digits begin: H04L9/08 holds H04L9/0819.
    """
    found = _SYMBOL.fullmatch(spelled)
    assert found, "a symbol is spelled by `symbol`"
    section, number, letter, group, subgroup = found.groups()
    sizes = (_CLASSES, _LETTERS, _GROUPS, _SUBGROUPS)
    parts = (
        int(number) if number else None,
        ord(letter) - ord("A") if letter else None,
        int(group) if group else None,
        int(subgroup.ljust(6, "0")) if subgroup and subgroup.strip("0") else None,
    )
    low, width = _SECTIONS.index(section), 1
    for part, size in zip(parts, sizes, strict=True):
        low, width = low * size + (part or 0), width * size if part is None else 1
    if parts[3] is not None:
        assert subgroup, "it was read just now"
        width = int(10 ** (6 - len(subgroup)))
    return low, low + width - 1
