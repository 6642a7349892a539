"""A roster of full-time staff: one row a person, told apart by a code and never by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO, Final

from zhiyun import law
from zhiyun.casework.intake.cells import MISSING, CellReader, Repeating, Slip, Words, checked, one_of
from zhiyun.casework.intake.columns import Column, Contract
from zhiyun.casework.intake.months import months_reader
from zhiyun.casework.intake.personal import note_columns, slip_of_code, slip_of_words
from zhiyun.casework.intake.reading import Rows, read_rows
from zhiyun.casework.intake.rights import Numbers
from zhiyun.gateways.tables import FaultList, gathered, open_table
from zhiyun.kernel.said import Said

MOST_PEOPLE: Final = 2_000
LONGEST_POST: Final = 50

ROSTER: Final = Contract(
    [
        Column("code", "人员代码", ("代码", "员工代码", "人员编号", "工号", "编号"), required=True),
        Column("post", "岗位", ("岗位名称", "职务", "岗位职责", "从事工作")),
        Column("engagement", "用工方式", ("用工形式", "用工性质", "聘用方式"), required=True),
        Column(
            "contract",
            "劳动合同",
            ("是否签订劳动合同", "是否签劳动合同", "有无劳动合同", "签订劳动合同"),
            required=True,
        ),
        Column(
            "insured_months",
            "社保缴纳月份",
            ("参保月份", "社保月份", "社保缴费月份", "缴纳社保月份", "社保"),
            required=True,
        ),
    ]
)

ENGAGEMENTS: Final = {
    **{each.value: each for each in law.Engagement},
    **{each.name.lower(): each for each in law.Engagement},
    "本单位聘用": law.Engagement.OWN,
    "自有": law.Engagement.OWN,
    "合作单位": law.Engagement.PARTNER,
    "共建单位": law.Engagement.PARTNER,
    "派遣": law.Engagement.DISPATCHED,
    "返聘": law.Engagement.REHIRED,
}
_SIGNED: Final = {
    **dict.fromkeys(("是", "有", "已签", "已签订", "yes", "y", "true", "1"), True),
    **dict.fromkeys(("否", "无", "没有", "未签", "未签订", "no", "n", "false", "0"), False),
}


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """One line of a roster as handed in; ``insured_months`` are first days of months, in order."""

    code: str
    post: str
    engagement: law.Engagement
    contract: bool
    insured_months: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class RosterSheet:
    """The people a file names, and what to know about the file."""

    entries: tuple[RosterEntry, ...]
    remarks: tuple[str, ...]


def read(*, stream: BinaryIO, name: str) -> RosterSheet:
    """Read a roster; refuses it with every fault in it (`Faulty`), one code twice and personal columns among them."""
    table = open_table(stream, name=name, knows=ROSTER.knows)
    entries: list[RosterEntry] = []
    first_rows: dict[str, int] = {}
    with gathered() as faults:
        note_columns(table=table, faults=faults)
        matched = ROSTER.match(table, faults)
        faults.refuse_if_any()
        for rows in read_rows(table=table, matched=matched, readers=_readers(), faults=faults):
            read_here = _entries(rows)
            for number, entry in zip(rows.numbers, read_here, strict=True):
                _note_repeated(entry.code, number, matched.header("code"), first_rows, faults)
            entries += read_here
        if len(entries) > MOST_PEOPLE:
            faults.about_file(
                table.source,
                Said(
                    "有 %(count)s 人，一份名册最多 %(most)s 人，请只列专职人员",
                    count=f"{len(entries):,}",
                    most=f"{MOST_PEOPLE:,}",
                ),
            )
    return RosterSheet(tuple(entries), (*table.remarks, *matched.remarks))


class _Codes(Numbers):
    """The column of codes; every one is looked at, so that no name slips in."""

    def careful(self, cell: str) -> str:
        code = super().careful(cell)
        if slip := slip_of_code(code=code):
            raise Slip(slip)
        return code

    def bulk(self, cells: Any) -> None:
        return None


class _Posts(Words):
    """The column of posts: few words, and nothing in them that points to a person."""

    def careful(self, cell: str) -> str:
        words = super().careful(cell)
        if slip := slip_of_words(words=words):
            raise Slip(slip)
        return words


class _Signed:
    """The column that says whether there is a labour contract; nobody is taken to have said yes."""

    blank = False

    def careful(self, cell: str) -> bool:
        text = checked(cell=cell)
        if not text:
            raise Slip(MISSING)
        return one_of(text=text.lower(), names=_SIGNED, listed=[Said("是"), Said("否")], what=Said("是或否"))

    def bulk(self, cells: Any) -> None:
        return None


def _readers() -> Mapping[str, CellReader[Any]]:
    def engagement(text: str) -> law.Engagement:
        words = [each.value for each in law.Engagement]
        return one_of(text=text.lower(), names=ENGAGEMENTS, listed=words, what=Said("用工方式"))

    return {
        "code": _Codes(required=True),
        "post": _Posts(longest=LONGEST_POST),
        "engagement": Repeating(engagement, blank=None, required=True),
        "contract": _Signed(),
        "insured_months": months_reader(),
    }


def _entries(rows: Rows) -> list[RosterEntry]:
    names = ("code", "post", "engagement", "contract", "insured_months")
    return [RosterEntry(*told) for told in zip(*map(rows.values, names), strict=True)]


def _note_repeated(code: str, number: int, header: str, first: dict[str, int], faults: FaultList) -> None:
    before = first.setdefault(code, number)
    if before != number:
        faults.about_cell(
            number,
            header,
            Said("代码「%(code)s」与第 %(before)s 行相同，一人只列一次，请核对", code=code, before=before),
        )
