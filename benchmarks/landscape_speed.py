"""Measures landscapes over patents multiplied from real ones, beside SQLite for the same sums in the same run.

    ZHIYUN_EVALUATION=FOLDER python -m benchmarks.landscape_speed [KEPT_FOLDER]

A hundred thousand records as `benchmarks.made_patents` makes them are put on a shelf and copied tenfold there, each copy
filed some months earlier, some of its applicants renamed and a third of it put into families. Prints one JSON line:
seconds by the clock and of the processor. KEPT_FOLDER keeps the shelf for the next run. SQLite is asked for the trend and the first applicants of the
same million, loaded before; 20 million rows are summed by the same text from one Parquet file.
"""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import duckdb

from benchmarks.made_patents import BATCH, records
from zhiyun.exchange.patents.landscape import drawing
from zhiyun.exchange.patents.landscape.apart import drawn_apart
from zhiyun.exchange.patents.landscape.figures import PARTS
from zhiyun.exchange.patents.searching import Asked
from zhiyun.gateways.analytics import sums
from zhiyun.gateways.analytics.embedded import Embedded, kept
from zhiyun.gateways.patent_shelf import Manifest, Shelf, Source, manifest

COPIED, COPIES = 100_000, 10
MANY = 20_000_000


def main(folder: Path) -> None:
    """Make the shelf, draw, and print."""
    place = Path(os.environ.get("ZHIYUN_EVALUATION", ""))
    if not (place / "gpatents_energy").exists():
        print(
            json.dumps(
                {"benchmark": "landscape", "absent": "name the folder of the data in ZHIYUN_EVALUATION"}
            )
        )
        return
    shelf = Shelf(folder / "patents")
    if not shelf.manifest.rows:
        made = records(place, COPIED)
        while batch := list(islice(made, BATCH)):
            shelf.put(batch, sm3="made", source=Source("made"))
        multiply(shelf)
    line: dict[str, object] = {"benchmark": "landscape", "records": shelf.manifest.rows}
    line["kept_made"] = _seconds(lambda: kept(shelf))
    line["kept_mb"] = round(kept(shelf).stat().st_size / 1e6)
    whole = Asked()
    line["page_of_all"] = _seconds(lambda: drawing.drawn(home=folder, subject=whole, parts=("overview",)))
    line["page_of_all_apart"] = _seconds(
        lambda: drawn_apart(home=folder, subject=whole, parts=("overview",), corrections={}, is_folded=True)
    )
    line["folded"] = drawing.drawn(home=folder, subject=whole, parts=()).folded
    line["page_of_all_each"] = _seconds(
        lambda: drawing.drawn(home=folder, subject=whole, parts=("overview",), is_folded=False)
    )
    line["compared_with_all"] = _seconds(lambda: drawing.compared(home=folder, subject=whole, other=whole))
    parts = [part for part in PARTS if part != "effects"]
    line["all_parts_of_all"] = {
        part: _seconds(lambda part=part: drawing.drawn(home=folder, subject=whole, parts=(part,)))
        for part in parts
    }
    some = [serial for (serial,) in Embedded(shelf).ask(f"SELECT serial FROM members LIMIT {COPIED}")]  # noqa: S608
    line["trend_and_applicants_of_100k"] = _seconds(lambda: _two(Embedded(shelf, only=some)))
    line["trend_and_applicants_of_all"] = _seconds(lambda: _two(Embedded(shelf)))
    line |= _sqlite(Embedded(shelf))
    line |= _many(folder)
    line["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    line["load"] = round(os.getloadavg()[0], 1)
    print(json.dumps(line))


def multiply(shelf: Shelf) -> None:
    """Copy what is on a shelf ninefold."""
    connection = shelf.connected()
    files = dict(shelf.manifest.files)
    for copy in range(1, COPIES):
        name = f"office=XX/year=0/{copy:06d}.parquet"
        (shelf.folder / name).parent.mkdir(parents=True, exist_ok=True)
        connection.execute(
            f"""
            COPY (SELECT * EXCLUDE (year) REPLACE (
                publication || '{copy}' AS publication, application || '{copy}' AS application,
                CASE WHEN hash(publication) % 3 = 0 THEN 'f' || hash(publication) % 20000 || '-{copy}' ELSE '' END AS family,
                CAST(filed_on - {97 * copy} AS DATE) AS filed_on,
                list_transform(applicant_groups, lambda x:
                    CASE WHEN hash(x) % {COPIES} < {copy} THEN x || '{copy}' ELSE x END) AS applicant_groups
            ) FROM patents) TO '{shelf.folder / name}' (FORMAT parquet, COMPRESSION zstd)
            """  # noqa: S608 - names of our own
        )
        files[name] = COPIED
    manifest.write(shelf.folder, Manifest(files=files, batches=shelf.manifest.batches))


def _two(engine: Embedded) -> None:
    engine.ask(sums.TREND)
    engine.keep("holders", sums.HOLDERS.format(recent=2017, until=2019, before=2014))
    engine.ask(sums.APPLICANTS.format(most=20))


def _sqlite(engine: Embedded) -> dict[str, object]:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE members (filed INTEGER, kind_of_right TEXT)")
    base.execute("CREATE TABLE memberships (filed INTEGER, applicant TEXT)")
    base.executemany(
        "INSERT INTO members VALUES (?, ?)", engine.ask("SELECT filed, kind_of_right FROM members")
    )
    base.executemany(
        "INSERT INTO memberships VALUES (?, ?)", engine.ask("SELECT filed, applicant FROM memberships")
    )

    def ask() -> None:
        base.execute(sums.TREND).fetchall()
        base.execute(
            f"CREATE TEMP TABLE holders AS {sums.HOLDERS.format(recent=2017, until=2019, before=2014)}"
        )
        base.execute(sums.APPLICANTS.format(most=20)).fetchall()

    return {"sqlite_trend_and_applicants_of_all": _seconds(ask)}


def _many(folder: Path) -> dict[str, object]:
    path = folder / "many.parquet"
    connection = duckdb.connect()
    if not path.exists():
        connection.execute(
            f"""COPY (SELECT CAST(2000 + hash(i) % 24 AS INTEGER) AS filed,
                CASE WHEN i % 3 = 0 THEN 'UTILITY_MODEL' ELSE 'INVENTION' END AS kind_of_right
                FROM range({MANY}) t(i)) TO '{path}' (FORMAT parquet, COMPRESSION zstd)"""  # noqa: S608 - names of our own
        )
    connection.from_parquet(str(path)).create_view("members")
    return {"trend_of_20_million": _seconds(lambda: connection.execute(sums.TREND).fetchall())}


def _seconds(what: Callable[[], object]) -> dict[str, float]:
    """Give the seconds of one run; children's processor time counts as well."""
    began, spent = time.perf_counter(), _spent()
    what()
    return {"clock": round(time.perf_counter() - began, 2), "processor": round(_spent() - spent, 2)}


def _spent() -> float:
    return sum(
        used.ru_utime + used.ru_stime
        for used in (
            resource.getrusage(resource.RUSAGE_SELF),
            resource.getrusage(resource.RUSAGE_CHILDREN),
        )
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(Path(temporary))
