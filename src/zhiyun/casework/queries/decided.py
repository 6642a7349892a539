"""One applicant's outcome with everything it stands on: grounds, readings, who judged, how the amount came about.

The bureau and its auditor see it as soon as it is frozen, the applicant once the list is public; what they see is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhiyun import law
from zhiyun.casework import sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.deciding import grounds
from zhiyun.casework.issuing import PaperKind
from zhiyun.casework.refusals import NotFound
from zhiyun.kernel.finding import Finding
from zhiyun.kernel.money import Money
from zhiyun.kernel.terms import Choice
from zhiyun.records.models import Decision


@dataclass(frozen=True, slots=True)
class Judged:
    """A signed judgement the outcome stands on: where, by whom on whose behalf, when, and what it says."""

    cites: str
    asks: str
    met: bool
    by: str
    on: str
    opinion: str


@dataclass(frozen=True)
class Decided:
    """A decision as everyone who may see it sees it."""

    reference: str
    resolution: str
    application: str
    applicant: str
    benefit: law.Benefit
    measure: str
    measure_title: str
    supported: bool
    amount: Money
    verified: Money | None
    entitled: Money | None
    steps: tuple[tuple[str, str], ...]
    against: tuple[tuple[str, str], ...]
    finding: Finding
    answer: Finding | None
    readings: tuple[Choice, ...]
    judgements: tuple[Judged, ...]
    because: str
    at: datetime
    code_version: str
    measure_sha256: str
    sm3: str
    seal: str
    remedies: tuple[tuple[str, str], ...]
    """How to be heard elsewhere, as the letter of refusal tells it; empty before there is one."""
    letter: str
    """The code of the letter that told the applicant; empty before there is one."""


def of_decision(*, by: Actor, reference: str) -> Decided:
    """Give a decision to who may see what meetings decide; refuses any other as not found."""
    rows = Decision.objects.filter(resolution__in=sight.resolutions(by=by), reference=reference)
    return _decided(rows.select_related("resolution__call", "application__organisation").first())


def of_application(*, by: Actor, reference: str) -> Decided:
    """Give an application's newest published decision to who may open it; refuses what is not public as not found."""
    application = sight.application(by=by, reference=reference)
    rows = Decision.objects.filter(application=application, resolution__publications__isnull=False)
    newest = rows.select_related("resolution__call", "application__organisation").order_by("-id").first()
    return _decided(newest)


def _decided(row: Decision | None) -> Decided:
    if row is None or not row.resolution.frozen:
        raise NotFound
    frozen = row.resolution.frozen
    brought, outcome = frozen["brought"], frozen["outcome"]
    reference = row.application.reference
    [line] = [each for each in outcome["lines"] if each["application"] == reference]
    [told] = [each for each in brought["applications"] if each["application"] == reference]
    choices = {each["id"]: grounds.choice(plain=each) for each in outcome["readings"]}
    finding = grounds.told(plain=line["finding"], readings=choices)
    answer = _answer(outcome, choices)
    heard = [finding] if answer is None else [finding, answer]
    used = {choice.reading.id: choice for each in heard for choice in each.all_readings()}
    return Decided(
        row.reference,
        row.resolution.reference,
        reference,
        row.application.organisation.name,
        law.Benefit(brought["benefit"]),
        brought["measure"]["id"],
        f"{brought['measure']['title']}（{brought['measure']['number']}）",
        row.supported,
        Money(row.amount_fen),
        None if row.verified_fen is None else Money(row.verified_fen),
        None if row.entitled_fen is None else Money(row.entitled_fen),
        tuple(_steps(row, outcome)),
        tuple((each["cites"], each["because"]) for each in line["grounds"]),
        finding,
        answer,
        tuple(used.values()),
        tuple(_judged(each) for each in told["judgements"]),
        told["concluded"]["because"],
        row.at,
        row.resolution.code_version,
        row.resolution.measure_sha256,
        row.sm3,
        told["seal"],
        *_letter(row),
    )


def _letter(row: Decision) -> tuple[tuple[tuple[str, str], ...], str]:
    """Give the remedies told and the code of the letter in which they were; nothing before the letter is out."""
    kind = PaperKind.APPROVAL if row.supported else PaperKind.REFUSAL
    paper = row.application.issued.filter(kind=kind, content__decision__reference=row.reference).first()
    if paper is None:
        return (), ""
    return tuple((each["text"], each["citation"]) for each in paper.content.get("remedies", ())), paper.code


def _answer(outcome: Mapping[str, Any], choices: Mapping[str, Choice]) -> Finding | None:
    plain = outcome["shares"]["finding"] if outcome["shares"] else outcome["caps"]
    return None if plain is None else grounds.told(plain=plain, readings=choices)


def _steps(row: Decision, outcome: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Tell how an amount came about, as text and article."""
    shares = outcome["shares"]
    if not row.supported:
        return
    if shares is None or row.verified_fen is None:
        yield f"局长办公会审定建设经费资助{Money(row.amount_fen)}", "第十一条"
        return
    yield f"核定的运营金额{Money(row.verified_fen)}", "第十二条"
    yield f"按{shares['rate']}应补{Money(row.entitled_fen or 0)}", "第十二条"
    if shares["scaled"]:
        yield f"全批应补超过年度总额，乘以比例{shares['ratio']}，舍去不足一元的部分", "第十三条"
    yield f"确定补贴{Money(row.amount_fen)}", "第十三条"


def _judged(plain: Mapping[str, Any]) -> Judged:
    cites = str(grounds.citation(plain=plain["cites"]))
    return Judged(cites, plain["asks"], plain["met"], plain["by"], plain["on"], plain["opinion"])
