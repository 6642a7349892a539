"""The one bridge from an application to the law: a snapshot's plain values as the law's facts and deals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from zhiyun import law
from zhiyun.kernel.finding import Finding
from zhiyun.kernel.money import Rate

SELF_STATED = "申报单位自填，未经核验"

Snapshot = dict[str, Any]


def facts(
    *, snapshot: Snapshot, as_of: date, on_file: Mapping[str, law.Fact[Any]] = MappingProxyType({})
) -> law.Facts:
    """Make the law's facts of what an applicant stated, each with its proof; a roster counts instead of a number.

    ``on_file`` are facts of the office's own file: they stand whatever was stated.
    """
    papers = {paper["paper"]: paper for paper in snapshot["papers"]}
    known: dict[str, Any] = {}
    for name, told in snapshot["facts"].items():
        key = law.BY_NAME.get(name)
        if key is None or key.kind is law.Roster:
            continue
        proofs = [papers[number] for number in told["papers"] if number in papers]
        evidence = (
            "、".join(f"{proof['title']}（SM3 {proof['sm3'][:12]}）" for proof in proofs) or SELF_STATED
        )
        known[name] = law.Fact(value(key=key, value=told["value"]), as_of, evidence)
    if snapshot["roster"]:
        known["staff"] = law.Fact(roster(snapshot=snapshot), as_of, SELF_STATED)
    if snapshot["co_builders"]:
        known["duties_fixed"] = law.Fact(
            all(partner["duties"] for partner in snapshot["co_builders"]), as_of, SELF_STATED
        )
    return law.Facts(snapshot["applicant"]["name"], _corrected(known, on_file))


def _corrected(stated: dict[str, Any], on_file: Mapping[str, law.Fact[Any]]) -> dict[str, Any]:
    """Put the office's file over what was stated; where they differ, the evidence says so.

    Where a task book is on file, so is what its acceptance came to: an outcome the file does not know was not told.
    """
    known = {**stated, **on_file}
    for name, fact in on_file.items():
        if name in stated and stated[name].value != fact.value:
            shown = law.BY_NAME[name].show(stated[name].value)
            known[name] = replace(fact, evidence=f"{fact.evidence}；申报单位填报“{shown}”，以任务书为准")
    if "construction_last_on" in on_file:
        for name in {"accepted_on", "first_failed_on", "second_failed_on"} - set(on_file):
            known.pop(name, None)
    return known


def roster(*, snapshot: Snapshot) -> law.Roster:
    """Make the law's roster of the lines handed in."""
    engagements = {each.name.lower(): each for each in law.Engagement}
    return law.Roster(
        tuple(
            law.Person(
                line["code"],
                engagements[line["engagement"]],
                line["contract"],
                frozenset(date.fromisoformat(f"{month}-01") for month in line["insured_months"]),
            )
            for line in snapshot["roster"]
        )
    )


def deals(*, snapshot: Snapshot) -> tuple[law.Deal, ...]:
    """Join an application's ledger into the law's deals."""
    return deals_of(applicant=snapshot["applicant"]["name"], lines=snapshot["deals"])


def deals_of(*, applicant: str, lines: Iterable[dict[str, Any]]) -> tuple[law.Deal, ...]:
    """Join a ledger's rows into deals: the rows of one number are one deal with several payments."""
    grouped: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        grouped.setdefault(line["deal"], []).append(line)
    return tuple(_deal(applicant, number, lines) for number, lines in grouped.items())


def eligibility(
    *, measure: law.Measure, benefit: law.Benefit, round_: law.Round, told: law.Facts, occasion: law.Occasion
) -> Finding:
    """Hear every condition on an application's facts."""
    return measure.eligibility(benefit, told, occasion, round_)


def _deal(applicant: str, number: str, lines: list[dict[str, Any]]) -> law.Deal:
    first = lines[0]
    levels = {each.name.lower(): each for each in law.Level}
    return law.Deal(
        deal=number,
        applicant=applicant,
        kind=law.Kind(first["kind"]),
        payments=tuple(
            law.Payment(_day(line["money_on"]), line["money_fen"], line["currency"], _rate(line["rate"]))
            for line in lines
        ),
        rights=tuple(first["rights"]),
        from_party=first["from_party"],
        to_party=first["to_party"],
        related=first["related"],
        contract_on=_day(first["contract_on"]),
        contract_fen=first["contract_fen"],
        registered_on=_day(first["registered_on"]),
        registration_no=first["registration_no"],
        share=_rate(first["share"]),
        also_funded_by=levels.get(first["also_funded_by"]),
    )


def value(*, key: law.Key[Any], value: Any) -> Any:
    """Make a plain value the law's own: a day, penalties, or itself."""
    if key.kind is date:
        return date.fromisoformat(value)
    if key.kind is law.Penalties:
        severities = {each.name.lower(): each for each in law.Severity}
        return law.Penalties(
            tuple(
                law.Penalty(
                    date.fromisoformat(one["decided_on"]), severities[one["severity"]], one["repaired"]
                )
                for one in value
            )
        )
    return value


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _rate(text: str) -> Rate | None:
    """Read an exact ratio as it is stored: ``numerator/denominator``; nothing for none."""
    if not text:
        return None
    numerator, _, denominator = text.partition("/")
    return Rate(Fraction(int(numerator), int(denominator)))
