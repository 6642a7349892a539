"""./run as its user meets it: it says where to look once a page answers, and Ctrl-C ends it without a sound."""

import os
import shutil
import signal
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhiyun.exchange.patents import learning

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def home(founded: Path, tmp_path: Path) -> Path:
    shutil.copytree(founded, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def port(home: Path) -> int:
    # Once the home is there: a port found before waiting for it may be another server's by then.
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.fixture
def running(home: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    started = subprocess.Popen(
        [ROOT / "run"],
        env={
            "HOME": os.environ["HOME"],
            "PATH": os.environ["PATH"],
            "PORT": str(port),
            "ZHIYUN_HOME": str(home),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    with started:
        yield started
        if started.poll() is None:
            os.killpg(started.pid, signal.SIGKILL)


def test_the_address_is_said_when_a_page_answers_and_ctrl_c_ends_it_silently(
    running: subprocess.Popen[str], port: int, home: Path
) -> None:
    assert running.stdout is not None
    said = running.stdout.readline()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as page:
        answered = page.status
    os.killpg(running.pid, signal.SIGINT)
    after = running.stdout.read()

    assert said.startswith(f"知运已启动：http://127.0.0.1:{port} ")
    assert answered == 200
    assert (running.wait(timeout=20), after) == (0, "")
    assert (home / "patents-reading" / "learning.json").exists() == learning.is_possible()
