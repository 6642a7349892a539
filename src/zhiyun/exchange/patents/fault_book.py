"""What was not understood of a file, record by record: a line of JSON for each, beside the shelf."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from zhiyun.kernel.refusal import Fault
from zhiyun.kernel.said import word


@dataclass(frozen=True, slots=True)
class Misread:
    """One record: where it stands, what was not understood, and whether it was left out altogether."""

    place: str
    faults: tuple[Fault, ...]
    is_left_out: bool


class FaultBook:
    """The book of one file of patents."""

    def __init__(self, shelf: Path, sm3: str) -> None:
        self._path = shelf.joinpath("faults", f"{sm3}.jsonl")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Wait until nobody else writes in the book, and keep others out."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.with_suffix(".lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def strike_out_after(self, records: int) -> None:
        """Keep the first ``records`` only: what follows was written by an import that was killed before it counted."""
        if self._path.exists():
            with self._path.open() as file:
                kept = list(islice(file, records))
            beside = self._path.with_suffix(".new")
            beside.write_text("".join(kept))
            beside.rename(self._path)

    def write(self, misread: Iterable[Misread]) -> None:
        """Add records, on disk when this returns."""
        lines = [_line(each) for each in misread]
        if not lines:
            return
        with self._path.open("a") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())

    def read(self) -> Iterator[Misread]:
        """Give what was written, in order, in Chinese."""
        if not self._path.exists():
            return
        with self._path.open() as file:
            for line in file:
                told = json.loads(line)
                faults = tuple(Fault(place, word(message)) for place, message in told["faults"])
                yield Misread(told["place"], faults, told["left_out"])


def _line(each: Misread) -> str:
    told = {
        "place": str(each.place),
        "left_out": each.is_left_out,
        "faults": [[str(fault.place), str(fault.message)] for fault in each.faults],
    }
    return json.dumps(told, ensure_ascii=False) + "\n"
