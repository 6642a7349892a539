"""A cell for each pair, its disc as large as its count, for paper; on a screen the table is tinted itself."""

from __future__ import annotations

import math
from collections.abc import Sequence

from zhiyun.gateways.drawings import pen

WIDTH, LABEL, HEAD, EDGE, ROW = 600, 176, 104, 52, 24
"""Wider than others, for as many columns as there are effects."""
SMALLEST = 6.0
"""A disc that its count can be read on."""


def grid(rows: Sequence[str], columns: Sequence[str], counts: Sequence[Sequence[int]], *, title: str) -> str:
    """Draw discs in rows and columns with their counts."""
    step = (WIDTH - LABEL - EDGE) / max(1, len(columns))
    most = max((count for row in counts for count in row), default=0) or 1
    widest = min(step, ROW) / 2 - 1
    shapes = []
    for at, name in enumerate(columns):
        x, y = LABEL + (at + 0.5) * step, HEAD - 8.0
        told = pen.fitted(name, HEAD + 14, size=11)
        shapes.append(
            f'<text class="ink" x="{pen.number(x)}" y="{y}" fill="{pen.INK}" font-size="11"'
            f' transform="rotate(-52 {pen.number(x)} {y})">{told}</text>'
        )
    for down, (name, row) in enumerate(zip(rows, counts, strict=True)):
        y = HEAD + (down + 0.5) * ROW
        shapes.append(pen.line(0, y + ROW / 2, WIDTH, y + ROW / 2))
        shapes.append(pen.words(0, y + 4, pen.fitted(name, LABEL - 4, size=11), size=11))
        for at, count in enumerate(row):
            if count:
                x, radius = LABEL + (at + 0.5) * step, max(SMALLEST, widest * math.sqrt(count / most))
                shapes.append(
                    f'<circle class="f1" cx="{pen.number(x)}" cy="{pen.number(y)}" r="{pen.number(radius)}"'
                    f' fill="{pen.COLOURS[0]}" fill-opacity=".35"/>'
                )
                shapes.append(pen.words(x, y + 4, f"{count}", anchor="middle", size=10))
    return pen.svg(shapes, height=HEAD + len(rows) * ROW + 2, title=title, width=WIDTH)
