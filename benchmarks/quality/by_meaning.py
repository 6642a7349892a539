"""What a model adds, for the conditions that measure with and without: vectors are kept in .cache, as long as they take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from zhiyun.exchange.patents.meaning import CUT_OTHER
from zhiyun.gateways import vectors
from zhiyun.gateways.search_engine.fusing import is_chinese, weighed
from zhiyun.gateways.search_engine.likeness import Alike
from zhiyun.gateways.vectors.store import Near, Text, Vectors

CACHE = Path(__file__).resolve().parents[2] / ".cache" / "quality"
TOGETHER = 256


class Meaning:
    """A model and its vectors of one collection."""

    def __init__(self, name: str, texts: Iterable[tuple[str, str]]) -> None:
        model = vectors.loaded()
        assert model is not None, "asked for only where a model is installed"
        self._model = model
        folder = CACHE / f"{name} {model.name}".replace(" ", "-")
        self._held = Vectors(folder, model.name, model.dimensions)
        kept = [Text(number, text, is_chinese(text)) for number, text in texts]
        for at in range(0, len(kept), TOGETHER):
            self._held.put(model, kept[at : at + TOGETHER])

    def near(self, text: str, most: int = 100) -> list[Near]:
        """Give the nearest to a text that asks."""
        return self._held.nearest(self._model.questions([text[:CUT_OTHER]])[0], most)


def likest(
    likes: Sequence[Alike], near: Sequence[Near], weight: float, *, is_asked_in_chinese: bool
) -> list[str]:
    """Name what is likest where the nearest in meaning, in the language that asks, adds so much."""
    scores = {each.publication: each.score for each in likes}
    for found, much in weighed(near, is_asked_in_chinese, same=weight):
        scores[found] = scores.get(found, 0.0) + much
    return sorted(scores, key=lambda each: (-scores[each], each))


def name() -> str:
    """Name the model that is installed; empty for none."""
    return vectors.installed()
