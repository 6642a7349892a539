"""One measured line: a score over cases, its interval by resampling the cases, and what it should reach."""

from __future__ import annotations

import csv
import gzip
import math
import random
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

RESAMPLED = 1000


class DataAbsent(Exception):
    """The data of a condition are not here."""


@dataclass(frozen=True)
class Line:
    """A score, its interval, and the least it should be (None: only told)."""

    condition: str
    measure: str
    score: float
    low: float
    high: float
    cases: int
    at_least: float | None = None

    @property
    def holds(self) -> bool:
        """Say whether the score reaches what it should."""
        return self.at_least is None or self.score >= self.at_least

    def told(self) -> dict[str, object]:
        """Tell the line as plain values."""
        return {
            "condition": self.condition,
            "measure": self.measure,
            "score": round(self.score, 3),
            "interval": [round(self.low, 3), round(self.high, 3)],
            "at_least": self.at_least,
            "holds": self.holds,
            "cases": self.cases,
        }

    def row(self) -> str:
        """Write the line of a table, up to the command."""
        least = "" if self.at_least is None else f"{self.at_least:.3f}{'' if self.holds else ' **FELL**'}"
        score = f"{self.score:.3f} [{self.low:.3f}, {self.high:.3f}]"
        return f"| {self.condition} | {self.measure} | {score} | {least} | {self.cases} |"


def mean(condition: str, measure: str, scores: Sequence[float], at_least: float | None = None) -> Line:
    """Average scores of cases."""
    drawn = _resampled(lambda chosen: sum(scores[each] for each in chosen) / len(chosen), len(scores))
    return Line(condition, measure, sum(scores) / len(scores), *drawn, len(scores), at_least)


def ratio(
    condition: str,
    measure: str,
    scores: Sequence[float],
    beside: Sequence[float],
    at_least: float | None = None,
) -> Line:
    """Divide the averages of two ways on the same cases; the interval is of the pairs."""
    drawn = _resampled(
        lambda chosen: sum(scores[each] for each in chosen) / (sum(beside[each] for each in chosen) or 1e-9),
        len(scores),
    )
    return Line(condition, measure, sum(scores) / sum(beside), *drawn, len(scores), at_least)


def pooled(
    condition: str, measure: str, parts: Sequence[tuple[float, float]], at_least: float | None = None
) -> Line:
    """Divide what all cases together have of the one part by what they have of the other."""

    def share(chosen: Sequence[int]) -> float:
        return sum(parts[each][0] for each in chosen) / (sum(parts[each][1] for each in chosen) or 1e-9)

    drawn = _resampled(share, len(parts))
    return Line(condition, measure, share(range(len(parts))), *drawn, len(parts), at_least)


def discounted(gains: Sequence[float], most: int = 10) -> float:
    """Add up what is found, each divided by the logarithm of its rank: DCG at ``most``."""
    return sum(gain / math.log2(at + 2) for at, gain in enumerate(gains[:most]))


def discounted_gain(found: Sequence[str], relevant: Collection[str], most: int = 10) -> float:
    """Give nDCG at ``most`` with relevance yes or no."""
    return discounted([each in relevant for each in found], most) / discounted([1] * len(relevant), most)


def recall(found: Sequence[str], relevant: Collection[str], most: int = 100) -> float:
    """Give the share of what is relevant among the first ``most``."""
    return len(set(found[:most]) & set(relevant)) / len(relevant)


def reciprocal_rank(found: Sequence[str], wanted: str, most: int = 10) -> float:
    """Give one divided by the rank, 0 beyond ``most``."""
    return 1 / (found.index(wanted) + 1) if wanted in found[:most] else 0.0


def lines_of(folder: Path, name: str) -> Iterator[str]:
    """Yield the lines of a packed file; raises `DataAbsent` where there is none."""
    _need(folder / name)
    with gzip.open(folder / name, "rt", encoding="utf-8", newline="") as text:
        yield from text


def rows_of(place: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a table by their columns' names; raises `DataAbsent` where there is none."""
    _need(place)
    with place.open(encoding="utf-8-sig", newline="") as text:
        yield from csv.DictReader(text)


def _need(place: Path) -> None:
    if not place.exists():
        told = f"{place.parent.name}/{place.name} is not there"
        raise DataAbsent(f"{told}: name the folder of the data sets in ZHIYUN_EVALUATION")


def _resampled(score: Callable[[list[int]], float], cases: int) -> tuple[float, float]:
    draw = random.Random(5)
    drawn = sorted(score(draw.choices(range(cases), k=cases)) for _ in range(RESAMPLED))
    return drawn[int(RESAMPLED * 0.025)], drawn[int(RESAMPLED * 0.975)]
