"""Drawing a landscape: from a query to the figures of one of its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zhiyun.exchange.patents import places
from zhiyun.exchange.patents.landscape import (
    citing,
    classes,
    comparing,
    holders,
    learned,
    listed,
    matrix,
    overview,
    subjects,
    themes,
    tongues,
    where,
)
from zhiyun.exchange.patents.landscape import report as reports
from zhiyun.exchange.patents.landscape.apart import NothingFound, NothingToCompare
from zhiyun.exchange.patents.landscape.figures import (
    ONE,
    OTHER,
    PARTS,
    Comparison,
    Figure,
    Landscape,
    Set,
    Totals,
)
from zhiyun.exchange.patents.landscape.opened import Opened
from zhiyun.exchange.patents.landscape.subjects import Listed, Subject
from zhiyun.exchange.patents.landscape.written import Written
from zhiyun.gateways.analytics import sums
from zhiyun.gateways.patent_shelf import Shelf
from zhiyun.ip.classification.chains import Chains
from zhiyun.ip.landscape import windows
from zhiyun.kernel.said import Said

if TYPE_CHECKING:
    from zhiyun.gateways.analytics.embedded import Embedded


def drawn(
    *,
    home: Path,
    subject: Subject,
    parts: tuple[str, ...],
    corrections: Mapping[str, str] | None = None,
    is_folded: bool = True,
) -> Landscape:
    """Draw parts of the landscape of a set or of what is asked; an empty query is the whole shelf.

    ``corrections`` moves effect phrases to other classes, see `matrix.figures`; with ``is_folded`` a family counts
    once, and each figure says how many are left out for it. Refuses a query that cannot be read
    with its faults, and with `NothingFound`.
    """
    return _drawn(home, subject, parts, corrections or {}, is_folded)[0]


def _drawn(
    home: Path, subject: Subject, parts: tuple[str, ...], corrections: Mapping[str, str], is_folded: bool
) -> tuple[Landscape, Embedded]:
    of, engine = _set(home, subject, is_folded, is_ranked=not _RANKED.isdisjoint(parts))
    figures: list[Figure] = []
    for part in parts:
        if part == "effects":
            figures += matrix.figures(of=of, texts=engine.texts, corrections=corrections)
        elif part == "topics":
            figures += themes.figures(of=of, titled=engine.titled)
        elif part == "citations":
            figures += citing.figures(of=of, cards=_cards(engine))
        elif part == "universities":
            figures += learned.figures(of=of, chains=_chains(home))
        else:
            figures += _DRAWS[part](of=of)
    folded = engine.ask(sums.HOW_MANY_FOLDED)[0][0] if is_folded else 0
    found = Landscape(
        subjects.spelled(subject=subject),
        subjects.chosen(home=home, subject=subject),
        parts,
        of.totals,
        of.data_on,
        tuple(_said_of_families(each, folded) for each in figures),
        folded,
    )
    return found, engine


def compared(*, home: Path, subject: Subject, other: Subject, is_folded: bool = True) -> Comparison:
    """Compare two sets; refuses as `drawn`, and says which of the two finds nothing."""
    one, engine = _set(home, subject, is_folded, is_ranked=True, side=ONE)
    second, beside = _set(home, other, is_folded, is_ranked=True, side=OTHER)
    folded = sum(each.ask(sums.HOW_MANY_FOLDED)[0][0] for each in (engine, beside)) if is_folded else 0
    found = comparing.compared_sets(
        one=one,
        other=second,
        queries=(subjects.said(home=home, subject=subject), subjects.said(home=home, subject=other)),
    )
    return replace(found, figures=tuple(_said_of_families(each, folded) for each in found.figures))


def _said_of_families(figure: Figure, folded: int) -> Figure:
    if not folded:
        return figure
    said = Said(
        "同族的%(folded)s件不另计：一族只计一件，有中国申请的计中国的，没有的计最新公开的。",
        folded=f"{folded:,}",
    )
    return replace(figure, method=(*figure.method, said))


def cell(
    *,
    home: Path,
    subject: Subject,
    technology: str,
    effect: str,
    corrections: Mapping[str, str],
    is_folded: bool = True,
) -> tuple[Opened, ...]:
    """Give the documents of one cell of the matrix, each with the phrases that brought it there."""
    _, engine = _set(home, subject, is_folded)
    found = matrix.cell(texts=engine.texts, technology=technology, effect=effect, corrections=corrections)
    cards = _cards(engine)([publication for publication, *_ in found])
    return tuple(_opened(cards, *each) for each in found)


def topic(*, home: Path, subject: Subject, name: str, is_folded: bool = True) -> tuple[Opened, ...]:
    """Give the documents of a topic by its name."""
    _, engine = _set(home, subject, is_folded)
    found = themes.documents(titled=engine.titled, name=name)
    cards = _cards(engine)([publication for publication, _ in found])
    return tuple(_opened(cards, *each) for each in found)


def _opened(
    cards: Mapping[str, citing.Card], publication: str, title: str, phrases: tuple[str, ...] = ()
) -> Opened:
    card = cards[publication]
    return Opened(publication, title, card.applicants, card.filed, phrases)


def within(*, home: Path, subject: Listed, asks: str) -> tuple[str, ...]:
    """Give the publications of a set that one row of a figure counts."""
    return subjects.within(home=home, subject=subject, asks=asks)


def report(
    *,
    home: Path,
    subject: Subject,
    corrections: Mapping[str, str],
    made_on: date,
    is_demo: bool,
    as_word: bool,
    other: Subject | None = None,
    is_folded: bool = True,
    catalogue: Path | None = None,
) -> Written:
    """Draw everything and write the report of it, as PDF or as a DOCX that can be edited; with ``other``, compared.

    It speaks Chinese, or by a ``catalogue`` of translations English.
    """
    # Two that cannot be compared are refused before all the rest is drawn.
    beside = (
        compared(home=home, subject=subject, other=other, is_folded=is_folded) if other is not None else None
    )
    found, engine = _drawn(home, subject, tuple(PARTS), corrections, is_folded)
    paper = reports.report(
        found=found,
        beside=beside,
        listed=listed.newest(engine=engine),
        subject=subject,
        made_on=made_on,
        is_demo=is_demo,
        tongue=tongues.tongue(catalogue=catalogue),
        as_word=as_word,
    )
    if as_word:
        from zhiyun.gateways.official_papers.word_writing import docx  # noqa: PLC0415 - one of the two is asked for

        return Written(docx(paper), found.data_on)
    from zhiyun.gateways.official_papers.pdf_writing import pdf  # noqa: PLC0415

    return Written(pdf(paper), found.data_on)


def _cards(engine: Embedded) -> citing.Cards:
    def cards(publications: Sequence[str]) -> dict[str, citing.Card]:
        return {
            publication: citing.Card(title_zh, title_en, "、".join(applicants or ()), f"{filed or ''}")
            for publication, title_zh, title_en, applicants, filed in engine.cards(publications)
        }

    return cards


def _chains(home: Path) -> Chains:
    """Give the office's own chains, or those that come with zhiyun; refuses a table that cannot be read."""
    own = places.chains_file(home=home)
    return Chains.read(own.read_text("utf-8")) if own.exists() else Chains.shipped()


_DRAWS: Final[Mapping[str, Callable[..., tuple[Figure, ...]]]] = {
    "overview": overview.figures,
    "applicants": holders.figures,
    "classes": classes.figures,
    "places": where.figures,
}


_RANKED: Final = frozenset({"overview", "applicants"})
"""Parts that ask who holds how many."""


def _set(
    home: Path, subject: Subject, is_folded: bool, *, is_ranked: bool = False, side: Said | None = None
) -> tuple[Set, Embedded]:
    from zhiyun.gateways.analytics.embedded import Embedded  # noqa: PLC0415 - heavy, and asked for rarely

    shelf = Shelf(places.shelf_folder(home=home))
    engine = Embedded(shelf, only=subjects.serials(home=home, subject=subject), is_folded=is_folded)
    totals = Totals(*engine.ask(sums.TOTALS)[0])
    if not totals.patents:
        if side is not None:
            raise NothingToCompare(side=side, asked=subjects.said(home=home, subject=subject))
        raise NothingFound(subject)
    data_on = totals.last_published
    years = windows(totals.dated_until) if totals.dated_until else holders.NO_WINDOWS
    if is_ranked:
        engine.keep(
            "holders",
            sums.HOLDERS.format(recent=years.recent, until=years.until, before=years.before),
        )
    year, month, together = (engine.ask(sums.MONTHS) or [(0, 0, 0)])[0]
    lump = (year, month) if together * 2 > totals.with_filing_day else None
    return Set(engine.ask, totals, data_on, years if totals.dated_until else None, lump), engine
