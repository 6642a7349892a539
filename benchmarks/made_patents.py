"""Invented records made of real parts, as many as wanted: what the benchmarks of patents bring in, index and ask.

Real titles, applicants, classes and addresses of the gazette, each with an abstract of another collection; copies
differ by words drawn from the whole, as documents of one field do. The collections may not ship: the folder is named in
``ZHIYUN_EVALUATION`` or lies beside the checkout.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from zhiyun.ip.patent import Patent, Right

BATCH = 20_000


def evaluation() -> Path | None:
    """Give the folder of data that may not ship: the one named, or the one shared beside the checkout; else None."""
    named = os.environ.get("ZHIYUN_EVALUATION")
    folder = Path(named) if named else Path(__file__).resolve().parents[2] / "shared" / "data"
    return folder if (folder / "gpatents_energy").exists() else None


def titles(folder: Path, number: int) -> list[str]:
    """Give so many real titles from all over the collection."""
    known = [row["title"] for row in _gazette(folder / "cnipa_gazette_2019")]
    return known[:: max(1, len(known) // number)][:number]


def records(folder: Path, number: int) -> Iterator[Patent]:
    """Yield invented records made of real parts."""
    draw = random.Random(5)
    rows = list(_gazette(folder / "cnipa_gazette_2019"))
    abstracts = list(_abstracts(folder / "gpatents_energy"))
    words = [word for row in rows for word in row["title"].replace("一种", "").split("的")[:2] if word]
    for each in range(number):
        row, abstract = rows[each % len(rows)], draw.choice(abstracts)
        at = len(abstract) // 2
        filed = date(2005, 1, 1) + timedelta(days=draw.randrange(6500))
        ipc = tuple(one.split("(")[0].strip() for one in row["ipc"].split(";")[:3])
        yield Patent(
            publication=f"CN{100_000_000 + each}A",
            application=f"CN{filed.year}{each:08d}.0",
            office=draw.choice(("CN", "CN", "CN", "US", "EP")),
            kind="A",
            right=Right.INVENTION,
            title_zh=row["title"] if each < len(rows) else f"{row['title']}及{draw.choice(words)}",
            abstract_zh=f"{abstract[:at]}{draw.choice(words)}{abstract[at:]}",
            filed_on=filed,
            published_on=filed + timedelta(days=540),
            applicants=tuple(row["applicant"].split(";")),
            applicant_groups=tuple(row["applicant"].split(";")),
            address=row["address"],
            province=f"{draw.randrange(11, 66)}0000",
            ipc=tuple(one for one in ipc if "/" in one),
            legal_status=draw.choice(("有效", "失效", "审中")),
        )


def _gazette(folder: Path) -> Iterator[dict[str, str]]:
    for name in ("invention_published", "invention_authorized", "utility_new"):
        with gzip.open(folder / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as text:
            yield from (row for row in csv.DictReader(text) if len(row["title"]) > 5)


def _abstracts(folder: Path) -> Iterator[str]:
    for part in (1, 2, 3):
        with gzip.open(folder / f"abstracts_{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
            yield from (
                row["abstract"]
                for row in map(json.loads, lines)
                if row["lang"] == "zh" and len(row["abstract"]) > 60
            )
