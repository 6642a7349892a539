"""The drawing of a figure, in the language its reader speaks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from zhiyun.exchange.patents.landscape.figures import Drawing, Figure, Row, Value
from zhiyun.gateways import drawings
from zhiyun.kernel.said import Named, Said

Say = Callable[[Value], str]
MOST_YEARS = 24
"""More columns than this are too thin to read; the table has them all."""

_FEWEST: Final = {Drawing.BARS: 2, Drawing.TREEMAP: 2, Drawing.STREAM: 2, Drawing.MAP: 3}
"""Fewer rows than this make no picture: one bar, one area, two discs on an empty field."""


def picture(*, figure: Figure, say: Say) -> str:
    """Draw a figure as SVG, its words said by ``say``; empty where its table is all there is, or says it as well."""
    draw = _DRAWS.get(figure.drawing)
    return draw(figure, say) if draw and len(figure.rows) >= _FEWEST.get(figure.drawing, 1) else ""


def _in_chinese(value: Value) -> str:
    """Say a value in Chinese, as papers do."""
    return value.code or value.chinese if isinstance(value, Named) else "" if value is None else str(value)


def _columns(figure: Figure, say: Say) -> str:
    rows = figure.rows[-MOST_YEARS:]
    names = [say(each.title) for each in figure.columns[1:-1]]
    return drawings.columns(
        [str(row.values[0]) for row in rows],
        [(name, [_number(row, at + 1) for row in rows]) for at, name in enumerate(names)],
        partial={at for at, row in enumerate(rows) if row.is_partial},
        title=say(figure.title),
        partial_words=say(Said("未全部公开")),
    )


def _stream(figure: Figure, say: Say) -> str:
    rows = figure.rows
    return drawings.stream(
        [str(row.values[0]) for row in rows],
        [
            (say(each.title), [_number(row, at) for row in rows])
            for at, each in enumerate(figure.columns)
            if each.is_figure
        ],
        partial={at for at, row in enumerate(rows) if row.is_partial},
        title=say(figure.title),
    )


def _areas(figure: Figure, say: Say) -> str:
    named = [row.values[0] for row in figure.rows]
    labels = [
        (each.code, say(Named("", each.chinese, each.english))) for each in named if isinstance(each, Named)
    ]
    return drawings.areas(
        labels,
        [_number(row, 1) for row in figure.rows],
        colours=["ABCDEFGH".find(short[:1]) for short, _ in labels],
        title=say(figure.title),
    )


def _bars(figure: Figure, say: Say) -> str:
    return drawings.bars(
        [say(row.values[0]) for row in figure.rows],
        [_number(row, 1) for row in figure.rows],
        title=say(figure.title),
    )


def _ties(figure: Figure, say: Say) -> str:
    weights = {(say(row.values[0]), say(row.values[1])): _number(row, 2) for row in figure.rows}
    return drawings.ties(figure.groups, weights, title=say(figure.title))


def _grid(figure: Figure, say: Say) -> str:
    named = [row.values[0] for row in figure.rows]
    return drawings.grid(
        [
            f"{each.code} {say(Named('', each.chinese, each.english))}"
            if isinstance(each, Named)
            else say(each)
            for each in named
        ],
        [say(each.title) for each in figure.columns[1:]],
        [[_number(row, at) for at in range(1, len(figure.columns))] for row in figure.rows],
        title=say(figure.title),
    )


def _path(figure: Figure, say: Say) -> str:
    if figure.key == "main-path":
        return drawings.chain(
            [(f"{say(row.values[1])} {say(row.values[3])}".rstrip(), _number(row, 2)) for row in figure.rows],
            title=say(figure.title),
        )
    return drawings.walk(
        [(str(row.values[0]), _number(row, 2), _number(row, 1)) for row in figure.rows],
        across=say(figure.columns[2].title),
        up=say(figure.columns[1].title),
        title=say(figure.title),
    )


def _pairs(figure: Figure, say: Say) -> str:
    return drawings.pairs(
        [_short(row.values[0], say) for row in figure.rows],
        [(str(row.values[2]), str(row.values[4])) for row in figure.rows],
        names=(say(figure.columns[1].title), say(figure.columns[3].title)),
        partial={at for at, row in enumerate(figure.rows) if row.is_partial},
        title=say(figure.title),
    )


def _map(figure: Figure, say: Say) -> str:
    return drawings.bubbles(
        [say(row.values[0]) for row in figure.rows],
        [_number(row, 1) for row in figure.rows],
        [(str(row.values[5]), str(row.values[6])) for row in figure.rows],
        across=say(figure.columns[5].title),
        up=say(figure.columns[6].title),
        title=say(figure.title),
    )


def _short(value: Value, say: Say) -> str:
    return (
        value.code
        if isinstance(value, Named) and value.code
        else str(value)
        if isinstance(value, int)
        else say(value)
    )


_DRAWS: dict[Drawing, Callable[[Figure, Say], str]] = {
    Drawing.COLUMNS: _columns,
    Drawing.STREAM: _stream,
    Drawing.TREEMAP: _areas,
    Drawing.BARS: _bars,
    Drawing.NETWORK: _ties,
    Drawing.MATRIX: _grid,
    Drawing.PATH: _path,
    Drawing.PAIRS: _pairs,
    Drawing.MAP: _map,
}


def _number(row: Row, at: int) -> int:
    value = row.values[at]
    return value if isinstance(value, int) else 0


IN_CHINESE: Final[Say] = _in_chinese
"""Says values as papers do."""
