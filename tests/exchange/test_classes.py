"""Subclasses are learned from the shelf, kept as a cache that says of what, and order what is suggested."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from tests.exchange.shelves import put
from tests.gateways.search_engine.corpus import BATTERY, CHAIR, PUMP
from tests.gateways.vectors.letters import Letters
from zhiyun.exchange.patents import classes, engines, indexing, likely_classes, meaning, places
from zhiyun.exchange.patents.meaning import Meaning
from zhiyun.gateways import class_judge, class_learner
from zhiyun.gateways.search_engine.classing import LEAST_SCORE, Suggestion, sure
from zhiyun.gateways.vectors.store import Vectors
from zhiyun.ip.patent import Patent


def some(number: int) -> list[Patent]:
    return [
        CHAIR,
        *(
            replace(each, publication=f"CN{10_000_000 + 10 * at + place}A", application="", family="")
            for at in range(number)
            for place, each in enumerate((BATTERY, PUMP))
        ),
    ]


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classes, "LEAST", 4)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    put(home, some(10))
    indexing.reindex(home=home)
    return home


def test_what_has_classes_is_learned_from_and_read_back(home: Path) -> None:
    made = classes.learn(home=home, is_anew=True)

    learned = classes.opened(home=home)
    assert made == classes.standing(home=home) == classes.Standing(20, 1)
    assert learned is not None
    scores = learned.scores("一种水泵的叶轮")
    assert max(scores, key=lambda each: scores[each]) == "F04D"
    assert scores["F04D"] > LEAST_SCORE


def test_suggestions_come_in_the_learned_order_with_the_likest_beside(home: Path) -> None:
    classes.learn(home=home, is_anew=True)

    found = likely_classes.of_text(
        engine=engines.opened(home=home), text="水泵，泵体内装有叶轮", learned=classes.opened(home=home)
    )

    first, *others = found
    assert (first.subclass, first.is_likely) == ("F04D", True)
    assert first.percent >= 99
    assert not any(each.is_likely for each in others)


def test_it_is_learned_anew_only_once_the_shelf_has_grown_by_a_tenth(tmp_path: Path) -> None:
    put(tmp_path, some(10))
    assert classes.learn(home=tmp_path) == classes.Standing(20, 1)
    assert classes.learn(home=tmp_path) is None
    put(tmp_path, [replace(PUMP, publication="CN777A")], "再来")
    assert classes.learn(home=tmp_path) is None

    put(tmp_path, [replace(PUMP, publication=f"CN{each}888A") for each in range(1, 3)], "又来")

    assert classes.learn(home=tmp_path) == classes.Standing(23, 3)


def test_once_vectors_are_made_it_is_learned_anew_with_them_and_they_are_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(class_judge, "NEWEST", 1)
    monkeypatch.setattr(class_judge, "LEAST_HELD_OUT", 4)
    put(tmp_path, some(10))
    indexing.reindex(home=tmp_path)
    model = Letters()
    meaning.bring(home=tmp_path, model=model)
    folder = places.vectors_folder(home=tmp_path, model=model.name)
    held = Meaning(model, Vectors(folder, model.name, model.dimensions))
    assert classes.learn(home=tmp_path)

    assert classes.learn(home=tmp_path, meaning=held) == classes.Standing(20, 1)

    assert classes.learn(home=tmp_path, meaning=held) is None
    assert classes.learn(home=tmp_path) is None
    model.asked.clear()
    found = likely_classes.of_text(
        engine=engines.opened(home=tmp_path),
        text="水泵，泵体内装有叶轮",
        learned=classes.opened(home=tmp_path),
        meaning=held,
    )
    assert [each.subclass for each in found if each.is_likely] == ["F04D"]
    assert model.asked == ["水泵，泵体内装有叶轮"]


def test_without_numpy_nothing_is_learned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, some(3))
    monkeypatch.setattr(class_learner, "can_learn", lambda: False)

    assert classes.learn(home=tmp_path) is None


def test_from_too_few_nothing_is_learned(tmp_path: Path) -> None:
    put(tmp_path, some(1))

    assert classes.learn(home=tmp_path) is None
    assert classes.opened(home=tmp_path) is None
    assert classes.standing(home=tmp_path) == classes.Standing(0, 0)


def test_of_a_large_shelf_only_every_so_many_are_learned_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(classes, "MOST", 11)
    put(tmp_path, some(10))

    made = classes.learn(home=tmp_path)

    assert made is not None
    assert 4 <= made.patents <= 16


def test_what_another_layout_learned_or_a_broken_file_counts_as_nothing(tmp_path: Path) -> None:
    put(tmp_path, some(3))
    classes.learn(home=tmp_path)
    file = places.classes_file(home=tmp_path)
    with sqlite3.connect(file) as database:
        database.execute("UPDATE standing SET layout = 0")
    database.close()

    assert classes.opened(home=tmp_path) is None
    file.write_bytes(b"no database")
    assert classes.opened(home=tmp_path) is None
    assert classes.learn(home=tmp_path) is not None


def test_of_what_was_learned_the_first_is_kept_and_others_only_with_enough() -> None:
    scores = [0.1, LEAST_SCORE, LEAST_SCORE - 0.01]

    kept = sure(Suggestion("A01B", 0.9, (), score) for score in scores)

    assert [each.score for each in kept] == [0.1, LEAST_SCORE]
