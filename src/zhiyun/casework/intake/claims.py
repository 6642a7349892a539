"""The claims of a round: one row for each applicant, with its operating amount."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from zhiyun import law
from zhiyun.casework.intake.cells import CellReader
from zhiyun.casework.intake.columns import Column, Contract
from zhiyun.casework.intake.names import DistinctNames, identity
from zhiyun.casework.intake.numbers import Amounts
from zhiyun.casework.intake.reading import read_rows
from zhiyun.gateways.tables import FaultList, gathered, open_table
from zhiyun.kernel.said import Said

CLAIMS: Final = Contract(
    [
        Column("applicant", "申报单位", ("申请单位", "单位名称", "申报单位名称"), required=True),
        Column("operating_amount", "运营金额", ("核定运营金额",), required=True, is_amount=True),
    ]
)


@dataclass(frozen=True, slots=True)
class ClaimSheet:
    """The claims a file holds, and what the reader of the result should know about the file."""

    claims: law.Claims
    remarks: tuple[str, ...]


def read(*, stream: BinaryIO, name: str) -> ClaimSheet:
    """Read a file of claims; refuses it with every fault in it (`Faulty`), two rows of one applicant among them."""
    table = open_table(stream, name=name, knows=CLAIMS.knows)
    applicants: list[str] = []
    amounts: list[int] = []
    numbers = array("L")
    names = DistinctNames()
    with gathered() as faults:
        matched = CLAIMS.match(table, faults)
        faults.refuse_if_any()
        readers: dict[str, CellReader[Any]] = {
            "applicant": names,
            "operating_amount": Amounts(unit=matched.places["operating_amount"].unit, required=True),
        }
        for rows in read_rows(table=table, matched=matched, readers=readers, faults=faults):
            applicants += rows.values("applicant")
            amounts += rows.values("operating_amount")
            numbers.extend(rows.numbers)
        if faults.count or names.hide_repeats():
            _note_repeated(applicants, numbers, matched.header("applicant"), faults)
            faults.refuse_if_any()
        try:
            claims = law.Claims(applicants, amounts)
        except ValueError:
            # The law found a name twice, without saying where.
            _note_repeated(applicants, numbers, matched.header("applicant"), faults)
            faults.refuse_if_any()
            raise
    return ClaimSheet(claims, (*table.remarks, *matched.remarks))


def _note_repeated(applicants: Sequence[str], numbers: Sequence[int], header: str, faults: FaultList) -> None:
    first: dict[str, int] = {}
    for applicant, number in zip(applicants, numbers, strict=True):
        before = first.setdefault(identity(text=applicant), number)
        if before != number:
            message = Said(
                "「%(applicant)s」与第 %(before)s 行是同一单位，每个单位只能有一行，请合并或更正",
                applicant=applicant,
                before=before,
            )
            faults.about_cell(number, header, message)
