"""What all drawings are made with: shapes, words, colours, and the round numbers of a scale."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape, quoteattr

WIDTH: Final = 480
COLOURS: Final = (
    "#0b5563", "#96600f", "#a5433a", "#4e7030", "#526482", "#7d5a80", "#756340", "#2f7a76",
)  # fmt: skip
"""Ink for paper, in the order of the classes ``f1`` to ``f8``; told apart in grey as well by order and label."""
INK: Final = "#1f1c19"
FAINT: Final = "#5c544b"
RULE: Final = "#d8d0c2"
FACE: Final = "Noto Sans SC, Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, sans-serif"
_WIDE: Final = 0x2E80
"""From here on letters are as wide as they are high."""


def svg(shapes: Iterable[str], *, height: float, title: str, width: int = WIDTH) -> str:
    """Put shapes together; the title is what a screen reader says."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {number(height)}" role="img" class="chart"'
        f' font-family="{FACE}" font-size="13" aria-label={quoteattr(title)}>{"".join(shapes)}</svg>'
    )


def number(value: float) -> str:
    """Write a coordinate to a tenth."""
    return f"{value:.1f}".removesuffix(".0")


def rect(x: float, y: float, width: float, height: float, colour: int, *, is_faint: bool = False) -> str:
    """Fill a rectangle with one of the colours; a faint one has a broken edge as well."""
    own = COLOURS[colour % len(COLOURS)]
    faint = f' fill-opacity=".3" stroke="{own}" stroke-dasharray="3 2"' if is_faint else ""
    return (
        f'<rect class="f{colour % len(COLOURS) + 1}" x="{number(x)}" y="{number(y)}" width="{number(max(width, 0))}"'
        f' height="{number(max(height, 0))}" fill="{own}"{faint}/>'
    )


def line(
    x: float, y: float, to_x: float, to_y: float, *, width: float = 1, colour: str = RULE, name: str = "rule"
) -> str:
    """Draw a straight line."""
    return (
        f'<line class="{name}" x1="{number(x)}" y1="{number(y)}" x2="{number(to_x)}" y2="{number(to_y)}"'
        f' stroke="{colour}" stroke-width="{number(width)}"/>'
    )


def words(
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "start",
    size: int = 13,
    name: str = "ink",
    colour: str = INK,
) -> str:
    """Write words, Chinese ones marked as such; ``anchor`` is start, middle or end."""
    extra = "" if anchor == "start" else f' text-anchor="{anchor}"'
    small = "" if size == 13 else f' font-size="{size}"'
    spoken = ' lang="zh-CN"' if any(ord(letter) >= _WIDE for letter in text) else ""
    return f'<text class="{name}"{spoken} x="{number(x)}" y="{number(y)}" fill="{colour}"{extra}{small}>{escape(text)}</text>'


def fitted(text: str, room: float, *, size: int = 13) -> str:
    """Cut words to a width, with … where something is missing; empty where not even two letters fit."""
    if measure(text, size=size) <= room:
        return text
    kept = ""
    for letter in text:
        if measure(kept + letter + "…", size=size) > room:
            break
        kept += letter
    return f"{kept}…" if len(kept) > 1 else ""


def measure(text: str, *, size: int = 13) -> float:
    """Say about how wide words are."""
    return sum(size if ord(letter) >= _WIDE else size * 0.58 for letter in text)


def ticks(most: float, *, steps: int = 4) -> list[int]:
    """Give round numbers from 0 to at least ``most``."""
    step = max(1, most / steps)
    size = 10 ** (len(str(int(step))) - 1)
    step = next(
        int(each * size)
        for each in (1, 2, 2.5, 5, 10)
        if each * size >= step and each * size == int(each * size)
    )
    return [step * each for each in range(int(-(-most // step)) + 1)]
