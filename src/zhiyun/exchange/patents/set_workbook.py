"""A set of patents as a workbook: what is in it, its tags, and what each person who screened it holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import BinaryIO, Final

from zhiyun.exchange.patents.workbook import FACTS, Say, columns, pairs
from zhiyun.gateways.tables import Column, Kind, Sheet, write_workbook
from zhiyun.kernel.said import Named, Said

_COLUMNS: Final = (
    (Named("", "公开（公告）号", "Publication number"), Kind.TEXT, 18),
    (Named("", "标题", "Title"), Kind.TEXT, 50),
    (Named("", "申请（专利权）人", "Applicants"), Kind.TEXT, 34),
    (Named("", "申请日", "Filing date"), Kind.DAY, 12),
    (Named("", "标签", "Tags"), Kind.TEXT, 24),
)
_SAID: Final = {True: Said("相关"), False: Said("不相关"), None: ""}
_CONCLUDED: Final = (
    (Named("", "结论", "Conclusion"), Kind.TEXT, 10),
    (Named("", "定下来的理由", "Why it was settled so"), Kind.TEXT, 50),
)

Row = tuple[str, str, str, date | None, str, Sequence[bool | None], bool | None, str]
"""A patent's number, title, applicants, filing day, tags, what each person says of it, in their order, what holds of it
and why that was settled."""


def write(
    *,
    target: BinaryIO,
    name: str,
    facts: Sequence[tuple[object, object]],
    people: Sequence[str],
    rows: Iterable[Row],
    say: Say = str,
) -> None:
    """Write a set, in Chinese unless ``say`` says otherwise; whoever said nothing of a patent leaves its cell empty."""
    screened = [Column(say(Said("%(person)s：筛查", person=person)), width=14) for person in people]
    titles = (*columns(titled=_COLUMNS, say=say), *screened, *columns(titled=_CONCLUDED, say=say))
    written = ((*row[:5], *(say(_SAID[said]) for said in row[5]), say(_SAID[row[6]]), row[7]) for row in rows)
    sheets = (
        Sheet(say(Named("", "专题", "Set")), titles, written),
        Sheet(say(Named("", "说明", "Notes")), columns(titled=FACTS, say=say), pairs(told=facts, say=say)),
    )
    write_workbook(target, sheets, title=say(Said("专题：%(name)s", name=name)))
