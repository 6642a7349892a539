"""`zhiyun law`: the measures known, their articles, their readings, and the check of a derived measure's file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import click

from zhiyun import law
from zhiyun.casework import measures, questions
from zhiyun.cli import answers, options
from zhiyun.cli.asking import measure_asked
from zhiyun.cli.chinese import ChineseGroup, Elsewhere
from zhiyun.cli.grounds import folded_under
from zhiyun.cli.surroundings import measures_dir
from zhiyun.cli.tables import Column, folded, table
from zhiyun.cli.values import ARTICLE
from zhiyun.kernel.money import Money
from zhiyun.kernel.terms import AnyNumber, Choice

ROOM = 100

LIST_HELP = "列出已载入的办法和各自的施行期间。"
SHOW_HELP = """
显示一条或全部条文：官方原文、条文中的数、各项条件需要的事实和判断、有关口径。

条号写 13、十三或第十三条都可以；不写则显示全部。
"""
READINGS_HELP = """
列出条文留有余地之处：问题、现采用的读法、可试用的其他读法、是否已经解释机关书面确认。

其他命令加 --reading 编号=读法 可试用另一种读法。
"""


@click.group(
    cls=ChineseGroup,
    help="查阅办法：条文、口径，检查区县自订办法。",
    elsewhere={"validate": Elsewhere("zhiyun.cli.validate:validate", "检查区县自订办法的文件，与原办法对照")},
)
def law_group() -> None:
    """Lead on to the commands below."""


@law_group.command("list", help=LIST_HELP, short_help="列出已载入的办法")
@options.as_json
def list_measures(as_machine: bool) -> None:
    """List the measures known, with their periods."""
    known = measures.known(measures_dir=measures_dir())
    if as_machine:
        answers.write_json([_measure_as_machine(measure) for measure in known])
        return
    columns = [Column(name) for name in ("编号", "文号", "制定机关", "施行期间", "名称")]
    rows = ((each.id, each.number, each.authority, str(each.in_force), each.title) for each in known)
    answers.write(table(columns, rows))


@law_group.command("show", help=SHOW_HELP, short_help="显示一条或全部条文")
@click.argument("article", type=ARTICLE, required=False, metavar="[条号]", help="第几条；不写则显示全部")
@options.measure
@options.on
@options.reading
@options.as_json
def show(
    article: int | None,
    measure: str | None,
    on: date | None,
    tried: tuple[tuple[str, str], ...],
    as_machine: bool,
) -> None:
    """Show one article, or all."""
    asked = measure_asked(measure, tried, on=on)
    shown = asked.articles if article is None else (asked.article(article),)
    if as_machine:
        listed = [_article_as_machine(asked, each) for each in shown]
        answers.write_json(listed if article is None else listed[0])
        return
    answers.write([f"{asked.title}（{asked.number}，{asked.in_force}施行）"])
    for each in shown:
        answers.write(_article_as_lines(asked, each))


@law_group.command("readings", help=READINGS_HELP, short_help="列出全部口径和可试用的读法")
@options.measure
@options.on
@options.as_json
def readings(measure: str | None, on: date | None, as_machine: bool) -> None:
    """List every open reading."""
    asked = measure_asked(measure, on=on)
    if as_machine:
        answers.write_json([_reading_as_machine(choice) for choice in asked.readings])
    else:
        answers.write(_readings_as_lines(asked))


def _measure_as_machine(measure: law.Measure) -> dict[str, object]:
    ends_before = measure.in_force.ends_before
    return {
        "id": measure.id,
        "number": measure.number,
        "title": measure.title,
        "authority": measure.authority,
        "in_force_from": str(measure.in_force.starts_on),
        "in_force_before": None if ends_before is None else str(ends_before),
        "base": measure.base,
        "cites": measure.cites or None,
        "text_hash": measure.text_hash,
    }


def _article_as_machine(measure: law.Measure, article: law.Article) -> dict[str, object]:
    terms = measure.terms
    return {
        "measure": measure.id,
        "article": article.number,
        "title": article.title,
        "chapter": article.chapter,
        "text": article.text,
        "numbers": {number.name: _plain(_value(measure, number)) for number in article.numbers},
        "lists": {listing.name: terms.listed(listing) for listing in article.listings},
        "readings": [_reading_as_machine(choice) for choice in measure.readings_of(article.number)],
        "items": [
            {
                "item": item.cites.item,
                "words": item.words,
                "facts": item.wants(),
                "asks": [question.asks for question in item.questions()],
            }
            for item in article.items
        ],
        "answers": questions.answered(article=article),
    }


def _reading_as_machine(choice: Choice) -> dict[str, object]:
    reading = choice.reading
    confirmed = reading.confirmed
    return {
        "id": reading.id,
        "articles": reading.articles,
        "question": reading.question,
        "adopted": reading.adopted,
        "answer": choice.key,
        "alternatives": reading.alternatives,
        "confirmed": confirmed is not None,
        "meanings": dict(reading.options),
        "basis": reading.basis,
        "ask_first": reading.starred,
        "adopted_by": reading.adopted_by,
        "since": str(reading.since),
        "confirmed_by": None if confirmed is None else confirmed.by,
        "confirmed_on": None if confirmed is None else str(confirmed.on),
        "confirmed_in": None if confirmed is None else confirmed.document,
    }


def _article_as_lines(measure: law.Measure, article: law.Article) -> Iterator[str]:
    yield ""
    for line in article.text.split("\n"):
        yield from folded(line, ROOM)
    if article.numbers or article.listings:
        yield ""
        yield "数和清单："
        for number in article.numbers:
            yield f"  {number.id}  {number.means}：{_value(measure, number)}（原文“{number.words}”）"
        for listing in article.listings:
            values = "、".join(measure.terms.listed(listing))
            yield from folded_under(f"  {listing.id}  {listing.means}：{values}", "    ")
    if article.items:
        yield ""
        yield "各项条件："
        for item in article.items:
            yield f"  {item.cites}  {item.words}"
            for name in item.wants():
                yield f"    事实 {name}：{law.BY_NAME[name].asks}"
            for question in item.questions():
                yield f"    判断 {question.asks}"
    if article.rules:
        yield ""
        yield f"本条回答：{'；'.join(questions.answered(article=article))}"
    choices = measure.readings_of(article.number)
    if choices:
        yield ""
        yield "有关口径："
        for choice in choices:
            yield from _reading_as_lines(choice)


def _readings_as_lines(measure: law.Measure) -> Iterator[str]:
    unconfirmed = sum(choice.reading.confirmed is None for choice in measure.readings)
    yield f"{measure.title}（{measure.number}）：共{len(measure.readings)}条口径，其中{unconfirmed}条未经确认"
    yield "标 ★ 的最需要书面确认；编号=读法 可用于 --reading"
    for choice in measure.readings:
        yield ""
        yield from _reading_as_lines(choice)


def _reading_as_lines(choice: Choice) -> Iterator[str]:
    reading = choice.reading
    articles = "、".join(f"第{number}条" for number in reading.articles)
    state = "未经确认"
    if reading.confirmed is not None:
        state = f"{reading.confirmed.by}{reading.confirmed.on}以{reading.confirmed.document}确认"
    star = " ★" if reading.starred else ""
    yield from folded_under(f"  {reading.id}{star} {reading.question}（{articles}，{state}）", "    ")
    for key, meaning in reading.options.items():
        mark = "现用" if key == choice.key else "可试"
        yield from folded_under(f"    {mark} {reading.id}={key}：{meaning}", "         ")


def _value(measure: law.Measure, number: AnyNumber) -> object:
    return measure.terms.numbers.get(number.id, number.value)


def _plain(value: object) -> object:
    if isinstance(value, Money):
        return value.plain
    return value if isinstance(value, int) else str(value)
