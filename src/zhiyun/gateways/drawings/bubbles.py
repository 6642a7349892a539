"""Discs on a field, each named: how large, and in which order from left to right and from below upwards."""

from __future__ import annotations

import math
from collections.abc import Sequence

from zhiyun.gateways.drawings import pen

EDGE, FOOT, ROW, SMALLEST = 30, 38, 20, 4.0
"""Each disc has a row of its own, so that no disc and no name lies on another."""


def bubbles(
    labels: Sequence[str],
    sizes: Sequence[int],
    places: Sequence[tuple[str, str]],
    *,
    across: str,
    up: str,
    title: str,
) -> str:
    """Draw a disc for each label at places told as numbers, its name and size beside it; only their order counts."""
    most = max(sizes, default=0) or 1
    columns = _ranks([float(x) for x, _ in places])
    heights = [float(y) for _, y in places]
    rows = [
        sum((other, -at) < (y, -place) for at, other in enumerate(heights)) for place, y in enumerate(heights)
    ]
    many = max(1, len(labels))
    foot = EDGE + many * ROW
    shapes = [
        pen.line(EDGE, EDGE + many * ROW / 2, pen.WIDTH - EDGE, EDGE + many * ROW / 2),
        pen.line(pen.WIDTH / 2, EDGE, pen.WIDTH / 2, foot),
        pen.words(
            pen.WIDTH - 4,
            foot + FOOT - 10,
            f"{across} →",
            anchor="end",
            size=12,
            name="quiet",
            colour=pen.FAINT,
        ),
        pen.words(4, 14, f"↑ {up}", size=12, name="quiet", colour=pen.FAINT),
    ]
    for at, (label, size) in enumerate(zip(labels, sizes, strict=True)):
        x = EDGE + (columns[at] + 0.5) / many * (pen.WIDTH - 2 * EDGE)
        y = EDGE + (many - rows[at] - 0.5) * ROW
        radius = max(SMALLEST, (ROW / 2 - 1) * math.sqrt(size / most))
        shapes.append(
            f'<circle class="f{at % 8 + 1}" cx="{pen.number(x)}" cy="{pen.number(y)}" r="{pen.number(radius)}"'
            f' fill="{pen.COLOURS[at % 8]}" fill-opacity=".5"/>'
        )
        shapes.append(_named(x, y + 4, f"{label} {size:,}", radius + 4))
    return pen.svg(shapes, height=foot + FOOT, title=title)


def _named(x: float, y: float, name: str, away: float) -> str:
    """Write a name beside its disc, on the side with more room where it does not fit to the right."""
    after, before = pen.WIDTH - x - away, x - away
    if pen.measure(name, size=12) <= after or after >= before:
        return pen.words(x + away, y, pen.fitted(name, after, size=12), size=12)
    return pen.words(x - away, y, pen.fitted(name, before, size=12), anchor="end", size=12)


def _ranks(values: Sequence[float]) -> list[float]:
    """Give each value its place in the order; equal ones share the middle of theirs."""
    return [
        sum(other < value for other in values) + (sum(other == value for other in values) - 1) / 2
        for value in values
    ]
