"""Every command explains itself in Chinese and has its place in docs/cli.md."""

import re
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest

from tests.structure.sources import ROOT
from zhiyun.cli.chinese import ChineseGroup
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


def test_every_list_of_commands_says_in_chinese_what_each_does() -> None:
    silent = [
        f"{name} {below}"
        for name, command in _commands(program, "zhiyun")
        if isinstance(command, ChineseGroup)
        for below, words in command.listed()
        if not CHINESE.search(words)
    ]

    assert silent == []


@pytest.mark.parametrize("asked", [["--help"], ["patents", "--help"], ["law", "--help"]])
def test_a_list_of_commands_waits_for_none_of_them(asked: list[str]) -> None:
    """Who asks what there is does not wait a second for what reads patents or speaks to a database."""
    heavy = {"django", "duckdb", "pyarrow", "tantivy", "openpyxl"}
    listing = (
        f"import sys; from zhiyun.cli.program import run; run({asked}); print({heavy} & set(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", listing], stdout=subprocess.PIPE, text=True, check=True)

    assert told.stdout.splitlines()[-1] == "set()"


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
