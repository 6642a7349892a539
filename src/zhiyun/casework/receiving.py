"""Taking in an upload before any row speaks of it: its kind by its content, malware asked for, its bytes kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from zhiyun.casework.calls.publishing import KeptFile
from zhiyun.gateways.file_kinds import ACCEPTED, known_kind, safe_name
from zhiyun.gateways.safekeeping import Store
from zhiyun.gateways.scanning import Outcome, Scanner
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said

LARGEST_FILE = 20 << 20
"""Bytes of one file handed in."""


@dataclass(frozen=True, slots=True)
class Received:
    """A file in safekeeping: what it is called, and what the malware scanner said of it."""

    file: KeptFile
    name: str
    verdict: str


class Infected(Refusal):
    """The scanner found malware; nothing was kept."""

    def __init__(self, name: str, malware: str) -> None:
        super().__init__(
            Said(
                "「%(name)s」里发现病毒（%(malware)s），没有保存。请清除病毒或换一份文件后再上传。",
                name=name,
                malware=malware,
            )
        )


def received(*, stream: BinaryIO, name: str, store: Store, scanner: Scanner) -> Received:
    """Keep an upload and say what it is; refuses what is no kind we take, what is infected, and what is too large.

    It runs outside every transaction: the bytes are safe before a row names them.
    """
    kind = known_kind(stream, name)
    verdict = scanner.scan(stream)
    if verdict.outcome is Outcome.INFECTED:
        raise Infected(safe_name(name), verdict.detail)
    kept = store.keep(stream)
    return Received(
        KeptFile(kept.sm3, kept.size, kind.code, kind.media_type),
        safe_name(name),
        verdict.outcome.name.lower(),
    )


def verdict_words(*, verdict: str) -> str:
    """Say what is known of a file's malware, in the scanner's words."""
    return Outcome[verdict.upper()].value


def kind_words(*, kind: str) -> str:
    """Say what a person calls a kind of file."""
    return next((each.word for each in ACCEPTED if each.code == kind), kind)
