"""Whatever officers do in whatever order: totals are the sums of the newest checked verdicts, shares never exceed one."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.casework import city, verification
from zhiyun.casework.actions import shared_rights
from zhiyun.casework.verifying_deals.round_ledger import of_call
from zhiyun.casework.verifying_deals.shares import settled_shares
from zhiyun.casework.verifying_deals.sharing import digest, joined
from zhiyun.kernel.refusal import Faulty

pytestmark = pytest.mark.django_db

FULL = 100_000_000
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["D0001", "D0002", "D0003"]),
        st.sampled_from(["counted", "reduced", "rejected", "agree", "send back"]),
        st.integers(1, FULL - 1),
    ),
    max_size=12,
)


@settings(max_examples=15)
@given(DEEDS)
def test_totals_are_the_sums_of_the_newest_checked_verdicts(deeds: Sequence[tuple[str, str, int]]) -> None:
    """A model beside the rows: the newest verdict of each deal, and whether a second person agreed."""
    with transaction.atomic():
        town = city.city()
        case = verification.case(town, city.call(town), [city.deal_line(number) for number in (1, 2, 3)])
        newest: dict[str, int] = {}
        agreed: dict[str, bool | None] = {}
        for deal, what, amount in deeds:
            if what in ("agree", "send back"):
                if deal in newest and agreed[deal] is None:
                    verification.check(town, case, deal, agrees=what == "agree")
                    agreed[deal] = what == "agree"
                continue
            verification.decide(
                town, case, deal, what, amount=amount if what == "reduced" else None, reason="演示"
            )
            newest[deal] = {"counted": FULL, "reduced": amount, "rejected": 0}[what]
            agreed[deal] = None

        totals = verification.ledger(case).totals

        checked = [deal for deal, agrees in agreed.items() if agrees]
        assert totals.verified == sum(newest[deal] for deal in checked)
        assert totals.not_counted == sum(FULL - newest[deal] for deal in checked)
        assert totals.open == FULL * (3 - len(checked))
        assert totals.claimed == totals.verified + totals.not_counted + totals.open == 3 * FULL
        transaction.set_rollback(True)


PART = st.fractions(min_value=0, max_value=1, max_denominator=60)


@settings(max_examples=15)
@given(st.lists(st.tuples(PART, PART, PART), min_size=1, max_size=4))
def test_settled_shares_never_add_up_to_more_than_the_whole(
    tried: Sequence[tuple[Fraction, Fraction, Fraction]],
) -> None:
    with transaction.atomic():
        town = city.city()
        under = city.call(town)
        bodies = (town.applicant, town.other_applicant, city.organisation())
        cases = [verification.case(town, under, [city.deal_line(1)], of=body) for body in bodies]
        for parts in tried:
            [found] = of_call(call=under).shared
            try:
                shared_rights.settle(
                    by=verification.officer(town),
                    call=under.reference,
                    right=found.key,
                    seen=digest(shared=found),
                    shares={
                        (case.reference, "D0001"): f"{part.numerator}/{part.denominator}"
                        for case, part in zip(cases, parts, strict=True)
                    },
                    reason="演示",
                    evidence=[f"{cases[0].reference}:paper:1"],
                )
            except Faulty:
                assert sum(parts) > 1
            else:
                assert sum(parts) <= 1
            held = settled_shares(issuer=town.bureau.pk, year=2026)
            assert sum((Fraction(share) for share in held.values()), Fraction(0)) <= 1
            counted = [verification.ledger(case).totals.law for case in cases]
            assert sum(counted) <= FULL
        transaction.set_rollback(True)


@given(st.lists(st.sets(st.integers(0, 12), min_size=2, max_size=4).map(lambda each: tuple(sorted(each)))))
def test_groups_that_have_a_line_in_common_are_joined_and_no_others(groups: list[tuple[int, ...]]) -> None:
    found = joined(shared=groups)

    assert sorted({line for group in groups for line in group}) == sorted(
        line for group in found for line in group
    )
    assert all(any(set(group) <= set(whole) for whole in found) for group in groups)
