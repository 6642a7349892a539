"""Whether a well-formed notice makes sense as a State Council arrangement."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Final

from zhiyun.gateways.holiday_notices.notice import Notice, Reading
from zhiyun.kernel.workdays import SATURDAY

_NAMES: Final = {
    "元旦": ("元旦",),
    "春节": ("春节",),
    "清明节": ("清明",),
    "劳动节": ("劳动", "五一"),
    "端午节": ("端午",),
    "中秋节": ("中秋",),
    "国庆节": ("国庆", "十一"),
}
_SINCE_2008: Final = frozenset({"清明节", "端午节", "中秋节"})
_ALWAYS_OFF: Final = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))
"""Days off by 全国年节及纪念日放假办法 whatever a year's notice arranges around them."""


def checked(content: bytes) -> Notice:
    """Read one notice and refuse it with all its faults of shape and sense at once."""
    reading = Reading(content)
    if reading.year is not None:
        _refuse_far_days(reading, reading.year)
        if reading.days:
            _refuse_missing_holidays(reading, reading.year)
    _refuse_repeats(reading)
    _refuse_weekday_makeups(reading)
    return reading.notice()


def _refuse_far_days(reading: Reading, year: int) -> None:
    first, last = date(year - 1, 12, 20), date(year + 1, 1, 15)
    for place, named in reading.days:
        if not first <= named.day <= last:
            reading.refuse(place, f"{named.day} 不在{year}年安排应涉及的 {first} 至 {last} 之间，请核对年份")


def _refuse_repeats(reading: Reading) -> None:
    places = defaultdict(list)
    for place, named in reading.days:
        places[named.day].append(place)
    for day, standing in places.items():
        if len(standing) > 1:
            reading.refuse("、".join(standing), f"{day} 列了{len(standing)}次，每一天只能列一次")


def _refuse_weekday_makeups(reading: Reading) -> None:
    for place, named in reading.days:
        if not named.is_off and named.day.weekday() < SATURDAY:
            message = (
                f"{named.day} 是星期{'一二三四五'[named.day.weekday()]}，本来就上班，调休上班日只能是周末，"
            )
            reading.refuse(place, message + "请核对日期，确系工作日的请删去该项")


def _refuse_missing_holidays(reading: Reading, year: int) -> None:
    off = {named.day: named.name for _, named in reading.days if named.is_off}
    for holiday, names in _NAMES.items():
        due = year >= 2008 or holiday not in _SINCE_2008
        if due and not any(name in told for told in off.values() for name in names):
            reading.refuse("days", f"没有{holiday}的放假日，请对照通知补全")
    for day in (date(year, month, number) for month, number in _ALWAYS_OFF):
        if day not in off:
            reading.refuse("days", f"{day} 是法定节假日，应列为放假")
