"""The partners of a centre built in cooperation: one row a body, with its code and its duties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from stdnum.cn import ric, uscc

from zhiyun.casework.intake.cells import CellReader, Slip, Words, checked, shown
from zhiyun.casework.intake.columns import Column, Contract, Matched
from zhiyun.casework.intake.names import identity
from zhiyun.casework.intake.owner import Owner
from zhiyun.casework.intake.reading import read_rows
from zhiyun.gateways.tables import FaultList, gathered, open_table
from zhiyun.kernel.said import Said

MOST_LINES: Final = 30
LONGEST_NAME: Final = 100
LONGEST_DUTIES: Final = 2_000

CO_BUILDERS: Final = Contract(
    [
        Column("name", "共建单位", ("合作方", "合作单位", "单位名称"), required=True),
        Column("credit_code", "统一社会信用代码", ("信用代码",)),
        Column("duties", "承担的职责和任务", ("职责", "职责和任务", "职责任务")),
    ]
)


@dataclass(frozen=True, slots=True)
class CoBuilderEntry:
    """One partner as handed in; a code nobody wrote is empty, and so are duties not yet agreed."""

    name: str
    credit_code: str
    duties: str


@dataclass(frozen=True, slots=True)
class CoBuilderSheet:
    """The partners a file holds, and what to know about the file."""

    entries: tuple[CoBuilderEntry, ...]
    remarks: tuple[str, ...]


def read(*, stream: BinaryIO, name: str, owner: Owner) -> CoBuilderSheet:
    """Read partners; refuses them with every fault (`Faulty`): wrong codes, one twice, and the applicant itself."""
    table = open_table(stream, name=name, knows=CO_BUILDERS.knows)
    entries: list[CoBuilderEntry] = []
    first_rows: dict[str, int] = {}
    with gathered() as faults:
        matched = CO_BUILDERS.match(table, faults)
        faults.refuse_if_any()
        for rows in read_rows(table=table, matched=matched, readers=_READERS, faults=faults):
            for number, *told in zip(
                rows.numbers, *map(rows.values, ("name", "credit_code", "duties")), strict=True
            ):
                entry = CoBuilderEntry(*told)
                _note(entry, number, matched, first_rows, owner, faults)
                entries.append(entry)
    return CoBuilderSheet(tuple(entries), (*table.remarks, *matched.remarks))


def slip_of_code(*, code: str) -> Said | None:
    """Say what is wrong with a credit code; nothing when it is right."""
    if uscc.is_valid(code):
        return None
    if ric.is_valid(code):
        return Said("像是身份证号码，请改填单位的统一社会信用代码")
    return Said("%(text)s不是正确的统一社会信用代码，请对照营业执照核对", text=shown(text=code))


class _Codes:
    """A column of credit codes, each with the right check character; blank where there is none."""

    blank = ""

    def careful(self, cell: str) -> str:
        code = identity(text=checked(cell=cell)).upper()
        if code and (slip := slip_of_code(code=code)):
            raise Slip(slip)
        return code

    def bulk(self, cells: Any) -> None:
        return None


_READERS: Final[dict[str, CellReader[Any]]] = {
    "name": Words(longest=LONGEST_NAME, required=True),
    "credit_code": _Codes(),
    "duties": Words(longest=LONGEST_DUTIES),
}


def _note(
    entry: CoBuilderEntry,
    number: int,
    matched: Matched,
    first: dict[str, int],
    owner: Owner,
    faults: FaultList,
) -> None:
    for column, key in (("name", identity(text=entry.name)), ("credit_code", entry.credit_code)):
        if not key:
            continue
        if key in (identity(text=owner.name), owner.credit_code):
            message = Said("是申报单位自己；共建单位只填其他单位")
            faults.about_cell(number, matched.header(column), message)
        before = first.setdefault(key, number)
        if before != number:
            faults.about_cell(
                number,
                matched.header(column),
                Said("与第 %(before)s 行是同一单位，请只留一行", before=before),
            )
