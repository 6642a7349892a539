"""Finance's papers: the payment order 支付指令单, and the year's book 年度资金台账."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from zhiyun.gateways.official_papers.notices import Case
from zhiyun.gateways.official_papers.paper import (
    Block,
    Column,
    Heading,
    Item,
    Letterhead,
    Listing,
    Look,
    Paper,
    Paragraph,
    Table,
    Terms,
)
from zhiyun.gateways.official_papers.wording import day_text, instant_text


@dataclass(frozen=True, slots=True)
class Ordered:
    """What is to be paid: ``amount`` written out; ``tranche`` and ``repeats`` are empty where there is none."""

    reference: str
    decision: str
    tranche: str
    amount: str
    purpose: str
    repeats: str


@dataclass(frozen=True, slots=True)
class Payee:
    """The account, its number with the last digits alone; ``digest`` is the fingerprint of the whole."""

    holder: str
    bank: str
    number: str
    digest: str


@dataclass(frozen=True, slots=True)
class PaymentOrder:
    """An order under four eyes: who prepared and who approved it, each with the instant."""

    letterhead: Letterhead
    case: Case
    ordered: Ordered
    payee: Payee
    prepared: tuple[str, datetime]
    approved: tuple[str, datetime]
    basis: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class YearBook:
    """A pot's book of one year on a day: balances, a row a case, and every transfer; ``head`` is the last one's SM3."""

    letterhead: Letterhead
    pot: str
    year: int
    on: date
    balances: tuple[tuple[str, str], ...]
    cases: tuple[tuple[str, ...], ...]
    transfers: tuple[tuple[str, ...], ...]
    head: str


CASE_COLUMNS = (
    Column("申报单位", 9),
    Column("申报编号", 6),
    Column("预留", 5, Look.NUMBER),
    Column("承诺", 5, Look.NUMBER),
    Column("待拨付", 5, Look.NUMBER),
    Column("已拨付", 5, Look.NUMBER),
)
TRANSFER_COLUMNS = (
    Column("序号", 3, Look.NUMBER),
    Column("日期", 5),
    Column("种类", 5),
    Column("金额（元）", 6, Look.NUMBER),
    Column("申报编号", 6),
    Column("事由", 11),
)


def payment_order_paper(order: PaymentOrder) -> Paper:
    """Lay out a payment order; one without a ground is our fault."""
    assert order.basis, "a payment names its grounds"
    return Paper(order.letterhead, "支付指令单", tuple(_order_blocks(order)))


def year_book_paper(book: YearBook) -> Paper:
    """Lay out a year's book."""
    return Paper(book.letterhead, f"{book.year}年度资金台账\n（{book.pot}）", tuple(_book_blocks(book)))


def _order_blocks(order: PaymentOrder) -> Iterator[Block]:
    ordered, payee = order.ordered, order.payee
    yield Paragraph(f"经审定、公示和确认，同意向{order.case.applicant}拨付{ordered.amount}。")
    yield Heading("支付内容")
    rows = [
        ("指令编号", ordered.reference),
        ("申报编号", order.case.reference),
        ("收款单位", order.case.applicant),
        ("统一社会信用代码", order.case.credit_code),
        ("申报通知", order.case.call),
        ("审定编号", ordered.decision),
        *([("任务书笔次", ordered.tranche)] if ordered.tranche else []),
        ("金额", ordered.amount),
        ("用途", ordered.purpose),
        *([("重拨", f"重新拨付{ordered.repeats}未成功的部分")] if ordered.repeats else []),
    ]
    yield Terms(tuple(rows))
    yield Heading("收款账户")
    yield Terms(
        (("户名", payee.holder), ("开户行", payee.bank), ("账号", payee.number), ("账户指纹", payee.digest))
    )
    yield Heading("依据")
    yield Listing(order.basis)
    yield Heading("经办")
    (maker, made_at), (checker, checked_at) = order.prepared, order.approved
    yield Terms(
        (
            ("编制", f"{maker}，{instant_text(made_at)}"),
            ("复核", f"{checker}，{instant_text(checked_at)}"),
        )
    )


def _book_blocks(book: YearBook) -> Iterator[Block]:
    yield Paragraph(f"截至{day_text(book.on)}日终。金额单位：元。")
    yield Heading("余额")
    yield Terms(book.balances)
    yield Heading("各申报单位")
    if book.cases:
        yield Table(CASE_COLUMNS, book.cases)
    else:
        yield Paragraph("没有涉及申报单位的记账。")
    yield Heading("逐笔记账")
    if book.transfers:
        yield Table(TRANSFER_COLUMNS, book.transfers)
        yield Paragraph(f"各笔以SM3逐笔相扣，最后一笔：{book.head}")
    else:
        yield Paragraph("没有记账。")
