"""Uploaded files, kept under the SM3 of their content: whoever has the key has exactly those bytes, or none.

What a user calls a file never becomes a path. Nothing kept is ever written again; the same content kept
twice is one file. A process that is killed leaves either nothing under the key or the whole file.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final

from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said

LARGEST: Final = 50 << 20
"""Bytes of one file, unless the store is told otherwise."""
PIECE: Final = 1 << 20
_KEY: Final = re.compile(r"[0-9a-f]{64}")
_PAIR: Final = re.compile(r"[0-9a-f]{2}")
_INCOMING: Final = "incoming"
_LOCK: Final = "lock"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the store: its key, which is the SM3 of its content in hexadecimal, and its size in bytes."""

    sm3: str
    size: int


@dataclass(frozen=True, slots=True)
class Sweep:
    """What nobody refers to: whole files by key, how many uploads broke off, and whether they are gone now."""

    orphans: tuple[Kept, ...]
    broken_off: int
    is_deleted: bool


class TooLarge(Refusal):
    """The file is longer than the store takes; nothing of it was kept."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(
            Said(
                "文件超过 %(most)s，没有保存；请压缩图片、降低扫描精度或分成几个文件后再上传",
                most=_in_words(limit),
            )
        )


class NotAKey(Refusal):
    """What was asked for is not a key; names and paths open nothing."""

    def __init__(self) -> None:
        super().__init__(Said("文件标识应是 64 位小写十六进制数，请从页面上的链接打开文件"))


class NotKept(Refusal):
    """No file is kept under this key."""

    def __init__(self, sm3: str) -> None:
        super().__init__(
            Said("文件库里没有 SM3 为 %(sm3)s 的文件，请核对标识，或请系统管理员从备份恢复", sm3=sm3)
        )


class Altered(Refusal):
    """The bytes under a key are no longer those that were kept: a failing disk, or somebody's hand."""

    def __init__(self, sm3: str, found: str) -> None:
        super().__init__(
            Said(
                "文件 %(sm3)s 的内容与保存时不同（现为 %(found)s），不能作为证据使用；请系统管理员从备份恢复并查明原因",
                sm3=sm3,
                found=found,
            )
        )


class Store:
    """A folder of files by content; several processes may use it at once. The folder is made when missing."""

    def __init__(self, folder: Path, *, largest: int = LARGEST) -> None:
        self._folder = folder
        self._incoming = folder / _INCOMING
        self._largest = largest
        # Missing folders are made here, so that `keep` meets them already on disk.
        _make_folder(self._incoming)

    def keep(self, stream: BinaryIO) -> Kept:
        """Keep the whole of ``stream`` and give its key; safe to run twice and at the same time.

        When this returns, the file outlasts a power cut. Refuses with `TooLarge`.
        """
        if stream.seekable():
            stream.seek(0)
        descriptor, name = tempfile.mkstemp(dir=self._incoming)
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as target:
                kept = self._copy(stream, target)
            self._put(temporary, kept.sm3)
        finally:
            temporary.unlink(missing_ok=True)
        return kept

    def open(self, sm3: str) -> BinaryIO:
        """Open the file kept under a key for reading; refuses with `NotAKey` and `NotKept`."""
        try:
            return self._path(sm3).open("rb")
        except FileNotFoundError as error:
            raise NotKept(sm3) from error

    def check(self, sm3: str) -> Kept:
        """Read a file back whole and give its size; refuses with `Altered`, `NotAKey` and `NotKept`."""
        digest, size = hashlib.new("sm3"), 0
        with self.open(sm3) as file:
            while piece := file.read(PIECE):
                digest.update(piece)
                size += len(piece)
        if digest.hexdigest() != sm3:
            raise Altered(sm3, digest.hexdigest())
        return Kept(sm3, size)

    def sweep(self, known: Collection[str], *, older_than: datetime, delete: bool = False) -> Sweep:
        """List the files kept before ``older_than`` under no ``known`` key; delete them only when asked.

        ``older_than`` must lie well before the keys were gathered, by a day say: a file is kept some time
        before the row that refers to it. A file kept again counts from then.
        """
        assert older_than.tzinfo is not None, "an instant is aware"
        orphans = []
        for path in self._files():
            if path.name not in known and (size := self._swept(path, older_than, delete=delete)) is not None:
                orphans.append(Kept(path.name, size))
        broken_off = [
            path
            for path in sorted(self._incoming.iterdir())
            if self._swept(path, older_than, delete=delete) is not None
        ]
        return Sweep(tuple(orphans), len(broken_off), delete)

    def _copy(self, stream: BinaryIO, target: BinaryIO) -> Kept:
        """Write all of ``stream`` to disk, counting while reading: what the sender declares proves nothing."""
        digest, size = hashlib.new("sm3"), 0
        while piece := stream.read(PIECE):
            size += len(piece)
            if size > self._largest:
                raise TooLarge(self._largest)
            digest.update(piece)
            target.write(piece)
        target.flush()
        os.fsync(target.fileno())
        return Kept(digest.hexdigest(), size)

    def _put(self, temporary: Path, sm3: str) -> None:
        target = self._path(sm3)
        _make_folder(target.parent)
        temporary.chmod(0o440)
        # Also over an equal file: its instant is renewed, so that no sweep takes it, and a rotten one is healed.
        with self._locked(fcntl.LOCK_SH):
            temporary.replace(target)
        _write_through(target.parent)

    def _path(self, sm3: str) -> Path:
        if not _KEY.fullmatch(sm3):
            raise NotAKey
        return self._folder / sm3[:2] / sm3[2:4] / sm3

    def _files(self) -> Iterator[Path]:
        for first in sorted(self._folder.iterdir()):
            for second in sorted(first.iterdir()) if _PAIR.fullmatch(first.name) else ():
                yield from (path for path in sorted(second.iterdir()) if _KEY.fullmatch(path.name))

    def _swept(self, path: Path, older_than: datetime, *, delete: bool) -> int | None:
        """Give the size of a file that is old enough, deleting it when asked; ``None`` for others."""
        # Nobody may keep the same content again between the look at its instant and the deletion.
        with self._locked(fcntl.LOCK_EX):
            try:
                found = path.stat()
            except FileNotFoundError:
                return None
            if datetime.fromtimestamp(found.st_mtime, tz=UTC) >= older_than:
                return None
            if delete:
                path.unlink()
            return found.st_size

    @contextmanager
    def _locked(self, how: int) -> Iterator[None]:
        with (self._folder / _LOCK).open("ab") as lock:
            fcntl.flock(lock, how)
            yield


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, each written through to disk."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o750, exist_ok=True)
    _write_through(folder.parent)


def _write_through(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _in_words(size: int) -> str:
    return f"{size >> 20} MB" if size >= 1 << 20 else f"{size} 字节"
