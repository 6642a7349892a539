"""`zhiyun audit`: the record leaves the office whole, and anyone can prove it without the office."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction

from tests.casework import city
from tests.casework.record import written
from tests.cli.conftest import Ask
from zhiyun.casework import record
from zhiyun.casework.roles import Role
from zhiyun.config import prepare

DAYS: written.Days = [[("a", 1), ("b", 1)], [("a", 2)]]


def kept(tmp_path: Path, lines: list[str]) -> Path:
    file = tmp_path / "记录.jsonl"
    file.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return file


@pytest.mark.django_db
def test_what_is_exported_is_proven_with_the_root_kept_elsewhere(ask: Ask, tmp_path: Path) -> None:
    by, file = city.city().by(Role.CASE_OFFICER), tmp_path / "记录.jsonl"
    for days in range(3):
        with transaction.atomic():
            record.append(chain="demo", by=by.at_instant(by.at + timedelta(days=days)), action="demo.act")

    sealed = ask("audit", "seal", "--json")
    exported = ask("audit", "export", file, "--json")
    proven = ask("audit", "verify", file, "--root", sealed.json["root"], "--json")

    assert sealed.json == {"made": True, "number": 3, "day": "2026-06-17", "root": sealed.json["root"]}
    assert exported.json == {"file": str(file), "roots": 3, "chains": 1, "events": 3}
    assert (proven.code, proven.json) == (
        0,
        {"roots": 3, "chains": 1, "events": 3, "covered": 3, "root": sealed.json["root"], "warnings": []},
    )
    assert "含有另处保存的日根" in ask("audit", "verify", file, "--root", sealed.json["root"]).out
    assert "没有给出 --root" in ask("audit", "verify", file).out


@pytest.mark.django_db
def test_sealing_where_nothing_happened_says_so(ask: Ask) -> None:
    assert ask("audit", "seal").out == "还没有日根：今天以前没有办理记录。\n"
    assert ask("audit", "seal", "--json").json == {"made": False, "number": None, "day": None, "root": None}


def test_a_record_tampered_with_is_an_input_with_every_fault_named(ask: Ask, tmp_path: Path) -> None:
    lines = written.lines(DAYS)
    lines[3] = lines[3].replace('"figure":1', '"figure":2')

    answer = ask("audit", "verify", kept(tmp_path, lines), "--json")

    assert answer.code == 2
    assert [fault["place"] for fault in answer.json["faults"]] == ["第4行"]


def test_a_record_that_is_not_the_one_of_the_root_is_refused(ask: Ask, tmp_path: Path) -> None:
    answer = ask("audit", "verify", kept(tmp_path, written.lines(DAYS)), "--root", "0" * 64)

    assert answer.code == 2
    assert "记录被整体改写或截断" in answer.err


def test_a_root_that_cannot_be_one_is_told_as_a_misspelling(ask: Ask, tmp_path: Path) -> None:
    answer = ask("audit", "verify", kept(tmp_path, written.lines(DAYS)), "--root", "abc")

    assert answer.code == 2
    assert "--root：应是64位十六进制的 SM3" in answer.err


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"\r\n", "演示\n".encode("gb18030")],
    ids=["empty", "bytes", "lines", "chinese"],
)
def test_a_file_that_is_no_record_is_an_input_with_faults(ask: Ask, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "演示.jsonl"
    file.write_bytes(content)

    assert ask("audit", "verify", file).code == 2


def test_line_ends_of_another_system_are_found(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "演示.jsonl"
    file.write_bytes("".join(f"{line}\r\n" for line in written.lines(DAYS)).encode())

    assert ask("audit", "verify", file).code == 2


def test_verifying_needs_neither_settings_nor_a_database(tmp_path: Path) -> None:
    file = kept(tmp_path, written.lines(DAYS))
    told = (
        "import sys; from zhiyun.cli.program import run; code = run(sys.argv[1:]);"
        "from django.apps import apps; sys.exit(code or apps.ready)"
    )

    done = subprocess.run(
        [sys.executable, "-c", told, "audit", "verify", file], check=False, capture_output=True
    )

    assert (done.returncode, done.stderr) == (0, b"")


def test_the_installed_program_reaches_its_own_database(
    ask_program: Ask, own_database: dict[str, str], tmp_path: Path
) -> None:
    # A demonstration would found its city first; a real installation begins empty.
    environment = {**os.environ, **own_database, "PORT": "0", "ZHIYUN_DEMO": "0"}
    subprocess.run([sys.executable, "-m", prepare.__name__], env=environment, check=True)

    answer = ask_program("audit", "export", tmp_path / "记录.jsonl", "--json", **own_database)

    assert (answer.code, answer.json["events"]) == (0, 0), answer.err
    assert json.loads((tmp_path / "记录.jsonl").read_text("utf-8").splitlines()[-1])["kind"] == "end"


@pytest.mark.parametrize("command", [["export", "记录.jsonl"], ["seal"]])
def test_an_installation_without_a_record_is_told_how_to_get_one(
    ask_program: Ask, command: list[str]
) -> None:
    answer = ask_program("audit", *command)

    assert answer.code == 3
    assert "打不开办理记录" in answer.err
