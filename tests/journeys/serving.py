"""A real server over an installation of its own, started as `./run` starts one."""

import fcntl
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

START_SECONDS = 30.0


@contextmanager
def served(home: Path, *, database: str = "") -> Iterator[str]:
    """Serve a copy of a founded installation, hear that no page broke, and give its address.

    ``database`` is the address of its PostgreSQL database; without one it is SQLite in ``home``.
    """
    environment = _told(home, database=database)
    address = f"http://127.0.0.1:{environment['PORT']}"
    command = [sys.executable, "-m", "gunicorn", "--config", "python:zhiyun.config.server", "--workers", "1"]
    log = home / "server.log"
    with log.open("w") as log_file:
        server = subprocess.Popen([*command, "zhiyun.config.wsgi"], env=environment, stderr=log_file)
    try:
        _wait_for(address, server, log)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)
    assert "Traceback" not in log.read_text(), log.read_text()


def prepared(home: Path, *, database: str = "") -> None:
    """Make an installation ready, and found its demonstration, as `./run` does.

    A copy of it is as ready and takes four seconds less; that `./run` may make ready what is ready is proved by
    `test_starting`, which starts it on a copy.
    """
    environment = _told(home, database=database)
    subprocess.run([sys.executable, "-m", "zhiyun.config.prepare"], env=environment, check=True)


def _told(home: Path, *, database: str) -> dict[str, str]:
    """Give what a server must know; nothing of the caller's own installation may leak in."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ZHIYUN_")}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "zhiyun.config.settings",
        "HOST": "127.0.0.1",
        "PORT": str(_free_port()),
        "ZHIYUN_HOME": str(home),
        "ZHIYUN_DATABASE": database,
    }


@contextmanager
def made_once(place: Path) -> Iterator[Path | None]:
    """Give the first worker of a run that comes a folder to make, and call it ``place`` when it is made.

    Whoever comes after waits until it stands, and is given nothing to make.
    """
    with place.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        making = place.with_suffix(".making")
        yield None if place.exists() else making
        if making.exists():
            making.rename(place)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    give_up_at = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up_at and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except urllib.error.HTTPError as answer:
            pytest.fail(f"{answer.code} {address}\n{log.read_text()}")
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"no server at {address}\n{log.read_text()}")
