"""Every command explains itself in Chinese and has its place in docs/cli.md."""

import re
from collections.abc import Iterator

import click

from tests.structure.sources import ROOT
from zhiyun.cli.program import program

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_every_command_and_every_option_has_help_in_chinese() -> None:
    silent = [
        " ".join([name, *getattr(part, "opts", ())])
        for name, command in _commands(program, "zhiyun")
        for part in (command, *(one for one in command.params if isinstance(one, click.Option)))
        if not CHINESE.search(part.help or "")
    ]

    assert silent == []


def test_every_command_is_described_in_the_manual() -> None:
    manual = (ROOT / "docs" / "cli.md").read_text()

    assert [name for name, _ in _commands(program, "zhiyun") if name not in manual] == []


def _commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            assert found is not None, below
            yield from _commands(found, f"{name} {below}")
