"""Learns from texts whose subclasses are known; needs numpy, which comes with requirements/vectors.lock.

For each subclass a logistic regression on the stretches of a text, all of them learned together, text by text with a
stride that shrinks to nothing (benchmarks/quality, subclasses, where rounds, stride and pruning were chosen). No
weights come along and nothing is drawn by lot: the same texts in the same order give the same weights. Learning from
70,000 titles takes 20 s of one core and 0.3 GB.
"""

from __future__ import annotations

import importlib.util
import math
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from zhiyun.ip.classification.learning import BIAS, Example, Learned, stretches, vector

if TYPE_CHECKING:
    import numpy as np

    Matrix = np.ndarray[Any, np.dtype[np.float32]]

LEAST_TEXTS: Final = 3
MOST_STRETCHES: Final = 100_000
"""Stretches that are learned, the commonest: they and the subclasses make the memory that learning takes."""
STRIDE: Final = 1.5
ROUNDS: Final = 6
KEPT: Final = 0.1
"""A weight is kept that is at least such a part of the largest of its stretch; the rest changes nothing measurable."""
_STEP: Final = 7919
"""Texts are walked in strides of this prime, so that neighbours in a file are not neighbours in learning."""


def can_learn() -> bool:
    """Say whether numpy is installed."""
    return importlib.util.find_spec("numpy") is not None


def learned(examples: Sequence[Example]) -> Learned:
    """Learn."""
    import numpy as np  # noqa: PLC0415 - only who learns needs it

    cut = [stretches(each.text) for each in examples]
    having = Counter(stretch for each in cut for stretch in sorted(each))
    common = [each for each, texts in having.most_common(MOST_STRETCHES) if texts >= LEAST_TEXTS]
    rarity = {each: math.log(len(examples) / having[each]) for each in common if having[each] < len(examples)}
    rows = {each: row for row, each in enumerate(rarity)}
    names = sorted({name for each in examples for name in each.subclasses})
    columns = {name: column for column, name in enumerate(names)}
    texts = []
    for stretch, each in zip(cut, examples, strict=True):
        asked = vector(stretch, rarity)
        at = np.array([rows[name] for name, _ in asked], np.int32)
        much = np.array([part for _, part in asked], np.float32)
        texts.append((at, much, [columns[name] for name in each.subclasses]))
    weights: Matrix = np.zeros((len(rows), len(names)), np.float32)
    steps = ROUNDS * len(texts)
    for step in range(steps):
        at, much, true = texts[step * _STEP % len(texts) if len(texts) % _STEP else step % len(texts)]
        stride = STRIDE * (1 - step / steps)
        moved = weights[at]
        wrong = 1 / (1 + np.exp(BIAS - much @ moved))
        wrong[true] -= 1
        moved -= np.outer(stride * much, wrong)
        weights[at] = moved
    return Learned(rarity, {name: _kept(weights[row], names) for name, row in rows.items()})


def _kept(row: Matrix, names: Sequence[str]) -> dict[str, float]:
    least = KEPT * float(abs(row).max())
    kept = (abs(row) >= max(least, 1e-6)).nonzero()[0].tolist()
    return {names[column]: float(row[column]) for column in kept}
