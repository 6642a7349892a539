"""One file on an expert's desk: what the running phase shows of it, its sheet, and the panel's opinion.

In a blind phase everything goes through `reviewing.redaction`, and no file is given out at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from zhiyun import law
from zhiyun.casework import rounds, sections, sight, told_conditions
from zhiyun.casework.actions.review_sheets import form_of
from zhiyun.casework.actor import Actor
from zhiyun.casework.queries.papers import Download
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.reviewing import access, checking_blind, opinions, redaction, sheets
from zhiyun.casework.reviewing.access import Access, SheetStage
from zhiyun.casework.rounds import Pinned
from zhiyun.casework.sections import Section, SectionKind
from zhiyun.casework.told_conditions import Told
from zhiyun.kernel.money import Money
from zhiyun.kernel.terms import Choice
from zhiyun.records.models import (
    Assignment,
    ExpertProfile,
    PanelOpinion,
    PaperVersion,
    ScoreSheet,
    SheetDraft,
    SiteRecord,
)


@dataclass(frozen=True)
class Head:
    """What stands above every page of a file: ``name`` is empty while the review is blind."""

    reference: str
    name: str
    call: str
    access: Access
    next_stage: SheetStage

    @property
    def is_blind(self) -> bool:
        """Whether the applicant must not be told."""
        return self.access.phase is None or self.access.phase.blind


@dataclass(frozen=True)
class ConditionRead:
    """One condition, what the applicant says of it, and what is asked of the expert."""

    section: Section
    told: Told
    asks: tuple[tuple[int, law.Question], ...]


@dataclass(frozen=True)
class Visit:
    """An on-site record, as the panel reads it: findings without photographs."""

    visited_at: datetime
    place: str
    findings: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class ExpertCase:
    """A file as the expert may see it now."""

    head: Head
    pinned: Pinned
    told: Mapping[str, Any]
    conditions: tuple[ConditionRead, ...]
    visits: tuple[Visit, ...]

    @property
    def asked(self) -> Money:
        """The funding asked for."""
        return Money(self.told["particulars"].get("asked_fen") or 0)

    @property
    def budget(self) -> tuple[tuple[str, str, Money, Money], ...]:
        """The budget by heads: public money, own money."""
        return tuple(
            (line["head"], line["purpose"], Money(line["public_fen"]), Money(line["own_fen"]))
            for line in self.told["budget"]
        )


@dataclass(frozen=True)
class Named:
    """Whom a declaration is about: nobody while the review is blind."""

    head: Head
    applicant: str
    co_builders: tuple[str, ...]
    employer: str


@dataclass(frozen=True)
class SheetPage:
    """A sheet while it is written: its form, what was typed, and what would be wrong with signing it."""

    head: Head
    form: sheets.Form
    typed: Mapping[str, Any]
    edition: int
    saved_at: datetime | None
    checked: sheets.Checked | None
    faults: tuple[tuple[str, Any], ...]
    signed: tuple[ScoreSheet, ...]


@dataclass(frozen=True)
class OtherSheet:
    """A signed sheet beside the others: whose it is is told as a letter."""

    letter: str
    is_mine: bool
    score: Fraction
    points: Mapping[str, Any]
    answers: tuple[Mapping[str, Any], ...]
    remark: str


@dataclass(frozen=True)
class OpinionPage:
    """The panel's opinion as a member finds it."""

    head: Head
    questions: tuple[law.Question, ...]
    form: sheets.Form
    others: tuple[OtherSheet, ...]
    missing: int
    score: Fraction | None
    reading: Choice | None
    written: PanelOpinion | None
    signatures: tuple[tuple[str, bool, str], ...]
    is_chair: bool
    has_signed: bool
    asked: Money


def case(*, by: Actor, reference: str) -> ExpertCase:
    """Give a file the phase and the declaration open; refuses others as not found, undeclared ones by name."""
    row = sight.assignment(by=by, reference=reference)
    found = access.opened(assignment=row, at=by.at)
    submission = row.application.last_submission
    pinned = rounds.pinned(version=submission.call_version)
    assert found.phase is not None
    told = (
        redaction.redacted(
            snapshot=submission.snapshot,
            former=checking_blind.former_names(application=row.application),
        )
        if found.phase.blind
        else submission.snapshot
    )
    asks = list(enumerate(opinions.questions_of(application=row.application), 1))
    listed = [each for each in sections.sections(pinned=pinned) if each.kind is SectionKind.CONDITION]
    return ExpertCase(
        _head(row, found),
        pinned,
        told,
        tuple(
            ConditionRead(
                section,
                told_conditions.told_of(told=told, section=section),
                tuple((number, each) for number, each in asks if each.cites == section.cites),
            )
            for section in listed
        ),
        () if found.phase.blind else tuple(_visits(row)),
    )


def named(*, by: Actor, reference: str) -> Named:
    """Say whom a declaration is about, as far as the phase that runs names them."""
    row = sight.assignment(by=by, reference=reference)
    found = access.of(assignment=row, at=by.at)
    head = _head(row, found)
    profile = ExpertProfile.objects.filter(person_id=by.person_id).first()
    employer = profile.employer if profile else ""
    if head.is_blind:
        return Named(head, "", (), employer)
    sealed = row.application.last_submission.snapshot
    partners = tuple(str(each["name"]) for each in sealed.get("co_builders", ()))
    return Named(head, sealed["applicant"]["name"], partners, employer)


def sheet(*, by: Actor, reference: str) -> SheetPage:
    """Give the expert's own sheet of a file that is open."""
    row = sight.assignment(by=by, reference=reference)
    found = access.opened(assignment=row, at=by.at)
    draft = SheetDraft.objects.filter(application=row.application_id, expert_id=by.person_id).first()
    form = form_of(assignment=row)
    typed = draft.content if draft else {}
    checked, faults = sheets.checked(form=form, typed=typed)
    mine = ScoreSheet.objects.filter(application=row.application_id, expert_id=by.person_id)
    return SheetPage(
        _head(row, found),
        form,
        typed,
        draft.edition if draft else 0,
        draft.saved_at if draft else None,
        checked,
        tuple(faults),
        tuple(mine.order_by("-number")),
    )


def opinion(*, by: Actor, reference: str) -> OpinionPage:
    """Give the panel's opinion of a file: the others' sheets only to who signed their own, in a phase that opens them."""
    row = sight.assignment(by=by, reference=reference)
    found = access.opened(assignment=row, at=by.at)
    if found.stage is not SheetStage.SIGNED:
        raise NotFound
    case_ = row.application
    sitting = opinions.seated(application=case_)
    joined = opinions.joined(application=case_, sitting=sitting)
    written = case_.opinions.order_by("-number").first()
    letters = {each.expert_id: chr(ord("A") + place) for place, each in enumerate(sitting)}
    signatures = written.signatures.order_by("id") if written else ()
    is_complete = len(joined.sheets) == len(sitting)
    knows = found.opens_scores or (is_complete and sitting[0].pk == row.pk)
    submission = case_.last_submission
    return OpinionPage(
        head=_head(row, found),
        questions=opinions.questions_of(application=case_),
        form=form_of(assignment=row),
        others=tuple(_other(each, by, letters) for each in joined.sheets)
        if knows
        else tuple(_other(each, by, letters) for each in joined.sheets if each.expert_id == by.person_id),
        missing=len(sitting) - len(joined.sheets),
        score=joined.score if is_complete and (knows or written is not None) else None,
        reading=joined.reading,
        written=written,
        signatures=tuple(
            (letters.get(each.expert_id, "?"), each.agrees, each.dissent) for each in signatures
        ),
        is_chair=sitting[0].pk == row.pk,
        has_signed=any(each.expert_id == by.person_id for each in signatures),
        asked=Money(submission.asked_fen or 0),
    )


def download(*, by: Actor, reference: str, number: int) -> Download:
    """Give one sealed file in an open phase to who declared; in a blind one there is none, whatever was asked."""
    row = sight.assignment(by=by, reference=reference)
    found = access.of(assignment=row, at=by.at)
    if not found.opens_files:
        raise NotFound
    listed = row.application.last_submission.snapshot.get("papers", ())
    sealed = next((each for each in listed if each["paper"] == number), None)
    if sealed is None:
        raise NotFound
    version = (
        PaperVersion.objects.filter(
            paper__application=row.application_id, paper_id=number, number=sealed["version"]
        )
        .select_related("file")
        .first()
    )
    if version is None:
        raise NotFound
    return Download(version.file.sm3, version.name, version.file.size, version.file.media_type)


def _head(row: Assignment, found: Access) -> Head:
    is_blind = found.phase is None or found.phase.blind
    case_ = row.application
    name = "" if is_blind else case_.last_submission.snapshot["applicant"]["name"]
    return Head(case_.reference, name, case_.call.current.title, found, found.stage)


def _visits(row: Assignment) -> list[Visit]:
    records = SiteRecord.objects.filter(visit__application=row.application_id).select_related("visit")
    return [Visit(each.visited_at, each.visit.place, tuple(each.findings)) for each in records.order_by("id")]


def _other(each: ScoreSheet, by: Actor, letters: Mapping[int, str]) -> OtherSheet:
    return OtherSheet(
        letters[each.expert_id],
        each.expert_id == by.person_id,
        opinions.score_of(sheet=each),
        each.points,
        tuple(each.answers),
        each.remark,
    )
