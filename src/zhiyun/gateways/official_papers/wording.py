"""Days, instants and counts as an official paper writes them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

BEIJING: Final = ZoneInfo("Asia/Shanghai")
DEMO: Final = "演示环境生成，内容为虚构，不具有任何效力"

DEMO_IN_ENGLISH: Final = "Made by a demonstration; all of it is invented and has no effect"
DEMO_OF_REAL: Final = "演示环境生成，不具有任何效力"
DEMO_OF_REAL_IN_ENGLISH: Final = "Made by a demonstration; it has no effect"
"""Over real data, which a demonstration may hold as well."""
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_in_english(day: date) -> str:
    """Write a day for a paper in English.

    >>> day_in_english(date(2026, 3, 1))
    '1 March 2026'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def demo_words(language: str, *, is_invented: bool) -> str:
    """Say on every page of a demonstration what it is."""
    chinese, english = (DEMO, DEMO_IN_ENGLISH) if is_invented else (DEMO_OF_REAL, DEMO_OF_REAL_IN_ENGLISH)
    return english if language == "en" else chinese


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
