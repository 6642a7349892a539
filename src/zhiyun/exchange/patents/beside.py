"""Work of a process of its own, beside the server: one at a time, and how far each is stands in a small file.

Importing this loads no engine, so that a worker of the server can ask and begin.
"""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final

_BEGUN: Final[list[subprocess.Popen[bytes]]] = []
"""What this worker began: a parent hears of an end, or the ended stay in the system's table."""


def lives(*, process: int) -> bool:
    """Say whether there is a process of this number."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


class Work:
    """One piece of work of an installation, by its name."""

    def __init__(self, home: Path, name: str) -> None:
        self._folder = home.joinpath("patents-reading")
        self._folder.mkdir(parents=True, exist_ok=True)
        self._name = name

    def begin(
        self, *, module: str, arguments: Sequence[str], first: Mapping[str, Any], is_apart: bool = False
    ) -> bool:
        """Tell ``first`` and let a process do it; False where one is at it already.

        ``is_apart`` lets it write into a file of its own, not where the server writes: it may outlive the server.
        """
        lock = self.lock()
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        else:
            self.tell(first)
            _BEGUN[:] = [each for each in _BEGUN if each.poll() is None]
            told = self._folder.joinpath(f"{self._name}.log").open("wb") if is_apart else None
            # The lock goes with the file handle, which the process holds until it ends, however it ends.
            process = subprocess.Popen(  # noqa: S603 - our own program, and what a person typed is never a command
                [sys.executable, "-I", "-m", module, *arguments],
                pass_fds=(lock.fileno(),),
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                stdout=told,
                stderr=told,
            )
            if told:
                told.close()
            _BEGUN.append(process)
            return True
        finally:
            lock.close()

    def tell(self, told: Mapping[str, Any]) -> None:
        """Say how far it is, whole or not at all."""
        path = self._path()
        beside = path.with_suffix(".new")
        beside.write_text(json.dumps(dict(told), ensure_ascii=False))
        beside.rename(path)

    def told(self) -> dict[str, Any] | None:
        """Give what was told last; None where it was never begun."""
        try:
            told: dict[str, Any] = json.loads(self._path().read_text())
        except FileNotFoundError:
            return None
        return told

    def is_running(self) -> bool:
        """Say whether a process is at it."""
        with self.lock() as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
            return False

    def lock(self) -> BinaryIO:
        """Open the file that whoever is at it holds."""
        return self._folder.joinpath(f"{self._name}.lock").open("ab")

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait until no other work is done."""
        with self._folder.joinpath("queue").open("ab") as queue:
            fcntl.flock(queue, fcntl.LOCK_EX)
            yield

    def _path(self) -> Path:
        return self._folder.joinpath(f"{self._name}.json")
