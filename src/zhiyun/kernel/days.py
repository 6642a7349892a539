"""Days as people write them: ``2025-06-01``, ``2025/6/1``, ``2025.6.1``, ``2025年6月1日``, ``20250601``."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

from zhiyun.kernel.quoting import quoted
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said

_DAY: Final = re.compile(
    r"(?:(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})日?|(\d{4})(\d{2})(\d{2}))"
    r"(?:[T ]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?",
    re.ASCII,
)
_SERIAL: Final = re.compile(r"[34]\d{4}(?:\.\d+)?", re.ASCII)
_HOW: Final = Said("请写成 2025-06-01 的样式")


class NotADay(Refusal):
    """A text names no day, or one that is in no calendar."""


def read_day(text: str) -> date:
    """Read a day, leaving aside a time after it. Refuses what names none."""
    folded = " ".join(unicodedata.normalize("NFKC", text).split())
    found = _DAY.fullmatch(re.sub(r" ?([年月日/.-]) ?", r"\1", folded))
    if found is None:
        serial = Said("像是表格软件的日期序号，请把该列设为日期格式") if _SERIAL.fullmatch(folded) else _HOW
        raise NotADay(Said("%(text)s不是日期，%(mend)s", text=quoted(text), mend=serial))
    year, month, day = (int(part) for part in found.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError:
        raise NotADay(Said("%(text)s这一天不存在，请核对", text=quoted(text))) from None
