"""Measures searching installations of some sizes, beside SQLite FTS5 for the same words over as many records.

    python -m benchmarks.import_speed 100000 FOLDER; python -m benchmarks.import_speed 1000000 OTHER_FOLDER
    python -m benchmarks.made_vectors FOLDER; python -m benchmarks.made_vectors OTHER_FOLDER  # where a model is installed
    python -m benchmarks.search_speed FOLDER OTHER_FOLDER

Asks what `benchmarks.import_speed` brought in and indexed there; without folders, 100,000 are brought in first. Prints
one JSON line: of each installation bytes per record and milliseconds of the processor per question (median and 95th of
100, after 20 others that warm), which on a busy machine say more than the clock; those of the clock (``clock_``)
say more where two things are done at once; and how much dearer each kind of question became from the smallest to the
largest. ``hybrid`` is a page of the plain box: words in both languages, with vectors where they are made, nine
facets, names of applicants, inventions folded, passages marked.
"""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from benchmarks import import_speed
from benchmarks.made_patents import BATCH, evaluation, records
from zhiyun.exchange.patents import engines, meaning, places, searching
from zhiyun.exchange.patents.searching import Asked
from zhiyun.gateways.search_engine import Facet, Question, SearchEngine, TooCostly
from zhiyun.gateways.search_engine.segmenting import token_text
from zhiyun.ip.patent import Patent
from zhiyun.ip.query import And, Dated, Field, Plain, Query, Text, read

QUESTIONS = 100
WARMING = 20
DRAWN_FROM = 60_000
FEW = 10
"""Questions of FTS5, which takes seconds for each."""
CACHE_KB = 1_000_000
FACETS = {Facet.OFFICE: 10, Facet.YEAR: 30, Facet.APPLICANT: 20, Facet.SUBCLASS: 20, Facet.PROVINCE: 40}
Spent = dict[str, float]


def main(homes: Sequence[Path]) -> None:
    """Ask each installation, and print."""
    place = evaluation()
    if place is None:
        absent = "name the folder of the data in ZHIYUN_EVALUATION"
        print(json.dumps({"benchmark": "search", "absent": absent}))
        return
    apart = DRAWN_FROM // QUESTIONS
    drawn = list(islice(records(place, DRAWN_FROM), 0, DRAWN_FROM, apart // 2))
    sample, others = drawn[::2], drawn[1 :: 2 * QUESTIONS // WARMING]
    with tempfile.TemporaryDirectory() as folder:
        if not homes:
            import_speed.main(100_000, Path(folder))
            homes = [Path(folder)]
        asked = [_asked(home, sample, others) for home in homes]
        line: dict[str, object] = {"benchmark": "search", "installations": asked}
        if len(asked) > 1:
            line["dearer_from_first_to_last"] = _dearer(asked[0], asked[-1])
        line["fts5"] = [_sqlite(place, int(str(each["records"])), sample, Path(folder)) for each in asked]
    line["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    line["load"] = round(os.getloadavg()[0], 1)
    print(json.dumps(line, ensure_ascii=False))


def _asked(home: Path, sample: Sequence[Patent], others: Sequence[Patent]) -> dict[str, object]:
    engine = engines.opened(home=home)
    number = engine.statistics().documents()
    held = places.index_folder(home=home).rglob("*")
    of_files = sum(file.stat().st_size for file in held if file.is_file() and not file.is_symlink())
    told: dict[str, object] = {"records": number, "bytes_per_record": round(of_files / number)}
    told["has_vectors"] = meaning.opened(home=home) is not None
    warming = _questions(home, engine, others)
    for name, questions in _questions(home, engine, sample).items():
        _milliseconds(warming[name])
        told[f"{name}_ms"] = _milliseconds(questions)
    return told


def _questions(
    home: Path, engine: SearchEngine, sample: Sequence[Patent]
) -> dict[str, list[Callable[[], object]]]:
    def ask(query: Query, *, has_facets: bool = False) -> object:
        return engine.search(Question(query=query, facets=FACETS if has_facets else {}, is_explained=False))

    def page(text: str) -> object:
        return searching.answer(engine=engine, asked=Asked(text=text), meaning=meaning.opened(home=home))

    return {
        "few_words": [lambda each=each: ask(Plain(_few(each))) for each in sample],
        "title": [lambda each=each: ask(Plain(each.title_zh)) for each in sample],
        "filtered_facets": [lambda each=each: ask(_filtered(each), has_facets=True) for each in sample],
        "all_facets": [lambda: ask(read("*"), has_facets=True)] * 20,
        "phrases_apart": [lambda each=each: _or_too_costly(ask, _phrases(each)) for each in sample],
        "whole_abstract": [lambda each=each: ask(Plain(each.abstract_zh)) for each in sample],
        "hybrid_few_words": [lambda each=each: page(_few(each)) for each in sample],
        "hybrid": [lambda each=each: page(each.title_zh) for each in sample],
    }


def _or_too_costly(ask: Callable[[Query], object], query: Query) -> object:
    try:
        return ask(query)
    except TooCostly as refused:
        return refused


def _dearer(first: dict[str, object], last: dict[str, object]) -> dict[str, float]:
    """Give how many times the median of the last is that of the first."""
    pairs = {
        name: (spent, last[name])
        for name, spent in first.items()
        if name.endswith("_ms") and isinstance(spent, dict)
    }
    return {
        name: round(after["p50"] / max(before["p50"], 0.01), 2)
        for name, (before, after) in pairs.items()
        if isinstance(after, dict)
    }


def _sqlite(place: Path, number: int, sample: Sequence[Patent], folder: Path) -> dict[str, object]:
    """Put the same cut texts into FTS5, and ask the same words and the same sums of it."""
    file = folder / f"fts5-{number}.sqlite3"
    base = sqlite3.connect(file)
    base.execute("PRAGMA journal_mode = OFF")
    base.execute(f"PRAGMA cache_size = -{CACHE_KB}")
    base.execute("CREATE VIRTUAL TABLE texts USING fts5(title, abstract, tokenize = 'unicode61')")
    base.execute(
        "CREATE TABLE facts (id INTEGER PRIMARY KEY, year INTEGER, office, applicant, subclass, province)"
    )
    spent = 0.0
    patents = records(place, number)
    while batch := list(islice(patents, BATCH)):
        began = time.process_time()
        cut = [(token_text(each.title_zh), token_text(each.abstract_zh)) for each in batch]
        base.executemany("INSERT INTO texts VALUES (?, ?)", cut)
        base.executemany("INSERT INTO facts VALUES (NULL, ?, ?, ?, ?, ?)", map(_facts, batch))
        spent += time.process_time() - began
    base.commit()
    few = sample[:: QUESTIONS // FEW]
    return {
        "records": number,
        "questions": FEW,
        "indexed_per_cpu_second": round(number / spent),
        "bytes_per_record": round(file.stat().st_size / number),
        "title_ms": _milliseconds([lambda each=each: _best(base, each.title_zh) for each in few]),
        "filtered_facets_ms": _milliseconds([lambda each=each: _summed(base, each) for each in few]),
        "whole_abstract_ms": _milliseconds([lambda each=each: _best(base, each.abstract_zh) for each in few]),
    }


def _facts(patent: Patent) -> tuple[object, ...]:
    subclass = patent.ipc[0][:4] if patent.ipc else ""
    year = patent.filed_on.year if patent.filed_on else 0
    return year, patent.office, patent.applicant_groups[0], subclass, patent.province


def _best(base: sqlite3.Connection, text: str) -> object:
    words = " OR ".join(f'"{token}"' for token in dict.fromkeys(token_text(text).split()))
    asked = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts) LIMIT 20"
    return base.execute(asked, (words,)).fetchall()


def _summed(base: sqlite3.Connection, patent: Patent) -> object:
    phrase = f'"{token_text(patent.title_zh[-3:])}"'
    base.execute("CREATE TEMP TABLE found AS SELECT f.* FROM texts JOIN facts f ON f.id = texts.rowid "
                 "WHERE texts MATCH ? AND year BETWEEN 2008 AND 2019", (phrase,))  # fmt: skip
    sums = [
        base.execute(f"SELECT {name}, count(*) n FROM found GROUP BY 1 ORDER BY n DESC LIMIT 20").fetchall()  # noqa: S608 - names of our own
        for name in ("year", "office", "applicant", "subclass", "province")
    ]
    base.execute("DROP TABLE found")
    return sums


def _few(patent: Patent) -> str:
    """Two short words as somebody types them."""
    title = patent.title_zh.removeprefix("一种")
    return f"{title[:4]} {title[-2:]}"


def _filtered(patent: Patent) -> Query:
    in_years = Dated(Field.FILED, date(2008, 1, 1), date(2020, 1, 1))
    return And((Text(Field.ANY, patent.title_zh[-3:]), in_years, read("CY=CN")))


def _phrases(patent: Patent) -> Query:
    middle, later = patent.abstract_zh[20:24], patent.abstract_zh[30:33]
    return read(f'(TI="{patent.title_zh[:4]}" OR AB=(("{middle}" NEAR/9 "{later}"))) NOT CY=EP')


def _milliseconds(questions: Sequence[Callable[[], object]]) -> Spent:
    spent: dict[str, list[float]] = {"": [], "clock_": []}
    for question in questions:
        began, at = time.process_time(), time.perf_counter()
        question()
        spent[""].append(1000 * (time.process_time() - began))
        spent["clock_"].append(1000 * (time.perf_counter() - at))
    return {
        f"{clock}{name}": round(sorted(each)[int(len(each) * share)], 2)
        for clock, each in spent.items()
        for name, share in (("p50", 0.5), ("p95", 0.95))
    }


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:]])
