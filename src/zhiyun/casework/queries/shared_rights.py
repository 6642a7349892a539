"""The deals of a round that several applicants claim, each with its claimants, their shares and how it was settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from zhiyun.casework import sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.queries.verification_desk import READERS
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import Stage, standing
from zhiyun.casework.verifying_deals import in_hand
from zhiyun.casework.verifying_deals.agreements import agreements
from zhiyun.casework.verifying_deals.lines import Line
from zhiyun.casework.verifying_deals.round_ledger import of_call, year_of
from zhiyun.casework.verifying_deals.sharing import SharedDeal, digest
from zhiyun.kernel.money import Rate
from zhiyun.records.models import Application, Call, PaperAgreement, SharedRight, StepKind, StoredFile

CHECKERS = (Role.CASE_OFFICER, Role.ROUND_MANAGER)
PAGE = 20
"""Shared deals a page."""
_NOT_YET = (StepKind.SUBMITTED, StepKind.RETURNED, StepKind.RESUBMITTED)


@dataclass(frozen=True, slots=True)
class Claim:
    """One claimant's line of a shared deal; ``settled`` and ``stated`` are None for the whole."""

    reference: str
    applicant: str
    line: Line
    stage: Stage
    stated: Rate | None
    settled: Rate | None


@dataclass(frozen=True, slots=True)
class Settlement:
    """One settlement of a deal, the newest of which holds."""

    shares: tuple[dict[str, Any], ...]
    evidence: tuple[dict[str, Any], ...]
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ScanFile:
    """A scan to be handed out."""

    sm3: str
    name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class AgreementShown:
    """An agreement signed on paper: the scan, who signed, and whether a second person found it right; None until then."""

    key: int
    title: str
    signed_on: date
    parties: tuple[str, ...]
    name: str
    sm3: str
    entered_by: str
    good: bool | None
    reason: str
    checked_by: str
    may_check: bool


@dataclass(frozen=True, slots=True)
class Shared:
    """One deal several applicants claim."""

    key: str
    claims: tuple[Claim, ...]
    is_settled: bool
    digest: str
    settlements: tuple[Settlement, ...]
    papers: tuple[tuple[str, dict[str, Any]], ...]
    may_settle: bool
    agreements: tuple[AgreementShown, ...]


@dataclass(frozen=True, slots=True)
class SharedPage:
    """The shared deals of a call's round, those not settled first; ``not_yet`` applications are still looked at."""

    call: str
    title: str
    deals: tuple[Shared, ...]
    total: int
    unsettled: int
    number: int
    last: int
    not_yet: int


def page(*, by: Actor, call: str, number: int = 1, unsettled_first: bool = True) -> SharedPage:
    """Give one page of a call's shared deals; refuses whoever is no reader, and another bureau's call, as not found."""
    if by.role not in READERS:
        raise NotFound
    found = sight.call(by=by, reference=call)
    if found.issuer_id != by.organisation_id or found.current is None or found.current.closes_at > by.at:
        raise NotFound
    ledger = of_call(call=found)
    tied = set(sight.tied_organisations(by=by).values_list("pk", flat=True))
    listed = sorted(ledger.shared, key=lambda each: (each.is_settled and unsettled_first, each.key))
    last = max(1, -(-len(listed) // PAGE))
    number = min(max(number, 1), last)
    shown = listed[(number - 1) * PAGE : number * PAGE]
    keys = {line.application for each in shown for line in each.lines}
    rows = {row.pk: row for row in Application.objects.filter(pk__in=keys).select_related("organisation")}
    on_file = _agreements(found, [each.key for each in shown], by)
    settled = _settlements(found.issuer_id, year_of(call=found), [each.key for each in shown])
    papers = agreements(applications=keys) if by.role is Role.CASE_OFFICER else {}
    deals = tuple(
        _shared(each, rows, settled.get(each.key, ()), papers, on_file.get(each.key, ()), by)
        for each in shown
        if not any(rows[line.application].organisation_id in tied for line in each.lines)
    )
    not_yet = Application.objects.filter(call=found, last_step__in=_NOT_YET).count()
    return SharedPage(
        found.reference,
        found.current.title,
        deals,
        len(listed),
        sum(not each.is_settled for each in listed),
        number,
        last,
        not_yet,
    )


def _shared(
    each: SharedDeal,
    rows: dict[int, Application],
    settlements: tuple[Settlement, ...],
    papers: dict[str, dict[str, Any]],
    on_file: tuple[AgreementShown, ...],
    by: Actor,
) -> Shared:
    own = {rows[line.application].reference for line in each.lines}
    return Shared(
        each.key,
        tuple(_claim(line, rows[line.application]) for line in each.lines),
        each.is_settled,
        digest(shared=each),
        settlements,
        (
            *((name, paper) for name, paper in papers.items() if paper["application"] in own),
            *((f"paper:{one.key}", _as_paper(one)) for one in on_file if one.good),
        ),
        by.role is Role.CASE_OFFICER and all(_is_in_hand(rows[line.application]) for line in each.lines),
        on_file,
    )


def agreement_file(*, by: Actor, call: str, agreement: int) -> ScanFile:
    """Give the scan of an agreement on paper to who reads the ledgers of its call; refuses any other as not found."""
    if by.role not in READERS:
        raise NotFound
    found = sight.call(by=by, reference=call)
    rows = PaperAgreement.objects.filter(call=found, call__issuer_id=by.organisation_id, pk=agreement)
    row = rows.first()
    tied = sight.tied_organisations(by=by)
    if row is None or Application.objects.filter(reference__in=row.parties, organisation__in=tied).exists():
        raise NotFound
    return ScanFile(row.sm3, row.name, StoredFile.objects.get(sm3=row.sm3).media_type)


def _as_paper(one: AgreementShown) -> dict[str, Any]:
    return {"application": "、".join(one.parties), "title": one.title, "name": one.name, "sm3": one.sm3}


def _agreements(call: Call, keys: list[str], by: Actor) -> dict[str, tuple[AgreementShown, ...]]:
    rows = PaperAgreement.objects.filter(call=call, key__in=keys)
    found: dict[str, tuple[AgreementShown, ...]] = {}
    for row in rows.select_related("entered_by", "check_by_second__by").order_by("id"):
        check = getattr(row, "check_by_second", None)
        one = AgreementShown(
            row.pk,
            row.title,
            row.signed_on,
            tuple(row.parties),
            row.name,
            row.sm3,
            row.entered_by.name,
            None if check is None else check.good,
            "" if check is None else check.reason,
            "" if check is None else check.by.name,
            check is None and by.role in CHECKERS and row.entered_by_id != by.person_id,
        )
        found[row.key] = (*found.get(row.key, ()), one)
    return found


def _claim(line: Line, row: Application) -> Claim:
    return Claim(
        row.reference,
        row.organisation.name,
        line,
        standing(step=row.last_step, closed=True),
        line.stated.share,
        line.ruling.deal.share,
    )


def _is_in_hand(row: Application) -> bool:
    if standing(step=row.last_step, closed=True) not in in_hand.STAGES:
        return False
    return row.last_step not in ("published", "declined") or in_hand.is_reopened(application=row)


def _settlements(issuer: int, year: int, keys: list[str]) -> dict[str, tuple[Settlement, ...]]:
    rows = SharedRight.objects.filter(issuer_id=issuer, year=year, key__in=keys).select_related("by")
    found: dict[str, tuple[Settlement, ...]] = {}
    for row in rows.order_by("-id"):
        told = Settlement(tuple(row.shares), tuple(row.evidence), row.reason, row.by.name, row.at)
        found[row.key] = (*found.get(row.key, ()), told)
    return found
