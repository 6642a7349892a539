"""Empty tables to fill in: the columns as the reader knows them, and beside them how each is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO, Final

from zhiyun.casework.intake.columns import Contract
from zhiyun.casework.intake.roster import ROSTER
from zhiyun.gateways.tables import Column, Sheet, write_workbook

_GUIDE: Final = (Column("列名", width=20), Column("必填", width=8), Column("怎么填", width=80))

_ROSTER_HOW: Final = {
    "code": "自编代码，字母、数字和短横线，如 YY-001；不写姓名、证件号和电话",
    "post": "从事的工作，如 运营专员，50 个字以内",
    "engagement": "本单位、合作方、劳务派遣或退休返聘",
    "contract": "是或否",
    "insured_months": "本单位缴纳社保的月份，如 2026-01至2026-06，或 2026-05、2026-06；没有缴纳的留空",
}


def write_roster_template(*, target: BinaryIO) -> None:
    """Write an empty roster as an .xlsx workbook."""
    _write_template(target, ROSTER, "专职人员名册", _ROSTER_HOW)


def _write_template(target: BinaryIO, contract: Contract, title: str, how: Mapping[str, str]) -> None:
    asked = [column for column in contract.columns if column.name in how]
    columns = [
        Column(f"{column.words}（元）" if column.is_amount else column.words, width=16) for column in asked
    ]
    guide = [(column.words, "是" if column.required else "", how[column.name]) for column in asked]
    write_workbook(target, (Sheet(title, columns, ()), Sheet("填写说明", _GUIDE, guide)), title=title)
