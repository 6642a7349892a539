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

Row = tuple[str, str, str, date | None, str, Sequence[bool | None]]
"""A patent's number, title, applicants, filing day, tags, and what each person says of it, in their order."""


def write(
    *,
    target: BinaryIO,
    name: str,
    facts: Sequence[tuple[str, str]],
    people: Sequence[str],
    rows: Iterable[Row],
) -> None:
    """Write a set; whoever said nothing of a patent leaves its cell empty."""
    columns = (*_COLUMNS, *(Column(f"{person}：筛查", width=14) for person in people))
    sheets = (
        Sheet("专题", columns, ((*row[:5], *(_SAID[said] for said in row[5])) for row in rows)),
        Sheet("说明", _FACTS, facts),
    )
    write_workbook(target, sheets, title=f"专题：{name}")
