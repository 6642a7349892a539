"""Drawing a landscape: from a query to the figures of one of its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from zhiyun.exchange.patents import engines, places
from zhiyun.exchange.patents.landscape import citing, classes, holders, matrix, overview, where
from zhiyun.exchange.patents.landscape import report as reports
from zhiyun.exchange.patents.landscape.apart import NothingFound
from zhiyun.exchange.patents.landscape.figures import PARTS, Figure, Landscape, Set, Totals
from zhiyun.exchange.patents.searching import Asked, question_of
from zhiyun.gateways.analytics import sums
from zhiyun.gateways.patent_shelf import Shelf
from zhiyun.gateways.search_engine import Question
from zhiyun.ip import query as language
from zhiyun.ip.landscape import windows
from zhiyun.ip.query import Everything


def drawn(
    *, home: Path, asked: Asked, parts: tuple[str, ...], corrections: Mapping[str, str] | None = None
) -> Landscape:
    """Draw parts of the landscape of what is asked; an empty query is the whole shelf.

    ``corrections`` moves effect phrases to other classes, see `matrix.figures`. Refuses a query that cannot be read
    with its faults, and with `NothingFound`.
    """
    question = question_of(asked=asked)
    of, texts = _set(home, question)
    if not of.totals.patents:
        raise NothingFound
    figures: list[Figure] = []
    for part in parts:
        if part == "effects":
            figures += matrix.figures(of=of, texts=texts, corrections=corrections or {})
        else:
            figures += _DRAWS[part](of=of)
    spelled = "" if isinstance(question.query, Everything) else language.spelled(question.query)
    return Landscape(spelled, asked, parts, of.totals, of.data_on, tuple(figures))


def cell(
    *, home: Path, asked: Asked, technology: str, effect: str, corrections: Mapping[str, str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give the documents of one cell of the matrix, each with the phrases that brought it there."""
    _, texts = _set(home, question_of(asked=asked))
    return matrix.cell(texts=texts, technology=technology, effect=effect, corrections=corrections)


def report(
    *, home: Path, asked: Asked, corrections: Mapping[str, str], made_on: date, is_demo: bool, as_word: bool
) -> bytes:
    """Draw everything and write the report of it, as PDF or as a DOCX that can be edited."""
    found = drawn(home=home, asked=asked, parts=tuple(PARTS), corrections=corrections)
    paper = reports.report(found=found, made_on=made_on, is_demo=is_demo)
    if as_word:
        from zhiyun.gateways.official_papers.word_writing import docx  # noqa: PLC0415 - one of the two is asked for

        return docx(paper)
    from zhiyun.gateways.official_papers.pdf_writing import pdf  # noqa: PLC0415

    return pdf(paper)


_DRAWS: Final[Mapping[str, Callable[..., tuple[Figure, ...]]]] = {
    "overview": overview.figures,
    "applicants": holders.figures,
    "classes": classes.figures,
    "places": where.figures,
    "citations": citing.figures,
    "universities": where.universities,
}


def _set(home: Path, question: Question) -> tuple[Set, matrix.Texts]:
    from zhiyun.gateways.analytics.embedded import Embedded  # noqa: PLC0415 - heavy, and asked for rarely

    shelf = Shelf(places.shelf_folder(home=home))
    is_whole = isinstance(question.query, Everything) and not question.chosen
    only = None if is_whole else engines.opened(home=home).serials(question)
    engine = Embedded(shelf, only=only)
    totals = Totals(*engine.ask(sums.TOTALS)[0])
    data_on = totals.last_published
    compared = windows(totals.dated_until) if totals.dated_until else holders.NO_WINDOWS
    engine.keep(
        "holders",
        sums.HOLDERS.format(recent=compared.recent, until=compared.until, before=compared.before),
    )
    year, month, together = (engine.ask(sums.MONTHS) or [(0, 0, 0)])[0]
    lump = (year, month) if together * 2 > totals.with_filing_day else None
    return Set(engine.ask, totals, data_on, compared if totals.dated_until else None, lump), engine.texts
