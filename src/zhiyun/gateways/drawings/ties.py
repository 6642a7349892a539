"""Who is tied to whom: each group on its own ground, in a circle, ties as thick as they are many."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from zhiyun.gateways.drawings import pen

CELL = pen.WIDTH / 2
PAIR, MOST_IN_CIRCLE = 58, 9
MOST_GROUPS = 12


def ties(groups: Sequence[Sequence[str]], weights: Mapping[tuple[str, str], int], *, title: str) -> str:
    """Draw the first groups, the largest across the whole width, the others two in a row."""
    shapes: list[str] = []
    most = max(weights.values(), default=0) or 1
    y, column, row_height = 0.0, 0, 0.0
    for colour, group in enumerate(_shown(groups)):
        height = _height(group)
        if column == 0:
            row_height = height
        row_height = max(row_height, height)
        shapes += _group(group, weights, most, column * CELL, y, height, colour)
        column = 1 - column
        if column == 0:
            y, row_height = y + row_height, 0.0
    return pen.svg(shapes, height=max(PAIR, y + (row_height if column else 0)), title=title)


def _shown(groups: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    return sorted((group[:MOST_IN_CIRCLE] for group in groups[:MOST_GROUPS]), key=lambda group: -len(group))


def _height(group: Sequence[str]) -> float:
    return PAIR if len(group) <= 2 else 96 + 14 * len(group)


def _group(
    group: Sequence[str],
    weights: Mapping[tuple[str, str], int],
    most: int,
    left: float,
    top: float,
    height: float,
    colour: int,
) -> Iterator[str]:
    places = dict(zip(group, _places(len(group), left, top, height), strict=True))
    own = pen.COLOURS[colour % 8]
    for (one, other), patents in sorted(weights.items()):
        if one in places and other in places:
            (x, y), (to_x, to_y) = places[one], places[other]
            yield pen.line(
                x, y, to_x, to_y, width=1 + 5 * patents / most, colour=own, name=f"s{colour % 8 + 1}"
            )
            if len(group) == 2:
                yield pen.words(
                    (x + to_x) / 2,
                    y - 8,
                    f"{patents}",
                    anchor="middle",
                    size=11,
                    name="quiet",
                    colour=pen.FAINT,
                )
    for name, (x, y) in places.items():
        yield f'<circle class="f{colour % 8 + 1}" cx="{pen.number(x)}" cy="{pen.number(y)}" r="5.5" fill="{own}"/>'
        below = y + 18 if len(group) <= 2 or y >= top + height / 2 - 1 else y - 9
        yield pen.words(
            x, below, pen.fitted(name, 112 if len(group) <= 2 else 98, size=11), anchor="middle", size=11
        )


def _places(many: int, left: float, top: float, height: float) -> list[tuple[float, float]]:
    middle = left + CELL / 2
    if many <= 2:
        return [(middle - 62, top + 24), (middle + 62, top + 24)][:many]
    radius_x, radius_y = CELL / 2 - 58, height / 2 - 30
    return [
        (
            middle + radius_x * math.sin(2 * math.pi * at / many),
            top + height / 2 - radius_y * math.cos(2 * math.pi * at / many),
        )
        for at in range(many)
    ]
