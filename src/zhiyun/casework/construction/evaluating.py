"""The yearly evaluation of a centre (Article 17): its spans, its dimensions and their weights, and what a result does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhiyun import law
from zhiyun.kernel.finding import Finding
from zhiyun.kernel.period import Period
from zhiyun.kernel.workdays import Calendar

ARTICLE, CITES = 17, "第十七条"
WHOLE, HIGHEST = 100, 100
"""Weights of an evaluation add up to the one; a dimension is scored up to the other."""
USUAL_WEIGHTS = {"运营模式": 20, "运营团队": 20, "运营效益": 35, "工作成效": 25}
"""What a form begins with. The measure names the dimensions and no weights: ours until the bureau says its own."""


@dataclass(frozen=True, slots=True)
class Line:
    """One dimension: how much it weighs, how it was scored, and why."""

    dimension: str
    weight: int
    score: int
    words: str

    def plain(self) -> dict[str, Any]:
        """Write it as rows keep it."""
        return {
            "dimension": self.dimension,
            "weight": self.weight,
            "score": self.score,
            "words": self.words.strip(),
        }


def total(*, lines: Iterable[Line]) -> int:
    """Give the weighted score in hundredths of a point."""
    return sum(line.weight * line.score for line in lines)


def dimensions(*, measure: law.Measure) -> tuple[str, ...]:
    """Name what a centre is evaluated on."""
    terms = measure.terms
    listed = [each for each in terms.listings.values() if each.name == "dimensions"]
    return tuple(name for listing in listed for name in terms.listed(listing))


def spans(*, measure: law.Measure, book: law.TaskBook, calendar: Calendar) -> tuple[Period, ...]:
    """List the spans a centre is evaluated over."""
    dues = measure.due(book, calendar)
    return tuple(due.covers for due in dues if due.article == ARTICLE and due.covers is not None)


def is_over(*, span: Period, on: date) -> bool:
    """Say whether a span is over: what is not over is not evaluated."""
    return span.ends_before is not None and span.ends_before <= on


def effect(*, measure: law.Measure, passed: bool) -> Finding:
    """Ask the law what a result does to unpaid money."""
    return measure.evaluation_effect(passed)
