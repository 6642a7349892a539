"""The malware scanner, asked over real sockets: whatever is not a clear “clean” is never taken for one."""

import io
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from zhiyun.gateways import scanning
from zhiyun.gateways.scanning import Outcome, Verdict, scanner

FILE = b"evidence " * 20_000


class Clamd:
    """Speaks the server's side of INSTREAM once, remembers what it was sent, and answers as told."""

    def __init__(self, listening: socket.socket, answer: bytes, *, reads: int | None = None) -> None:
        self.command = b""
        self.pieces: list[bytes] = []
        self._listening, self._answer, self._reads = listening, answer, reads
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def join(self) -> None:
        self._thread.join()

    def _serve(self) -> None:
        connection, _ = self._listening.accept()
        with connection, connection.makefile("rb") as heard:
            self.command = heard.read(10)
            while self._reads is None or len(self.pieces) < self._reads:
                (length,) = struct.unpack("!I", heard.read(4))
                if not length:
                    break
                self.pieces.append(heard.read(length))
            connection.sendall(self._answer)


@contextmanager
def clamd(answer: bytes, *, at: Path | None = None, reads: int | None = None) -> Iterator[tuple[str, Clamd]]:
    family = socket.AF_UNIX if at else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.bind(str(at) if at else ("127.0.0.1", 0))
        listening.listen()
        address = str(at) if at else f"127.0.0.1:{listening.getsockname()[1]}"
        served = Clamd(listening, answer, reads=reads)
        yield address, served
        served.join()


def test_a_clean_file_is_sent_whole_in_pieces_and_found_clean() -> None:
    stream = io.BytesIO(FILE)
    stream.read()

    with clamd(b"stream: OK\0") as (address, served):
        verdict = scanner(address).scan(stream)

    assert verdict == Verdict(Outcome.CLEAN)
    assert str(verdict) == "未发现病毒"
    assert served.command == b"zINSTREAM\0"
    assert b"".join(served.pieces) == FILE
    assert max(map(len, served.pieces)) <= scanning.PIECE
    assert stream.tell() == 0


def test_an_infected_file_is_named_over_a_unix_socket(tmp_path: Path) -> None:
    with clamd(b"stream: Eicar-Test-Signature FOUND\0", at=tmp_path / "clamd.sock") as (address, _):
        verdict = scanner(address).scan(io.BytesIO(FILE))

    assert verdict == Verdict(Outcome.INFECTED, "Eicar-Test-Signature")
    assert str(verdict) == "发现病毒：Eicar-Test-Signature"


@pytest.mark.parametrize("address", [None, "", "  "])
def test_without_a_scanner_nothing_is_called_clean(address: str | None) -> None:
    verdict = scanner(address).scan(io.BytesIO(FILE))

    assert verdict == Verdict(Outcome.NOT_CONFIGURED)
    assert str(verdict) == "未配置查毒"


@pytest.mark.parametrize(
    ("answer", "detail"),
    [
        ("", "查毒程序没有把话说完"),
        ("stream: OK", "查毒程序没有把话说完"),
        ("stream: OK\n" * 10_000, "查毒程序没有把话说完"),
        ("UNKNOWN COMMAND\0", "查毒程序回答“UNKNOWN COMMAND”"),
        ("other: OK\0", "查毒程序回答“other: OK”"),
        ("stream: OK FOUND it ERROR\0", "查毒程序回答“stream: OK FOUND it ERROR”"),
        ("\0stream: OK\0", "查毒程序回答“”"),
    ],
)
def test_an_answer_that_is_not_a_clear_yes_is_no_clean_verdict(answer: str, detail: str) -> None:
    with clamd(answer.encode()) as (address, _):
        verdict = scanner(address).scan(io.BytesIO(b"short"))

    assert verdict.outcome is Outcome.UNREACHABLE
    assert verdict.detail in (detail, "连不上查毒程序，或连接中断")


def test_a_file_longer_than_clamd_takes_is_not_clean_and_clamd_says_why(tmp_path: Path) -> None:
    answer = b"INSTREAM size limit exceeded. ERROR\0"

    with clamd(answer, at=tmp_path / "clamd.sock", reads=1) as (address, _):
        verdict = scanner(address).scan(io.BytesIO(FILE * 50))

    assert verdict == Verdict(Outcome.UNREACHABLE, "查毒程序回答“INSTREAM size limit exceeded. ERROR”")


def test_a_file_longer_than_we_send_is_not_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "LARGEST", len(FILE) - 1)

    with clamd(b"stream: OK\0", reads=2) as (address, _):
        verdict = scanner(address).scan(io.BytesIO(FILE))

    assert verdict.outcome is Outcome.UNREACHABLE
    assert verdict.detail.startswith("文件超过查毒上限")


def test_a_scanner_that_is_gone_is_not_a_clean_verdict(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        closed = f"127.0.0.1:{taken.getsockname()[1]}"

        verdicts = [scanner(at).scan(io.BytesIO(FILE)) for at in (closed, str(tmp_path / "none.sock"))]

    assert verdicts == [Verdict(Outcome.UNREACHABLE, "连不上查毒程序，或连接中断")] * 2


def test_a_scanner_that_says_nothing_is_not_waited_for_forever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "PATIENCE_SECONDS", 0.2)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()

        verdict = scanner(f"127.0.0.1:{listening.getsockname()[1]}").scan(io.BytesIO(b"short"))

    assert verdict == Verdict(Outcome.UNREACHABLE, "查毒程序超过 0.2 秒没有回应")


def test_control_characters_in_the_name_of_a_virus_reach_no_log() -> None:
    """Attack case 43: what an outside program says goes to screens and logs."""
    with clamd("stream: Evil\x1b[2J\r\n\u202e FOUND\0".encode()) as (address, _):
        verdict = scanner(address).scan(io.BytesIO(FILE))

    assert verdict == Verdict(Outcome.INFECTED, "Evil[2J")


@pytest.mark.parametrize(
    "address", ["clamd", "clamd:", ":3310", "host:0", "host:65536", "run/clamd.sock", "a b:1"]
)
def test_an_address_that_is_mistyped_is_refused(address: str) -> None:
    with pytest.raises(scanning.AddressNotUnderstood, match="请写 clamd 套接字的绝对路径，或“主机:端口”"):
        scanner(address)


@pytest.mark.parametrize("address", ["127.0.0.1:3310", "[::1]:3310", "clamd.example:3310", "/run/clamd.sock"])
def test_paths_and_hosts_with_ports_are_addresses(address: str) -> None:
    assert scanner(address) is not None
