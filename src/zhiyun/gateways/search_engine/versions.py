"""What an index says of itself beside its files: what made it, and how far it has come."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from zhiyun.gateways.search_engine.interface import NoIndex, RebuildNeeded
from zhiyun.gateways.search_engine.plan import LAYOUT
from zhiyun.gateways.search_engine.segmenting import dictionary_version
from zhiyun.kernel.said import Said

_FILE: Final = "index.json"


@dataclass(frozen=True, slots=True)
class Standing:
    """What made the index, and the name of the last batch that is wholly in it."""

    layout: int
    engine: str
    dictionary: str
    shards: int
    batch: str = ""


def made_now(engine: str, shards: int) -> Standing:
    """Say what makes an index today."""
    return Standing(LAYOUT, engine, dictionary_version(), shards)


def write(folder: Path, standing: Standing) -> None:
    """Write it whole or not at all."""
    waiting = folder / f"{_FILE}.writing"
    with waiting.open("w", encoding="utf-8") as stream:
        json.dump(asdict(standing), stream, ensure_ascii=False)
        stream.flush()
        os.fsync(stream.fileno())
    waiting.replace(folder / _FILE)


def read(folder: Path) -> Standing:
    """Read what an index says of itself; refuses with `NoIndex` or `RebuildNeeded`."""
    try:
        return Standing(**json.loads((folder / _FILE).read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise NoIndex from None
    except (ValueError, TypeError, OSError):
        raise RebuildNeeded(Said("索引的说明文件不可读")) from None


def checked(folder: Path, engine: str) -> Standing:
    """Read it, and refuse with `RebuildNeeded` an index that another version made."""
    found = read(folder)
    now = made_now(engine, found.shards)
    for name, was, is_now in (
        (Said("字段"), found.layout, now.layout),
        (Said("检索引擎"), found.engine, now.engine),
        (Said("分词词典"), found.dictionary, now.dictionary),
    ):
        if was != is_now:
            raise RebuildNeeded(
                Said("%(what)s的版本是%(was)s，现在是%(now)s", what=name, was=was, now=is_now)
            )
    return found


def changed_at(folder: Path) -> tuple[int, int]:
    """Give a mark that differs after each commit of whichever process."""
    status = (folder / _FILE).stat()
    return status.st_mtime_ns, status.st_ino
