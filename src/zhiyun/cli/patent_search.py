"""`zhiyun patents reindex` and `search`: the index made or brought up, and asked, on this machine alone."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import click

from zhiyun.cli import answers, options, patent_alerts, patent_vectors
from zhiyun.cli.chinese import ChineseCommand
from zhiyun.cli.tables import Column, table
from zhiyun.exchange.patents import (
    addresses,
    classes,
    engines,
    indexing,
    loosening,
    meaning,
    rewording,
    searching,
)
from zhiyun.gateways import installation
from zhiyun.gateways.search_engine import Hit, SearchEngine
from zhiyun.ip.patent import Patent

REINDEX_HELP = """
建立或者更新检索索引。索引是缓存：随时可以由专利库重建，里面记着自己的版本。

做完后，按保存的检索告诉保存的人有什么新专利。

只读索引里还没有的批次；中断的从中断处继续。版本变了或者加了 --anew 的整个重建，建好之前旧的照常可查。

然后由库中有分类号的专利学习哪些字词说明哪个小类，供建议分类号；库增加一成以上才再学。

装了语义模型的，接着为每件专利的标题和摘要做一个向量，供按意思检索；很费时间，可以中断，下次接着做。没有装的只按词检索。
"""
REINDEX_EPILOG = """
JSON 的键：batches、of_batches、patents、of_patents、is_new、resumed_after、told、learned、model、vectors、new_vectors。
told 是告诉了几条保存的检索，没有办理记录时是 null；learned 是由多少件学的分类；没有装模型时 model 是空的。
"""
SEARCH_HELP = """
按检索式或者几个词检索专利库，写法见 docs/search.md。

    zhiyun patents search '申请人=重庆大学 AND IPC=H01M'

同一申请、同一族的几份公开文本并成一行。检索式有错时指出第几个字、错在哪里，退出码是 2。
"""
SEARCH_EPILOG = """
JSON 的键：query、read、total、model、by_meaning、inventions、page、pages、data_on、instead、hits、facets。
instead 是一件也没有找到时可以改写成的检索式（q）和各找得到几件（hits）。
hits 的每项：publication、application、title、applicants、filed_on、published_on、ipc、score、also、reasons、passages。
facets 的每项：value、label、hits、is_estimate（结果超过5万件时，件数由十六分之一推算）。
"""


@click.command(cls=ChineseCommand, help=REINDEX_HELP, epilog=REINDEX_EPILOG)
@click.option("--anew", "is_anew", is_flag=True, help="整个重建，不管现在的索引能不能用")
@click.option(
    "--shards",
    default=None,
    type=click.IntRange(1, 64),
    metavar="份数",
    help="新建的索引分成几份，同时查；只在重建时有效（不写，本机上20万件以上每个核一份，至多4份，否则一份）",
)
@click.option(
    "--vectors",
    "most_vectors",
    default=0,
    type=click.IntRange(0),
    metavar="件数",
    help="专利库不超过这么多件就做向量（不写是100,000；100万件要一天多）",
)
@click.option("--words-only", is_flag=True, help="只更新按词检索的索引，不学分类，也不做向量")
@options.as_json
def reindex(is_anew: bool, shards: int | None, most_vectors: int, words_only: bool, as_machine: bool) -> None:
    """Bring the index up to the shelf, tell who waits for news, and bring the vectors up where there is a model."""
    home = installation.home(os.environ)
    done = indexing.reindex(home=home, is_anew=is_anew, shards=shards or 0, tell=_progress())
    news = patent_alerts.after_reindex()
    if not words_only:
        classes.learn(home=home, is_anew=is_anew)
    learned = classes.standing(home=home).patents
    made = None if words_only else meaning.bring(home=home, most=most_vectors, tell=patent_vectors.progress())
    if made:
        classes.learn(home=home, meaning=meaning.opened(home=home))
    found = meaning.standing(home=home)
    if as_machine:
        told = {"told": news.told if news else None, "learned": learned}
        vectors = {"model": found.model, "vectors": found.vectors, "new_vectors": made.new if made else 0}
        answers.write_json({name: getattr(done, name) for name in done.__slots__} | told | vectors)
        return
    how = "重建" if done.is_new else "更新"
    if done.resumed_after and done.is_new:
        how = "接着上次继续重建"
    answers.write([f"检索索引已{how}：{done.of_batches} 批，{done.patents:,} 件。"])
    if news:
        answers.write([patent_alerts.said(news)])
    answers.write([patent_vectors.learned(learned), patent_vectors.said(found)])


@click.command(cls=ChineseCommand, help=SEARCH_HELP, epilog=SEARCH_EPILOG)
@click.argument("query", metavar="检索式", help="检索式、几个词或者一个号码")
@click.option("--page", default=1, type=click.IntRange(min=1), help=f"第几页，每页 {searching.PAGE} 项")
@click.option("--sort", type=click.Choice(list(addresses.ORDERS)), default="relevance", help="排列的次序")
@options.as_json
def search(query: str, page: int, sort: str, as_machine: bool) -> None:
    """Search the index."""
    engine = engines.opened(home=installation.home(os.environ))
    asked = searching.Asked(text=query, order=addresses.ORDERS[sort], page=page)
    by_meaning = meaning.opened(home=installation.home(os.environ))
    found = searching.answer(engine=engine, asked=asked, meaning=by_meaning)
    instead = _instead(engine, query, found)
    if as_machine:
        data_on = searching.data_on(engine=engine)
        answers.write_json(
            {
                "query": query,
                "read": str(found.read),
                "total": found.total,
                "model": found.model,
                "by_meaning": found.by_meaning,
                "inventions": found.inventions,
                "page": found.page,
                "pages": found.pages,
                "data_on": data_on and data_on.isoformat(),
                "instead": [{"q": written, "hits": hits} for written, hits in instead],
                "hits": [_as_machine(row) for row in found.rows],
                "facets": {
                    facet.value: [
                        {
                            "value": each.value,
                            "label": str(each.label),
                            "hits": each.hits,
                            "is_estimate": each.is_estimate,
                        }
                        for each in values
                    ]
                    for facet, values in found.facets.items()
                },
            }
        )
        return
    answers.write(_as_lines(found))
    if instead:
        answers.write(["这样写找得到：", *(f"  {written}　{hits:,} 件" for written, hits in instead)])


def _instead(engine: SearchEngine, typed: str, found: searching.Answer) -> list[tuple[str, int]]:
    """Give what to ask instead where words, or the conditions of a query, find nothing."""
    if found.by_words:
        return []
    others = rewording.rewordings(engine=engine, typed=typed)
    if found.total:
        return others
    return [*others, *loosening.loosened(engine=engine, query=found.query, in_codes=typed.isascii())]


def title_of(patent: Patent) -> str:
    """Give the title in the language a reader here reads first."""
    return patent.any_title


def _as_lines(found: searching.Answer) -> Iterator[str]:
    if found.read:
        yield f"检索式：{found.read}"
    folded = f"，并为 {found.inventions:,} 项" if found.inventions not in (None, found.total) else ""
    yield f"找到 {found.total:,} 件{folded}；第 {found.page} 页，共 {found.pages} 页。"
    if found.model:
        yield f"其中含这些词的 {found.by_words:,} 件，只是意思相近的 {found.by_meaning:,} 件（模型 {found.model}）。"
    yield from (each.said for each in found.remarks)
    if not found.rows:
        return
    heads = (Column("公开号"), Column("申请日"), Column("申请人"), Column("标题"), Column("同一申请"))
    yield from table(
        heads,
        (
            (
                row.patent.publication,
                row.patent.filed_on.isoformat() if row.patent.filed_on else "",
                "；".join(row.patent.applicants),
                title_of(row.patent),
                "、".join(each.publication for each in row.also),
            )
            for row in found.rows
        ),
    )


def _as_machine(row: searching.Row) -> dict[str, Any]:
    patent, hit = row.patent, row.hit
    return {
        "publication": patent.publication,
        "application": patent.application,
        "title": title_of(patent),
        "applicants": list(patent.applicants),
        "filed_on": patent.filed_on and patent.filed_on.isoformat(),
        "published_on": patent.published_on and patent.published_on.isoformat(),
        "ipc": list(patent.ipc),
        "score": hit.score,
        "also": [each.publication for each in row.also],
        **_why(hit),
    }


def _why(hit: Hit) -> dict[str, Any]:
    return {
        "reasons": [{"field": each.field, "asked": each.asked, "times": each.times} for each in hit.reasons],
        "passages": [
            {"field": each.field, "text": each.text, "marks": [list(mark) for mark in each.marks]}
            for each in hit.passages
        ],
    }


def _progress() -> Callable[[indexing.Indexed], None]:
    began = time.monotonic()

    def tell(so_far: indexing.Indexed) -> None:
        seconds = max(time.monotonic() - began, 0.001)
        rate = so_far.patents / seconds
        left = (so_far.of_patents - so_far.patents) / max(rate, 0.001)
        print(
            f"第 {so_far.batches} 批，共 {so_far.of_batches} 批：{so_far.patents:,} 件，"
            f"每秒 {rate:,.0f} 件，大约还要 {left:,.0f} 秒",
            file=sys.stderr,
        )

    return tell
