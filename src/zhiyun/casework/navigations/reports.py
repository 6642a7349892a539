"""A report that was written of a landscape, as a record of navigation keeps it among its files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhiyun.casework.actor import Actor
from zhiyun.casework.calls.publishing import KeptFile
from zhiyun.casework.construction import attached


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """A report and where it comes from; its bytes are kept already, as those of an upload are.

    Attributes:
        drawn_of: The query or the set, as words; ``beside`` is what it was compared with, empty where it was not.
        asked: What the landscape's address asked, by which it can be drawn again.
        data_on: The newest day of publication in it, None where no day is known.
    """

    name: str
    file: KeptFile
    drawn_of: str
    asked: str
    data_on: date | None
    written_on: date
    beside: str = ""


def kept(*, files: attached.Files, report: WrittenReport | None, by: Actor) -> list[dict[str, str]]:
    """Give a record's files as its row keeps them: a written report first, with whose and of what it is."""
    rows = attached.attached(files=files)
    if report is None:
        return rows
    (row,) = attached.attached(files=[(report.name, report.file)])
    whence = {
        "drawn_of": report.drawn_of,
        "beside": report.beside,
        "asked": report.asked,
        "data_on": report.data_on.isoformat() if report.data_on else "",
        "written_on": report.written_on.isoformat(),
        "by": f"{by.person_id}",
    }
    return [row | whence, *rows]
