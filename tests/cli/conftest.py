"""How tests speak to the command line: in this process for most, through the installed program for a few."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from zhiyun.cli.program import run

PROGRAM = Path(sys.executable).parent / "zhiyun"


class Answer(NamedTuple):
    """What one command line was answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Ask = Callable[..., Answer]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Answer a command line in this process, with an empty data directory of its own."""
    monkeypatch.setenv("ZHIYUN_HOME", str(tmp_path / "home"))

    def asked(*args: object) -> Answer:
        capsys.readouterr()
        code = run([str(each) for each in args])
        return Answer(code, *capsys.readouterr())

    return asked


@pytest.fixture
def ask_program(tmp_path: Path) -> Ask:
    """Answer a command line as a shell does, through the installed program."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("ZHIYUN_", "PYTHON", "LC_"))
    }

    def asked(*args: object, **environment: str) -> Answer:
        done = subprocess.run(
            [PROGRAM, *map(str, args)],
            env=kept | {"ZHIYUN_HOME": str(tmp_path / "home"), "LANG": "C.UTF-8"} | environment,
            cwd=tmp_path,
            capture_output=True,
            timeout=60,
            check=False,
        )
        return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())

    return asked
