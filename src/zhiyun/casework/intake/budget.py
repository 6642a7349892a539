"""A budget: one row a head, with the money asked for and the applicant's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from zhiyun.casework.intake.cells import CellReader, Words
from zhiyun.casework.intake.columns import Column, Contract, Matched
from zhiyun.casework.intake.numbers import Amounts
from zhiyun.casework.intake.reading import read_rows
from zhiyun.gateways.tables import FaultList, gathered, open_table
from zhiyun.kernel.money import Money
from zhiyun.kernel.said import Said

MOST_LINES: Final = 100
LONGEST_HEAD: Final = 60
LONGEST_PURPOSE: Final = 200

BUDGET: Final = Contract(
    [
        Column("head", "支出用途", ("用途类别", "支出科目", "科目", "资助用途"), required=True),
        Column("purpose", "具体内容", ("用途说明", "说明", "内容")),
        Column(
            "public",
            "申请资助金额",
            ("资助经费", "市级资助经费", "财政资金", "申请金额"),
            required=True,
            is_amount=True,
        ),
        Column("own", "自筹金额", ("自筹资金", "自有资金", "配套资金"), is_amount=True),
    ]
)


@dataclass(frozen=True, slots=True)
class BudgetEntry:
    """One line of a budget as handed in."""

    head: str
    purpose: str
    public: Money
    own: Money


@dataclass(frozen=True, slots=True)
class BudgetSheet:
    """The lines a file holds, and what to know about the file."""

    entries: tuple[BudgetEntry, ...]
    remarks: tuple[str, ...]


def read(*, stream: BinaryIO, name: str) -> BudgetSheet:
    """Read a budget; refuses it with every fault in it (`Faulty`), lines without any money among them."""
    table = open_table(stream, name=name, knows=BUDGET.knows)
    entries: list[BudgetEntry] = []
    with gathered() as faults:
        matched = BUDGET.match(table, faults)
        faults.refuse_if_any()
        for rows in read_rows(table=table, matched=matched, readers=_readers(matched), faults=faults):
            columns = map(rows.values, ("head", "purpose", "public", "own"))
            for number, head, purpose, public, own in zip(rows.numbers, *columns, strict=True):
                entry = BudgetEntry(head, purpose, Money(public or 0), Money(own or 0))
                _note(entry, number, matched, faults)
                entries.append(entry)
    return BudgetSheet(tuple(entries), (*table.remarks, *matched.remarks))


def _readers(matched: Matched) -> dict[str, CellReader[Any]]:
    def amounts(name: str) -> Amounts:
        place = matched.places.get(name)
        return Amounts(unit=place.unit if place else "")

    return {
        "head": Words(longest=LONGEST_HEAD, required=True),
        "purpose": Words(longest=LONGEST_PURPOSE),
        "public": amounts("public"),
        "own": amounts("own"),
    }


def _note(entry: BudgetEntry, number: int, matched: Matched, faults: FaultList) -> None:
    if not entry.public and not entry.own:
        faults.about_cell(number, matched.header("public"), Said("没有金额；请填写申请资助金额或自筹金额"))
