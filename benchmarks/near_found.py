"""Says how many of the nearest documents are found where codes choose which vectors are compared.

    python -m benchmarks.near_found [TITLES]

So many real titles (30,000, seven minutes of a core) are embedded as documents and 400 others as questions, by the model
that is installed. Each is asked for its nearest ten and hundred, by the codes and compared with every vector. Prints one
JSON line: the share found of ten and of a hundred, in the mean and for the worst question, and milliseconds of the
processor.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.made_patents import titles
from benchmarks.made_vectors import needed
from zhiyun.gateways import vectors
from zhiyun.gateways.vectors.store import Near, Text, Vectors

TITLES = 30_000
QUESTIONS = 400
AT_ONCE = 1_000


def main(model: vectors.Model, known: Sequence[str], asked: Sequence[str], folder: Path) -> None:
    """Embed, ask and print."""
    held = Vectors(folder, model.name, model.dimensions)
    for at in range(0, len(known), AT_ONCE):
        some = enumerate(known[at : at + AT_ONCE], at)
        held.add(model, [Text(f"CN{100_000_000 + number}A", each, is_chinese=True) for number, each in some])
    held.encode()
    questions = model.questions(asked)
    for ask in (held.nearest, held.nearest_of_all):  # what is read once is read
        ask(questions[0], 100)
    began = time.process_time()
    chosen = [held.nearest(question, 100) for question in questions]
    between = time.process_time()
    of_all = [held.nearest_of_all(question, 100) for question in questions]
    ended = time.process_time()
    line: dict[str, object] = {"benchmark": "near", "titles": len(known), "questions": len(asked)}
    for most in (10, 100):
        shares = [_share(one, every, most) for one, every in zip(chosen, of_all, strict=True)]
        line |= {f"found_of_{most}": round(float(np.mean(shares)), 4), f"worst_of_{most}": min(shares)}
    line["cpu_ms"] = round(1000 * (between - began) / len(asked), 1)
    line["of_all_cpu_ms"] = round(1000 * (ended - between) / len(asked), 1)
    print(json.dumps(line))


def _share(found: Sequence[Near], of_all: Sequence[Near], most: int) -> float:
    names = {each.publication for each in of_all[:most]}
    return len(names & {each.publication for each in found[:most]}) / len(names)


if __name__ == "__main__":
    if there := needed("near"):
        place, installed = there
        every = list(dict.fromkeys(titles(place, 1_000_000)))
        others = every[:: len(every) // QUESTIONS][:QUESTIONS]
        left = sorted(set(every) - set(others))
        wanted = min(int(sys.argv[1]) if len(sys.argv) > 1 else TITLES, len(left))
        with tempfile.TemporaryDirectory() as made_in:
            main(installed, left[:: len(left) // wanted][:wanted], others, Path(made_in))
