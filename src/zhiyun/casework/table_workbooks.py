"""Tables to fill in and to keep: the columns as the reader knows them, and beside them how each is filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO, Final

from zhiyun import law
from zhiyun.casework.deal_lines import digits_of, percent
from zhiyun.casework.intake.columns import Column as Asked
from zhiyun.casework.intake.columns import Contract
from zhiyun.casework.intake.deals import OWN_DEALS
from zhiyun.casework.intake.roster import ROSTER
from zhiyun.gateways.tables import Column, Content, Kind, Sheet, write_workbook
from zhiyun.kernel.money import Money

_GUIDE: Final = (Column("列名", width=20), Column("必填", width=8), Column("怎么填", width=80))

_ROSTER_HOW: Final = {
    "code": "自编代码，字母、数字和短横线，如 YY-001；不写姓名、证件号和电话",
    "post": "从事的工作，如 运营专员，50 个字以内",
    "engagement": "本单位、合作方、劳务派遣或退休返聘",
    "contract": "是或否",
    "insured_months": "本单位缴纳社保的月份，如 2026-01至2026-06，或 2026-05、2026-06；没有缴纳的留空",
}

_DEALS_HOW: Final = {
    "deal": "自编编号；同一编号的各行是一笔业务的多次到账",
    "applicant": "可以留空；填写的只能是本单位",
    "kind": "、".join(kind.words for kind in law.Kind),
    "right": "专利号、商标注册号等，多个用分号隔开",
    "from_party": "转让方、许可方或出质人",
    "to_party": "受让方、被许可方或质权人",
    "related": "是、否；不清楚的留空",
    "contract_on": "如 2025-06-01",
    "contract_amount": "以元为单位，或在列名写明（万元）",
    "registered_on": "登记或备案的日期",
    "registration_no": "登记或备案的编号",
    "money_on": "每次到账一行",
    "money_amount": "以元为单位，或在列名写明（万元）；外币写外币金额",
    "currency": "人民币留空；外币写代码，如 USD",
    "rate": "1 单位外币折合的人民币，如 7.1234",
    "share": "有分配协议的写本单位的百分数，如 60%；没有的留空",
    "also_funded_by": "市级、区县、中央或无",
}


def write_roster_template(*, target: BinaryIO) -> None:
    """Write an empty roster as an .xlsx workbook."""
    _write_template(target, ROSTER, "专职人员名册", _ROSTER_HOW)


def write_ledger_template(*, target: BinaryIO) -> None:
    """Write an empty ledger as an .xlsx workbook."""
    _write_template(target, OWN_DEALS, "运营业务台账", _DEALS_HOW)


def write_ledger(*, target: BinaryIO, deals: Iterable[law.Deal]) -> None:
    """Write a ledger as an .xlsx workbook that can be handed in again and means the same."""
    asked = _asked(OWN_DEALS, _DEALS_HOW)
    rows = (row for deal in deals for row in _rows(deal))
    sheets = (Sheet("运营业务台账", [_column(column) for column in asked], rows), _guide(asked, _DEALS_HOW))
    write_workbook(target, sheets, title="运营业务台账")


def _rows(deal: law.Deal) -> Iterator[tuple[Content, ...]]:
    """Give a deal's rows in the order of `_DEALS_HOW`."""
    for payment in deal.payments:
        yield (
            deal.deal,
            deal.applicant,
            deal.kind.words,
            ";".join(deal.rights),
            deal.from_party,
            deal.to_party,
            {True: "是", False: "否", None: ""}[deal.related],
            deal.contract_on,
            None if deal.contract_fen is None else Money(deal.contract_fen),
            deal.registered_on,
            deal.registration_no,
            payment.on,
            None if payment.amount_fen is None else Money(payment.amount_fen),
            payment.currency,
            digits_of(rate=payment.rate),
            percent(share=deal.share),
            deal.also_funded_by.value if deal.also_funded_by else "",
        )


def _write_template(target: BinaryIO, contract: Contract, title: str, how: Mapping[str, str]) -> None:
    asked = _asked(contract, how)
    sheets = (Sheet(title, [_column(column) for column in asked], ()), _guide(asked, how))
    write_workbook(target, sheets, title=title)


def _asked(contract: Contract, how: Mapping[str, str]) -> list[Asked]:
    return [column for column in contract.columns if column.name in how]


def _column(asked: Asked) -> Column:
    if asked.is_amount:
        return Column(asked.words, Kind.MONEY, 18)
    return Column(asked.words, Kind.DAY if asked.name.endswith("_on") else Kind.TEXT, 18)


def _guide(asked: Sequence[Asked], how: Mapping[str, str]) -> Sheet:
    rows = [(column.words, "是" if column.required else "", how[column.name]) for column in asked]
    return Sheet("填写说明", _GUIDE, rows)
