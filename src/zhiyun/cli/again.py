"""What commands share that do something again and compare: ask the tables, answer, and say by the exit code if it is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db import DatabaseError

from zhiyun.cli import answers
from zhiyun.cli.database import NoTables
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said

Found = TypeVar("Found")


def found(ask: Callable[[], Found | None], *, missing: Said) -> Found:
    """Give what was done again; refuses tables that cannot be read, and, with ``missing``, a reference nothing has."""
    try:
        answer = ask()
    except DatabaseError as error:
        raise NoTables(str(error)) from error
    if answer is None:
        raise Faulty([Fault(Said("编号"), missing)])
    return answer


def told(*, is_same: bool, machine: dict[str, object] | None, lines: Iterable[str]) -> int:
    """Write it for a machine, where one asks, or else for people; give the exit code."""
    if machine is not None:
        answers.write_json(machine)
    else:
        answers.write(lines)
    return answers.ANSWERED if is_same else answers.INPUT_WRONG
