"""`zhiyun replay`: a decision computed again from what was frozen, and what differs."""

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
    from zhiyun.casework.deciding.replaying import Replay

HELP = """
按审定时冻结的事实、口径和金额重新计算一次，逐项与当时的结果对照，说明完全一致，或者哪里不一致。

编号是审定编号（SD-年份-序号，全批重算）或者其中一家的决定编号（只列这一家和全批的差异）。
同时核对封存值、决定记录，以及冻结的事实与申报材料是否一致。程序版本变了而结果没变的，仍是一致。
"""

EPILOG = """
JSON 的键：reference、identical、sm3、code_then、code_now、lines、differences（place、what、frozen、now）。
不一致的，退出码为 2，差异逐项列出；place 是申报编号，或者“全批”。
"""


@click.command(cls=ChineseCommand, help=HELP, epilog=EPILOG)
@click.argument("reference", metavar="编号", help="审定编号或决定编号")
@options.as_json
def replay(reference: str, as_machine: bool) -> int:
    """Compute again and compare; the exit code says whether all is as it was."""
    connected()
    from zhiyun.casework.queries import resolutions  # noqa: PLC0415 - tables exist once Django is set up

    missing = Said("没有审定或决定「%(reference)s」，请核对编号", reference=reference)
    found = again.found(lambda: resolutions.replayed(reference=reference), missing=missing)
    machine = _as_machine(found) if as_machine else None
    return again.told(is_same=found.is_identical, machine=machine, lines=_as_lines(found))


def _as_machine(found: Replay) -> dict[str, object]:
    return {
        "reference": found.reference,
        "identical": found.is_identical,
        "sm3": found.sm3,
        "code_then": found.code_then,
        "code_now": found.code_now,
        "lines": found.lines,
        "differences": [
            {"place": each.place, "what": each.what, "frozen": each.frozen, "now": each.now}
            for each in found.differences
        ],
    }


def _as_lines(found: Replay) -> Iterator[str]:
    yield f"审定  {found.reference}，{found.lines}家"
    yield f"封存  SM3 {found.sm3}"
    yield f"程序  当时 {found.code_then}，现在 {found.code_now}"
    if found.is_identical:
        yield "重算结果与审定时完全一致。"
        return
    yield f"重算结果与审定时有{len(found.differences)}处不一致："
    columns = [Column("申报编号"), Column("项目"), Column("审定时"), Column("重算")]
    yield from table(columns, ((each.place, each.what, each.frozen, each.now) for each in found.differences))
