"""The order in which a set is screened, and what a sample of it says of all."""

from __future__ import annotations

from fractions import Fraction

import pytest

from zhiyun.ip import screening
from zhiyun.ip.screening import Order, Sample

BATTERIES = {f"B{at:02}": f"一种锂电池隔膜的涂布装置{at}" for at in range(20)}
CHAIRS = {f"C{at:02}": f"办公椅（{at}）" for at in range(20)}
# Neither kind stands together by number.
TITLES = {name: title for pair in zip(CHAIRS.items(), BATTERIES.items(), strict=True) for name, title in pair}
TAUGHT = {f"B{at:02}": True for at in range(5)} | {f"C{at:02}": False for at in range(5)}


def test_what_is_like_the_relevant_comes_first_and_what_was_screened_last() -> None:
    order = screening.ordered(titles=TITLES, said=TAUGHT, order=Order.LIKELY, lot="")

    assert sorted(order) == sorted(TITLES)
    assert {name[0] for name in order[:15]} == {"B"}
    assert {name[0] for name in order[15:30]} == {"C"}
    assert set(order[30:]) == set(TAUGHT)


@pytest.mark.parametrize(
    ("yes", "no", "is_enough"), [(5, 5, True), (4, 6, False), (6, 4, False), (0, 0, False)]
)
def test_nothing_is_learned_from_too_few_verdicts_of_a_kind(yes: int, no: int, is_enough: bool) -> None:
    said = {f"B{at:02}": True for at in range(yes)} | {f"C{at:02}": False for at in range(no)}

    order = screening.ordered(titles=TITLES, said=said, order=Order.LIKELY, lot="")

    assert screening.is_taught(said) is is_enough
    assert (order == sorted(TITLES)) is not is_enough


def test_a_verdict_on_what_has_left_the_set_teaches_nothing() -> None:
    gone = TAUGHT | {"X": True}

    assert screening.likelihoods(titles=TITLES, said=gone) == screening.likelihoods(
        titles=TITLES, said=TAUGHT
    )


def test_the_lot_is_the_same_for_everyone_and_another_for_another_set() -> None:
    one, again, other = (
        screening.drawn(names=names, lot=lot)
        for names, lot in (
            (TITLES, "set 1"),
            (sorted(TITLES, reverse=True), "set 1"),
            (TITLES, "set 2"),
        )
    )
    assert one == again
    assert one != other
    assert one != sorted(TITLES)
    assert screening.ordered(titles=TITLES, said=TAUGHT, order=Order.BY_LOT, lot="set 1") == one


def test_a_sample_ends_at_the_first_one_that_was_passed_over() -> None:
    drawn = screening.drawn(names=TITLES, lot="set 1")
    said = {name: name.startswith("B") for at, name in enumerate(drawn[:12]) if at != 9}

    found = screening.sample(names=TITLES, said=said, lot="set 1")

    assert found == Sample(9, sum(name.startswith("B") for name in drawn[:9]), 40)
    assert not found.is_enough
    assert screening.sample(names=TITLES, said={drawn[1]: True}, lot="set 1") is None
    assert screening.sample(names=[], said={}, lot="set 1") is None


@pytest.mark.parametrize(
    ("sample", "low", "high"),
    [
        # The ends are the shares from which the one found lies 1.96 of their own standard deviations away.
        (Sample(60, 48, 1000), 0.6822, 0.8817),
        (Sample(10, 0, 1000), 0.0, 0.2775),
        (Sample(10, 10, 1000), 0.7225, 1.0),
        (Sample(10, 5, None), 0.2366, 0.7634),
        (Sample(10, 4, 10), 0.4, 0.4),
    ],
)
def test_how_sure_a_share_is_follows_wilson_and_is_exact_when_all_were_checked(
    sample: Sample, low: float, high: float
) -> None:
    assert sample.share == Fraction(sample.counted, sample.checked)
    assert [float(each) for each in sample.bounds] == pytest.approx([low, high], abs=5e-5)


@pytest.mark.parametrize(
    ("sample", "is_enough"),
    [
        (Sample(29, 29, 1000), False),
        (Sample(30, 30, 1000), True),
        (Sample(29, 9, 29), True),
        (Sample(30, 1, None), True),
    ],
)
def test_a_few_in_a_row_say_nothing_of_all(sample: Sample, is_enough: bool) -> None:
    assert sample.is_enough is is_enough
