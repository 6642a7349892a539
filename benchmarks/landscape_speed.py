"""Measures landscapes over patents multiplied from real ones, and bare sums beside SQLite and pandas in the same run.

    python -m benchmarks.landscape_speed [FOLDER]

A hundred thousand records as `benchmarks.made_patents` makes them are put on a shelf and copied tenfold there, each copy
filed some months earlier, some of its applicants renamed and a third of it put into families; a FOLDER keeps them for
the next run, or holds a shelf already. Everything is measured in a process of its own, from its start to its answer:
seconds by the clock and of the processor, and megabytes at its peak. Pages and reports are drawn of a set of 100,000
and of all. Bare sums, the trend and the first applicants, are asked of the same rows in DuckDB's file, in SQLite's
and by pandas from Parquet, which reads them first; pandas is no part of zhiyun and is said to be absent where
it is not installed. 20 million rows are summed likewise, by DuckDB and pandas. Prints one JSON line each.
"""

from __future__ import annotations

import importlib.util
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.made_patents import BATCH, evaluation, records
from zhiyun.exchange.patents.landscape import drawing
from zhiyun.exchange.patents.landscape.figures import PARTS
from zhiyun.exchange.patents.landscape.subjects import Listed, Subject
from zhiyun.exchange.patents.searching import Asked
from zhiyun.gateways.analytics import sums
from zhiyun.gateways.analytics.embedded import Embedded, kept
from zhiyun.gateways.patent_shelf import Manifest, Shelf, Source, manifest

COPIED, COPIES = 100_000, 10
MANY = 20_000_000
HOLDERS = sums.HOLDERS.format(recent=2017, until=2019, before=2014)
FIRST = sums.APPLICANTS.format(most=20)


def main(folder: Path) -> None:
    """Make what is asked about, ask, and print."""
    place, shelf = evaluation(), Shelf(folder / "patents")
    if not shelf.manifest.rows:
        if place is None:
            print(json.dumps({"benchmark": "landscape", "absent": "name the data in ZHIYUN_EVALUATION"}))
            return
        made = records(place, COPIED)
        while batch := list(islice(made, BATCH)):
            shelf.put(batch, sm3="made", source=Source("made"))
        multiply(shelf)
    began = time.perf_counter()
    file = kept(shelf)
    told = {"records": shelf.manifest.rows, "kept_made_seconds": round(time.perf_counter() - began, 2)}
    print(json.dumps({"benchmark": "landscape", **told, "kept_mb": round(file.stat().st_size / 1e6)}))
    _export(folder, shelf)
    for name in CONDITIONS:
        print(json.dumps({"condition": name, **_measured(name, folder)}), flush=True)


def multiply(shelf: Shelf) -> None:
    """Copy what is on a shelf ninefold, each copy into the folders where its documents belong."""
    connection = shelf.connected()
    files = dict(shelf.manifest.files)
    for copy in range(1, COPIES):
        connection.execute(
            f"""
            COPY (SELECT * REPLACE (
                publication || '{copy}' AS publication, application || '{copy}' AS application,
                CASE WHEN hash(publication) % 3 = 0 THEN 'f' || hash(publication) % 20000 || '-{copy}' ELSE '' END AS family,
                CAST(filed_on - {97 * copy} AS DATE) AS filed_on,
                list_transform(applicant_groups, lambda x:
                    CASE WHEN hash(x) % {COPIES} < {copy} THEN x || '{copy}' ELSE x END) AS applicant_groups
            ) FROM patents) TO '{shelf.folder}' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (office, year),
                WRITE_PARTITION_COLUMNS true, FILENAME_PATTERN '{900_000 + copy}.{{i}}', OVERWRITE_OR_IGNORE)
            """  # noqa: S608 - names of our own
        )
    for path in shelf.folder.glob("office=*/year=*/9*.parquet"):
        [(rows,)] = connection.execute(f"SELECT count(*) FROM '{path}'").fetchall()  # noqa: S608 - as above
        files[str(path.relative_to(shelf.folder))] = rows
    manifest.write(shelf.folder, Manifest(files=files, batches=shelf.manifest.batches))


def _export(folder: Path, shelf: Shelf) -> None:
    """Write what the bare sums read: the same rows for SQLite and pandas, the numbers of a set, and 20 million rows."""
    if (folder / "many.parquet").exists():
        return
    engine = Embedded(shelf)
    some = engine.ask(f"SELECT publication FROM members ORDER BY hash(publication) LIMIT {COPIED}")  # noqa: S608
    (folder / "set.txt").write_text("\n".join(publication for (publication,) in some))
    base = sqlite3.connect(folder / "sums.sqlite3")
    for name, columns in (("members", "filed, kind_of_right"), ("memberships", "filed, applicant")):
        engine.ask(
            f"COPY (SELECT {columns} FROM {name}) TO '{folder / name}.parquet' (FORMAT parquet, COMPRESSION zstd)"  # noqa: S608
        )
        base.execute(f"CREATE TABLE {name} ({columns})")
        base.executemany(f"INSERT INTO {name} VALUES (?, ?)", engine.ask(f"SELECT {columns} FROM {name}"))  # noqa: S608
    base.commit()
    duckdb.sql(
        f"""COPY (SELECT CAST(2000 + hash(i) % 24 AS INTEGER) AS filed,
            CASE WHEN i % 3 = 0 THEN 'UTILITY_MODEL' ELSE 'INVENTION' END AS kind_of_right
            FROM range({MANY}) t(i)) TO '{folder}/many.parquet' (FORMAT parquet, COMPRESSION zstd)"""  # noqa: S608 - names of our own
    )


def _measured(name: str, folder: Path) -> dict[str, object]:
    if name.endswith("pandas") and importlib.util.find_spec("pandas") is None:
        return {"absent": "pandas is not installed"}
    began = time.perf_counter()
    told = subprocess.run(
        (sys.executable, "-m", "benchmarks.landscape_speed", str(folder), name),
        stdout=subprocess.PIPE,
        check=True,
    ).stdout
    clock = round(time.perf_counter() - began, 2)
    return {"clock": clock, **json.loads(told), "load": round(os.getloadavg()[0], 1)}


def _asked(name: str, folder: Path) -> None:
    """Ask in this process and print what it took: a parent would count its own megabytes in."""
    CONDITIONS[name](folder)
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak = next(
        line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")
    )
    told = {"processor": round(used.ru_utime + used.ru_stime, 2), "mb": int(peak.split()[1]) // 1024}
    print(json.dumps(told))


def _of(folder: Path, *, is_set: bool) -> Subject:
    if not is_set:
        return Asked()
    return Listed("100,000", tuple((folder / "set.txt").read_text().split("\n")))


def _page(part: str, *, is_set: bool, is_folded: bool = True) -> Callable[[Path], object]:
    return lambda folder: drawing.drawn(
        home=folder, subject=_of(folder, is_set=is_set), parts=(part,), is_folded=is_folded
    )


def _report(*, is_set: bool, as_word: bool) -> Callable[[Path], object]:
    return lambda folder: drawing.report(
        home=folder,
        subject=_of(folder, is_set=is_set),
        corrections={},
        made_on=date(2026, 11, 26),
        is_demo=True,
        as_word=as_word,
    )


def _compared(folder: Path) -> object:
    return drawing.compared(home=folder, subject=_of(folder, is_set=True), other=Asked())


def _by_duckdb(folder: Path) -> None:
    engine = Embedded(Shelf(folder / "patents"))
    engine.ask(sums.TREND)
    engine.keep("holders", HOLDERS)
    engine.ask(FIRST)


def _by_sqlite(folder: Path) -> None:
    base = sqlite3.connect(folder / "sums.sqlite3")
    base.execute(sums.TREND).fetchall()
    base.execute(f"CREATE TEMP TABLE holders AS {HOLDERS}")
    base.execute(FIRST).fetchall()


def _by_pandas(folder: Path) -> None:
    import pandas as pd  # noqa: PLC0415 - the benchmark's alone

    _trend_by_pandas(pd.read_parquet(folder / "members.parquet"))
    held = pd.read_parquet(folder / "memberships.parquet")
    held["recent"] = held.filed.between(2017, 2019)
    held["before"] = held.filed.between(2014, 2016)
    holders = held.groupby("applicant").agg(
        patents=("filed", "size"),
        first_filed=("filed", "min"),
        recent=("recent", "sum"),
        before=("before", "sum"),
    )
    holders.sort_values(["patents", "applicant"], ascending=[False, True]).head(20)


def _trend_by_pandas(members: Any) -> None:
    members.dropna(subset="filed").groupby(["filed", "kind_of_right"]).size().sort_index()


def _many_by_duckdb(folder: Path) -> None:
    connection = duckdb.connect()
    connection.from_parquet(str(folder / "many.parquet")).create_view("members")
    connection.execute(sums.TREND).fetchall()


def _many_by_pandas(folder: Path) -> None:
    import pandas as pd  # noqa: PLC0415 - as above

    _trend_by_pandas(pd.read_parquet(folder / "many.parquet"))


CONDITIONS: Mapping[str, Callable[[Path], object]] = {
    **{
        f"{part} of {name}": _page(part, is_set=is_set)
        for name, is_set in (("100k", True), ("all", False))
        for part in PARTS
    },
    "overview of all, families each": _page("overview", is_set=False, is_folded=False),
    "100k compared with all": _compared,
    "report of 100k, PDF": _report(is_set=True, as_word=False),
    "report of all, PDF": _report(is_set=False, as_word=False),
    "report of all, DOCX": _report(is_set=False, as_word=True),
    "bare sums of all, DuckDB": _by_duckdb,
    "bare sums of all, SQLite": _by_sqlite,
    "bare sums of all, pandas": _by_pandas,
    "trend of 20 million, DuckDB": _many_by_duckdb,
    "trend of 20 million, pandas": _many_by_pandas,
}


if __name__ == "__main__":
    match sys.argv[1:]:
        case [place, name]:
            _asked(name, Path(place))
        case [place]:
            main(Path(place))
        case _:
            with tempfile.TemporaryDirectory() as temporary:
                main(Path(temporary))
