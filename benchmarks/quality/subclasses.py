"""IPC subclasses suggested for Chinese titles (cn_patent_ipc_titles), by likeness to titles whose classes are known.

Known are the gazette of one week (cnipa_gazette_2019) and folds 2 to 5; asked is fold 1. From what share on a
subclass is given was chosen on the half of the queries whose number has an even checksum, and is reported on the
other. The authors' own answers (characters, a linear machine) were given from title *and abstract*; abstracts are
not in the set, so what is told of them is no measure of the same task.
"""

from __future__ import annotations

import csv
import re
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.quality.condition import DataAbsent, Line, lines_of, mean, pooled
from zhiyun.gateways.search_engine import embedded
from zhiyun.gateways.search_engine.classing import Suggestion, suggested, sure
from zhiyun.ip.patent import Patent, Right

_SUBCLASS = re.compile(r"[A-H]\d\d[A-Z]")
HELD_OUT = "1"


@dataclass(frozen=True)
class Asked:
    """A title, its number, its subclasses, and the authors' answer."""

    number: str
    title: str
    truth: frozenset[str]
    authors: frozenset[str]


def lines(data: Path) -> Iterator[Line]:
    """Measure what is suggested, and tell the authors' answers on the same patents."""
    asked, known = _read(data)
    with tempfile.TemporaryDirectory() as folder:
        engine = embedded.create(Path(folder) / "index")
        engine.replace(known)
        engine.commit("all")
        answers = {each.number: suggested(engine, each.title, "", most=8) for each in asked}
    for half, used in ((0, "tuned on"), (1, "reported")):
        these = [each for each in asked if zlib.crc32(each.number.encode()) % 2 == half]
        yield from _told(used, these, answers)


def _told(used: str, these: Sequence[Asked], answers: dict[str, tuple[Suggestion, ...]]) -> Iterator[Line]:
    given = [(each.truth, {one.subclass for one in sure(answers[each.number])}) for each in these]
    yield pooled(f"IPC subclasses from a title, {used}", "micro-F1", [_parts(*pair) for pair in given])
    for most in (1, 3, 5):
        hit = [
            float(any(one.subclass in each.truth for one in answers[each.number][:most])) for each in these
        ]
        yield mean(f"IPC subclasses from a title, {used}", f"a true one among the first {most}", hit)
    authors = [_parts(each.truth, each.authors) for each in these]
    yield pooled(f"IPC subclasses, the authors' from title and abstract, {used}", "micro-F1", authors)


def _parts(truth: frozenset[str], given: set[str] | frozenset[str]) -> tuple[float, float]:
    """Give twice what is right, and what is given and true together: the two parts of F1."""
    return 2.0 * len(truth & given), float(len(truth) + len(given))


def _read(data: Path) -> tuple[list[Asked], list[Patent]]:
    asked: list[Asked] = []
    known: list[Patent] = []
    for number, row in enumerate(_rows(data / "cn_patent_ipc_titles" / "oof_predictions.csv")):
        truth = frozenset(row["true_subclasses_benchmark"].split("|")) - {""}
        if row["fold"] == HELD_OUT:
            authors = frozenset(row["predicted_subclasses"].split("|")) - {""}
            asked.append(Asked(row["publication_numbers"], row["patent_title"], truth, authors))
        else:
            known.append(_patent(f"CN{300_000_000 + number}A", row["patent_title"], truth))
    for part in ("invention_published", "invention_authorized", "utility_new"):
        for row in csv.DictReader(lines_of(data / "cnipa_gazette_2019", f"{part}.csv.gz")):
            known.append(
                _patent(f"CN{400_000_000 + len(known)}A", row["title"], _SUBCLASS.findall(row["ipc"]))
            )
    return asked, known


def _rows(place: Path) -> Iterator[dict[str, str]]:
    if not place.exists():
        raise DataAbsent(f"{place.parent.name}/{place.name} is not there")
    with place.open(encoding="utf-8-sig", newline="") as text:
        yield from csv.DictReader(text)


def _patent(number: str, title: str, subclasses: Sequence[str] | frozenset[str]) -> Patent:
    return Patent(
        publication=number,
        office="CN",
        kind="A",
        right=Right.INVENTION,
        title_zh=title,
        ipc=tuple(f"{each}1/00" for each in sorted(set(subclasses))),
    )
