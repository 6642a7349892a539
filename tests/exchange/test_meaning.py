"""Meaning beside words: made from the shelf when a model is installed, told of, and absent without one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.exchange.shelves import put
from tests.gateways.search_engine.corpus import BATTERY, CHAIR, FOUR, PUMP
from tests.gateways.vectors.letters import Letters
from zhiyun.exchange.patents import engines, indexing, likes, meaning, places, searching
from zhiyun.exchange.patents.meaning import Meaning
from zhiyun.exchange.patents.searching import Answer, Asked
from zhiyun.gateways import vectors
from zhiyun.gateways.vectors.store import Vectors


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    put(home, FOUR)
    indexing.reindex(home=home)
    meaning.bring(home=home, model=Letters())
    return home


def asked(home: Path, text: str, *, by_meaning: bool = True) -> Answer:
    model = Letters()
    folder = places.vectors_folder(home=home, model=model.name)
    held = Meaning(model, Vectors(folder, model.name, model.dimensions))
    question = Asked(text=text, is_across=False)
    return searching.answer(
        engine=engines.opened(home=home), asked=question, meaning=held if by_meaning else None
    )


def found(answer: Answer) -> list[str]:
    return [row.patent.publication for row in answer.rows]


def test_what_no_word_finds_is_found_by_what_it_means_and_counted_apart(home: Path) -> None:
    by_words, both = asked(home, "impeller", by_meaning=False), asked(home, "impeller")

    assert (by_words.total, by_words.by_meaning, by_words.model) == (0, 0, "")
    assert found(both)[0] == PUMP.publication
    assert both.by_meaning == both.total > 0
    assert both.model == "letters 1"


def test_what_words_find_stays_found_and_says_why(home: Path) -> None:
    answer = asked(home, "水泵 叶轮")

    assert found(answer)[0] == PUMP.publication
    assert {each.field for each in answer.rows[0].hit.reasons} >= {"abstract", "meaning"}
    assert answer.total == answer.by_meaning + asked(home, "水泵 叶轮", by_meaning=False).total


def test_a_query_in_the_language_is_asked_as_it_stands(home: Path) -> None:
    answer = asked(home, "标题=impeller")

    assert (answer.total, answer.model) == (0, "")


def test_the_next_page_of_a_question_is_not_read_again(home: Path) -> None:
    model = Letters()
    folder = places.vectors_folder(home=home, model=model.name)
    held = Meaning(model, Vectors(folder, model.name, model.dimensions))

    first, again, other = held.near("水泵"), held.near("水泵"), held.near("电池")

    assert first == again != other
    assert model.asked == ["水泵", "电池"]


def test_filters_hold_for_what_is_near_in_meaning(home: Path) -> None:
    model = Letters()
    held = Meaning(
        model,
        Vectors(places.vectors_folder(home=home, model=model.name), model.name, model.dimensions),
    )
    engine = engines.opened(home=home)
    only = Asked(text="impeller", is_across=False, chosen={searching.Facet.RIGHT: frozenset({"外观设计"})})

    answer = searching.answer(engine=engine, asked=only, meaning=held)

    assert {row.patent.right.value for row in answer.rows} <= {"外观设计"}


def test_only_what_came_since_goes_to_the_model_and_status_alone_does_not(tmp_path: Path) -> None:
    model = Letters()
    put(tmp_path, FOUR[:2])
    meaning.bring(home=tmp_path, model=model)
    model.asked.clear()
    put(tmp_path, [replace(BATTERY, legal_status="转让"), CHAIR], "再来")

    made = meaning.bring(home=tmp_path, model=model)

    assert made == meaning.Made(vectors=3, of_patents=3, new=1)
    assert model.asked == [CHAIR.title_zh]


def test_vectors_that_an_older_model_made_are_removed(tmp_path: Path) -> None:
    old, new = Letters(), Letters()
    new.name = "letters 2"
    put(tmp_path, FOUR[:1])
    meaning.bring(home=tmp_path, model=old)

    meaning.bring(home=tmp_path, model=new)

    assert [each.name for each in (tmp_path / "patents-vectors").iterdir()] == ["letters-2"]


def test_of_an_empty_shelf_no_vectors_are_made(tmp_path: Path) -> None:
    assert meaning.bring(home=tmp_path, model=Letters()) == meaning.Made(0, 0, 0)


def test_a_shelf_too_large_for_vectors_gets_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, FOUR)
    monkeypatch.setattr(vectors, "MOST", 3)

    assert meaning.bring(home=tmp_path, model=Letters()) is None
    assert meaning.standing(home=tmp_path).is_too_many


def test_without_a_model_there_is_none_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "installed", lambda: "")
    monkeypatch.setattr(vectors, "loaded", lambda: None)
    put(tmp_path, FOUR)

    assert meaning.opened(home=tmp_path) is None
    assert meaning.bring(home=tmp_path) is None
    assert meaning.standing(home=tmp_path) == meaning.Standing("", 0, 0, is_too_many=False)


def test_what_is_like_a_text_is_also_found_by_what_it_means(home: Path) -> None:
    model = Letters()
    held = Meaning(
        model, Vectors(places.vectors_folder(home=home, model=model.name), model.name, model.dimensions)
    )
    engine = engines.opened(home=home)

    with_model = likes.of_text(engine=engine, text="pumpimpeller", meaning=held)

    assert list(likes.of_text(engine=engine, text="pumpimpeller")) == []
    assert with_model.model == "letters 1"
    assert [each.by_meaning for each in with_model] == [100] * len(with_model.found)
    assert PUMP.publication in {each.patent.publication for each in with_model}
