"""Deals that several applicants claim, as one settlement finds them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from zhiyun import law
from zhiyun.casework.canonical import canonical, sm3_hex
from zhiyun.casework.verifying_deals.lines import Line

LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class SharedDeal:
    """One deal and every line that claims it; ``parts`` are the lines that may not have more than the whole together.

    ``key`` names the deal by its registration or, without one, by its rights and parties.
    """

    key: str
    lines: tuple[Line, ...]
    parts: tuple[tuple[Line, ...], ...]

    @classmethod
    def of(
        cls, *, lines: Sequence[Line], places: Sequence[int], parts: Iterable[tuple[int, ...]]
    ) -> SharedDeal:
        """Gather a shared deal from the places of its lines."""
        own = tuple(lines[place] for place in places)
        whole = tuple(tuple(lines[place] for place in part) for part in parts if part[0] in places)
        return cls(_key([line.ruling.deal for line in own]), own, whole)

    @property
    def is_settled(self) -> bool:
        """The claimants have shares that do not exceed the whole."""
        unsettled = {law.Ground.UNSPLIT, law.Ground.OVERSPLIT}
        return not any(o.ground in unsettled for line in self.lines for o in line.ruling.objections)

    def largest_sum(self, *, shares: dict[tuple[int, str], Fraction]) -> Fraction:
        """Add up each applicant's largest share, of the part where the sum is largest."""
        sums = []
        for part in self.parts:
            largest: dict[int, Fraction] = {}
            for line in part:
                share = shares[line.application, line.number]
                largest[line.application] = max(largest.get(line.application, share), share)
            sums.append(sum(largest.values(), Fraction(0)))
        return max(sums)


def digest(*, shared: SharedDeal) -> str:
    """Give the SM3 of who claims a shared deal with which shares, by which a page is known to be still so."""
    told = [
        [line.application, line.number, str(line.stated.share), str(line.ruling.deal.share)]
        for line in shared.lines
    ]
    return sm3_hex(text=canonical(value=told))


def joined(*, shared: Iterable[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Join the groups that have a line in common, as a bundle claimed right by right has."""
    found: list[set[int]] = []
    for group in shared:
        own = set(group)
        apart = [each for each in found if each.isdisjoint(own)]
        found = [*apart, own.union(*(each for each in found if not each.isdisjoint(own)))]
    return sorted(tuple(sorted(each)) for each in found)


def _key(deals: Sequence[law.Deal]) -> str:
    registered = sorted({deal.registration_no for deal in deals if deal.registration_no})
    if registered:
        return registered[0][:LONGEST_KEY]
    deal = min(deals, key=lambda each: (each.rights, each.applicant, each.deal))
    return "|".join((deal.kind.value, *deal.rights[:1], deal.from_party, deal.to_party))[:LONGEST_KEY]
