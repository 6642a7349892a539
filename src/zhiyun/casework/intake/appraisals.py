"""Amounts fixed by a person: told completely, with who, when and why, or not at all."""

from __future__ import annotations

from typing import Any, Final

from zhiyun import law
from zhiyun.casework.intake.columns import Column, Matched
from zhiyun.casework.intake.reading import Rows
from zhiyun.gateways.tables import FaultList
from zhiyun.kernel.money import Money
from zhiyun.kernel.said import Said, word

APPRAISAL: Final = (
    Column("judged_amount", "核定金额", is_amount=True),
    Column("judged_by", "核定人"),
    Column("judged_on", "核定日期"),
    Column("judged_reason", "核定理由"),
)


class Appraisals:
    """Joins the four columns of an appraisal."""

    def __init__(self, matched: Matched, faults: FaultList) -> None:
        self._matched = matched
        self._faults = faults

    def of(self, rows: Rows) -> list[law.Appraisal | None]:
        """Give each row's appraisal; notes rows in which only a part of it is told."""
        parts = [rows.values(column.name) for column in APPRAISAL]
        if all(set(part) <= {None, ""} for part in parts):
            return [None] * len(rows.numbers)
        return [self._one(number, *told) for number, *told in zip(rows.numbers, *parts, strict=True)]

    def _one(self, number: int, *told: Any) -> law.Appraisal | None:
        missing = [
            word(column.words) for column, part in zip(APPRAISAL, told, strict=True) if part in (None, "")
        ]
        if not missing:
            fen, by, on, reason = told
            return law.Appraisal(Money(fen), by, on, reason)
        if len(missing) < len(APPRAISAL):
            self._faults.about_row(
                number,
                Said(
                    "核定内容不全，缺%(missing)s；核定的金额、人、日期、理由要么都填，要么都不填",
                    missing=tuple(missing),
                ),
            )
        return None
