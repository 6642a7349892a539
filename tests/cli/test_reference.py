"""docs/cli.md says what the commands say."""

from __future__ import annotations

from pathlib import Path

from zhiyun.cli.reference import reference

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "cli.md"


def test_the_manual_is_what_the_commands_say_now() -> None:
    assert MANUAL.read_text("utf-8") == reference(), (
        "命令有改动：请运行 .venv/bin/python -m zhiyun.cli.reference docs/cli.md"
    )
