"""A shelf of patents in a folder: put a batch at a time, whole or not at all; ask by number or all at once."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import reduce
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from zhiyun.gateways.patent_shelf import columns, manifest, whereabouts
from zhiyun.gateways.patent_shelf.manifest import Batch, Manifest, Source
from zhiyun.ip.patent import Patent, merged

_TOGETHER: Final = 10_000
"""Rows read at a time."""


@dataclass(frozen=True, slots=True)
class Put:
    """What one batch came to: new documents, documents that say something new, and what was known already."""

    added: int
    changed: int
    known: int


class Shelf:
    """All patents of an installation, in one folder. Any number may read while one writes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def manifest(self) -> Manifest:
        """What counts now."""
        return manifest.read(self.folder)

    def put(
        self,
        patents: Iterable[Patent],
        *,
        sm3: str,
        source: Source,
        aside: Iterable[Patent] = (),
        complete: Callable[[Patent], Patent] = lambda each: each,
    ) -> Put:
        """Add one batch of what was read from ``source`` and tell how far that is, in one step.

        A document that is here already takes what the new one says beside what it said (`ip.patent.merged`); of one
        told ``aside`` it takes what nobody else says. ``complete`` sees what that makes, and any that is new, before
        it is written.
        Whoever kills this leaves the shelf as it was before the batch.
        """
        with self._writing() as (stood, before):
            newest, beside = _newest_of(patents), _newest_of(aside)
            told = list(newest | beside)
            lies = self._lying(before, told)
            known = {each.publication: each for each in self._read(set(lies.values()), list(lies))}
            read = {
                each: complete(_together(beside.get(each), known.get(each), newest.get(each)))
                for each in told
            }
            fresh = [each for number, each in read.items() if number not in known]
            changed = [read[number] for number, old in known.items() if read[number] != old]
            after = self._with(before.told(sm3, source), sm3, fresh, changed, lies)
            self._count(stood, before, after)
        return Put(len(fresh), len(changed), len(known) - len(changed))

    def change(
        self, publications: Sequence[str], how: Callable[[Patent], Patent], *, sm3: str, source: Source
    ) -> Put:
        """Change some of the documents that are here, as they are when nobody else can write, in one step."""
        with self._writing() as (stood, before):
            lies = self._lying(before, publications)
            known = self._read(set(lies.values()), list(lies))
            changed = [again for old in known if (again := how(old)) != old]
            after = self._with(before.told(sm3, source), sm3, [], changed, lies)
            self._count(stood, before, after)
        return Put(0, len(changed), len(known) - len(changed))

    def tell(self, *, sm3: str, source: Source) -> None:
        """Say how far a source is read when that brought no patent."""
        with self._writing() as (_, before):
            manifest.write(self.folder, before.told(sm3, source))

    def by_number(self, publications: Sequence[str]) -> list[Patent]:
        """Give those patents that are here, in no order."""
        now = self.manifest
        lies = whereabouts.found(self.folder, now, publications)
        return self._read(now.files if lies is None else set(lies.values()), publications)

    def since(self, batch: int) -> Iterator[list[Patent]]:
        """Give what was written by later commits than ``batch``, some thousands at a time, oldest first."""
        for later in sorted({_batch_of(name) for name in self.manifest.files}):
            if later > batch:
                yield from self.written_in(later)

    def written_in(self, batch: int) -> Iterator[list[Patent]]:
        """Give what the commit ``batch`` wrote and no later one wrote again, some thousands at a time."""
        files = [name for name in self.manifest.files if _batch_of(name) == batch]
        if not files:
            return
        for piece in self._of(files).sql("SELECT * FROM patents").to_arrow_reader(_TOGETHER):
            yield [columns.patent(row) for row in piece.to_pylist()]

    def applicants(self) -> list[tuple[str, str, int]]:
        """Give each applicant as it is written with the key it is counted under, and in how many documents."""
        of_each = "SELECT unnest(applicants) AS name, unnest(applicant_groups) AS key FROM patents"
        return self.connected().sql(f"SELECT name, key, count(*) FROM ({of_each}) GROUP BY ALL").fetchall()  # noqa: S608 - ours

    def applied_for_by(self, names: Iterable[str]) -> list[str]:
        """Give the publication numbers of documents that some of these applied for, as they are written."""
        connection = self.connected()
        connection.register("wanted", pa.table({"name": pa.array(names, pa.string())}))
        found = connection.sql(
            "SELECT DISTINCT publication FROM (SELECT publication, unnest(applicants) AS name FROM patents)"
            " SEMI JOIN wanted USING (name) ORDER BY publication"
        )
        return [publication for (publication,) in found.fetchall()]

    def counted(self, *names: str) -> list[tuple[Any, ...]]:
        """Count the documents by columns, most first."""
        assert set(names) <= set(columns.NAMES)
        grouped = ", ".join(f'"{name}"' for name in names)
        counted = self.connected().table("patents").aggregate(f"{grouped}, count(*) AS documents", grouped)
        return counted.order("documents DESC").fetchall()

    def connected(self) -> duckdb.DuckDBPyConnection:
        """Give a database of its own in which ``patents`` are all documents, each once."""
        return self._of(self.manifest.files)

    def _of(self, files: Iterable[str]) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect()
        paths = [str(self.folder / name) for name in files]
        if paths:
            connection.from_parquet(paths, hive_partitioning=True).create_view("patents")
        else:
            connection.register("patents", columns.table([], batch=0))
        return connection

    def _read(self, files: Collection[str], publications: Sequence[str]) -> list[Patent]:
        """Give those of some documents that lie in some files."""
        if not publications or not files:
            return []
        connection = self._of(files)
        connection.register("wanted", pa.table({"publication": pa.array(publications, pa.string())}))
        found = connection.sql("SELECT patents.* FROM patents SEMI JOIN wanted USING (publication)")
        return [columns.patent(row) for row in found.to_arrow_table().to_pylist()]

    def _lying(self, before: Manifest, publications: Sequence[str]) -> dict[str, str]:
        """Give the file of each document that is here; who calls this holds the lock."""
        lies = whereabouts.found(self.folder, before, publications)
        if lies is None:
            whereabouts.made(self.folder, before)
            lies = whereabouts.found(self.folder, before, publications)
        assert lies is not None, "a cache just made stands for the manifest it was made of"
        return lies

    def _written(self, patents: list[Patent], batch: int) -> dict[str, int]:
        files: dict[str, int] = {}
        for (office, year), together in groupby(sorted(patents, key=_partition), key=_partition):
            name = f"office={office}/year={year}/{batch:06d}.parquet"
            files |= self._file(name, columns.table(together, batch=batch))
        return files

    def _with(
        self, before: Manifest, sm3: str, fresh: list[Patent], changed: list[Patent], lies: Mapping[str, str]
    ) -> Manifest:
        """Write documents; give what counts once they do."""
        if not fresh and not changed:
            return before
        number = before.newest + 1
        files = self._written([*fresh, *changed], number)
        kept = self._without(before, {each.publication: lies[each.publication] for each in changed}, number)
        batch = Batch(number, sm3, len(fresh), len(changed))
        return replace(before, files=kept | files, batches=(*before.batches, batch))

    def _count(self, stood: Manifest, before: Manifest, after: Manifest) -> None:
        """Let a manifest count from now on."""
        manifest.write(self.folder, after)
        if after.files != before.files:
            whereabouts.moved(self.folder, after, after.files.keys() - before.files.keys())
        self._swept(stood, after)

    def _without(self, before: Manifest, gone: Mapping[str, str], batch: int) -> dict[str, int]:
        """Give the files of a manifest without some documents: the files they lie in are written anew."""
        left = dict(before.files)
        together: dict[str, list[str]] = {}
        for publication, name in gone.items():
            together.setdefault(name, []).append(publication)
        for name, out in together.items():
            del left[name]
            held = pq.read_table(self.folder / name, schema=columns.SCHEMA)
            kept = held.filter(pc.invert(pc.is_in(held["publication"], pa.array(out, pa.string()))))
            if len(kept):
                folder, _, file = name.rpartition("/")
                left |= self._file(f"{folder}/{file.split('.')[0]}.{batch:06d}.parquet", kept)
        return left

    def _file(self, name: str, rows: pa.Table) -> dict[str, int]:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            pq.write_table(rows, file, compression="zstd")
            file.flush()
            os.fsync(file.fileno())
        return {name: len(rows)}

    def _swept(self, before: Manifest, after: Manifest) -> None:
        """Remove what killed imports left, and files written anew, except those a reader may still be reading."""
        counted = before.files | after.files
        for path in self.folder.glob("office=*/year=*/*.parquet"):
            if str(path.relative_to(self.folder)) not in counted:
                path.unlink()

    @contextmanager
    def _writing(self) -> Iterator[tuple[Manifest, Manifest]]:
        """Hold the lock; give what counted before, and the same in the columns of today."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            stood = self.manifest
            yield stood, self._brought_up(stood)

    def _brought_up(self, before: Manifest) -> Manifest:
        """Write the files of an older schema anew, all or none: nobody ever reads files of two kinds."""
        if before.schema == manifest.SCHEMA:
            return before
        files: dict[str, int] = {}
        for name in before.files:
            rows = columns.brought_up(pq.read_table(self.folder / name, partitioning=None))
            files |= self._file(f"{name.removesuffix('.parquet')}.v{manifest.SCHEMA}.parquet", rows)
        after = replace(before, files=files, schema=manifest.SCHEMA)
        manifest.write(self.folder, after)
        return after


def _batch_of(name: str) -> int:
    """Tell the commit that wrote what a file holds; a file written anew keeps its number in front."""
    return int(name.rpartition("/")[2].partition(".")[0])


def _newest_of(patents: Iterable[Patent]) -> dict[str, Patent]:
    newest: dict[str, Patent] = {}
    for each in patents:
        newest[each.publication] = _together(newest.get(each.publication), each)
    return newest


def _together(*tellings: Patent | None) -> Patent:
    """Merge tellings of one document, the later ones counting more; at least one is there."""
    return reduce(merged, filter(None, tellings))


def _partition(each: Patent) -> tuple[str, int]:
    return each.office, each.published_on.year if each.published_on else 0
