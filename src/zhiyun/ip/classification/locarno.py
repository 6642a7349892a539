"""Locarno classes of designs: ``01-01``."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from zhiyun.ip import tables
from zhiyun.ip.classification.symbols import MOST, NotASymbol
from zhiyun.ip.tables import Edition
from zhiyun.kernel.said import Said

_CLASS = re.compile(
    r"(?:LOC\s*(?:\(\d+\))?\s*(?:CL\.?)?\s*)?(\d{1,2})\s*[-‐–—./]\s*(\d{1,2})\s*(?:\(\d{1,2}\))?"
)


def locarno(text: str) -> str:
    """Normalise a class and subclass, with or without its edition: ``1-1 (12)`` is ``01-01``. Refuses what is none."""
    shown = unicodedata.normalize("NFKC", text[:MOST]).strip().upper()
    found = _CLASS.fullmatch(shown)
    if found is None or f"{int(found[1]):02}" not in _titles():
        raise NotASymbol(
            Said("“%(given)s”不是洛迦诺分类号：应为大类01至32和小类，例如 06-01", given=shown[:40])
        )
    return f"{int(found[1]):02}-{int(found[2]):02}"


def locarno_title(class_: str, *, language: str = "zh") -> str:
    """Give the title of the class that a symbol begins with; empty where there is none."""
    chinese, english = _titles().get(class_[:2], ("", ""))
    return english if language == "en" else chinese


def edition() -> Edition:
    """Say whose table answers."""
    return _table().edition


@cache
def _titles() -> dict[str, tuple[str, str]]:
    return {row["class"]: (row["title_zh"], row["title_en"]) for _, row in _table().rows}


@cache
def _table() -> tables.Table:
    return tables.shipped(
        "zhiyun.ip.classification", "locarno_classes.csv", ("class", "title_zh", "title_en")
    )
