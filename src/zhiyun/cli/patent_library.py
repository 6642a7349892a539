"""`zhiyun patents status` and `show`: what the library holds, and one document of it."""

from __future__ import annotations

import os
from dataclasses import fields
from datetime import date
from pathlib import Path

import click

from zhiyun.cli import answers, options, patent_vectors
from zhiyun.cli.chinese import ChineseCommand
from zhiyun.cli.tables import Column, table
from zhiyun.exchange.patents import indexing, meaning, places
from zhiyun.gateways import installation
from zhiyun.gateways.patent_shelf import Shelf
from zhiyun.ip import numbers
from zhiyun.ip.patent import Patent, Right
from zhiyun.ip.telling import WORDS
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said

STATUS_HELP = "专利库里有多少件、各种各多少、读过哪些文件。"
SHOW_HELP = "按公开（公告）号显示一件专利文献的全部著录内容。"


@click.command(cls=ChineseCommand, help=STATUS_HELP)
@options.as_json
def status(as_machine: bool) -> None:
    """Count what there is."""
    shelf = _shelf()
    manifest = shelf.manifest
    kinds = shelf.counted("office", "right")
    index = indexing.standing(home=_home())
    by_meaning = meaning.standing(home=_home())
    if as_machine:
        answers.write_json(
            {
                "patents": manifest.rows,
                "index": {
                    "batch": index.batch,
                    "newest": index.newest,
                    "patents": index.patents,
                    "is_current": index.is_current,
                    "refusal": index.refusal,
                },
                "meaning": {
                    "model": by_meaning.model,
                    "vectors": by_meaning.vectors,
                    "batch": by_meaning.batch,
                },
                "counts": [{"office": office, "right": right, "patents": n} for office, right, n in kinds],
                "sources": [
                    {
                        "sm3": sm3,
                        "file": each.name,
                        "records": each.records,
                        "left_out": each.left_out,
                        "faults": each.faults,
                        "is_read": each.is_read,
                    }
                    for sm3, each in manifest.sources.items()
                ],
            }
        )
        return
    answers.write([f"专利库有 {manifest.rows:,} 件。", _index_said(index), patent_vectors.said(by_meaning)])
    if kinds:
        shown = [(office, Right[right].value, f"{n:,}") for office, right, n in kinds]
        answers.write(table((Column("国别"), Column("类型"), Column("件数", is_figure=True)), shown))
    for sm3, each in manifest.sources.items():
        state = "已读完" if each.is_read else "没有读完，再次读入会接着读"
        answers.write([f"{sm3[:16]}  {each.name}：{each.records:,} 条，{state}，没有看懂 {each.faults:,} 条"])


@click.command(cls=ChineseCommand, help=SHOW_HELP)
@click.argument("number", metavar="公开号", help="公开（公告）号，例如 CN109996757A")
@options.as_json
def show(number: str, as_machine: bool) -> None:
    """Show one document."""
    publication = numbers.publication(number)
    found = _shelf().by_number([publication])
    if not found:
        raise Faulty([Fault(publication, Said("专利库里没有这件文献，请核对号码，或先读入含有它的文件"))])
    told = {name: value for name, value in _told(found[0]).items() if value}
    if as_machine:
        answers.write_json(told)
    else:
        for name, value in told.items():
            text = "；".join(map(str, value)) if isinstance(value, list) else str(value)
            answers.write([f"{_word(name)}　{text}"])


def _index_said(index: indexing.Standing) -> str:
    if index.refusal:
        return index.refusal
    if index.is_current:
        return f"检索索引有 {index.patents:,} 件，与专利库一致（第 {index.batch} 批）。"
    return (
        f"检索索引有 {index.patents:,} 件，到第 {index.batch} 批；专利库已到第 {index.newest} 批，"
        "请运行 zhiyun patents reindex。"
    )


def _told(patent: Patent) -> dict[str, object]:
    shown: dict[str, object] = {}
    for each in fields(Patent):
        value = getattr(patent, each.name)
        if isinstance(value, date):
            value = value.isoformat()
        elif isinstance(value, Right):
            value = value.value
        shown[each.name] = list(value) if isinstance(value, tuple) else value
    shown["claims"] = [f"{each.number}. {each.text}" if each.number else each.text for each in patent.claims]
    shown["cites"] = [each.publication for each in patent.cites]
    shown["legal_events"] = [f"{each.on} {each.code} {each.words}".strip() for each in patent.legal_events]
    return shown


_OTHER_WORDS = {
    "office": "国别",
    "kind": "文献种类",
    "right": "类型",
    "applicant_groups": "申请人组",
    "province": "省级区划",
    "city": "市级区划",
    "district": "区县",
    "locarno": "外观分类",
    "legal_events": "法律事件",
}


def _word(name: str) -> str:
    return str(WORDS.get(name) or _OTHER_WORDS.get(name, name))


def _home() -> Path:
    return installation.home(os.environ)


def _shelf() -> Shelf:
    return Shelf(places.shelf_folder(home=_home()))
