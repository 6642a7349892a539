"""Bringing a file of patents in: kept as it came, read record by record, put on the shelf a batch at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final

from zhiyun.exchange.patents import merging
from zhiyun.exchange.patents.fault_book import FaultBook, Misread
from zhiyun.gateways import patent_files
from zhiyun.gateways.patent_files import Record
from zhiyun.gateways.patent_shelf import Put, Shelf, Source
from zhiyun.gateways.safekeeping import Store
from zhiyun.ip.applicants import Counting
from zhiyun.ip.patent import Patent
from zhiyun.ip.telling import told
from zhiyun.ip.told_by_events import completed

BATCH: Final = 20_000
"""Records between two commits: what a killed import reads again at most."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file brought. ``resumed_after`` records were read by an earlier import that broke off.

    ``bytes_read`` of ``size`` tell how far it is, as the file lies on disk.
    """

    sm3: str
    source: Source
    added: int = 0
    changed: int = 0
    known: int = 0
    resumed_after: int = 0
    was_read_before: bool = False
    bytes_read: int = 0
    size: int = 0


def import_file(
    *,
    shelf: Shelf,
    store: Store,
    path: Path,
    name: str,
    columns: Mapping[str, str],
    tell: Callable[[Imported], None],
    is_again: bool = False,
) -> Imported:
    """Bring in a file, telling after each batch how far it is.

    The file is kept as it came, under its SM3. One that was read before brings nothing again, unless ``is_again``, for
    then its columns may be told otherwise; one whose import broke off goes on where it stood. A record that names no
    document is left out, a field that is not understood is left empty, and both are written in the book of faults.
    Refuses what is no patent file as a whole, and at once what begins with an endless line.
    """
    with path.open("rb") as raw:
        patent_files.refuse_endless(raw)
        raw.seek(0)
        sm3 = store.keep(raw).sm3
    return import_kept(
        shelf=shelf, store=store, sm3=sm3, name=name, columns=columns, tell=tell, is_again=is_again
    )


def import_kept(
    *,
    shelf: Shelf,
    store: Store,
    sm3: str,
    name: str,
    columns: Mapping[str, str],
    tell: Callable[[Imported], None],
    is_again: bool = False,
) -> Imported:
    """Bring in a file that is kept already, as `import_file` does; who is second at one file waits for the first."""
    book = FaultBook(shelf.folder, sm3)
    with book.alone():
        source = Source(name) if is_again else shelf.manifest.sources.get(sm3, Source(name))
        if source.is_read:
            return Imported(sm3, source, was_read_before=True)
        book.strike_out_after(source.faults)
        return _read(shelf, store, book, Imported(sm3, source, resumed_after=source.records), columns, tell)


def _read(
    shelf: Shelf,
    store: Store,
    book: FaultBook,
    so_far: Imported,
    columns: Mapping[str, str],
    tell: Callable[[Imported], None],
) -> Imported:
    counting = merging.in_effect(shelf=shelf.folder).counting
    name = so_far.source.name
    with store.open(so_far.sm3) as raw, patent_files.opened(raw) as stream:
        so_far = replace(so_far, size=os.fstat(raw.fileno()).st_size)
        for batch in _batches(stream, name, columns, after=so_far.resumed_after):
            so_far = replace(_put(shelf, book, so_far, batch, counting), bytes_read=raw.tell())
            tell(so_far)
    source = replace(so_far.source, is_read=True)
    shelf.tell(sm3=so_far.sm3, source=source)
    return replace(so_far, source=source)


def faults(*, shelf: Shelf, sm3: str, source: Source) -> Iterator[Misread]:
    """Give what was not understood of a file that was read."""
    return islice(FaultBook(shelf.folder, sm3).read(), source.faults)


def _batches(
    stream: BinaryIO, name: str, columns: Mapping[str, str], *, after: int
) -> Iterator[list[Record]]:
    records = islice(patent_files.records(stream, name=name, columns=columns), after, None)
    while batch := list(islice(records, BATCH)):
        yield batch


def _put(
    shelf: Shelf, book: FaultBook, so_far: Imported, batch: list[Record], counting: Counting
) -> Imported:
    patents: list[Patent] = []
    aside: list[Patent] = []
    misread: list[Misread] = []
    for record in batch:
        read = (
            told(record.raw, cites=record.cites, events=record.events, named=record.called, counting=counting)
            if record.raw
            else None
        )
        if read and read.patent:
            (aside if record.is_aside else patents).append(read.patent)
        faults = (*record.faults, *(read.faults if read else ()))
        if faults:
            misread.append(Misread(record.place, faults, is_left_out=read is None or read.patent is None))
    book.write(misread)
    source = replace(
        so_far.source,
        records=so_far.source.records + len(batch),
        left_out=so_far.source.left_out + sum(each.is_left_out for each in misread),
        faults=so_far.source.faults + len(misread),
    )
    put = shelf.put(
        patents,
        sm3=so_far.sm3,
        source=source,
        aside=aside,
        complete=lambda each: completed(each, counting),
    )
    return _added(replace(so_far, source=source), put)


def _added(so_far: Imported, put: Put) -> Imported:
    return replace(
        so_far,
        added=so_far.added + put.added,
        changed=so_far.changed + put.changed,
        known=so_far.known + put.known,
    )
