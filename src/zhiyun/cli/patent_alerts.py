"""`zhiyun patents alerts`: telling who saved a search what an import brought."""

from __future__ import annotations

import click

from zhiyun.cli import answers, options
from zhiyun.cli.chinese import ChineseCommand
from zhiyun.cli.database import connected
from zhiyun.cli.patent_search import title_of
from zhiyun.kernel.refusal import Refusal

ALERTS_HELP = """
按保存的检索查一遍索引里新增或者有变化的专利，告诉保存的人（工作台消息；设了邮件服务器的由 zhiyun mail send 发出）。

每批数据只告诉一次，可以在每次 zhiyun patents reindex 之后执行，也可以定时执行。
"""
ALERTS_EPILOG = (
    "JSON 的键：searches（查了几条）、told（告诉了几条有新专利的）、unreadable（读不懂或者太宽的几条）。"
)
MOST_LISTED = 10


@click.command(
    cls=ChineseCommand, help=ALERTS_HELP, epilog=ALERTS_EPILOG, short_help="告诉保存检索的人有什么新专利"
)
@options.as_json
def alerts(as_machine: bool) -> None:
    """Tell once for each batch."""
    at = connected()
    from django.conf import settings  # noqa: PLC0415 - settings are there once Django is set up

    from zhiyun.casework.navigating import alerting  # noqa: PLC0415 - tables exist once Django is set up
    from zhiyun.exchange.patents import addresses, engines, searching  # noqa: PLC0415 - as above

    engine = engines.opened(home=settings.HOME)
    batch = int(engine.batch() or 0)
    asked = told = unreadable = 0
    for search in alerting.waiting(batch=batch):
        asked += 1
        try:
            found = searching.fresh(
                engine=engine,
                asked=addresses.read_query(query=search.asked),
                since=search.told_batch,
                most=MOST_LISTED,
            )
        except Refusal:
            unreadable += 1
            continue
        told += alerting.tell(
            search=search.id,
            batch=batch,
            hits=found.total,
            titles=tuple(f"{hit.patent.publication} {title_of(hit.patent)}" for hit in found.hits),
            link="/patents/saved/",
            at=at,
        )
    if as_machine:
        answers.write_json({"searches": asked, "told": told, "unreadable": unreadable})
    else:
        answers.write([f"查了 {asked} 条保存的检索，{told} 条有新增或者有变化的专利，已经告诉保存的人。"])
