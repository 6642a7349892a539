"""`zhiyun allocate`: a round's claims, the entitlements and the shares of the year's pot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from json.encoder import encode_basestring
from pathlib import Path
from typing import Final

import click

from zhiyun import law
from zhiyun.casework import workbooks
from zhiyun.casework.intake import claims
from zhiyun.cli import answers, options
from zhiyun.cli.asking import measure_asked
from zhiyun.cli.chinese import ChineseCommand
from zhiyun.cli.grounds import reading_as_machine, readings_as_lines, tree
from zhiyun.cli.tables import Column, table
from zhiyun.cli.values import IN_FILE, YUAN
from zhiyun.kernel.money import FEN_PER_YUAN, Money, fen_text

HELP = """
按运营金额计算各申报单位的应补金额，合计超过年度总额的按比例确定补贴金额。

文件可以是 .csv 或 .xlsx，须有“申报单位”和“运营金额”两列；金额以元为单位、最多两位小数，
也可写 37,500,000.00 或 3750万元。看不懂的单元格逐个列出，不猜、不跳过。
"""

EPILOG = """
JSON 的键：measure、cap、total_operating_amount、total_entitlement、total_share、unspent、scaled、because、remarks、
readings、rows（applicant、operating_amount、entitlement、share）；金额为元，两位小数。
"""

COLUMNS = (
    Column("申报单位"),
    Column("运营金额", is_figure=True),
    Column("应补金额", is_figure=True),
    Column("补贴金额", is_figure=True),
)


@click.command(cls=ChineseCommand, help=HELP, epilog=EPILOG)
@click.argument("file", type=IN_FILE, metavar="申报表", help="各申报单位的运营金额（.csv 或 .xlsx）")
@click.option("--cap", type=YUAN, metavar="金额", help="本年度总额，不得超过办法规定；不写则按办法规定")
@options.out
@options.on
@options.measure
@options.reading
@options.explain
@options.as_json
def allocate(
    file: Path,
    cap: Money | None,
    out: Path | None,
    on: date | None,
    measure: str | None,
    tried: tuple[tuple[str, str], ...],
    explain: bool,
    as_machine: bool,
) -> None:
    """Share the year's pot among the claims of a file."""
    asked = measure_asked(measure, tried, on=on)
    with file.open("rb") as stream:
        sheet = claims.read(stream=stream, name=file.name)
    shared = asked.allocate(sheet.claims, cap=cap)
    answers.tell(f"提示：{remark}" for remark in sheet.remarks)
    if out is not None:
        answers.save(
            out, lambda target: workbooks.write_allocation(target=target, measure=asked, allocation=shared)
        )
    if as_machine:
        answers.write_streamed(_head(asked, shared, sheet.remarks), {"rows": _rows_as_machine(shared)})
    else:
        answers.write(_as_lines(asked, shared, explain))


def _head(measure: law.Measure, shared: law.Allocation, remarks: tuple[str, ...]) -> dict[str, object]:
    return {
        "measure": measure.id,
        "cap": shared.cap.plain,
        "total_operating_amount": shared.total_operating_amount.plain,
        "total_entitlement": fen_text(int(shared.total_entitlement)),
        "total_share": shared.total_share.plain,
        "unspent": shared.unspent.plain,
        "scaled": shared.scaled,
        "because": shared.finding.because,
        "remarks": remarks,
        "readings": [reading_as_machine(choice) for choice in shared.readings],
    }


_ROW: Final = '{"applicant": %s, "operating_amount": "%d.%02d", "entitlement": "%d.%02d", "share": "%d.%02d"}'


def _rows_as_machine(shared: law.Allocation) -> Iterator[str]:
    """Give each row as a JSON text; no amount is negative, so yuan and fen can be written side by side."""
    for applicant, amount, entitlement, share in shared.rows_fen():
        yield _ROW % (
            encode_basestring(applicant),
            amount // FEN_PER_YUAN,
            amount % FEN_PER_YUAN,
            entitlement // FEN_PER_YUAN,
            entitlement % FEN_PER_YUAN,
            share // FEN_PER_YUAN,
            share % FEN_PER_YUAN,
        )


def _as_lines(measure: law.Measure, shared: law.Allocation, explain: bool) -> Iterator[str]:
    rows = ((a, str(Money(m)), str(Money(e)), str(Money(s))) for a, m, e, s in shared.rows_fen())
    yield from table(COLUMNS, rows)
    yield ""
    yield f"依据      {measure.cited_as}{shared.finding.cites}：{shared.finding.because}"
    yield f"年度总额  {shared.cap}"
    yield f"应补合计  {Money(int(shared.total_entitlement))}（按{shared.rate}）"
    yield f"补贴合计  {shared.total_share}"
    yield f"余额      {shared.unspent}"
    if explain:
        yield ""
        yield from tree(shared.finding)
        yield from _reckoning(shared)
    yield from readings_as_lines(shared.readings)


def _reckoning(shared: law.Allocation) -> Iterator[str]:
    """Write out how each share came about."""
    ratio = f" × {shared.cap} ÷ {Money(int(shared.total_entitlement))}" if shared.scaled else ""
    for applicant, amount, entitlement, share in shared.rows_fen():
        yield f"  {applicant}：{Money(amount)} × {shared.rate} = {Money(entitlement)}；{Money(entitlement)}{ratio}，取{Money(share)}"
