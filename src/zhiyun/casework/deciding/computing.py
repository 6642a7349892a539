"""The answer to what was brought: pure, from plain values to plain values, so that anyone computes it again.

brought
    call           reference, title, document, version, closes_at
    benefit, year, pot_fen
    measure        id, title, number, sha256, overlay (the round's own text)
    readings       by id: the answer followed
    applications   application, applicant, credit_code, district, submission, seal, applied_at,
                   told (what the law hears of the snapshot), on_file (the office's own), judgements, basis,
                   verified_fen, concluded
    awards         other construction money of these years: centre, benefit, amount_fen, tranches, …

outcome
    measure_sha256, readings (in full, those used)
    shares         how the pot was shared (a subsidy's), exact as ratios
    caps           the finding of Article 11 (a centre's)
    lines          application, outcome, supported, verified_fen, entitlement, entitled_fen, amount_fen, grounds, finding
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from zhiyun import law
from zhiyun.casework import examination, facts, rounds
from zhiyun.casework.deciding import grounds
from zhiyun.casework.rounds import Pinned
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.finding import Finding, Outcome, all_of
from zhiyun.kernel.money import Money
from zhiyun.kernel.terms import Choice

Plain = dict[str, Any]
OPEN = (Outcome.NOT_MET, Outcome.NO_EVIDENCE, Outcome.NEEDS_JUDGEMENT)


def outcome(*, brought: Mapping[str, Any]) -> Plain:
    """Compute who is supported and with how much, every ground heard, from what was brought and nothing else."""
    pinned = read_as(brought=brought)
    heard = [_heard(pinned, brought, one) for one in brought["applications"]]
    lines = [_line(one, finding) for one, finding in zip(brought["applications"], heard, strict=True)]
    if pinned.benefit.is_construction:
        shares, caps = None, _award(pinned, brought, lines)
    else:
        shares, caps = _share(pinned, brought, lines), None
    answered = [*heard, *(each for each in (shares and shares[1], caps) if each is not None)]
    return {
        "measure_sha256": pinned.measure.text_hash,
        "readings": [grounds.reading(choice=choice) for choice in _readings(answered)],
        "shares": None if shares is None else shares[0],
        "caps": None if caps is None else grounds.plain(finding=caps),
        "lines": lines,
    }


def read_as(*, brought: Mapping[str, Any]) -> Pinned:
    """Give the measure and round that were brought, under the readings that were brought."""
    pinned = rounds.read(measure=brought["measure"]["id"], overlay=brought["measure"]["overlay"])
    return replace(pinned, measure=pinned.measure.reading_as(brought["readings"]))


def _heard(pinned: Pinned, brought: Mapping[str, Any], one: Mapping[str, Any]) -> Finding:
    """Hear every ground on one applicant: conditions, Article 14 by the office's own file, and papers that must be there."""
    occasion = pinned.occasion(
        applied_at=datetime.fromisoformat(one["applied_at"]),
        closes_at=datetime.fromisoformat(brought["call"]["closes_at"]),
    )
    told = replace(
        facts.facts(snapshot=one["told"], as_of=occasion.applied_on, on_file=_on_file(one["on_file"])),
        judgements=law.signed(grounds.judged(plain=each) for each in one["judgements"]),
    )
    finding = facts.eligibility(
        measure=pinned.measure, benefit=pinned.benefit, round_=pinned.round_, told=told, occasion=occasion
    )
    missing = tuple(_missing(pinned, one))
    return all_of((finding, *missing), cites=finding.cites) if missing else finding


def _missing(pinned: Pinned, one: Mapping[str, Any]) -> Iterator[Finding]:
    for each in examination.checklist(snapshot=one["told"], pinned=pinned):
        if each.is_missing:
            yield examination.missing(material=each.material)


def _on_file(plain: Mapping[str, Any]) -> dict[str, law.Fact[Any]]:
    return {
        name: law.Fact(
            facts.value(key=law.BY_NAME[name], value=each["value"]),
            each["as_of"] and date.fromisoformat(each["as_of"]),
            each["evidence"],
        )
        for name, each in plain.items()
    }


def _line(one: Mapping[str, Any], finding: Finding) -> Plain:
    said = one["concluded"]
    against = _against(one, finding)
    return {
        "application": one["application"],
        "applicant": one["applicant"],
        "outcome": finding.outcome.value,
        "supported": not against and said["supports"],
        "verified_fen": one["verified_fen"],
        "entitlement": None,
        "entitled_fen": None,
        "amount_fen": 0,
        "grounds": against,
        "finding": grounds.plain(finding=finding),
    }


def _against(one: Mapping[str, Any], finding: Finding) -> list[Plain]:
    """List every ground that speaks against an applicant, the law's first and then the meeting's own."""
    said = one["concluded"]
    heard = [leaf for leaf in finding.walk() if not leaf.grounds and leaf.outcome in OPEN]
    lacks_papers_only = all(leaf.outcome is Outcome.NO_EVIDENCE for leaf in heard)
    overruled = said["supports"] and lacks_papers_only and bool(said["because"])
    against = [] if overruled else [_ground(str(leaf.cites), leaf.because, leaf.outcome) for leaf in heard]
    if one["verified_fen"] == 0:
        against.append(_ground("第十二条", "核定的运营金额为零", Outcome.NOT_MET))
    if not said["supports"]:
        words = said["because"] or said["words"] or "局长办公会审定不予支持"
        against.append(_ground(said["cites"], words, Outcome.NOT_MET))
    return against


def _ground(cites: str, because: str, found: Outcome) -> Plain:
    return {"cites": cites, "because": because, "outcome": found.value}


def _share(pinned: Pinned, brought: Mapping[str, Any], lines: list[Plain]) -> tuple[Plain, Finding]:
    """Share the pot among all who are supported, at once, and write each share into its line."""
    measure = pinned.measure
    amounts = {line["application"]: Money(line["verified_fen"] or 0) for line in lines if line["supported"]}
    allocation = measure.allocate(law.Claims.of(amounts), cap=Money(brought["pot_fen"]))
    shared = allocation.fen_by_applicant()
    for line in lines:
        verified = line["verified_fen"]
        if verified is not None:
            exact = measure.entitlement(Money(verified))
            line["entitlement"], line["entitled_fen"] = grounds.ratio(of=exact), int(exact)
        if line["supported"]:
            line["amount_fen"] = shared[line["application"]]
            if not line["amount_fen"]:
                line["supported"] = False
                line["grounds"].append(_ground("第十三条", "按比例确定的金额不足一元", Outcome.NOT_MET))
    total = allocation.total_entitlement
    return {
        "rate": str(allocation.rate),
        "cap_fen": allocation.cap.fen,
        "operating_fen": allocation.total_operating_amount.fen,
        "entitlement": grounds.ratio(of=Fraction(total)),
        "scaled": allocation.scaled,
        "ratio": grounds.ratio(of=Fraction(allocation.cap.fen * total.denominator, total.numerator))
        if allocation.scaled
        else "1/1",
        "shared_fen": allocation.total_share.fen,
        "unspent_fen": allocation.unspent.fen,
        "finding": grounds.plain(finding=allocation.finding),
    }, allocation.finding


def _award(pinned: Pinned, brought: Mapping[str, Any], lines: list[Plain]) -> Finding:
    """Write the meeting's amounts into their lines, and hear Article 11 on them with all other money of the year."""
    awards = [_awarded(each) for each in brought["awards"]]
    said = {one["application"]: one["concluded"] for one in brought["applications"]}
    for line in lines:
        if line["supported"]:
            line["amount_fen"] = said[line["application"]]["supported_fen"] or 0
            awards.append(law.Award(line["applicant"], pinned.benefit, Money(line["amount_fen"])))
    return pinned.measure.within_caps(awards, brought["year"])


def _awarded(plain: Mapping[str, Any]) -> law.Award:
    return law.Award(
        plain["centre"],
        law.Benefit(plain["benefit"]),
        Money(plain["amount_fen"]),
        tuple(
            law.Tranche(
                Money(each["amount_fen"]),
                date.fromisoformat(each["due_on"]),
                paid_on=each["paid_on"] and date.fromisoformat(each["paid_on"]),
            )
            for each in plain["tranches"]
        ),
        approved_on=plain["approved_on"] and date.fromisoformat(plain["approved_on"]),
        signed_on=plain["signed_on"] and date.fromisoformat(plain["signed_on"]),
    )


def _readings(findings: list[Finding]) -> tuple[Choice, ...]:
    used = {choice.reading.id: choice for finding in findings for choice in finding.all_readings()}
    return tuple(used.values())


PROCEDURE = {True: Citation(9, 3), False: Citation(10, 3)}
"""Where the meeting stands, of construction and of the subsidy."""
