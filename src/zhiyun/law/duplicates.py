"""One deal claimed twice, by one applicant or by several."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from zhiyun.kernel.money import Rate
from zhiyun.law.deals import Deal, Ground, Objection

Objections = dict[int, list[Objection]]
"""What speaks against a deal, by its place in the ledger; a deal nothing speaks against has no entry."""

WHOLE = Fraction(1)


def claimed_twice(
    ledger: Sequence[Deal], bases: Sequence[int], objections: Objections, *, equal_split: bool
) -> dict[int, int]:
    """Object to deals claimed more than once; give the number of claimants where they share equally.

    Deals with the same registration are one deal; without a registration, the same kind, right and parties are.
    """
    claimants: dict[int, int] = {}
    for group in _same_deal(ledger, objections):
        places = _once_each(group, ledger, objections)
        if len({ledger[place].applicant for place in places}) < 2:
            continue
        shares = [ledger[place].share for place in places]
        if equal_split and None in shares:
            for place in places:
                claimants[place] = max(claimants.get(place, 1), len(places))
        else:
            _object(places, shares, ledger, objections)
        if len({bases[place] for place in places}) > 1:
            for place in places:
                _add(objections, place, Ground.DISAGREED, _others(place, places, ledger))
    return claimants


def _same_deal(ledger: Sequence[Deal], objections: Objections) -> Iterator[list[int]]:
    first: dict[Hashable, int] = {}
    again: dict[Hashable, list[int]] = {}
    for place, deal in enumerate(ledger):
        if place in objections and any(o.ground in _NOT_IN_PLAY for o in objections[place]):
            continue
        for key in (deal.registration_no,) if deal.registration_no else _keys(deal):
            seen = first.setdefault(key, place)
            if seen != place:
                again.setdefault(key, [seen]).append(place)
    return iter(again.values())


_NOT_IN_PLAY = frozenset({Ground.OUTSIDE, Ground.KIND})


def _keys(deal: Deal) -> list[Hashable]:
    if deal.rights:
        return [(deal.kind, right, deal.from_party, deal.to_party) for right in deal.rights]
    if deal.from_party and deal.to_party:
        return [(deal.kind, "", deal.from_party, deal.to_party, _day(deal))]
    return [(deal.kind, deal.deal, _day(deal))]


def _day(deal: Deal) -> date | None:
    return deal.contract_on or (deal.payments[0].on if deal.payments else None)


def _once_each(places: list[int], ledger: Sequence[Deal], objections: Objections) -> list[int]:
    """Keep one deal an applicant (and, without registration, a day): the one whose number sorts first."""
    kept: dict[Hashable, int] = {}
    for place in sorted(places, key=lambda p: (ledger[p].applicant, ledger[p].deal)):
        deal = ledger[place]
        same = kept.setdefault((deal.applicant, None if deal.registration_no else _day(deal)), place)
        if same != place:
            _add(objections, place, Ground.REPEATED, ledger[same].deal)
    return sorted(kept.values())


def _object(
    places: list[int], shares: list[Rate | None], ledger: Sequence[Deal], objections: Objections
) -> None:
    stated = [share for share in shares if share is not None]
    total = sum((share.ratio for share in stated), Fraction(0))
    in_full = all(share.ratio == WHOLE for share in stated)
    if len(stated) < len(shares) or (in_full and len(stated) > 1):
        for place in places:
            _add(objections, place, Ground.UNSPLIT, _others(place, places, ledger))
    elif total > WHOLE:
        for place in places:
            _add(objections, place, Ground.OVERSPLIT, str(Rate(total)))


def _others(place: int, places: list[int], ledger: Sequence[Deal]) -> str:
    """Name the other claimants, five at most: a crowd is counted, not listed."""
    own = ledger[place].applicant
    names = dict.fromkeys(ledger[p].applicant for p in places[:7] if ledger[p].applicant != own)
    return "、".join(list(names)[:5]) + (f"等{len(places) - 1}家" if len(places) > 7 else "")


def _add(objections: Objections, place: int, ground: Ground, particulars: str) -> None:
    found = objections.setdefault(place, [])
    objection = Objection(ground, particulars)
    if objection not in found:
        found.append(objection)
