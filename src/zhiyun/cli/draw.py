"""`zhiyun draw`: a panel of experts drawn again from its seed, pool and rules, and whether it is the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from zhiyun.cli import again, options
from zhiyun.cli.chinese import ChineseCommand
from zhiyun.cli.database import connected
from zhiyun.cli.tables import Column, table
from zhiyun.kernel.said import Said

if TYPE_CHECKING:
    from zhiyun.casework.queries.review_panel import Redrawn

HELP = """
按记录的种子、名单和条件把专家组重抽一次，说明与当时抽出的是否一致。

签值是 SM3（种子|签号）；按签值从小到大取，同一单位只取一人，并且余下的人仍能补足人数、覆盖领域的才取。
只列签号，不列姓名。编号是专家组编号（ZJ-年份-序号）。
"""

EPILOG = """
JSON 的键：reference、same、seed、size、fields、then、now、lots（place、ticket、employer、fields、lot、drawn）。
不一致的，退出码为 2。
"""


@click.command(cls=ChineseCommand, help=HELP, epilog=EPILOG)
@click.argument("reference", metavar="编号", help="专家组编号")
@options.as_json
def draw(reference: str, as_machine: bool) -> int:
    """Draw again and compare; the exit code says whether the panel is the same."""
    connected()
    from zhiyun.casework.queries import review_panel  # noqa: PLC0415 - tables exist once Django is set up

    missing = Said("没有专家组「%(reference)s」，请核对编号", reference=reference)
    found = again.found(lambda: review_panel.redrawn(reference=reference), missing=missing)
    machine = _as_machine(found) if as_machine else None
    return again.told(is_same=found.is_same, machine=machine, lines=_as_lines(found))


def _as_machine(found: Redrawn) -> dict[str, object]:
    return {
        "reference": found.reference,
        "same": found.is_same,
        "seed": found.seed,
        "size": found.size,
        "fields": list(found.fields),
        "then": list(found.then),
        "now": list(found.again),
        "lots": [
            {
                "place": each.place,
                "ticket": each.ticket,
                "employer": each.employer,
                "fields": list(each.fields),
                "lot": each.lot,
                "drawn": each.is_drawn,
            }
            for each in found.lots
        ],
    }


def _as_lines(found: Redrawn) -> Iterator[str]:
    yield f"专家组  {found.reference}，{found.size}人，领域 {'、'.join(found.fields) or '不限'}"
    yield f"种子    {found.seed}"
    columns = [Column("次序"), Column("签号"), Column("单位"), Column("签值"), Column("结果")]
    yield from table(
        columns,
        (
            (str(each.place), each.ticket, each.employer, each.lot[:16], "抽中" if each.is_drawn else "—")
            for each in found.lots
        ),
    )
    yield "重抽结果与当时完全一致。" if found.is_same else "重抽结果与当时不一致，请立即报告审计。"
