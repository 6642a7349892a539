"""What is near in meaning counts beside words, more across languages than within one."""

from __future__ import annotations

import pytest

from tests.gateways.search_engine.corpus import BATTERY, PUMP
from zhiyun.gateways.search_engine import Question, SearchEngine
from zhiyun.gateways.search_engine.fusing import ACROSS, SAME, fused, is_chinese, weighed
from zhiyun.gateways.vectors.store import Near
from zhiyun.ip import query


def test_another_language_counts_more_than_the_same_and_the_last_nothing() -> None:
    near = [
        Near("A", 0.9, is_chinese=True),
        Near("B", 0.9, is_chinese=False),
        Near("C", 0.5, is_chinese=True),
    ]

    assert dict(weighed(near, is_asked_in_chinese=False)) == {
        "A": ACROSS,
        "B": SAME,
    }
    assert list(weighed([], is_asked_in_chinese=True)) == []
    assert dict(weighed(near[:1], is_asked_in_chinese=True)) == {"A": SAME}


def test_what_does_not_stand_out_is_weighed_with_the_rest_and_named() -> None:
    near = [
        Near("A", 0.9, is_chinese=True),
        Near("B", 0.7, is_chinese=True),
        Near("C", 0.6, is_chinese=True, stands_out=False),
        Near("D", 0.5, is_chinese=True, stands_out=False),
    ]

    whole = fused(Question(query=query.Plain("水泵")), [2.0, 4.0], near)

    assert whole.near == pytest.approx({"A": 3 * SAME, "B": 3 * SAME / 2, "C": 3 * SAME / 4})
    assert whole.faint == {"C"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("一种 LED lamp 灯", True), ("LED lamp", False), ("", False), ("lithium ion battery 池", False)],
)
def test_a_text_is_chinese_if_a_tenth_of_it_is(text: str, expected: bool) -> None:
    assert is_chinese(text) is expected


def test_what_is_near_is_found_beside_words_with_the_score_it_was_given(four: SearchEngine) -> None:
    by_words = four.search(Question(query=query.read("电池隔膜"))).hits
    near = {PUMP.publication: 2 * by_words[0].score, BATTERY.publication: 0.5}

    first, second, *_ = four.search(Question(query=query.read("电池隔膜"), near=near)).hits

    assert (first.patent.publication, second.patent.publication) == (PUMP.publication, BATTERY.publication)
    assert first.score == pytest.approx(2 * by_words[0].score, rel=1e-3)
    assert second.score == pytest.approx(by_words[0].score + 0.5, rel=1e-3)
    assert [each.field for each in first.reasons] == ["meaning"]
