"""Counting a ledger of operations: what each deal adds to an applicant's operating amount, or why not.

The measure says which kinds count, how, and under which readings (`Method`); here is only the work of doing it.
Each deal is first looked at alone, then beside all others: a right that comes back to its seller, and one deal
claimed twice, show only there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from zhiyun.kernel.finding import Finding, Outcome, gravest
from zhiyun.kernel.money import Money, Rounding
from zhiyun.kernel.period import Period
from zhiyun.kernel.said import Said, joined, word
from zhiyun.kernel.terms import Choice
from zhiyun.law.claims import Claims
from zhiyun.law.deals import Deal, Ground, Kind, Level, Objection, Payment, Ruling
from zhiyun.law.duplicates import Objections, claimed_twice
from zhiyun.law.round_trips import round_trips


class KindRule(NamedTuple):
    """How one kind counts: the registration it needs, and whether a person fixes its amount."""

    listed: bool
    registration: str = ""
    by_person: bool = False


class Method(NamedTuple):
    """A measure's way of counting, with its readings already chosen."""

    window: Period
    kinds: Mapping[Kind, KindRule]
    base: Literal["realised", "contract"]
    dated_by: Literal["later", "registration", "money"]
    related_counts: bool
    foreign_counts: bool
    blocking_levels: frozenset[Level]
    equal_split: bool
    readings: tuple[Choice, ...]


@dataclass(frozen=True)
class Count:
    """The rulings on a ledger's deals in ledger order, and what they add up to for each applicant.

    ``shared`` lists each deal that several applicants claim, as the places of its lines in the ledger.
    """

    window: Period
    rulings: tuple[Ruling, ...]
    readings: tuple[Choice, ...]
    shared: tuple[tuple[int, ...], ...] = ()

    def by_applicant(self) -> dict[str, Money]:
        """Give each applicant's counted operating amount, in order of first appearance."""
        totals: dict[str, int] = {}
        for ruling in self.rulings:
            applicant = ruling.deal.applicant
            totals[applicant] = totals.get(applicant, 0) + ruling.counted_fen
        return {applicant: Money(fen) for applicant, fen in totals.items()}

    def claims(self) -> Claims:
        """Carry the counted amounts into a round's claims."""
        return Claims.of(self.by_applicant())


class _Note(NamedTuple):
    """What was weighed and did not stand against a deal, and the reading that let it pass."""

    words: Said
    reading: str


class _Heard(NamedTuple):
    """What one deal has heard so far."""

    found: list[Objection]
    noted: list[_Note]


def count(deals: Iterable[Deal], *, method: Method, barred: Mapping[str, Finding]) -> Count:
    """Rule on every deal; ``barred`` holds, by applicant, the finding that bars it from claiming at all."""
    ledger = tuple(deals)
    bases: list[int] = []
    objections: Objections = {}
    notes: dict[int, list[_Note]] = {}
    heard = _Heard([], [])
    for place, deal in enumerate(ledger):
        bases.append(_looked_at_alone(deal, method, heard))
        if barred and deal.applicant in barred:
            heard.found.append(Objection(Ground.BARRED, barred[deal.applicant].because))
        if heard.found:
            objections[place] = heard.found
        if heard.noted:
            notes[place] = heard.noted
        if heard.found or heard.noted:
            heard = _Heard([], [])
    for place, words in round_trips(ledger):
        if method.related_counts:
            notes.setdefault(place, []).append(
                _Note(Said("转出后又转回（%(trip)s），按所选口径计入", trip=words), "A24")
            )
        else:
            objections.setdefault(place, []).append(Objection(Ground.ROUND_TRIP, words))
    splits, shared = claimed_twice(ledger, bases, objections, equal_split=method.equal_split)
    for place, claimants in splits.items():
        notes.setdefault(place, []).append(_Note(Said("由%(count)s家平均分摊", count=claimants), "A23"))
    rulings = tuple(
        _ruling(deal, bases[place], objections.get(place), notes.get(place), splits.get(place))
        for place, deal in enumerate(ledger)
    )
    of_bars = (choice for finding in barred.values() for choice in finding.all_readings())
    used = {choice.reading.id: choice for choice in (*method.readings, *of_bars)}
    return Count(method.window, rulings, tuple(used.values()), shared)


def _ruling(
    deal: Deal, base: int, found: list[Objection] | None, noted: list[_Note] | None, claimants: int | None
) -> Ruling:
    counted = 0 if found else _part(deal, base, claimants)
    if not found and not noted:
        return Ruling(deal, counted)
    told = tuple(noted or ())
    readings = tuple(note.reading for note in told)
    return Ruling(deal, counted, tuple(found or ()), tuple(note.words for note in told), readings)


def _part(deal: Deal, base: int, claimants: int | None) -> int:
    if claimants is not None:
        return base // claimants
    if deal.share is not None:
        return Rounding.FLOOR_FEN.floor(base * deal.share.numerator, deal.share.denominator)
    return base


def _looked_at_alone(deal: Deal, method: Method, heard: _Heard) -> int:
    """Give the base in fen; whatever speaks against the deal, or nearly did, is added to what is heard."""
    found = heard.found
    rule = method.kinds[deal.kind]
    if not rule.listed:
        found.append(Objection(Ground.KIND, word(deal.kind.words)))
    _look_at_parties(deal, method, heard)
    if deal.also_funded_by is not None:
        level = deal.also_funded_by
        if level in method.blocking_levels:
            found.append(Objection(Ground.FUNDED, word(level.value)))
        else:
            heard.noted.append(
                _Note(
                    Said("该业务已获%(level)s财政资金支持，请核对是否同一费用", level=word(level.value)),
                    "A25",
                )
            )
    if deal.share is not None and deal.share.ratio > 1:
        found.append(Objection(Ground.OVERSPLIT, str(deal.share)))
    if rule.registration and deal.registered_on is None:
        found.append(Objection(Ground.UNREGISTERED, word(rule.registration)))
        if not any(p.on is not None and p.amount_fen is not None for p in deal.payments):
            found.append(Objection(Ground.UNPAID))
        return 0
    if rule.by_person:
        return _appraised(deal, method, heard)
    if method.base == "contract":
        return _contracted(deal, method, rule, found)
    return _realised(deal, method, rule, heard)


def _look_at_parties(deal: Deal, method: Method, heard: _Heard) -> None:
    self_dealing = bool(deal.from_party) and deal.from_party == deal.to_party
    if deal.related is False and not self_dealing:
        return
    if method.related_counts:
        what = (
            Said("双方为同一主体，按所选口径计入")
            if self_dealing
            else Said("属关联交易，按所选口径计入")
            if deal.related
            else Said("未说明双方是否关联，按所选口径计入")
        )
        heard.noted.append(_Note(what, "A24"))
        return
    if deal.related is not False:
        heard.found.append(Objection(Ground.RELATED if deal.related else Ground.RELATION_UNKNOWN))
    if self_dealing:
        heard.found.append(Objection(Ground.SELF, deal.from_party))


def _realised(deal: Deal, method: Method, rule: KindRule, heard: _Heard) -> int:
    """Add up the payments that reached the applicant's side inside the window."""
    registered_on = deal.registered_on if rule.registration else None
    base, inside, last = 0, 0, None
    for payment in deal.payments:
        if payment.on is None or payment.amount_fen is None:
            continue
        day = placed_on(payment.on, registered_on, method.dated_by)
        last = day
        if day in method.window:
            inside += 1
            base += _renminbi(payment, payment.amount_fen, method, heard.found)
    if last is None:
        heard.found.append(Objection(Ground.UNPAID))
    elif not inside:
        heard.found.append(Objection(Ground.OUTSIDE, Said("归入日期为%(day)s", day=last)))
    elif inside < len(deal.payments):
        left_out = len(deal.payments) - inside
        words = Said(
            "%(count)s笔款项中有%(left_out)s笔不在业绩期间或缺凭证日期金额，未计入",
            count=len(deal.payments),
            left_out=left_out,
        )
        heard.noted.append(_Note(words, "A3"))
    return base


def _contracted(deal: Deal, method: Method, rule: KindRule, found: list[Objection]) -> int:
    """Give the contract amount once, in the year the deal is placed in."""
    paid = sorted((p for p in deal.payments if p.on is not None), key=_paid_on)
    registered_on = deal.registered_on if rule.registration else None
    if registered_on is not None and method.dated_by == "registration":
        day = registered_on
    elif paid:
        day = placed_on(_paid_on(paid[0]), registered_on, method.dated_by)
    else:
        found.append(Objection(Ground.UNPAID))
        return 0
    if day not in method.window:
        found.append(Objection(Ground.OUTSIDE, Said("归入日期为%(day)s", day=day)))
    if deal.contract_fen is None:
        found.append(Objection(Ground.NO_CONTRACT))
        return 0
    first = paid[0] if paid else (deal.payments or (Payment(None, None),))[0]
    return _renminbi(first, deal.contract_fen, method, found)


def _appraised(deal: Deal, method: Method, heard: _Heard) -> int:
    """Give the amount a person fixed for the deal, if its money falls inside the window."""
    found = heard.found
    days = [p.on for p in deal.payments if p.on is not None]
    if not days:
        found.append(Objection(Ground.UNPAID))
    elif not any(day in method.window for day in days):
        found.append(Objection(Ground.OUTSIDE, Said("归入日期为%(day)s", day=max(days))))
    if deal.appraisal is None:
        found.append(Objection(Ground.APPRAISAL))
        return 0
    person = deal.appraisal
    heard.noted.append(
        _Note(
            Said("金额由%(by)s%(on)s核定：%(reason)s", by=person.by, on=person.on, reason=person.reason), "A4"
        )
    )
    return person.amount.fen


def placed_on(money_on: date, registered_on: date | None, dated_by: str) -> date:
    """Give the day that places a payment in a year."""
    if registered_on is None or dated_by == "money":
        return money_on
    if dated_by == "registration":
        return registered_on
    return max(registered_on, money_on)


def _paid_on(payment: Payment) -> date:
    assert payment.on is not None
    return payment.on


def _renminbi(payment: Payment, amount: int, method: Method, found: list[Objection]) -> int:
    if payment.currency == "CNY":
        return amount
    if not method.foreign_counts:
        found.append(Objection(Ground.FOREIGN, payment.currency))
        return 0
    if payment.rate is None:
        found.append(Objection(Ground.NO_RATE, payment.currency))
        return 0
    return Rounding.FLOOR_FEN.floor(amount * payment.rate.numerator, payment.rate.denominator)


def outcome_of(ruling: Ruling) -> Outcome:
    """Give the outcome of a ruling: its gravest objection's, or MET."""
    if len(ruling.objections) == 1:
        return ruling.objections[0].ground.outcome
    return gravest(objection.ground.outcome for objection in ruling.objections)


def because(ruling: Ruling) -> Said:
    """Say in words an applicant can appeal why a deal counts for what it does."""
    if ruling.objections:
        return joined(dict.fromkeys(map(str, ruling.objections)))
    deal = ruling.deal
    agreed = deal.share is not None and deal.share.ratio != 1 and "A23" not in ruling.readings
    amount = Money(ruling.counted_fen)
    counted = (
        Said("计入%(amount)s（按%(share)s分配）", amount=amount, share=deal.share)
        if agreed
        else Said("计入%(amount)s", amount=amount)
    )
    return joined((counted, *ruling.notes))


def readings_of(ruling: Ruling, used: tuple[Choice, ...]) -> Iterator[Choice]:
    """Give the readings a ruling rests on: base, year and date always, others where they spoke."""
    spoke = {"A1", "A2", "A3", *ruling.readings}
    for objection in ruling.objections:
        spoke.update(objection.ground.readings)
    if ruling.deal.share is not None:
        spoke.add("A23")
    if any(payment.currency != "CNY" for payment in ruling.deal.payments):
        spoke.add("A33")
    if ruling.deal.kind is Kind.BRAND:
        spoke.add("A4")
    if ruling.deal.kind in (Kind.EQUITY, Kind.INSURANCE):
        spoke.add("A5")
    return (choice for choice in used if choice.reading.id in spoke)
