"""The verification desk of one application: its ledger a page at a time, one deal opened beside its evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from zhiyun import law
from zhiyun.casework import facts, judging, sections, sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.asking import deal_place
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import BUREAU_ROLES, Role
from zhiyun.casework.stages import Stage, standing
from zhiyun.casework.verifying_deals import bulk, closing, in_hand, ruling_on
from zhiyun.casework.verifying_deals.filters import Filters, narrowed
from zhiyun.casework.verifying_deals.opened_ledger import OpenedLedger, opened
from zhiyun.casework.verifying_deals.standings import TO_DECIDE, DealStage, Standing, Totals, Written
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.finding import Finding, Judgement
from zhiyun.kernel.refusal import Fault
from zhiyun.kernel.terms import Choice
from zhiyun.records.models import Application, Verification, VerificationProposal

PAGE = 20
"""Deals a page."""
READERS = frozenset(BUREAU_ROLES)


@dataclass(frozen=True, slots=True)
class Claimant:
    """Another application that claims the same deal, as the bureau may know."""

    reference: str
    name: str
    deal: str
    share: str


@dataclass(frozen=True, slots=True)
class OpenDeal:
    """One deal opened: its evidence, every ground of the law, and the verdicts on it, the newest first."""

    standing: Standing
    papers: tuple[dict[str, Any], ...]
    others: tuple[dict[str, Any], ...]
    claimants: tuple[Claimant, ...]
    readings: tuple[Choice, ...]
    articles: tuple[str, ...]
    is_appraised: bool
    history: tuple[Written, ...]
    next: str
    may_decide: bool
    may_check: bool
    is_own: bool
    """Whether the reader wrote the verdict that waits for a second person."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question the measure leaves to people, what the applicant told, and the signed answer that holds."""

    name: str
    question: law.Question
    told: str
    judgement: Judgement | None


@dataclass(frozen=True, slots=True)
class Closed:
    """One verification that was closed."""

    number: int
    counted_fen: int
    sm3: str
    proposed_by: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Desk:
    """Everything the desk shows; ``obstacles`` stand in the way of closing, and without any ``sm3`` seals the ledger."""

    reference: str
    applicant: str
    call: str
    stage: Stage
    opened: OpenedLedger
    totals: Totals
    filters: Filters
    found: int
    lines: tuple[Standing, ...]
    number: int
    last: int
    deal: OpenDeal | None
    finding: Finding
    questions: tuple[Asked, ...]
    obstacles: tuple[Fault, ...]
    sm3: str
    proposal: VerificationProposal | None
    closed: tuple[Closed, ...]
    plain: tuple[Standing, ...]
    to_check: tuple[Standing, ...]
    may_decide: bool
    may_check: bool

    @property
    def may_propose(self) -> bool:
        """An officer may propose what is ready and not yet proposed or closed."""
        return self.may_decide and not self.obstacles and not self.is_proposed and not self.is_closed

    @property
    def is_proposed(self) -> bool:
        """A proposal waits that says what the ledger says."""
        return self.proposal is not None and self.proposal.sm3 == self.sm3 and not self.is_closed

    @property
    def is_closed(self) -> bool:
        """The last verification says what the ledger says."""
        return bool(self.closed) and self.closed[0].sm3 == self.sm3


def desk(
    *, by: Actor, reference: str, filters: Filters | None = None, number: int = 1, deal: str = ""
) -> Desk:
    """Open the desk of an application the actor may see; refuses any other, and one not yet accepted, as not found."""
    application = _seen(by, reference)
    ledger = opened(application=application)
    judgements = judging.judgements(application=application)
    asked_for = filters or Filters()
    found = narrowed(standings=ledger.standings, filters=asked_for)
    last = max(1, -(-len(found) // PAGE))
    number = _page_of(found, deal) if deal else min(max(number, 1), last)
    shown = found[(number - 1) * PAGE : number * PAGE]
    is_open = _is_open(application)
    decides = is_open and by.role is Role.CASE_OFFICER
    checks = is_open and by.role in (Role.CASE_OFFICER, Role.ROUND_MANAGER)
    obstacles = closing.obstacles(opened=ledger, by=by, judgements=judgements) if is_open else ()
    return Desk(
        reference=application.reference,
        applicant=application.organisation.name,
        call=application.call.reference,
        stage=standing(step=application.last_step, closed=True),
        opened=ledger,
        totals=ledger.totals,
        filters=asked_for,
        found=len(found),
        lines=shown,
        number=number,
        last=last,
        deal=_open_deal(ledger, found, shown, deal, by, decides=decides, checks=checks),
        finding=_finding(ledger, judgements),
        questions=_questions(ledger, judgements),
        obstacles=obstacles,
        sm3="" if obstacles else closing.sealed(opened=ledger)[2],
        proposal=VerificationProposal.objects.filter(application=application)
        .select_related("by")
        .order_by("-id")
        .first(),
        closed=_closed(application),
        plain=bulk.plain(standings=ledger.standings) if decides else (),
        to_check=bulk.to_check(standings=ledger.standings, by=by) if checks else (),
        may_decide=decides,
        may_check=checks,
    )


def _seen(by: Actor, reference: str) -> Application:
    if by.role not in READERS:
        raise NotFound
    application = sight.application(by=by, reference=reference)
    if application.last_step not in sight.SINCE_ACCEPTANCE:
        raise NotFound
    return application


def _is_open(application: Application) -> bool:
    if standing(step=application.last_step, closed=True) not in in_hand.STAGES:
        return False
    return application.last_step not in ("published", "declined") or in_hand.is_reopened(
        application=application
    )


def _page_of(found: tuple[Standing, ...], deal: str) -> int:
    place = next((place for place, each in enumerate(found) if each.number == deal), 0)
    return place // PAGE + 1


def _open_deal(
    ledger: OpenedLedger,
    found: tuple[Standing, ...],
    shown: tuple[Standing, ...],
    deal: str,
    by: Actor,
    *,
    decides: bool,
    checks: bool,
) -> OpenDeal | None:
    """Open the deal named, else the first of the page that waits for the actor, else the first."""
    chosen = (
        ledger.standing(deal=deal)
        if deal
        else next((each for each in shown if each.stage in TO_DECIDE), shown[0] if shown else None)
    )
    if chosen is None:
        return None
    place = deal_place(number=chosen.number).name
    papers = [paper for paper in ledger.submission.snapshot["papers"] if place in paper["uses"]]
    others = [
        paper
        for paper in ledger.submission.snapshot["papers"]
        if place not in paper["uses"] and any(use.startswith(("deal:", "material:")) for use in paper["uses"])
    ]
    written = chosen.written
    waits = written is not None and chosen.stage is DealStage.WRITTEN
    is_own = written is not None and written.by_id == by.person_id
    return OpenDeal(
        standing=chosen,
        papers=tuple(papers),
        others=tuple(each for each in others if not any(use.startswith("deal:") for use in each["uses"])),
        claimants=_claimants(ledger, chosen),
        readings=tuple(law.readings_of(chosen.ruling, ledger.ledger.readings)),
        articles=ruling_on.articles(standing=chosen),
        is_appraised=ruling_on.is_appraised(standing=chosen),
        history=tuple(reversed(ledger.written.get(chosen.number, ()))),
        next=_next(found, chosen),
        may_decide=decides,
        may_check=checks and waits and not is_own,
        is_own=waits and is_own,
    )


def _next(found: tuple[Standing, ...], chosen: Standing) -> str:
    """Name the next deal of the list that waits for a verdict, round from the chosen one; empty without any."""
    place = next((place for place, each in enumerate(found) if each is chosen), -1)
    after = (*found[place + 1 :], *found[: max(place, 0)])
    return next((each.number for each in after if each.stage in TO_DECIDE), "")


def _claimants(ledger: OpenedLedger, chosen: Standing) -> tuple[Claimant, ...]:
    if chosen.line.group is None:
        return ()
    return tuple(
        Claimant(
            ledger.ledger.references[line.application],
            ledger.ledger.names[line.application],
            line.number,
            "" if line.ruling.deal.share is None else str(line.ruling.deal.share),
        )
        for line in ledger.ledger.shared[chosen.line.group].lines
        if line.application != ledger.application.pk
    )


def _finding(ledger: OpenedLedger, judgements: dict[Citation, Judgement]) -> Finding:
    """Hear every condition again with what was signed since; the ledger is counted elsewhere."""
    version, pinned, key = ledger.submission.call_version, ledger.pinned, ledger.application.pk
    occasion = pinned.occasion(applied_at=ledger.ledger.applied_at[key], closes_at=version.closes_at)
    on_file = dict(ledger.ledger.on_file[key])
    told = facts.facts(snapshot=ledger.submission.snapshot, as_of=occasion.applied_on, on_file=on_file)
    return facts.eligibility(
        measure=pinned.measure,
        benefit=pinned.benefit,
        round_=pinned.round_,
        told=replace(told, judgements=judgements),
        occasion=occasion,
    )


def _questions(ledger: OpenedLedger, judgements: dict[Citation, Judgement]) -> tuple[Asked, ...]:
    narratives = ledger.submission.snapshot["narratives"]
    numbers: dict[Citation, int] = {}
    asked = []
    for question in ledger.pinned.measure.questions(ledger.pinned.benefit, ledger.pinned.round_):
        number = numbers[question.cites] = numbers.get(question.cites, 0) + 1
        told = narratives.get(sections.question_name(cites=question.cites, number=number), "")
        name = sections.condition_name(cites=question.cites)
        asked.append(Asked(name, question, told, judgements.get(question.cites)))
    return tuple(asked)


def _closed(application: Application) -> tuple[Closed, ...]:
    rows = Verification.objects.filter(application=application).order_by("-number")
    told = rows.values_list("number", "counted_fen", "sm3", "proposed_by__name", "by__name", "at")
    return tuple(Closed(*row) for row in told)
