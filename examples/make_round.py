"""Writes the demonstration round: ``python -m examples.make_round`` from the root of the tree.

The same files come out every time. Everything in them is invented and says 演示.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter

from examples import applicant_facts
from examples.entry import COLUMNS, Entry
from examples.faulty_lines import faulty_rows
from examples.handwriting import HANDS, Hand, written
from examples.invented import APPLICANTS, CODES
from examples.ledger import claimed_fen, make_ledger

ROUND = Path(__file__).resolve().parent / "round_2026"
TITLE = "演示·2026年度知识产权运营绩效补贴{}（2025年度业绩，全部虚构）"
MADE_AT = datetime(2026, 6, 20)  # noqa: DTZ001 - a workbook's own date has no zone


def main(into: Path = ROUND) -> None:
    """Write every file of the round that is made, not written by hand."""
    (into / "facts").mkdir(parents=True, exist_ok=True)
    ledger = make_ledger()
    lines = [written(entry) for entry in ledger]
    rows = [[line[name] for name in COLUMNS] for line in lines]
    deals = _csv(list(COLUMNS.values()), rows)
    (into / "deals.csv").write_text("\ufeff" + deals, encoding="utf-8", newline="")
    (into / "deals_gb18030.csv").write_text(deals, encoding="gb18030", newline="")
    _ledger_workbook(into / "deals.xlsx", ledger, lines)
    faulty = _csv(list(COLUMNS.values()), faulty_rows())
    (into / "deals_with_faults.csv").write_text(faulty, encoding="utf-8", newline="")
    claims = claimed_fen(ledger)
    header = ["申报单位", "运营金额"]
    (into / "claims.csv").write_text(_csv(header, _claim_rows(claims)), encoding="utf-8", newline="")
    _claims_workbook(into / "claims.xlsx", claims)
    for name, facts in applicant_facts.files():
        text = json.dumps(facts, ensure_ascii=False, indent=2)
        (into / "facts" / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def _claim_rows(claims: dict[str, int]) -> list[list[str]]:
    return [[applicant, _hand(applicant).amount(fen)] for applicant, fen in claims.items()]


def _hand(applicant: str) -> Hand:
    """An applicant that rounds to 万元 also writes it so."""
    return Hand.WAN if APPLICANTS.index(applicant) % 4 == 3 else HANDS[applicant]


def _workbook(place: Path) -> xlsxwriter.Workbook:
    book = xlsxwriter.Workbook(str(place))
    book.set_properties({"title": "演示数据，全部虚构", "created": MADE_AT})
    return book


def _claims_workbook(place: Path, claims: dict[str, int]) -> None:
    """Write the claims as offices send them: a merged title, a unit, numbers with commas, some as text in 万元."""
    with _workbook(place) as book:
        sheet = book.add_worksheet("申报汇总")
        sheet.set_column(0, 0, 6)
        sheet.set_column(1, 1, 40)
        sheet.set_column(2, 3, 24)
        sheet.merge_range(
            0, 0, 0, 3, TITLE.format("申报汇总表"), book.add_format({"bold": True, "align": "center"})
        )
        sheet.write_string(1, 0, "填报日期：2026年6月20日　单位：元")
        sheet.write_row(
            2, 0, ("序号", "申报单位", "统一社会信用代码", "运营金额"), book.add_format({"bold": True})
        )
        money = book.add_format({"num_format": "#,##0.00"})
        for row, (applicant, fen) in enumerate(claims.items(), 3):
            sheet.write_number(row, 0, row - 2)
            sheet.write_string(row, 1, applicant)
            sheet.write_string(row, 2, CODES[applicant])
            if _hand(applicant) is Hand.PLAIN:
                sheet.write_number(row, 3, fen / 100, money)
            else:
                sheet.write_string(row, 3, _hand(applicant).amount(fen))


def _ledger_workbook(place: Path, ledger: list[Entry], lines: list[dict[str, str]]) -> None:
    """Write the ledger as a workbook: real dates and numbers where the clerk's hand is plain, texts elsewhere."""
    amounts = {"contract_amount": "contract_fen", "money_amount": "money_fen", "judged_amount": "judged_fen"}
    with _workbook(place) as book:
        sheet = book.add_worksheet("业务台账")
        sheet.set_column(0, len(COLUMNS), 16)
        sheet.merge_range(0, 0, 0, 8, TITLE.format("业务台账"), book.add_format({"bold": True}))
        sheet.write_row(1, 0, list(COLUMNS.values()), book.add_format({"bold": True}))
        money = book.add_format({"num_format": "#,##0.00"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for row, (entry, line) in enumerate(zip(ledger, lines, strict=True), 2):
            plain = HANDS[entry.applicant] is Hand.PLAIN
            for column, name in enumerate(COLUMNS):
                if not line[name]:
                    continue
                if plain and name in amounts:
                    sheet.write_number(row, column, getattr(entry, amounts[name]) / 100, money)
                elif plain and name.endswith("_on"):
                    sheet.write_datetime(row, column, getattr(entry, name), day)
                else:
                    sheet.write_string(row, column, line[name])


if __name__ == "__main__":
    main()
