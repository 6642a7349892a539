"""Saving a section of a draft: nobody overwrites what another has saved unseen, and a correction reopens only its own."""

from __future__ import annotations

from datetime import datetime

from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.refusals import Stale
from zhiyun.casework.stages import Stage, of_application
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import Application, CallVersion, SectionEdition

EDITABLE = (Stage.DRAFT, Stage.RETURNED)


class SectionClosed(Refusal):
    """A correction did not ask for this section."""

    def __init__(self) -> None:
        super().__init__(Said("补正通知没有要求修改这一部分，不能改动。请只修改补正通知列出的部分。"))


def hold(*, application: Application, section: str, edition: int, by: Actor, copied_from: str = "") -> int:
    """Take a section for saving and give its new edition, inside an action that has locked the application.

    ``edition`` is what the editor's page was made from; ``copied_from`` the application answers are taken over from.
    Refuses with `Stale` when another has saved since, and with
    `SectionClosed` where a correction did not reopen the section.
    """
    allowed = reopened_at(application=application, at=by.at)
    if allowed is not None and section not in allowed:
        raise SectionClosed
    row = (
        SectionEdition.objects.select_related("saved_by")
        .filter(application=application, section=section)
        .first()
    )
    if row is None:
        row = SectionEdition(application=application, section=section)
    elif row.edition != edition:
        raise Stale(row.saved_by.name, row.saved_at.astimezone(SHANGHAI))
    row.edition += 1
    row.saved_by_id, row.saved_at, row.copied_from = by.person_id, by.at, copied_from
    row.save()
    return int(row.edition)


def edition_of(*, application: Application, section: str) -> int:
    """Give how often a section was saved; 0 for one nobody has."""
    saved = SectionEdition.objects.filter(application=application, section=section)
    return saved.values_list("edition", flat=True).first() or 0


def reopened(*, application: Application) -> frozenset[str]:
    """Name the sections a correction reopened; none without a correction."""
    notice = getattr(application, "correction", None)
    return frozenset(notice.sections.values_list("section", flat=True)) if notice is not None else frozenset()


def reopened_at(*, application: Application, at: datetime) -> frozenset[str] | None:
    """Name the sections that may be changed while a correction runs; None where all of them may."""
    if of_application(application=application, at=at) is not Stage.RETURNED:
        return None
    return reopened(application=application)


def version_of(*, application: Application, at: datetime) -> CallVersion:
    """Give the version of the call an application is filled in under.

    A draft follows the version in force; what was handed in, and its correction, keep the version it was under.
    """
    current = application.call.current
    assert current is not None, "an application is begun under a published call"
    if of_application(application=application, at=at) in (Stage.DRAFT, Stage.LAPSED):
        return current
    last = application.submissions.select_related("call_version").order_by("-number").first()
    return current if last is None else last.call_version
