"""One line of a demonstration ledger: one payment of one deal, as the columns of a district's file hold it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

WAN = 1_000_000
"""Ten thousand yuan in fen."""


@dataclass(frozen=True)
class Entry:
    """One payment or drawdown; what the clerk left blank is None or empty, amounts are in hundredths."""

    deal: str
    applicant: str
    kind: str
    rights: tuple[str, ...] = ()
    from_party: str = ""
    to_party: str = ""
    related: str = "否"
    contract_on: date | None = None
    contract_fen: int | None = None
    registered_on: date | None = None
    registration_no: str = ""
    money_on: date | None = None
    money_fen: int | None = None
    currency: str = ""
    rate: str = ""
    share: str = ""
    also_funded_by: str = ""
    judged_fen: int | None = None
    judged_by: str = ""
    judged_on: date | None = None
    judged_reason: str = ""


COLUMNS = {
    "deal": "编号",
    "applicant": "申报单位",
    "kind": "业务类型",
    "right": "知识产权号",
    "from_party": "转出方",
    "to_party": "转入方",
    "related": "是否关联",
    "contract_on": "合同签订日期",
    "contract_amount": "合同金额",
    "registered_on": "登记日期",
    "registration_no": "登记号",
    "money_on": "到账日期",
    "money_amount": "到账金额",
    "currency": "币种",
    "rate": "汇率",
    "share": "分配比例",
    "also_funded_by": "已获其他财政支持",
    "judged_amount": "核定金额",
    "judged_by": "核定人",
    "judged_on": "核定日期",
    "judged_reason": "核定理由",
}
"""The columns of a ledger, by the name the command line documents and the name a district's file carries."""
