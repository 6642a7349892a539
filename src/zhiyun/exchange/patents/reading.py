"""A file brought in by a process of its own, beside the server: how far it is stands in a small file that pages read.

One file is read at a time; those begun meanwhile wait. A process that was killed is begun again and goes on where it
stood. Importing this loads no engine, so that a worker of the server can ask and begin.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zhiyun.exchange.patents import learning, places
from zhiyun.exchange.patents.beside import Work
from zhiyun.gateways import installation
from zhiyun.kernel.refusal import Faulty, Refusal

if TYPE_CHECKING:
    from zhiyun.exchange.patents.importing import Imported

WAITING, READING, INDEXING, DONE, REFUSED = "waiting", "reading", "indexing", "done", "refused"
OVER: Final = (DONE, REFUSED)
LARGEST: Final = 64 << 30
"""Bytes of one file of patents that is kept."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a file is. ``refusal`` names each place and what is wrong there, in Chinese, where none of it could be read.

    ``bytes_read`` of ``size`` are those of the file as it lies on disk.
    """

    step: str = WAITING
    records: int = 0
    added: int = 0
    changed: int = 0
    known: int = 0
    left_out: int = 0
    faults: int = 0
    bytes_read: int = 0
    size: int = 0
    refusal: tuple[tuple[str, str], ...] = ()
    is_running: bool = False

    @property
    def percent(self) -> int:
        """How much of the file is read, in whole percents."""
        return 100 if self.step in (INDEXING, DONE) else 100 * self.bytes_read // max(self.size, 1)

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the file is on the shelf."""
        return not self.added + self.changed + self.known

    @property
    def is_broken_off(self) -> bool:
        """Say whether it was begun and stands still before its end."""
        return not self.is_running and self.step not in OVER


def begin(
    *,
    home: Path,
    sm3: str,
    name: str,
    columns: Mapping[str, str],
    afterwards: Sequence[str] = (),
    is_again: bool = False,
) -> bool:
    """Begin to read a kept file, or go on with one that broke off; False where a process is at it already.

    ``is_again`` reads one that was read whole from its beginning, for its columns are told otherwise. ``afterwards`` is
    what the interpreter is told to do once the file is found, where there is an office's database.
    """
    known = None if is_again else progress(home=home, sm3=sm3)
    before = replace(known or Progress(), step=WAITING, refusal=())
    return Work(home, sm3).begin(
        module=__name__,
        arguments=[str(home), sm3, name, json.dumps([dict(columns), afterwards, is_again])],
        first=_plain(before),
    )


def progress(*, home: Path, sm3: str) -> Progress | None:
    """Say how far a file is; None where it was never begun."""
    work = Work(home, sm3)
    told = work.told()
    if told is None:
        return None
    refusal = tuple((place, words) for place, words in told.pop("refusal"))
    return Progress(**told, refusal=refusal, is_running=work.is_running())


def main(*, arguments: Sequence[str]) -> None:
    """Read a file and bring the index up to it, telling on the way; run by `begin`."""
    home, sm3, name, (columns, afterwards, is_again) = (
        Path(arguments[0]),
        arguments[1],
        arguments[2],
        json.loads(arguments[3]),
    )
    with Work(home, sm3).turn():
        try:
            _read(home, sm3, name, columns, is_again=is_again)
            learning.begin(home=home)
            _go_on(home, afterwards)
        except Faulty as faulty:
            _refused(home, sm3, [(str(each.place), str(each.message)) for each in faulty.faults])
        except Refusal as refusal:
            _refused(home, sm3, [("", str(refusal))])


def _refused(home: Path, sm3: str, faults: list[tuple[str, str]]) -> None:
    """Tell why it stands still: the file cannot be read, or it is read and the index is not up to it yet."""
    before = progress(home=home, sm3=sm3) or Progress()
    step = INDEXING if before.step == INDEXING else REFUSED
    _write(home, sm3, replace(before, step=step, refusal=tuple(faults)))


def _read(home: Path, sm3: str, name: str, columns: Mapping[str, str], *, is_again: bool) -> None:
    # Here and not above, because they load the engines.
    from zhiyun.exchange.patents import importing, indexing  # noqa: PLC0415
    from zhiyun.gateways.patent_shelf import Shelf  # noqa: PLC0415
    from zhiyun.gateways.safekeeping import Store  # noqa: PLC0415

    def tell(so_far: Imported) -> None:
        _write(home, sm3, _told(so_far, READING))

    done = importing.import_kept(
        shelf=Shelf(places.shelf_folder(home=home)),
        store=Store(home.joinpath("files"), largest=LARGEST),
        sm3=sm3,
        name=name,
        columns=columns,
        tell=tell,
        is_again=is_again,
    )
    if done.was_read_before and (before := progress(home=home, sm3=sm3)) and before.records:
        so_far = before
    else:
        so_far = _told(done, INDEXING)
    _write(home, sm3, replace(so_far, step=INDEXING))
    indexing.reindex(home=home)
    _write(home, sm3, replace(so_far, step=DONE))


def _go_on(home: Path, afterwards: Sequence[str]) -> None:
    """Do what comes after; should it fail, the file is read all the same and the next import does it too."""
    if afterwards and installation.has_tables(home, os.environ):
        variables = {**os.environ, "ZHIYUN_HOME": str(home)}
        subprocess.run([sys.executable, "-I", *afterwards], env=variables, check=False)  # noqa: S603 - from our settings


def _told(so_far: Imported, step: str) -> Progress:
    source = so_far.source
    return Progress(
        step,
        source.records,
        so_far.added,
        so_far.changed,
        so_far.known,
        source.left_out,
        source.faults,
        so_far.bytes_read,
        so_far.size,
    )


def _write(home: Path, sm3: str, so_far: Progress) -> None:
    Work(home, sm3).tell(_plain(so_far))


def _plain(so_far: Progress) -> dict[str, object]:
    told = asdict(so_far)
    del told["is_running"]
    return told


if __name__ == "__main__":
    main(arguments=sys.argv[1:])
