"""Measures searching N records multiplied from real ones, beside SQLite FTS5 on the same cut texts.

    ZHIYUN_EVALUATION=FOLDER python -m benchmarks.search_speed [RECORDS]

Real titles, applicants, classes and addresses of the gazette, each with an abstract of another collection; copies
differ by words drawn from the whole, as documents of one field do. Prints one JSON line: indexing in records per
second of the processor, bytes per record, and milliseconds of the processor per question (median and 95th of 100),
which on a busy machine say more than the clock.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from zhiyun.gateways.search_engine import Facet, Question, embedded
from zhiyun.gateways.search_engine.segmenting import token_text
from zhiyun.ip.patent import Patent, Right
from zhiyun.ip.query import And, Dated, Field, Plain, Query, Text, read

QUESTIONS = 100
BATCH = 20_000
FACETS = {Facet.OFFICE: 10, Facet.YEAR: 30, Facet.APPLICANT: 20, Facet.SUBCLASS: 20, Facet.PROVINCE: 40}


def evaluation() -> Path | None:
    """Give the folder of data that may not ship: the one named, or the one shared beside the checkout; else None."""
    named = os.environ.get("ZHIYUN_EVALUATION")
    folder = Path(named) if named else Path(__file__).resolve().parents[2] / "shared" / "data"
    return folder if (folder / "gpatents_energy").exists() else None


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


def main(number: int) -> None:
    """Index, ask, and print."""
    place = os.environ.get("ZHIYUN_EVALUATION", "")
    if not (Path(place) / "gpatents_energy").exists():
        print(
            json.dumps({"benchmark": "search", "absent": "name the folder of the data in ZHIYUN_EVALUATION"})
        )
        return
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.jsonl"
        sample = list(islice(records(Path(place), number), 0, number, max(1, number // QUESTIONS)))[
            :QUESTIONS
        ]
        line: dict[str, object] = {"benchmark": "search", "records": number}
        line |= _tantivy(records(Path(place), number), Path(folder) / "index", sample, number)
        line |= _sqlite(records(Path(place), number), made, sample, number)
    line["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print(json.dumps(line, ensure_ascii=False))


def _tantivy(
    patents: Iterator[Patent], folder: Path, sample: Sequence[Patent], number: int
) -> dict[str, object]:
    engine = embedded.create(folder)
    spent = 0.0
    while batch := list(islice(patents, BATCH)):
        began = time.process_time()
        engine.replace(batch)
        engine.commit(batch[-1].publication)
        spent += time.process_time() - began
    engine.close()
    engine = embedded.Tantivy(folder)

    def ask(query: Query, facets: bool = False) -> int:
        return engine.search(Question(query=query, facets=FACETS if facets else {}, is_explained=False)).total

    return {
        "indexed_per_cpu_second": round(number / spent),
        "bytes_per_record": round(sum(file.stat().st_size for file in folder.rglob("*")) / number),
        "simple_ms": _milliseconds([lambda each=each: ask(_words(each)) for each in sample]),
        "filtered_facets_ms": _milliseconds(
            [lambda each=each: ask(_filtered(each), True) for each in sample]
        ),
        "all_facets_ms": _milliseconds([lambda: ask(read("*"), True) for _ in range(20)]),
        "boolean_ms": _milliseconds([lambda each=each: ask(_phrases(each)) for each in sample]),
        "whole_abstract_ms": _milliseconds(
            [lambda each=each: ask(Plain(each.abstract_zh)) for each in sample]
        ),
        "shown_and_explained_ms": _milliseconds(
            [lambda each=each: engine.search(Question(query=_words(each))).total for each in sample]
        ),
    }


def _sqlite(
    patents: Iterator[Patent], _made: Path, sample: Sequence[Patent], number: int
) -> dict[str, object]:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE texts USING fts5(title, abstract, tokenize = 'unicode61')")
    base.execute("CREATE TABLE facts (id INTEGER PRIMARY KEY, year INTEGER, office TEXT)")
    spent = 0.0
    while batch := list(islice(patents, BATCH)):
        began = time.process_time()
        base.executemany(
            "INSERT INTO texts VALUES (?, ?)",
            [(token_text(each.title_zh), token_text(each.abstract_zh)) for each in batch],
        )
        base.executemany(
            "INSERT INTO facts VALUES (NULL, ?, ?)",
            [(each.filed_on and each.filed_on.year, each.office) for each in batch],
        )
        spent += time.process_time() - began

    def ask(text: str) -> int:
        words = " OR ".join(f'"{token}"' for token in dict.fromkeys(token_text(text).split()))
        found = base.execute(
            "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts) LIMIT 20", (words,)
        )
        return len(found.fetchall())

    few = sample[:10]
    return {
        "fts5_indexed_per_cpu_second": round(number / spent),
        "fts5_simple_ms": _milliseconds([lambda each=each: ask(each.title_zh) for each in few]),
        "fts5_whole_abstract_ms": _milliseconds([lambda each=each: ask(each.abstract_zh) for each in few]),
    }


def _words(patent: Patent) -> Query:
    return Plain(patent.title_zh)


def _filtered(patent: Patent) -> Query:
    return And(
        (
            Text(Field.ANY, patent.title_zh[-3:]),
            Dated(Field.FILED, date(2008, 1, 1), date(2020, 1, 1)),
            read("CY=CN"),
        )
    )


def _phrases(patent: Patent) -> Query:
    middle = patent.abstract_zh[20:24]
    return read(
        f'(TI="{patent.title_zh[:4]}" OR AB=(("{middle}" NEAR/9 "{patent.abstract_zh[30:33]}"))) NOT CY=EP'
    )


def _milliseconds(questions: Sequence[Callable[[], int]]) -> dict[str, float]:
    spent = []
    for question in questions:
        began = time.process_time()
        question()
        spent.append(1000 * (time.process_time() - began))
    spent.sort()
    return {"p50": round(spent[len(spent) // 2], 2), "p95": round(spent[int(len(spent) * 0.95)], 2)}


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


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
