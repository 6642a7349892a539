"""The figures of a report: each numbered, with what it shows, its picture, its table, and what it is drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from zhiyun.exchange.patents.landscape.figures import Column as Shown
from zhiyun.exchange.patents.landscape.figures import Drawing, Figure, Row, Value, lacking_said
from zhiyun.exchange.patents.landscape.pictures import picture
from zhiyun.exchange.patents.landscape.tongues import Tongue
from zhiyun.gateways.official_papers import Block, Column, Heading, Look, Note, Paragraph, Picture, Table
from zhiyun.kernel.said import Said

MOST_ROWS: Final = 24
MOST_COLUMNS: Final = 9
WIDE: Final = 6
_ORDINARY, _WIDE = 112, 156
"""Millimetres of a picture on paper; a matrix takes the whole width of the text."""
_BY_YEAR: Final = (Drawing.COLUMNS, Drawing.STREAM)


class FigureWriting:
    """Figures written one after another.

    Attributes:
        source: What the figures are drawn from, said under each.
        told: What was written about each figure, nothing twice, with the numbers of its picture and table.
    """

    def __init__(self, tongue: Tongue, source: str, *, as_word: bool) -> None:
        """Begin to count; on paper to edit, bars are pictures that can be taken out, else they stand in their table."""
        self._tongue, self._as_word = tongue, as_word
        self._pictures = self._tables = 0
        self.source = source
        self.told: list[tuple[str, str]] = []
        self._known: set[str] = set()

    def chapter(self, figures: Sequence[Figure]) -> Iterator[Block]:
        """Write the figures of a chapter; behind them in a sentence what one row says, and why others have none."""
        told = [each for each in figures if _is_drawn(each)]
        for figure in told:
            yield from self._figure(figure)
        if told and len(told) < len(figures):
            yield Heading(self._tongue.say(Said("没有画的")), level=2)
        for why, titles in self._reasons(each for each in figures if each not in told).items():
            say = self._tongue.say
            yield Paragraph(f"{say(Said('、')).join(map(say, titles))}{say(Said('：'))}{why}")

    def _reasons(self, figures: Iterable[Figure]) -> dict[str, list[Said]]:
        """Give the titles of figures that are not drawn by why that is so, each reason once."""
        say, found = self._tongue.say, dict[str, list[Said]]()
        for figure in figures:
            lacking = self._joined(lacking_said(figure=figure))
            why = self._joined(figure.said) or lacking or say(Said("没有可以列出的数据。"))
            found.setdefault(why, []).append(figure.title)
        return found

    def _figure(self, figure: Figure) -> Iterator[Block]:
        say = self._tongue.say
        drawn, table = self._picture(figure), self._table(figure)
        where = say(Said("、")).join(each.caption.partition("　")[0] for each in (drawn, table) if each)
        self._tell(figure, where)
        yield Heading(say(figure.title), level=2)
        if figure.said:
            yield Paragraph(self._joined(figure.said))
        if drawn:
            yield drawn
        if table:
            yield table
        lines = (self.source, self._joined(lacking_said(figure=figure)), self._joined(figure.method))
        yield Note(self._spaced(filter(None, lines)))

    def _tell(self, figure: Figure, where: str) -> None:
        said = [each for each in map(self._tongue.say, figure.said) if each not in self._known]
        self._known.update(said)
        if said:
            self.told.append((self._spaced(said), where))

    def _picture(self, figure: Figure) -> Picture | None:
        if figure.drawing is Drawing.BARS and not self._as_word:
            return None
        drawn = picture(figure=figure, say=self._tongue.within_picture)
        if not drawn:
            return None
        say, self._pictures = self._tongue.say, self._pictures + 1
        number = say(Said("图%(number)s", number=str(self._pictures)))
        words = say(Said("%(title)s图，数据见表", title=figure.title))
        wide = _WIDE if figure.drawing is Drawing.MATRIX else _ORDINARY
        return Picture(drawn, words, f"{number}　{say(figure.title)}", millimetres=wide)

    def _table(self, figure: Figure) -> Table | None:
        if figure.drawing is Drawing.MATRIX:
            return None
        shown, rows = figure.columns[:MOST_COLUMNS], figure.rows
        if figure.drawing is not Drawing.BARS:
            rows = rows[-MOST_ROWS:] if figure.drawing in _BY_YEAR else rows[:MOST_ROWS]
        written = tuple(
            tuple(self._written(value, at) for at, value in enumerate(row.values[: len(shown)]))
            for row in rows
        )
        titles = [self._tongue.say(each.title) for each in shown]
        bars = () if self._as_word else _bars(figure)
        self._tables += 1
        number = self._tongue.say(Said("表%(number)s", number=str(self._tables)))
        return Table(
            tuple(
                Column(
                    title,
                    *_set(
                        each,
                        title,
                        [cells[at] for cells in written],
                        is_first=at == 0,
                        is_wide=len(shown) >= WIDE,
                        is_barred=bool(bars) and at == 1,
                    ),
                )
                for at, (each, title) in enumerate(zip(shown, titles, strict=True))
            ),
            written,
            caption=f"{number}　{self._caption(figure, rows)}",
            bars=bars,
        )

    def _caption(self, figure: Figure, rows: tuple[Row, ...]) -> str:
        if len(rows) == len(figure.rows):
            return self._tongue.say(figure.title)
        title, shown, most = figure.title, len(rows), len(figure.rows)
        if figure.drawing in _BY_YEAR:
            return self._tongue.say(
                Said("%(title)s（最近%(rows)s行，共%(all)s行）", title=title, rows=shown, all=most)
            )
        return self._tongue.say(
            Said("%(title)s（前%(rows)s行，共%(all)s行）", title=title, rows=shown, all=most)
        )

    def _written(self, value: Value, at: int) -> str:
        return str(value) if isinstance(value, int) and at == 0 else self._tongue.say(value)

    def _joined(self, sentences: tuple[Said, ...]) -> str:
        return self._spaced(map(self._tongue.say, sentences))

    def _spaced(self, sentences: Iterable[str]) -> str:
        return (" " if self._tongue.code == "en" else "").join(sentences)


def _is_drawn(figure: Figure) -> bool:
    """Tell whether a figure shows more than its sentence: a single bar does not."""
    return len(figure.rows) > 1 or bool(figure.rows and not (figure.said and figure.drawing is Drawing.BARS))


def _bars(figure: Figure) -> tuple[int, ...]:
    if figure.drawing is not Drawing.BARS:
        return ()
    values = [each if isinstance(each := row.values[1], int) else 0 for row in figure.rows]
    most = max(values) or 1
    return tuple(1000 * each // most for each in values)


def _set(
    column: Shown, title: str, texts: Sequence[str], *, is_first: bool, is_wide: bool, is_barred: bool
) -> tuple[int, Look]:
    """Give a column its part of the width: what is long to read is given more, and a bar its room; the names of a wide table's rows are read first."""
    is_english = title.isascii()
    longest = max((_letters(text, is_english=is_english) for text in texts), default=0)
    words = (-(-2 * len(word) // (4 if is_wide else 5)) for word in title.split())
    head = max(words, default=0) if is_english else -(-len(title) // 4)
    if column.is_figure:
        return max(6 if is_barred else 2 if longest < 8 else -(-longest // 3), head), Look.NUMBER
    if is_wide and is_first:
        return max(min(7, max(3, longest // 2, head)), min(10, longest // 8)), Look.TEXT
    return min(9, max(3, longest // 4, head)), Look.TEXT


def _letters(text: str, *, is_english: bool) -> int:
    """Count letters as wide as those of the table: among English a Chinese one is two."""
    return len(text) + (sum(letter >= "\u2e80" for letter in text) if is_english else 0)
