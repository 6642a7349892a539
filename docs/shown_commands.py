"""Runs the commands that documents show, and writes down what they print: ``python -m docs.shown_commands``.

A command stands in a block marked ``console`` after ``$ ``, its further lines after ``> ``; what follows is
its output.
The blocks of one document run one after another in one empty folder beside a link to ``examples``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ .*\n(?:> .*\n)*", re.MULTILINE)
PATIENCE_SECONDS = 60


def documents() -> list[Path]:
    """Name every document that shows commands with their output."""
    pages = [*ROOT.glob("README*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "examples").glob("*.md")]
    return sorted(page for page in pages if BLOCK.search(page.read_text(encoding="utf-8")))


def refreshed(text: str) -> str:
    """Give a document's text with every command's output as it is now."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "examples").symlink_to(ROOT / "examples")
        return BLOCK.sub(lambda block: "".join(_run(block[0], Path(folder))), text)


def _run(block: str, folder: Path) -> Iterator[str]:
    for shown in COMMAND.findall(block):
        command = "\n".join(line[2:] for line in shown.splitlines())
        yield shown + _output(command, folder)


def _output(command: str, folder: Path) -> str:
    """Give what a command prints: its remarks and faults first, as a terminal mostly shows them, then its answer."""
    scripts = sysconfig.get_path("scripts")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZHIYUN_", "DJANGO_"))}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={
            **kept,
            "PATH": f"{scripts}{os.pathsep}{kept['PATH']}",
            "LANG": "C.UTF-8",
            "ZHIYUN_HOME": str(folder / "var"),
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    if _went_wrong(done.stderr, command):
        raise AssertionError(f"{command}\n{done.stderr}")
    return done.stderr + done.stdout


def _went_wrong(remarks: str, command: str) -> bool:
    """Say whether a command failed that was not shown for the sake of its exit status."""
    return "知运自身出错" in remarks or ("输入有误" in remarks and "$?" not in command)


def main() -> None:
    """Refresh the documents named, or all."""
    for page in map(Path, sys.argv[1:]) if sys.argv[1:] else documents():
        page.write_text(refreshed(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
