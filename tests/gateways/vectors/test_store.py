"""Vectors are a cache that grows, outlives a death while it is written, and answers with the nearest."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.gateways.vectors.letters import Letters
from zhiyun.gateways.vectors import State, state
from zhiyun.gateways.vectors.store import BY_CHANCE, Text, Vectors

PUMP = Text("CN1U", "水泵叶轮", is_chinese=True)
CHAIR = Text("CN2S", "椅子", is_chinese=True)
ENGLISH = Text("US3A", "impeller of a pump", is_chinese=False)


def opened(folder: Path, model: Letters) -> Vectors:
    return Vectors(folder, model.name, model.dimensions)


@pytest.fixture
def model() -> Letters:
    return Letters()


def names(vectors: Vectors, model: Letters, text: str, most: int = 9) -> list[str]:
    return [each.publication for each in vectors.nearest(model.questions([text])[0], most)]


def test_the_nearest_come_first_with_their_nearness_and_language(tmp_path: Path, model: Letters) -> None:
    vectors = opened(tmp_path, model)
    vectors.put(model, [PUMP, CHAIR, ENGLISH])

    first, second, _ = vectors.nearest(model.questions(["水泵叶轮"])[0], 9)

    assert (first.publication, first.is_chinese) == ("CN1U", True)
    assert first.nearness == pytest.approx(1, abs=0.01)
    assert (second.publication, second.is_chinese) == ("US3A", False)
    assert names(vectors, model, "椅子", most=1) == ["CN2S"]


def test_only_texts_that_are_new_or_changed_go_to_the_model(tmp_path: Path, model: Letters) -> None:
    vectors = opened(tmp_path, model)
    assert vectors.put(model, [PUMP, CHAIR]) == 2
    model.asked.clear()

    assert vectors.put(model, [PUMP, Text("CN2S", "叶轮", is_chinese=True)]) == 1

    assert model.asked == ["叶轮"]
    assert names(vectors, model, "椅子")[0] != "CN2S" or len(names(vectors, model, "椅子")) == 2
    assert names(vectors, model, "叶轮")[0] == "CN2S"


def test_what_a_death_left_half_written_does_not_count_and_is_written_over(
    tmp_path: Path, model: Letters
) -> None:
    opened(tmp_path, model).put(model, [PUMP])
    for file in ("rows.bin", "vectors.i8"):
        with (tmp_path / file).open("ab") as half:
            half.write(b"half a row")

    vectors = opened(tmp_path, model)
    before = names(vectors, model, "椅子")
    vectors.put(model, [CHAIR])

    assert before == ["CN1U"]
    assert names(vectors, model, "椅子") == ["CN2S", "CN1U"]
    assert vectors.nearest(model.questions(["椅子"])[0], 1)[0].nearness == pytest.approx(1, abs=0.01)


def test_another_process_is_seen_to_have_written(tmp_path: Path, model: Letters) -> None:
    reading, writing = opened(tmp_path, model), opened(tmp_path, model)
    assert names(reading, model, "椅子") == []

    writing.put(model, [CHAIR])

    assert names(reading, model, "椅子") == ["CN2S"]


def test_vectors_of_another_model_or_layout_count_as_none(tmp_path: Path, model: Letters) -> None:
    vectors = opened(tmp_path, model)
    vectors.put(model, [PUMP])
    vectors.reached(3)

    assert vectors.state == State(1, "letters 1", 64, rows=1, batch=3)
    assert Vectors(tmp_path, "letters 2", 64).state == State(1, "letters 2", 64)
    (tmp_path / "vectors.json").write_text('{"layout": 0, "model": "letters 1", "dimensions": 64}')
    assert vectors.state.rows == 0
    (tmp_path / "vectors.json").write_text("no")
    assert state(tmp_path) is None


def test_all_vectors_are_given_back_close_to_what_the_model_said(tmp_path: Path, model: Letters) -> None:
    vectors = opened(tmp_path, model)
    vectors.put(model, [PUMP, ENGLISH])

    publications, rows = vectors.matrix()

    assert publications == ["CN1U", "US3A"]
    assert np.abs(rows - model.passages([PUMP.text, ENGLISH.text])).max() < 0.005


def test_each_language_has_its_own_chance_and_few_documents_have_none(tmp_path: Path, model: Letters) -> None:
    vectors = opened(tmp_path, model)
    unlike = [Text(f"CN{number}A", f"{number:03d}泵", is_chinese=True) for number in range(200)]
    few = [Text(f"US{number}A", f"{number:03d} qwxyz", is_chinese=False) for number in range(45)]
    vectors.put(model, [*unlike, *few, CHAIR])

    near = vectors.nearest(model.questions(["椅子"])[0], 246)

    outstanding = [each.publication for each in near if each.is_chinese and each.stands_out]
    assert outstanding[0] == CHAIR.publication
    assert len(outstanding) < 2 * BY_CHANCE
    assert all(each.stands_out for each in near if not each.is_chinese)
