"""`zhiyun patents alerts`: telling who saved a search what an import brought."""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING

import click
from django.db import DatabaseError

from zhiyun.cli import answers, options
from zhiyun.cli.chinese import ChineseCommand
from zhiyun.cli.database import connected
from zhiyun.gateways import installation
from zhiyun.kernel.refusal import Refusal

if TYPE_CHECKING:
    from zhiyun.casework.navigating.news import News

ALERTS_HELP = """
按保存的检索查一遍索引里新增或者有变化的专利，告诉保存的人（工作台消息；设了邮件服务器的由 zhiyun mail send 发出）。

每批数据只告诉一次。zhiyun patents reindex 和页面上的“读入专利”做完后自己会告诉，用不着另外执行；
那时办理记录没有应答的，再执行这一条补上。
"""
ALERTS_EPILOG = (
    "JSON 的键：searches（查了几条）、told（告诉了几条有新专利的）、unreadable（读不懂或者太宽的几条）。"
)


@click.command(cls=ChineseCommand, help=ALERTS_HELP, epilog=ALERTS_EPILOG)
@options.as_json
def alerts(as_machine: bool) -> None:
    """Tell once for each batch."""
    told = news_told(connected())
    if as_machine:
        answers.write_json({"searches": told.searches, "told": told.told, "unreadable": told.unreadable})
    else:
        answers.write([said(told)])


def news_told(at: datetime) -> News:
    """Tell what the index knows now; the database is connected."""
    from zhiyun.casework.navigating import news  # noqa: PLC0415 - tables exist once Django is set up
    from zhiyun.exchange.patents import engines, meaning  # noqa: PLC0415 - as above

    home = installation.home(os.environ)
    return news.tell_all(engine=engines.opened(home=home), at=at, meaning=meaning.opened(home=home))


def said(told: News) -> str:
    """Say what was told."""
    return f"查了 {told.searches} 条保存的检索，{told.told} 条有新增或者有变化的专利，已经告诉保存的人。"


def after_reindex() -> News | None:
    """Tell what a reindex brought, where an office's database is here; None where there is none or it does not answer.

    The index is made all the same, so what fails here is told and not refused.
    """
    if not installation.has_tables(installation.home(os.environ), os.environ):
        return None
    try:
        return news_told(connected())
    except (Refusal, DatabaseError) as why:
        answers.tell([f"没有告诉保存检索的人：{why}。之后可以运行 zhiyun patents alerts。"])
        return None
