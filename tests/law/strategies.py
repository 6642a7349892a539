"""How hypothesis invents claims, measures and ledgers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any, TypeVar

from hypothesis import strategies as st

from tests.law.world import MEASURE
from zhiyun import law
from zhiyun.kernel.money import Money, Rate

Drawn = TypeVar("Drawn")

WAYS = [
    {"A7": seven, "A8": eight, "A9": nine}
    for seven, eight, nine in product(
        ("pot_only", "cap_each_first"),
        ("entitlement", "rounded_entitlement"),
        ("floor_yuan", "largest_remainder", "floor_fen"),
    )
]
"""Every combination of the readings of sharing."""


@dataclass(frozen=True)
class Said:
    """A measure by what is said otherwise than in the shipped one, so that a failing example is short to read."""

    choices: dict[str, str]
    numbers: dict[str, int | Money | Rate]

    @property
    def measure(self) -> law.Measure:
        terms = replace(MEASURE.terms, numbers=self.numbers)
        return replace(MEASURE, terms=terms).reading_as(self.choices)


RATES = st.integers(0, 10**8).map(lambda parts: Rate(Fraction(parts, 10**8)))
AMOUNTS = st.one_of(
    st.integers(0, 10**12),
    st.integers(0, 10**6),
    st.integers(0, 10**8).map(lambda yuan: yuan * 5000),
)
POTS = st.one_of(
    st.just(Money(500_000_000)), st.integers(0, 10**10).map(Money), st.integers(0, 10**4).map(Money)
)
ROUNDS = st.lists(AMOUNTS, min_size=0, max_size=9).map(
    lambda amounts: {f"第{n}家": Money(fen) for n, fen in enumerate(amounts)}
)


def _said(rate: Rate, cap: Money, ways: dict[str, str]) -> Said:
    return Said(ways, {"12.rate": rate, "13.annual_cap": cap})


MEASURES = st.one_of(
    st.sampled_from(WAYS).map(lambda ways: Said(ways, {})),
    st.builds(_said, RATES, POTS, st.sampled_from(WAYS)),
)
FLOORS = MEASURES.filter(lambda said: said.choices["A9"] != "largest_remainder")

APPLICANTS = ("甲", "乙", "丙")
RIGHTS = ("P1", "P2", "P3")
PARTIES = ("", "子", "丑", "寅")
DAYS = st.dates(date(2024, 11, 1), date(2026, 2, 28))
SHARES = st.sampled_from([None, None, *(Rate(Fraction(n, 10)) for n in range(1, 12))])


def often(value: Drawn, other: st.SearchStrategy[Drawn]) -> st.SearchStrategy[Drawn]:
    """Draw one value more often than the others, so that enough deals count."""
    return st.one_of(st.just(value), st.just(value), other)


PAYMENTS = st.lists(
    st.builds(
        law.Payment,
        often(date(2025, 5, 5), st.none() | DAYS),
        st.none() | st.sampled_from([0, 1, 99, 100_000_000]) | st.integers(0, 10**10),
        st.sampled_from(["CNY", "CNY", "USD"]),
        st.none() | st.just(Rate(Fraction(7))),
    ),
    max_size=3,
).map(tuple)


@st.composite
def deals(draw: Callable[[st.SearchStrategy[Any]], Any], number: int) -> law.Deal:
    """One deal among few applicants, rights and parties, so that deals often meet."""
    return law.Deal(
        deal=str(number),
        applicant=draw(st.sampled_from(APPLICANTS)),
        kind=draw(st.sampled_from(law.Kind)),
        payments=draw(often((law.Payment(date(2025, 5, 5), 100_000_000),), PAYMENTS)),
        rights=tuple(draw(st.lists(st.sampled_from(RIGHTS), unique=True, max_size=2))),
        from_party=draw(st.sampled_from(PARTIES)),
        to_party=draw(st.sampled_from(PARTIES)),
        related=draw(often(False, st.sampled_from([None, True, False]))),
        contract_on=draw(often(None, st.just(date(2025, 1, 5)))),
        contract_fen=draw(st.none() | st.just(200_000_000)),
        registered_on=draw(often(date(2025, 2, 1), st.none() | DAYS)),
        registration_no=draw(st.sampled_from(["", "", "Y1", "Y2"])),
        share=draw(SHARES),
        also_funded_by=draw(often(None, st.sampled_from(law.Level))),
    )


@st.composite
def ledgers(draw: Callable[[st.SearchStrategy[Any]], Any]) -> list[law.Deal]:
    """A ledger of up to eight deals."""
    return [draw(deals(number)) for number in range(draw(st.integers(0, 8)))]


COUNTING = st.fixed_dictionaries(
    {
        name: st.sampled_from(list(MEASURE.terms.readings[name].options))
        for name in ("A1", "A3", "A4", "A5", "A23", "A24", "A25", "A33")
    }
).map(lambda choices: Said(choices, {}))
