"""What `recover` and `due` share: one task book's dates on the command line, and how its spans are shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import click

from zhiyun import law
from zhiyun.cli.values import DAY
from zhiyun.kernel.period import Period

DATES = {
    "signed_on": ("--signed", "任务书签订日"),
    "last_on": ("--ends", "任务书载明的建设期最后一日；不写则按办法规定的周期"),
    "confirmed_on": ("--confirmed", "公示无异议确认日（口径 A14=confirmation 用到）"),
    "first_paid_on": ("--first-paid", "首次拨付日（口径 A14=first_payment 用到）"),
    "accepted_on": ("--accepted", "验收合格通知日"),
    "first_failed_on": ("--first-failed", "首次验收不合格通知日"),
    "second_failed_on": ("--second-failed", "再次验收不合格通知日"),
}


def task_book_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of a task book's dates."""
    approved = click.option(
        "--approved", "approved_length", default="", metavar="文件", help="批准建设期超过常规年限的文件名称"
    )
    command = approved(command)
    for name, (flag, words) in reversed(DATES.items()):
        required = name == "signed_on"
        command = click.option(flag, name, type=DAY, metavar="日期", required=required, help=words)(command)
    return command


def task_book(dates: dict[str, Any]) -> law.TaskBook:
    """Make a task book of the options given."""
    return law.TaskBook(**{name: dates[name] for name in (*DATES, "approved_length")})


def period_as_machine(period: Period | None) -> dict[str, str | None] | None:
    """Give a span by its first and last day."""
    if period is None:
        return None
    return {"first_day": str(period.starts_on), "last_day": day_as_machine(period.last_on)}


def day_as_machine(day: date | None) -> str | None:
    """Give a day as machines exchange it."""
    return None if day is None else str(day)
