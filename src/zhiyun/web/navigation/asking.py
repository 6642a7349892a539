"""What an address asks, and addresses that ask a little more, a little less, or in another order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.http import Http404, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhiyun.exchange.patents.searching import Asked
from zhiyun.gateways.search_engine import Facet, Order

FACETS: Final[dict[str, Facet]] = {
    "right": Facet.RIGHT,
    "kind": Facet.KIND,
    "year": Facet.YEAR,
    "class": Facet.SUBCLASS,
    "applicant": Facet.APPLICANT,
    "province": Facet.PROVINCE,
    "district": Facet.DISTRICT,
    "status": Facet.STATUS,
}
"""Facets by their name in an address, in the order of the page."""
TITLES: Final[dict[str, Promise]] = {
    "right": _("专利类型"),
    "kind": _("文献种类"),
    "year": _("申请年"),
    "class": _("国际分类小类"),
    "applicant": _("申请人"),
    "province": _("省市"),
    "district": _("区县"),
    "status": _("法律状态"),
}
ORDERS: Final[dict[str, tuple[Order, Promise]]] = {
    "relevance": (Order.RELEVANCE, _("相关程度")),
    "filed": (Order.NEWEST_FILED, _("申请日，新的在前")),
    "filed-oldest": (Order.OLDEST_FILED, _("申请日，旧的在前")),
    "published": (Order.NEWEST_PUBLISHED, _("公开日，新的在前")),
}
LONGEST_ADDRESS: Final = 6_000
"""Characters of a query in an address, as it is encoded: the server takes a little more in one line."""
MOST_CHOSEN: Final = 40
_PAGE: Final = re.compile(r"[1-9][0-9]{0,3}")


@dataclass(frozen=True, slots=True)
class Choice:
    """One order: its name in an address, its words, whether it is the one in force."""

    words: Promise
    address: str
    is_current: bool


def asked(sent: QueryDict) -> Asked:
    """Read what is asked; 404 for a page or an order there is not."""
    chosen = {
        facet: frozenset(values)
        for name, facet in FACETS.items()
        if (values := [each[:200] for each in sent.getlist(name)[:MOST_CHOSEN] if each])
    }
    order, page = sorted_by(sent), sent.get("page", "1")
    if order not in ORDERS or not _PAGE.fullmatch(page):
        raise Http404("no such page of results")
    return Asked(text=sent.get("q", "").strip(), chosen=chosen, order=ORDERS[order][0], page=int(page))


def sorted_by(sent: QueryDict) -> str:
    """Name the order; where nothing is sought, nothing is relevant and the newest come first."""
    return sent.get("sort") or ("relevance" if sent.get("q", "").strip() else "filed")


def toggled(sent: QueryDict, name: str, value: str) -> str:
    """Give the address in which a value is ticked, or ticked no more."""
    kept = sent.copy()
    kept.pop("page", None)
    values = kept.getlist(name)
    kept.setlist(name, [each for each in values if each != value] if value in values else [*values, value])
    return f"?{kept.urlencode()}"


def orders(sent: QueryDict) -> Iterator[Choice]:
    """Give the orders, each with its address."""
    current = sorted_by(sent)
    for name, (_order, words) in ORDERS.items():
        kept = sent.copy()
        kept.pop("page", None)
        kept["sort"] = name
        yield Choice(words, f"?{kept.urlencode()}", name == current)


def without_page(sent: QueryDict) -> str:
    """Give the address's query without its page, for a pager."""
    kept = sent.copy()
    kept.pop("page", None)
    return kept.urlencode()
