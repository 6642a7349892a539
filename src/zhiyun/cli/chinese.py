"""Commands whose help pages are Chinese throughout, laid out for Chinese text."""

from __future__ import annotations

import importlib
import inspect
import shutil
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

import click

from zhiyun.cli.tables import folded, width

HELP_WORDS: Final = "显示本帮助后退出"
WIDEST_PAGE: Final = 100
NARROWEST_PAGE: Final = 60
WIDEST_TERM: Final = 30


class _Page(click.Command):
    """What a command and a group share: the help page, and knowing where a misstep happened."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the page: usage, words, arguments, options, commands."""
        room = max(NARROWEST_PAGE, min(WIDEST_PAGE, shutil.get_terminal_size((WIDEST_PAGE, 24)).columns))
        formatter.write("\n".join(_page(self, ctx, room)) + "\n")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give the help option, in Chinese."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = HELP_WORDS
        return option

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line; a misstep knows its command, so that its usage can be shown."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as misstep:
            misstep.ctx = misstep.ctx or ctx
            raise


class ChineseCommand(_Page):
    """One command."""


class Elsewhere(NamedTuple):
    """A command in a module of its own: ``module:name``, and what a list of commands says of it."""

    address: str
    short_help: str


class ChineseGroup(_Page, click.Group):
    """A family of commands; those named in ``elsewhere`` are imported only when asked for, not to be listed."""

    command_class = ChineseCommand

    def __init__(
        self, *args: object, elsewhere: Mapping[str, Elsewhere] | None = None, **settings: object
    ) -> None:
        super().__init__(*args, **settings)  # type: ignore[arg-type]  # handed through to click unchanged
        self.elsewhere = elsewhere or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the commands in the order they were written down, which is the order of the work."""
        return [*self.commands, *self.elsewhere]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Find a command, importing its module where needed."""
        if cmd_name not in self.elsewhere:
            return self.commands.get(cmd_name)
        address = self.elsewhere[cmd_name].address
        module, name = address.split(":")
        found = getattr(importlib.import_module(module), name)
        assert isinstance(found, click.Command), f"{address} is no command"
        return found

    def listed(self) -> Iterator[tuple[str, str]]:
        """Give each command by name with what a list says of it, in order."""
        yield from ((name, below.short_help or "") for name, below in self.commands.items())
        yield from ((name, below.short_help) for name, below in self.elsewhere.items())


def usage(command: click.Command, ctx: click.Context) -> str:
    """Write how the command is called, its required options in full."""
    pieces = [ctx.command_path]
    params = command.get_params(ctx)
    pieces += [param.human_readable_name for param in params if isinstance(param, click.Argument)]
    answers_itself = isinstance(command, click.Group) and command.invoke_without_command
    options = [param for param in params if isinstance(param, click.Option) and not param.is_flag]
    pieces += [_term(param, ctx) for param in options if param.required or answers_itself]
    pieces.append("[选项]")
    if isinstance(command, click.Group) and not answers_itself:
        pieces.append("命令 …")
    return " ".join(pieces)


def called(command: click.Command, ctx: click.Context) -> Iterator[tuple[str, click.Command]]:
    """Give a group's commands by name, in order; nothing for a single command."""
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            below = command.get_command(ctx, name)
            assert below is not None
            yield name, below


def sections(command: click.Command, ctx: click.Context) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Give the tables of a help page that are not empty: arguments, options, commands, each term with its words."""
    params = command.get_params(ctx)
    arguments = [each for each in params if isinstance(each, click.Argument)]
    options = [each for each in params if isinstance(each, click.Option)]
    tables = {
        "参数": [(each.human_readable_name, each.help or "") for each in arguments],
        "选项": [(_term(each, ctx), each.help or "") for each in options],
        "命令": list(command.listed()) if isinstance(command, ChineseGroup) else [],
    }
    yield from ((heading, rows) for heading, rows in tables.items() if rows)


def _page(command: click.Command, ctx: click.Context, room: int) -> Iterator[str]:
    yield from folded(f"用法：{usage(command, ctx)}", room)
    yield ""
    yield from folded(inspect.cleandoc(command.help or ""), room, indent="  ")
    for heading, rows in sections(command, ctx):
        yield from _section(heading, rows, room)
    if command.epilog:
        yield ""
        yield from folded(inspect.cleandoc(command.epilog), room)


def _section(heading: str, rows: list[tuple[str, str]], room: int) -> Iterator[str]:
    yield ""
    yield f"{heading}："
    taken = min(WIDEST_TERM, max(width(term) for term, _ in rows)) + 4
    for term, words in rows:
        lines = list(folded(words, room - taken))
        if width(term) + 4 <= taken:
            yield "  " + term + " " * (taken - 2 - width(term)) + lines[0]
            lines = lines[1:]
        else:
            yield "  " + term
        yield from (" " * taken + line for line in lines)


def _term(option: click.Option, ctx: click.Context) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    return names if option.is_flag else f"{names} {option.make_metavar(ctx)}"
