"""Chinese and English find each other by words, without a model."""

from __future__ import annotations

import pytest

from tests.gateways.search_engine.corpus import BATTERY, PUMP, VEHICLE
from zhiyun.gateways.search_engine import Question, SearchEngine
from zhiyun.gateways.search_engine.translating import also_asked
from zhiyun.ip import query
from zhiyun.ip.terms import Lexicon

LEXICON = Lexicon.read(
    "# 名称：试词表\n# 版本：1\n# 来源：某文本\n# 许可：公有\nenglish,chinese\n"
    "water,水 90\npump,泵 80 水泵 10\nimpeller,叶轮 20\nvehicle,车辆 100\nbattery,电池 50 电池组 9\n"
)


def found(engine: SearchEngine, text: str, lexicon: Lexicon | None = LEXICON) -> list[str]:
    question = Question(query=query.read(text), lexicon=lexicon)
    return [hit.patent.publication for hit in engine.search(question).hits]


def test_english_words_find_what_is_said_in_chinese_only(four: SearchEngine) -> None:
    assert PUMP.publication not in found(four, "pump impeller", None)
    assert found(four, "pump impeller")[0] == PUMP.publication


def test_chinese_words_find_what_is_said_in_english_only(four: SearchEngine) -> None:
    assert VEHICLE.publication not in found(four, "车辆电池", None)
    assert VEHICLE.publication in found(four, "车辆电池")


def test_what_the_own_language_finds_is_still_found(four: SearchEngine) -> None:
    assert found(four, "锂离子电池隔膜")[0] == BATTERY.publication
    assert set(found(four, "锂离子电池隔膜", None)) <= set(found(four, "锂离子电池隔膜"))


def test_of_few_words_half_must_be_said_in_the_other_language(four: SearchEngine) -> None:
    assert PUMP.publication not in found(four, "pump battery vehicle")


def test_a_hit_says_by_which_word_of_the_other_language_it_was_found(four: SearchEngine) -> None:
    hit = four.search(Question(query=query.read("impeller pump"), lexicon=LEXICON)).hits[0]

    assert "叶轮" in {reason.asked for reason in hit.reasons}
    assert any(passage.text[at:until] == "叶轮" for passage in hit.passages for at, until in passage.marks)


def test_a_title_in_english_only_says_and_marks_the_english_word_a_chinese_one_was_asked_by(
    four: SearchEngine,
) -> None:
    hits = four.search(Question(query=query.read("车辆电池"), lexicon=LEXICON)).hits
    hit = next(hit for hit in hits if hit.patent.publication == VEHICLE.publication)

    assert ("title", "battery") in {(reason.field, reason.asked) for reason in hit.reasons}
    title = next(passage for passage in hit.passages if passage.field == "title")
    assert [title.text[at:until] for at, until in title.marks] == ["Battery", "vehicles"]


def test_an_expression_is_asked_as_it_stands(four: SearchEngine) -> None:
    assert found(four, "TA=impeller") == []
    assert also_asked(query.read("TA=impeller"), LEXICON) == ()


@pytest.mark.parametrize(
    ("text", "also"),
    [
        ("the pumps of a vehicle", ("泵", "车辆")),
        ("车辆 电池", ("vehicle", "battery")),
        ("zzz 泽润", ()),
    ],
)
def test_the_words_asked_besides_are_named(text: str, also: tuple[str, ...]) -> None:
    assert also_asked(query.read(text), LEXICON) == also


def test_what_is_hardly_meant_is_not_named_unless_nothing_else_is() -> None:
    unsure = Lexicon.read(
        "# 名称：试\n# 版本：1\n# 来源：某文本\n# 许可：公有\nenglish,chinese\n"
        "a1,气 9\na2,气 8\na3,气 8\na4,气 8\na5,气 8\nsteam,汽 20\n"
    )

    assert also_asked(query.read("汽 气"), unsure) == ("steam",)
    assert also_asked(query.read("气"), unsure) == ("a1",)


def test_words_unknown_to_the_lexicon_change_nothing(four: SearchEngine) -> None:
    assert found(four, "zzz 泽润") == found(four, "zzz 泽润", None)
