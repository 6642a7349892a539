"""`zhiyun workdays`: the last day of a public notice, and the import of a newly published holiday notice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from zhiyun import law
from zhiyun.casework import calendar as notices
from zhiyun.cli import answers, options
from zhiyun.cli.asking import choices, measure_asked
from zhiyun.cli.chinese import ChineseGroup
from zhiyun.cli.grounds import reading_as_machine
from zhiyun.cli.surroundings import holidays_dir
from zhiyun.cli.values import DAY, IN_FILE, Whole
from zhiyun.gateways import holiday_notices
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said

WEEKDAYS = "一二三四五六日"

HELP = """
计算公示期：某日发布、公示若干个工作日，到哪一天为止，哪一天起可办理下一步。

工作日按国务院办公厅各年节假日安排计算，调休上班的周末计入，放假的工作日不计。
发布当日默认不计入（民法典第二百零一条）；有的地方把发布当日算作第一天（口径 A26），可加 --first-day-counts 试算。
没有该年安排的，不作推算；安排公布后用 zhiyun workdays import 文件 导入。
"""

EPILOG = """
JSON 的键：published_on、first_counted_day、last_day、free_from（可办理下一步的第一天）、sources、count、
readings（所用口径）、caution（年末提示，没有的为 null）。
"""


@click.group(
    cls=ChineseGroup,
    invoke_without_command=True,
    help=HELP,
    epilog=EPILOG,
)
@click.option("--from", "published_on", type=DAY, metavar="日期", help="发布日，如 2026-09-24")
@click.option(
    "--count", type=Whole("天数", 1, notices.LONGEST_COUNT), metavar="天数", help="公示的工作日数，如 5"
)
@click.option(
    "--first-day-counts", is_flag=True, help="发布当日计入（默认不计），同 --reading A26=first_day_counts"
)
@options.measure
@options.reading
@options.as_json
@click.pass_context
def workdays(
    ctx: click.Context,
    published_on: date | None,
    count: int | None,
    first_day_counts: bool,
    measure: str | None,
    tried: tuple[tuple[str, str], ...],
    as_machine: bool,
) -> None:
    """Answer with the last day of a notice, unless a subcommand was asked for."""
    if ctx.invoked_subcommand is not None:
        return
    if published_on is None or count is None:
        raise _missing(published_on, count)
    run = notices.notice_run(
        measure=_counted_by(measure, tried, published_on),
        calendar=holiday_notices.load(holidays_dir()),
        published_on=published_on,
        count=count,
        first_day_counts=first_day_counts,
    )
    if as_machine:
        answers.write_json(_as_machine(run))
    else:
        answers.write(_as_lines(run))


@workdays.command("import", help="导入一年的节假日安排（JSON 文件）。", short_help="导入一年的节假日安排")
@click.argument("file", type=IN_FILE, metavar="文件", help="节假日安排的 JSON 文件，须写明通知出处")
@click.option("--replace", is_flag=True, help="该年已经入库而内容不同的，以此文件为准")
@options.as_json
def import_file(file: Path, replace: bool, as_machine: bool) -> None:
    """Take in a newly published notice and say where it is kept and what it changed."""
    imported = holiday_notices.import_notice(file, holidays_dir(), replace=replace)
    if as_machine:
        path = None if imported.path is None else str(imported.path)
        answer = {"year": imported.year, "path": path, "differences": imported.differences}
        answers.write_json(answer)
    elif imported.path is None:
        answers.write([f"{imported.year}年的安排已经入库，内容相同，未作改动"])
    else:
        answers.write([f"已导入{imported.year}年的节假日安排：{imported.path}"])
        answers.write(f"  与此前不同：{difference}" for difference in imported.differences)


def _counted_by(measure_id: str | None, tried: tuple[tuple[str, str], ...], on: date) -> law.Measure:
    """Give the measure whose way of counting is asked for; refuses readings that say nothing of a notice.

    Working days run on before and after a measure: where none is in force, the first one shipped counts them.
    """
    faults = [
        Fault(
            "--reading",
            Said(
                "公示期只涉及口径 %(first_day)s，与「%(reading)s=%(answer)s」无关",
                first_day=notices.FIRST_DAY,
                reading=reading,
                answer=answer,
            ),
        )
        for reading, answer in tried
        if reading != notices.FIRST_DAY
    ]
    if faults:
        raise Faulty(faults)
    try:
        return measure_asked(measure_id, tried, on=on)
    except law.NoMeasureInForce:
        return next(iter(law.REGISTRY)).reading_as(choices(tried))


def _missing(published_on: date | None, count: int | None) -> Faulty:
    faults = []
    if published_on is None:
        faults.append(Fault("--from", Said("没有写。请写发布日，如 --from 2026-09-24")))
    if count is None:
        faults.append(Fault("--count", Said("没有写。请写公示的工作日数，如 --count 5")))
    return Faulty(faults)


def _as_machine(run: law.NoticePeriod) -> dict[str, object]:
    return {
        "published_on": str(run.published_on),
        "first_counted_day": str(run.first_counted_day),
        "last_day": str(run.last_day),
        "free_from": str(run.free_from),
        "sources": run.sources,
        "count": run.workdays,
        "readings": [reading_as_machine(choice) for choice in run.readings],
        "caution": run.caution,
    }


def _as_lines(run: law.NoticePeriod) -> list[str]:
    lines = [
        f"发布日    {_told(run.published_on)}",
        f"第一天    {_told(run.first_counted_day)}",
        f"最后一天  {_told(run.last_day)}，第{run.workdays}个工作日，当日24时前提出的异议有效",
        f"此后      {_told(run.free_from)}起可办理下一步",
        *(f"口径      {choice}" for choice in run.readings),
        "依据",
        *(f"  {source}" for source in run.sources),
    ]
    return lines + ([f"注意  {run.caution}"] if run.caution else [])


def _told(day: date) -> str:
    return f"{day} 星期{WEEKDAYS[day.weekday()]}"
