"""How the applicants of a group are written, for people to see what the rules put together: a cache, read without engines.

Only groups of several writings are in it, and no persons: of them a name does not tell.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from zhiyun.exchange.patents import places
from zhiyun.ip.applicants import Kind, group_of

MOST_SHOWN: Final = 40
"""Names of one group that a screen lists."""


@dataclass(frozen=True, slots=True)
class Written:
    """A name as documents bear it, and how many do."""

    name: str
    patents: int


@dataclass(frozen=True, slots=True)
class Together:
    """A group that the rules made of several writings: those that most documents bear, and how many there are."""

    key: str
    names: tuple[Written, ...]
    count: int
    patents: int


def keep(*, home: Path, applicants: Iterable[tuple[str, str, int]], apart: Collection[str]) -> None:
    """Write the cache anew, whole or not at all, from names with the keys they are counted under and their counts."""
    groups: dict[str, dict[str, int]] = defaultdict(dict)
    for name, _, times in applicants:
        group = group_of(name, apart=apart)
        if group.kind is not Kind.PERSON:
            groups[group.key][name] = groups[group.key].get(name, 0) + times
    path = places.written_names_file(home=home)
    beside = path.with_suffix(".new")
    beside.unlink(missing_ok=True)
    with closing(sqlite3.connect(beside)) as cache:
        cache.execute("CREATE TABLE written (key TEXT, name TEXT, patents INTEGER)")
        cache.executemany(
            "INSERT INTO written VALUES (?, ?, ?)",
            (
                (key, name, times)
                for key, names in groups.items()
                if len(names) > 1
                for name, times in names.items()
            ),
        )
        cache.execute("CREATE INDEX by_key ON written (key)")
        cache.commit()
    beside.rename(path)


def together(*, home: Path, words: str = "", most: int) -> tuple[Together, ...]:
    """Give groups that have a name with these words, those of the most writings first."""
    return _read(
        home,
        "SELECT key FROM written GROUP BY key HAVING max(instr(name, ?)) > 0 OR ? = ''"
        " ORDER BY count(*) DESC, sum(patents) DESC, key LIMIT ?",
        (words, words, most),
    )


def group(*, home: Path, key: str) -> Together | None:
    """Give one group; None where the rules made none of several writings under that key."""
    return next(iter(_read(home, "SELECT DISTINCT key FROM written WHERE key = ?", (key,))), None)


def _read(home: Path, keys: str, asked: tuple[object, ...]) -> tuple[Together, ...]:
    path = places.written_names_file(home=home)
    if not path.exists():
        return ()
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as cache:
        return tuple(_together(cache, key) for (key,) in cache.execute(keys, asked).fetchall())


def _together(cache: sqlite3.Connection, key: str) -> Together:
    found = cache.execute(
        "SELECT name, patents FROM written WHERE key = ? ORDER BY patents DESC, length(name), name", (key,)
    ).fetchall()
    names = tuple(Written(*each) for each in found)
    return Together(key, names[:MOST_SHOWN], len(names), sum(each.patents for each in names))
