"""The draw: the same from the same seed whatever the order of the pool, by its rules, and the first possible one."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiyun.casework.reviewing.lots import Candidate, NoPanel, Rules, draw, in_order, lot

FIELDS = ("专利", "金融", "法律")
SEEDS = st.text("0123456789abcdef", min_size=32, max_size=32)


@st.composite
def pools(draw_from: st.DrawFn) -> list[Candidate]:
    size = draw_from(st.integers(1, 8))
    return [
        Candidate(
            f"E{number}",
            draw_from(st.sampled_from(["甲", "乙", "丙", "丁", f"独{number}"])),
            tuple(sorted(draw_from(st.sets(st.sampled_from(FIELDS))))),
        )
        for number in range(size)
    ]


RULES = st.builds(Rules, st.integers(1, 5), st.sets(st.sampled_from(FIELDS)).map(lambda s: tuple(sorted(s))))


def possible(panel: tuple[Candidate, ...], rules: Rules) -> bool:
    covered = {field for each in panel for field in each.fields}
    return len({each.employer for each in panel}) == len(panel) and set(rules.fields) <= covered


@settings(max_examples=200, deadline=None)
@given(seed=SEEDS, pool=pools(), rules=RULES)
def test_the_first_possible_panel_in_the_order_of_the_lots_is_drawn_or_none_is_possible(
    seed: str, pool: list[Candidate], rules: Rules
) -> None:
    ordered = in_order(seed=seed, pool=pool)
    all_possible = [panel for panel in combinations(ordered, rules.size) if possible(panel, rules)]

    if not all_possible:
        with pytest.raises(NoPanel):
            draw(seed=seed, pool=pool, rules=rules)
        return
    # `combinations` gives them in the order of the lots, the first one first.
    assert draw(seed=seed, pool=pool, rules=rules) == all_possible[0]


@settings(max_examples=50, deadline=None)
@given(seed=SEEDS, pool=pools(), rules=RULES, shuffle=st.randoms(use_true_random=False))
def test_a_draw_can_be_repeated_from_seed_pool_and_rules_in_whatever_order_the_pool_is_kept(
    seed: str, pool: list[Candidate], rules: Rules, shuffle: object
) -> None:
    listed = list(pool)
    shuffle.shuffle(listed)  # type: ignore[attr-defined]  # hypothesis gives a random.Random

    told = [_or_none(seed, each, rules) for each in (pool, listed)]

    assert told[0] == told[1]


def test_a_lot_is_the_sm3_of_seed_and_ticket_as_anyone_computes_it() -> None:
    # printf 'abc|E1' | openssl dgst -sm3
    import hashlib

    assert lot(seed="abc", ticket="E1") == hashlib.new("sm3", b"abc|E1").hexdigest()


def test_a_pool_of_two_hundred_is_drawn_from_at_once() -> None:
    pool = [Candidate(f"E{n}", f"单位{n % 60}", (FIELDS[n % 3], f"领域{n % 5}")) for n in range(200)]

    panel = draw(seed="0" * 64, pool=pool, rules=Rules(9, (*FIELDS, "领域0", "领域1", "领域2")))

    assert len({each.employer for each in panel}) == 9


def _or_none(seed: str, pool: list[Candidate], rules: Rules) -> tuple[Candidate, ...] | None:
    try:
        return draw(seed=seed, pool=pool, rules=rules)
    except NoPanel:
        return None
