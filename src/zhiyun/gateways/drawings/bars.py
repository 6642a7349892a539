"""Bars, one a row, for paper; on a screen the table draws them itself."""

from __future__ import annotations

from collections.abc import Sequence

from zhiyun.gateways.drawings import pen

ROW, LABEL, VALUE = 20, 170, 52


def bars(labels: Sequence[str], values: Sequence[int], *, title: str) -> str:
    """Draw a bar for each label, as long as its value."""
    most = max(values, default=0) or 1
    room = pen.WIDTH - LABEL - VALUE
    shapes = []
    for at, (label, value) in enumerate(zip(labels, values, strict=True)):
        y = at * ROW
        shapes += [
            pen.words(LABEL - 8, y + 14, pen.fitted(label, LABEL - 8, size=12), anchor="end", size=12),
            pen.rect(LABEL, y + 4, max(1.0, room * value / most), ROW - 8, 0),
            pen.words(
                LABEL + room * value / most + 5, y + 14, f"{value:,}", size=11, name="quiet", colour=pen.FAINT
            ),
        ]
    return pen.svg(shapes, height=max(ROW, len(labels) * ROW), title=title)
