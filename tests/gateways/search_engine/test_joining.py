"""Words answered first and near documents added afterwards give what asking for both at once gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from random import Random
from threading import Event, Semaphore
from typing import Any

import pytest

from tests.gateways.search_engine.corpus import FOUR, many
from zhiyun.gateways.search_engine import (
    Count,
    Facet,
    Found,
    Hit,
    Order,
    Question,
    SearchEngine,
    asking,
    cores,
    embedded,
    joining,
)
from zhiyun.gateways.search_engine.asking import page_explained
from zhiyun.gateways.search_engine.documents import is_in_sample
from zhiyun.gateways.search_engine.fusing import Near
from zhiyun.gateways.vectors.store import Near as FoundNear
from zhiyun.ip import query

FACETS = {Facet.APPLICANT: 3, Facet.SUBCLASS: 2, Facet.PROVINCE: 8, Facet.YEAR: 4}
NUMBERS = tuple(patent.publication for patent in many())
NUMBERS_LEFT = tuple(f"CN{500_000_000 + each}A" for each in range(100))


def joined(
    engine: SearchEngine, question: Question, near: Mapping[str, float], faint: Iterable[str] = ()
) -> Found:
    whole = replace(question, near=near, faint=frozenset(faint))
    with ThreadPoolExecutor(1) as beside:
        total: Future[int] = Future()
        by_words = joining.by_words(engine, question, beside, total)
        answer = joining.joined(engine, whole, joining.looked_up(engine, whole, total), by_words, beside)
    at_once = engine.search(whole)
    assert [hit.score for hit in answer.hits] == pytest.approx([hit.score for hit in at_once.hits], rel=1e-4)
    assert clear(answer) == clear(at_once)
    assert answer.total == at_once.total
    told = {hit.patent.publication: hit for hit in at_once.hits if hit.passages}
    for hit in answer.hits:
        if same := told.get(hit.patent.publication):
            assert (hit.reasons, hit.passages) == (same.reasons, same.passages)
    return answer


def clear(found: Found) -> dict[Facet, tuple[list[int], set[Count]]]:
    """Give the counts, and the values that are clearly commoner than the last: an engine chooses freely among equals."""
    return {
        facet: (
            [each.hits for each in counts],
            {each for each in counts if each.hits > min(each.hits for each in counts)},
        )
        for facet, counts in found.facets.items()
    }


def some_near(seed: int) -> dict[str, float]:
    """Name some documents, each with a score of its own, the later the less."""
    draw = Random(seed)  # noqa: S311 - documents drawn for a test
    names = draw.sample(NUMBERS, 1 + seed * 4)
    return {name: 0.01 + 3.0 * (len(names) - at) / len(names) for at, name in enumerate(names)}


@pytest.mark.parametrize("seed", [1, 4, 9])
@pytest.mark.parametrize("text", ["电池", "膜 pump", "lithium ion 水", "没有的词"])
def test_the_answer_is_that_of_asking_at_once(crowd: SearchEngine, text: str, seed: int) -> None:
    question = Question(query=query.read(text), facets=FACETS, most=20)

    joined(crowd, question, some_near(seed))


@pytest.mark.parametrize("seed", [1, 4])
@pytest.mark.parametrize("text", ["电池", "膜 pump", "没有的词"])
@pytest.mark.parametrize("step", [1, 2])
def test_what_is_faint_counts_where_the_words_find_it_and_is_not_found_without(
    crowd: SearchEngine, text: str, seed: int, step: int
) -> None:
    question, near = Question(query=query.read(text), facets=FACETS, most=20, all_up_to=500), some_near(seed)
    faint = list(near)[::step]
    words = {hit.patent.publication: hit.score for hit in crowd.search(question).hits}

    answer = joined(crowd, question, near, faint)

    found = {hit.patent.publication: hit.score for hit in answer.hits}
    assert found.keys() == words.keys() | near.keys() - set(faint)
    assert [found[name] for name in faint if name in found] == pytest.approx(
        [words[name] + near[name] for name in faint if name in words], rel=1e-3
    )


def test_documents_that_the_words_find_are_not_counted_again(crowd: SearchEngine) -> None:
    question = Question(query=query.read("电池"), facets=FACETS, most=500)
    words = crowd.search(question)

    answer = joined(crowd, question, {hit.patent.publication: 1.0 for hit in words.hits[::2]})

    assert answer.total == words.total


@pytest.mark.parametrize(("all_up_to", "given"), [(125, 125), (124, 5)])
def test_all_are_given_where_they_are_few(crowd: SearchEngine, all_up_to: int, given: int) -> None:
    question = Question(query=query.read("电池"), most=5, all_up_to=all_up_to)

    answer = joined(crowd, question, dict.fromkeys(NUMBERS, 1.0))

    assert (answer.total, len(answer.hits)) == (125, given)
    assert all(hit.passages for hit in answer.hits[:5])


def test_what_is_ticked_holds_for_near_documents_too(crowd: SearchEngine) -> None:
    ticked = {Facet.PROVINCE: frozenset({"500000"})}
    question = Question(query=query.read("电池"), chosen=ticked, facets=FACETS)

    answer = joined(crowd, question, some_near(9))

    assert {hit.patent.province for hit in answer.hits} == {"500000"}


@pytest.mark.parametrize(("order", "first"), [(Order.NEWEST_FILED, 0), (Order.RELEVANCE, 20)])
def test_later_pages_and_orders_by_day_are_asked_at_once(
    crowd: SearchEngine, order: Order, first: int
) -> None:
    question = Question(query=query.read("电池"), order=order, first=first, facets=FACETS)

    joined(crowd, question, some_near(6))


def test_who_is_ready_with_the_page_counts_while_the_other_is_busy(crowd: SearchEngine) -> None:
    question, is_over = Question(query=query.read("电池"), facets=FACETS), Event()

    with ThreadPoolExecutor(1) as beside:
        beside.submit(is_over.wait)
        try:
            words = joining.by_words(crowd, question, beside, Future())
        finally:
            is_over.set()

    assert (words.total, words.facets) == (
        crowd.counted(question).total,
        crowd.counted(
            replace(question, facets={facet: most + joining.WIDER for facet, most in FACETS.items()})
        ).facets,
    )


def test_words_of_which_nothing_is_near_stay_as_they_were_found(crowd: SearchEngine) -> None:
    question = Question(query=query.read("电池"), facets=FACETS)

    assert joined(crowd, question, {}).total == crowd.search(question).total > 0


def test_a_value_that_was_not_counted_and_may_now_be_among_the_commonest_is_counted(
    crowd: SearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joining, "WIDER", 0)
    question = Question(query=query.read("电池 膜"), facets={Facet.SUBCLASS: 1})
    classed = (patent.publication for patent in many() if any(each.startswith("G06F") for each in patent.ipc))

    answer = joined(crowd, question, dict.fromkeys(classed, 1.0))

    assert answer.facets[Facet.SUBCLASS][0] == Count("H01M", answer.facets[Facet.SUBCLASS][0].hits)


@pytest.mark.parametrize("ticked", [frozenset[str](), frozenset({"500000", "440000", "110000"})])
def test_values_that_only_near_documents_brought_up_are_counted_by_themselves(
    crowd: SearchEngine, monkeypatch: pytest.MonkeyPatch, ticked: frozenset[str]
) -> None:
    """No value is counted beside those that are shown, and every near document may lift another."""
    monkeypatch.setattr(joining, "WIDER", 0)
    question = Question(
        query=query.read("膜 pump"),
        facets={Facet.APPLICANT: 1, Facet.PROVINCE: 1, Facet.YEAR: 1, Facet.SUBCLASS: 2},
        chosen={Facet.PROVINCE: ticked} if ticked else {},
    )

    joined(crowd, question, dict.fromkeys(NUMBERS[::3], 1.0))


@pytest.mark.parametrize("ticked", [frozenset[str](), frozenset({"H01M"})])
def test_a_value_that_words_and_near_documents_only_together_make_common_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ticked: frozenset[str]
) -> None:
    monkeypatch.setattr(joining, "WIDER", 0)
    engine = embedded.create(tmp_path / "index")
    numbers = (each for each in NUMBERS_LEFT if not is_in_sample(each))
    groups = {
        ("电池", "H01M C01B"): 5,
        ("电池", "H01M G06F"): 4,
        ("电池", "G06F B60L"): 2,
        ("水泵", "H01M G06F"): 3,
    }
    patents = [
        replace(
            FOUR[0], publication=next(numbers), title_zh=title, abstract_zh="", ipc=tuple(classes.split())
        )
        for (title, classes), number in groups.items()
        for _ in range(number)
    ]
    engine.replace(patents)
    engine.commit("all")
    chosen = {Facet.SUBCLASS: ticked} if ticked else {}
    question = Question(query=query.read("电池"), facets={Facet.SUBCLASS: 2}, chosen=chosen)

    answer = joined(engine, question, {each.publication: 1.0 for each in patents if each.title_zh == "水泵"})

    in_all = 7 if ticked else 9
    assert set(answer.facets[Facet.SUBCLASS]) == {Count("H01M", 12), Count("G06F", in_all)}


def test_where_counts_are_estimated_those_of_near_documents_are_not_asked_for(
    crowd: SearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = Question(query=query.read("电池"), facets=FACETS)
    whole = replace(question, near=dict.fromkeys(NUMBERS, 1.0))
    total: Future[int] = Future()
    not_yet = joining.looked_up(crowd, whole, total)
    total.set_result(crowd.count(question.query))
    exact = joining.looked_up(crowd, whole, total)
    monkeypatch.setattr(asking, "COUNTED_WHOLE", total.result() - 1)
    about = joining.looked_up(crowd, whole, total)

    assert not_yet == exact
    assert exact.others.facets.keys() == FACETS.keys()
    assert (about.scores, about.others.total, about.others.facets) == (exact.scores, exact.others.total, {})


@pytest.mark.parametrize("is_slow", [False, True])
def test_reasons_are_the_same_whoever_had_the_time_to_tell_them(
    crowd: SearchEngine, monkeypatch: pytest.MonkeyPatch, is_slow: bool
) -> None:
    """A slow model waits until the page is explained; a quick one is ready before the words are."""
    question = Question(query=query.Plain("电池 膜"), facets=FACETS, most=20)
    is_explained, is_known = Event(), Event()

    def explained(*asked: Any) -> list[Hit]:
        is_explained.set()
        return page_explained(*asked)

    def near() -> list[Near]:
        if is_slow:
            assert is_explained.wait(10)
        is_known.set()
        return [FoundNear(name, score, is_chinese=True) for name, score in some_near(9).items()]

    monkeypatch.setattr(joining, "page_explained", explained)
    answer = joining.answered(crowd, question, near, lambda _: is_slow or is_known.wait(10))

    told = {hit.patent.publication: hit for hit in crowd.search(answer.question).hits}
    assert {hit.patent.publication for hit in answer.found.hits} == told.keys()
    for hit in answer.found.hits:
        same = told[hit.patent.publication]
        assert (hit.reasons, hit.passages) == (same.reasons, same.passages)
    assert any(
        reason.field == "meaning" and len(hit.reasons) > 1
        for hit in answer.found.hits
        for reason in hit.reasons
    )


def test_what_looks_for_what_is_near_has_a_core_of_its_own_as_long_as_it_works(
    crowd: SearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = Semaphore(1)
    monkeypatch.setattr(cores, "_BESIDE", beside)
    taken: list[bool] = []
    has_looked = Event()

    def near() -> list[Near]:
        taken.append(not cores.take())
        has_looked.set()
        return []

    joining.answered(crowd, Question(query=query.Plain("电池")), near, lambda _: has_looked.wait(10))

    assert taken == [True]
    assert cores.take()


def test_who_waits_for_what_is_near_lends_its_core(
    crowd: SearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = Semaphore(1)
    monkeypatch.setattr(cores, "_BESIDE", beside)
    lent: list[bool] = []

    def near() -> list[Near]:
        lent.append(beside.acquire(timeout=10))
        cores.give_back()
        return []

    joining.answered(crowd, Question(query=query.Plain("电池"), is_explained=False), near, lambda _: None)

    assert lent == [True]
    assert cores.take(), "it is taken back"
    assert not cores.take()
