"""How a command answers: lines for people, JSON for machines, and every no with its reason."""

from __future__ import annotations

import itertools
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Final

from zhiyun.cli.tables import plain
from zhiyun.kernel.refusal import Faulty, Refusal

ANSWERED: Final = 0
OURS_TO_MEND: Final = 1
INPUT_WRONG: Final = 2
REFUSED: Final = 3
INTERRUPTED: Final = 130
READER_GONE: Final = 141

LINES_AT_ONCE: Final = 4_000


def write(lines: Iterable[str]) -> None:
    """Write lines to standard output in large pieces, so that a million of them take seconds."""
    coming = iter(lines)
    while piece := list(itertools.islice(coming, LINES_AT_ONCE)):
        sys.stdout.write("\n".join(piece) + "\n")


def write_streamed(head: Mapping[str, object], lists: Mapping[str, Iterable[str]]) -> None:
    """Write one JSON object whose ``lists`` may have a million rows, each already a JSON text."""
    for piece in streamed(head, lists):
        sys.stdout.write(piece + "\n")


def write_json(answer: object) -> None:
    """Write one JSON value, readable and in UTF-8."""
    write([as_json(answer)])


def as_json(answer: object) -> str:
    """Give a value as indented JSON; a large list goes through `streamed` instead."""
    return json.dumps(answer, ensure_ascii=False, indent=1)


def streamed(head: Mapping[str, object], lists: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Give one JSON object in pieces: ``head``, then ``lists`` whose rows come as JSON texts, one a line."""
    yield as_json(dict(head))[:-2] + ("," if lists else "")
    for number, (name, rows) in enumerate(lists.items(), start=1):
        yield f" {as_json(name)}: ["
        coming = iter(rows)
        piece = list(itertools.islice(coming, LINES_AT_ONCE))
        while piece:
            following = list(itertools.islice(coming, LINES_AT_ONCE))
            yield "  " + ",\n  ".join(piece) + ("," if following else "")
            piece = following
        yield " ]" + ("," if number < len(lists) else "")
    yield "}"


def save(path: Path, write_to: Callable[[BinaryIO], None]) -> None:
    """Write a file so that it is there whole or not at all, and say where it is."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("xb") as target:
            write_to(target)
        draft.replace(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        draft.unlink(missing_ok=True)
    tell([f"已另存为 {path}"])


def tell(lines: Iterable[str]) -> None:
    """Tell a person something beside the answer, on standard error."""
    for line in lines:
        sys.stderr.write(plain(line) + "\n")


def tell_faults(faulty: Faulty, *, as_machine: bool, hints: Iterable[str] = ()) -> int:
    """List every fault of an input; the exit code says the input is wrong."""
    if as_machine:
        listed = [{"place": fault.place, "message": fault.message} for fault in faulty.faults]
        write_json({"faults": listed, "unlisted": faulty.unlisted})
    tell([f"输入有误，共{faulty.count}处："])
    tell(f"  {line}" for fault in faulty.faults for line in str(fault).split("\n"))
    if faulty.unlisted:
        tell([f"  另有{faulty.unlisted}处未列出，改正以上各处后再试"])
    tell(hints)
    return INPUT_WRONG


def tell_refusal(refusal: Refusal, *, as_machine: bool) -> int:
    """Say what we decline and on which ground; the exit code says so too."""
    cites = None if refusal.cites is None else str(refusal.cites)
    if as_machine:
        write_json({"refused": str(refusal), "cites": cites})
    tell(f"不能答复：{refusal}".split("\n"))
    if cites:
        tell([f"依据：{cites}"])
    return REFUSED
