"""A line of the case list in words: made once here, because a template that makes every cell costs more than the page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from zhiyun.casework.queries.cases import CaseLine
from zhiyun.kernel.money import Money
from zhiyun.web.bureau.case_form import OUTCOME_WORDS

NOTHING = "—"


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One case as the list shows it; ``figures`` are the columns set to the right."""

    reference: str
    applicant: str
    district: str
    stage: str
    due_on: str
    submitted_at: str
    outcome: str
    outcome_words: str
    figures: tuple[str, ...]


def shown(line: CaseLine) -> ShownLine:
    """Write one line."""
    return ShownLine(
        line.reference,
        line.applicant,
        line.district,
        line.stage.words,
        f"{line.due_on:%m-%d}" if line.due_on else "",
        f"{timezone.localtime(line.submitted_at):%m-%d %H:%M}",
        line.outcome.value,
        str(OUTCOME_WORDS[line.outcome]),
        (
            str(line.missing),
            str(line.not_met),
            str(line.to_judge),
            _count(line.staff),
            _money(line.amount),
            _money(line.counted),
            str(line.papers),
            _count(line.days_waiting),
        ),
    )


def _count(number: int | None) -> str:
    return NOTHING if number is None else str(number)


def _money(amount: Money | None) -> str:
    return NOTHING if amount is None else str(amount).removesuffix("元")
