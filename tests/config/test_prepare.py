"""Before a start: one key for good, and a port that is free."""

import socket
import subprocess
from pathlib import Path

import pytest

from zhiyun.config.prepare import keep_secret_key, port_fault

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [("--help", 0, "用法：./run"), ("-h", 0, "Usage: ./run"), ("--wrong", 2, "./run 没有“--wrong”这个参数")],
)
def test_run_helps_or_says_what_it_does_not_take_and_starts_nothing(
    typed: str, status: int, said: str
) -> None:
    done = subprocess.run([ROOT / "run", typed], capture_output=True, text=True, timeout=20, check=False)

    assert done.returncode == status
    assert said in (done.stderr if status else done.stdout)


def test_the_secret_key_is_written_once_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "secret_key"

    keep_secret_key(file)
    first = file.read_text()
    keep_secret_key(file)

    assert file.read_text() == first
    assert len(first.strip()) >= 50
    assert file.stat().st_mode & 0o777 == 0o600


def test_two_installations_do_not_share_a_key(tmp_path: Path) -> None:
    keep_secret_key(tmp_path / "one")
    keep_secret_key(tmp_path / "other")

    assert (tmp_path / "one").read_text() != (tmp_path / "other").read_text()


def test_a_taken_port_is_told_with_the_command_that_mends_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        fault = port_fault("127.0.0.1", port)

    assert fault == f"端口 {port} 已被别的程序占用（也许知运已经在运行）。换一个端口：PORT={port + 1} ./run"
    assert port_fault("127.0.0.1", port) is None


def test_an_address_of_another_machine_is_refused() -> None:
    # 192.0.2.0/24 is reserved for documentation (RFC 5737): no machine has it.
    fault = port_fault("192.0.2.1", 8000)

    assert fault is not None
    assert fault.startswith("不能在 192.0.2.1:8000 上提供服务：")
    assert fault.endswith("。请检查 HOST 和 PORT。")
