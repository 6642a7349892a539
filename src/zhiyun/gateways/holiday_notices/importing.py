"""Taking in the file of a newly published notice."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from zhiyun.gateways.holiday_notices.notice import MOST_BYTES, Notice
from zhiyun.gateways.holiday_notices.sense import checked
from zhiyun.gateways.holiday_notices.shelf import on_file, path_for
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.kernel.workdays import Calendar, ContradictoryNotices


class NoticeOnFile(Refusal):
    """The year is on file with other content; replacing it must be asked for."""

    def __init__(self, year: int, differences: tuple[str, ...]) -> None:
        self.year = year
        self.differences = differences
        told = "".join(f"\n  {difference}" for difference in differences)
        super().__init__(
            Said(
                "%(year)s年的安排已经入库，内容与此文件不同：%(told)s\n确系国务院办公厅后来调整的，请加 --replace 重新导入，以此文件为准",
                year=year,
                told=told,
            )
        )


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the year, where it lies, and how it differs from what was on file before."""

    year: int
    path: Path | None
    """``None`` when the same content was on file already and nothing was written."""
    differences: tuple[str, ...]


def import_notice(file: Path, imported_dir: Path, *, replace: bool = False) -> Imported:
    """Validate the notice in ``file`` wholly and keep it in ``imported_dir``; doing so twice is safe.

    Refuses a faulty file with all its faults, one that contradicts a neighbouring year, and, unless ``replace``,
    a year on file with other content. An unreadable file or an unwritable directory raises its `OSError`.
    """
    with file.open("rb") as stream:
        notice = checked(stream.read(MOST_BYTES + 1))
    kept = on_file(imported_dir)
    before = kept.get(notice.year)
    differences = () if before is None else tuple(_differences(before, notice))
    if before is not None and not differences:
        return Imported(notice.year, None, ())
    if differences and not replace:
        raise NoticeOnFile(notice.year, differences)
    _refuse_contradiction(kept | {notice.year: notice})
    path = path_for(imported_dir, notice.year)
    _write_whole(path, notice.as_json())
    return Imported(notice.year, path, differences)


def _differences(before: Notice, after: Notice) -> Iterator[str]:
    old, new = _standing(before), _standing(after)
    for day in sorted(old.keys() | new.keys()):
        if old.get(day) != new.get(day):
            yield Said(
                "%(day)s：原为%(before)s，现为%(after)s",
                day=day,
                before=old.get(day, Said("未列")),
                after=new.get(day, Said("未列")),
            )
    if before.papers != after.papers:
        yield Said(
            "通知出处：原为 %(before)s，现为 %(after)s",
            before=tuple(before.papers),
            after=tuple(after.papers),
        )


def _standing(notice: Notice) -> dict[date, str]:
    return {named.day: named.told for named in notice.days}


def _refuse_contradiction(notices: dict[int, Notice]) -> None:
    try:
        Calendar(notice.arrangement() for notice in notices.values())
    except ContradictoryNotices as refusal:
        raise Faulty([Fault(Said("与相邻年份"), refusal.said)]) from None


def _write_whole(path: Path, text: str) -> None:
    """Write the file so that a reader sees the old one or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=".holidays-", delete=False
    ) as draft:
        try:
            draft.write(text)
            draft.flush()
            os.fsync(draft.fileno())
            Path(draft.name).chmod(0o644)
            Path(draft.name).replace(path)
        except BaseException:
            Path(draft.name).unlink(missing_ok=True)
            raise
