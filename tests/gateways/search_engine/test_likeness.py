"""What is like a patent: by its words, by its classes, before a day, and not itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

import pytest

from tests.gateways.search_engine.corpus import BATTERY, PUMP, VEHICLE
from zhiyun.gateways.search_engine import SearchEngine
from zhiyun.gateways.search_engine.likeness import Likeness, Ranking, alike, in_common, without_little
from zhiyun.gateways.search_engine.passages import Explainer
from zhiyun.gateways.search_engine.translating import named_in_other_language
from zhiyun.ip.query import read
from zhiyun.ip.terms import Lexicon

LEXICON = Lexicon.read(
    "# 名称：试词表\n# 版本：1\n# 来源：某文本\n# 许可：公有\nenglish,chinese\n"
    "pump,水泵 80\nimpeller,叶轮 20\nvehicle,车辆 100\nmeasure,测量 9\n"
)
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


def test_a_condition_leaves_out_what_it_does_not_find_and_ranks_nothing(four: SearchEngine) -> None:
    """Asked by words or by numbers, the same patents are as like as before."""
    like = Likeness("battery separator and a pump", "锂离子电池 隔膜 水泵 叶轮", near={PUMP.publication: 1.0})
    engine = cast(Ranking, four)

    assert set(names(four, like)) == {BATTERY.publication, PUMP.publication, VEHICLE.publication}
    assert names(four, replace(like, within=read("AT=高校"))) == [BATTERY.publication]
    assert names(four, replace(like, within=read("AT=高校"), before_on=date(2019, 7, 9))) == []
    by_word, by_number = (
        alike(engine, replace(like, within=read(asked)), 10)
        for asked in ("TA=电池 OR TA=battery", f"PN={BATTERY.publication} OR PN={VEHICLE.publication}")
    )
    assert by_word == by_number
    assert names(four, replace(like, within=read("PN=CN1234*"))) == []


def test_words_that_tell_nothing_make_nothing_alike(four: SearchEngine) -> None:
    """水泵 and 隔膜 both begin with 一种, and whatever is used for something says 用."""
    assert without_little("一种新能源汽车用输入轴 of a car") == " 新能源汽车 输入轴 of a car"
    assert without_little("汽车") == "汽车"
    assert without_little("") == ""
    assert names(four, Likeness("一种", "其中用于该的")) == []
    assert names(four, Likeness("一种叶轮", "")) == [PUMP.publication]
    one = Lexicon.read(
        "# 名称：试\n# 版本：1\n# 来源：某文本\n# 许可：公有\nenglish,chinese\nvehicle,一种 9\n"
    )
    assert names(four, Likeness("一种", "", lexicon=one)) == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("新的锂离子电池隔膜", {"锂离子电池隔膜", "锂离子电池", "隔膜", "电池"}),
        ("蓄电池的箱", {"电池"}),
        ("中间涂料", set()),
        ("the battery of a lithium pump", {"lithium", "battery"}),
    ],
)
def test_what_is_common_is_shown_by_words_and_not_by_pairs_across_two(
    four: SearchEngine, text: str, marked: set[str]
) -> None:
    likeness = Likeness("", text)

    _, passages = Explainer(in_common(likeness, four.statistics())).of(BATTERY)

    assert {each.text[at:until] for each in passages for at, until in each.marks} == marked


def test_what_the_other_language_says_is_shown_too(four: SearchEngine) -> None:
    likeness = Likeness("", "A pump and its impeller.", lexicon=LEXICON)

    _, passages = Explainer(in_common(likeness, four.statistics())).of(PUMP)

    assert {each.text[at:until] for each in passages for at, until in each.marks} == {"水泵", "叶轮"}


def test_who_writes_down_a_need_asks_and_what_asks_is_not_sought(four: SearchEngine) -> None:
    assert without_little("我们想找能爬行的水泵").split() == ["爬行", "水泵"]


def test_of_a_long_text_only_translations_that_are_sure_are_named(four: SearchEngine) -> None:
    lexicon = Lexicon.read(
        "# 名称：试词表\n# 版本：1\n# 来源：某文本\n# 许可：公有\nenglish,chinese\n"
        "pump,水泵 80\nwere,水泵 100 叶轮 3\nblade,叶轮 20\na1,气 9\na2,气 8\na3,气 8\na4,气 8\na5,气 8\n"
    )

    assert named_in_other_language("水泵叶轮 气", four.statistics(), lexicon) == ("pump", "blade")


def test_each_says_how_much_words_and_classes_gave(four: SearchEngine) -> None:
    (first, *_) = alike(cast(Ranking, four), Likeness(PUMP.title_zh, PUMP.abstract_zh, PUMP.ipc), 10)

    assert first.publication == PUMP.publication
    assert first.by_words > 0
    assert first.by_classes > 0
    assert first.score == pytest.approx(first.by_words + first.by_classes)


def test_the_other_language_is_asked_its_own_words_and_says_how_much_they_gave(four: SearchEngine) -> None:
    asked = Likeness("impeller of a pump", "", lexicon=LEXICON)

    found = {each.publication: each for each in alike(cast(Ranking, four), asked, 10)}

    assert PUMP.publication not in names(four, replace(asked, lexicon=None))
    assert (found[PUMP.publication].by_words, found[PUMP.publication].by_other_language > 0) == (0, True)
    assert found[VEHICLE.publication].by_words > 0
    assert named_in_other_language(asked.whole, four.statistics(), LEXICON) == ("叶轮", "水泵")


def test_what_a_chinese_text_says_in_english_itself_is_asked_in_english_on_its_own(
    four: SearchEngine,
) -> None:
    asked = Likeness("电池电池电池 vehicle", "", lexicon=LEXICON)

    found = {each.publication: each for each in alike(cast(Ranking, four), asked, 10)}

    assert found[VEHICLE.publication].by_other_language > 0
    assert found[BATTERY.publication].by_other_language == 0


def test_what_is_near_in_meaning_counts_unless_it_is_left_out_or_came_later(four: SearchEngine) -> None:
    near = {BATTERY.publication: 0.5, VEHICLE.publication: 1.0}
    asked = Likeness("", "zzz", near=near)

    assert [(each.publication, each.by_meaning) for each in alike(cast(Ranking, four), asked, 10)] == [
        (VEHICLE.publication, 1.0),
        (BATTERY.publication, 0.5),
    ]
    assert names(four, replace(asked, without=ITSELF)) == [BATTERY.publication]
    assert names(four, replace(asked, before_on=date(2019, 7, 9))) == [VEHICLE.publication]


@pytest.mark.parametrize("text", ["", "，。", "zzz 泽润"])
def test_nothing_is_like_what_says_nothing(four: SearchEngine, text: str) -> None:
    assert names(four, Likeness("", text)) == []
