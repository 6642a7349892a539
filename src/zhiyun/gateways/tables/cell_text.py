"""A spreadsheet's values as the texts a person would have typed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

from zhiyun.gateways.tables.table import Unreadable
from zhiyun.kernel.said import Said

Value = int | float | str | bool | date | datetime | time | timedelta

EXACT_BELOW: Final = 10**15
"""Spreadsheets keep fifteen digits of a number; a longer one has already lost its last ones."""

TOO_LONG: Final = Unreadable(
    Said("是超过15位的数字，表格软件已经把末尾几位改成了0；请把该列设为文本格式，再按原件重新录入")
)
NOT_A_NUMBER: Final = Unreadable(Said("不是有效数字，请改成实际内容"))


def cell_text(value: Value) -> str:
    """Write a cell's value: numbers in their shortest exact form, days as ISO dates, truth as 是 or 否."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def number_text(value: float) -> str:
    """Write a number in the shortest form that is exactly it: ``37500000.0`` is ``37500000``.

    A number that carries noise keeps it, so that it can be refused: ``0.1 + 0.2`` is ``0.30000000000000004``.
    """
    if not -EXACT_BELOW < value < EXACT_BELOW:
        return TOO_LONG if value == value else NOT_A_NUMBER
    return str(int(value)) if value.is_integer() else repr(value)


def percent_text(value: float) -> str:
    """Write a number shown as percent the way it is shown: ``0.6`` is ``60%``; the digits only move."""
    text = number_text(value)
    if isinstance(text, Unreadable) or "e" in text:
        return text
    whole, _, part = text.partition(".")
    digits = part.ljust(2, "0")
    sign = "-" if whole.startswith("-") else ""
    shown = f"{int(whole.lstrip('-') + digits[:2])}.{digits[2:]}".rstrip(".")
    return f"{sign}{shown}%"
