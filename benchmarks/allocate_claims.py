"""Measures sharing a pot among a million claims from a CSV file, beside merely parsing the same file.

Prints one JSON line. ``pipeline`` reads, checks and shares; ``command`` is all of ``zhiyun allocate --json``, its
million lines of answer included. Every figure is of a whole process, its start included.
"""

from __future__ import annotations

import json
import random
import tempfile
from pathlib import Path

from benchmarks.measuring import measured

PIPELINE = """
import sys
from datetime import date
from zhiyun import law
from zhiyun.casework.intake import claims
measure = law.in_force(authority=law.CHONGQING, on=date(2026, 1, 1))
with open(sys.argv[1], "rb") as stream:
    sheet = claims.read(stream=stream, name="claims.csv")
allocation = measure.allocate(sheet.claims)
print(len(allocation), allocation.total_share, allocation.unspent)
"""
COMMAND = """
import sys
from zhiyun.cli import main
sys.argv = ["zhiyun", "allocate", sys.argv[1], "--on", "2026-01-01", "--json"]
raise SystemExit(main())
"""


def write_claims(file: Path, rows: int) -> None:
    """Write invented claims, the same in every run."""
    drawn = random.Random(65)
    with file.open("w", encoding="utf-8", newline="") as text:
        text.write("applicant,operating_amount\r\n")
        for number in range(rows):
            text.write(f"演示申报单位{number:07d}号有限公司,{drawn.randrange(1, 10**10) / 100:.2f}\r\n")


def main() -> None:
    """Measure and print the line."""
    with tempfile.TemporaryDirectory() as folder:
        scripts = {"pipeline": PIPELINE, "command": COMMAND}
        print(json.dumps(measured("allocate_claims", write_claims, scripts, Path(folder), goal=4)))


if __name__ == "__main__":
    main()
