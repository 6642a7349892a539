"""The public list (公示): who is to get what under which article, for how long it is shown, how to object."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zhiyun.gateways.official_papers.paper import (
    Block,
    Column,
    Heading,
    Item,
    Letterhead,
    Listing,
    Look,
    Paper,
    Paragraph,
    Table,
    Terms,
)
from zhiyun.gateways.official_papers.wording import day_text


@dataclass(frozen=True, slots=True)
class NoticeDays:
    """The days of a notice and the documents they were counted by."""

    published_on: date
    workdays: int
    first_counted_on: date
    last_on: date
    sources: tuple[str, ...]
    caution: str = ""


@dataclass(frozen=True, slots=True)
class PublicList:
    """A list as published; a line is number, unit, credit code, item, amount in yuan, article."""

    letterhead: Letterhead
    title: str
    basis: str
    call: str
    meeting: str
    lines: tuple[tuple[str, ...], ...]
    total: str
    computation: str
    days: NoticeDays
    contacts: tuple[tuple[str, str], ...]
    objecting: tuple[str, ...]
    readings: tuple[str, ...]
    supersedes: str = ""
    because: str = ""


COLUMNS = (
    Column("序号", 3, Look.CENTRED),
    Column("单位", 9),
    Column("统一社会信用代码", 9),
    Column("事项", 5),
    Column("金额（元）", 7, Look.NUMBER),
    Column("依据", 5),
)


def public_list_paper(notice: PublicList) -> Paper:
    """Lay out a public list."""
    return Paper(notice.letterhead, notice.title, tuple(_blocks(notice)))


def _blocks(notice: PublicList) -> Iterator[Block]:
    said = f"经{notice.meeting}审议，" if notice.meeting else ""
    yield Paragraph(f"根据{notice.basis}，按照{notice.call}组织申报，{said}现将拟支持名单公示如下。")
    if notice.supersedes:
        yield Heading("更正说明")
        yield Paragraph(
            f"本名单代替{notice.supersedes}。{notice.because.rstrip('。')}。原名单保留在公示网页上备查。"
        )
    yield Heading("拟支持名单")
    if notice.lines:
        yield Table(COLUMNS, notice.lines)
        yield Paragraph(f"共{len(notice.lines)}家，合计{notice.total}。")
    else:
        yield Paragraph("本轮没有拟支持的单位。")
    if notice.computation:
        yield Paragraph(f"金额的计算：{notice.computation}。公示网页上可以按公布的数字重新计算。")
    yield Heading("公示期")
    yield Terms(tuple(_days(notice.days)))
    yield Heading("异议")
    yield from map(Paragraph, notice.objecting)
    yield Terms(notice.contacts)
    if notice.readings:
        yield Heading("采用的口径")
        yield Listing(tuple(Item(f"{each.rstrip('。')}。") for each in notice.readings))


def _days(days: NoticeDays) -> Iterator[tuple[str, str]]:
    yield "公示日期", day_text(days.published_on)
    yield (
        "公示期间",
        f"{day_text(days.first_counted_on)}至{day_text(days.last_on)}，共{days.workdays}个工作日",
    )
    yield "最后一日", f"{day_text(days.last_on)}24:00止，以本局服务器时间为准"
    if days.sources:
        yield "工作日依据", "；".join(days.sources)
    if days.caution:
        yield "说明", days.caution
