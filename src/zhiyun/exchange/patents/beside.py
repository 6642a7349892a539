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
from contextlib import AbstractContextManager, ExitStack, contextmanager
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


def started(
    *,
    module: str,
    arguments: Sequence[str],
    lock: BinaryIO,
    told: BinaryIO | None = None,
    environment: Mapping[str, str] | None = None,
    is_handed_more: bool = False,
) -> subprocess.Popen[bytes]:
    """Start a process of our own that holds ``lock`` until it ends, however it ends.

    It writes into ``told``, else where the server writes; ``is_handed_more`` gives it a pipe to read from.
    """
    _BEGUN[:] = [each for each in _BEGUN if each.poll() is None]
    process = subprocess.Popen(  # noqa: S603 - our own program, and what a person typed is never a command
        [sys.executable, "-I", "-m", module, *arguments],
        env=environment,
        pass_fds=(lock.fileno(),),
        start_new_session=True,
        stdin=subprocess.PIPE if is_handed_more else subprocess.DEVNULL,
        stdout=told,
        stderr=told,
    )
    _BEGUN.append(process)
    return process


def is_held(*, lock: Path) -> bool:
    """Say whether a process holds a lock."""
    with lock.open("ab") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


@contextmanager
def turn(*, folder: Path) -> Iterator[None]:
    """Wait until nothing else is done whose queue is in this folder."""
    with folder.joinpath("queue").open("ab") as queue:
        fcntl.flock(queue, fcntl.LOCK_EX)
        yield


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
        with ExitStack() as files:
            lock = files.enter_context(self._lock().open("ab"))
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            self._asked_to_end().unlink(missing_ok=True)
            os.utime(self._lock())
            self.tell(first)
            log = self._folder.joinpath(f"{self._name}.log")
            told = files.enter_context(log.open("wb")) if is_apart else None
            started(module=module, arguments=arguments, lock=lock, told=told)
            return True

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
        return is_held(lock=self._lock())

    def begun(self) -> int | None:
        """Say when it was begun last, in whole seconds since 1970; None where it never was."""
        try:
            return int(self._lock().stat().st_mtime)
        except FileNotFoundError:
            return None

    def ask_to_end(self) -> None:
        """Ask the process to end; only one that looks whether `is_asked_to_end` does. Asked anew after it is begun anew."""
        self._asked_to_end().touch()

    def is_asked_to_end(self) -> bool:
        """Say whether somebody asked the process that is at it, or was at it last, to end."""
        return self._asked_to_end().exists()

    def turn(self) -> AbstractContextManager[None]:
        """Wait until no other work is done."""
        return turn(folder=self._folder)

    def _asked_to_end(self) -> Path:
        return self._folder.joinpath(f"{self._name}.end")

    def _lock(self) -> Path:
        return self._folder.joinpath(f"{self._name}.lock")

    def _path(self) -> Path:
        return self._folder.joinpath(f"{self._name}.json")
