"""Starts a real OpenSearch node from its artifacts, for ./test --cluster; needs Java 17 and Maven."""

from __future__ import annotations

import json
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
WAITS = 180
"""Seconds until the node must answer; two busy cores take a minute."""


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Give the address of a node that keeps its files in ``folder`` and ends with the block."""
    library, home = HERE.parent.parent / ".cache" / "opensearch", folder / "home"
    if not any(library.glob("opensearch-[0-9]*.jar")):
        copy = [
            "mvn",
            "-q",
            "-B",
            "-f",
            HERE / "pom.xml",
            "dependency:copy-dependencies",
            f"-DoutputDirectory={library}",
        ]
        subprocess.run(copy, check=True)
    for part in ("config", "lib", "modules", "plugins"):
        (home / part).mkdir(parents=True)
    http, transport = _free_ports(2)
    command = ["java", "-Xmx1g", "-cp", f"{library}/*", HERE / "Node.java", home, str(http), str(transport)]
    with (
        (folder / "node.log").open("wb") as log,
        subprocess.Popen(command, stdout=log, stderr=log) as process,
    ):
        try:
            address = f"http://127.0.0.1:{http}"
            _wait(address, process, folder / "node.log")
            yield address
        finally:
            process.terminate()


def _free_ports(number: int) -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + WAITS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                assert json.load(answer)["version"]["distribution"] == "opensearch"
                return
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"the node does not answer:\n{log.read_text(errors='replace')[-3000:]}")
