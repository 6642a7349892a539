"""What an address asks: the query, what is ticked, the order and the page, by the names an address has for them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import parse_qs

from zhiyun.exchange.patents.searching import Asked
from zhiyun.gateways.search_engine import Facet, Order, TooFarDown
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said

FACETS: Final[Mapping[str, Facet]] = {
    "right": Facet.RIGHT,
    "kind": Facet.KIND,
    "year": Facet.YEAR,
    "class": Facet.SUBCLASS,
    "applicant": Facet.APPLICANT,
    "applicant_kind": Facet.APPLICANT_KIND,
    "province": Facet.PROVINCE,
    "district": Facet.DISTRICT,
    "status": Facet.STATUS,
}
"""Facets by their name in an address, in the order of the page."""
ORDERS: Final[Mapping[str, Order]] = {
    "relevance": Order.RELEVANCE,
    "filed": Order.NEWEST_FILED,
    "filed-oldest": Order.OLDEST_FILED,
    "published": Order.NEWEST_PUBLISHED,
    "published-oldest": Order.OLDEST_PUBLISHED,
}
"""Orders by their name in an address and at a command."""
MOST_CHOSEN: Final = 40
LONGEST_TOLD: Final = 40
"""Characters of a wrong value that are told back."""
MOST_DIGITS: Final = 4
"""Digits of a page: with more it lies beyond the deepest hit, whatever it is, and is no number to reckon with."""
_PAGE: Final = re.compile(r"[1-9][0-9]*")
_BATCH: Final = re.compile(r"[0-9]{1,9}")


class TooManyChosen(Refusal):
    """An address in which more values of one facet are ticked than are answered at once."""

    def __init__(self) -> None:
        super().__init__(Said("一组筛选里最多勾%(most)s项，请去掉一些再试", most=MOST_CHOSEN))


class NotAsked(Refusal):
    """An address in which the order or a number is none there is."""


def read(*, sent: Mapping[str, Sequence[str]]) -> Asked:
    """Read what an address asks; refuses with `NotAsked`, `TooManyChosen` and, far beyond any page, `TooFarDown`."""
    order, page, since = sorted_by(sent=sent), _last(sent, "page") or "1", _last(sent, "since") or "0"
    if order not in ORDERS:
        raise NotAsked(
            Said(
                "%(name)s 没有“%(value)s”这种取值；可用的有：%(known)s",
                name="sort",
                value=order[:LONGEST_TOLD],
                known=tuple(ORDERS),
            )
        )
    for name, value, form, least in (("page", page, _PAGE, 1), ("since", since, _BATCH, 0)):
        if not form.fullmatch(value):
            raise NotAsked(
                Said(
                    "%(name)s 应是从%(least)s起的整数，不是“%(value)s”",
                    name=name,
                    least=least,
                    value=value[:LONGEST_TOLD],
                )
            )
    if len(page) > MOST_DIGITS:
        raise TooFarDown
    return Asked(
        text=_last(sent, "q").strip(),
        chosen=chosen(sent=sent),
        order=ORDERS[order],
        page=int(page),
        is_across=_last(sent, "across") != "0",
        since=int(since),
        within=_last(sent, "within"),
    )


def chosen(*, sent: Mapping[str, Sequence[str]]) -> dict[Facet, frozenset[str]]:
    """Read what is ticked, each value whole, however long; refuses with `TooManyChosen`."""
    found = {
        facet: frozenset(filter(None, sent[name]))
        for name, facet in FACETS.items()
        if any(sent.get(name, ()))
    }
    if any(len(values) > MOST_CHOSEN for values in found.values()):
        raise TooManyChosen
    return found


def read_query(*, query: str) -> Asked:
    """Read the query of an address, as a saved search keeps it."""
    return read(sent=parse_qs(query))


def sorted_by(*, sent: Mapping[str, Sequence[str]]) -> str:
    """Name the order; where nothing is sought, nothing is relevant and the newest come first."""
    return _last(sent, "sort") or ("relevance" if _last(sent, "q").strip() else "filed")


def _last(sent: Mapping[str, Sequence[str]], name: str) -> str:
    return (sent.get(name) or [""])[-1]
