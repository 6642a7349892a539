"""What an applicant stated, told and proved of one condition, read from a sealed snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from zhiyun import law
from zhiyun.casework import facts, sections
from zhiyun.casework.sections import Section


@dataclass(frozen=True, slots=True)
class Told:
    """The facts stated, each asked and answered; the words told to each question; and the papers that prove them."""

    stated: tuple[tuple[str, str], ...]
    narratives: tuple[tuple[str, str], ...]
    papers: tuple[dict[str, Any], ...]


def told_of(*, told: facts.Snapshot, section: Section) -> Told:
    """Read what a snapshot says of one condition's section."""
    condition = section.condition
    assert condition is not None, "only a condition is stated, told and proved"
    papers = {paper["paper"]: paper for paper in told["papers"]}
    stated: list[tuple[str, str]] = []
    proofs: dict[int, dict[str, Any]] = {}
    for key in (*condition.facts, *condition.follow_up):
        fact = told["facts"].get(key.name)
        if fact is not None:
            stated.append((key.asks, _shown(key, fact["value"])))
            proofs |= {number: papers[number] for number in fact["papers"] if number in papers}
    words = [
        (question.asks, told["narratives"][name])
        for number, question in enumerate(condition.questions, 1)
        if (name := sections.question_name(cites=section.cites, number=number)) in told["narratives"]
    ]
    return Told(tuple(stated), tuple(words), tuple(proofs.values()))


def _shown(key: law.Key[Any], value: Any) -> str:
    if isinstance(value, list):
        return "；".join(f"{one['decided_on']}（{one['severity']}）" for one in value) or "无"
    return key.show(value)
