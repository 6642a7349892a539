"""`zhiyun ledger`: the books proven on the database alone, offline."""

from __future__ import annotations

from collections.abc import Iterator

import click
from django.db import DatabaseError

from zhiyun.cli import answers, options
from zhiyun.cli.chinese import ChineseGroup
from zhiyun.cli.database import NoTables, connected
from zhiyun.kernel.refusal import Fault, Faulty

HELP = """
核验资金台账。

每项资金每年一本，钱只从一个账户记到另一个账户，逐笔以 SM3 相扣，只增不改。
"""

VERIFY_HELP = """
核验全部台账：序号、SM3 链、账户与种类、余额、年度总额和预算、每一件的余额、末笔与办理记录、支付指令与银行回单。

只读本机的数据库，不联网，什么也不改。
"""

VERIFY_EPILOG = """
JSON 的键：books、transfers、heads（book、sm3：每本最后一笔的 SM3）。
有不符的，按输入有误列出每一处（faults：place、message），退出码为 2。
"""

FAULTS_LISTED = 200


@click.group("ledger", cls=ChineseGroup, help=HELP)
def ledger_group() -> None:
    """Hold the commands together."""


@ledger_group.command(help=VERIFY_HELP, epilog=VERIFY_EPILOG, short_help="核验全部台账")
@options.as_json
def verify(as_machine: bool) -> None:
    """Prove every book, and say what differs."""
    connected()
    from zhiyun.casework import ledger  # noqa: PLC0415 - tables exist once Django is set up

    try:
        verdict = ledger.verified()
    except DatabaseError as error:
        raise NoTables(str(error)) from error
    faults = [Fault(each.place, each.message) for each in verdict.differences]
    if faults:
        raise Faulty(faults[:FAULTS_LISTED], unlisted=max(0, len(faults) - FAULTS_LISTED))
    if as_machine:
        heads = [{"book": book, "sm3": sm3 or None} for book, sm3 in verdict.heads]
        answers.write_json({"books": verdict.books, "transfers": verdict.transfers, "heads": heads})
    else:
        answers.write(_lines(verdict.books, verdict.transfers, verdict.heads))


def _lines(books: int, transfers: int, heads: tuple[tuple[str, str], ...]) -> Iterator[str]:
    if not books:
        yield "还没有台账：登记并复核第一笔预算后才有。"
        return
    yield f"台账完整：{books}本、{transfers}笔，没有发现不符。"
    for book, sm3 in heads:
        yield f"{book}  最后一笔 {sm3 or '（无）'}"
