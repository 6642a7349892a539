"""In which file each document lies: a cache beside the files, so that a batch asks only for the files it touches.

It stands for one state of the manifest and says which. For any other (a kill between the two, a folder that was
restored) or when it is damaged, it is made anew from the files.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

import pyarrow.parquet as pq

from zhiyun.gateways.patent_shelf.manifest import Manifest

_NAME: Final = "whereabouts.sqlite3"
_AT_ONCE: Final = 500
_TABLES: Final = """
    CREATE TABLE standing (state TEXT NOT NULL);
    CREATE TABLE files (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE lying (publication TEXT PRIMARY KEY, file INTEGER NOT NULL) WITHOUT ROWID;
"""


def found(folder: Path, manifest: Manifest, publications: Sequence[str]) -> dict[str, str] | None:
    """Give the file of each document that is on the shelf; None where the cache does not stand for the manifest."""
    path = folder / _NAME
    if not path.exists():
        return None
    try:
        with closing(sqlite3.connect(path)) as base:
            if base.execute("SELECT state FROM standing").fetchall() != [(_state(manifest),)]:
                return None
            return _looked_up(base, publications)
    except sqlite3.DatabaseError:
        return None


def made(folder: Path, manifest: Manifest) -> None:
    """Make the cache anew for a manifest. Only who holds the shelf's lock calls this."""
    path = folder / _NAME
    for old in (path, folder / f"{_NAME}-journal"):
        old.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as base:
        base.executescript(_TABLES)
        _put(base, manifest, {name: _publications(folder / name) for name in manifest.files})


def moved(folder: Path, manifest: Manifest, written: Iterable[str]) -> None:
    """Bring a cache that stood for the manifest before up to this one, whose new files are ``written``."""
    with closing(sqlite3.connect(folder / _NAME)) as base:
        _put(base, manifest, {name: _publications(folder / name) for name in written})


def _put(base: sqlite3.Connection, manifest: Manifest, lying: Mapping[str, Sequence[str]]) -> None:
    with base:
        for name, publications in lying.items():
            base.execute("INSERT OR IGNORE INTO files (name) VALUES (?)", (name,))
            [(number,)] = base.execute("SELECT number FROM files WHERE name = ?", (name,)).fetchall()
            base.executemany(
                "INSERT OR REPLACE INTO lying VALUES (?, ?)", [(each, number) for each in publications]
            )
        base.execute("DELETE FROM standing")
        base.execute("INSERT INTO standing VALUES (?)", (_state(manifest),))


def _looked_up(base: sqlite3.Connection, publications: Sequence[str]) -> dict[str, str]:
    lies: dict[str, str] = {}
    for first in range(0, len(publications), _AT_ONCE):
        some = publications[first : first + _AT_ONCE]
        asked = ", ".join("?" * len(some))
        lies.update(
            base.execute(
                f"SELECT publication, name FROM lying JOIN files ON number = file WHERE publication IN ({asked})",  # noqa: S608 - question marks
                some,
            ).fetchall()
        )
    return lies


def _publications(path: Path) -> list[str]:
    return [str(each) for each in pq.read_table(path, columns=["publication"])["publication"].to_pylist()]


def _state(manifest: Manifest) -> str:
    said = [
        sorted(manifest.files.items()),
        [(each.source, each.added, each.changed) for each in manifest.batches],
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
