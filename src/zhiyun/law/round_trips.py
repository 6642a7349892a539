"""Rights that come back to where they were sold from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhiyun.law.deals import TITLE_MOVES, Deal
from zhiyun.law.mechanics import on_a_circle


def round_trips(ledger: Sequence[Deal]) -> Iterator[tuple[int, str]]:
    """Give the place of every deal that lies on a circle of sales of one right, and the circle's words."""
    moves: dict[str, list[int]] = {}
    for place, deal in enumerate(ledger):
        if deal.kind in TITLE_MOVES and deal.from_party and deal.to_party:
            for right in deal.rights:
                moves.setdefault(right, []).append(place)
    for right, places in moves.items():
        if len(places) > 1:
            yield from _on_circle(right, places, ledger)


def _on_circle(right: str, places: list[int], ledger: Sequence[Deal]) -> Iterator[tuple[int, str]]:
    edges: dict[str, list[str]] = {}
    for place in places:
        edges.setdefault(ledger[place].from_party, []).append(ledger[place].to_party)
    part = on_a_circle(edges)
    for place in places:
        deal = ledger[place]
        if deal.from_party != deal.to_party and part[deal.from_party] == part[deal.to_party]:
            yield place, f"{right}：{deal.from_party}→{deal.to_party}→…→{deal.from_party}"
