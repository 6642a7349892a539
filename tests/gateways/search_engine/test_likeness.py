"""What is like a patent: by its words, by its classes, before a day, and not itself."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest

from tests.gateways.search_engine.corpus import BATTERY, PUMP, VEHICLE
from zhiyun.gateways.search_engine import SearchEngine
from zhiyun.gateways.search_engine.likeness import Likeness, Ranking, alike

ITSELF = frozenset({VEHICLE.publication})


def names(engine: SearchEngine, likeness: Likeness) -> list[str]:
    return [each.publication for each in alike(cast(Ranking, engine), likeness, 10)]


def test_words_find_what_is_alike_and_classes_put_it_higher(four: SearchEngine) -> None:
    words = Likeness("pump for batteries", "A battery near a pump.")
    classes = Likeness("pump for batteries", "A battery near a pump.", ("F04D29/18",))

    assert names(four, words)[0] == VEHICLE.publication
    assert PUMP.publication not in names(four, words)
    assert PUMP.publication in names(four, classes)


def test_a_patent_is_not_like_itself_nor_like_what_came_later(four: SearchEngine) -> None:
    like = Likeness(VEHICLE.title, VEHICLE.abstract, VEHICLE.cpc)
    later = Likeness(BATTERY.title_zh, BATTERY.abstract_zh, BATTERY.cpc, before_on=date(2019, 7, 9))

    assert names(four, like)[0] == VEHICLE.publication
    assert VEHICLE.publication not in names(
        four, Likeness(VEHICLE.title, VEHICLE.abstract, VEHICLE.cpc, without=ITSELF)
    )
    assert BATTERY.publication not in names(four, later)


def test_each_says_how_much_words_and_classes_gave(four: SearchEngine) -> None:
    (first, *_) = alike(cast(Ranking, four), Likeness(PUMP.title_zh, PUMP.abstract_zh, PUMP.ipc), 10)

    assert first.publication == PUMP.publication
    assert first.by_words > 0
    assert first.by_classes > 0
    assert first.score == pytest.approx(first.by_words + first.by_classes)


@pytest.mark.parametrize("text", ["", "，。", "zzz 泽润"])
def test_nothing_is_like_what_says_nothing(four: SearchEngine, text: str) -> None:
    assert names(four, Likeness("", text)) == []
