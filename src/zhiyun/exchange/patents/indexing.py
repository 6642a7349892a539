"""The index of the shelf: a cache that is made anew beside the old one, or brought up batch by batch.

Indexes lie in numbered folders and ``current`` points to the one that answers, so that whoever searches while a new
one is made goes on searching. One that was broken off goes on after its last commit.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from zhiyun.exchange.patents import places
from zhiyun.gateways.patent_shelf import Shelf
from zhiyun.gateways.search_engine import NoIndex, RebuildNeeded, embedded


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
    *, home: Path, is_anew: bool = False, shards: int = 1, tell: Callable[[Indexed], None] = lambda _: None
) -> Indexed:
    """Bring the index up to the shelf, telling after each batch how far it is.

    Only batches that are not in it yet are read. An index of another version, or ``is_anew``, is made anew from the
    whole shelf and takes the old one's place when it is whole. Refuses with `BeingWritten` beside another writer.
    """
    shelf = Shelf(places.shelf_folder(home=home))
    folder = places.index_folder(home=home)
    folder.mkdir(parents=True, exist_ok=True)
    current = places.current(home=home)
    engine = None if is_anew else _opened(current)
    is_new = engine is None
    if engine is None:
        engine = _begun(folder, shards=shards, is_anew=is_anew)
    done = _filled(engine, shelf, tell, is_new=is_new)
    if is_new:
        _turn_to(folder, engine.folder)
    return done


def standing(*, home: Path) -> Standing:
    """Say how far the index is."""
    newest = Shelf(places.shelf_folder(home=home)).manifest.newest
    try:
        engine = embedded.Tantivy(places.current(home=home))
    except (NoIndex, RebuildNeeded) as refusal:
        return Standing(0, newest, 0, str(refusal))
    return Standing(_batch(engine), newest, engine.statistics().documents())


def _filled(
    engine: embedded.Tantivy, shelf: Shelf, tell: Callable[[Indexed], None], *, is_new: bool
) -> Indexed:
    manifest = shelf.manifest
    after = _batch(engine)
    missing = [batch for batch in manifest.batches if batch.number > after]
    changing = sum(batch.added + batch.changed for batch in missing)
    done = Indexed(0, len(missing), 0, changing, is_new, resumed_after=after)
    try:
        for batch in missing:
            for patents in shelf.written_in(batch.number):
                engine.replace(patents, batch=batch.number)
                done = replace(done, patents=done.patents + len(patents))
            engine.commit(str(batch.number))
            done = replace(done, batches=done.batches + 1)
            tell(done)
        if is_new and not manifest.batches:
            engine.commit("0")
    finally:
        engine.close()
    return done


def _opened(folder: Path) -> embedded.Tantivy | None:
    with suppress(NoIndex, RebuildNeeded):
        return embedded.Tantivy(folder)
    return None


def _begun(folder: Path, *, shards: int, is_anew: bool) -> embedded.Tantivy:
    """Go on with the index that was broken off, if this version made it; else begin one."""
    answering = (folder.joinpath("current")).resolve()
    newest = max(_numbered(folder), default=0)
    begun = folder.joinpath(f"{newest:06d}")
    if newest and begun != answering and not is_anew and (engine := _opened(begun)):
        return engine
    for number in _numbered(folder):
        left = folder.joinpath(f"{number:06d}")
        if left != answering:
            shutil.rmtree(left)
    return embedded.create(folder.joinpath(f"{newest + 1:06d}"), shards=shards)


def _turn_to(folder: Path, made: Path) -> None:
    """Let the new index answer, in one step, and remove the old one; who is reading it holds its files open."""
    old = (folder.joinpath("current")).resolve()
    if (
        old == folder.joinpath("current") and old.is_dir()
    ):  # a copied installation whose copier followed the link
        shutil.rmtree(old)
    waiting = folder.joinpath("current.new")
    waiting.unlink(missing_ok=True)
    waiting.symlink_to(made.name)
    waiting.replace(folder.joinpath("current"))
    if old != made and old.parent == folder:
        shutil.rmtree(old, ignore_errors=True)


def _numbered(folder: Path) -> Iterator[int]:
    return (int(each.name) for each in folder.iterdir() if each.name.isdecimal())


def _batch(engine: embedded.Tantivy) -> int:
    return int(engine.batch() or 0)
