"""`zhiyun people`: the first three administrators of an empty installation."""

from __future__ import annotations

import secrets

import click

from zhiyun.cli import answers, options
from zhiyun.cli.chinese import ChineseGroup
from zhiyun.cli.database import connected

HELP = "指定首任系统、安全、审计管理员。"

FIRST_HELP = """
在还没有任何账户的系统里建立市局，并给三位首任管理员各一个一次性链接，七天内有效。

三员须由三个人分任。链接请当面或经可靠渠道分别交给本人：谁打开谁设定密码，随后必须启用动态码。
系统里有了账户以后，这个命令不再起作用：以后由系统管理员邀请、安全管理员授权。
"""

FIRST_EPILOG = "JSON 的键：links（role、email、link）。"


@click.group("people", cls=ChineseGroup, help=HELP)
def people_group() -> None:
    """Hold the commands together."""


@people_group.command(
    "first-administrators",
    help=FIRST_HELP,
    epilog=FIRST_EPILOG,
    short_help="建立市局，给三位管理员各一个链接",
)
@click.option("--bureau", required=True, metavar="名称", help="市局的名称")
@click.option("--credit-code", required=True, metavar="代码", help="市局的统一社会信用代码，18位")
@click.option("--system", "system", required=True, metavar="邮箱", help="系统管理员：建立和停用账户")
@click.option("--security", required=True, metavar="邮箱", help="安全管理员：授予和终止身份、重置动态码")
@click.option("--audit", required=True, metavar="邮箱", help="审计管理员：查看账户日志")
@options.as_json
def first_administrators(
    bureau: str, credit_code: str, system: str, security: str, audit: str, as_machine: bool
) -> None:
    """Found the bureau and print the three links, which stand nowhere else."""
    at = connected()
    from django.conf import settings  # noqa: PLC0415 - settings are there once Django is set up

    from zhiyun.casework import founding  # noqa: PLC0415 - tables exist once Django is set up
    from zhiyun.casework.actor import public  # noqa: PLC0415 - as above

    tokens = (secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(32))
    emails = (system, security, audit)
    founding.found(bureau=bureau, credit_code=credit_code, emails=emails, tokens=tokens, by=public(at=at))
    links = [
        {"role": role.value, "email": email, "link": f"{settings.SITE}/invitations/{token}/"}
        for role, email, token in zip(founding.POWERS, emails, tokens, strict=True)
    ]
    if as_machine:
        answers.write_json({"links": links})
        return
    for role, each in zip(founding.POWERS, links, strict=True):
        answers.write([f"{role.label}  {each['email']}", f"  {each['link']}"])
    answers.write(["链接只显示这一次，请分别交给本人；没有用完又丢失的，在有人使用之前可以重新执行。"])
