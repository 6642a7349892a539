"""Characters that can be printed: what a reader would not see is written out instead."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Final

_KEPT: Final = "\n"
_WIDE_SPACE: Final = "\u3000"
_LINE_ENDS: Final = ("\u2028", "\u2029")
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def printable(text: str, *, known: Callable[[str], bool] = lambda _: True) -> str:
    """Write ``text`` so that all of it shows: ``〔U+202E〕`` for marks that turn or hide what stands beside them,
    for control characters, and for those no font at hand knows (``known`` says which it does).

    >>> printable("发票\\u202efdp.exe")
    '发票〔U+202E〕fdp.exe'
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(_shown(character, known) for character in plain)


def _shown(character: str, known: Callable[[str], bool]) -> str:
    category = unicodedata.category(character)
    if character == _KEPT or character in _LINE_ENDS:
        return _KEPT
    if character == "\t" or (category == "Zs" and character != _WIDE_SPACE):
        return " "
    if category in _UNSEEN or not known(character):
        return f"〔U+{ord(character):04X}〕"
    return character
