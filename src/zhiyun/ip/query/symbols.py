"""Symbols of IPC and CPC as places in the scheme, so that a class is a stretch of whole numbers."""

from __future__ import annotations

from typing import Final

from zhiyun.ip import classification
from zhiyun.ip.classification import Level, NotASymbol

SECTIONS: Final = "ABCDEFGHY"
_LETTERS: Final = 26
_CLASSES: Final = 100
_GROUPS: Final = 10_000
_SUBGROUPS: Final = 1_000_000


def symbol(text: str) -> str:
    """Spell a section, class, subclass, group or subgroup as ``H04L9/08``; empty if it is none."""
    try:
        return str(classification.symbol(text))
    except NotASymbol:
        return ""


def place(spelled: str) -> int | None:
    """Give the number of a whole symbol in the order of the scheme, or None if it has no group or is none."""
    try:
        has_group = classification.symbol(spelled).level >= Level.MAIN_GROUP
    except NotASymbol:
        return None
    return span(spelled)[0] if has_group else None


def span(spelled: str) -> tuple[int, int]:
    """Give the first and the last place of a `symbol` and all below it, both included.

    A main group such as H04L9/00 holds its subgroups. What is below a subgroup, the dots say and its digits
    do not, so a subgroup holds what its digits begin: H04L9/08 holds H04L9/0819.
    """
    one = classification.symbol(spelled)
    is_subgroup = one.level is Level.SUBGROUP
    sizes = (_CLASSES, _LETTERS, _GROUPS, _SUBGROUPS)
    parts = (
        int(one.class_) if one.class_ else None,
        ord(one.subclass) - ord("A") if one.subclass else None,
        int(one.main_group) if one.main_group else None,
        int(one.subgroup.ljust(6, "0")) if is_subgroup else None,
    )
    low, width = SECTIONS.index(one.section), 1
    for part, size in zip(parts, sizes, strict=True):
        low, width = low * size + (part or 0), width * size if part is None else 1
    if is_subgroup:
        width = int(10 ** (6 - len(one.subgroup)))
    return low, low + width - 1
