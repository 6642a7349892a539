"""A year's book as an .xlsx workbook: plain cells, of which none can become a formula."""

from __future__ import annotations

from datetime import date
from typing import BinaryIO, Final

from zhiyun.casework.ledger import year_books
from zhiyun.casework.ledger.words import KINDS, POTS
from zhiyun.casework.tongue import in_chinese
from zhiyun.gateways.tables import Column, Content, Kind, Sheet, write_workbook
from zhiyun.kernel.money import Money
from zhiyun.records.models import TransferKind, YearBook

_TRANSFERS: Final = (
    Column("序号", width=8),
    Column("日期", width=12),
    Column("种类", width=12),
    Column("金额（元）", Kind.MONEY, 18),
    Column("申报编号", width=18),
    Column("申报单位", width=34),
    Column("依据", width=12),
    Column("事由", width=50),
    Column("记账人", width=14),
    Column("SM3", width=68),
)
_CASES: Final = (
    Column("申报单位", width=34),
    Column("申报编号", width=18),
    *(Column(f"{name}（元）", Kind.MONEY, 18) for name in ("预留", "承诺", "待拨付", "已拨付")),
)
_BALANCES: Final = (Column("项目", width=16), Column("金额（元）", width=20))


def write(*, target: BinaryIO, book: YearBook, on: date) -> None:
    """Write a book as it stood at the end of a day."""
    with in_chinese():
        _write(target, book, on)


def _write(target: BinaryIO, book: YearBook, on: date) -> None:
    rows = list(year_books.transfers(book=book, on=on))
    transfers: list[tuple[Content, ...]] = [
        (
            str(each.seq),
            each.day.isoformat(),
            str(KINDS[TransferKind(each.kind)]),
            Money(each.amount_fen),
            "" if each.application is None else each.application.reference,
            "" if each.application is None else each.application.organisation.name,
            each.cites,
            each.words,
            each.by.name,
            each.sm3,
        )
        for each in rows
    ]
    cases: list[tuple[Content, ...]] = [
        (line.applicant, line.reference, *line.amounts) for line in year_books.cases(rows=rows)
    ]
    sheets = (
        Sheet("余额", _BALANCES, list(year_books.balance_rows(book=book, on=on))),
        Sheet("各申报单位", _CASES, cases),
        Sheet("逐笔记账", _TRANSFERS, transfers),
    )
    write_workbook(target, sheets, title=f"{book.year}年度资金台账（{POTS[book.pot]}），截至{on}")
