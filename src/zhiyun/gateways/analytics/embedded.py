"""Sums within the process: DuckDB on the Parquet files of a shelf, and on what it keeps of them.

Taking lists of a million documents apart takes seconds and is done once for each state of the shelf: the answers to
`sums.PREPARED` stand in a file beside it that says what it was made of, and can be thrown away at any time.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Final

import duckdb
import pyarrow as pa

from zhiyun.gateways.analytics import sums
from zhiyun.gateways.patent_shelf import Shelf
from zhiyun.ip.applicants import KIND_RULES

MEMORY: Final = "2GB"
"""What is more than this goes to disk on the way."""
_FOLDER: Final = "sums"
_KINDS: Final = pa.schema([("name", pa.string()), ("kind", pa.string())])
_TAUGHT: Final = (
    "CREATE TEMP MACRO explode(list) AS unnest(list)",
    "CREATE TEMP MACRO size(list) AS len(list)",
    """CREATE TEMP MACRO arrays_zip(one, other) AS
        list_transform(list_zip(one, other), lambda pair: {'applicants': pair[1], 'applicant_groups': pair[2]})""",
)
_ROWS: Final = """
    SELECT row_number() OVER () AS place, CAST('0x' || substr(md5(publication), 1, 15) AS BIGINT) AS serial,
        publication, application, office, "right" AS kind_of_right, year(filed_on) AS filed, filed_on, priority_on, published_on,
        applicants, applicant_groups, CASE WHEN size(ipc) > 0 THEN ipc ELSE cpc END AS symbols, province, district,
        legal_status AS status, family, cites, (abstract_zh <> '' OR abstract_en <> '' OR abstract <> '') AS has_abstract
    FROM patents
"""


class Embedded:
    """Answers `sums` over a set of a shelf's patents: those with the serials of ``only``, or all.

    With ``is_folded`` a family counts once, see `sums.FOLDED`.
    """

    def __init__(self, shelf: Shelf, *, only: Sequence[int] | None = None, is_folded: bool = False) -> None:
        path = kept(shelf)
        self._connection = shelf.connected()
        self._connection.execute(f"SET memory_limit = '{MEMORY}'")
        self._connection.execute(f"ATTACH '{_quoted(path)}' AS kept (READ_ONLY)")
        for each in _TAUGHT:
            self._connection.execute(each)
        if only is None:
            self._connection.execute("CREATE TEMP VIEW folded AS FROM kept.folded")
            for name in (*sums.PREPARED, "members"):
                fewer = " ANTI JOIN kept.folded USING (number)" if is_folded and name != "printed" else ""
                self._connection.execute(f"CREATE TEMP VIEW {name} AS FROM kept.{name}{fewer}")
            return
        self._connection.register("chosen", pa.table({"serial": pa.array(only, pa.int64())}))
        self.keep("printed", "SELECT p.* FROM kept.printed p SEMI JOIN chosen USING (serial)")
        self.keep("members", sums.MEMBERS)
        self.keep("folded", sums.FOLDED)
        if is_folded:
            self._connection.execute("DELETE FROM members USING folded WHERE members.number = folded.number")
        for name in sums.PREPARED:
            if name != "printed":
                self.keep(name, f"SELECT p.* FROM kept.{name} p SEMI JOIN members USING (number)")  # noqa: S608

    def keep(self, name: str, text: str) -> None:
        """Keep an answer under a name that later questions use."""
        self._connection.execute(f"CREATE TEMP TABLE {name} AS {text}")

    def ask(self, text: str) -> list[tuple[Any, ...]]:
        """Answer a question, in its order."""
        return self._connection.execute(text).fetchall()

    def texts(self, most: int) -> list[tuple[str, list[str], str, str, str]]:
        """Give the newest inventions with a class: publication, classes, Chinese title, English title, abstract."""
        return self._of_newest(
            """publication, CASE WHEN len(ipc) > 0 THEN ipc ELSE cpc END, title_zh, title_en,
            coalesce(nullif(abstract_zh, ''), nullif(abstract_en, ''), abstract, '')""",
            most,
            among="symbols > 0",
        )

    def titled(self, most: int) -> list[tuple[str, str, str, str, date | None, str]]:
        """Give the newest inventions with a Chinese or English title: publication, title and abstract in one of the two, its language, the day of filing, the first class."""
        return self._of_newest(
            """publication, CASE WHEN title_zh <> '' THEN title_zh ELSE title_en END,
            CASE WHEN title_zh <> '' THEN abstract_zh ELSE abstract_en END,
            CASE WHEN title_zh <> '' THEN 'zh' ELSE 'en' END, filed_on, coalesce(ipc[1], cpc[1], '')""",
            most,
            having="title_zh <> '' OR title_en <> ''",
        )

    def entries(self, most: int) -> list[tuple[str, str, str, list[str], date | None, str]]:
        """Give the newest inventions: publication, Chinese title, English title, applicants, day of filing, first class."""
        return self._of_newest(
            "publication, title_zh, title_en, applicants, filed_on, coalesce(ipc[1], cpc[1], '')", most
        )

    def cards(self, publications: Sequence[str]) -> list[tuple[str, str, str, list[str], int | None]]:
        """Give what names publications of the shelf: number, Chinese title, English title, applicants, year of filing."""
        return self._of_chosen(
            "publication, title_zh, title_en, applicants, year(filed_on)",
            f"""SELECT publication, office, coalesce(year(published_on), 0) AS year FROM kept.printed
            WHERE publication IN ({sums.listed(publications)})""",  # noqa: S608 - values are written by `listed`
        )

    def _of_newest(
        self, columns: str, most: int, *, among: str = "true", having: str = "true"
    ) -> list[tuple[Any, ...]]:
        return self._of_chosen(
            columns,
            f"""
            SELECT publication, office, coalesce(year(published_on), 0) AS year FROM members WHERE {among}
            ORDER BY filed_on DESC NULLS LAST, published_on DESC NULLS LAST, publication LIMIT {most}
            """,  # noqa: S608 - pieces of our own
            having=having,
        )

    def _of_chosen(self, columns: str, chosen: str, *, having: str = "true") -> list[tuple[Any, ...]]:
        """Read texts of those chosen from the shelf, from the folders alone in which they lie."""
        self._connection.execute(f"CREATE OR REPLACE TEMP TABLE newest AS {chosen}")
        offices, years = (
            [each for (each,) in self.ask(f"SELECT DISTINCT {name} FROM newest ORDER BY {name}")]  # noqa: S608
            for name in ("office", "year")
        )
        return self.ask(
            f"""
            SELECT {columns} FROM patents SEMI JOIN newest USING (publication)
            WHERE office IN ({sums.listed(offices)}) AND year IN ({", ".join(map(str, years)) or "NULL"})
                AND ({having}) ORDER BY publication
            """  # noqa: S608
        )


def kept(shelf: Shelf) -> Path:
    """Give the file that holds the answers to `sums.PREPARED` for the shelf as it is, made anew if need be."""
    manifest = shelf.manifest
    made_by = [
        _ROWS,
        sums.DOCUMENTS,
        sums.NAMED,
        KIND_RULES,
        sums.MEMBERS,
        sums.FOLDED,
        *sums.PREPARED.items(),
        duckdb.__version__,
    ]
    stands_for = json.dumps([made_by, sorted(manifest.files.items())])
    folder = shelf.folder / _FOLDER
    path = folder / f"{hashlib.md5(stands_for.encode(), usedforsecurity=False).hexdigest()}.duckdb"
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        if not path.exists():
            for old in folder.glob("*.duckdb*"):
                old.unlink()
            made = path.with_suffix(".duckdb.new")
            _make(shelf, made)
            made.rename(path)
    return path


def _make(shelf: Shelf, path: Path) -> None:
    connection = shelf.connected()
    connection.execute(f"SET memory_limit = '{MEMORY}'")
    for each in _TAUGHT:
        connection.execute(each)
    connection.execute(f"CREATE TEMP TABLE documents AS {sums.DOCUMENTS.format(rows=_ROWS)}")
    connection.execute(f"CREATE TEMP TABLE named AS {sums.NAMED}")
    told = sums.kinds(connection.execute(sums.EVERY_NAME).fetchall())
    columns = {"name": [name for name, _ in told], "kind": [kind for _, kind in told]}
    connection.register("kinds", pa.table(columns, schema=_KINDS))
    connection.execute(f"ATTACH '{_quoted(path)}' AS kept")
    for name, text in (*sums.PREPARED.items(), ("members", sums.MEMBERS), ("folded", sums.FOLDED)):
        connection.execute(f"CREATE TABLE kept.{name} AS {text}")
        connection.execute(f"CREATE TEMP VIEW {name} AS FROM kept.{name}")
    connection.execute("DETACH kept")
    connection.close()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
