"""What counts of a shelf: a file not named here does not exist, whatever lies in the folder."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Final

from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said

SCHEMA: Final = 2
"""Raised when the columns change. 2: ``claims`` and ``claim_count``. An older shelf is read as it is, and written anew by
the next import (`Shelf.put`); an older program refuses a newer one."""
_NAME: Final = "manifest.json"


class NewerShelf(Refusal):
    """The shelf was written by a newer zhiyun."""

    def __init__(self, found: int) -> None:
        super().__init__(
            Said("专利库是更新的版本写的（第 %(found)s 版），请升级知运后再打开", found=str(found))
        )


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: how far, and what came of it.

    ``records`` counts those read so far, ``left_out`` those of them that name no document, ``faults`` everything
    that was not understood, whether or not the rest of its record was taken.
    """

    name: str
    records: int = 0
    left_out: int = 0
    faults: int = 0
    is_read: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """What one commit brought, by the number it has in the column ``batch``."""

    number: int
    source: str
    added: int
    changed: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files that count, with the rows of each, the commits, and the sources by the SM3 of their content."""

    files: dict[str, int] = field(default_factory=dict)
    batches: tuple[Batch, ...] = ()
    sources: dict[str, Source] = field(default_factory=dict)
    schema: int = SCHEMA

    @property
    def rows(self) -> int:
        """How many patents there are."""
        return sum(self.files.values())

    @property
    def newest(self) -> int:
        """The number of the last commit, 0 before the first."""
        return self.batches[-1].number if self.batches else 0

    def told(self, sm3: str, source: Source) -> Manifest:
        """Give the manifest that knows this of a source."""
        return replace(self, sources=self.sources | {sm3: source})


def read(folder: Path) -> Manifest:
    """Read the manifest of a shelf; an empty one where none was written. Refuses what a newer program wrote."""
    try:
        kept = json.loads((folder / _NAME).read_text())
    except FileNotFoundError:
        return Manifest()
    if kept["schema"] > SCHEMA:
        raise NewerShelf(kept["schema"])
    return Manifest(
        files=kept["files"],
        batches=tuple(Batch(**each) for each in kept["batches"]),
        sources={sm3: Source(**each) for sm3, each in kept["sources"].items()},
        schema=kept["schema"],
    )


def write(folder: Path, manifest: Manifest) -> None:
    """Put a manifest in place of the one before, whole or not at all, even if the power fails."""
    beside = folder / f"{_NAME}.new"
    with beside.open("w") as file:
        json.dump(asdict(manifest), file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    beside.rename(folder / _NAME)
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
