"""What an address asks, and addresses that ask a little more, a little less, or in another order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhiyun.exchange.patents import addresses
from zhiyun.exchange.patents.addresses import FACETS, MOST_CHOSEN
from zhiyun.exchange.patents.searching import Asked

__all__ = [
    "FACETS",
    "MOST_CHOSEN",
    "ORDERS",
    "TITLES",
    "address",
    "asked",
    "orders",
    "sorted_by",
    "toggled",
    "with_",
    "without",
    "without_page",
]

TITLES: Final[dict[str, Promise]] = {
    "right": _("专利类型"),
    "kind": _("文献种类"),
    "year": _("申请年"),
    "class": _("国际分类小类"),
    "applicant": _("申请人"),
    "applicant_kind": _("申请人类型"),
    "province": _("省市"),
    "district": _("区县"),
    "status": _("法律状态"),
}
ORDERS: Final[dict[str, Promise]] = {
    "relevance": _("相关程度"),
    "filed": _("申请日，新的在前"),
    "filed-oldest": _("申请日，旧的在前"),
    "published": _("公开日，新的在前"),
}
LONGEST_ADDRESS: Final = 6_000
"""Characters of a query in an address, as it is encoded: the server takes a little more in one line."""


def address(name: str, /, sent: QueryDict) -> str | None:
    """Give the address of a page that asks what was sent to it as a form; None where that is too long for one."""
    query = sent.urlencode()
    if len(query) > LONGEST_ADDRESS:
        return None
    return f"{reverse(name)}?{query}" if query else reverse(name)


@dataclass(frozen=True, slots=True)
class Choice:
    """One order: its name in an address, its words, whether it is the one in force."""

    words: Promise
    address: str
    is_current: bool


def asked(sent: QueryDict) -> Asked:
    """Read what is asked; 404 for a page or an order there is not."""
    try:
        return addresses.read(sent=dict(sent.lists()))
    except addresses.NotAsked as refusal:
        raise Http404(str(refusal)) from refusal


def sorted_by(sent: QueryDict) -> str:
    """Name the order."""
    return addresses.sorted_by(sent=dict(sent.lists()))


def toggled(sent: QueryDict, name: str, value: str) -> str:
    """Give the address in which a value is ticked, or ticked no more."""
    kept = sent.copy()
    kept.pop("page", None)
    values = kept.getlist(name)
    kept.setlist(name, [each for each in values if each != value] if value in values else [*values, value])
    return f"?{kept.urlencode()}"


def without(sent: QueryDict, name: str) -> str:
    """Give the address that does not say ``name``."""
    kept = sent.copy()
    kept.pop("page", None)
    kept.pop(name, None)
    return f"?{kept.urlencode()}"


def with_(sent: QueryDict, name: str, value: str) -> str:
    """Give the address that says ``value`` of ``name``."""
    kept = sent.copy()
    kept.pop("page", None)
    kept[name] = value
    return f"?{kept.urlencode()}"


def orders(sent: QueryDict) -> Iterator[Choice]:
    """Give the orders, each with its address."""
    current = sorted_by(sent)
    for name, words in ORDERS.items():
        kept = sent.copy()
        kept.pop("page", None)
        kept["sort"] = name
        yield Choice(words, f"?{kept.urlencode()}", name == current)


def without_page(sent: QueryDict) -> str:
    """Give the address's query without its page, for a pager."""
    kept = sent.copy()
    kept.pop("page", None)
    return kept.urlencode()
