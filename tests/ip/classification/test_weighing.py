"""What speaks of a subclass is put in numbers, and added up by what each is worth."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zhiyun.ip.classification.gazette_order import Neighbour, Place
from zhiyun.ip.classification.weighing import (
    CANDIDATES,
    Weights,
    candidates,
    company,
    hints,
    judged,
    votes,
)

RECENT = company([("H01M", "H02J"), ("H02J", "H01M"), ("H01M",), ("A47C",), ("F04D",), ("F04D",)])
PLACE = Place((Neighbour("CN209073000U", 3, ("H01M",)),), (Neighbour("CN209073009U", 6, ("H01M",)),))
WORDS_ALONE = len(hints(["H01M"], {"H01M": 0.5}, {}, RECENT)[0])
WEIGHTS = Weights((1.0, *[0.0] * (WORDS_ALONE - 1)), 0.5, 0.2)
WEIGHTS_OF_PLACE = Weights((1.0, *[0.0] * (WORDS_ALONE + 3)), 0.5, 0.2)


def test_what_goes_together_lifts_and_what_never_does_lowers() -> None:
    assert RECENT.lift("H01M", "H02J") > 0 > RECENT.lift("A47C", "F04D")
    assert RECENT.usual("F04D") > RECENT.usual("A47C") > RECENT.usual("B64C") > 0


def test_the_nearer_has_more_of_the_vote_and_who_has_no_class_has_none() -> None:
    found = votes([(0.95, ()), (0.9, ("H01M", "H01M")), (0.88, ("A47C",))])

    assert found["H01M"] == pytest.approx(1 / (1 + 2.718281828**-1))
    assert sum(found.values()) == pytest.approx(1)
    assert votes([]) == {}


def test_what_stretches_do_not_say_comes_among_the_candidates_when_neighbours_do() -> None:
    scores = {f"A{at:02}B": 0.001 for at in range(30)} | {"H01M": 0.6}

    names = candidates(scores, {"F04D": 0.9})

    assert names[:2] == ["H01M", "F04D"]
    assert len(names) == CANDIDATES
    assert candidates(scores, {})[1] == "A00B"


def test_each_candidate_has_as_many_hints_as_there_are_weights() -> None:
    scores = {"H01M": 1.0, "H02J": 0.0, "A47C": 0.3}

    found = hints(["H01M", "H02J", "A47C"], scores, {"H02J": 0.5}, RECENT)

    assert len({len(each) for each in found}) == 1
    assert hints([], {}, {}, RECENT) == []
    placed = hints(["H01M", "H02J", "A47C"], scores, {"H02J": 0.5}, RECENT, PLACE)
    assert [each[: len(found[0])] for each in placed] == found
    assert [each[len(found[0])] for each in placed] == [1.0, 0.0, 0.0]
    assert [each[-1] for each in placed] == [1.0, 0.0, 0.0]


def test_what_stands_beside_comes_forward_and_what_would_be_out_of_order_goes_back() -> None:
    scores = {f"A{at:02}B": 0.02 for at in range(30)} | {"H01M": 0.01, "H01R": 0.01}
    between = replace(PLACE, after=(Neighbour("CN209073009U", 6, ("H02J",)),))

    names = candidates(scores, {}, between)

    assert names[:3] == ["H01M", "H02J", "H01R"]
    assert len(names) == CANDIDATES
    assert judged(scores, {}, RECENT, WEIGHTS_OF_PLACE, between).likelihoods.keys() == set(names)


def test_a_likelihood_rises_with_what_is_said_for_it() -> None:
    said = judged({"H01M": 0.5, "A47C": 0.1}, {}, RECENT, WEIGHTS)

    assert said.least == 0.2
    assert said.likelihoods["H01M"] == pytest.approx(1 / (1 + 2.718281828**-0.5))
    assert said.likelihoods["A47C"] < 0.5 < said.likelihoods["H01M"]
