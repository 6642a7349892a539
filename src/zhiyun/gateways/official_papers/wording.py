"""Days, instants and counts as an official paper writes them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

BEIJING: Final = ZoneInfo("Asia/Shanghai")
DEMO: Final = "演示环境生成，内容为虚构，不具有任何效力"


def day_text(day: date) -> str:
    """Write a day as papers do, without leading zeros.

    >>> day_text(date(2026, 3, 1))
    '2026年3月1日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def instant_text(at: datetime) -> str:
    """Write an aware instant to the second by Beijing time; a naive one is our fault.

    >>> from datetime import timezone
    >>> instant_text(datetime(2026, 3, 31, 9, 0, 5, tzinfo=timezone.utc))
    '2026年3月31日17时00分05秒'
    """
    assert at.tzinfo is not None, "an instant knows its zone"
    local = at.astimezone(BEIJING)
    return f"{day_text(local.date())}{local:%H}时{local:%M}分{local:%S}秒"


def bytes_text(size: int) -> str:
    """Write a size in bytes with commas: ``204800`` is ``204,800``."""
    return f"{size:,}"
