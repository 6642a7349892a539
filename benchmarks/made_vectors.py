"""Vectors for the records of `benchmarks.import_speed`, without the days that embedding a million takes.

    python -m benchmarks.made_vectors FOLDER [TITLES]

A few thousand real titles are embedded by the model that is installed; each record gets the vector of one of them with
a little noise of its own, the same every time. They lie as the titles lie, so that asking them costs what asking real
vectors costs; what they find is not what the records mean: how much of what is near is found, `benchmarks.near_found`
says of real ones. Prints one JSON line.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.made_patents import evaluation, titles
from zhiyun.exchange.patents import places
from zhiyun.gateways import vectors
from zhiyun.gateways.patent_shelf import Shelf
from zhiyun.gateways.vectors.store import Text, Vectors

TITLES = 8_000
NOISE = 0.35
"""How long the noise is beside a vector of length 1: two records of one title are as near as 0.89."""
AT_ONCE = 20_000
Matrix = np.ndarray[Any, np.dtype[np.float32]]


class Multiplied:
    """A model that knows vectors of titles and gives each record one of them, with noise."""

    def __init__(self, name: str, known: Matrix, seed: int = 5) -> None:
        self.name = name
        self.dimensions = known.shape[1]
        self.known = known
        self._draw = np.random.default_rng(seed)

    def questions(self, texts: Sequence[str]) -> Matrix:
        """Give what `passages` gives."""
        return self.passages(texts)

    def passages(self, texts: Sequence[str]) -> Matrix:
        """Give a row for each number that a text is."""
        rows = self.known[[int(text) % len(self.known) for text in texts]]
        noise = self._draw.normal(scale=NOISE / self.dimensions**0.5, size=rows.shape)
        rows = rows + noise.astype(np.float32)
        made: Matrix = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return made


def main(home: Path, known: Matrix, name: str) -> None:
    """Make the vectors of an installation and their codes, and print what that took and what a question costs."""
    model = Multiplied(name, known)
    number = Shelf(places.shelf_folder(home=home)).manifest.rows
    held = Vectors(places.vectors_folder(home=home, model=name), name, model.dimensions)
    began = time.process_time()
    for at in range(held.state.rows, number, AT_ONCE):
        numbers = range(at, min(at + AT_ONCE, number))
        held.add(model, [Text(f"CN{100_000_000 + each}A", str(each), is_chinese=True) for each in numbers])
    written = time.process_time()
    held.encode()
    line = {"benchmark": "vectors", "records": number, "of_titles": len(known), "noise": NOISE}
    line |= {"put_cpu_s": round(written - began), "coded_cpu_s": round(time.process_time() - written)}
    print(json.dumps(line | _cost(held, model)))


def _cost(held: Vectors, model: Multiplied) -> dict[str, float]:
    """Say what a question costs, by the codes and compared with every vector."""
    questions = Multiplied(model.name, model.known, seed=6).passages([str(each * 79) for each in range(100)])
    began = time.process_time()
    for question in questions:
        held.nearest(question, 100)
    asked = time.process_time()
    for question in questions[:20]:
        held.nearest_of_all(question, 100)
    ended = time.process_time()
    return {"nearest_cpu_ms": round(10 * (asked - began), 1), "of_all_cpu_ms": round(50 * (ended - asked), 1)}


def needed(benchmark: str) -> tuple[Path, vectors.Model] | None:
    """Give the data and the model that is installed; where either is missing, print that and give None."""
    place, installed = evaluation(), vectors.loaded()
    if place is None or installed is None:
        absent = "install the model (ZHIYUN_VECTORS=1) and name the folder of the data in ZHIYUN_EVALUATION"
        print(json.dumps({"benchmark": benchmark, "absent": absent}))
        return None
    return place, installed


if __name__ == "__main__":
    if there := needed("vectors"):
        place, installed = there
        wanted = int(sys.argv[2]) if len(sys.argv) > 2 else TITLES
        main(Path(sys.argv[1]), installed.passages(titles(place, wanted)), installed.name)
