"""Columns over years, one colour for each kind, faint where not everything is public yet."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from zhiyun.gateways.drawings import pen

HEIGHT, TOP, FOOT, LEFT, RIGHT = 250, 48, 30, 52, 8


def columns(
    years: Sequence[str],
    series: Sequence[tuple[str, Sequence[int]]],
    *,
    partial: Collection[int],
    title: str,
    partial_words: str,
) -> str:
    """Draw stacked columns; ``partial`` are the places of years that are not wholly public."""
    sums = [sum(values[at] for _, values in series) for at in range(len(years))]
    marks = pen.ticks(max(sums, default=0) or 1)
    scale = (HEIGHT - TOP - FOOT) / marks[-1]
    step = (pen.WIDTH - LEFT - RIGHT) / max(1, len(years))
    shapes = [*_legend([name for name, _ in series])]
    for mark in marks:
        y = HEIGHT - FOOT - mark * scale
        shapes.append(pen.line(LEFT, y, pen.WIDTH - RIGHT, y))
        shapes.append(
            pen.words(LEFT - 6, y + 4, f"{mark:,}", anchor="end", size=11, name="quiet", colour=pen.FAINT)
        )
    every = -(-len(years) * 36 // (pen.WIDTH - LEFT - RIGHT)) or 1
    for at, year in enumerate(years):
        x, y = LEFT + at * step, float(HEIGHT - FOOT)
        for colour, (_, values) in enumerate(series):
            high = values[at] * scale
            if high:
                y -= high
                shapes.append(pen.rect(x + step * 0.12, y, step * 0.76, high, colour, is_faint=at in partial))
        if at % every == (len(years) - 1) % every:
            shapes.append(
                pen.words(
                    x + step / 2, HEIGHT - 10, year, anchor="middle", size=11, name="quiet", colour=pen.FAINT
                )
            )
    if partial:
        x = LEFT + min(partial) * step
        shapes.append(pen.line(x, TOP - 18, x, HEIGHT - FOOT, colour=pen.FAINT, name="edge"))
        near = x + pen.measure(partial_words, size=11) + 4 > pen.WIDTH
        # Over the plot, where no column reaches.
        shapes.append(
            pen.words(
                x - 4 if near else x + 4,
                TOP - 10,
                partial_words,
                anchor="end" if near else "start",
                size=11,
                name="quiet",
                colour=pen.FAINT,
            )
        )
    return pen.svg(shapes, height=HEIGHT, title=title)


def _legend(names: Sequence[str]) -> list[str]:
    shapes, x = [], float(LEFT)
    for colour, name in enumerate(names):
        shapes += [pen.rect(x, 6, 12, 12, colour), pen.words(x + 17, 16.5, name, size=12)]
        x += 17 + pen.measure(name, size=12) + 18
    return shapes
