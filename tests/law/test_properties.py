"""What holds of every round and every ledger, whatever the readings, the rate and the cap."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.law.strategies import AMOUNTS, COUNTING, FLOORS, MEASURES, ROUNDS, Said, ledgers
from tests.law.world import YEAR
from zhiyun import law
from zhiyun.kernel.money import ZERO, Money

Round = dict[str, Money]


def shares(measure: law.Measure, claims: Round) -> Round:
    return measure.allocate(law.Claims.of(claims)).by_applicant()


@given(MEASURES, ROUNDS)
def test_no_round_pays_out_more_than_its_cap(said: Said, claims: Round) -> None:
    measure = said.measure
    allocation = measure.allocate(law.Claims.of(claims))

    assert ZERO <= allocation.total_share <= allocation.cap
    assert allocation.total_share + allocation.unspent == allocation.cap
    assert sum((line.share for line in allocation), ZERO) == allocation.total_share


@given(MEASURES, ROUNDS)
def test_nobody_gets_more_than_the_exact_entitlement(said: Said, claims: Round) -> None:
    measure = said.measure
    for line in measure.allocate(law.Claims.of(claims)):
        assert 0 <= line.share.fen <= line.entitlement == measure.entitlement(line.operating_amount)
        assert line.share <= line.entitlement_floor


@given(FLOORS, ROUNDS, AMOUNTS)
def test_an_applicant_more_raises_nobodys_share_and_one_fewer_lowers_nobodys(
    said: Said, claims: Round, amount: int
) -> None:
    measure = said.measure
    before = shares(measure, claims)
    after = shares(measure, {**claims, "又一家": Money(amount)})

    assert [unit for unit in before if after[unit] > before[unit]] == []


@given(FLOORS, ROUNDS, st.data())
def test_the_order_of_applicants_changes_nothing(said: Said, claims: Round, data: st.DataObject) -> None:
    measure = said.measure
    other = dict(data.draw(st.permutations(list(claims.items()))))

    assert shares(measure, other) == shares(measure, claims)


@given(MEASURES, ROUNDS, st.data())
def test_by_largest_remainder_names_break_ties_so_order_changes_nothing_either(
    said: Said, claims: Round, data: st.DataObject
) -> None:
    measure = said.measure
    read = measure.reading_as({"A9": "largest_remainder"})
    other = dict(data.draw(st.permutations(list(claims.items()))))

    assert shares(read, other) == shares(read, claims)


@given(MEASURES, ROUNDS)
def test_the_same_claims_share_the_same_again(said: Said, claims: Round) -> None:
    measure = said.measure
    assert measure.allocate(law.Claims.of(claims)) == measure.allocate(law.Claims.of(claims))


@given(MEASURES, ROUNDS)
def test_who_did_more_never_gets_less_but_by_the_one_yuan_a_tie_may_hand_out(
    said: Said, claims: Round
) -> None:
    measure = said.measure
    by_remainder = any(choice.key == "largest_remainder" for choice in measure.readings)
    lines = sorted(measure.allocate(law.Claims.of(claims)), key=lambda line: line.operating_amount)

    for less, more in pairwise(lines):
        tied = by_remainder or less.operating_amount == more.operating_amount
        assert less.share <= more.share + Money(100 if tied else 0)


@given(MEASURES, ROUNDS)
def test_shares_are_whole_yuan_unless_read_to_the_fen(said: Said, claims: Round) -> None:
    measure = said.measure
    to_the_fen = any(choice.key == "floor_fen" for choice in measure.readings)

    assert to_the_fen or all(share.fen % 100 == 0 for share in shares(measure, claims).values())


@given(MEASURES, ROUNDS)
def test_scaling_stays_within_a_yuan_of_the_exact_part(said: Said, claims: Round) -> None:
    measure = said.measure
    read = measure.reading_as({"A7": "pot_only", "A8": "entitlement"})
    allocation = read.allocate(law.Claims.of(claims))
    total = allocation.total_entitlement
    part = min(Fraction(1), Fraction(allocation.cap.fen) / total) if total else Fraction(1)

    assert allocation.scaled == (total > allocation.cap.fen)
    for line in allocation:
        assert (
            abs(line.entitlement * part - line.share.fen) < 100
            or line.share.fen <= line.entitlement * part + 100
        )
        assert line.share.fen > line.entitlement * part - 100


@given(MEASURES, ROUNDS, st.data())
def test_an_upheld_objection_pays_out_no_more_than_the_cap(
    said: Said, claims: Round, data: st.DataObject
) -> None:
    measure = said.measure
    before = measure.allocate(law.Claims.of(claims))
    kept = data.draw(st.lists(st.sampled_from(sorted(claims)), unique=True)) if claims else []
    reading = data.draw(st.sampled_from(["republish_if_raised", "always_republish", "keep_others"]))

    revised = measure.reading_as({"A27": reading}).after_objection(
        before, law.Claims.of({unit: claims[unit] for unit in kept})
    )

    assert sum(revised.after.values()) <= before.cap.fen
    assert set(revised.after) == set(kept)
    assert revised.must_republish or revised.raised == ()


@given(MEASURES, ROUNDS.filter(bool), AMOUNTS, st.sampled_from(["recover_only", "recompute_all"]))
def test_a_falsity_takes_back_no_more_than_was_paid(
    said: Said, claims: Round, true_amount: int, reading: str
) -> None:
    measure = said.measure
    before = measure.allocate(law.Claims.of(claims))
    [false, *_] = claims

    revised = measure.reading_as({"A31": reading}).after_falsity(before, false, Money(true_amount))

    paid = before.by_applicant()
    for unit, back in revised.to_recover_fen.items():
        assert 0 < back <= paid[unit].fen
        assert revised.after[unit] == paid[unit].fen - back
    assert sum(revised.after.values()) <= before.cap.fen


# Ledgers ----------------------------------------------------------------------------------------------------------


@given(COUNTING, ledgers(), st.data())
def test_the_order_of_deals_changes_no_amount_and_no_ground(
    said: Said, ledger: list[law.Deal], data: st.DataObject
) -> None:
    measure = said.measure
    other = data.draw(st.permutations(ledger))

    def told(lines: list[law.Deal]) -> dict[str, tuple[int, set[str], set[str]]]:
        return {
            ruling.deal.deal: (
                ruling.counted_fen,
                {objection.ground.name for objection in ruling.objections},
                set(ruling.readings),
            )
            for ruling in measure.count(lines, YEAR).rulings
        }

    assert told(other) == told(ledger)


@given(COUNTING, ledgers())
def test_a_registration_never_counts_for_more_than_the_whole(said: Said, ledger: list[law.Deal]) -> None:
    measure = said.measure
    amounts: dict[str, set[int]] = defaultdict(set)
    counted: dict[str, Fraction] = defaultdict(Fraction)
    alone = {
        line.deal: measure.count([line._replace(share=None)], YEAR).rulings[0].counted_fen for line in ledger
    }
    for ruling in measure.count(ledger, YEAR).rulings:
        if ruling.counted_fen and ruling.deal.registration_no:
            amounts[ruling.deal.registration_no].add(alone[ruling.deal.deal])
            counted[ruling.deal.registration_no] += Fraction(ruling.counted_fen)

    for number, whole in amounts.items():
        assert counted[number] <= max(whole)


@given(COUNTING, ledgers())
def test_a_right_never_counts_for_more_than_the_whole_between_the_same_parties_on_one_day(
    said: Said, ledger: list[law.Deal]
) -> None:
    measure = said.measure
    same_day = [line._replace(contract_on=None, registration_no="", payments=ONE_MILLION) for line in ledger]
    counted: dict[object, int] = defaultdict(int)
    for ruling in measure.count(same_day, YEAR).rulings:
        for right in ruling.deal.rights:
            counted[ruling.deal.kind, right, ruling.deal.from_party, ruling.deal.to_party] += (
                ruling.counted_fen
            )

    # A deal never counts for more than its money or, where so read, its contract.
    assert [key for key, fen in counted.items() if fen > 200_000_000] == []
    if next(c for c in measure.readings if c.reading.id == "A1").key == "realised":
        assert [key for key, fen in counted.items() if fen > 100_000_000] == []


@given(COUNTING, ledgers())
def test_a_deal_counts_or_says_why_not_and_totals_add_up(said: Said, ledger: list[law.Deal]) -> None:
    measure = said.measure
    counted = measure.count(ledger, YEAR)

    assert [ruling.deal for ruling in counted.rulings] == ledger
    assert sum(counted.by_applicant().values(), ZERO).fen == sum(r.counted_fen for r in counted.rulings)
    for ruling in counted.rulings:
        assert ruling.counted_fen >= 0
        assert (law.outcome_of(ruling).value == "met") == (ruling.objections == ())
        assert ruling.objections == () or ruling.counted_fen == 0
        assert law.because(ruling)
        named = [choice.reading.id for choice in law.readings_of(ruling, counted.readings)]
        assert {"A1", "A2", "A3"} <= set(named)
        assert len(set(named)) == len(named)


@given(COUNTING, ledgers())
def test_a_deal_more_raises_no_other_deals_amount(said: Said, ledger: list[law.Deal]) -> None:
    measure = said.measure
    if not ledger:
        return
    without = {r.deal.deal: r.counted_fen for r in measure.count(ledger[:-1], YEAR).rulings}
    with_it = {r.deal.deal: r.counted_fen for r in measure.count(ledger, YEAR).rulings}

    assert [number for number, fen in without.items() if with_it[number] > fen] == []


@given(COUNTING, ledgers())
def test_counting_again_rules_the_same(said: Said, ledger: list[law.Deal]) -> None:
    measure = said.measure
    assert measure.count(ledger, YEAR) == measure.count(ledger, YEAR)


ONE_MILLION = (law.Payment(YEAR.starts_on, 100_000_000),)
