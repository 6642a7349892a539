"""`zhiyun doctor`: what is missing or misconfigured on this machine, each with the one mend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from zhiyun.cli import answers, options
from zhiyun.cli.chinese import ChineseCommand
from zhiyun.cli.examination import Check, Mark, examine
from zhiyun.cli.surroundings import home, today
from zhiyun.cli.tables import width

HELP = """
检查本机能否正常使用知运，逐项说明：ok 正常；注意 可以使用但有提醒；缺 必须处理。每项只给一个处理办法。

检查不改动任何内容。有“缺”时退出码为 2，否则为 0。
"""

MARK_ROOM = 4


@click.command(cls=ChineseCommand, help=HELP)
@options.as_json
def doctor(as_machine: bool) -> int:
    """Look at everything and list it; the exit code says whether something is missing."""
    checks = tuple(examine(home=home(), today=today()))
    if as_machine:
        listed = [
            {"mark": each.mark.value, "what": each.what, "found": each.found, "mend": each.mend or None}
            for each in checks
        ]
        answers.write_json({"checks": listed})
    else:
        answers.write(_as_lines(checks))
    missing = any(each.mark is Mark.MISSING for each in checks)
    return answers.INPUT_WRONG if missing else answers.ANSWERED


def _as_lines(checks: Sequence[Check]) -> Iterator[str]:
    room = max(width(each.what) for each in checks)
    for each in checks:
        mark = each.mark.value + " " * (MARK_ROOM - width(each.mark.value))
        yield f"{mark}  {each.what}{' ' * (room - width(each.what))}  {each.found}"
        if each.mend:
            yield f"{' ' * (MARK_ROOM + 2)}办法：{each.mend}"
