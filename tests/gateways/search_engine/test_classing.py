"""Subclasses are suggested from what a text is most like, and say by which patents."""

from __future__ import annotations

from typing import cast

import pytest

from tests.gateways.search_engine.corpus import BATTERY, PUMP
from zhiyun.gateways.search_engine import SearchEngine
from zhiyun.gateways.search_engine.classing import LEAST_SHARE, Holding, Suggestion, suggested, sure
from zhiyun.ip.classification.gazette_order import Gazette


def test_the_classes_of_what_is_alike_are_suggested_with_what_says_so(four: SearchEngine) -> None:
    (first, *_) = suggested(cast(Holding, four), "一种水泵", "泵体内的叶轮")

    assert first.subclass == "F04D"
    assert first.share > LEAST_SHARE
    assert [each.publication for each in first.because] == [PUMP.publication]


def test_a_patent_speaks_once_for_a_subclass_it_names_twice(four: SearchEngine) -> None:
    suggestions = suggested(cast(Holding, four), BATTERY.title_zh, BATTERY.abstract_zh)

    assert [each.subclass for each in suggestions].count("H01M") == 1
    assert suggestions[0].subclass == "H01M"
    assert suggestions[0].share <= 1.000001


@pytest.mark.parametrize("text", ["", "zzz 泽润"])
def test_nothing_is_suggested_where_nothing_is_alike(four: SearchEngine, text: str) -> None:
    assert suggested(cast(Holding, four), "", text) == ()


def test_what_stands_beside_in_the_gazette_votes_and_strikes_out_what_would_be_out_of_order(
    four: SearchEngine,
) -> None:
    alone = suggested(cast(Holding, four), "一种水泵", "泵体内的叶轮")
    before, after = ("CN209078000U", ("F01C",)), ("CN209078009U", ("F02B", "F04D"))

    beside = suggested(
        cast(Holding, four),
        "一种水泵",
        "泵体内的叶轮",
        place=Gazette([before, after]).place("CN209078004U"),
    )
    earlier = suggested(
        cast(Holding, four),
        "一种水泵",
        "泵体内的叶轮",
        place=Gazette([before, (after[0], ("F02B",))]).place("CN209078004U"),
    )

    assert {each.subclass for each in beside} >= {"F04D", "F01C", "F02B"}
    assert all(each.share > 0 for each in beside)
    assert beside[0].subclass == "F04D"
    assert beside[0].share > earlier[0].share == pytest.approx(alone[0].share / 2)


def test_the_first_is_kept_whatever_its_share_and_others_only_with_enough() -> None:
    shares = [0.15, 0.14]
    more = [0.6, LEAST_SHARE, LEAST_SHARE - 0.01]

    assert [each.share for each in sure(Suggestion("A01B", share, ()) for share in shares)] == [0.15]
    assert [each.share for each in sure(Suggestion("A01B", share, ()) for share in more)] == [
        0.6,
        LEAST_SHARE,
    ]
