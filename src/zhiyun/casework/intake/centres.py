"""Centres under construction: one row for each funded centre, with the dates of its task book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO, Final

from zhiyun import law
from zhiyun.casework.intake.cells import CellReader, Texts
from zhiyun.casework.intake.columns import Column, Contract, Matched
from zhiyun.casework.intake.days import day_reader
from zhiyun.casework.intake.names import Names
from zhiyun.casework.intake.reading import read_rows
from zhiyun.gateways.tables import FaultList, gathered, open_table
from zhiyun.kernel.said import Said, word

CENTRES: Final = Contract(
    [
        Column("applicant", "申报单位", ("运营中心", "中心名称", "承担单位", "单位名称"), required=True),
        Column("task_book_signed_on", "任务书签订日期", ("任务书签订日", "签订日期"), required=True),
        Column("construction_last_on", "建设期最后一日", ("建设期截止日期", "建设期届满日")),
        Column("approved_length", "延期批准文件", ("建设期批准文件",)),
        Column("confirmed_on", "公示无异议日期", ("公示无异议确认日",)),
        Column("first_paid_on", "首次拨付日期", ("首次拨付日",)),
        Column("accepted_on", "验收合格日期", ("验收合格通知日",)),
        Column("first_failed_on", "首次验收不合格日期", ("首次验收不合格通知日",)),
        Column("second_failed_on", "再次验收不合格日期", ("再次验收不合格通知日",)),
    ]
)

_AFTER: Final = (
    ("construction_last_on", "task_book_signed_on"),
    ("first_paid_on", "task_book_signed_on"),
    ("accepted_on", "task_book_signed_on"),
    ("first_failed_on", "task_book_signed_on"),
    ("second_failed_on", "first_failed_on"),
)
"""Which day cannot come before which."""


@dataclass(frozen=True, slots=True)
class CentreSheet:
    """The task books of centres by applicant, and what to know about the file."""

    task_books: Mapping[str, law.TaskBook]
    remarks: tuple[str, ...]


def read(*, stream: BinaryIO, name: str, names: Names | None = None) -> CentreSheet:
    """Read a file of centres; refuses it with every fault in it (`Faulty`).

    ``names`` are a ledger's: a centre in both files then goes by one spelling.
    """
    table = open_table(stream, name=name, knows=CENTRES.knows)
    books: dict[str, law.TaskBook] = {}
    first_rows: dict[str, int] = {}
    with gathered() as faults:
        matched = CENTRES.match(table, faults)
        faults.refuse_if_any()
        for rows in read_rows(table=table, matched=matched, readers=_readers(names), faults=faults):
            for index, number in enumerate(rows.numbers):
                told = {column.name: rows.values(column.name)[index] for column in CENTRES.columns}
                _note_order(told, number, matched, faults)
                before = first_rows.setdefault(told["applicant"], number)
                if before != number:
                    message = Said(
                        "「%(applicant)s」与第 %(before)s 行是同一单位，每个单位只能有一行",
                        applicant=told["applicant"],
                        before=before,
                    )
                    faults.about_cell(number, matched.header("applicant"), message)
                books[told["applicant"]] = _book(told)
    return CentreSheet(books, (*table.remarks, *matched.remarks))


def _readers(names: Names | None) -> dict[str, CellReader[Any]]:
    readers: dict[str, CellReader[Any]] = {
        column.name: day_reader(required=column.required) for column in CENTRES.columns
    }
    spelt = None if names is None else names.spelt
    return readers | {"applicant": Names(required=True, spelt=spelt), "approved_length": Texts()}


def _note_order(told: Mapping[str, Any], number: int, matched: Matched, faults: FaultList) -> None:
    for later, earlier in _AFTER:
        day, before = told[later], told[earlier]
        if day is None:
            continue
        if before is None:
            missing = next(column.words for column in CENTRES.columns if column.name == earlier)
            faults.about_cell(
                number,
                matched.header(later),
                Said("填了日期，却没有%(missing)s，请补上", missing=word(missing)),
            )
        elif day < before:
            faults.about_cell(
                number,
                matched.header(later),
                Said(
                    "%(day)s 早于「%(column)s」的 %(before)s，请核对",
                    day=day,
                    column=matched.header(earlier),
                    before=before,
                ),
            )


def _book(told: Mapping[str, Any]) -> law.TaskBook:
    def day(name: str) -> date | None:
        value: date | None = told[name]
        return value

    return law.TaskBook(
        told["task_book_signed_on"],
        day("construction_last_on"),
        told["approved_length"],
        day("confirmed_on"),
        day("first_paid_on"),
        day("accepted_on"),
        day("first_failed_on"),
        day("second_failed_on"),
    )
