"""Task books as both sides see them: what the newest version says, its history, who has signed, and what falls due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from zhiyun import law
from zhiyun.casework import sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.papers import task_book as layout
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import APPLICANT_ROLES, BUREAU_ROLES, Role
from zhiyun.casework.subjects.commitments import TaskBookStage, stage_of
from zhiyun.casework.task_books import checking, signing
from zhiyun.casework.task_books.checking import MOST_TRANCHES
from zhiyun.casework.task_books.content import HALF_YEAR, Content, read
from zhiyun.casework.task_books.differences import Difference, differences, rate_text
from zhiyun.gateways import official_papers
from zhiyun.gateways.e_seal import Seal, is_simulated_whole
from zhiyun.kernel.finding import Finding
from zhiyun.kernel.money import Money
from zhiyun.kernel.period import months_after
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.terms import Choice
from zhiyun.kernel.workdays import Calendar
from zhiyun.records.models import (
    Grant,
    IssuedPaper,
    StoredFile,
    TaskBook,
    TaskBookSignature,
    TaskBookVersion,
    Tranche,
    TrancheRelease,
)

READERS = frozenset({*BUREAU_ROLES, *APPLICANT_ROLES})
PROPOSERS = frozenset({Role.CASE_OFFICER, Role.ROUND_MANAGER, *APPLICANT_ROLES})
OPEN = (TaskBookStage.NEGOTIATED, TaskBookStage.SIGNED_BY_APPLICANT, TaskBookStage.SIGNED_BY_BUREAU)
PAPER = "task_book"


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version in the history."""

    number: int
    is_bureaus: bool
    by: str
    at: datetime
    note: str
    sm3: str


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One side's signature on a version; ``is_whole`` says whether a practice seal still covers what it says."""

    is_bureaus: bool
    version: int
    by: str
    at: datetime
    mark: str
    value: str
    is_whole: bool


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
    dues: tuple[law.Due, ...]
    readings: tuple[Choice, ...]
    paper: str
    paper_number: str
    may_propose: bool
    may_sign: bool
    wrote_it: bool
    may_release: bool

    @property
    def is_newest(self) -> bool:
        """Say whether this is the newest version."""
        return self.number == self.newest

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
    versions = list(book.versions.select_related("by").order_by("-number"))
    shown = versions[0] if number is None else next((v for v in versions if v.number == number), None)
    if shown is None:
        raise NotFound
    grant = Grant.objects.filter(application=book.application).first()
    signatures = list(TaskBookSignature.objects.filter(version__task_book=book).order_by("at"))
    numbers = {version.pk: version.number for version in versions}
    sides = frozenset(s.side for s in signatures if s.version_id == versions[0].pk)
    stage = stage_of(sides=frozenset() if grant else sides, in_force=grant is not None)
    content, ground = read(told=shown.content), signing.ground_of(book=book)
    earlier = next((v for v in versions if v.number == shown.number - 1), None)
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
        amount=ground.amount,
        stage=stage,
        number=shown.number,
        newest=versions[0].number,
        sm3=shown.sm3,
        note=shown.note,
        content=content,
        rate=rate_text(basis_points=content.interest_bp),
        milestones=tuple(_milestones(content, began)),
        lines=tuple(_line(line, ground.measure) for line in content.budget),
        tranches=tuple(_tranches(content, grant)),
        versions=tuple(_version(version) for version in versions),
        signatures=tuple(_signature(row, numbers[row.version_id]) for row in signatures),
        changes=differences(before=read(told=earlier.content), after=content) if earlier else (),
        unjudged=checking.to_judge(content=content, measure=ground.measure),
        signed_on=grant.signed_on if grant else None,
        starts_on=grant.starts_on if grant else None,
        last_on=content.last_on,
        **_calendar_of(content, grant, ground.measure, calendar),
        paper=code,
        paper_number=paper_number,
        may_propose=by.role in PROPOSERS and stage in OPEN,
        may_sign=_may_sign(by, stage),
        wrote_it=any(v.side == signing.BUREAU and v.by_id == by.person_id for v in versions),
        may_release=by.role is Role.CASE_OFFICER and grant is not None,
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


def draft_paper(*, by: Actor, reference: str, number: int, is_demo: bool) -> official_papers.Paper:
    """Lay out one version as a working paper; what both have signed is issued, and had as such."""
    book = opened(by=by, reference=reference)
    version = book.versions.filter(number=number).first()
    if version is None:
        raise NotFound
    told = signing.paper_words(
        book=book,
        version=version,
        content=read(told=version.content),
        grant=None,
        office=book.application.call.issuer.name,
    )
    return layout.draft(told={**told, "signatures": []}, dated=by.day, is_demo=is_demo)


@dataclass(frozen=True, slots=True)
class ReleasedFile:
    """A file an officer's statement rests on."""

    sm3: str
    name: str
    media_type: str


def released_file(*, by: Actor, reference: str, number: int, place: int) -> ReleasedFile:
    """Give the file at a place, counted from 1, of what releases a tranche; refuses what there is not as not found."""
    if by.role not in BUREAU_ROLES or number > MOST_TRANCHES:
        raise NotFound
    book = opened(by=by, reference=reference)
    release = TrancheRelease.objects.filter(
        tranche__grant__application=book.application, tranche__number=number
    ).first()
    files = release.files if release is not None else []
    if not 1 <= place <= len(files):
        raise NotFound
    kept = StoredFile.objects.get(sm3=files[place - 1]["sm3"])
    return ReleasedFile(kept.sm3, files[place - 1]["name"], kept.media_type)


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


def _may_sign(by: Actor, stage: TaskBookStage) -> bool:
    if by.role is Role.LEGAL_REPRESENTATIVE:
        return stage in (TaskBookStage.NEGOTIATED, TaskBookStage.SIGNED_BY_BUREAU)
    return by.role is Role.ROUND_MANAGER and stage in (
        TaskBookStage.NEGOTIATED,
        TaskBookStage.SIGNED_BY_APPLICANT,
    )


def _milestones(content: Content, began: date) -> Iterator[Milestone]:
    for each in content.indicators:
        ends = months_after(began, each.half_year * HALF_YEAR) - timedelta(days=1)
        yield Milestone(
            each.words,
            f"{each.target:,}{each.unit}",
            each.evidence,
            each.half_year,
            min(ends, content.last_on),
        )


def _line(line: Any, measure: law.Measure) -> Line:
    return Line(
        line.head,
        line.purpose,
        Money(line.public_fen),
        Money(line.own_fen),
        line.judged,
        measure.permitted_use(line.head),
    )


def _tranches(content: Content, grant: Grant | None) -> Iterator[TrancheLine]:
    if grant is None:
        for number, part in enumerate(content.tranches, 1):
            yield TrancheLine(number, Money(part.amount_fen), part.trigger, part.due_on)
        return
    rows = Tranche.objects.filter(grant=grant).select_related("release__by").order_by("number")
    for row in rows:
        release = getattr(row, "release", None)
        released = release and Released(release.words, tuple(release.files), release.by.name, release.at)
        yield TrancheLine(row.number, Money(row.amount_fen), row.trigger, row.due_on, released)


def _version(version: TaskBookVersion) -> VersionLine:
    return VersionLine(
        version.number,
        version.side == signing.BUREAU,
        version.by.name,
        version.at,
        version.note,
        version.sm3,
    )


def _signature(row: TaskBookSignature, number: int) -> SignatureLine:
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
    )


def _calendar_of(
    content: Content, grant: Grant | None, measure: law.Measure, calendar: Calendar
) -> dict[str, Any]:
    """Say what falls due under a task book, of an unsigned one as if it were signed on the planned day."""
    signed_on = grant.signed_on if grant is not None else content.begins
    book = law.TaskBook(signed_on, content.last_on, content.approved_length)
    try:
        _span, readings = measure.construction_period(book)
        return {"dues": measure.due(book, calendar), "readings": readings}
    except Refusal:
        return {"dues": (), "readings": ()}
