"""Measures how addresses are placed: precision on a sample that was read, and how many of a week's gazette are placed.

    python -m benchmarks.quality.places

The gazette is looked for in the folder ZHIYUN_EVALUATION; when it is not there, the line says so.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.quality.measuring import LABELLED, evaluation_set, report, wilson
from zhiyun.ip import tables
from zhiyun.ip.places import Unsaid, place


def measure_sample() -> None:
    """Compare with what a person read in two hundred addresses."""
    table = tables.read(
        (LABELLED / "addresses.csv").read_text(encoding="utf-8"), ("address", "province", "city", "district")
    )
    found = [
        (place(row["address"]), (row["province"], row["city"], row["district"])) for _, row in table.rows
    ]
    placed = [(one, read) for one, read in found if one.district]
    right = sum((one.province, one.city, one.district) == read for one, read in placed)
    report(
        set="addresses",
        condition="district named",
        addresses=len(found),
        placed=len(placed),
        precision=round(right / len(placed), 3),
        interval=wilson(right, len(placed)),
    )


def measure_gazette() -> None:
    """Count what a week's Chinese addresses say."""
    folder = evaluation_set("cnipa_gazette_2019")
    if folder is None:
        report(set="cnipa_gazette_2019", condition="absent: name its folder in ZHIYUN_EVALUATION")
        return
    for name, within in (("China", ""), ("Chongqing", "重庆市")):
        found = [place(each) for each in _addresses(folder) if each[6:].startswith(within)]
        because = Counter(one.because for one in found)
        can_say = len(found) - because[Unsaid.WITHOUT_DISTRICTS]
        report(
            set="cnipa_gazette_2019",
            condition=f"addresses in {name}",
            addresses=len(found),
            province=_share(sum(bool(one.province) for one in found), len(found)),
            city=_share(sum(bool(one.city) for one in found), len(found)),
            district=_share(because[None], can_say),
            **{one.name.lower(): because[one] for one in Unsaid if because[one]},
        )


def _addresses(folder: Path) -> Iterator[str]:
    """Give the addresses with a postcode, which are those in China."""
    for file in sorted(folder.glob("*.csv.gz")):
        with gzip.open(file, "rt", encoding="utf-8", newline="") as text:
            yield from (row["address"] for row in csv.DictReader(text) if re.match(r"\d{6}", row["address"]))


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3)


def main() -> None:
    """Measure all conditions."""
    measure_sample()
    measure_gazette()


if __name__ == "__main__":
    sys.exit(main())
