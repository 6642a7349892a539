"""Searching by meaning beside words: vectors of the patents, where a model is installed and has made them.

What is near in meaning is asked together with the words, each near document with a score of its own, so that totals,
counts, pages and filters hold for both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zhiyun.exchange.patents import places
from zhiyun.gateways import vectors
from zhiyun.gateways.search_engine import Found, Question, SearchEngine, fusing, joining
from zhiyun.gateways.search_engine.fusing import NEAREST, is_chinese
from zhiyun.gateways.search_engine.joining import Joined
from zhiyun.ip.patent import Patent
from zhiyun.ip.query import Plain

if TYPE_CHECKING:
    from zhiyun.gateways.patent_shelf import Shelf
    from zhiyun.gateways.vectors.matrices import Matrix
    from zhiyun.gateways.vectors.store import Near, Text, Vectors

CUT_CHINESE: Final = 150
CUT_OTHER: Final = 400
"""Characters of title and abstract that stand for a document: what follows says little more and takes long."""
TOGETHER: Final = 512
READ_LAST: Final = 200
"""Questions whose vectors are remembered: 300 KB."""


@dataclass(frozen=True, slots=True)
class Made:
    """How far the vectors are: documents that have one, of how many, and those made in this run."""

    vectors: int
    of_patents: int
    new: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The model that is installed, empty for none, and how far its vectors are."""

    model: str
    vectors: int
    batch: int
    is_too_many: bool


class Meaning:
    """A model and the vectors it has made of the patents of an installation.

    Who turns the page or ticks a box asks the same again: the model does not read it again.
    """

    def __init__(self, model: vectors.Model, held: Vectors) -> None:
        self.model = model
        self.held = held
        self._vector = lru_cache(READ_LAST)(self._read)

    def near(self, text: str, most: int = NEAREST) -> list[Near]:
        """Give the documents nearest in meaning to a text, the nearest first."""
        cut = CUT_CHINESE if is_chinese(text) else CUT_OTHER
        return self.held.nearest(self._vector(text[:cut]), most)

    def _read(self, text: str) -> Matrix:
        vector: Matrix = self.model.questions([text])[0]
        return vector


def opened(*, home: Path) -> Meaning | None:
    """Give the model and its vectors, the same for every question of a process; None where either is missing.

    Only asking by meaning loads the model: 80 MB more in a process, besides mapped weights that all of them share.
    """
    name = vectors.installed()
    state = vectors.state(places.vectors_folder(home=home, model=name)) if name else None
    return _opened(home, name) if state and state.rows else None


@lru_cache(4)
def _opened(home: Path, name: str) -> Meaning:
    model = vectors.loaded()
    assert model is not None, f"{name} is installed"
    return Meaning(model, _held(home, model))


def standing(*, home: Path) -> Standing:
    """Say which model is installed, and how far its vectors are."""
    name = vectors.installed()
    state = vectors.state(places.vectors_folder(home=home, model=name)) if name else None
    is_too_many = _shelf(home).manifest.rows > vectors.MOST
    if state is None:
        return Standing(name, 0, 0, is_too_many=is_too_many)
    return Standing(name, state.rows, state.batch, is_too_many=is_too_many)


def bring(
    *,
    home: Path,
    model: vectors.Model | None = None,
    most: int = 0,
    tell: Callable[[Made], None] = lambda _: None,
) -> Made | None:
    """Make the vectors of what came to the shelf since, telling now and then how far they are.

    Only texts that are new or changed go to the model; what was broken off goes on where it was. None where no model
    is installed, or the shelf has more documents than ``most``, `vectors.MOST` where nothing is said. A great many are
    encoded, so that a question is compared with few.
    """
    model = model or vectors.loaded()
    shelf = _shelf(home)
    if model is None or shelf.manifest.rows > (most or vectors.MOST):
        return None
    held = _held(home, model)
    after = held.state.batch
    done = Made(held.state.rows, shelf.manifest.rows, 0)
    for batch in (each.number for each in shelf.manifest.batches if each.number > after):
        for patents in shelf.written_in(batch):
            texts = [text for patent in patents if (text := text_of(patent=patent)) is not None]
            for at in range(0, len(texts), TOGETHER):
                done = replace(done, new=done.new + held.put(model, texts[at : at + TOGETHER]))
                tell(replace(done, vectors=held.state.rows))
        held.reached(batch)
    held.encode()
    places.remove_other_vectors(home=home, model=model.name)
    return replace(done, vectors=held.state.rows)


def answered(
    *,
    engine: SearchEngine,
    question: Question,
    meaning: Meaning | None,
    meanwhile: Callable[[Found], object] = lambda _: None,
) -> Joined:
    """Answer a question with what is near in meaning, if it is in plain words and a model is installed.

    The model reads the question while the engine answers its words: neither waits for the other. ``meanwhile`` is given
    what the words find, if the model may still be reading then.
    """
    if meaning is None or not isinstance(question.query, Plain):
        return Joined(question, engine.search(question), 0)
    near = partial(meaning.near, question.query.text)
    return joining.answered(engine, question, near, meanwhile)


def fused(*, engine: SearchEngine, question: Question, meaning: Meaning | None) -> Question:
    """Add what is near in meaning to a question in plain words; any other stays as it is, and so it does without a model."""
    if meaning is None or not isinstance(question.query, Plain):
        return question
    scores = fusing.scores_by_words(engine, question)
    return fusing.fused(question, scores, meaning.near(question.query.text))


def text_of(*, patent: Patent) -> Text | None:
    """Give the text that stands for a patent: title and the beginning of the abstract, in Chinese where there are such."""
    from zhiyun.gateways.vectors.store import Text  # noqa: PLC0415 - brings numpy

    whole = f"{patent.any_title} {patent.any_abstract}".strip()
    if not whole:
        return None
    in_chinese = is_chinese(patent.any_title or patent.any_abstract)
    return Text(patent.publication, whole[: CUT_CHINESE if in_chinese else CUT_OTHER], in_chinese)


def _held(home: Path, model: vectors.Model) -> Vectors:
    from zhiyun.gateways.vectors.store import Vectors  # noqa: PLC0415 - brings numpy

    return Vectors(places.vectors_folder(home=home, model=model.name), model.name, model.dimensions)


def _shelf(home: Path) -> Shelf:
    from zhiyun.gateways.patent_shelf import Shelf  # noqa: PLC0415 - brings what reads Parquet

    return Shelf(places.shelf_folder(home=home))
