"""One deal claimed twice, by one applicant or by several."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from zhiyun.kernel.money import Rate
from zhiyun.kernel.said import Said
from zhiyun.law.deals import TITLE_MOVES, Deal, Ground, Kind, Objection

Objections = dict[int, list[Objection]]
"""What speaks against a deal, by its place in the ledger; a deal nothing speaks against has no entry."""

WHOLE = Fraction(1)

_NOT_IN_PLAY = frozenset({Ground.OUTSIDE, Ground.KIND})
_AMOUNT_OPEN = frozenset(
    {Ground.UNREGISTERED, Ground.UNPAID, Ground.NO_CONTRACT, Ground.NO_RATE, Ground.FOREIGN, Ground.APPRAISAL}
)
"""The grounds that leave a deal's amount open, so that it can differ from nobody's."""


def claimed_twice(
    ledger: Sequence[Deal], bases: Sequence[int], objections: Objections, *, equal_split: bool
) -> tuple[dict[int, int], tuple[tuple[int, ...], ...]]:
    """Object to deals claimed more than once; give the number of claimants where they share equally, and each
    deal of several applicants as the places of its lines.

    Deals with the same registration are one deal; so are those of the same sort, right and parties, unless two
    registrations tell them apart.
    """
    claimants: dict[int, int] = {}
    shared: dict[tuple[int, ...], None] = {}
    for group in _same_deal(ledger, objections):
        places = _once_each(group, ledger, objections)
        applicants = {ledger[place].applicant for place in places}
        if len(applicants) < 2:
            continue
        shared[tuple(places)] = None
        if equal_split and any(ledger[place].share is None for place in places):
            for place in places:
                claimants[place] = max(claimants.get(place, 1), len(applicants))
        else:
            _object(places, ledger, objections)
        _compare(places, bases, ledger, objections)
    return claimants, tuple(shared)


def _same_deal(ledger: Sequence[Deal], objections: Objections) -> Iterator[list[int]]:
    """Group the lines that show to be one deal; numbered ones are met by their rights only where a line has no number."""
    first: dict[Hashable, int] = {}
    again: dict[Hashable, list[int]] = {}
    for place in _in_play(ledger, objections, numbered=False):
        for key in _unnumbered_keys(ledger[place]):
            seen = first.setdefault(key, place)
            if seen != place:
                again.setdefault(key, [seen]).append(place)
    for place in _in_play(ledger, objections, numbered=True):
        deal = ledger[place]
        seen = first.setdefault(deal.registration_no, place)
        if seen != place:
            again.setdefault(deal.registration_no, [seen]).append(place)
        for key in _rights_keys(deal):
            if key in first:
                again.setdefault(key, [first[key]]).append(place)
    for places in again.values():
        yield from _told_apart(places, ledger)


def _in_play(ledger: Sequence[Deal], objections: Objections, *, numbered: bool) -> Iterator[int]:
    for place, deal in enumerate(ledger):
        if bool(deal.registration_no) is not numbered:
            continue
        if place not in objections or not any(o.ground in _NOT_IN_PLAY for o in objections[place]):
            yield place


def _unnumbered_keys(deal: Deal) -> list[Hashable]:
    """Give what shows that lines without a registration are one: where nothing else is told, number and payments."""
    if deal.rights:
        return _rights_keys(deal)
    if deal.from_party and deal.to_party:
        return [(_sort(deal), "", deal.from_party, deal.to_party, _day(deal))]
    return [(_sort(deal), deal.deal, deal.contract_on, deal.payments)]


def _rights_keys(deal: Deal) -> list[Hashable]:
    """Give what shows that two lines are one deal; a bundle shows it by each of its rights."""
    sort = _sort(deal)
    return [(sort, right, deal.from_party, deal.to_party) for right in deal.rights]


def _sort(deal: Deal) -> Kind | None:
    """Give what sort of operation it is: one sale is one sale, whatever it is called."""
    return None if deal.kind in TITLE_MOVES else deal.kind


def _told_apart(places: list[int], ledger: Sequence[Deal]) -> Iterator[list[int]]:
    """Leave deals that two registration numbers tell apart; one without a number stands beside each of them."""
    by_number: dict[str, list[int]] = {}
    for place in places:
        by_number.setdefault(ledger[place].registration_no, []).append(place)
    unnumbered = by_number.pop("", [])
    if len(by_number) < 2:
        yield places
    elif unnumbered:
        yield from (sorted((*numbered, *unnumbered)) for numbered in by_number.values())


def _day(deal: Deal) -> date | None:
    return deal.contract_on or (deal.payments[0].on if deal.payments else None)


def _once_each(places: list[int], ledger: Sequence[Deal], objections: Objections) -> list[int]:
    """Keep one line an applicant of each registration or, without one, of each day: the number that sorts first."""
    kept: dict[Hashable, int] = {}
    for place in sorted(places, key=lambda p: _registered_first(ledger[p])):
        deal = ledger[place]
        which = deal.registration_no or _day(deal)
        same = kept.setdefault((deal.applicant, which), place)
        if same != place:
            _add(objections, place, Ground.REPEATED, ledger[same].deal)
        elif deal.registration_no:
            kept.setdefault((deal.applicant, _day(deal)), place)
    return sorted(set(kept.values()))


def _registered_first(deal: Deal) -> tuple[bool, str, str]:
    return (not deal.registration_no, deal.applicant, deal.deal)


def _object(places: list[int], ledger: Sequence[Deal], objections: Objections) -> None:
    """Object where the claimants have not agreed who has which part, or agreed on more than the whole."""
    shares = [ledger[place].share for place in places]
    if None in shares or all(share == Rate(WHOLE) for share in shares):
        for place in places:
            _add(objections, place, Ground.UNSPLIT, _others(place, places, ledger))
        return
    parts: dict[str, Fraction] = {}
    for place, share in zip(places, shares, strict=True):
        assert share is not None
        applicant = ledger[place].applicant
        parts[applicant] = max(parts.get(applicant, share.ratio), share.ratio)
    total = sum(parts.values(), Fraction(0))
    if total > WHOLE:
        for place in places:
            _add(objections, place, Ground.OVERSPLIT, str(Rate(total)))


def _compare(places: list[int], bases: Sequence[int], ledger: Sequence[Deal], objections: Objections) -> None:
    """Object where no amount is common to all claimants; an amount still open differs from nobody's."""
    told: dict[str, set[int]] = {}
    for place in places:
        if not any(o.ground in _AMOUNT_OPEN for o in objections.get(place, ())):
            told.setdefault(ledger[place].applicant, set()).add(bases[place])
    if len(told) > 1 and not set.intersection(*told.values()):
        for place in places:
            _add(objections, place, Ground.DISAGREED, _others(place, places, ledger))


def _others(place: int, places: list[int], ledger: Sequence[Deal]) -> str:
    """Name the other claimants, five at most: a crowd is counted, not listed."""
    own = ledger[place].applicant
    names = dict.fromkeys(ledger[p].applicant for p in places[:7] if ledger[p].applicant != own)
    listed = tuple(names)[:5]
    if len(places) > 7:
        return Said("%(names)s等%(count)s家", names=listed, count=len(places) - 1)
    return "、".join(listed)


def _add(objections: Objections, place: int, ground: Ground, particulars: str) -> None:
    found = objections.setdefault(place, [])
    objection = Objection(ground, particulars)
    if objection not in found:
        found.append(objection)
