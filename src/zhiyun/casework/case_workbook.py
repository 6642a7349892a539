"""A list of cases as a workbook: the rows exactly as asked for, and beside them by whom, when and how asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.case_filters import Filters
from zhiyun.casework.queries import cases
from zhiyun.casework.queries.cases import CaseLine
from zhiyun.casework.tongue import in_chinese
from zhiyun.gateways.tables import Column, Content, Kind, Sheet, write_workbook

COLUMNS = (
    Column("编号", width=14),
    Column("申报单位", width=34),
    Column("统一社会信用代码", width=22),
    Column("区县", width=10),
    Column("申报通知", width=12),
    Column("事项", width=20),
    Column("进度", width=10),
    Column("提交时间", width=18),
    Column("核对结果", width=10),
    Column("缺证据", Kind.COUNT, 8),
    Column("不符合", Kind.COUNT, 8),
    Column("待判断", Kind.COUNT, 8),
    Column("专职人员", Kind.COUNT, 10),
    Column("申请或申报金额（元）", Kind.MONEY, 20),
    Column("计入金额（元）", Kind.MONEY, 18),
    Column("材料", Kind.COUNT, 8),
    Column("等待天数", Kind.COUNT, 10),
    Column("补正最后一日", Kind.DAY, 14),
)
_TOLD = (Column("项目", width=16), Column("内容", width=60))
_WORDS = {
    "call": "申报通知",
    "benefit": "事项",
    "stage": "进度",
    "district": "区县",
    "outcome": "核对结果",
    "has_gaps": "有缺项",
    "least_fen": "金额从（分）",
    "most_fen": "金额到（分）",
    "words": "查找",
    "order": "排序",
}


def write(*, target: BinaryIO, by: Actor, filters: Filters) -> int:
    """Write every case the filters leave in, in their order; give how many there are."""
    counter = _Counter()
    with in_chinese():
        told = [
            ("导出人", f"{by.name}（{by.role.label}，{by.organisation_name}）"),
            ("导出时间", f"{by.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}（重庆时间）"),
            *((_WORDS[name], str(value)) for name, value in filters.told().items()),
        ]
        sheets = (
            Sheet(
                "案件", COLUMNS, counter.counting(_row(line) for line in cases.each(by=by, filters=filters))
            ),
            Sheet("导出说明", _TOLD, told),
        )
        write_workbook(target, sheets, title="案件列表")
    return counter.number


class _Counter:
    """Counts rows as they pass."""

    def __init__(self) -> None:
        self.number = 0

    def counting(self, rows: Iterator[tuple[Content, ...]]) -> Iterator[tuple[Content, ...]]:
        for row in rows:
            self.number += 1
            yield row


def _row(line: CaseLine) -> tuple[Content, ...]:
    return (
        line.reference,
        line.applicant,
        line.credit_code,
        line.district,
        line.call,
        line.benefit.words,
        line.stage.words,
        f"{line.submitted_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}",
        line.outcome.words,
        line.missing,
        line.not_met,
        line.to_judge,
        line.staff,
        line.amount,
        line.counted,
        line.papers,
        line.days_waiting,
        line.due_on,
    )
