"""Changes of a task book as both sides see them: asked for, negotiated, in force or ended, and what each would do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch

from zhiyun.casework import sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.queries import task_book_lines as told
from zhiyun.casework.queries.task_books import PROPOSERS, READERS, opened
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.subjects.changes import ChangeStage, stage_by
from zhiyun.casework.task_books import changing, checking, signing
from zhiyun.casework.task_books.changing import Consequence
from zhiyun.casework.task_books.content import Content, read
from zhiyun.casework.task_books.differences import Difference, differences
from zhiyun.casework.task_books.in_force import terms_of, version_of
from zhiyun.casework.task_books.signing import BUREAU
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.records.models import (
    ChangeAgreement,
    Grant,
    GrantChange,
    IssuedPaper,
    TaskBookSignature,
    Tranche,
)

PAPER = "change_agreement"


@dataclass(frozen=True, slots=True)
class Asking:
    """What a change starts from: the version in force, or of a change under way its newest version."""

    reference: str
    applicant: str
    amount: Money
    content: Content
    seen: int
    last_on: date


@dataclass(frozen=True, slots=True)
class ChangePage:
    """One change: who asked and why, what it says otherwise than ``base``, what it does, and who is to act."""

    reference: str
    task_book: str
    applicant: str
    change: str
    number: int
    is_bureaus: bool
    reason: str
    asked_by: str
    asked_at: datetime
    stage: ChangeStage
    base: int
    newest: int
    sm3: str
    note: str
    changes: tuple[Difference, ...]
    did: Consequence
    versions: tuple[told.VersionLine, ...]
    signatures: tuple[told.SignatureLine, ...]
    unjudged: tuple[str, ...]
    stands_against: Refusal | None
    ended_by_bureau: bool
    ended_words: str
    ended_at: datetime | None
    in_force_on: date | None
    paper: str
    paper_number: str
    may_propose: bool
    may_sign: bool
    wrote_it: bool

    @property
    def waits_for_bureau(self) -> bool:
        """Say whether the other side has spoken last: has signed, or proposed."""
        if self.stage is ChangeStage.NEGOTIATED:
            return not self.versions[0].is_bureaus
        return self.stage is ChangeStage.SIGNED_BY_APPLICANT


def asking(*, by: Actor, reference: str, number: int = 0) -> Asking:
    """Give what a change is written from: the version in force, or the newest of change ``number``.

    Refuses a task book that is not in force, a change there is not, and who may not ask, as not found.
    """
    grant = _grant(by, reference)
    if by.role not in PROPOSERS:
        raise NotFound
    version = version_of(grant=grant)
    if number:
        version = _agreement(grant, number).versions.order_by("-number")[0]
    terms = terms_of(grant=grant)
    return Asking(
        reference,
        grant.application.organisation.name,
        Money(terms.amount_fen),
        read(told=version.content),
        version.number,
        terms.last_on,
    )


def faults(*, by: Actor, reference: str, content: Content) -> tuple[Fault, ...]:
    """List what keeps a change from being agreed; nothing is changed."""
    grant = _grant(by, reference)
    try:
        whole = changing.as_before(content=content, grant=grant)
        changing.refuse_unfit(grant=grant, content=whole, on=by.day)
    except Faulty as faulty:
        return faulty.faults
    return ()


def change(*, by: Actor, reference: str, number: int) -> ChangePage:
    """Show a change at its newest version; refuses others' as not found."""
    grant = _grant(by, reference)
    agreement = _agreement(grant, number)
    book = grant.version.task_book
    versions = list(agreement.versions.select_related("by", "agreement").order_by("-number"))
    version, content = versions[0], read(told=versions[0].content)
    done = next((each for each in grant.changes.all() if each.version.agreement_id == agreement.pk), None)
    signatures = tuple(_signatures(agreement, version.pk))
    sides = frozenset(
        "bureau" if each.is_bureaus else "applicant" for each in signatures if each.counts and done is None
    )
    end = getattr(agreement, "end", None)
    stage = stage_by(ended=end is not None, in_force=done is not None, sides=sides)
    earlier = _before(grant, done)
    did = _done(earlier, done) if done else changing.consequence(grant=grant, content=content)
    issued = IssuedPaper.objects.filter(
        application=book.application, kind=PAPER, content__change=agreement.reference
    )
    code, paper_number = issued.values_list("code", "number").first() or ("", "")
    base = earlier.version
    return ChangePage(
        reference=reference,
        task_book=book.reference,
        applicant=book.application.organisation.name,
        change=agreement.reference,
        number=agreement.number,
        is_bureaus=agreement.side == BUREAU,
        reason=agreement.reason,
        asked_by=agreement.begun_by.name,
        asked_at=agreement.begun_at,
        stage=stage,
        base=base.number,
        newest=version.number,
        sm3=version.sm3,
        note=version.note,
        changes=differences(before=read(told=base.content), after=content),
        did=did,
        versions=tuple(told.version(row=each) for each in versions),
        signatures=signatures,
        unjudged=checking.to_judge(content=content, measure=signing.ground_of(book=book).measure),
        stands_against=_stands_against(grant, content, by) if stage.is_open else None,
        ended_by_bureau=end is not None and end.side == BUREAU,
        ended_words=end.words if end else "",
        ended_at=end.at if end else None,
        in_force_on=done.signed_on if done else None,
        paper=code,
        paper_number=paper_number,
        may_propose=by.role in PROPOSERS and stage.is_open,
        may_sign=_may_sign(by, stage),
        wrote_it=any(each.side == BUREAU and each.by_id == by.person_id for each in versions),
    )


def sealed_text(*, by: Actor, reference: str, number: int, seen: int) -> str:
    """Give the SM3 of the version to be signed, for the seal; empty where the version seen is not the newest."""
    newest = _agreement(_grant(by, reference), number).versions.order_by("-number")[0]
    return str(newest.sm3) if newest.number == seen else ""


def named(*, by: Actor, reference: str, number: int) -> str:
    """Give a change's own reference, by which actions know it."""
    return str(_agreement(_grant(by, reference), number).reference)


def _grant(by: Actor, reference: str) -> Grant:
    if by.role not in READERS:
        raise NotFound
    changed = GrantChange.objects.select_related("version")
    tranches = Tranche.objects.select_related("end", "release")
    rows = Grant.objects.filter(application__in=sight.applications(by=by), application__reference=reference)
    found = (
        rows.select_related(
            "version__task_book__decision",
            "version__task_book__application__call",
            "version__task_book__application__organisation",
            "application__organisation",
        )
        .prefetch_related(Prefetch("changes", changed), Prefetch("tranches", tranches))
        .first()
    )
    if found is None:
        # Who stands aside, and whoever knows nothing of it, is told so as everywhere.
        opened(by=by, reference=reference)
        raise NotFound
    return found


def _agreement(grant: Grant, number: int) -> ChangeAgreement:
    rows = ChangeAgreement.objects.select_related("begun_by", "end")
    found = rows.filter(task_book=grant.version.task_book_id, number=number).first()
    if found is None:
        raise NotFound
    return found


def _before(grant: Grant, done: GrantChange | None) -> Grant | GrantChange:
    """Give what was in force before a change, or is until it comes into force."""
    earlier = [each for each in grant.changes.all() if done is None or each.pk < done.pk]
    return max(earlier, key=lambda each: each.pk, default=grant)


def _done(before: Grant | GrantChange, done: GrantChange) -> Consequence:
    ended = done.ended.order_by("tranche__number").values_list("tranche__number", "tranche__release")
    return Consequence(
        before=Money(before.amount_fen),
        after=Money(done.amount_fen),
        last_before=before.last_on,
        last_after=done.last_on,
        ended=tuple(number for number, _release in ended),
        begun=tuple(done.tranches.order_by("number").values_list("number", flat=True)),
        again=tuple(number for number, release in ended if release is not None),
    )


def _signatures(agreement: ChangeAgreement, newest: int) -> Iterator[told.SignatureLine]:
    rows = TaskBookSignature.objects.filter(version__agreement=agreement).select_related("version")
    for row in rows.order_by("at", "pk"):
        yield told.signature(row=row, number=row.version.number, counts=row.version_id == newest)


def _stands_against(grant: Grant, content: Content, by: Actor) -> Refusal | None:
    """Say what by now stands against signing what was proposed: days pass and tranches are paid meanwhile."""
    try:
        changing.refuse_unfit(grant=grant, content=content, on=by.day)
    except Refusal as refusal:
        return refusal
    return None


def _may_sign(by: Actor, stage: ChangeStage) -> bool:
    if by.role is Role.LEGAL_REPRESENTATIVE:
        return stage in (ChangeStage.NEGOTIATED, ChangeStage.SIGNED_BY_BUREAU)
    return by.role is Role.ROUND_MANAGER and stage in (
        ChangeStage.NEGOTIATED,
        ChangeStage.SIGNED_BY_APPLICANT,
    )
