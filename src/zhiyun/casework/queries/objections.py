"""Objections: what the office sees of them, what the party objected to may hear, what the objector follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiyun.casework import sight
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.publicity import seen, standing, tracking
from zhiyun.casework.publicity.handling import decided_by
from zhiyun.casework.publicity.standing import ObjectionStage
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.tasks import Task
from zhiyun.kernel.money import Money
from zhiyun.records.models import Objection, ObjectionAnswer, ObjectionQuestion, Publication

OUTCOME_WORDS = {
    "upheld": gettext_lazy("异议成立"),
    "partly_upheld": gettext_lazy("异议部分成立"),
    "dismissed": gettext_lazy("异议不成立"),
    "inadmissible": gettext_lazy("不予受理异议"),
}


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """How an objection was answered."""

    outcome: str
    words: str
    about: str
    effect: str
    amount: Money | None
    at: datetime
    by: str

    @property
    def outcome_words(self) -> str:
        """The office's word."""
        return str(OUTCOME_WORDS[self.outcome])


@dataclass(frozen=True, slots=True)
class Tracked:
    """What the objector follows; ``newer`` is the list that took the place of the one objected to."""

    reference: str
    notice: str
    received_at: datetime
    answer_by: date
    stage: ObjectionStage
    answer: AnswerGiven | None
    newer: str


@dataclass(frozen=True, slots=True)
class ObjectionLine:
    """An objection in the office's list; nobody's name is told here but that of whom it is about, if of anyone."""

    reference: str
    notice: str
    about: str
    received_at: datetime
    answer_by: date
    stage: ObjectionStage
    outcome: str
    is_overdue: bool
    on_paper: bool

    @property
    def outcome_words(self) -> str:
        """The office's word for how it ended, or where it stands."""
        return str(OUTCOME_WORDS[self.outcome]) if self.outcome else self.stage.words


@dataclass(frozen=True, slots=True)
class PartyAsked:
    """What was put to the party objected to, and what it said."""

    id: int
    party: str
    words: str
    at: datetime
    answer_by: date
    reply: str
    replied_at: datetime | None


@dataclass(frozen=True, slots=True)
class ObjectorKnown:
    """Who objects, told to who handles it and to nobody else."""

    from_unit: bool
    name: str
    identity: str
    contact: str
    words: str
    files: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class ObjectionPage:
    """An objection on the office's desk; ``objector`` is None to who does not handle it, and to who decided."""

    line: ObjectionLine
    objector: ObjectorKnown | None
    names_nobody: bool
    units: tuple[tuple[str, str], ...]
    now_amount: Money | None
    asked: tuple[PartyAsked, ...]
    answer: AnswerGiven | None
    may_handle: bool
    has_decided: bool
    is_construction: bool


def tracked(*, code: str, at: datetime) -> Tracked | None:
    """Give what became of the objection with a code; None where there is none."""
    rows = Objection.objects.select_related("publication", "answer__about__organisation", "answer__by")
    found = rows.filter(tracking=tracking.digest(code=code), received_at__lte=at).first()
    if found is None:
        return None
    newer = Publication.objects.filter(supersedes=found.publication_id, published_at__lte=at).first()
    return Tracked(
        found.reference,
        found.publication.reference,
        found.received_at,
        found.answer_by,
        standing.of_objection(objection=found),
        _answer(found),
        newer.reference if newer is not None else "",
    )


def inbox(
    *, by: Actor, notice: str = "", only_open: bool = False, for_me: bool = False
) -> tuple[ObjectionLine, ...]:
    """List the office's objections, those that wait first; the actor's to stand aside from are left out.

    ``for_me`` leaves out what the actor had a hand in deciding.
    """
    rows = seen.of_others(rows=seen.objections(by=by), by=by) if for_me else seen.objections(by=by)
    if notice:
        rows = rows.filter(publication__reference=notice)
    if only_open:
        rows = rows.filter(answer=None)
    found = [_line(row, by) for row in _joined(rows).order_by("-id")[:200]]
    return tuple(sorted(found, key=lambda line: (line.outcome != "", line.answer_by)))


def objection(*, by: Actor, reference: str) -> ObjectionPage:
    """Show an objection; refuses others as not found, and who must stand aside by name."""
    found = seen.objection(by=by, reference=reference)
    row = _joined(Objection.objects.filter(pk=found.pk)).get()
    deciders = decided_by(objection=row)
    has_decided = by.person_id in deciders
    may_handle = by.role in seen.HANDLERS and not has_decided
    given = row.publication.content["lines"]
    return ObjectionPage(
        line=_line(row, by),
        objector=_objector(row) if may_handle else None,
        names_nobody=row.about_id is None,
        units=tuple((line["credit_code"], line["applicant"]) for line in given),
        now_amount=_now_amount(row),
        asked=tuple(_asked(each) for each in _questions(objection=row)),
        answer=_answer(row),
        may_handle=may_handle and not hasattr(row, "answer"),
        has_decided=has_decided,
        is_construction=row.publication.content["pot_fen"] is None,
    )


def file_of(*, by: Actor, reference: str, number: int) -> Mapping[str, Any]:
    """Give a file of an objection to who handles it; refused as not found to anyone else."""
    page = objection(by=by, reference=reference)
    files = page.objector.files if page.objector is not None else ()
    if not 1 <= number <= len(files):
        raise NotFound
    return files[number - 1]


def put_to(*, by: Actor, reference: str) -> tuple[PartyAsked, ...]:
    """List what was put to the applicant of a case, newest first; refuses others' cases as not found."""
    case = sight.application(by=by, reference=reference)
    return tuple(_asked(each) for each in _questions(application=case))


def tasks(*, by: Actor) -> Iterator[Task]:
    """List the objections that wait for who handles them, and the words that are awaited from an applicant."""
    if by.role in seen.HANDLERS:
        for line in inbox(by=by, only_open=True, for_me=True):
            yield Task(
                what=_("异议%(reference)s待答复") % {"reference": line.reference},
                why=_("针对%(notice)s，由没有参加审定的人办理。") % {"notice": line.notice},
                cites="",
                verb=_("办理这件异议"),
                address=("bureau-objection", line.reference),
                until=_midnight_after(line.answer_by),
            )
    if by.role in (Role.PREPARER, Role.LEGAL_REPRESENTATIVE):
        cases = sight.applications(by=by).values("pk")
        rows = ObjectionQuestion.objects.filter(
            application__in=cases, reply=None, objection__answer=None
        ).select_related("application")
        for row in rows.order_by("id"):
            yield Task(
                what=_("%(reference)s：请就公示期间的异议作出说明")
                % {"reference": row.application.reference},
                why=_("市局请你单位说明情况，异议人是谁依法保密。"),
                cites="",
                verb=_("作出说明"),
                address=("objected", row.application.reference),
                until=_midnight_after(row.answer_by),
            )


def _midnight_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), SHANGHAI)


def _questions(**which: Any) -> QuerySet[ObjectionQuestion]:
    rows = ObjectionQuestion.objects.filter(**which).select_related("reply", "application__organisation")
    return rows.order_by("-id")


def _joined(rows: QuerySet[Objection]) -> QuerySet[Objection]:
    return rows.select_related(
        "publication__resolution", "about__organisation", "answer__about__organisation", "answer__by"
    )


def _line(row: Objection, by: Actor) -> ObjectionLine:
    answer: ObjectionAnswer | None = getattr(row, "answer", None)
    return ObjectionLine(
        row.reference,
        row.publication.reference,
        row.about.organisation.name if row.about is not None else "",
        row.received_at,
        row.answer_by,
        standing.of_objection(objection=row),
        answer.outcome if answer is not None else "",
        answer is None and by.day > row.answer_by,
        row.taken_down_by_id is not None,
    )


def _objector(row: Objection) -> ObjectorKnown:
    return ObjectorKnown(row.from_unit, row.name, row.identity, row.contact, row.words, tuple(row.files))


def _now_amount(row: Objection) -> Money | None:
    """Give the amount an answer would change: a subsidy's verified one, a centre's funding."""
    if row.about_id is None:
        return None
    decision = row.publication.resolution.decisions.filter(application=row.about_id).first()
    if decision is None:
        return None
    return Money(decision.amount_fen if decision.verified_fen is None else decision.verified_fen)


def _asked(row: ObjectionQuestion) -> PartyAsked:
    reply = getattr(row, "reply", None)
    return PartyAsked(
        row.pk,
        row.application.organisation.name,
        row.words,
        row.at,
        row.answer_by,
        reply.words if reply is not None else "",
        reply.at if reply is not None else None,
    )


def _answer(row: Objection) -> AnswerGiven | None:
    answer: ObjectionAnswer | None = getattr(row, "answer", None)
    if answer is None:
        return None
    return AnswerGiven(
        answer.outcome,
        answer.words,
        answer.about.organisation.name if answer.about is not None else "",
        answer.effect,
        None if answer.verified_fen is None else Money(answer.verified_fen),
        answer.at,
        answer.by.name,
    )
