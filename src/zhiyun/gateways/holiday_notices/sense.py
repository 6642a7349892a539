"""Whether a well-formed notice makes sense as a State Council arrangement."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Final

from zhiyun.gateways.holiday_notices.notice import Notice, Reading
from zhiyun.kernel.said import Said
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
WEEKDAYS: Final = (Said("星期一"), Said("星期二"), Said("星期三"), Said("星期四"), Said("星期五"))
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
            reading.refuse(
                place,
                Said(
                    "%(day)s 不在%(year)s年安排应涉及的 %(first)s 至 %(last)s 之间，请核对年份",
                    day=named.day,
                    year=year,
                    first=first,
                    last=last,
                ),
            )


def _refuse_repeats(reading: Reading) -> None:
    places = defaultdict(list)
    for place, named in reading.days:
        places[named.day].append(place)
    for day, standing in places.items():
        if len(standing) > 1:
            reading.refuse(
                "、".join(standing),
                Said("%(day)s 列了%(count)s次，每一天只能列一次", day=day, count=len(standing)),
            )


def _refuse_weekday_makeups(reading: Reading) -> None:
    for place, named in reading.days:
        if not named.is_off and named.day.weekday() < SATURDAY:
            said = Said(
                "%(day)s 是%(weekday)s，本来就上班，调休上班日只能是周末，请核对日期，确系工作日的请删去该项",
                day=named.day,
                weekday=WEEKDAYS[named.day.weekday()],
            )
            reading.refuse(place, said)


def _refuse_missing_holidays(reading: Reading, year: int) -> None:
    off = {named.day: named.name for _, named in reading.days if named.is_off}
    for holiday, names in _NAMES.items():
        due = year >= 2008 or holiday not in _SINCE_2008
        if due and not any(name in told for told in off.values() for name in names):
            reading.refuse("days", Said("没有%(holiday)s的放假日，请对照通知补全", holiday=holiday))
    for day in (date(year, month, number) for month, number in _ALWAYS_OFF):
        if day not in off:
            reading.refuse("days", Said("%(day)s 是法定节假日，应列为放假", day=day))
