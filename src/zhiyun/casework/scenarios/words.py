"""How answers are put into words: amounts, findings, dates and the readings they stand on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from zhiyun.kernel.finding import Finding
from zhiyun.kernel.terms import Choice


def yes_or_no(*, holds: bool) -> str:
    """Say 是 or 否."""
    return "是" if holds else "否"


def or_none(*, day: date | None) -> str:
    """Write a day, or 无."""
    return "无" if day is None else str(day)


def reading_ids(*, choices: Iterable[Choice]) -> str:
    """Name the readings used, each once, in the order first used."""
    return "、".join(dict.fromkeys(choice.reading.id for choice in choices)) or "无"


def of_finding(*, finding: Finding) -> dict[str, str]:
    """Put a finding into words: its outcome, reason, warnings, readings, and each ground by its place."""
    answer = {
        "结论": finding.outcome.words,
        "理由": finding.because,
        "提示": "；".join(w for f in finding.walk() for w in f.warnings) or "无",
        "口径": reading_ids(choices=finding.all_readings()),
    }
    for ground in finding.grounds:
        answer.setdefault(str(ground.cites), ground.outcome.words)
        answer.setdefault(f"{ground.cites}理由", ground.because)
    return answer
