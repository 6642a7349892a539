"""Titles of the IPC in Chinese and English, the pairs that words are learned from."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.quality.condition import lines_of
from zhiyun.gateways.search_engine.segmenting import is_adjoining, tokens, words
from zhiyun.ip.terms import Pair

_REFERENCES = re.compile(r"〔.*?〕|（.*?）|\(.*?\)|\[.*?\]")


def pairs(data: Path) -> Iterator[Pair]:
    """Yield the titles of each class that has both, cut into words; references in brackets stay out."""
    chinese = {
        row["code"]: row["title_zh"] for row in csv.DictReader(lines_of(data / "ipc_zh", "ipc_zh.csv.gz"))
    }
    for row in csv.DictReader(lines_of(data / "ipc_en", "ipc_en.csv.gz")):
        title = chinese.get(_symbol(row["symbol"]))
        if title:
            yield pair(_REFERENCES.sub("", row["title_en"]), _REFERENCES.sub("", title))


def pair(english: str, chinese: str) -> Pair:
    """Cut two titles that say the same."""
    return Pair(
        tuple(token.text for token in tokens(english) if not is_adjoining(token.text)),
        tuple(word for word in words(chinese) if is_adjoining(word[:1])),
    )


def _symbol(padded: str) -> str:
    """Write A01B0001040000 as people do: A01B1/04."""
    if len(padded) < 14 or not padded[4:].isdecimal():
        return padded
    return f"{padded[:4]}{int(padded[4:8])}/{padded[8:].rstrip('0').ljust(2, '0')}"
