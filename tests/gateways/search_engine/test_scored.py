"""A few documents, named beforehand, are scored by words as if all had been asked for."""

from __future__ import annotations

import pytest

from tests.gateways.search_engine.corpus import FOUR, many
from zhiyun.gateways.search_engine import Facet, Question, SearchEngine
from zhiyun.ip.query import Plain, Query, read
from zhiyun.ip.terms import Lexicon

NUMBERS = tuple(patent.publication for patent in many())
ASKED: tuple[Query, ...] = (
    Plain("电池"),
    Plain("锂电 电池膜"),
    Plain("lithium battery"),
    Plain("一种锂电池隔膜水泵叶轮的控制装置及其方法，水泵和电池膜之间有气泵"),
    Plain("一种锂电池的膜和水泵 pump and battery of lithium ions in the vehicle"),
    Plain("电池膜和电池膜之间的锂电水泵，锂电水泵在电池膜里，电池电池"),
    Plain("没有的词"),
    read('TI=电池 OR (AB="膜" NOT CY=US)'),
    read("IPC=H01M AND NOT TI=水"),
)


@pytest.mark.parametrize("lexicon", [None, Lexicon.shipped()], ids=["one language", "both"])
@pytest.mark.parametrize("asked", ASKED, ids=str)
@pytest.mark.parametrize("step", [125, 3, 1])
def test_the_scores_are_those_of_asking_for_all(
    crowd: SearchEngine, asked: Query, lexicon: Lexicon | None, step: int
) -> None:
    names = NUMBERS[::step]
    question = Question(query=asked, lexicon=lexicon, most=200, is_explained=False)
    found = {hit.patent.publication: hit.score for hit in crowd.search(question).hits}

    scores = crowd.scored(question, [*names, "CN999999999A"])

    assert scores == pytest.approx({name: found[name] for name in names if name in found}, rel=1e-4)


def test_they_are_scored_whatever_is_ticked_or_near(four: SearchEngine) -> None:
    words = Question(query=Plain("锂离子电池隔膜"))
    whole = Question(
        query=words.query, near={FOUR[0].publication: 9.0}, chosen={Facet.OFFICE: frozenset({"JP"})}
    )
    names = [each.publication for each in FOUR]

    assert four.scored(whole, names) == four.scored(words, names) != {}


def test_of_none_there_are_no_scores(four: SearchEngine) -> None:
    assert four.scored(Question(query=Plain("电池")), []) == {}
