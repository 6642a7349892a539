"""The ledger of operations: one row for each payment or drawdown, the rows of one number being one deal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from typing import Any, BinaryIO, Final, TypeVar

from zhiyun import law
from zhiyun.casework.intake.appraisals import APPRAISAL, Appraisals
from zhiyun.casework.intake.cells import CellReader, Texts
from zhiyun.casework.intake.columns import Column, Contract, Matched
from zhiyun.casework.intake.currencies import Contradictions
from zhiyun.casework.intake.days import day_reader
from zhiyun.casework.intake.joining import Ledger
from zhiyun.casework.intake.names import Names
from zhiyun.casework.intake.numbers import Amounts, rate_reader, share_reader
from zhiyun.casework.intake.owner import Owner
from zhiyun.casework.intake.reading import Rows, read_rows
from zhiyun.casework.intake.rights import Numbers, Rights
from zhiyun.casework.intake.words import currency_reader, kind_reader, level_reader, relation_reader
from zhiyun.gateways.tables import gathered, open_table

DEALS: Final = Contract(
    [
        Column("deal", "编号", ("业务编号", "交易编号", "序号"), required=True),
        Column("applicant", "申报单位", ("申请单位", "单位名称", "申报单位名称"), required=True),
        Column("kind", "业务类型", ("运营类型", "类型"), required=True),
        Column("right", "知识产权号", ("知识产权编号", "专利号", "权利号")),
        Column("from_party", "转出方", ("出让方", "转让方", "许可方", "出质人")),
        Column("to_party", "转入方", ("受让方", "被许可方", "质权人")),
        Column("related", "是否关联", ("是否关联交易", "关联交易", "关联方")),
        Column("contract_on", "合同日期", ("合同签订日期", "签约日期")),
        Column("contract_amount", "合同金额", is_amount=True),
        Column("registered_on", "登记日期", ("登记备案日期", "备案日期")),
        Column("registration_no", "登记号", ("登记备案号", "登记编号", "备案号")),
        Column("money_on", "到账日期", ("到款日期", "放款日期", "收款日期"), required=True),
        Column(
            "money_amount", "到账金额", ("到款金额", "放款金额", "收款金额"), required=True, is_amount=True
        ),
        Column("currency", "币种"),
        Column("rate", "汇率"),
        Column("share", "份额", ("分配比例", "份额比例")),
        Column("also_funded_by", "已获其他财政支持", ("其他财政支持",)),
        *APPRAISAL,
    ]
)

OWN_DEALS: Final = Contract(
    [replace(column, required=column.required and column.name != "applicant") for column in DEALS.columns]
)
"""An applicant's own ledger: its name need not stand in every row."""

_TOLD: Final = (
    *("right", "from_party", "to_party", "related", "contract_on", "contract_amount"),
    *("registered_on", "registration_no", "share", "also_funded_by"),
)
"""The columns behind the fields of the law's deal, in its order, from its rights to its other public money."""


assert law.Deal._fields[4:] == (
    *("rights", "from_party", "to_party", "related", "contract_on", "contract_fen"),
    *("registered_on", "registration_no", "share", "also_funded_by", "appraisal"),
)
assert law.Payment._fields == ("on", "amount_fen", "currency", "rate")

Tuple = TypeVar("Tuple", bound=tuple[Any, ...])


@dataclass(frozen=True, slots=True)
class DealSheet:
    """The deals a file holds, one for each applicant and number, and what to know about the file.

    ``names`` holds the spelling of every firm in it, for other files that speak of the same firms.
    """

    deals: Sequence[law.Deal]
    names: Names
    remarks: tuple[str, ...]


def read(*, stream: BinaryIO, name: str, owner: Owner | None = None) -> DealSheet:
    """Read a ledger; refuses it with every fault in it (`Faulty`), rows of one deal that disagree among them.

    ``owner`` is the applicant whose ledger it must be: another's deals and amounts fixed by a person are faults.
    """
    contract = DEALS if owner is None else OWN_DEALS
    table = open_table(stream, name=name, knows=contract.knows)
    with gathered() as faults:
        matched = contract.match(table, faults)
        faults.refuse_if_any()
        names = Names(required=True, spelt=None if owner is None else owner.spelt())
        readers = _readers(matched, names)
        if owner is not None:
            readers["applicant"] = owner
        ledger = Ledger(matched, faults)
        contradictions = Contradictions(matched, faults)
        appraisals = Appraisals(matched, faults)
        for rows in read_rows(table=table, matched=matched, readers=readers, faults=faults):
            contradictions.note(rows)
            if owner is not None:
                owner.note(rows, matched, faults)
            ledger.add(rows.numbers, _deals(rows, appraisals.of(rows)))
    return DealSheet(ledger.deals(), names, (*table.remarks, *matched.remarks))


def _readers(matched: Matched, names: Names) -> dict[str, CellReader[Any]]:
    def amounts(name: str) -> Amounts:
        place = matched.places.get(name)
        return Amounts(unit=place.unit if place else "")

    days = day_reader()
    parties = Names(spelt=names.spelt)
    return {
        "deal": Numbers(required=True, keeps_case=True),
        "applicant": names,
        "kind": kind_reader(),
        "right": Rights(),
        "from_party": parties,
        "to_party": parties,
        "related": relation_reader(),
        "contract_on": days,
        "contract_amount": amounts("contract_amount"),
        "registered_on": days,
        "registration_no": Numbers(),
        "money_on": days,
        "money_amount": amounts("money_amount"),
        "currency": currency_reader(),
        "rate": rate_reader(),
        "share": share_reader(),
        "also_funded_by": level_reader(),
        "judged_amount": amounts("judged_amount"),
        "judged_by": Texts(),
        "judged_on": days,
        "judged_reason": Texts(),
    }


def _deals(rows: Rows, appraisals: Iterable[law.Appraisal | None]) -> list[law.Deal]:
    """Make a deal of every row, with the row's own payment."""
    payments = _made(law.Payment, *map(rows.values, ("money_on", "money_amount", "currency", "rate")))
    first = map(rows.values, ("deal", "applicant", "kind"))
    return list(_made(law.Deal, *first, zip(payments), *map(rows.values, _TOLD), appraisals))


def _made(kind: type[Tuple], *columns: Iterable[Any]) -> Iterator[Tuple]:
    """Make a named tuple of each row, as `_make` does, but without a call of Python code for every one."""
    return map(tuple.__new__, repeat(kind), zip(*columns, strict=True))
