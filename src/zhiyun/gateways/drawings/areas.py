"""Areas by size, as square as they can be: M. Bruls, K. Huizing, J. van Wijk, Squarified Treemaps (2000)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhiyun.gateways.drawings import pen

HEIGHT, GAP = 260, 2


@dataclass(frozen=True, slots=True)
class _Room:
    x: float
    y: float
    width: float
    height: float


def areas(
    labels: Sequence[tuple[str, str]], sizes: Sequence[int], *, colours: Sequence[int], title: str
) -> str:
    """Draw areas, the largest first; each has a short and a long label, shown as far as they fit."""
    total = sum(sizes)
    shapes: list[str] = []
    if total:
        scale = pen.WIDTH * HEIGHT / total
        rooms = _squarified([size * scale for size in sizes], _Room(0, 0, pen.WIDTH, HEIGHT))
        for (short, long), size, colour, room in zip(labels, sizes, colours, rooms, strict=True):
            shapes += _area(room, short, long, size, colour)
    return pen.svg(shapes, height=HEIGHT, title=title)


def _area(room: _Room, short: str, long: str, size: int, colour: int) -> list[str]:
    shapes = [pen.rect(room.x, room.y, room.width - GAP, room.height - GAP, colour)]
    inner = room.width - GAP - 10
    if room.height >= 20 and pen.measure(short) <= inner:
        shapes.append(_white(room, 17, short, 13))
        if room.height >= 38:
            shapes.append(_white(room, 33, f"{size:,}", 11))
        if room.height >= 54 and (told := pen.fitted(long, inner, size=11)):
            shapes.append(_white(room, 49, told, 11))
    return shapes


def _white(room: _Room, down: int, text: str, size: int) -> str:
    return pen.words(room.x + 6, room.y + down, text, size=size, name="on", colour="#ffffff")


def _squarified(sizes: list[float], room: _Room) -> list[_Room]:
    placed: list[_Room] = []
    at = 0
    while at < len(sizes):
        side = min(room.width, room.height) or 1
        end = at + 1
        while end < len(sizes) and _worst(sizes[at : end + 1], side) <= _worst(sizes[at:end], side):
            end += 1
        row, at = sizes[at:end], end
        depth = sum(row) / side
        along = 0.0
        for size in row:
            length = size / depth if depth else 0
            placed.append(
                _Room(room.x, room.y + along, depth, length)
                if room.width >= room.height
                else _Room(room.x + along, room.y, length, depth)
            )
            along += length
        room = (
            _Room(room.x + depth, room.y, room.width - depth, room.height)
            if room.width >= room.height
            else _Room(room.x, room.y + depth, room.width, room.height - depth)
        )
    return placed


def _worst(row: list[float], side: float) -> float:
    total = sum(row)
    if not total or not min(row):
        return float("inf")
    return max(side * side * max(row) / (total * total), total * total / (side * side * min(row)))
