"""Task books, as actions find, lock and place them: by the reference of the application they are about."""

from __future__ import annotations

import enum
from typing import Any

from django.utils.translation import gettext_lazy as _

from zhiyun.casework import sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Subject
from zhiyun.casework.refusals import NotFound
from zhiyun.records.models import Grant, TaskBook, TaskBookSignature, TaskBookVersion


class TaskBookStage(enum.Enum):
    """A task book, by who has signed its newest version."""

    NEGOTIATED = "negotiated"
    SIGNED_BY_APPLICANT = "signed_by_applicant"
    SIGNED_BY_BUREAU = "signed_by_bureau"
    IN_FORCE = "in_force"

    @property
    def words(self) -> str:
        """The office's word."""
        return str(_WORDS[self])


_WORDS = {
    TaskBookStage.NEGOTIATED: _("协商中"),
    TaskBookStage.SIGNED_BY_APPLICANT: _("建设单位已签，待市局签订"),
    TaskBookStage.SIGNED_BY_BUREAU: _("市局已签，待建设单位签订"),
    TaskBookStage.IN_FORCE: _("已生效"),
}
_BY_SIDE = {
    frozenset[str](): TaskBookStage.NEGOTIATED,
    frozenset({"applicant"}): TaskBookStage.SIGNED_BY_APPLICANT,
    frozenset({"bureau"}): TaskBookStage.SIGNED_BY_BUREAU,
}


def stage_of(*, sides: frozenset[str], in_force: bool) -> TaskBookStage:
    """Tell the stage from who has signed the newest version, and whether there is a grant."""
    return TaskBookStage.IN_FORCE if in_force else _BY_SIDE[sides]


def newest_version(*, book: TaskBook) -> TaskBookVersion:
    """Give a task book's newest version."""
    found: TaskBookVersion = book.versions.order_by("-number")[0]
    return found


def _lock(by: Actor, reference: Any) -> TaskBook:
    application = sight.application(by=by, reference=str(reference))
    rows = TaskBook.objects.select_related("application__organisation", "application__call", "decision")
    found = rows.select_for_update(of=("self", "application")).filter(application=application).first()
    if found is None:
        raise NotFound
    return found


def _stage(book: TaskBook, by: Actor) -> TaskBookStage:
    in_force = Grant.objects.filter(application_id=book.application_id).exists()
    signed = TaskBookSignature.objects.filter(version=newest_version(book=book))
    sides = frozenset(signed.values_list("side", flat=True)) if not in_force else frozenset[str]()
    return stage_of(sides=sides, in_force=in_force)


def _words(stage: enum.Enum) -> str:
    assert isinstance(stage, TaskBookStage)
    return stage.words


TASK_BOOK: Subject[TaskBook] = Subject(
    "task_book",
    tuple(TaskBookStage),
    _lock,
    _stage,
    lambda book: f"application:{book.application.reference}",
    _words,
)
