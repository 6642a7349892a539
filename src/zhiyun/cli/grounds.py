"""Findings and readings as people and machines read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhiyun.cli.tables import Column, folded, table
from zhiyun.kernel.finding import Finding, UsedFact
from zhiyun.kernel.terms import Choice

ROOM = 100


def reading_as_machine(choice: Choice) -> dict[str, object]:
    """Give a reading as it was used: its id, the answer followed, and whether anybody has confirmed it."""
    return {
        "id": choice.reading.id,
        "question": choice.reading.question,
        "answer": choice.key,
        "meaning": choice.meaning,
        "adopted": choice.is_adopted,
        "confirmed": choice.is_confirmed,
    }


def readings_as_lines(choices: Iterable[Choice]) -> Iterator[str]:
    """List the readings a result rests on, under a heading; nothing when there are none."""
    used = list(choices)
    if used:
        yield ""
        yield "所用口径（逐条见 zhiyun law readings）："
    for choice in used:
        yield from folded_under(
            f"  {choice.reading.id}  {choice.reading.question}：{_told(choice)}", "       "
        )


def finding_as_machine(finding: Finding) -> dict[str, object]:
    """Give a finding with all grounds below it, and every fact and reading (by id) it or they rest on."""
    facts = dict.fromkeys(fact for each in finding.walk() for fact in each.facts)
    return {
        "document": finding.cites.document or None,
        "article": finding.cites.article,
        "item": finding.cites.item,
        "outcome": finding.outcome.value,
        "because": finding.because,
        "facts": [_fact_as_machine(fact) for fact in facts],
        "readings": [choice.reading.id for choice in finding.all_readings()],
        "judgement": None if finding.judgement is None else str(finding.judgement),
        "warnings": list(finding.warnings),
        "grounds": [finding_as_machine(ground) for ground in finding.grounds],
    }


def findings_as_table(findings: Iterable[Finding]) -> Iterator[str]:
    """Give one line a finding: where it stands, its outcome, why."""
    columns = [Column("条款"), Column("结论"), Column("理由")]
    yield from table(columns, ((str(f.cites), f.outcome.words, f.because) for f in findings))


def tree(finding: Finding, stem: str = "", branch: str = "") -> Iterator[str]:
    """Draw a finding with every ground, fact, judgement and reading below it."""
    head = f"{stem}{branch}{finding.outcome.words}  {finding.cites}  {finding.because}"
    below = stem + {"": "", "├ ": "│ ", "└ ": "  "}[branch]
    yield from folded_under(head, below + "    ")
    inner = below + ("│ " if finding.grounds else "  ")
    for line in _support(finding):
        yield from folded_under(f"{inner}  {line}", inner + "      ")
    for number, ground in enumerate(finding.grounds, start=1):
        yield from tree(ground, below, "└ " if number == len(finding.grounds) else "├ ")


def folded_under(line: str, indent: str) -> Iterator[str]:
    """Fold one line so that what runs over stands under ``indent``."""
    first, *rest = folded(line, ROOM)
    yield first
    if rest:
        yield from folded(line[len(first) :].lstrip(), ROOM, indent=indent)


def _support(finding: Finding) -> Iterator[str]:
    yield from (f"事实 {fact}" for fact in finding.facts)
    if finding.judgement is not None:
        yield f"判断 {finding.judgement}"
    yield from (f"口径 {choice}" for choice in finding.readings)
    yield from (f"提示 {warning}" for warning in finding.warnings)


def _fact_as_machine(fact: UsedFact) -> dict[str, object]:
    return {
        "name": fact.name,
        "label": fact.label,
        "value": fact.value,
        "as_of": None if fact.as_of is None else str(fact.as_of),
        "evidence": fact.evidence,
        "sha256": fact.sha256,
    }


def _told(choice: Choice) -> str:
    if choice.is_confirmed:
        return f"{choice.meaning}（已确认）"
    return f"{choice.meaning}（{'未经确认' if choice.is_adopted else '试用，非采用口径'}）"
