"""`zhiyun due`: what one task book makes due, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import click

from zhiyun import law
from zhiyun.cli import answers, options
from zhiyun.cli.asking import measure_asked
from zhiyun.cli.chinese import ChineseCommand
from zhiyun.cli.construction import day_as_machine, period_as_machine, task_book, task_book_options
from zhiyun.cli.grounds import reading_as_machine, readings_as_lines
from zhiyun.cli.surroundings import holidays_dir, today
from zhiyun.cli.tables import Column, table
from zhiyun.gateways import holiday_notices
from zhiyun.kernel.terms import Choice

HELP = """
列出一份任务书的各个到期日：半年报告、年度绩效评价、建设期满验收、宽限期。

遇到尚无节假日安排的年份，到期日留空并说明缺哪一年的安排。
"""

EPILOG = """
JSON 的键：measure、on、standing（所问之日所处阶段）、construction 和 grace（first_day、last_day）、
due（what、article、covers、on、because、readings）、readings。
"""


@click.command(cls=ChineseCommand, help=HELP, epilog=EPILOG)
@task_book_options
@options.until_day
@options.measure
@options.reading
@options.as_json
def due(measure: str | None, tried: tuple[tuple[str, str], ...], as_machine: bool, **dates: Any) -> None:
    """List a task book's dates and where it stands on the day asked about."""
    book, on = task_book(dates), dates["on"] or today()
    asked = measure_asked(measure, tried, on=on)
    rows = asked.due(book, holiday_notices.load(holidays_dir()))
    stands = asked.acceptance(book, max(on, asked.construction_period(book)[0].starts_on))
    used = {choice.reading.id: choice for row in rows for choice in row.readings}
    used |= {choice.reading.id: choice for choice in stands.readings}
    if as_machine:
        answers.write_json(
            {
                "measure": asked.id,
                "on": str(on),
                "standing": stands.standing.value,
                "construction": period_as_machine(stands.construction),
                "grace": period_as_machine(stands.grace),
                "due": [_as_machine(row) for row in rows],
                "readings": [reading_as_machine(choice) for choice in used.values()],
            }
        )
    else:
        answers.write(_as_lines(asked, stands, rows, used.values()))


def _as_machine(row: law.Due) -> dict[str, object]:
    return {
        "what": row.what,
        "article": row.article,
        "covers": period_as_machine(row.covers),
        "on": day_as_machine(row.on),
        "because": row.because,
        "readings": [choice.reading.id for choice in row.readings],
    }


def _as_lines(
    measure: law.Measure, stands: law.Acceptance, rows: tuple[law.Due, ...], used: Iterable[Choice]
) -> Iterator[str]:
    yield f"依据 {measure.number}；建设期 {stands.construction}；目前 {stands.standing.value}"
    if stands.grace is not None:
        yield f"宽限期 {stands.grace}"
    yield ""
    columns = [Column(name) for name in ("到期日", "事项", "所属期间", "条款", "说明")]
    ordered = sorted(rows, key=lambda row: (row.on is None, row.on))
    yield from table(
        columns,
        (
            (
                str(row.on or "待定"),
                row.what,
                "" if row.covers is None else str(row.covers),
                f"第{row.article}条",
                row.because,
            )
            for row in ordered
        ),
    )
    yield from readings_as_lines(used)
