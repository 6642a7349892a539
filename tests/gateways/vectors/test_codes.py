"""Of a great many vectors codes choose the few that are compared: nearly the same is found, and what is newer always."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import faiss
import numpy as np
import pytest

from zhiyun.gateways.vectors import codes
from zhiyun.gateways.vectors.store import BY_CHANCE, Text, Vectors

NUMBER = 2_000
Matrix = np.ndarray[Any, np.dtype[np.float32]]


class Given:
    """Gives the rows of a matrix by the number that a text is."""

    name = "given 1"
    dimensions = 32

    def __init__(self) -> None:
        draw = np.random.default_rng(3)
        near = draw.normal(size=(60, self.dimensions))[draw.integers(0, 60, NUMBER + 50)]
        rows = near + draw.normal(scale=0.5, size=near.shape)
        self.rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)

    def questions(self, texts: Sequence[str]) -> Matrix:
        return self.passages(texts)

    def passages(self, texts: Sequence[str]) -> Matrix:
        rows: Matrix = self.rows[[int(text) for text in texts]]
        return rows


def texts(numbers: Sequence[int]) -> list[Text]:
    return [Text(f"CN{number}A", str(number), is_chinese=number % 2 == 0) for number in numbers]


@pytest.fixture
def model() -> Given:
    return Given()


@pytest.fixture
def many(tmp_path: Path, model: Given, monkeypatch: pytest.MonkeyPatch) -> Vectors:
    """Give so many vectors that they have codes, by which few are chosen."""
    monkeypatch.setattr(codes, "WHOLE", 1_000)
    monkeypatch.setattr(codes, "FEWEST", 100)
    held = Vectors(tmp_path, model.name, model.dimensions)
    held.put(model, texts(range(NUMBER)))
    assert held.encode()
    return held


def chosen(held: Vectors, question: Matrix) -> list[int]:
    coded = held._codes()
    assert coded is not None, "there are codes"
    return coded.chosen(question).tolist()


def test_nearly_all_is_found_that_looking_at_each_finds(many: Vectors, model: Given) -> None:
    questions = model.rows[NUMBER:]
    found = [
        len({each.publication for each in many.nearest(question, 10)} & {each.publication for each in of_all})
        for question in questions
        if (of_all := many.nearest_of_all(question, 10))
    ]
    compared = [len(chosen(many, question)) for question in questions]

    assert sum(found) >= 0.9 * 10 * len(questions)
    assert set(compared) == {100}


def test_little_stands_out_of_what_is_no_nearer_than_by_chance(many: Vectors, model: Given) -> None:
    scattered = np.random.default_rng(9).normal(size=(20, model.dimensions)).astype(np.float32)
    scattered /= np.linalg.norm(scattered, axis=1, keepdims=True)

    by_chance = [outstanding(many, question) for question in scattered]
    meant = [outstanding(many, question) for question in model.rows[NUMBER:]]

    assert sum(map(len, by_chance)) / len(by_chance) < 3 * BY_CHANCE
    assert sum(map(len, meant)) / len(meant) > 20


def outstanding(held: Vectors, question: Matrix) -> set[str]:
    return {each.publication for each in held.nearest(question, 100) if each.stands_out}


def test_what_came_or_changed_since_is_found_by_its_new_text_alone(many: Vectors, model: Given) -> None:
    came, changed = NUMBER + 1, 7
    many.put(model, [*texts([came]), Text(f"CN{changed}A", str(NUMBER + 2), is_chinese=True)])

    assert many.nearest(model.rows[came], 1)[0].publication == f"CN{came}A"
    assert many.nearest(model.rows[NUMBER + 2], 1)[0].publication == f"CN{changed}A"
    named = [each.publication for each in many.nearest(model.rows[changed], NUMBER)]
    assert named.count(f"CN{changed}A") <= 1
    assert named[0] != f"CN{changed}A"


def test_what_changed_before_is_found_by_its_new_text_alone(many: Vectors, model: Given) -> None:
    many.put(model, [Text(f"CN{number}A", str(number + 1), is_chinese=True) for number in range(0, 1_200, 2)])

    assert many.encode()

    named = [each.publication for each in many.nearest(model.rows[6], 100)]
    assert named.count("CN6A") <= 1
    assert named[0] != "CN6A"


def test_questions_that_lie_beside_all_vectors_find_the_nearest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All vectors lie to one side, as those of texts do, and questions to another."""
    draw = np.random.default_rng(11)
    model = Given()
    model.dimensions = 128
    apart = draw.normal(size=(4_000, 128))
    rows = apart + 4 * draw.normal(size=128)
    model.rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    asked = rows[:50] + 0.6 * draw.normal(size=(50, 128)) + 0.5 * rows.mean(axis=0)
    asked = (asked / np.linalg.norm(asked, axis=1, keepdims=True)).astype(np.float32)
    monkeypatch.setattr(codes, "WHOLE", 1_000)
    monkeypatch.setattr(codes, "FEWEST", 20)
    held = Vectors(tmp_path, model.name, model.dimensions)
    held.put(model, texts(range(4_000)))
    assert held.encode()

    found = [chosen(held, question) for question in asked]

    assert sum(number in rows for number, rows in enumerate(found)) >= 48
    assert {len(rows) for rows in found} == {20}


def test_codes_are_made_anew_only_when_many_have_come(many: Vectors, model: Given) -> None:
    assert not many.encode()
    assert many.nearest(model.rows[5], 1)[0].nearness == pytest.approx(1, abs=0.01)
    many.put(model, [Text(f"US{number}B", str(number), is_chinese=False) for number in range(600)])

    assert many.encode()

    assert many.nearest(model.rows[5], 2)[1].nearness == pytest.approx(1, abs=0.01)
    assert len(list(many.folder.glob("codes-*"))) == 2


@pytest.mark.parametrize(
    "left", ["no description", "half a description", "no file", "half a file", "of another model"]
)
def test_codes_that_a_death_or_another_model_left_are_passed_over(
    many: Vectors, model: Given, left: str
) -> None:
    description = many.folder / "codes.json"
    if left == "no description":
        description.unlink()
    elif left == "half a description":
        description.write_text(description.read_text()[:20])
    elif left == "no file":
        next(many.folder.glob("codes-*.faiss")).unlink()
    elif left == "half a file":
        whole = next(many.folder.glob("codes-*.faiss"))
        whole.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    else:
        description.write_text(description.read_text().replace("given 1", "given 0"))

    again = Vectors(many.folder, model.name, model.dimensions)

    assert again._codes() is None
    assert again.nearest(model.rows[3], 1)[0].publication == "CN3A"
    assert again.encode()
    assert again._codes() is not None


def test_vectors_that_begin_anew_are_not_chosen_by_the_codes_of_others(many: Vectors, model: Given) -> None:
    (many.folder / "vectors.json").unlink()
    turned = range(NUMBER - 1, -1, -1)

    again = Vectors(many.folder, model.name, model.dimensions)
    again.put(model, [Text(f"CN{number}A", str(number), is_chinese=True) for number in turned])

    assert again._codes() is None
    assert again.nearest(model.rows[3], 1)[0].publication == "CN3A"


def test_few_have_no_codes(tmp_path: Path, model: Given) -> None:
    few = Vectors(tmp_path, model.name, model.dimensions)
    few.put(model, texts(range(20)))

    assert not few.encode()
    assert not list(tmp_path.glob("codes*"))


def test_of_those_as_near_the_first_that_came_are_given_first(many: Vectors, model: Given) -> None:
    many.put(model, [Text(f"CN9{number:03}A", "5", is_chinese=False) for number in range(15)])
    many.put(model, [Text(f"US{number}B", str(number), is_chinese=False) for number in range(600)])
    assert many.encode()

    found = [each.publication for each in many.nearest(model.rows[5], 40)]

    assert found[:17] == ["CN5A", *(f"CN9{number:03}A" for number in range(15)), "US5B"]


def test_whichever_thread_asks_or_makes_them_takes_one_core(many: Vectors, model: Given) -> None:
    """OpenMP keeps the number of cores apart for each thread, and begins with all of the machine's."""

    def told(what: Callable[[], object]) -> int:
        faiss.omp_set_num_threads(3)
        what()
        return int(faiss.omp_get_max_threads())

    with ThreadPoolExecutor(1) as beside:
        asked = beside.submit(told, lambda: many.nearest(model.rows[0], 1)).result()
        many.put(model, [Text(f"US{number}B", str(number), is_chinese=False) for number in range(600)])
        made = beside.submit(told, many.encode).result()

    assert (asked, made) == (1, 1)
