"""A report written by a process of its own, beside the server: who waits too long goes and comes back for it.

One report is written at a time, the others wait their turn. A report lies in a folder of the installation under the
digest of what was asked and of the state of the shelf, so that only who asks the same finds it. Importing this loads
no engine.
"""

from __future__ import annotations

import fcntl
import hashlib
import pickle
import resource
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

from zhiyun.exchange.patents import beside
from zhiyun.exchange.patents.landscape import apart, subjects
from zhiyun.exchange.patents.landscape.apart import NotDrawn, TooManyLandscapes
from zhiyun.exchange.patents.landscape.subjects import Subject
from zhiyun.exchange.patents.landscape.written import Written
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said

PATIENCE_SECONDS: Final = 20
"""How long somebody waits in front of a page for a report; after that it is written on without them."""
MOST_SECONDS: Final = 300
"""Seconds of the processor a report may take; a million patents take eight."""
MOST_WAITING: Final = 6
KEPT: Final = 24
"""Reports that are kept, the newest; a megabyte each."""


class NotWritten(Refusal):
    """The process that wrote the report ended without one: it was killed, or took all the time there is."""

    def __init__(self) -> None:
        super().__init__(Said("报告没有写成，可能是范围太大。请再试一次，或者缩小范围。"))


def report(
    *,
    home: Path,
    subject: Subject,
    corrections: dict[str, str],
    made_on: date,
    is_demo: bool,
    as_word: bool,
    is_folded: bool,
    other: Subject | None = None,
    catalogue: Path | None = None,
) -> Written | None:
    """Give the report as `drawing.report` writes it, or None while it is being written: ask again.

    Refuses a query that cannot be read with its faults, what the drawing refuses with `NotDrawn`, more reports than
    can wait with `TooManyLandscapes`, and one that was not written with `NotWritten`; asked again it is begun anew.
    """
    for each in (subject, other):
        if each is not None:
            subjects.checked(subject=each)
    how = {
        "home": home,
        "subject": subject,
        "corrections": corrections,
        "made_on": made_on,
        "is_demo": is_demo,
        "as_word": as_word,
        "is_folded": is_folded,
        "other": other,
        "catalogue": catalogue,
    }
    handed = pickle.dumps(("report", how))
    # What an older zhiyun kept in another form is not found, and written anew.
    form = repr((Written.__slots__, apart.state(home=home)))
    digest = hashlib.sha256(handed + form.encode()).hexdigest()
    return _answer(_folder(home).joinpath(digest), handed)


def _answer(path: Path, handed: bytes) -> Written | None:
    lock = path.with_suffix(".lock").open("ab")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return None
    else:
        if path.exists():
            return _told(path)
        if path.with_suffix(".begun").exists():
            path.with_suffix(".begun").unlink()
            raise NotWritten
        process = _begin(path, handed, lock)
    finally:
        lock.close()
    try:
        process.wait(PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        return None
    if not path.exists():
        path.with_suffix(".begun").unlink(missing_ok=True)
        raise NotWritten
    return _told(path)


def _begin(path: Path, handed: bytes, lock: BinaryIO) -> subprocess.Popen[bytes]:
    # What a broken machine left behind keeps nobody waiting.
    begun = path.parent.glob("*.begun")
    if sum(beside.is_held(lock=each.with_suffix(".lock")) for each in begun) >= MOST_WAITING:
        raise TooManyLandscapes
    path.with_suffix(".begun").touch()
    process = beside.started(
        module=__name__,
        arguments=[str(path)],
        lock=lock,
        environment=apart.environment(),
        is_handed_more=True,
    )
    assert process.stdin is not None
    process.stdin.write(handed)
    process.stdin.close()
    return process


def _told(path: Path) -> Written:
    answer: object = pickle.loads(path.read_bytes())  # noqa: S301 - written by a process that a worker started
    if isinstance(answer, Said):
        raise NotDrawn(answer)
    assert isinstance(answer, Written)
    return answer


def main(*, path: Path) -> None:
    """Write the report that is handed in, once it is its turn, and throw the oldest away; run by `report`."""
    from zhiyun.exchange.patents.landscape import answering  # noqa: PLC0415 - loads the engines

    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    handed = sys.stdin.buffer.read()
    with beside.turn(folder=path.parent):
        new = path.with_suffix(".new")
        new.write_bytes(answering.answered(handed=handed))
        new.rename(path)
    path.with_suffix(".begun").unlink(missing_ok=True)
    written = sorted(
        (each for each in path.parent.iterdir() if not each.suffix and each.name != "queue"),
        key=lambda each: each.stat().st_mtime_ns,
    )
    for each in written[:-KEPT]:
        each.unlink(missing_ok=True)
        each.with_suffix(".lock").unlink(missing_ok=True)


def _folder(home: Path) -> Path:
    folder = home.joinpath("patents-reports")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


if __name__ == "__main__":
    main(path=Path(sys.argv[1]))
