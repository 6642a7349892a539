"""`zhiyun patents similar`: what is like a document of the library, or a text."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from zhiyun.cli import answers, options
from zhiyun.cli.chinese import ChineseCommand
from zhiyun.cli.tables import Column, table
from zhiyun.cli.values import DAY, IN_FILE
from zhiyun.exchange.patents import engines, kept_likes, likes, meaning
from zhiyun.exchange.patents.kept_likes import Sought
from zhiyun.gateways import document_texts, installation
from zhiyun.ip.application_texts import LONGEST_DOCUMENT, telling

HELP = """
找相似的专利：给一个公开号或者申请号，或者用 --text 给一段文字、用 --file 给一个文件（申请文件只取摘要和权利要求）。

    zhiyun patents similar CN109996757A
    zhiyun patents similar --text "$(cat 摘要.txt)"
    zhiyun patents similar --file 交底书.docx --classes 'H01M10/613' --before 2026-03-01
    zhiyun patents similar CN109996757A --within '申请人类型=高校 AND 地区=重庆'

按用词、另一种语言的词和分类号一起排，装了语义模型的还按意思；每件写明像在哪里。不能代替检索报告。
"""
EPILOG = """
JSON 的键：also、model、likes。also 是另一种语言里也查了的词，model 是所用的语义模型，没有用时是空的。
likes 的每项：publication、title、shared、by_words、by_other_language、by_classes、by_meaning、also；by_ 各项是百分比。
"""


@click.command(cls=ChineseCommand, help=HELP, epilog=EPILOG)
@click.argument("number", metavar="号码", required=False, help="公开号或者申请号")
@click.option("--text", help="一段文字，代替号码：摘要、权利要求")
@click.option("--file", "file", type=IN_FILE, help="PDF、.docx 或 .txt，代替号码")
@click.option(
    "--classes", metavar="分类号", default="", help="和分类一起找，几个之间空一格；只用于文字和文件"
)
@click.option("--before", "before_on", type=DAY, metavar="日期", help="只看这一天以前公开的，查新时写申请日")
@click.option("--within", metavar="检索式", default="", help="只在符合这条检索式的里面找")
@click.option("--most", default=likes.MOST, type=click.IntRange(1, 100), help="最多几件")
@options.as_json
def similar(
    number: str | None,
    text: str | None,
    file: Path | None,
    classes: str,
    before_on: date | None,
    within: str,
    most: int,
    as_machine: bool,
) -> None:
    """Find what is like it."""
    if sum(each is not None for each in (number, text, file)) != 1:
        raise click.UsageError("给一个号码，或者用 --text 给一段文字、用 --file 给一个文件")
    if number is not None and classes:
        raise click.UsageError("--classes 只用于文字和文件：号码的分类号库里有")
    if file is not None:
        text = _told_in(file)
    home = installation.home(os.environ)
    engine, by_meaning = engines.opened(home=home), meaning.opened(home=home)
    sought = Sought(
        number=number or "",
        text=text or "",
        classes=classes,
        before_on=before_on.isoformat() if before_on else "",
        within=within,
    )
    found = kept_likes.answer(engine=engine, sought=sought, most=most, meaning=by_meaning)
    if as_machine:
        rows = [_as_machine(each) for each in found]
        answers.write_json({"also": list(found.also), "model": found.model, "likes": rows})
        return
    answers.write(_as_lines(found))


def _told_in(file: Path) -> str:
    """Give what a document tells of an invention."""
    with file.open("rb") as stream:
        return telling(document_texts.text_of(stream, file.name, most=LONGEST_DOCUMENT)).text


def _as_machine(like: likes.Like) -> dict[str, Any]:
    return {
        "publication": like.patent.publication,
        "title": like.patent.any_title,
        "shared": list(like.shared),
        **like.parts,
        "also": [each.publication for each in like.also],
    }


def _as_lines(found: likes.Likes) -> Iterator[str]:
    if found.also:
        yield f"也查了另一种语言的词：{'、'.join(found.also)}。"
    yield f"也按意思查（模型 {found.model}）。" if found.model else "没有用语义模型。"
    heads = (
        Column("公开号"),
        Column("用词 %"),
        Column("另一种语言的词 %"),
        Column("共有的分类 %"),
        Column("含义 %"),
        Column("标题"),
    )
    yield from table(
        heads,
        ((each.patent.publication, *map(str, each.parts.values()), each.patent.any_title) for each in found),
    )
