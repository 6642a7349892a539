"""Words in Chinese and English: learned from pairs, written as a table, asked in both directions."""

import pytest

from zhiyun.ip.tables import Edition
from zhiyun.ip.terms import Lexicon, Pair, learned, singular, stem, written
from zhiyun.kernel.refusal import Faulty

EDITION = Edition("试词表", "1", "某文本", "公有")
PAIRS = [
    Pair(("brakes", "for", "vehicles"), ("车辆", "的", "制动器")),
    Pair(("brakes",), ("制动器",)),
    Pair(("pumps", "for", "vehicles"), ("车辆", "用", "泵")),
    Pair(("pump",), ("泵",)),
]
TABLE = "# 名称：试词表\n# 版本：1\n# 来源：某文本\n# 许可：公有\nenglish,chinese\n"


def said(lexicon: Lexicon, word: str) -> list[str]:
    return [each.word for each in lexicon.translations(word)]


def test_pairs_of_titles_tell_which_words_say_the_same() -> None:
    lexicon = Lexicon.read(written(learned(PAIRS), EDITION))

    assert lexicon.edition == EDITION
    assert said(lexicon, "brake")[0] == "制动器"
    assert said(lexicon, "pump")[0] == "泵"
    assert said(lexicon, "车辆")[0] == "vehicle"


def test_little_words_are_learned_in_neither_language() -> None:
    times = learned(PAIRS)

    assert "for" not in times
    assert all("的" not in chinese and "用" not in chinese for chinese in times.values())


def test_the_same_pairs_write_the_same_table() -> None:
    assert written(learned(PAIRS), EDITION) == written(learned(list(PAIRS)), EDITION)


def test_the_commonest_meaning_comes_first_and_shares_add_up_to_one() -> None:
    lexicon = Lexicon.read(TABLE + "brake,制动 30 刹车 3\nbraking,制动 10\n")

    assert said(lexicon, "brake") == ["制动", "刹车"]
    assert said(lexicon, "制动") == ["brake", "braking"]
    assert sum(each.share for each in lexicon.translations("制动")) == pytest.approx(1)


def test_a_word_that_is_not_in_the_table_answers_as_the_commonest_of_its_stem() -> None:
    lexicon = Lexicon.read(TABLE + "generator,发电机 90\ngeneration,产生 50\n")

    assert said(lexicon, "generators") == ["发电机"]
    assert said(lexicon, "generated") == ["发电机"]
    assert said(lexicon, "generation") == ["产生"]
    assert said(lexicon, "unknown") == []


def test_the_table_that_ships_knows_the_craft_in_both_languages() -> None:
    lexicon = Lexicon.shipped()

    assert "制动" in said(lexicon, "brakes")[:2]
    assert said(lexicon, "battery")[0] == "电池"
    assert "battery" in said(lexicon, "电池")[:2]
    assert "WIPO" in lexicon.edition.source


def test_a_table_is_refused_with_all_its_faults() -> None:
    with pytest.raises(Faulty) as refused:
        Lexicon.read(TABLE + "brake,制动\npump,泵 1\npump,泵 0\n")

    assert [str(fault) for fault in refused.value.faults] == [
        "第6行：中文词后面要各写一个出现次数，如：制动 453 刹车 19",
        "第8行：中文词后面要各写一个出现次数，如：制动 453 刹车 19",
    ]


def test_a_word_written_twice_is_refused() -> None:
    with pytest.raises(Faulty, match="pump写了两次"):
        Lexicon.read(TABLE + "pump,泵 1\npump,泵 2\n")


@pytest.mark.parametrize(
    ("word", "one", "family"),
    [
        ("batteries", "battery", "battery"),
        ("brakes", "brake", "brak"),
        ("glass", "glass", "glass"),
        ("gas", "gas", "gas"),
    ],
)
def test_english_words_are_brought_to_one_number_and_to_their_stem(word: str, one: str, family: str) -> None:
    assert singular(word) == one
    assert stem(word) == family
