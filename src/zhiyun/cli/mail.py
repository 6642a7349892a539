"""`zhiyun mail`: handing out the letters that wait."""

from __future__ import annotations

import click

from zhiyun.cli import answers, options
from zhiyun.cli.chinese import ChineseGroup
from zhiyun.cli.database import connected
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said

HELP = "发送系统写好的邮件：注册确认、邀请、重设密码和工作台消息。"

SEND_HELP = """
把等待发送的邮件交给 ZHIYUN_SMTP 所写的邮件服务器，每封只发一次；没有交出去的留到下次再试。

ZHIYUN_SMTP 写成 smtps://用户:密码@主机:465/?from=发件地址，或者 smtp://…:587/（先转入加密再登录）。
请每分钟定时执行一次。七天前的信件和三天前的消息不再发送，从备份恢复后也不会重发。
"""

SEND_EPILOG = "JSON 的键：sent（发出几封）、failed（未交出几封）、because（服务器的答复）。"


class NoServer(Refusal):
    """No mail server is named."""

    def __init__(self) -> None:
        super().__init__(
            Said(
                "没有写明邮件服务器，邮件留在库里。请设置 ZHIYUN_SMTP，如 smtps://用户:密码@mail.example.cn/?from=zhiyun@example.cn"
            )
        )


@click.group("mail", cls=ChineseGroup, help=HELP)
def mail_group() -> None:
    """Hold the commands together."""


@mail_group.command(help=SEND_HELP, epilog=SEND_EPILOG, short_help="发送一次")
@options.as_json
def send(as_machine: bool) -> int:
    """Send what waits; the exit code says whether something was not taken."""
    at = connected()
    from django.conf import settings  # noqa: PLC0415 - settings are there once Django is set up

    from zhiyun.casework import mailing  # noqa: PLC0415 - tables exist once Django is set up
    from zhiyun.gateways import mail  # noqa: PLC0415 - as above

    if not settings.SMTP:
        raise NoServer
    try:
        server = mail.Server.read(settings.SMTP)
    except mail.NotSmtp as fault:
        raise NoServer from fault
    done = mailing.deliver(server=server, site=settings.SITE, at=at)
    if as_machine:
        answers.write_json({"sent": done.sent, "failed": done.failed, "because": done.because or None})
    else:
        answers.write([f"发出{done.sent}封，未交出{done.failed}封"])
        if done.because:
            answers.write([f"服务器的答复：{done.because}"])
    return answers.INPUT_WRONG if done.failed else answers.ANSWERED
