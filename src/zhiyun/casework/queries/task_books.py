"""Task books as both sides see them: what the newest version says, its history, who has signed, and what falls due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from zhiyun import law
from zhiyun.casework import sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.queries import task_book_lines as told
from zhiyun.casework.queries.task_book_lines import (
    ChangeLine,
    Line,
    Milestone,
    SignatureLine,
    TrancheLine,
    VersionLine,
)
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import APPLICANT_ROLES, BUREAU_ROLES, Role
from zhiyun.casework.subjects.commitments import TaskBookStage, stage_of
from zhiyun.casework.task_books import checking, signing
from zhiyun.casework.task_books.content import Content, read
from zhiyun.casework.task_books.differences import Difference, differences, rate_text
from zhiyun.casework.task_books.in_force import terms_of
from zhiyun.casework.task_books.standing import dated, dates
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.terms import Choice
from zhiyun.kernel.workdays import Calendar
from zhiyun.records.models import (
    Grant,
    IssuedPaper,
    TaskBook,
    TaskBookSignature,
    TaskBookVersion,
)

READERS = frozenset({*BUREAU_ROLES, *APPLICANT_ROLES})
PROPOSERS = frozenset({Role.CASE_OFFICER, Role.ROUND_MANAGER, *APPLICANT_ROLES})
OPEN = (TaskBookStage.NEGOTIATED, TaskBookStage.SIGNED_BY_APPLICANT, TaskBookStage.SIGNED_BY_BUREAU)
PAPER = "task_book"


@dataclass(frozen=True, slots=True)
class Page:
    """A version of a task book as a page shows it; ``grant`` days are None until both have signed."""

    reference: str
    task_book: str
    applicant: str
    call_title: str
    benefit: law.Benefit
    decision: str
    amount: Money
    stage: TaskBookStage
    number: int
    newest: int
    sm3: str
    note: str
    content: Content
    rate: str
    milestones: tuple[Milestone, ...]
    lines: tuple[Line, ...]
    tranches: tuple[TrancheLine, ...]
    versions: tuple[VersionLine, ...]
    signatures: tuple[SignatureLine, ...]
    changes: tuple[Difference, ...]
    unjudged: tuple[str, ...]
    signed_on: date | None
    starts_on: date | None
    last_on: date
    is_in_force: bool
    heads: tuple[str, ...]
    agreements: tuple[ChangeLine, ...]
    dues: tuple[law.Due, ...]
    readings: tuple[Choice, ...]
    paper: str
    paper_number: str
    may_propose: bool
    may_change: bool
    may_sign: bool
    wrote_it: bool
    may_release: bool

    @property
    def is_newest(self) -> bool:
        """Say whether this is the newest version."""
        return self.number == self.newest

    @property
    def has_open_change(self) -> bool:
        """Say whether a change is still to be agreed."""
        return any(each.stage.is_open for each in self.agreements)

    @property
    def waits_for_bureau(self) -> bool:
        """Say whether the other side has spoken last: has signed, or proposed."""
        if self.stage is TaskBookStage.NEGOTIATED:
            return not self.versions[0].is_bureaus
        return self.stage is TaskBookStage.SIGNED_BY_APPLICANT


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions side by side, by their numbers."""

    reference: str
    applicant: str
    before: int
    after: int
    numbers: tuple[int, ...]
    changes: tuple[Difference, ...]


def task_book(*, by: Actor, reference: str, calendar: Calendar, number: int | None = None) -> Page:
    """Show a task book, its newest version unless another is named; refuses others' as not found."""
    book = opened(by=by, reference=reference)
    versions = list(book.versions.select_related("by", "agreement").order_by("-number"))
    rows = dated().filter(application=book.application).prefetch_related("changes__version")
    grant = rows.first()
    standing = next((v for v in versions if grant and v.pk == terms_of(grant=grant).version_id), versions[0])
    shown = standing if number is None else next((v for v in versions if v.number == number), None)
    if shown is None:
        raise NotFound
    signatures = list(_signatures(book, versions, grant, standing))
    sides = frozenset("bureau" if s.is_bureaus else "applicant" for s in signatures if s.counts)
    stage = stage_of(sides=frozenset() if grant else sides, in_force=grant is not None)
    content, ground = read(told=shown.content), signing.ground_of(book=book)
    earlier = next((v for v in versions if v.number == shown.number - 1), None)
    is_standing = grant is not None and shown.pk == standing.pk
    began = grant.starts_on if grant is not None else content.begins
    issued = IssuedPaper.objects.filter(application=book.application, kind=PAPER).order_by("-pk")
    code, paper_number = issued.values_list("code", "number").first() or ("", "")
    return Page(
        reference=book.application.reference,
        task_book=book.reference,
        applicant=book.application.organisation.name,
        call_title=book.application.call.current.title if book.application.call.current else "",
        benefit=law.Benefit(book.application.call.benefit),
        decision=book.decision.reference,
        amount=Money(terms_of(grant=grant).amount_fen) if grant else ground.amount,
        stage=stage,
        number=shown.number,
        newest=standing.number,
        sm3=shown.sm3,
        note=shown.note,
        content=content,
        rate=rate_text(basis_points=content.interest_bp),
        milestones=tuple(told.milestones(content=content, began=began)),
        lines=tuple(told.line(spending=each, measure=ground.measure) for each in content.budget),
        tranches=tuple(told.tranches(content=content, grant=grant if is_standing else None)),
        versions=tuple(told.version(row=each) for each in versions),
        signatures=tuple(signatures),
        changes=differences(before=read(told=earlier.content), after=content) if earlier else (),
        unjudged=checking.to_judge(content=content, measure=ground.measure),
        signed_on=grant.signed_on if grant else None,
        starts_on=grant.starts_on if grant else None,
        last_on=content.last_on,
        is_in_force=is_standing,
        heads=told.heads(measure=ground.measure),
        agreements=tuple(told.agreements(book=book)) if grant else (),
        **_calendar_of(content, grant, ground.measure, calendar, by.day if is_standing else None),
        paper=code,
        paper_number=paper_number,
        may_propose=by.role in PROPOSERS and stage in OPEN,
        may_change=by.role in PROPOSERS and grant is not None,
        may_sign=_may_sign(by, stage),
        wrote_it=any(v.side == signing.BUREAU and v.by_id == by.person_id for v in versions),
        may_release=by.role is Role.CASE_OFFICER and is_standing,
    )


def compared(*, by: Actor, reference: str, before: int, after: int) -> Compared:
    """Say what one version says otherwise than another; refuses numbers there are not as not found."""
    book = opened(by=by, reference=reference)
    found = {version.number: version for version in book.versions.order_by("number")}
    if before not in found or after not in found:
        raise NotFound
    return Compared(
        book.application.reference,
        book.application.organisation.name,
        before,
        after,
        tuple(found),
        differences(before=read(told=found[before].content), after=read(told=found[after].content)),
    )


def sealed_text(*, by: Actor, reference: str, seen: int) -> str:
    """Give the SM3 of the version to be signed, for the seal; empty where the version seen is not the newest."""
    newest = opened(by=by, reference=reference).versions.order_by("-number")[0]
    return str(newest.sm3) if newest.number == seen else ""


def is_begun(*, by: Actor, reference: str) -> bool:
    """Say whether a case the actor may open has a task book."""
    seen = sight.applications(by=by).filter(reference=reference)
    return TaskBook.objects.filter(application__in=seen.values("pk")).exists()


def opened(*, by: Actor, reference: str) -> TaskBook:
    """Give the rows behind a task book's pages, never handed to a screen; refuses others' as not found."""
    if by.role not in READERS:
        raise NotFound
    application = sight.application(by=by, reference=reference)
    rows = TaskBook.objects.select_related(
        "application__organisation", "application__call__current", "application__call__issuer", "decision"
    )
    found = rows.filter(application=application).first()
    if found is None:
        raise NotFound
    return found


def _signatures(
    book: TaskBook, versions: list[TaskBookVersion], grant: Grant | None, standing: TaskBookVersion
) -> Iterator[SignatureLine]:
    """Give the signatures on the task book and on every change in force; those of an older version count no more."""
    binding = {standing.pk}
    if grant is not None:
        binding |= {grant.version_id, *(each.version_id for each in grant.changes.all())}
    known = {each.pk: each for each in versions if each.agreement_id is None or each.pk in binding}
    for row in TaskBookSignature.objects.filter(version__in=list(known)).order_by("at", "pk"):
        number = known[row.version_id].number
        yield told.signature(row=row, number=number, counts=row.version_id in binding)


def _may_sign(by: Actor, stage: TaskBookStage) -> bool:
    if by.role is Role.LEGAL_REPRESENTATIVE:
        return stage in (TaskBookStage.NEGOTIATED, TaskBookStage.SIGNED_BY_BUREAU)
    return by.role is Role.ROUND_MANAGER and stage in (
        TaskBookStage.NEGOTIATED,
        TaskBookStage.SIGNED_BY_APPLICANT,
    )


def _calendar_of(
    content: Content, grant: Grant | None, measure: law.Measure, calendar: Calendar, on: date | None
) -> dict[str, Any]:
    """Say what falls due under a task book, of an unsigned one as if it were signed on the planned day.

    Of the version in force the outcomes of acceptance told by ``on`` are known, and with them the days of grace.
    """
    signed_on = grant.signed_on if grant is not None else content.begins
    book = law.TaskBook(signed_on, content.last_on, content.approved_length)
    if grant is not None and on is not None:
        known = dates(grant=grant, on=on)
        book = replace(known, last_on=content.last_on, approved_length=content.approved_length)
    try:
        _span, readings = measure.construction_period(book)
        return {"dues": measure.due(book, calendar), "readings": readings}
    except Refusal:
        return {"dues": (), "readings": ()}
