"""Lines through points: a technology's walk through its years, and a chain of documents."""

from __future__ import annotations

from collections.abc import Sequence

from zhiyun.gateways.drawings import pen

HEIGHT, TOP, FOOT, LEFT, RIGHT = 290, 16, 44, 58, 30
STEP, SHORTEST, LONGEST = 40, 24, 640
"""From one document to the next; less where many must stay on one page."""


def walk(points: Sequence[tuple[str, int, int]], *, across: str, up: str, title: str) -> str:
    """Draw a walk through (label, across, up), each point named as far as there is room."""
    wide, high = pen.ticks(max(x for _, x, _ in points) or 1), pen.ticks(max(y for _, _, y in points) or 1)
    scale_x = (pen.WIDTH - LEFT - RIGHT) / wide[-1]
    scale_y = (HEIGHT - TOP - FOOT) / high[-1]
    shapes = []
    for mark in high:
        y = HEIGHT - FOOT - mark * scale_y
        shapes.append(pen.line(LEFT, y, pen.WIDTH - RIGHT, y))
        shapes.append(_mark(LEFT - 6, y + 4, mark, "end"))
    for mark in wide[1:]:
        shapes.append(_mark(LEFT + mark * scale_x, HEIGHT - FOOT + 16, mark, "middle"))
    places = [(LEFT + x * scale_x, HEIGHT - FOOT - y * scale_y) for _, x, y in points]
    path = "L".join(f"{pen.number(x)} {pen.number(y)}" for x, y in places)
    shapes.append(f'<path class="s1" d="M{path}" fill="none" stroke="{pen.COLOURS[0]}" stroke-width="2"/>')
    shapes.append(
        pen.words(
            pen.WIDTH - RIGHT, HEIGHT - 8, across, anchor="end", size=12, name="quiet", colour=pen.FAINT
        )
    )
    shapes.append(pen.words(LEFT, 11, up, size=12, name="quiet", colour=pen.FAINT))
    named: list[tuple[float, float]] = []
    for at, ((label, _, _), (x, y)) in enumerate(zip(points, places, strict=True)):
        is_last = at == len(points) - 1
        shapes.append(
            f'<circle class="{"f3" if is_last else "f1"}" cx="{pen.number(x)}" cy="{pen.number(y)}"'
            f' r="{5 if is_last else 3.2}" fill="{pen.COLOURS[2 if is_last else 0]}"/>'
        )
        if is_last or all(abs(x - one) > 34 or abs(y - other) > 13 for one, other in [*named, places[-1]]):
            named.append((x, y))
            shapes.append(pen.words(x + 7, y + 4, label, size=11))
    return pen.svg(shapes, height=HEIGHT, title=title)


def chain(steps: Sequence[tuple[str, int]], *, title: str) -> str:
    """Draw documents one under another, each tied to the one before by a line as thick as its weight."""
    most = max((weight for _, weight in steps), default=0) or 1
    step = max(SHORTEST, min(STEP, LONGEST // max(1, len(steps))))
    shapes = []
    for at, (name, weight) in enumerate(steps):
        y = 22 + at * step
        if at:
            thick = 1 + 7 * weight / most
            shapes.append(
                pen.line(60, y - step + 9, 60, y - 9, width=thick, colour=pen.COLOURS[0], name="s1")
            )
            shapes.append(
                pen.words(76, y - step / 2 + 4, f"{weight:,}", size=11, name="quiet", colour=pen.FAINT)
            )
        shapes.append(f'<circle class="f1" cx="60" cy="{y}" r="7" fill="{pen.COLOURS[0]}"/>')
        shapes.append(pen.words(140, y + 5, pen.fitted(name, pen.WIDTH - 144)))
    return pen.svg(shapes, height=44 + max(0, len(steps) - 1) * step, title=title)


def _mark(x: float, y: float, mark: int, anchor: str) -> str:
    return pen.words(x, y, f"{mark:,}", anchor=anchor, size=11, name="quiet", colour=pen.FAINT)
