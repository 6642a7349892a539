"""Writes `docs/cli.md`, the reference of every command, from the commands themselves.

``python -m zhiyun.cli.reference`` prints it; ``python -m zhiyun.cli.reference docs/cli.md`` writes it there.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from zhiyun.cli.chinese import called, sections, usage
from zhiyun.cli.program import program

PREFACE = """<!-- 由 python -m zhiyun.cli.reference docs/cli.md 从命令生成，请勿手工修改 -->
# 命令行参考
"""


def reference() -> str:
    """Give the whole reference as Markdown."""
    return PREFACE + "\n" + "\n".join(_command(program, click.Context(program, info_name="zhiyun"), 2)) + "\n"


def _command(command: click.Command, ctx: click.Context, level: int) -> Iterator[str]:
    yield f"{'#' * level} `{ctx.command_path}`"
    yield ""
    yield f"```\n{usage(command, ctx)}\n```"
    yield ""
    yield from (line or "" for line in inspect.cleandoc(command.help or "").split("\n"))
    for heading, rows in sections(command, ctx):
        yield ""
        yield f"| {heading} | 说明 |"
        yield "|---|---|"
        yield from (f"| `{term}` | {_cell(words)} |" for term, words in rows)
    if command.epilog:
        yield ""
        yield inspect.cleandoc(command.epilog)
    for name, below in called(command, ctx):
        yield ""
        yield from _command(below, click.Context(below, info_name=name, parent=ctx), min(level + 1, 4))


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ")


def main() -> None:
    """Print the reference, or write it to the file named."""
    if sys.argv[1:]:
        Path(sys.argv[1]).write_text(reference(), encoding="utf-8")
    else:
        sys.stdout.write(reference())


if __name__ == "__main__":
    main()
