"""The lines of a task book's pages: versions, signatures, indicators, the budget, tranches, and the files behind them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from zhiyun import law
from zhiyun.casework.subjects.changes import ChangeStage, stage_by
from zhiyun.casework.task_books import signing
from zhiyun.casework.task_books.content import HALF_YEAR, Content, Spending
from zhiyun.gateways.e_seal import Seal, is_simulated_whole
from zhiyun.kernel.finding import Finding
from zhiyun.kernel.money import Money
from zhiyun.kernel.period import months_after
from zhiyun.records.models import (
    ChangeAgreement,
    ChangeEnd,
    Grant,
    GrantChange,
    TaskBook,
    TaskBookSignature,
    TaskBookVersion,
    Tranche,
)


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version in the history; ``change`` numbers the change agreement it is of, 0 the task book itself."""

    number: int
    is_bureaus: bool
    by: str
    at: datetime
    note: str
    sm3: str
    change: int = 0


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One side's signature on a version: whether a practice seal still covers what it says, and whether it counts."""

    is_bureaus: bool
    version: int
    by: str
    at: datetime
    mark: str
    value: str
    is_whole: bool
    counts: bool


@dataclass(frozen=True, slots=True)
class Milestone:
    """An indicator with the day its half-year ends, counted from the day of signing, or the day planned for it."""

    words: str
    target: str
    evidence: str
    half_year: int
    on: date


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the budget with what the law says of its head."""

    head: str
    purpose: str
    public: Money
    own: Money
    judged: str
    use: Finding


@dataclass(frozen=True, slots=True)
class Released:
    """Who stated that a tranche's trigger has happened, in which words, on which files (name and SM3)."""

    words: str
    files: tuple[dict[str, str], ...]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TrancheLine:
    """A tranche: agreed, or of a grant with what became of its trigger."""

    number: int
    amount: Money
    trigger: str
    due_on: date
    released: Released | None = None


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change in the list of a task book."""

    number: int
    reference: str
    is_bureaus: bool
    reason: str
    asked_at: datetime
    stage: ChangeStage


def heads(*, measure: law.Measure) -> tuple[str, ...]:
    """Name the uses Article 11 lists."""
    terms = measure.terms
    listed = [each for each in terms.listings.values() if each.name == "permitted_uses"]
    return tuple(use for listing in listed for use in terms.listed(listing))


def placed(*, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Tell with each change what its stage follows from, and from which side its newest version is, in one question."""
    versions = TaskBookVersion.objects.filter(agreement=OuterRef("version__agreement"))
    newest = Subquery(versions.order_by("-number").values("number")[:1])
    signed = TaskBookSignature.objects.filter(version__agreement=OuterRef("pk"), version__number=newest)
    own = TaskBookVersion.objects.filter(agreement=OuterRef("pk")).order_by("-number")
    return rows.annotate(
        ended=Exists(ChangeEnd.objects.filter(agreement=OuterRef("pk"))),
        agreed=Exists(GrantChange.objects.filter(version__agreement=OuterRef("pk"))),
        bureau=Exists(signed.filter(side="bureau")),
        applicant=Exists(signed.filter(side="applicant")),
        newest_side=Subquery(own.values("side")[:1]),
    )


def open_changes() -> QuerySet[Any]:
    """Give the changes that are still to be agreed, `placed`."""
    agreed = GrantChange.objects.filter(version__agreement=OuterRef("pk"))
    return placed(rows=ChangeAgreement.objects.filter(~Exists(agreed), end=None))


def stage_of(*, row: Any) -> ChangeStage:
    """Tell the stage of a change that was `placed`."""
    sides = frozenset(side for side in ("bureau", "applicant") if getattr(row, side) and not row.agreed)
    return stage_by(ended=row.ended, in_force=row.agreed, sides=sides)


def agreements(*, book: TaskBook) -> Iterator[ChangeLine]:
    """List every change of a task book, the newest first, in one question."""
    for row in placed(rows=book.agreements.all()).order_by("-number"):
        yield ChangeLine(
            row.number,
            row.reference,
            row.side == signing.BUREAU,
            row.reason,
            row.begun_at,
            stage_of(row=row),
        )


def milestones(*, content: Content, began: date) -> Iterator[Milestone]:
    """Date every indicator."""
    for each in content.indicators:
        ends = months_after(began, each.half_year * HALF_YEAR) - timedelta(days=1)
        yield Milestone(
            each.words,
            f"{each.target:,}{each.unit}",
            each.evidence,
            each.half_year,
            min(ends, content.last_on),
        )


def line(*, spending: Spending, measure: law.Measure) -> Line:
    """Ask the law of a line of the budget."""
    return Line(
        spending.head,
        spending.purpose,
        Money(spending.public_fen),
        Money(spending.own_fen),
        spending.judged,
        measure.permitted_use(spending.head),
    )


def tranches(*, content: Content, grant: Grant | None) -> Iterator[TrancheLine]:
    """List tranches: as agreed, or where ``grant`` is given those in force with what became of their triggers."""
    if grant is None:
        for number, part in enumerate(content.tranches, 1):
            yield TrancheLine(number, Money(part.amount_fen), part.trigger, part.due_on)
        return
    rows = Tranche.objects.filter(grant=grant, end=None).select_related("release__by").order_by("number")
    for row in rows:
        release = getattr(row, "release", None)
        released = release and Released(release.words, tuple(release.files), release.by.name, release.at)
        yield TrancheLine(row.number, Money(row.amount_fen), row.trigger, row.due_on, released)


def version(*, row: TaskBookVersion) -> VersionLine:
    """Give a version as the history shows it."""
    return VersionLine(
        row.number,
        row.side == signing.BUREAU,
        row.by.name,
        row.at,
        row.note,
        row.sm3,
        row.agreement.number if row.agreement else 0,
    )


def signature(*, row: TaskBookSignature, number: int, counts: bool) -> SignatureLine:
    """Give a signature as a page shows it."""
    told = row.seal or {}
    whole = bool(told) and is_simulated_whole(Seal(**told))
    return SignatureLine(
        row.side == signing.BUREAU,
        number,
        row.by_name,
        row.at,
        told.get("mark", ""),
        told.get("value", ""),
        whole,
        counts,
    )
