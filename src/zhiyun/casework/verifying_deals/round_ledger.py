"""Every deal of a round put to the law at once, so that a right claimed by two applicants shows.

A round is every accepted application for the subsidy under the calls of one bureau that close in one year. What was
submitted is sealed, so a count is kept by its seals: whatever changes it, a further application, a settled share or a
task book, is asked of the database each time and makes another count.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any, NamedTuple

from django.db.models import Max, Q

from zhiyun import law
from zhiyun.casework import counted_application, counting, facts, rounds, task_books
from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.rounds import Pinned
from zhiyun.casework.sight import SINCE_ACCEPTANCE
from zhiyun.casework.verifying_deals import ceilings
from zhiyun.casework.verifying_deals.lines import Line
from zhiyun.casework.verifying_deals.shares import Shares, settled_shares
from zhiyun.casework.verifying_deals.sharing import SharedDeal, joined
from zhiyun.kernel.finding import Finding
from zhiyun.kernel.money import Rate
from zhiyun.kernel.terms import Choice
from zhiyun.records.models import Application, Call, CallVersion, StepKind, Submission

OnFile = tuple[tuple[str, law.Fact[Any]], ...]
"""Facts of the office's own file, by the law's names."""


@dataclass(frozen=True)
class RoundLedger:
    """A round's deals by application, and each deal that several applications claim."""

    count: law.Count
    readings: tuple[Choice, ...]
    lines: Mapping[int, tuple[Line, ...]]
    shared: tuple[SharedDeal, ...]
    names: Mapping[int, str]
    references: Mapping[int, str]
    applied_at: Mapping[int, datetime]
    on_file: Mapping[int, OnFile]

    def names_of_others(self, *, application: int) -> tuple[str, ...]:
        """Name the round's other applicants."""
        return tuple(name for key, name in self.names.items() if key != application)


class _Claim(NamedTuple):
    application: int
    reference: str
    submission: int
    seal: str
    applied_at: datetime
    applicant: str
    shares: tuple[tuple[str, str], ...]
    on_file: OnFile


class _Key(NamedTuple):
    measure: str
    overlay: str
    closes_at: datetime
    claims: tuple[_Claim, ...]


def round_ledger(*, application: Application, version: CallVersion) -> RoundLedger:
    """Count the round an accepted application belongs to, as the version of the call it was submitted under says."""
    claims = _claims(application.call.issuer_id, year_of(call=application.call))
    return _counted(_Key(version.measure, version.overlay, version.closes_at, claims))


def of_call(*, call: Call) -> RoundLedger:
    """Count the round of a published call, as its version in force says."""
    version = call.current
    assert version is not None, "a round has a published call"
    claims = _claims(call.issuer_id, year_of(call=call))
    return _counted(_Key(version.measure, version.overlay, version.closes_at, claims))


def year_of(*, call: Call) -> int:
    """Give the year of a call's round: that in which it closes."""
    assert call.current is not None, "a round has a published call"
    return int(call.current.closes_at.astimezone(SHANGHAI).year)


def members(*, issuer: int, year: int) -> Any:
    """Give the accepted applications of a round, oldest first."""
    begins, ends = (datetime(each, 1, 1, tzinfo=SHANGHAI) for each in (year, year + 1))
    return Application.objects.filter(
        call__issuer_id=issuer,
        call__benefit=law.Benefit.PERFORMANCE_SUBSIDY.value,
        call__current__closes_at__gte=begins,
        call__current__closes_at__lt=ends,
        last_step__in=SINCE_ACCEPTANCE,
    ).order_by("id")


def _claims(issuer: int, year: int) -> tuple[_Claim, ...]:
    shares = settled_shares(issuer=issuer, year=year)
    rows = list(
        members(issuer=issuer, year=year)
        .annotate(
            applied_at=Max("steps__at", filter=Q(steps__kind=StepKind.SUBMITTED)),
        )
        .values_list(
            "pk",
            "reference",
            "last_submission_id",
            "last_submission__seal",
            "applied_at",
            "organisation__name",
            "organisation__credit_code",
            "organisation_id",
        )
    )
    names = [row[5] for row in rows]
    filed = task_books.files(asked=[(row[7], _day(row[4])) for row in rows if row[4] is not None])
    return tuple(
        _Claim(
            application=row[0],
            reference=row[1],
            submission=row[2],
            seal=row[3],
            applied_at=row[4],
            applicant=_apart(row[5], row[6], names),
            shares=_own(shares, row[1]),
            on_file=tuple(sorted(filed[row[7], _day(row[4])].items())),
        )
        for row in rows
        if row[2] is not None
    )


def _day(at: datetime) -> date:
    return at.astimezone(SHANGHAI).date()


def _apart(name: str, credit_code: str, names: list[str]) -> str:
    """Tell two bodies of one name apart, as the law knows applicants by name."""
    return f"{name}（{credit_code}）" if names.count(name) > 1 else name


def _own(shares: Shares, reference: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((deal, share) for (owner, deal), share in shares.items() if owner == reference))


@functools.lru_cache(maxsize=4)
def _counted(key: _Key) -> RoundLedger:
    pinned = rounds.read(measure=key.measure, overlay=key.overlay)
    sealed = dict(
        Submission.objects.filter(pk__in=[claim.submission for claim in key.claims]).values_list(
            "pk", "snapshot"
        )
    )
    stated: list[tuple[int, law.Deal]] = []
    laid: list[law.Deal] = []
    heard: dict[str, Finding] = {}
    for claim in key.claims:
        snapshot = sealed[claim.submission]
        heard[claim.applicant] = _bar(pinned, snapshot, claim, key.closes_at)
        own = dict(claim.shares)
        for deal in facts.deals_of(applicant=claim.applicant, lines=snapshot["deals"]):
            stated.append((claim.application, deal))
            share = own.get(deal.deal)
            laid.append(deal if share is None else deal._replace(share=Rate(Fraction(share))))
    return _ruled(pinned, key, stated, laid, heard)


def _bar(pinned: Pinned, snapshot: facts.Snapshot, claim: _Claim, closes_at: datetime) -> Finding:
    occasion = pinned.occasion(applied_at=claim.applied_at, closes_at=closes_at)
    told = facts.facts(snapshot=snapshot, as_of=occasion.applied_on, on_file=dict(claim.on_file))
    return pinned.measure.barred(told, occasion)


def _ruled(
    pinned: Pinned,
    key: _Key,
    stated: list[tuple[int, law.Deal]],
    laid: list[law.Deal],
    heard: dict[str, Finding],
) -> RoundLedger:
    occasion = pinned.occasion(applied_at=key.closes_at, closes_at=key.closes_at)
    assert occasion.performance is not None, "only the performance subsidy is verified deal by deal"
    found = counting.counted(
        measure=pinned.measure,
        deals=laid,
        window=occasion.performance,
        applied_on=occasion.applied_on,
        round_=pinned.round_,
        heard=heard,
    )
    most = ceilings.ceilings(pinned=pinned, window=occasion.performance, found=found)
    groups = joined(shared=found.count.shared)
    group_of = {place: number for number, places in enumerate(groups) for place in places}
    lines = [
        Line(
            application,
            ruling,
            max(counted_application.claimed_fen(deal=deal), ceiling),
            ceiling,
            deal,
            group_of.get(place),
        )
        for place, ((application, deal), ruling, ceiling) in enumerate(
            zip(stated, found.count.rulings, most, strict=True)
        )
    ]
    by_application: dict[int, list[Line]] = {claim.application: [] for claim in key.claims}
    for line in lines:
        by_application[line.application].append(line)
    return RoundLedger(
        found.count,
        found.readings,
        {application: tuple(own) for application, own in by_application.items()},
        tuple(SharedDeal.of(lines=lines, places=places, parts=found.count.shared) for places in groups),
        {claim.application: claim.applicant for claim in key.claims},
        {claim.application: claim.reference for claim in key.claims},
        {claim.application: claim.applied_at for claim in key.claims},
        {claim.application: claim.on_file for claim in key.claims},
    )
