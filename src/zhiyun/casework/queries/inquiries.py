"""Inquiries to an applicant: as its own people see them, as the office does, and the files of their answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _

from zhiyun.casework import sight
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.queries.papers import Download
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import APPLICANT_ROLES, BUREAU_ROLES
from zhiyun.casework.stages import standing
from zhiyun.casework.tasks import Task
from zhiyun.casework.verifying_deals import in_hand
from zhiyun.casework.verifying_deals.inquiries import with_last_day
from zhiyun.records.models import Application, Inquiry, StoredFile


@dataclass(frozen=True, slots=True)
class Extended:
    """More time that was given, and why."""

    due_on: date
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """One inquiry: its words and clock, its answer, and for its applicant what is written and not sent.

    ``by`` is empty for the applicant, who answers the office and no person.
    """

    number: int
    deal: str
    words: str
    by: str
    at: datetime
    workdays: int
    last_day: date
    counted_by: tuple[str, ...]
    extended: tuple[Extended, ...]
    answer: str
    answered_by: str
    answered_at: datetime | None
    files: tuple[dict[str, Any], ...]
    draft: str
    draft_files: tuple[dict[str, Any], ...]
    is_overdue: bool

    @property
    def is_answered(self) -> bool:
        """The answer has come."""
        return self.answered_at is not None


@dataclass(frozen=True, slots=True)
class InquiryPage:
    """An application's inquiries, the newest first."""

    reference: str
    applicant: str
    inquiries: tuple[Asked, ...]
    deals: tuple[str, ...]
    may_ask: bool


def own(*, by: Actor, reference: str) -> InquiryPage:
    """Give the inquiries to the actor's own application; refuses any other as not found."""
    if by.role not in APPLICANT_ROLES:
        raise NotFound
    return _page(by, reference)


def office(*, by: Actor, reference: str) -> InquiryPage:
    """Give the inquiries of an accepted application for the bureau; refuses any other as not found."""
    if by.role not in BUREAU_ROLES:
        raise NotFound
    return _page(by, reference)


def download(*, by: Actor, reference: str, number: int, place: int) -> Download:
    """Give one file of an answer, counted from 1; of a draft only to its applicant."""
    application = _application(by, reference)
    row = Inquiry.objects.filter(application=application, number=number).first()
    answer = getattr(row, "answer", None)
    kept = answer if answer is not None or by.role not in APPLICANT_ROLES else getattr(row, "draft", None)
    files = kept.files if kept is not None else []
    if not 1 <= place <= len(files):
        raise NotFound
    file = files[place - 1]
    stored = StoredFile.objects.get(sm3=file["sm3"])
    return Download(stored.sm3, file["name"], stored.size, stored.media_type)


def tasks(*, by: Actor) -> Iterator[Task]:
    """List, for an applicant's people, the inquiries that wait for an answer and can still have one."""
    if by.role not in APPLICANT_ROLES:
        return
    asked = with_last_day(applications=sight.applications(by=by)).filter(answer=None, last_day__gte=by.day)
    for row in asked.select_related("application"):
        reference = row.application.reference
        yield Task(
            what=_("%(reference)s：答复第%(number)s次询问") % {"reference": reference, "number": row.number},
            why=_("核定台账时需要您单位说明情况或者补交材料，逾期不能答复。"),
            cites="第十条第2项",
            verb=_("答复这次询问"),
            address=("inquiries", reference),
            until=datetime.combine(row.last_day + timedelta(days=1), time.min, SHANGHAI),
        )


def _page(by: Actor, reference: str) -> InquiryPage:
    application = _application(by, reference)
    is_applicant = by.role in APPLICANT_ROLES
    rows = (
        with_last_day(applications=[application])
        .select_related("by", "answer__by", "draft")
        .prefetch_related("extensions")
        .order_by("-number")
    )
    stage = standing(step=application.last_step, closed=True)
    return InquiryPage(
        application.reference,
        application.organisation.name,
        tuple(_asked(row, by, is_applicant=is_applicant) for row in rows),
        () if is_applicant else _deals(application),
        not is_applicant and by.role.value == "case_officer" and stage in in_hand.STAGES,
    )


def _application(by: Actor, reference: str) -> Application:
    if by.role not in APPLICANT_ROLES | BUREAU_ROLES:
        raise NotFound
    application = sight.application(by=by, reference=reference)
    if application.last_step not in sight.SINCE_ACCEPTANCE:
        raise NotFound
    return application


def _deals(application: Application) -> tuple[str, ...]:
    submission = application.last_submission
    lines = submission.snapshot["deals"] if submission is not None else []
    return tuple(dict.fromkeys(line["deal"] for line in lines))


def _asked(row: Any, by: Actor, *, is_applicant: bool) -> Asked:
    answer, draft = getattr(row, "answer", None), getattr(row, "draft", None)
    if not is_applicant or answer is not None:
        draft = None
    return Asked(
        number=row.number,
        deal=row.deal,
        words=row.words,
        by="" if is_applicant else row.by.name,
        at=row.at,
        workdays=row.workdays,
        last_day=row.last_day,
        counted_by=tuple(row.counted_by),
        extended=tuple(Extended(each.due_on, each.reason, each.at) for each in row.extensions.all()),
        answer="" if answer is None else answer.words,
        answered_by="" if answer is None else answer.by.name,
        answered_at=None if answer is None else answer.at,
        files=() if answer is None else tuple(answer.files),
        draft="" if draft is None else draft.words,
        draft_files=() if draft is None else tuple(draft.files),
        is_overdue=answer is None and by.day > row.last_day,
    )
