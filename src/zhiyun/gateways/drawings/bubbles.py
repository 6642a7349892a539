"""Discs on a field, each named: how large, and in which order from left to right and from below upwards."""

from __future__ import annotations

import math
from collections.abc import Sequence

from zhiyun.gateways.drawings import pen

HEIGHT, EDGE, FOOT, LARGEST = 460, 30, 28, 28


def bubbles(
    labels: Sequence[str],
    sizes: Sequence[int],
    places: Sequence[tuple[str, str]],
    *,
    across: str,
    up: str,
    title: str,
) -> str:
    """Draw a disc for each label at places told as numbers; only their order counts, so that nothing lies on anything by much."""
    most = max(sizes, default=0) or 1
    columns = _ranks([float(x) for x, _ in places])
    heights = [float(y) for _, y in places]
    rows = [
        sum((other, -at) < (y, -place) for at, other in enumerate(heights)) for place, y in enumerate(heights)
    ]
    many = max(1, len(labels))
    high = HEIGHT - EDGE - FOOT - 10
    middle = (pen.WIDTH / 2, EDGE + high / 2)
    shapes = [
        pen.line(EDGE, middle[1], pen.WIDTH - EDGE, middle[1]),
        pen.line(middle[0], EDGE, middle[0], HEIGHT - FOOT - 10),
        pen.words(
            pen.WIDTH - 4, HEIGHT - 8, f"{across} →", anchor="end", size=12, name="quiet", colour=pen.FAINT
        ),
        pen.words(4, 14, f"↑ {up}", size=12, name="quiet", colour=pen.FAINT),
    ]
    discs, names = [], []
    for at, (label, size) in enumerate(zip(labels, sizes, strict=True)):
        x = EDGE + (columns[at] + 0.5) / many * (pen.WIDTH - 2 * EDGE)
        y = EDGE + (many - rows[at] - 0.5) / many * high
        radius = max(5.0, LARGEST * math.sqrt(size / most))
        discs.append(
            f'<circle class="f{at % 8 + 1}" cx="{pen.number(x)}" cy="{pen.number(y)}" r="{pen.number(radius)}"'
            f' fill="{pen.COLOURS[at % 8]}" fill-opacity=".3"/>'
        )
        wide = pen.measure(label, size=12) / 2
        centre = min(max(x, wide + 2), pen.WIDTH - wide - 2)
        names.append(
            pen.words(centre, y + 4, pen.fitted(label, pen.WIDTH - 8, size=12), anchor="middle", size=12)
        )
    return pen.svg([*shapes, *discs, *names], height=HEIGHT, title=title)


def _ranks(values: Sequence[float]) -> list[float]:
    """Give each value its place in the order; equal ones share the middle of theirs."""
    return [
        sum(other < value for other in values) + (sum(other == value for other in values) - 1) / 2
        for value in values
    ]
