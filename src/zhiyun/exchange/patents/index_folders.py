"""Indexes in numbered folders; ``current`` points to the one that answers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from zhiyun.gateways.search_engine import NoIndex, RebuildNeeded
from zhiyun.gateways.search_engine.embedded import Tantivy, create
from zhiyun.gateways.search_engine.shards import fitting


class IndexFolders:
    """The indexes in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._current = folder.joinpath("current")

    def answering(self) -> Tantivy:
        """Give the one that answers. Refuses with `NoIndex` or `RebuildNeeded`."""
        return Tantivy(self._current)

    def begun(self, *, shards: int, is_anew: bool, expected: int = 0) -> Tantivy:
        """Go on with the one that was broken off, if this version made it; else begin one for so many documents, in
        so many shards, 0 for as many as fit.
        """
        answering = self._current.resolve()
        newest = max(self._numbers(), default=0)
        begun = self._numbered(newest)
        if newest and begun != answering and not is_anew:
            with suppress(NoIndex, RebuildNeeded):
                return Tantivy(begun)
        for number in list(self._numbers()):
            if self._numbered(number) != answering:
                shutil.rmtree(self._numbered(number))
        return create(self._numbered(newest + 1), shards=shards or fitting(expected), expected=expected)

    def turn_to(self, made: Tantivy) -> None:
        """Let the new one answer, in one step, and remove the old; who is reading that holds its files open."""
        old = self._current.resolve()
        if old == self._current and old.is_dir():  # a copied installation whose copier followed the link
            shutil.rmtree(old)
        waiting = self._folder.joinpath("current.new")
        waiting.unlink(missing_ok=True)
        waiting.symlink_to(made.folder.name)
        waiting.replace(self._current)
        if old != made.folder and old.parent == self._folder:
            shutil.rmtree(old, ignore_errors=True)

    def _numbers(self) -> Iterator[int]:
        return (int(each.name) for each in self._folder.iterdir() if each.name.isdecimal())

    def _numbered(self, number: int) -> Path:
        return self._folder.joinpath(f"{number:06d}")
