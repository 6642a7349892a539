"""The program as a whole: Chinese help, Chinese refusals of a wrong command line, exit codes, encodings."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.cli.conftest import PROGRAM, Ask
from zhiyun import __version__
from zhiyun.cli.program import program

ENGLISH_OF_CLICK = re.compile(
    r"\b(usage|options?|commands?|arguments?|show this|and exit|default|required|error|missing|invalid|such|try)\b",
    re.IGNORECASE,
)


def every_command(command: click.Command = program, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        ctx = click.Context(command)
        for name in command.list_commands(ctx):
            below = command.get_command(ctx, name)
            assert below is not None
            yield from every_command(below, (*path, name))


def test_the_program_tells_its_version(ask: Ask) -> None:
    assert ask("--version") == (0, f"知运 zhiyun {__version__}\n", "")


@pytest.mark.parametrize("path", list(every_command()), ids=" ".join)
def test_every_help_page_is_chinese_throughout(ask: Ask, path: tuple[str, ...]) -> None:
    answer = ask(*path, "--help")

    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"用法：{' '.join(('zhiyun', *path))} ")
    assert "显示本帮助后退出" in answer.out
    assert ENGLISH_OF_CLICK.findall(re.sub(r"--[\w-]+|zhiyun \w+( \w+)?", "", answer.out)) == []


@pytest.mark.parametrize("path", list(every_command()), ids=" ".join)
def test_every_command_answers_machines_and_says_so(path: tuple[str, ...]) -> None:
    command: click.Command = program
    for name in path:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), name)
        assert found is not None
        command = found
    only_leads_on = isinstance(command, click.Group) and not command.invoke_without_command

    options = {name for param in command.params for name in param.opts}

    assert ("--json" in options) is not only_leads_on


def test_no_command_at_all_shows_the_way(ask: Ask) -> None:
    answer = ask()

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("用法：zhiyun [选项] 命令 …\n")


@pytest.mark.parametrize(
    ("args", "place", "message"),
    [
        (["alocate"], "alocate", "没有这个命令"),
        (["workdays", "--form", "2026-09-24"], "--form", "没有这个选项，是不是想写 --from"),
        (["workdays", "-x"], "-x", "没有这个选项"),
        (["workdays", "--count"], "--count", "这个选项后面要写值"),
        (["doctor", "--json=1"], "--json", "这个选项后面不写值"),
        (["doctor", "甲"], "命令", "多写了参数，请对照用法删去"),
        (["workdays", "--count", "五"], "--count", "「五」不是整数，请填 1 到 250 之间的整数"),
        (["workdays", "--count", "0"], "--count", "0 超出范围，请填 1 到 250 之间的整数"),
        (["workdays", "--count", "-1"], "--count", "「-1」不是整数，请填 1 到 250 之间的整数"),
        (
            ["workdays", "--count", "9" * 5000],
            "--count",
            f"「{'9' * 5000}」不是整数，请填 1 到 250 之间的整数",
        ),
        (
            ["workdays", "--from", "2026-02-30"],
            "--from",
            "「2026-02-30」不是真实存在的日期，请写成 2026-09-24 的样式",
        ),
        (["workdays", "--from", "明天"], "--from", "「明天」不是真实存在的日期，请写成 2026-09-24 的样式"),
        (
            ["workdays", "--from", "9999-12-31"],
            "--from",
            "「9999-12-31」的年份不在 1985 至 2999 之间，请核对",
        ),
        (["workdays", "import"], "文件", "没有写。节假日安排的 JSON 文件，须写明通知出处"),
        (["workdays", "import", "没有.json"], "文件", "找不到文件「没有.json」，请核对路径和文件名"),
        (["workdays", "import", "."], "文件", "「.」是文件夹，请写到其中的文件"),
    ],
)
def test_a_wrong_command_line_is_told_in_chinese_with_the_mend(
    ask: Ask, args: list[str], place: str, message: str
) -> None:
    answer = ask(*args)

    assert answer.code == 2
    assert answer.out == ""
    assert answer.err.startswith(f"输入有误，共1处：\n  {place}：{message}\n用法：zhiyun ")
    assert ENGLISH_OF_CLICK.search(re.sub(r"--[\w-]+|zhiyun [\w ]+", "", answer.err)) is None


def test_a_wrong_command_line_is_told_to_machines_too(ask: Ask) -> None:
    answer = ask("workdays", "--json", "--from", "明天")

    assert answer.code == 2
    assert answer.json == {
        "faults": [{"place": "--from", "message": "「明天」不是真实存在的日期，请写成 2026-09-24 的样式"}],
        "unlisted": 0,
    }


def test_a_file_that_may_not_be_read_is_told_in_chinese(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "通知.json").write_text("{}", "utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "通知.json")

    monkeypatch.setattr(Path, "open", refuse)
    answer = ask("workdays", "import", tmp_path / "通知.json", "--json")

    assert answer.code == 2
    assert answer.json["faults"] == [{"place": "通知.json", "message": "没有权限，请检查文件或文件夹的权限"}]


def test_a_file_name_far_too_long_is_told_in_chinese(ask: Ask) -> None:
    answer = ask("workdays", "import", "长" * 300)

    assert answer.code == 2
    assert "文件名太长，请缩短" in answer.err


@pytest.mark.parametrize("encoding", ["ascii", "latin1", "gbk"])
def test_an_answer_for_machines_is_utf_8_whatever_the_terminal(ask_program: Ask, encoding: str) -> None:
    answer = ask_program(
        "workdays", "--from", "2026-12-24", "--count", "5", "--json", PYTHONIOENCODING=encoding
    )

    assert answer.code == 0
    assert answer.json["caution"].startswith("2027年的节假日安排尚未入库")


def test_a_terminal_without_chinese_gets_utf_8_and_no_traceback(ask_program: Ask) -> None:
    answer = ask_program("workdays", "--from", "2026-09-24", "--count", "5", PYTHONIOENCODING="ascii")

    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("发布日    2026-09-24 星期四\n")


def test_a_reader_who_leaves_early_is_no_fault(tmp_path: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)

    done = subprocess.run(
        [PROGRAM, "--help"], stdout=write_end, stderr=subprocess.PIPE, cwd=tmp_path, timeout=60, check=False
    )
    os.close(write_end)

    assert (done.returncode, done.stderr) == (141, b"")


def test_ctrl_c_says_interrupted(tmp_path: Path) -> None:
    fifo = tmp_path / "通知.json"
    os.mkfifo(fifo)
    # Who runs the tests in the background of a shell has this signal ignored.
    asked = ["env", "--default-signal=INT", PROGRAM, "workdays", "import", fifo]
    waiting = subprocess.Popen(asked, stderr=subprocess.PIPE, cwd=tmp_path)
    time.sleep(1)

    waiting.send_signal(signal.SIGINT)
    _, err = waiting.communicate(timeout=60)

    assert (waiting.returncode, err.decode()) == (130, "\n已中断\n")


def test_our_own_fault_is_owned_up_to_in_one_line(tmp_path: Path) -> None:
    script = "import sys; from zhiyun.cli import program; program.run = lambda args: 1 // 0; sys.exit(program.main())"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=tmp_path, check=False)

    assert done.returncode == 1
    told = done.stderr.decode()
    assert told.startswith("知运自身出错，没有给出结果：ZeroDivisionError: ")
    assert "Traceback" not in told


@pytest.mark.parametrize("args", [["--version"], ["workdays", "--from", "2026-09-24", "--count", "5"]])
def test_a_quick_question_loads_no_framework(tmp_path: Path, args: list[str]) -> None:
    script = (
        "import sys; from zhiyun.cli.program import run; run(sys.argv[1:]); "
        "print(sorted({'django', 'xlsxwriter', 'python_calamine', 'yaml'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *args], capture_output=True, cwd=tmp_path, timeout=60, check=True
    )

    assert done.stderr.decode() == "[]\n"
