"""Which stretches of characters speak for which subclass is learned from texts, the same each time."""

from __future__ import annotations

import pytest

from zhiyun.gateways.class_learner import LEAST_TEXTS, learned
from zhiyun.ip.classification.learning import Example, stretches

TEXTS = [
    Example(text.format(each), subclasses)
    for each in ("一种", "新型", "改进的", "多功能")
    for text, subclasses in (
        ("{}水泵叶轮", ("F04D",)),
        ("{}锂电池隔膜", ("H01M",)),
        ("{}电池散热风机", ("H01M", "F04D")),
        ("{} folding chair", ("A47C",)),
    )
]


def best(text: str, most: int = 1) -> list[str]:
    scores = learned(TEXTS).scores(text)
    return sorted(scores, key=lambda each: -scores[each])[:most]


def test_a_text_is_cut_into_latin_words_and_stretches_of_other_characters() -> None:
    assert stretches("LED灯具 A2，座") == {"led", "灯", "具", "灯具", "a2", "座"}
    assert stretches("水泵体") == {"水", "泵", "体", "水泵", "泵体", "水泵体"}
    assert stretches("") == set()


@pytest.mark.parametrize(
    ("text", "subclass"), [("离心水泵", "F04D"), ("电池的隔膜", "H01M"), ("a chair", "A47C")]
)
def test_a_text_not_seen_goes_where_its_stretches_went(text: str, subclass: str) -> None:
    assert best(text) == [subclass]


def test_a_text_of_two_subclasses_says_both_before_any_other() -> None:
    assert set(best("电池散热风机", 2)) == {"H01M", "F04D"}


def test_what_a_text_is_in_is_likelier_than_the_rest_and_an_unknown_text_is_in_nothing() -> None:
    scores = learned(TEXTS * 5).scores("水泵叶轮")

    assert 0.5 < scores["F04D"] <= 1
    assert all(each < 0.2 for name, each in scores.items() if name != "F04D")
    assert learned(TEXTS).scores("zzz") == {}


def test_the_same_texts_give_the_same_weights() -> None:
    assert learned(TEXTS) == learned(TEXTS)


def test_what_stands_in_few_texts_does_not_count() -> None:
    rare = Example("rare", ("A01B",))

    assert "rare" not in learned([*TEXTS, *[rare] * (LEAST_TEXTS - 1)]).rarity
    assert "rare" in learned([*TEXTS, *[rare] * LEAST_TEXTS]).rarity
