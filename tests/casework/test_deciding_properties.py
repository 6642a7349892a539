"""Whatever is brought: shares are exact, never above the pot, the same in any order, and the same again."""

from __future__ import annotations

import copy
import functools
import random
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.casework import city
from zhiyun import law
from zhiyun.casework.deciding import grounds, outcome

CAP = 500_000_000
AMOUNTS = st.lists(st.integers(0, 30_000_000_000), max_size=9)
POTS = st.integers(0, CAP)


@functools.cache
def facts() -> dict[str, Any]:
    """Give one applicant as brought, with nothing missing and everything judged."""
    measure = law.measure("cq_2021_65")
    questions = measure.questions(law.Benefit.PERFORMANCE_SUBSIDY)
    papers = [
        {"paper": number, "title": use, "sm3": f"{number:064x}", "uses": [place]}
        for number, (use, place) in enumerate(
            [(each, f"fact:{each}") for each in city._PROVEN]
            + [(each, f"material:{each}") for each in city._MATERIALS],
            1,
        )
    ]
    stated = {name: {"value": value, "papers": []} for name, value in city._STATED.items()}
    stated |= {each: {"value": True, "papers": []} for each in city._PROVEN}
    roster = [
        {"line": n, "code": f"P{n}", "engagement": "own", "contract": True, "insured_months": ["2026-06"]}
        for n in range(8)
    ]
    return {
        "told": {
            "schema": 1,
            "applicant": {"name": "演示"},
            "facts": stated,
            "roster": roster,
            "co_builders": [],
            "papers": papers,
        },
        "judgements": [
            {
                "cites": grounds.cites(of=each.cites),
                "met": True,
                "by": "演示",
                "on": "2026-07-01",
                "opinion": "符合",
            }
            for each in questions
        ],
        "on_file": {},
        "applied_at": "2026-06-15T04:00:00+00:00",
    }


def brought(amounts: list[int], pot: int) -> dict[str, Any]:
    """Bring one applicant for each verified amount in fen."""
    measure = law.measure("cq_2021_65")
    concluded = {"supports": True, "supported_fen": None, "because": "", "words": "", "cites": "第十条第3项"}
    overlay = (
        '[round]\nid = "demo"\ntitle = "演示"\nmeasure = "cq_2021_65"\nbenefit = "performance_subsidy"\n'
        'document = "演示通知"\ndated = 2026-05-01\n'
    )
    return {
        "call": {"closes_at": "2026-06-30T10:00:00+00:00"},
        "benefit": "performance_subsidy",
        "year": 2026,
        "pot_fen": pot,
        "measure": {"id": measure.id, "overlay": overlay},
        "readings": {choice.reading.id: choice.key for choice in measure.readings},
        "applications": [
            {
                "application": f"SB-{number}",
                "applicant": f"演示{number}",
                "verified_fen": amount,
                "concluded": concluded,
                **facts(),
            }
            for number, amount in enumerate(amounts)
        ],
        "awards": [],
    }


def shares(found: dict[str, Any]) -> dict[str, int]:
    return {line["application"]: line["amount_fen"] for line in found["lines"]}


def test_the_applicant_of_these_tests_is_supported() -> None:
    assert shares(outcome(brought=brought([3_750_000_000], CAP))) == {"SB-0": 75_000_000}


@settings(max_examples=40, deadline=None)
@given(amounts=AMOUNTS, pot=POTS, seed=st.integers(0, 1000))
def test_attack_25_shares_are_exact_within_the_pot_and_the_same_in_any_order(
    amounts: list[int], pot: int, seed: int
) -> None:
    """Attack 25: zero, one or many claimants; above and below the cap; floored to the yuan, never above the ratio."""
    told = brought(amounts, pot)
    mixed = copy.deepcopy(told)
    random.Random(seed).shuffle(mixed["applications"])  # noqa: S311 - an order, not a secret

    found = outcome(brought=told)

    given_ = shares(found)
    assert sum(given_.values()) <= pot
    assert given_ == shares(outcome(brought=mixed))
    assert found == outcome(brought=copy.deepcopy(told))
    total = sum(Fraction(amount * 2, 100) for amount in amounts)
    ratio = Fraction(pot) / total if total > pot else Fraction(1)
    for number, amount in enumerate(amounts):
        exact = Fraction(amount * 2, 100) * ratio
        assert given_[f"SB-{number}"] == int(exact / 100) * 100
    if found["shares"]["scaled"]:
        assert grounds.exact(text=found["shares"]["ratio"]) == ratio


@settings(max_examples=25, deadline=None)
@given(amounts=st.lists(st.integers(1, 30_000_000_000), min_size=2, max_size=7), pot=POTS)
def test_one_applicant_less_never_lowers_anothers_share(amounts: list[int], pot: int) -> None:
    whole = shares(outcome(brought=brought(amounts, pot)))
    fewer = brought(amounts, pot)
    fewer["applications"] = fewer["applications"][1:]

    left = shares(outcome(brought=fewer))

    assert all(left[application] >= whole[application] for application in left)


@pytest.mark.parametrize("name", ["registered_in_chongqing", "legal_person"])
def test_whoever_fails_a_condition_is_told_every_ground_and_takes_no_part(name: str) -> None:
    told = brought([10_000_000_000, 20_000_000_000], CAP)
    told["applications"][0] = copy.deepcopy(told["applications"][0])
    told["applications"][0]["told"]["facts"][name]["value"] = False
    told["applications"][0]["told"]["facts"]["on_dishonest_list"]["value"] = True

    found = outcome(brought=told)

    assert shares(found) == {"SB-0": 0, "SB-1": 400_000_000}
    assert len(found["lines"][0]["grounds"]) == 2
