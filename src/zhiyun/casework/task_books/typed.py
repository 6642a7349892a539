"""A task book as people type it: texts in fields and rows, read into content with every text that cannot be read told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from zhiyun.casework.task_books import checking
from zhiyun.casework.task_books.checking import place
from zhiyun.casework.task_books.content import Content, Indicator, Part, Spending
from zhiyun.casework.task_books.differences import APPROVED, LAST, SIGNING, rate_text
from zhiyun.kernel.money import Money
from zhiyun.kernel.money_text import NotMoney, read_money
from zhiyun.kernel.refusal import Fault
from zhiyun.kernel.said import Said

Row = Mapping[str, str]

COLUMNS: Mapping[str, tuple[Said, Mapping[str, Said]]] = {
    "indicators": (
        checking.INDICATORS,
        {
            "words": checking.WORDS,
            "target": checking.TARGET,
            "unit": checking.UNIT,
            "evidence": checking.EVIDENCE,
            "half_year": checking.HALF,
        },
    ),
    "budget": (
        checking.BUDGET,
        {
            "head": checking.HEAD,
            "purpose": checking.PURPOSE,
            "public": checking.PUBLIC,
            "own": checking.OWN,
            "judged": checking.JUDGED,
        },
    ),
    "tranches": (
        checking.TRANCHES,
        {"amount": checking.AMOUNT, "trigger": checking.TRIGGER, "due_on": checking.DUE},
    ),
}
"""The tables of a task book: each with its columns, by their names in a form."""
FIELDS: Mapping[str, Said] = {
    "goals": checking.GOALS,
    "begins": SIGNING,
    "last_on": LAST,
    "approved_length": APPROVED,
    "change": checking.CHANGE,
    "acceptance": checking.ACCEPTANCE,
    "recovery": checking.RECOVERY,
    "interest": checking.RATE,
}
"""The fields of a task book outside its tables."""
NOT_SAID = date(2000, 1, 1)
"""Stands for a day that could not be read, until it is."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: fields by name, tables as rows by column; rows with nothing in them count for nothing."""

    fields: Mapping[str, str]
    tables: Mapping[str, Sequence[Row]]


@dataclass(slots=True)
class _Reader:
    faults: list[Fault] = field(default_factory=list)

    def whole(self, where: Said, text: str) -> int:
        plain = text.replace(",", "").replace("，", "").strip()
        if not plain.isdecimal() or len(plain) > 15:
            self.faults.append(Fault(where, Said("请填整数，如 15")))
            return 1
        return int(plain)

    def fen(self, where: Said, text: str) -> int:
        if not text.strip():
            return 0
        try:
            return read_money(text.strip()).fen
        except NotMoney:
            self.faults.append(Fault(where, Said("不是金额，请写成 1500000.00 或 150万元 的样式")))
            return 0

    def day(self, where: Said, text: str) -> date:
        try:
            return date.fromisoformat(text.strip())
        except ValueError:
            self.faults.append(Fault(where, Said("请填真实存在的日期，写成 2026-08-03 的样式")))
            return NOT_SAID

    def rate(self, where: Said, text: str) -> int | None:
        plain = text.strip().rstrip("%％").strip()
        if not plain:
            return None
        digits = plain.replace(".", "", 1)
        if not (digits.isascii() and digits.isdecimal()) or len(plain) > 8:
            self.faults.append(Fault(where, Said("请填百分数，最多两位小数，如 4.35")))
            return None
        hundredths = Fraction(plain) * 100
        if hundredths.denominator != 1:
            self.faults.append(Fault(where, Said("请填百分数，最多两位小数，如 4.35")))
            return None
        return int(hundredths)


def read_typed(*, typed: Typed) -> tuple[Content, tuple[Fault, ...]]:
    """Read what was typed; where a text could not be read, something stands for it and a fault tells."""
    reader, said = _Reader(), {name: typed.fields.get(name, "").strip() for name in FIELDS}
    content = Content(
        goals=said["goals"],
        indicators=tuple(
            Indicator(
                row["words"].strip(),
                reader.whole(_at("indicators", number, "target"), row["target"]),
                row["unit"].strip(),
                row["evidence"].strip(),
                reader.whole(_at("indicators", number, "half_year"), row["half_year"]),
            )
            for number, row in _filled(typed, "indicators")
        ),
        budget=tuple(
            Spending(
                row["head"].strip(),
                row["purpose"].strip(),
                reader.fen(_at("budget", number, "public"), row["public"]),
                reader.fen(_at("budget", number, "own"), row["own"]),
                row.get("judged", "").strip(),
            )
            for number, row in _filled(typed, "budget")
        ),
        tranches=tuple(
            Part(
                reader.fen(_at("tranches", number, "amount"), row["amount"]),
                row["trigger"].strip(),
                reader.day(_at("tranches", number, "due_on"), row["due_on"]),
            )
            for number, row in _filled(typed, "tranches")
        ),
        begins=reader.day(SIGNING, said["begins"]),
        last_on=reader.day(LAST, said["last_on"]),
        change=said["change"],
        acceptance=said["acceptance"],
        recovery=said["recovery"],
        approved_length=said["approved_length"],
        interest_bp=reader.rate(checking.RATE, said["interest"]),
    )
    return content, tuple(reader.faults)


def written(*, content: Content) -> Typed:
    """Write content as it is typed."""
    return Typed(
        {
            "goals": content.goals,
            "begins": content.begins.isoformat(),
            "last_on": content.last_on.isoformat(),
            "approved_length": content.approved_length,
            "change": content.change,
            "acceptance": content.acceptance,
            "recovery": content.recovery,
            "interest": rate_text(basis_points=content.interest_bp).removesuffix("%"),
        },
        {
            "indicators": [
                {
                    "words": each.words,
                    "target": str(each.target),
                    "unit": each.unit,
                    "evidence": each.evidence,
                    "half_year": str(each.half_year),
                }
                for each in content.indicators
            ],
            "budget": [
                {
                    "head": line.head,
                    "purpose": line.purpose,
                    "public": Money(line.public_fen).plain,
                    "own": Money(line.own_fen).plain,
                    "judged": line.judged,
                }
                for line in content.budget
            ],
            "tranches": [
                {
                    "amount": Money(part.amount_fen).plain,
                    "trigger": part.trigger,
                    "due_on": part.due_on.isoformat(),
                }
                for part in content.tranches
            ],
        },
    )


def _filled(typed: Typed, table: str) -> list[tuple[int, Row]]:
    """Number the rows in which something was typed, as they will be numbered in the task book."""
    rows = [row for row in typed.tables.get(table, ()) if any(text.strip() for text in row.values())]
    return list(enumerate(rows, 1))


def _at(table: str, number: int, column: str) -> Said:
    words, columns = COLUMNS[table]
    return place(table=words, number=number, column=columns[column])
