"""Measures ruling on a million deals from a CSV file of 17 columns, beside merely parsing the same file.

Prints one JSON line. ``pipeline`` reads, checks, rules and adds up; ``command`` is all of ``zhiyun count --json``,
its million lines of answer included. Every figure is of a whole process, its start included.
"""

from __future__ import annotations

import json
import random
import tempfile
from pathlib import Path

from stdnum.cn import uscc

from benchmarks.measuring import measured

PIPELINE = """
import gc, sys
from datetime import date
gc.disable()  # as the command does
from zhiyun import law
from zhiyun.casework.intake import deals
from zhiyun.kernel.period import calendar_year
measure = law.in_force(authority=law.CHONGQING, on=date(2026, 1, 1))
with open(sys.argv[1], "rb") as stream:
    sheet = deals.read(stream=stream, name="deals.csv")
count = measure.count(sheet.deals, calendar_year(2025))
print(len(count.rulings), len(count.by_applicant()))
"""
COMMAND = """
import sys
from zhiyun.cli import main
sys.argv = ["zhiyun", "count", sys.argv[1], "--year", "2025", "--on", "2026-01-01", "--json"]
raise SystemExit(main())
"""
COLUMNS = (
    "deal,applicant,kind,right,from_party,to_party,related,contract_on,contract_amount,registered_on,"
    "registration_no,money_on,money_amount,currency,rate,share,also_funded_by"
)
KINDS = ("pledge", "transfer", "licence", "trade", "securitisation", "investment")
FIRMS = 20_000
APPLICANTS = 60


def write_deals(file: Path, rows: int) -> None:
    """Write an invented ledger, the same in every run: firms by credit code, one deal in a hundred in dollars."""
    drawn = random.Random(65)
    firms = [_code(drawn) for _ in range(FIRMS)]
    with file.open("w", encoding="utf-8", newline="") as text:
        text.write(COLUMNS + "\r\n")
        for number in range(rows):
            text.write(",".join(_deal(number, drawn, firms)) + "\r\n")


def _code(drawn: random.Random) -> str:
    body = "915001" + f"{drawn.randrange(100):02d}MA" + "".join(drawn.choices("0123456789ABCDEFGHJKLM", k=7))
    return body + uscc.calc_check_digit(body)


def _deal(number: int, drawn: random.Random, firms: list[str]) -> tuple[str, ...]:
    year, month, day = drawn.choice((2024, 2025, 2025, 2025)), drawn.randrange(1, 13), drawn.randrange(1, 25)
    amount = f"{drawn.randrange(10**5, 10**9) / 100:.2f}"
    currency, rate = ("USD", "7.1234") if drawn.random() < 0.01 else ("", "")
    return (
        f"D{number:07d}",
        f"演示运营中心{drawn.randrange(APPLICANTS):03d}有限公司",
        drawn.choice(KINDS),
        f"ZL{2010 + number % 14}1{number:07d}.{number % 10}",
        drawn.choice(firms),
        drawn.choice(firms),
        drawn.choice(("否", "否", "否", "是", "")),
        f"{year}-{month:02d}-{day:02d}",
        amount,
        f"{year}-{month:02d}-{day + 2:02d}",
        f"Y{year}{number:09d}",
        f"{year}-{month:02d}-{day + 4:02d}",
        amount,
        currency,
        rate,
        drawn.choice(("", "100", "60")),
        "",
    )


def main() -> None:
    """Measure and print the line."""
    with tempfile.TemporaryDirectory() as folder:
        scripts = {"pipeline": PIPELINE, "command": COMMAND}
        print(json.dumps(measured("count_deals", write_deals, scripts, Path(folder), goal=12)))


if __name__ == "__main__":
    main()
