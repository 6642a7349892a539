"""Days as people write them: ``2025-06-01``, ``2025/6/1``, ``2025年6月1日``, ``20250601``."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

from zhiyun.casework.intake.cells import Repeating, Slip, shown
from zhiyun.kernel.said import Said

EARLIEST_YEAR: Final = 1985
LATEST_YEAR: Final = 2999

_DAY: Final = re.compile(
    r"(?:(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})日?|(\d{4})(\d{2})(\d{2}))"
    r"(?:[T ]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?",
    re.ASCII,
)
_SERIAL: Final = re.compile(r"[34]\d{4}(?:\.\d+)?", re.ASCII)
_HOW: Final = Said("请写成 2025-06-01 的样式")


def day_reader(*, required: bool = False) -> Repeating[date | None]:
    """Make the reader of a column of days; a time after the day is left aside, the day is what counts."""
    return Repeating(lambda text: read_day(text=text), blank=None, required=required)


def read_day(*, text: str) -> date:
    """Read a day; refuses days that don't exist and years no ledger speaks of with a `Slip`."""
    folded = " ".join(unicodedata.normalize("NFKC", text).split())
    found = _DAY.fullmatch(re.sub(r" ?([年月日/.-]) ?", r"\1", folded))
    if found is None:
        serial = Said("像是表格软件的日期序号，请把该列设为日期格式") if _SERIAL.fullmatch(folded) else _HOW
        raise Slip(Said("%(text)s不是日期，%(mend)s", text=shown(text=text), mend=serial))
    year, month, day = (int(part) for part in found.groups() if part is not None)
    try:
        read = date(year, month, day)
    except ValueError:
        raise Slip(Said("%(text)s这一天不存在，请核对", text=shown(text=text))) from None
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise Slip(
            Said(
                "%(text)s的年份不在 %(first)s 至 %(last)s 之间，请核对",
                text=shown(text=text),
                first=EARLIEST_YEAR,
                last=LATEST_YEAR,
            )
        )
    return read
