"""`zhiyun recover`: what is to be recovered after a second failed acceptance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from zhiyun import law
from zhiyun.cli import answers, options
from zhiyun.cli.asking import measure_asked
from zhiyun.cli.chinese import ChineseCommand
from zhiyun.cli.construction import task_book, task_book_options
from zhiyun.cli.grounds import finding_as_machine, reading_as_machine, readings_as_lines, tree
from zhiyun.cli.surroundings import today
from zhiyun.cli.values import DAY, PAID, PERCENT
from zhiyun.kernel.money import Money, Rate
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said

HELP = """
计算再次验收不合格后应收回的建设资助经费（第十五条）。

每笔已拨付的经费写一个 --paid，如 --paid 2023-05-10=180万元；已经收回的不必写。
按口径 A18=unspent_only 只收回未用部分时，把未用金额写在斜杠后：
--paid 2023-05-10=180万元/30万元。
按口径 A18=with_agreed_interest 计息时，须写 --interest 和 --until。
"""

EPILOG = """
JSON 的键：measure、on、amount（应收回本金）、interest（利息）、total（合计）、because、finding、readings；金额为元，两位小数。
"""


@click.command(cls=ChineseCommand, help=HELP, epilog=EPILOG)
@task_book_options
@click.option(
    "--paid",
    type=PAID,
    multiple=True,
    required=True,
    metavar="日期=金额[/未用金额]",
    help="一笔已拨付的经费，可写多次",
)
@click.option("--interest", type=PERCENT, metavar="年利率", help="任务书约定的年利率，如 3.65%")
@click.option("--until", type=DAY, metavar="日期", help="计息截止日")
@options.until_day
@options.measure
@options.reading
@options.explain
@options.as_json
def recover(
    paid: tuple[tuple[date, Money, Money | None], ...],
    interest: Rate | None,
    until: date | None,
    measure: str | None,
    tried: tuple[tuple[str, str], ...],
    explain: bool,
    as_machine: bool,
    **dates: Any,
) -> None:
    """Order back what was paid, or refuse with what is missing."""
    on = dates["on"] or today()
    if (interest is None) is not (until is None):
        raise Faulty(
            [Fault("--until" if until is None else "--interest", Said("计息时利率和截止日须同时写明"))]
        )
    terms = None if interest is None or until is None else law.InterestTerms(interest, until)
    asked = measure_asked(measure, tried, on=on)
    tranches = [law.Tranche(amount, day, paid_on=day, unspent=unspent) for day, amount, unspent in paid]
    found = asked.recover(task_book(dates), tranches, on, interest=terms)
    if as_machine:
        answers.write_json(
            {
                "measure": asked.id,
                "on": str(on),
                "amount": found.amount.plain,
                "interest": found.interest.plain,
                "total": (found.amount + found.interest).plain,
                "because": found.finding.because,
                "finding": finding_as_machine(found.finding),
                "readings": [reading_as_machine(choice) for choice in found.readings],
            }
        )
    else:
        answers.write(_as_lines(found, explain))


def _as_lines(found: law.Recovery, explain: bool) -> Iterator[str]:
    yield f"应收回  {found.amount}"
    if found.interest:
        yield f"利息    {found.interest}"
        yield f"合计    {found.amount + found.interest}"
    yield f"依据    {found.finding.cites}：{found.finding.because}"
    if explain:
        yield ""
        yield from tree(found.finding)
    yield from readings_as_lines(found.readings)
