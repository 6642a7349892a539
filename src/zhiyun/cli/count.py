"""`zhiyun count`: which deals of a ledger count, for how much, and why not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from json.encoder import encode_basestring
from pathlib import Path

import click

from zhiyun import law
from zhiyun.casework import counting, workbooks
from zhiyun.casework.intake import centres, deals
from zhiyun.cli import answers, options
from zhiyun.cli.asking import measure_asked, round_asked
from zhiyun.cli.chinese import ChineseCommand
from zhiyun.cli.construction import period_as_machine
from zhiyun.cli.grounds import reading_as_machine, readings_as_lines, tree
from zhiyun.cli.surroundings import today
from zhiyun.cli.tables import Column, table
from zhiyun.cli.values import DAY, IN_FILE, YEAR
from zhiyun.kernel.money import Money, fen_text
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said
from zhiyun.kernel.terms import Choice

HELP = """
逐笔审核运营业务台账：哪些业务计入运营金额、计入多少，不计或暂不计的说明理由和怎样申诉、补正。

文件可以是 .csv 或 .xlsx，一行是一笔到账或放款，编号相同的各行是同一笔业务。
--year 是业绩年度（业务发生的自然年），申报年度通常是其下一年。
申报单位获得过建设资助的，另附 --centres，建设期内的不得申报（第十四条）。
"""

EPILOG = """
JSON 的键：measure、year、window（first_day、last_day）、remarks、readings、applicants（applicant、counted）、
deals（deal、applicant、counted、outcome、because、readings）。deals 中的 readings 为口径编号，
含义见最外层 readings；金额为元，两位小数；outcome 为 met、not_met、needs_judgement、no_evidence。
"""

APPLICANTS = (Column("申报单位"), Column("计入金额", is_figure=True))
DEALS = (
    Column("编号"),
    Column("申报单位"),
    Column("计入金额", is_figure=True),
    Column("结论"),
    Column("理由"),
)


@click.command(cls=ChineseCommand, help=HELP, epilog=EPILOG)
@click.argument("file", type=IN_FILE, metavar="台账", help="运营业务台账（.csv 或 .xlsx）")
@click.option("--year", type=YEAR, metavar="年度", help="业绩年度，如 2025；本轮通知写明期间的可不写")
@click.option(
    "--round-year", type=YEAR, metavar="年度", help="申报年度；通知未写明期间的，按口径 A2 推出业绩期间"
)
@click.option(
    "--centres",
    "centres_path",
    type=IN_FILE,
    metavar="中心表",
    help="获得建设资助的申报单位及任务书各日期（.csv 或 .xlsx），用于审查建设期内不得申报",
)
@options.out
@click.option("--on", type=DAY, metavar="日期", help="申报日，也是选取办法的日子；不写则为今天")
@options.round_file
@options.measure
@options.reading
@options.explain
@options.as_json
def count(
    file: Path,
    year: int | None,
    round_year: int | None,
    centres_path: Path | None,
    out: Path | None,
    on: date | None,
    round_path: Path | None,
    measure: str | None,
    tried: tuple[tuple[str, str], ...],
    explain: bool,
    as_machine: bool,
) -> None:
    """Rule on every deal of a ledger."""
    applied_on = on or today()
    asked = measure_asked(measure, tried, on=applied_on)
    round_ = round_asked(round_path, asked)
    _refuse_years(year, round_year, round_)
    closes_on = (round_.closes_on if round_ is not None else None) or applied_on
    window, by = counting.performance(
        measure=asked, closes_on=closes_on, year=year, round_year=round_year, round_=round_
    )
    sheet, task_books, remarks = _read(file, centres_path)
    found = counting.counted(
        measure=asked,
        deals=sheet.deals,
        window=window,
        by=by,
        applied_on=applied_on,
        round_=round_,
        task_books=task_books,
    )
    answers.tell(f"提示：{remark}" for remark in remarks)
    if out is not None:
        answers.save(
            out,
            lambda target: workbooks.write_count(
                target=target, measure=asked, count=found.count, readings=found.readings
            ),
        )
    if as_machine:
        lists = {"applicants": _applicants_as_machine(found.count), "deals": _deals_as_machine(found)}
        answers.write_streamed(_head(asked, found, remarks), lists)
    else:
        answers.write(_as_lines(asked, found, explain))


def _read(
    file: Path, centres_path: Path | None
) -> tuple[deals.DealSheet, Mapping[str, law.TaskBook], tuple[str, ...]]:
    """Read the ledger and, where named, the centres, whose firms then go by the ledger's spelling."""
    with file.open("rb") as stream:
        sheet = deals.read(stream=stream, name=file.name)
    if centres_path is None:
        return sheet, {}, sheet.remarks
    with centres_path.open("rb") as stream:
        funded = centres.read(stream=stream, name=centres_path.name, names=sheet.names)
    return sheet, funded.task_books, (*sheet.remarks, *funded.remarks)


def _refuse_years(year: int | None, round_year: int | None, round_: law.Round | None) -> None:
    if year is not None and round_year is not None:
        raise Faulty([Fault("--year", Said("与 --round-year 只能写一个"))])
    told = round_ is not None and round_.performance is not None
    if year is None and round_year is None and not told:
        raise Faulty([Fault("--year", Said("没有写。请写业绩年度，如 --year 2025"))])


def _head(measure: law.Measure, found: counting.Counted, remarks: tuple[str, ...]) -> dict[str, object]:
    window = found.count.window
    return {
        "measure": measure.id,
        "year": window.starts_on.year,
        "window": period_as_machine(window),
        "remarks": remarks,
        "readings": [reading_as_machine(choice) for choice in found.readings],
    }


def _applicants_as_machine(found: law.Count) -> Iterator[str]:
    for applicant, counted in found.by_applicant().items():
        yield f'{{"applicant": {encode_basestring(applicant)}, "counted": "{counted.plain}"}}'


def _deals_as_machine(found: counting.Counted) -> Iterator[str]:
    for ruling in found.count.rulings:
        readings = ", ".join(f'"{choice.reading.id}"' for choice in law.readings_of(ruling, found.readings))
        yield (
            f'{{"deal": {encode_basestring(ruling.deal.deal)}, '
            f'"applicant": {encode_basestring(ruling.deal.applicant)}, '
            f'"counted": "{fen_text(ruling.counted_fen)}", "outcome": "{law.outcome_of(ruling).value}", '
            f'"because": {encode_basestring(law.because(ruling))}, "readings": [{readings}]}}'
        )


def _as_lines(measure: law.Measure, found: counting.Counted, explain: bool) -> Iterator[str]:
    count, used = found.count, found.readings
    yield f"业绩期间 {count.window}（{measure.number}）"
    yield ""
    yield from table(APPLICANTS, ((name, str(money)) for name, money in count.by_applicant().items()))
    yield ""
    columns = (*DEALS, Column("口径")) if explain else DEALS
    yield from table(columns, (_deal_as_row(ruling, used, explain) for ruling in count.rulings))
    if explain:
        for applicant, finding in found.barred.items():
            yield ""
            yield f"{applicant}："
            yield from tree(finding)
    yield from readings_as_lines(used)


def _deal_as_row(ruling: law.Ruling, used: tuple[Choice, ...], explain: bool) -> tuple[str, ...]:
    deal = ruling.deal
    row = (
        deal.deal,
        deal.applicant,
        str(Money(ruling.counted_fen)),
        law.outcome_of(ruling).words,
        law.because(ruling),
    )
    return (
        (*row, "、".join(choice.reading.id for choice in law.readings_of(ruling, used))) if explain else row
    )
