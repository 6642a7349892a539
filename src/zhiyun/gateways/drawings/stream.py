"""Shares over the years as a stream: the width of each band is how much there was."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from zhiyun.gateways.drawings import pen

HEIGHT, TOP, FOOT, LEFT, RIGHT = 250, 12, 26, 6, 54
LEAST_APART = 14


def stream(
    years: Sequence[str],
    series: Sequence[tuple[str, Sequence[int]]],
    *,
    partial: Collection[int],
    title: str,
) -> str:
    """Draw bands around a middle line, named at their end; the years in ``partial`` stand on a tinted ground."""
    most = max((sum(values[at] for _, values in series) for at in range(len(years))), default=0) or 1
    scale, middle = (HEIGHT - TOP - FOOT) / most, (TOP + HEIGHT - FOOT) / 2
    step = (pen.WIDTH - LEFT - RIGHT) / max(1, len(years) - 1)
    tops = [middle - sum(values[at] for _, values in series) * scale / 2 for at in range(len(years))]
    shapes, labels = [], []
    for colour, (name, values) in enumerate(series):
        upper = [(LEFT + at * step, tops[at]) for at in range(len(years))]
        tops = [top + values[at] * scale for at, top in enumerate(tops)]
        lower = [(LEFT + at * step, tops[at]) for at in range(len(years))]
        shapes.append(_band(upper, lower, colour))
        labels.append(((upper[-1][1] + lower[-1][1]) / 2, name, colour))
    if partial:
        x = LEFT + (min(partial) - 0.5) * step
        shapes.append(
            f'<rect class="veil" x="{pen.number(x)}" y="{TOP}" width="{pen.number(pen.WIDTH - RIGHT - x)}"'
            f' height="{HEIGHT - TOP - FOOT}" fill="#fffefb" fill-opacity=".6"/>'
        )
    every = -(-len(years) * 36 // (pen.WIDTH - LEFT - RIGHT)) or 1
    shapes += [
        pen.words(
            min(max(LEFT + at * step, 14), pen.WIDTH - RIGHT - 2),
            HEIGHT - 8,
            year,
            anchor="middle",
            size=11,
            name="quiet",
            colour=pen.FAINT,
        )
        for at, year in enumerate(years)
        if at % every == (len(years) - 1) % every
    ]
    return pen.svg([*shapes, *_labels(labels)], height=HEIGHT, title=title)


def _band(upper: list[tuple[float, float]], lower: list[tuple[float, float]], colour: int) -> str:
    back = lower[::-1]
    first = f"M{pen.number(upper[0][0])} {pen.number(upper[0][1])}"
    path = f"{first}{_smooth(upper)}L{pen.number(back[0][0])} {pen.number(back[0][1])}{_smooth(back)}Z"
    return f'<path class="f{colour % 8 + 1}" d="{path}" fill="{pen.COLOURS[colour % 8]}" stroke="#fffefb" stroke-width=".6"/>'


def _smooth(points: list[tuple[float, float]]) -> str:
    pieces = []
    for (x, y), (to_x, to_y) in pairwise(points):
        half = pen.number((x + to_x) / 2)
        pieces.append(
            f"C{half} {pen.number(y)} {half} {pen.number(to_y)} {pen.number(to_x)} {pen.number(to_y)}"
        )
    return "".join(pieces)


def _labels(wanted: list[tuple[float, str, int]]) -> list[str]:
    """Name the bands at their ends; names that would lie on one another move apart."""
    shapes, last = [], 0.0
    room = len(wanted) * LEAST_APART
    for at, (y, name, colour) in enumerate(wanted):
        left = room - at * LEAST_APART
        last = min(max(y + 4, last + LEAST_APART), HEIGHT - FOOT - left + LEAST_APART)
        shapes.append(
            pen.words(
                pen.WIDTH - RIGHT + 6,
                last,
                name,
                size=12,
                name=f"t{colour % 8 + 1}",
                colour=pen.COLOURS[colour % 8],
            )
        )
    return shapes
