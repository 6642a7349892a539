"""A set of patents as a workbook: what is in it, its tags, and what each person who screened it holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import BinaryIO, Final

from zhiyun.gateways.tables import Column, Kind, Sheet, write_workbook

_COLUMNS: Final = (
    Column("公开（公告）号", width=18),
    Column("标题", width=50),
    Column("申请（专利权）人", width=34),
    Column("申请日", Kind.DAY, 12),
    Column("标签", width=24),
)
_FACTS: Final = (Column("事项", width=16), Column("内容", width=100))
_SAID: Final = {True: "相关", False: "不相关", None: ""}

_CONCLUDED: Final = (Column("结论", width=10), Column("定下来的理由", width=50))

Row = tuple[str, str, str, date | None, str, Sequence[bool | None], bool | None, str]
"""A patent's number, title, applicants, filing day, tags, what each person says of it, in their order, what holds of it
and why that was settled."""


def write(
    *,
    target: BinaryIO,
    name: str,
    facts: Sequence[tuple[str, str]],
    people: Sequence[str],
    rows: Iterable[Row],
) -> None:
    """Write a set; whoever said nothing of a patent leaves its cell empty."""
    columns = (*_COLUMNS, *(Column(f"{person}：筛查", width=14) for person in people), *_CONCLUDED)
    written = ((*row[:5], *(_SAID[said] for said in row[5]), _SAID[row[6]], row[7]) for row in rows)
    sheets = (
        Sheet("专题", columns, written),
        Sheet("说明", _FACTS, facts),
    )
    write_workbook(target, sheets, title=f"专题：{name}")
