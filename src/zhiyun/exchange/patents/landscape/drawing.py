"""Drawing a landscape: from a query to the figures of one of its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from zhiyun.exchange.patents import engines, places
from zhiyun.exchange.patents.landscape import citing, classes, holders, matrix, overview, where
from zhiyun.exchange.patents.landscape.figures import Figure, Landscape, Set, Totals
from zhiyun.gateways.analytics import sums
from zhiyun.gateways.patent_shelf import Shelf
from zhiyun.ip import query as language
from zhiyun.ip.landscape import windows
from zhiyun.ip.query import Everything
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said

PARTS: Final[Mapping[str, Said]] = {
    "overview": Said("总览"),
    "applicants": Said("申请人"),
    "classes": Said("技术"),
    "places": Said("地区"),
    "citations": Said("引证"),
    "effects": Said("功效"),
    "universities": Said("高校"),
}
"""The parts of a landscape by their name in addresses, in the order in which a report tells them."""


class NothingFound(Refusal):
    """The query finds nothing, so there is nothing to draw."""

    def __init__(self) -> None:
        super().__init__(Said("没有符合检索式的专利，画不出图：请放宽检索式，或者先读入专利"))


def drawn(
    *, home: Path, asked: str, parts: tuple[str, ...], corrections: Mapping[str, str] | None = None
) -> Landscape:
    """Draw parts of the landscape of what a query finds; an empty query is the whole shelf.

    ``corrections`` moves effect phrases to other classes, see `matrix.figures`. Refuses a query that cannot be read
    with its faults, and with `NothingFound`.
    """
    query = language.read(asked) if asked.strip() else Everything()
    of, texts = _set(home, query)
    if not of.totals.patents:
        raise NothingFound
    figures: list[Figure] = []
    for part in parts:
        if part == "effects":
            figures += matrix.figures(of=of, texts=texts, corrections=corrections or {})
        else:
            figures += _DRAWS[part](of=of)
    spelled = "" if isinstance(query, Everything) else language.spelled(query)
    return Landscape(spelled, asked.strip(), parts, of.totals, of.data_on, tuple(figures))


_DRAWS: Final[Mapping[str, Callable[..., tuple[Figure, ...]]]] = {
    "overview": overview.figures,
    "applicants": holders.figures,
    "classes": classes.figures,
    "places": where.figures,
    "citations": citing.figures,
    "universities": where.universities,
}


def _set(home: Path, query: language.Query) -> tuple[Set, matrix.Texts]:
    from zhiyun.gateways.analytics.embedded import Embedded  # noqa: PLC0415 - heavy, and asked for rarely

    shelf = Shelf(places.shelf_folder(home=home))
    only = None if isinstance(query, Everything) else engines.opened(home=home).serials(query)
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
