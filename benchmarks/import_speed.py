"""Measures bringing N records in and indexing them, and whether the last hundred thousand cost what the first did.

    python -m benchmarks.import_speed [RECORDS] [KEPT_FOLDER]

The records are those of `benchmarks.made_patents`, as a file of JSON lines, brought in and indexed as
``zhiyun patents import`` and ``reindex`` do it. Beside it, in the same run: SQLite putting the same cleaned records
into a table with the number as its key and three indexes, which is what a database does for the same import. Then a tenth
of the records again with another legal status, as an office's weekly file brings them. Prints one JSON line, seconds of
the processor. KEPT_FOLDER keeps the installation: `benchmarks.search_speed` asks its index.
"""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from itertools import islice
from pathlib import Path

from benchmarks.made_patents import evaluation, records
from zhiyun.exchange.patents import importing, indexing, places
from zhiyun.gateways.patent_shelf import Shelf
from zhiyun.gateways.safekeeping import Store
from zhiyun.ip.patent import Patent
from zhiyun.ip.telling import WORDS

COMPARED = 100_000


def main(number: int, home: Path) -> None:
    """Bring in, index, bring changes in, and print."""
    place = evaluation()
    if place is None:
        print(
            json.dumps({"benchmark": "import", "absent": "name the folder of the data in ZHIYUN_EVALUATION"})
        )
        return
    line: dict[str, object] = {"benchmark": "import", "records": number}
    line |= _sqlite(records(place, min(number, COMPARED)))
    written = home / "made.jsonl"
    _write(written, records(place, number))
    line["bytes_per_record_as_it_came"] = round(written.stat().st_size / number)
    line |= {f"import_{name}": value for name, value in _imported(home, written).items()}
    written.unlink()
    line["shelf_bytes_per_record"] = round(_bytes(places.shelf_folder(home=home)) / number)
    line |= {f"index_{name}": value for name, value in _indexed(home).items()}
    line["index_bytes_per_record"] = round(_bytes(places.index_folder(home=home)) / number)
    changes = home / "changes.jsonl"
    _write_changes(changes, records(place, number))
    line |= {f"changes_{name}": value for name, value in _imported(home, changes).items()}
    changes.unlink()
    line |= {f"changes_index_{name}": value for name, value in _indexed(home).items()}
    line["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    line["load"] = round(os.getloadavg()[0], 1)
    print(json.dumps(line))


def _imported(home: Path, path: Path) -> dict[str, object]:
    marks: list[tuple[int, float]] = [(0, time.process_time())]
    importing.import_file(
        shelf=Shelf(places.shelf_folder(home=home)),
        store=Store(home / "files", largest=1 << 40),
        path=path,
        name=path.name,
        columns={},
        tell=lambda done: marks.append((done.source.records, time.process_time())),
    )
    return _rates(marks)


def _indexed(home: Path) -> dict[str, object]:
    marks: list[tuple[int, float]] = [(0, time.process_time())]
    indexing.reindex(home=home, tell=lambda done: marks.append((done.patents, time.process_time())))
    return _rates([*marks, (marks[-1][0], time.process_time())])


def _rates(marks: list[tuple[int, float]]) -> dict[str, object]:
    """Give records per second of the processor: of all, of the first and of the last hundred thousand."""
    (_, began), (number, ended) = marks[0], marks[-1]
    first = next(each for each in marks if each[0] >= min(COMPARED, number))
    last = next(each for each in reversed(marks) if each[0] <= max(0, number - COMPARED))
    return {
        "per_cpu_second": _per_second(number, ended - began),
        "first_per_cpu_second": _per_second(first[0], first[1] - began),
        "last_per_cpu_second": _per_second(number - last[0], ended - last[1]),
    }


def _per_second(number: int, seconds: float) -> int:
    return round(number / max(seconds, 1e-6))


def _write(path: Path, patents: Iterable[Patent]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for each in patents:
            print(json.dumps(_said(each), ensure_ascii=False), file=file)


def _write_changes(path: Path, patents: Iterator[Patent]) -> None:
    """Write another legal status of every tenth record."""
    with path.open("w", encoding="utf-8") as file:
        for each in islice(patents, 0, None, 10):
            said = {"publication": each.publication, "legal_status": "终止", "legal_status_on": "2026-01-01"}
            print(json.dumps(said, ensure_ascii=False), file=file)


def _said(patent: Patent) -> dict[str, object]:
    told = {each.name: getattr(patent, each.name) for each in fields(patent) if each.name in WORDS}
    return {
        name: value.isoformat()
        if isinstance(value, date)
        else list(value)
        if isinstance(value, tuple)
        else value
        for name, value in told.items()
        if value
    }


def _sqlite(patents: Iterator[Patent]) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        base = sqlite3.connect(Path(folder) / "patents.sqlite3")
        base.execute(
            "CREATE TABLE patents (publication TEXT PRIMARY KEY, filed TEXT, office TEXT, applicant TEXT, told TEXT)"
        )
        for name in ("filed", "office", "applicant"):
            base.execute(f"CREATE INDEX by_{name} ON patents ({name})")
        number, spent = 0, 0.0
        while batch := list(islice(patents, importing.BATCH)):
            rows = [
                (each.publication, str(each.filed_on), each.office, each.applicants[0], _said(each))
                for each in batch
            ]
            began = time.process_time()
            told = [(*row[:4], json.dumps(row[4], ensure_ascii=False)) for row in rows]
            base.executemany("INSERT OR REPLACE INTO patents VALUES (?, ?, ?, ?, ?)", told)
            base.commit()
            spent += time.process_time() - began
            number += len(batch)
        size = _bytes(Path(folder))
        base.close()
    return {
        "sqlite_per_cpu_second": _per_second(number, spent),
        "sqlite_bytes_per_record": round(size / number),
    }


def _bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    if len(sys.argv) > 2:
        Path(sys.argv[2]).mkdir(parents=True, exist_ok=True)
        main(number, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(number, Path(temporary))
