"""An invented city in which a subsidy is confirmed and committed, with two people of finance who decided nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from tests.casework import books, city, onward
from zhiyun.casework import ledger
from zhiyun.casework.actions import bank_files, payments
from zhiyun.casework.actor import Actor
from zhiyun.casework.roles import Role
from zhiyun.kernel.refusal import Refusal
from zhiyun.records.models import Application, BankFile, PaymentOrder, YearBook

PAYS = onward.AFTER + timedelta(days=12)
"""After the list was confirmed."""
HEADER = "银行流水号,指令编号,结果,金额（元）,日期,说明"


@dataclass
class Paying:
    """A committed subsidy and who pays it."""

    town: city.City
    book: YearBook
    cases: list[Application]
    maker: Actor
    checker: Actor

    def now(self, by: Actor, at: datetime = PAYS) -> Actor:
        """The same person at the instant, having just confirmed."""
        return city.confirmed(by.at_instant(at))

    def prepared(self, number: int = 0, **given: object) -> str:
        """Prepare an order for a case."""
        case = self.cases[number].reference
        return payments.prepare(by=self.maker, application=case, **given)

    def approved(self, number: int = 0, **given: object) -> str:
        """Prepare and approve an order."""
        return payments.approve(by=self.checker, payment_order=self.prepared(number, **given))

    def sent(self, number: int = 0) -> str:
        """Prepare, approve and send an order to the bank."""
        order = self.approved(number)
        bank_files.send(by=self.maker, organisation=self.town.bureau.pk, references=[order])
        return order

    def taken(self, *lines: str, name: str = "回单.csv") -> str:
        """Take receipts: lines of a file as the bank writes one."""
        content = "\r\n".join([HEADER, *lines, ""]).encode()
        return bank_files.take(by=self.maker, organisation=self.town.bureau.pk, content=content, name=name)


def paying(*amounts: int, appropriated: int = 500_000_000) -> Paying:
    """Commit a subsidy of these amounts in fen, each applicant with a verified account."""
    town = city.city()
    book = books.appropriated(town, appropriated)
    resolution = books.committed(town, *amounts)
    cases = [each.application for each in resolution.decisions.order_by("pk").select_related("application")]
    for case in cases:
        case.refresh_from_db()
        books.account(town, case)
    maker = town.by(Role.FINANCE, at=PAYS)
    checker = city.confirmed(city.seat(Role.FINANCE, town.bureau, at=PAYS))
    return Paying(town, book, cases, maker, checker)


def order(reference: str) -> PaymentOrder:
    """Give an order's row."""
    return PaymentOrder.objects.get(reference=reference)


def file(reference: str) -> BankFile:
    """Give a bank file's row."""
    return BankFile.objects.get(reference=reference)


def receipt(number: str, reference: str, amount: str = "1234.00", told: str = "成功") -> str:
    """Write a line of the bank's file."""
    return f"{number},{reference},{told},{amount},2026-07-14,演示"


def balances(desk: Paying) -> ledger.Balances:
    """Give the year's book as it stands."""
    desk.book.refresh_from_db()
    return ledger.balances_of(book=desk.book)


def refused(kind: type[Refusal], doing: Callable[..., object], **given: object) -> str:
    """See something refused, and give the sentence."""
    with pytest.raises(kind) as refusal:
        doing(**given)
    return str(refusal.value)
