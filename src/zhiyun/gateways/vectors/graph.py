"""The graph of the model for ONNX Runtime, built in memory: BERT (Devlin et al. 2019), normalised after each part.

Two graphs read the same. In nibbles, weights are as they lie in the file, and what they are multiplied by is rounded to
bytes in blocks of 32. In bytes, both are rounded to bytes over the whole of a product, which takes half the time where a
processor has an instruction for it. There a few floats far larger than the others would leave those no room, so that each
is first divided by a scale of its own, and its weights are multiplied by it (SmoothQuant: Xiao et al., ICML 2023): for
that it must be known how far each float reaches.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from zhiyun.gateways.vectors.weights import BLOCK, Weights

if TYPE_CHECKING:
    from zhiyun.gateways.vectors.matrices import Matrix

READ: Final = "read"
"""What a graph gives: the floats of each token, read."""
GIVEN: Final = "given "
"""Before the name of a product: what is multiplied there."""
_OWN: Final = "com.microsoft"
"""The operators that ONNX Runtime has beside those of the standard."""
_FROM_REACH: Final = 0.7
"""How much of a scale is due to how far its float reaches, the rest to its weights."""
_LEAST: Final = 1e-3
"""No reach and no weight counts as less, or a float that was nought in what was tried would outweigh all others."""
_BYTE: Final = 127

Multiplied = Callable[["_Graph", str, str, int, Sequence[str]], str]
"""Multiplies what is given by matrices of so many columns, beside each other, and adds what is added to each."""


def in_nibbles(weights: Weights) -> bytes:
    """Build the graph with weights as they are; it also gives what each product multiplies, as `GIVEN` and its name."""
    return _built(weights, _by_nibbles, are_given=True)


def in_bytes(weights: Weights, reaches: Mapping[str, Matrix]) -> bytes:
    """Build the graph with weights and floats in bytes; ``reaches`` has how far each float of each product reaches."""

    def by_bytes(graph: _Graph, given: str, named: str, columns: int, apart: Sequence[str]) -> str:
        full = np.concatenate([weights.packed(f"{each}.w", columns).floats() for each in apart])
        scales = _smoothing(reaches[named], np.abs(full).max(axis=0))
        smooth = graph.add("Mul", [given, graph.keep(f"{named}.s", 1 / scales)], f"{named}.smooth", domain="")
        steps = np.abs(full * scales).max(axis=1) / _BYTE
        by = [
            graph.keep(f"{named}.w", np.round(full * scales / steps[:, None]).T.astype(np.int8)),
            graph.keep(f"{named}.steps", steps),
            graph.keep(f"{named}.noughts", np.zeros(len(steps), np.int8)),
            graph.keep(f"{named}.b", _added(weights, apart)),
        ]
        return graph.add("DynamicQuantizeMatMul", [smooth, *by], named)

    return _built(weights, by_bytes, are_given=False)


def _smoothing(reach: Matrix, by: Matrix) -> Matrix:
    """Give the scale of each float, about 1 in the mean."""
    raw = np.maximum(reach, _LEAST) ** _FROM_REACH / np.maximum(by, _LEAST) ** (1 - _FROM_REACH)
    scales: Matrix = raw / np.exp(np.log(raw).mean())
    return scales


def _by_nibbles(graph: _Graph, given: str, named: str, columns: int, apart: Sequence[str]) -> str:
    blocks = [graph.weights.packed(f"{each}.w", columns).rows() for each in apart]
    nibbles = np.concatenate([each.weights for each in blocks])
    by = [
        graph.keep(f"{named}.w", nibbles[:, :, 0::2] | nibbles[:, :, 1::2] << 4),
        graph.keep(f"{named}.s", np.concatenate([each.scales for each in blocks]).reshape(-1)),
    ]
    added = graph.keep(f"{named}.b", _added(graph.weights, apart))
    shape: dict[str, Any] = {
        "K": columns,
        "N": len(nibbles),
        "bits": 4,
        "block_size": BLOCK,
        "accuracy_level": 4,
    }
    return graph.add("MatMulNBits", [given, *by, "", "", added], named, **shape)


def _added(weights: Weights, apart: Sequence[str]) -> Matrix:
    return np.concatenate([weights.floats(f"{each}.b") for each in apart])


class _Graph:
    """A graph that grows: what was added last is named as it was asked to be."""

    def __init__(self, weights: Weights, multiplied: Multiplied) -> None:
        self.weights = weights
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self.given: dict[str, str] = {}
        self._multiplied = multiplied

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
        """Multiply by matrices, beside each other, and add what is added to each; note what was multiplied."""
        named = "+".join(weights)
        self.given[named] = given
        return self._multiplied(self, given, named, columns, weights)


def _built(weights: Weights, multiplied: Multiplied, *, are_given: bool) -> bytes:
    """Build what reads the tokens of a text: floats of each, (1, tokens, floats), to the same shape."""
    sizes, graph = weights.sizes, _Graph(weights, multiplied)
    read = graph.normal(["words"], "emb.ln", "begun")
    for layer in (f"l{number}" for number in range(sizes.layers)):
        asked = graph.product(read, sizes.floats, f"{layer}.q", f"{layer}.k", f"{layer}.v")
        parts = [f"{layer}.asked", f"{layer}.key", f"{layer}.value"]
        graph.add("Split", [asked], *parts, domain="", axis=-1, num_outputs=3)
        seen = graph.add("MultiHeadAttention", parts, f"{layer}.seen", num_heads=sizes.heads)
        seen = graph.product(seen, sizes.floats, f"{layer}.ao")
        read = graph.normal([read, seen], f"{layer}.aln", f"{layer}.between")
        inner = graph.product(read, sizes.floats, f"{layer}.fi")
        inner = graph.add("Gelu", [inner], f"{layer}.inner")
        inner = graph.product(inner, sizes.inner, f"{layer}.fo")
        read = graph.normal([read, inner], f"{layer}.oln", f"{layer}.read")
    graph.add("Identity", [read], READ, domain="")
    told = [READ]
    for named, given in graph.given.items() if are_given else ():
        told.append(graph.add("Identity", [given], f"{GIVEN}{named}", domain=""))
    shape: list[Any] = [1, "tokens", sizes.floats]
    whole = helper.make_graph(
        graph.nodes,
        "multilingual-e5-small",
        [helper.make_tensor_value_info("words", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info(each, TensorProto.FLOAT, None) for each in told],
        graph.constants,
    )
    operators = [helper.make_opsetid("", 18), helper.make_opsetid(_OWN, 1)]
    built: bytes = helper.make_model(whole, opset_imports=operators, ir_version=10).SerializeToString()
    return built
