"""A whole installation served as `./run` serves one, which can be killed in the middle and started again."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from zhiyun.gateways.installation import CHECKOUT

STARTS_WITHIN_SECONDS = 60


class Installation:
    """One server with its database; ``variables`` say where both are."""

    def __init__(self, variables: dict[str, str], log: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ZHIYUN_")}
        self.port, self.log = _free_port(), log
        self.environment = kept | {
            "DJANGO_SETTINGS_MODULE": "zhiyun.config.settings",
            "HOST": "127.0.0.1",
            "MALLOC_ARENA_MAX": "2",
            "PORT": str(self.port),
            **variables,
        }
        self.server: subprocess.Popen[bytes] | None = None
        # The demonstration's clock is wanted, its city is not.
        self._run([sys.executable, "-m", "zhiyun.config.prepare"], ZHIYUN_DEMO="0")

    def start(self) -> None:
        """Serve, and wait for the first page."""
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "--config",
            "python:zhiyun.config.server",
            "zhiyun.config.wsgi",
        ]
        with self.log.open("a") as log:
            self.server = subprocess.Popen(
                command, env=self.environment, cwd=CHECKOUT, stderr=log, start_new_session=True
            )
        until = time.monotonic() + STARTS_WITHIN_SECONDS
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/about/", timeout=5).close()
            except OSError:
                assert self.server.poll() is None, self.log.read_text()
                assert time.monotonic() < until, self.log.read_text()
                time.sleep(0.1)
            else:
                return

    def kill(self) -> None:
        """End master and workers at once, with nothing said to them."""
        assert self.server is not None
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait(timeout=30)

    def stop(self) -> None:
        """End politely."""
        if self.server is not None and self.server.poll() is None:
            self.server.terminate()
            self.server.wait(timeout=30)

    def office(self, *told: str) -> Any:
        """Have something done inside, by a process of its own."""
        return json.loads(self._run([sys.executable, "-m", "tests.load.office", *told]))

    def command(self, *told: str) -> subprocess.CompletedProcess[str]:
        """Run `zhiyun` on this installation."""
        program = str(Path(sys.executable).parent / "zhiyun")
        return subprocess.run(
            [program, *told], env=self.environment, cwd=CHECKOUT, capture_output=True, text=True, check=False
        )

    def _run(self, command: list[str], **more: str) -> str:
        done = subprocess.run(
            command, env=self.environment | more, cwd=CHECKOUT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def _free_port() -> int:
    # Kept from here on, because the server comes back to the very same one after it was killed.
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
