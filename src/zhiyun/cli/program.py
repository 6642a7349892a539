"""The program `zhiyun`: its commands, and the one place where every no becomes a sentence and an exit code."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType
from typing import Final

import click

from zhiyun import __version__
from zhiyun.cli import answers
from zhiyun.cli.chinese import ChineseGroup, usage
from zhiyun.cli.missteps import fault_of_system, faults_of
from zhiyun.kernel.refusal import Faulty, Refusal

COMMANDS: Final = {
    "law": "zhiyun.cli.law:law_group",
    "check": "zhiyun.cli.check:check",
    "count": "zhiyun.cli.count:count",
    "allocate": "zhiyun.cli.allocate:allocate",
    "workdays": "zhiyun.cli.workdays:workdays",
    "recover": "zhiyun.cli.recover:recover",
    "due": "zhiyun.cli.due:due",
    "replay": "zhiyun.cli.replay:replay",
    "draw": "zhiyun.cli.draw:draw",
    "patents": "zhiyun.cli.patents:patents_group",
    "audit": "zhiyun.cli.audit:audit_group",
    "ledger": "zhiyun.cli.ledger:ledger_group",
    "people": "zhiyun.cli.people:people_group",
    "mail": "zhiyun.cli.mail:mail_group",
    "doctor": "zhiyun.cli.doctor:doctor",
}

HELP: Final = """
知运：知识产权运营中心建设经费资助与运营绩效补贴的测算工具。

依据《重庆市知识产权运营中心建设经费资助及运营绩效补贴办法（试行）》（渝知发〔2021〕65号）等办法，
逐条说明结论、依据的条款和所采用的口径。所有计算都在本机完成，不上传任何内容。
"""

EPILOG: Final = """
退出码：0 已答复；2 输入有误（逐处列明）；3 依法或因缺少依据不予答复（如没有施行中的办法、没有该年的节假日安排）。
每个命令都可加 --help 看用法，加 --json 输出供程序读取的结果。
"""


def _show_version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        answers.write([f"知运 zhiyun {__version__}"])
        ctx.exit()


program = ChineseGroup(
    "zhiyun",
    help=HELP,
    epilog=EPILOG,
    elsewhere=COMMANDS,
    no_args_is_help=True,
    params=[
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_version,
            help="显示版本后退出",
        )
    ],
)


def main() -> int:
    """Answer the command line this process was started with; the answer is the exit code."""
    if os.environ.get("ZHIYUN_DEBUG") != "1":
        sys.excepthook = _own_up
    # One answer and the process ends: to look for circles among a million rows would take half the time.
    gc.disable()
    return run(sys.argv[1:])


def run(args: Sequence[str]) -> int:
    """Answer one command line on standard output and standard error; give the exit code."""
    as_machine = "--json" in args
    try:
        _write_as(as_machine=as_machine)
        code = _answered(args)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as unasked:
        answers.tell(unasked.format_message().split("\n"))
        return answers.INPUT_WRONG
    except click.UsageError as misstep:
        return answers.tell_faults(
            Faulty(faults_of(misstep)), as_machine=as_machine, hints=_usage_of(misstep.ctx)
        )
    except Faulty as faulty:
        return answers.tell_faults(faulty, as_machine=as_machine)
    except Refusal as refusal:
        return answers.tell_refusal(refusal, as_machine=as_machine)
    except BrokenPipeError:
        _forget_output()
        return answers.READER_GONE
    except OSError as error:
        return answers.tell_faults(Faulty([fault_of_system(error)]), as_machine=as_machine)
    except KeyboardInterrupt:
        answers.tell(["", "已中断"])
        return answers.INTERRUPTED
    return code


def _answered(args: Sequence[str]) -> int:
    try:
        with program.make_context("zhiyun", list(args)) as ctx:
            code = program.invoke(ctx)
    except click.exceptions.Exit as exit_asked:
        return exit_asked.exit_code
    return code if isinstance(code, int) else answers.ANSWERED


def _usage_of(ctx: click.Context | None) -> list[str]:
    if ctx is None:
        return []
    return [f"用法：{usage(ctx.command, ctx)}", f"详见：{ctx.command_path} --help"]


def _write_as(*, as_machine: bool) -> None:
    """Choose the encoding: machines get UTF-8, a terminal its own as long as that can hold Chinese."""
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if (as_machine and stream is sys.stdout) or not _holds_chinese(stream.encoding):
            stream.reconfigure(encoding="utf-8", errors="replace")
        else:
            stream.reconfigure(errors="replace")


def _holds_chinese(encoding: str) -> bool:
    with suppress(LookupError, UnicodeEncodeError):
        "知运".encode(encoding)
        return True
    return False


def _forget_output() -> None:
    """Whoever read the output has gone; what is still buffered goes nowhere instead of failing at exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _own_up(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say in one line that the fault is ours, and where."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = "" if trace is None else f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
    answers.tell(
        [
            f"知运自身出错，没有给出结果：{kind.__name__}: {error}（{place}）",
            "请把这一行连同所用的命令和文件报给维护人员；设 ZHIYUN_DEBUG=1 再运行可看到详情",
        ]
    )
