"""`zhiyun audit`: the record exported, proven offline, and sealed by the day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import click
from django.db import DatabaseError

from zhiyun.casework import verifying
from zhiyun.cli import answers, options
from zhiyun.cli.chinese import ChineseGroup
from zhiyun.cli.database import NoTables, connected
from zhiyun.cli.values import IN_FILE, OUT_LINES
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said

HELP = """
导出、核验和封存办理记录。

每一步办理都在记录里留下一条事件，按件成链，逐条以 SM3 相扣；每天对各链的末端算一个日根。
核验不需要数据库和网络，任何一台装有知运的电脑都能做。
"""

EXPORT_EPILOG = "JSON 的键：file、roots、chains、events。"

VERIFY_HELP = """
核验导出的记录：逐行检查有没有改动、删除、增加、换位和截断，指出在第几行。

记录被整体改写，或者最后一个日根之后的部分被整段删去，只凭文件看不出来：请用 --root 给出另处保存的日根。
"""

VERIFY_EPILOG = """
JSON 的键：roots、chains、events、covered（日根覆盖的事件数）、root（最后一个日根的 SM3）、warnings（place、message）。
有改动的，按输入有误列出每一处（faults：place、message），退出码为 2。
"""

SEAL_HELP = """
对今天以前还没有日根的日子算出日根，并显示最后一个日根。

平日由新一天的第一次办理自动完成；夜间定时执行这个命令，可以把日根及时抄送到另处保存。
"""

SEAL_EPILOG = "JSON 的键：made（这次是否新算了日根）、number、day、root；还没有日根的，后三项为空。"

FAULTS_LISTED = 200


@click.group("audit", cls=ChineseGroup, help=HELP)
def audit_group() -> None:
    """Hold the three commands together."""


@audit_group.command(
    help="把全部办理记录导出为文件，每行一条 JSON。", epilog=EXPORT_EPILOG, short_help="导出全部记录"
)
@click.argument("file", type=OUT_LINES, metavar="文件.jsonl", help="导出到哪个文件")
@options.as_json
def export(file: Path, as_machine: bool) -> None:
    """Write the record as it stands."""
    at = connected()
    from zhiyun.casework import record  # noqa: PLC0415 - tables exist once Django is set up

    line = ""

    def write_to(target: BinaryIO) -> None:
        nonlocal line
        for line in record.exported(at=at):
            target.write(line.encode() + b"\n")

    try:
        answers.save(file, write_to)
    except DatabaseError as error:
        raise NoTables(str(error)) from error
    _tell_export(file, line, as_machine=as_machine)


@audit_group.command(help=VERIFY_HELP, epilog=VERIFY_EPILOG, short_help="离线核验导出的记录")
@click.argument("file", type=IN_FILE, metavar="文件.jsonl", help="导出的记录")
@click.option("--root", metavar="SM3", default="", help="另处保存的一个日根，64位十六进制")
@options.as_json
def verify(file: Path, root: str, as_machine: bool) -> None:
    """Prove the file, without a database."""
    if root and not verifying.is_hash(text=root):
        raise Faulty([Fault("--root", Said("应是64位十六进制的 SM3，请从保存日根的地方完整抄来"))])
    # A byte that is no text becomes a character that no hash fits; a line ends where the export ended it.
    with file.open(encoding="utf-8", errors="replace", newline="\n") as lines:
        verdict = verifying.verified(lines=lines, root=root)
    if verdict.faults:
        raise Faulty(verdict.faults[:FAULTS_LISTED], unlisted=max(0, len(verdict.faults) - FAULTS_LISTED))
    if as_machine:
        warnings = [{"place": each.place, "message": each.message} for each in verdict.warnings]
        counts = {name: getattr(verdict, name) for name in ("roots", "chains", "events", "covered")}
        answers.write_json(counts | {"root": verdict.root or None, "warnings": warnings})
    else:
        answers.write(_verdict_lines(verdict, proven_by_root=bool(root)))


@audit_group.command(help=SEAL_HELP, epilog=SEAL_EPILOG, short_help="算出以前日子的日根")
@options.as_json
def seal(as_machine: bool) -> None:
    """Make the root that days past still lack, and show the last one."""
    at = connected()
    from zhiyun.casework import record  # noqa: PLC0415 - tables exist once Django is set up

    try:
        made = record.seal_days_before(at=at)
        last = record.last_root()
    except DatabaseError as error:
        raise NoTables(str(error)) from error
    number, day, root = (None, None, None) if last is None else (last.number, str(last.day), last.sm3)
    if as_machine:
        answers.write_json({"made": made is not None, "number": number, "day": day, "root": root})
    elif root is None:
        answers.write(["还没有日根：今天以前没有办理记录。"])
    else:
        told = "新算了" if made is not None else "没有要补的，最后一个是"
        answers.write([f"{told}第{number}个日根（{day}）", f"SM3  {root}", "请把这一行抄送到另处保存。"])


def _tell_export(file: Path, end: str, *, as_machine: bool) -> None:
    counts = verifying.counts(line=end)
    if as_machine:
        answers.write_json({"file": str(file)} | counts)
    else:
        answers.write(
            [
                f"导出{counts['chains']}条链、{counts['events']}条事件、{counts['roots']}个日根。核验：zhiyun audit verify {file}"
            ]
        )


def _verdict_lines(verdict: verifying.Verdict, *, proven_by_root: bool) -> Iterator[str]:
    yield f"记录完整：{verdict.chains}条链、{verdict.events}条事件、{verdict.roots}个日根，没有发现改动。"
    yield f"日根覆盖{verdict.covered}条，其后的{verdict.events - verdict.covered}条只由各自的链证明。"
    if verdict.root:
        yield f"最后一个日根  {verdict.root}"
    if proven_by_root:
        yield "含有另处保存的日根：到那个日根为止，没有被整体改写。"
    else:
        yield "没有给出 --root，不能证明记录没有被整体改写或截短。"
    for warning in verdict.warnings:
        yield f"注意  {warning}"
