"""What an applicant must correct: every section with its reason, until when, and how that day was counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from zhiyun.casework.actor import Actor
from zhiyun.casework.asking import section_of_place
from zhiyun.casework.opened_application import Head, opened
from zhiyun.casework.queries.papers import lines
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.sections import Section


@dataclass(frozen=True, slots=True)
class Reopened:
    """A section to correct: why, by which article, and when the applicant saved it since."""

    section: Section
    reason: str
    cites: str
    saved_at: datetime | None


@dataclass(frozen=True, slots=True)
class Correction:
    """The one return for correction, as its applicant sees it."""

    head: Head
    at: datetime
    workdays: int
    due_on: date
    counted_by: tuple[str, ...]
    sections: tuple[Reopened, ...]


def correction(*, by: Actor, reference: str) -> Correction:
    """Give the correction asked of the actor's application; refuses as not found where none was."""
    found = opened(by=by, reference=reference)
    notice = getattr(found.application, "correction", None)
    if notice is None:
        raise NotFound
    saved: dict[str | None, datetime] = {
        name: at
        for name, at in found.application.editions.values_list("section", "saved_at")
        if at > notice.at
    }
    for paper in lines(application=found.application):
        if paper.newest.added_at > notice.at:
            for place in paper.uses:
                home = section_of_place(listed=found.listed, place=place, reopened=found.reopened)
                saved[home] = max(saved.get(home, notice.at), paper.newest.added_at)
    return Correction(
        found.head,
        notice.at,
        notice.workdays,
        notice.due_on,
        tuple(notice.counted_by),
        tuple(
            Reopened(
                section,
                found.reasons[section.name].reason,
                found.reasons[section.name].cites,
                saved.get(section.name),
            )
            for section in found.listed
            if section.name in found.reasons
        ),
    )
