"""The plain files between finance and the bank: orders out, receipts in (docs/payments.md).

Out: CSV in UTF-8, the columns of `OUT` and one row of totals; no cell begins as a formula does. In: CSV or .xlsx with
the columns of `IN`; every fault is listed with its row, and nothing is taken from a file with one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zhiyun.casework.canonical import canonical
from zhiyun.gateways.tables import FaultList, gathered, open_table
from zhiyun.kernel.money import Money
from zhiyun.kernel.money_text import NotMoney, read_money
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said, word
from zhiyun.records.models import PaymentOrder

OUT = ("指令编号", "收款户名", "收款账号", "开户行", "金额（元）", "用途")
TOTAL = "合计"
IN = ("银行流水号", "指令编号", "结果", "金额（元）", "日期", "说明")
PAID, FAILED = "成功", "失败"
NOT_NEEDED = frozenset({"说明"})
LONGEST_REFERENCE = 60
LONGEST_WORDS = 200
MOST_LINES = 5_000


@dataclass(frozen=True, slots=True)
class Line:
    """One word of the bank about one order: paid so much, or so much failed; ``row`` as the clerk counts."""

    row: int
    bank_reference: str
    order: str
    paid: bool
    amount: Money
    day: date
    words: str


def written(*, orders: Iterable[PaymentOrder]) -> str:
    """Write orders as the bank takes them, with their total as the last row."""
    target = io.StringIO(newline="")
    lines = csv.writer(target, lineterminator="\r\n")
    lines.writerow(OUT)
    total, count = Money(0), 0
    for order in orders:
        account = order.account
        amount = Money(order.amount_fen)
        cells = (order.reference, account.holder, account.number, account.bank, amount.plain, order.purpose)
        assert not any(cell[:1] in "=+-@\t\r\n" for cell in cells), "a cell is no formula"
        lines.writerow(cells)
        total, count = total + amount, count + 1
    lines.writerow((TOTAL, f"{count}笔", "", "", total.plain, ""))
    return target.getvalue()


def read(*, content: bytes, name: str) -> list[Line]:
    """Read a file of receipts; refuses it whole with every fault, row by row."""
    with gathered() as faults:
        table = open_table(io.BytesIO(content), name=name, knows=lambda cell: cell.strip() in IN)
        header = [cell.strip() for cell in table.header]
        missing = tuple(column for column in IN if column not in header and column not in NOT_NEEDED)
        if missing:
            raise Faulty(
                [
                    Fault(
                        Said("表头"), Said("缺少「%(columns)s」列，请补上", columns=tuple(map(word, missing)))
                    )
                ]
            )
        rows = (
            (row, dict(zip(header, map(str.strip, cells), strict=True))) for row, cells in table.rows(faults)
        )
        found = [_line(row, told, faults) for row, told in rows if told["银行流水号"] != TOTAL]
        if len(found) > MOST_LINES:
            faults.about_file(name, Said("最多%(most)s行，请分几个文件", most=MOST_LINES))
    return [line for line in found if line is not None]


def kept(*, lines: Iterable[Line]) -> str:
    """Write what was read from the bank as it is kept, one spelling for every kind of file."""
    return canonical(
        value=[
            [each.row, each.bank_reference, each.order, each.paid, each.amount.fen, str(each.day), each.words]
            for each in lines
        ]
    )


def _line(row: int, told: dict[str, str], faults: FaultList) -> Line | None:
    before, reference = faults.count, told["银行流水号"]
    if not 0 < len(reference) <= LONGEST_REFERENCE or not reference.isprintable():
        faults.about_cell(
            row, Said("银行流水号"), Said("请填银行的流水号，最多%(longest)s字", longest=LONGEST_REFERENCE)
        )
    if told["结果"] not in (PAID, FAILED):
        faults.about_cell(row, Said("结果"), Said("只能是「成功」或「失败」"))
    amount, day = _amount(row, told["金额（元）"], faults), _day(row, told["日期"], faults)
    if faults.count > before or amount is None or day is None:
        return None
    words = told.get("说明", "")[:LONGEST_WORDS]
    return Line(row, reference, told["指令编号"], told["结果"] == PAID, amount, day, words)


def _amount(row: int, text: str, faults: FaultList) -> Money | None:
    try:
        amount = read_money(text)
    except NotMoney as fault:
        faults.about_cell(row, Said("金额（元）"), fault.said)
        return None
    if not amount:
        faults.about_cell(row, Said("金额（元）"), Said("金额要大于零"))
        return None
    return amount


def _day(row: int, text: str, faults: FaultList) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        faults.about_cell(row, Said("日期"), Said("请写成 2026-08-03 的样式"))
        return None
