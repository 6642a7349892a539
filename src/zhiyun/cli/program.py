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
from zhiyun.cli.chinese import ChineseGroup, Elsewhere, usage
from zhiyun.cli.missteps import fault_of_system, faults_of
from zhiyun.kernel.refusal import Faulty, Refusal

COMMANDS: Final = {
    "law": Elsewhere("zhiyun.cli.law:law_group", "查阅条文和口径，检查区县自订办法"),
    "check": Elsewhere("zhiyun.cli.check:check", "逐项审查一个申报单位是否符合条件"),
    "count": Elsewhere("zhiyun.cli.count:count", "逐笔审核业务台账，计算运营金额"),
    "allocate": Elsewhere("zhiyun.cli.allocate:allocate", "计算应补金额，按年度总额分配"),
    "workdays": Elsewhere("zhiyun.cli.workdays:workdays", "计算公示期的截止日；导入新公布的节假日安排"),
    "recover": Elsewhere("zhiyun.cli.recover:recover", "计算验收两次不合格后应收回的经费"),
    "due": Elsewhere("zhiyun.cli.due:due", "列出一份任务书的到期日"),
    "replay": Elsewhere("zhiyun.cli.replay:replay", "按冻结的事实重算一次审定"),
    "draw": Elsewhere("zhiyun.cli.draw:draw", "按种子重抽一次专家组"),
    "patents": Elsewhere("zhiyun.cli.patents:patents_group", "读入专利文件，查看专利库，检索"),
    "audit": Elsewhere("zhiyun.cli.audit:audit_group", "导出、核验和封存办理记录"),
    "ledger": Elsewhere("zhiyun.cli.ledger:ledger_group", "核验资金台账"),
    "people": Elsewhere("zhiyun.cli.people:people_group", "指定首任管理员"),
    "mail": Elsewhere("zhiyun.cli.mail:mail_group", "发送等待发出的邮件"),
    "doctor": Elsewhere("zhiyun.cli.doctor:doctor", "检查本机缺什么、哪里没配好"),
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
