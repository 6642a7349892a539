"""Words typed with blanks between are each asked for; sentences and single characters are asked as a whole."""

from __future__ import annotations

import pytest

from tests.gateways.search_engine.conftest import ENGINES, Make
from zhiyun.gateways.search_engine import Facet, Hit, Question, SearchEngine
from zhiyun.ip.patent import Patent, Right
from zhiyun.ip.query import Plain

TITLES = (
    "无人机农药喷洒装置",
    "农药的喷洒方法",
    "一种无人机机身",
    "水龙头喷头的洒水装置",
    "药盒",
    "无人驾驶汽车的人机界面",
)


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest, make: Make) -> SearchEngine:
    engine = make(request.param)
    engine.replace(
        Patent(
            publication=f"CN{210000001 + number}U",
            office="CN",
            kind="U",
            right=Right.UTILITY_MODEL,
            title_zh=title,
        )
        for number, title in enumerate(TITLES)
    )
    engine.commit("all")
    return engine


def found(engine: SearchEngine, text: str) -> list[str]:
    question = Question(query=Plain(text), facets={Facet.RIGHT: 3})
    answer = engine.search(question)
    assert answer.total == len(answer.hits) == engine.counted(question).total
    assert sum(each.hits for each in answer.facets[Facet.RIGHT]) == answer.total
    return [hit.patent.title_zh for hit in answer.hits]


def test_most_of_the_words_typed_are_in_what_is_found_the_best_first(engine: SearchEngine) -> None:
    assert found(engine, "无人机 农药 喷洒") == ["无人机农药喷洒装置", "农药的喷洒方法"]
    assert found(engine, "无人机 喷洒") == ["无人机农药喷洒装置"]


def test_a_word_that_is_several_of_the_dictionary_is_asked_for_whole(engine: SearchEngine) -> None:
    assert found(engine, "农药喷洒 装置") == ["无人机农药喷洒装置"]


def test_a_sentence_and_single_characters_are_asked_as_before(engine: SearchEngine) -> None:
    assert found(engine, "盒 水") == []
    assert found(engine, "药盒 盒") == ["药盒"]
    assert len(found(engine, "一种用无人机喷洒农药的装置和方法")) > 2


def test_why_something_was_found_names_its_words_alone(engine: SearchEngine) -> None:
    hit: Hit = engine.search(Question(query=Plain("无人机 喷洒"))).hits[0]

    assert {reason.field for reason in hit.reasons} <= {"title", "abstract"}
    assert {"无人机", "喷洒"} <= {reason.asked for reason in hit.reasons}
