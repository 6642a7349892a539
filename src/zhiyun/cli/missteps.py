"""A command line written wrongly, told in Chinese."""

from __future__ import annotations

import errno
from typing import Final

import click
from click.exceptions import NoSuchCommand

from zhiyun.kernel.refusal import Fault
from zhiyun.kernel.said import Said, word

_REASONS: Final = {
    errno.ENOENT: Said("找不到，请核对路径和文件名"),
    errno.EISDIR: Said("是文件夹，请写到其中的文件"),
    errno.ENOTDIR: Said("路径中有一段不是文件夹，请核对"),
    errno.EACCES: Said("没有权限，请检查文件或文件夹的权限"),
    errno.EPERM: Said("没有权限，请检查文件或文件夹的权限"),
    errno.EROFS: Said("所在磁盘只读，请换一个位置"),
    errno.ENOSPC: Said("磁盘空间不足，请清理后再试"),
    errno.ENAMETOOLONG: Said("文件名太长，请缩短"),
    errno.ETXTBSY: Said("正被其他程序占用，请关闭后再试"),
    errno.EBUSY: Said("正被其他程序占用，请关闭后再试"),
}


def faults_of(misstep: click.ClickException) -> list[Fault]:
    """Say what is wrong with the command line, where, and how to write it; everything left out is told at once."""
    if isinstance(misstep, click.MissingParameter) and misstep.ctx is not None:
        missing = [
            each for each in misstep.ctx.command.params if each.required and not _given(each, misstep.ctx)
        ]
        return [
            Fault(_name(each), Said("没有写。%(help)s", help=getattr(each, "help", None) or ""))
            for each in missing
        ]
    return [_fault_of(misstep)]


def _fault_of(misstep: click.ClickException) -> Fault:
    match misstep:
        case click.BadParameter(param=click.Parameter() as param):
            return Fault(_name(param), word(misstep.message))
        case click.NoSuchOption():
            return Fault(
                misstep.option_name, Said("没有这个选项%(near)s", near=_nearest(misstep.possibilities))
            )
        case NoSuchCommand():
            return Fault(
                misstep.command_name, Said("没有这个命令%(near)s", near=_nearest(misstep.possibilities))
            )
        case click.BadOptionUsage() if "does not take" in misstep.message:
            return Fault(misstep.option_name, Said("这个选项后面不写值"))
        case click.BadOptionUsage():
            return Fault(misstep.option_name, Said("这个选项后面要写值"))
        case click.UsageError(ctx=click.Context(command=click.Group())):
            return Fault(Said("命令"), Said("没有写，请从帮助所列命令中选一个"))
        case _:
            return Fault(Said("命令"), Said("多写了参数，请对照用法删去"))


def fault_of_system(error: OSError) -> Fault:
    """Say why a file or directory could not be used."""
    place = Said("文件") if error.filename is None else str(error.filename)
    return Fault(
        place,
        _REASONS.get(
            error.errno or 0, Said("系统不能读写（错误号 %(errno)s），请换一个位置再试", errno=error.errno)
        ),
    )


def _given(param: click.Parameter, ctx: click.Context) -> bool:
    return ctx.params.get(param.name or "") is not None


def _name(param: click.Parameter) -> str:
    return param.opts[0] if isinstance(param, click.Option) else param.human_readable_name


def _nearest(possibilities: list[str] | None) -> str:
    return f"，是不是想写 {'、'.join(possibilities)}" if possibilities else ""
