"""The malware scanner: clamd over its INSTREAM command, or the honest word that there is none.

No answer is ever taken for a clean one: a scanner that is silent, gone, too slow or speaks otherwise gives
`Outcome.UNREACHABLE`, and an installation without one gives `Outcome.NOT_CONFIGURED`.
"""

from __future__ import annotations

import enum
import re
import socket
import struct
from dataclasses import dataclass
from typing import BinaryIO, Final, Protocol

from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said, word

PIECE: Final = 1 << 16
LARGEST: Final = 64 << 20
"""Bytes sent at most; clamd's own StreamMaxLength must not be smaller than the largest upload."""
PATIENCE_SECONDS: Final = 30
"""For each step of the talk, not for the whole: connecting, sending one piece, each piece of the answer."""
_LONGEST_ANSWER: Final = 1024
_FOUND: Final = re.compile(r"stream: (.+) FOUND")
_HOST_AND_PORT: Final = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([\w.-]+)):(\d{1,5})", re.ASCII)


class Outcome(enum.Enum):
    """What is known about a file after asking the scanner; the value is what a person is told."""

    CLEAN = "未发现病毒"
    INFECTED = "发现病毒"
    UNREACHABLE = "查毒没有完成"
    NOT_CONFIGURED = "未配置查毒"


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome; ``detail`` is the name of the malware, or why there is no answer, or empty."""

    outcome: Outcome
    detail: str = ""

    def __str__(self) -> str:
        return (
            Said("%(outcome)s：%(detail)s", outcome=word(self.outcome.value), detail=self.detail)
            if self.detail
            else word(self.outcome.value)
        )


class AddressNotUnderstood(Refusal):
    """The scanner's address is neither a socket's path nor a host with its port."""

    def __init__(self, address: str) -> None:
        super().__init__(
            Said(
                "查毒地址“%(address)s”看不懂，请写 clamd 套接字的绝对路径，或“主机:端口”，如 127.0.0.1:3310",
                address=address,
            )
        )


class Scanner(Protocol):
    """Whoever can say whether a file carries malware."""

    def scan(self, stream: BinaryIO) -> Verdict:
        """Look at the whole of ``stream``; leaves it at its start."""


def scanner(address: str | None) -> Scanner:
    """Give the scanner at an ``address``: a socket's absolute path or ``host:port``; none when it is empty.

    Refuses with `AddressNotUnderstood`: a mistyped address must not pass for no address.
    """
    address = (address or "").strip()
    if not address:
        return _NoScanner()
    if address.startswith("/"):
        return _Clamd(address)
    found = _HOST_AND_PORT.fullmatch(address)
    if not found or not 0 < int(found[3]) < 1 << 16:
        raise AddressNotUnderstood(address)
    return _Clamd((found[1] or found[2], int(found[3])))


class _NoScanner:
    def scan(self, stream: BinaryIO) -> Verdict:
        return Verdict(Outcome.NOT_CONFIGURED)


class _Silent(Exception):
    """The scanner gave no usable answer, and why."""


class _Clamd:
    def __init__(self, address: str | tuple[str, int]) -> None:
        self._address = address

    def scan(self, stream: BinaryIO) -> Verdict:
        stream.seek(0)
        try:
            with self._connected() as connection:
                _send(connection, stream)
                return _verdict(_answer(connection))
        except _Silent as silence:
            return Verdict(Outcome.UNREACHABLE, str(silence))
        except TimeoutError:
            return Verdict(
                Outcome.UNREACHABLE, Said("查毒程序超过 %(seconds)s 秒没有回应", seconds=PATIENCE_SECONDS)
            )
        except OSError:
            return Verdict(Outcome.UNREACHABLE, Said("连不上查毒程序，或连接中断"))
        finally:
            stream.seek(0)

    def _connected(self) -> socket.socket:
        if isinstance(self._address, tuple):
            return socket.create_connection(self._address, timeout=PATIENCE_SECONDS)
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(PATIENCE_SECONDS)
        try:
            connection.connect(self._address)
        except OSError:
            connection.close()
            raise
        return connection


def _send(connection: socket.socket, stream: BinaryIO) -> None:
    sent = 0
    try:
        connection.sendall(b"zINSTREAM\0")
        while piece := stream.read(PIECE):
            sent += len(piece)
            if sent > LARGEST:
                raise _Silent(Said("文件超过查毒上限 %(most)s MB", most=LARGEST >> 20))
            connection.sendall(struct.pack("!I", len(piece)) + piece)
        connection.sendall(struct.pack("!I", 0))
    except (BrokenPipeError, ConnectionResetError):
        # clamd stops listening once the file is longer than it takes; why is in its answer, if there is one.
        return


def _answer(connection: socket.socket) -> str:
    answer = b""
    while b"\0" not in answer and len(answer) <= _LONGEST_ANSWER and (piece := connection.recv(PIECE)):
        answer += piece
    text, end, _ = answer.partition(b"\0")
    if not end:
        raise _Silent(Said("查毒程序没有把话说完"))
    # What comes from outside goes to screens and logs: no control characters.
    return "".join(character for character in text.decode("utf-8", "replace") if character.isprintable())


def _verdict(answer: str) -> Verdict:
    if answer == "stream: OK":
        return Verdict(Outcome.CLEAN)
    if found := _FOUND.fullmatch(answer):
        return Verdict(Outcome.INFECTED, found[1][:200])
    raise _Silent(Said("查毒程序回答“%(answer)s”", answer=answer[:200]))
