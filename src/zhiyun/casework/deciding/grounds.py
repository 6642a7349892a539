"""Findings as plain values that are frozen and hashed, and back again as they were, whatever the measure says now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from zhiyun.kernel.citation import Citation
from zhiyun.kernel.finding import Finding, Judgement, Outcome, UsedFact
from zhiyun.kernel.terms import Choice, Confirmation, Reading

Plain = dict[str, Any]


def plain(*, finding: Finding) -> Plain:
    """Write a finding with every ground below it; readings by their id, told in full beside the whole."""
    return {
        "outcome": finding.outcome.value,
        "because": finding.because,
        "cites": cites(of=finding.cites),
        "facts": [_fact(fact) for fact in finding.facts],
        "judgement": None if finding.judgement is None else judgement(of=finding.judgement),
        "readings": [choice.reading.id for choice in finding.readings],
        "warnings": list(finding.warnings),
        "grounds": [plain(finding=ground) for ground in finding.grounds],
    }


def told(*, plain: Mapping[str, Any], readings: Mapping[str, Choice]) -> Finding:
    """Read a finding as it was frozen; ``readings`` are those frozen beside it, by id."""
    signed = plain["judgement"]
    return Finding(
        Outcome(plain["outcome"]),
        plain["because"],
        citation(plain=plain["cites"]),
        tuple(
            UsedFact(
                each["name"],
                each["label"],
                each["value"],
                _day(each["as_of"]),
                each["evidence"],
                each["sha256"],
            )
            for each in plain["facts"]
        ),
        None if signed is None else judged(plain=signed),
        tuple(readings[each] for each in plain["readings"] if each in readings),
        tuple(told(plain=ground, readings=readings) for ground in plain["grounds"]),
        tuple(plain["warnings"]),
    )


def leaves(*, plain: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Give every ground that stands by itself, in order."""
    if not plain["grounds"]:
        yield plain
    for ground in plain["grounds"]:
        yield from leaves(plain=ground)


def cites(*, of: Citation) -> Plain:
    """Write a place of the measure."""
    return {"article": of.article, "item": of.item, "document": of.document}


def citation(*, plain: Mapping[str, Any]) -> Citation:
    """Read a place of the measure."""
    return Citation(plain["article"], plain["item"], plain["document"])


def judgement(*, of: Judgement) -> Plain:
    """Write a signed judgement."""
    return {
        "cites": cites(of=of.cites),
        "met": of.met,
        "by": of.by,
        "on": of.on.isoformat(),
        "opinion": of.opinion,
    }


def judged(*, plain: Mapping[str, Any]) -> Judgement:
    """Read a signed judgement."""
    place = citation(plain=plain["cites"])
    return Judgement(place, plain["met"], plain["by"], date.fromisoformat(plain["on"]), plain["opinion"])


def reading(*, choice: Choice) -> Plain:
    """Write a reading as it was used: the question, every answer, the one followed, and who confirmed it."""
    held = choice.reading
    confirmed = held.confirmed
    return {
        "id": held.id,
        "articles": list(held.articles),
        "question": held.question,
        "options": dict(held.options),
        "order": list(held.options),
        "basis": held.basis,
        "adopted_by": held.adopted_by,
        "since": held.since.isoformat(),
        "starred": held.starred,
        "confirmed": None
        if confirmed is None
        else {"by": confirmed.by, "on": confirmed.on.isoformat(), "document": confirmed.document},
        "key": choice.key,
    }


def choice(*, plain: Mapping[str, Any]) -> Choice:
    """Read a reading as it was used."""
    confirmed = plain["confirmed"]
    return Choice(
        Reading(
            plain["id"],
            tuple(plain["articles"]),
            plain["question"],
            {key: plain["options"][key] for key in plain["order"]},
            plain["basis"],
            plain["adopted_by"],
            date.fromisoformat(plain["since"]),
            plain["starred"],
            None
            if confirmed is None
            else Confirmation(confirmed["by"], date.fromisoformat(confirmed["on"]), confirmed["document"]),
        ),
        plain["key"],
    )


def ratio(*, of: Fraction) -> str:
    """Write an exact ratio: ``numerator/denominator``."""
    return f"{of.numerator}/{of.denominator}"


def exact(*, text: str) -> Fraction:
    """Read an exact ratio."""
    numerator, _, denominator = text.partition("/")
    return Fraction(int(numerator), int(denominator))


def _fact(fact: UsedFact) -> Plain:
    return {
        "name": fact.name,
        "label": fact.label,
        "value": fact.value,
        "as_of": None if fact.as_of is None else fact.as_of.isoformat(),
        "evidence": fact.evidence,
        "sha256": fact.sha256,
    }


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
