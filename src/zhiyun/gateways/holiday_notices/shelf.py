"""Where the notices lie: the shipped ones inside the package, the imported ones in a directory given from outside."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Final

from zhiyun.gateways.holiday_notices.notice import Notice, Reading
from zhiyun.gateways.holiday_notices.sense import checked
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said
from zhiyun.kernel.workdays import Calendar

_YEAR_FILE: Final = re.compile(r"(\d{4})\.json", re.ASCII)


def load(imported_dir: Path | None) -> Calendar:
    """Give the calendar of all notices on file; an imported year stands in for the shipped one.

    Refuses an imported file with faults, naming it, and notices that contradict each other.
    """
    return Calendar(notice.arrangement() for notice in on_file(imported_dir).values())


def on_file(imported_dir: Path | None) -> dict[int, Notice]:
    """Give every notice on file by its year."""
    imported = {} if imported_dir is None else _imported(imported_dir)
    return _shipped() | imported


def path_for(imported_dir: Path, year: int) -> Path:
    """Say where the imported notice of ``year`` lies."""
    return imported_dir / f"{year}.json"


def _shipped() -> dict[int, Notice]:
    found = {}
    for entry in (files(__package__) / "shipped").iterdir():
        if _YEAR_FILE.fullmatch(entry.name):
            notice = Reading(entry.read_bytes()).notice()
            found[notice.year] = notice
    return found


def _imported(directory: Path) -> dict[int, Notice]:
    if not directory.is_dir():
        return {}
    found: dict[int, Notice] = {}
    faults: list[Fault] = []
    for path in sorted(directory.iterdir()):
        named = _YEAR_FILE.fullmatch(path.name)
        if named is None:
            continue
        try:
            notice = checked(path.read_bytes())
        except Faulty as refusal:
            faults += [fault.within(str(path)) for fault in refusal.faults]
            continue
        if notice.year != int(named[1]):
            faults.append(
                Fault(
                    str(path),
                    Said(
                        "文件名是%(file_year)s年，内容却是%(year)s年，请删去此文件后重新导入",
                        file_year=named[1],
                        year=notice.year,
                    ),
                )
            )
        found[notice.year] = notice
    if faults:
        raise Faulty(faults)
    return found
