"""Two bars from a middle, one to each side: shares of one set to the left, of the other to the right."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from zhiyun.gateways.drawings import pen

ROW, HEAD, LABEL, VALUE = 22, 30, 104, 44


def pairs(
    labels: Sequence[str],
    shares: Sequence[tuple[str, str]],
    *,
    names: tuple[str, str],
    partial: Collection[int],
    title: str,
) -> str:
    """Draw a row for each label; shares are told as ``12.3%`` and both sides have one scale."""
    values = [(_number(one), _number(other)) for one, other in shares]
    most = max((max(pair) for pair in values), default=0.0) or 1.0
    middle, room = pen.WIDTH / 2, (pen.WIDTH - LABEL) / 2 - VALUE
    edges = (middle - LABEL / 2, middle + LABEL / 2)
    shapes = [
        pen.rect(edges[0] - 12, 6, 12, 12, 0),
        pen.words(edges[0] - 18, 17, names[0], anchor="end", size=12),
        pen.rect(edges[1], 6, 12, 12, 1),
        pen.words(edges[1] + 18, 17, names[1], size=12),
    ]
    for at, (label, told, pair) in enumerate(zip(labels, shares, values, strict=True)):
        y = HEAD + at * ROW
        wide = [room * each / most for each in pair]
        faint = at in partial
        shapes += [
            pen.words(middle, y + 14, pen.fitted(label, LABEL - 8, size=12), anchor="middle", size=12),
            pen.rect(edges[0] - wide[0], y + 4, wide[0], ROW - 8, 0, is_faint=faint),
            pen.rect(edges[1], y + 4, wide[1], ROW - 8, 1, is_faint=faint),
            _told(edges[0] - wide[0] - 4, y + 14, told[0], "end"),
            _told(edges[1] + wide[1] + 4, y + 14, told[1], "start"),
        ]
    return pen.svg(shapes, height=HEAD + max(1, len(labels)) * ROW, title=title)


def _told(x: float, y: float, text: str, anchor: str) -> str:
    return pen.words(x, y, text, anchor=anchor, size=11, name="quiet", colour=pen.FAINT)


def _number(told: str) -> float:
    return float(told.removesuffix("%") or 0)
