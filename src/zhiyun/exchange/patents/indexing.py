"""The index of the shelf: a cache that is made anew beside the old one, or brought up batch by batch.

Whoever searches while a new one is made goes on searching. One that was broken off goes on after its last commit.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Protocol

from zhiyun.exchange.patents import engines, places
from zhiyun.exchange.patents.index_folders import IndexFolders
from zhiyun.gateways import installation
from zhiyun.gateways.patent_shelf import Shelf
from zhiyun.gateways.search_engine import BeingWritten, NoIndex, RebuildNeeded, SearchEngine
from zhiyun.gateways.search_engine.cluster_indexes import ClusterIndexes
from zhiyun.kernel.refusal import Refusal

TOGETHER: Final = 100_000
"""Documents of several batches that an index which answers already takes in at once: each commit leaves a piece more for
every question to look into. One that is made anew knows by itself when to commit."""


class Indexes(Protocol):
    """Where indexes stand, one of which answers."""

    def answering(self) -> SearchEngine:
        """Give the one that answers; refuses where there is none, or one of another version."""

    def begun(self, *, shards: int, is_anew: bool, expected: int) -> SearchEngine:
        """Go on with the one that was broken off, if this version made it; else begin one for so many documents, in
        so many shards, 0 for as many as fit.
        """

    def turn_to(self, made: Any) -> None:
        """Let a new one answer, in one step, and remove the old."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """What was done so far: batches and documents of how many, and whether the index was begun anew."""

    batches: int
    of_batches: int
    patents: int
    of_patents: int
    is_new: bool
    resumed_after: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the index is: its last batch and the shelf's, and why it does not answer, empty if it does."""

    batch: int
    newest: int
    patents: int
    refusal: str = ""

    @property
    def is_current(self) -> bool:
        """Say whether everything on the shelf is found."""
        return not self.refusal and self.batch == self.newest


def reindex(
    *, home: Path, is_anew: bool = False, shards: int = 0, tell: Callable[[Indexed], None] = lambda _: None
) -> Indexed:
    """Bring the index up to the shelf, telling after each batch how far it is.

    Only batches that are not in it yet are read. An index of another version, or ``is_anew``, is made anew from the
    whole shelf and takes the old one's place when it is whole, in as many ``shards`` as are asked for, 0 for as many as
    fit. Refuses with `BeingWritten` beside another writer.
    """
    shelf = Shelf(places.shelf_folder(home=home))
    with _alone(home):
        return _brought_up(indexes(home=home), shelf, places.index_mark(home=home), is_anew, shards, tell)


def indexes(*, home: Path) -> Indexes:
    """Give where the indexes of an installation stand: in a cluster if one is named, else in its folder."""
    address = installation.search(os.environ)
    return ClusterIndexes(address) if address else IndexFolders(places.index_folder(home=home))


def _brought_up(
    standing: Indexes,
    shelf: Shelf,
    mark: Path,
    is_anew: bool,
    shards: int,
    tell: Callable[[Indexed], None],
) -> Indexed:
    engine = None if is_anew else _answering(standing)
    is_new = engine is None
    if engine is None:
        engine = standing.begun(shards=shards, is_anew=is_anew, expected=shelf.manifest.rows)
    done = _filled(engine, shelf, tell, is_new=is_new)
    if is_new:
        standing.turn_to(engine)
    mark.touch()
    return done


def standing(*, home: Path) -> Standing:
    """Say how far the index is."""
    newest = Shelf(places.shelf_folder(home=home)).manifest.newest
    try:
        engine = indexes(home=home).answering()
        return Standing(engines.batch(engine=engine), newest, engine.statistics().documents())
    except Refusal as refusal:
        return Standing(0, newest, 0, str(refusal))


def _filled(engine: SearchEngine, shelf: Shelf, tell: Callable[[Indexed], None], *, is_new: bool) -> Indexed:
    manifest = shelf.manifest
    after = engines.batch(engine=engine)
    missing = [batch for batch in manifest.batches if batch.number > after]
    # What a later batch wrote again is put in once.
    changing = min(manifest.rows, sum(batch.added + batch.changed for batch in missing))
    done = Indexed(0, len(missing), 0, changing, is_new, resumed_after=after)
    committed = 0
    try:
        for batch in missing:
            for patents in shelf.written_in(batch.number):
                engine.replace(patents, batch=batch.number)
                done = replace(done, patents=done.patents + len(patents))
            if is_new or batch is missing[-1] or done.patents - committed >= TOGETHER:
                engine.commit(str(batch.number))
                committed = done.patents
            done = replace(done, batches=done.batches + 1)
            tell(done)
        if is_new and not manifest.batches:
            engine.commit("0")
        if is_new:
            engine.settle()
    finally:
        engine.close()
    return done


def _answering(standing: Indexes) -> SearchEngine | None:
    with suppress(NoIndex, RebuildNeeded):
        return standing.answering()
    return None


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Let one process of this machine bring the index up."""
    folder = places.index_folder(home=home)
    folder.mkdir(parents=True, exist_ok=True)
    with folder.joinpath("lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BeingWritten from None
        yield
