"""Effect phrases: what an abstract claims, in Chinese and English, and the matrix made of it."""

import time

import pytest

from benchmarks.quality.effects import sample, titles
from zhiyun.ip.landscape import READ_IN_NAMED_CELLS, Effect, effect_of, matrix, phrases


@pytest.mark.parametrize(
    ("text", "words", "effect"),
    [
        ("从而提高了换热效率，", "提高换热效率", Effect.EFFICIENCY),
        ("大大降低了熟料煤耗，稳定了窑况", "降低熟料煤耗", Effect.ENERGY),
        ("延长设备使用寿命。", "延长设备使用寿命", Effect.DURABILITY),
        ("降低运行成本的同时", "降低运行成本", Effect.COST),
        ("避免了热气造成环境污染，", "避免热气造成环境污染", Effect.ENVIRONMENT),
        ("thereby improving the energy efficiency of the air conditioner.", None, Effect.EFFICIENCY),
        ("in order to reduce heat loss through an exhaust stack", None, Effect.ENERGY),
    ],
)
def test_an_effect_is_found_with_its_class(text: str, words: str | None, effect: Effect) -> None:
    (found,) = phrases(text)

    assert found.effect is effect
    assert words is None or found.words == words
    assert text[found.at : found.until].startswith(found.verb) or not found.verb.isascii()


@pytest.mark.parametrize(
    "text",
    [
        "设有增加器和提升机构",
        "所述提升装置",
        "增加了驱动耦合器",
        "不能提高效率",
        "The valve increases in diameter.",
        "",
    ],
)
def test_a_part_or_a_denial_is_no_effect(text: str) -> None:
    assert list(phrases(text)) == []


def test_japanese_is_not_read_as_chinese() -> None:
    assert list(phrases("制動時の振動を抑制することができる。装置の寿命を延長する。")) == []
    assert [each.words for each in phrases("可以抑制振动；の字样不影响。")] == ["抑制振动"]


def test_the_last_word_decides_what_a_chinese_phrase_is_about() -> None:
    assert effect_of("成本和能耗") is Effect.ENERGY
    assert effect_of("轮边电机") is Effect.OTHER


def test_a_cell_holds_each_document_once_and_takes_corrections() -> None:
    claims = [
        ("CN1A", ("H01M",), tuple(phrases("提高效率，提高效率，降低成本。"))),
        ("CN2A", ("H01M", "B60L"), tuple(phrases("提高效率。"))),
    ]

    plain = {(cell.technology, cell.effect): cell for cell in matrix(claims, corrections={})}
    moved = {
        (cell.technology, cell.effect): cell
        for cell in matrix(claims, corrections={"提高效率": Effect.QUALITY, "降低成本": None})
    }

    assert plain["H01M", Effect.EFFICIENCY].publications == ("CN1A", "CN2A")
    assert plain["H01M", Effect.EFFICIENCY].words == ("提高效率",)
    assert set(moved) == {("H01M", Effect.QUALITY), ("B60L", Effect.QUALITY)}


@pytest.mark.parametrize(
    "text", ["提高" * 100_000, "reduce " * 100_000, "a" * 1_000_000, "提高了" + "的" * 900_000]
)
def test_hostile_texts_are_read_within_a_moment(text: str) -> None:
    began = time.process_time()

    assert len(list(phrases(text))) < 5_000
    assert time.process_time() - began < 1


def test_the_precision_that_a_screen_shows_is_that_of_the_sample_that_was_read() -> None:
    drawn = {language: [row for row in sample() if row["language"] == language] for language in ("zh", "en")}
    counted = {}
    for name, read in (drawn | {"title": titles()}).items():
        celled = [row for row in read if row["effect"] != "OTHER"]
        counted[name] = (sum(row["is_right"] == "1" for row in celled), len(celled))

    assert counted == READ_IN_NAMED_CELLS


def test_the_sample_was_found_by_the_patterns_that_are_in_use() -> None:
    """Whoever changes patterns or words must read a sample anew, or the figure on the screen is stale."""
    stale = [row["words"] for row in sample() if effect_of(about_of(row["words"])).name != row["effect"]]

    assert len(stale) <= 8, stale


def about_of(words: str) -> str:
    return words.partition(" ")[2] if words.isascii() else words[2:]
