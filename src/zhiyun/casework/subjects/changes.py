"""Change agreements, as actions find, lock and place them: by their own reference."""

from __future__ import annotations

import enum
from typing import Any

from django.utils.translation import gettext_lazy as _

from zhiyun.casework import sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Subject
from zhiyun.casework.refusals import NotFound
from zhiyun.records.models import (
    Application,
    ChangeAgreement,
    ChangeEnd,
    GrantChange,
    TaskBookSignature,
    TaskBookVersion,
)


class ChangeStage(enum.Enum):
    """A change agreement, by who has signed its newest version, or what became of it."""

    NEGOTIATED = "negotiated"
    SIGNED_BY_APPLICANT = "signed_by_applicant"
    SIGNED_BY_BUREAU = "signed_by_bureau"
    IN_FORCE = "in_force"
    ENDED = "ended"

    @property
    def words(self) -> str:
        """The office's word."""
        return str(_WORDS[self])

    @property
    def is_open(self) -> bool:
        """Say whether it is still to be agreed."""
        return self in OPEN


OPEN = (ChangeStage.NEGOTIATED, ChangeStage.SIGNED_BY_APPLICANT, ChangeStage.SIGNED_BY_BUREAU)
_WORDS = {
    ChangeStage.NEGOTIATED: _("变更协商中"),
    ChangeStage.SIGNED_BY_APPLICANT: _("建设单位已签，待市局签订"),
    ChangeStage.SIGNED_BY_BUREAU: _("市局已签，待建设单位签订"),
    ChangeStage.IN_FORCE: _("变更已生效"),
    ChangeStage.ENDED: _("变更未成立"),
}
_BY_SIDES = {
    frozenset[str](): ChangeStage.NEGOTIATED,
    frozenset({"applicant"}): ChangeStage.SIGNED_BY_APPLICANT,
    frozenset({"bureau"}): ChangeStage.SIGNED_BY_BUREAU,
}


def newest_of(*, agreement: ChangeAgreement) -> TaskBookVersion:
    """Give the newest version of a change."""
    found: TaskBookVersion = agreement.versions.order_by("-number")[0]
    return found


def stage_by(*, ended: bool, in_force: bool, sides: frozenset[str]) -> ChangeStage:
    """Tell where a change stands from what is known of it: ``sides`` have signed its newest version."""
    if ended:
        return ChangeStage.ENDED
    return ChangeStage.IN_FORCE if in_force else _BY_SIDES[sides]


def stage_of(*, agreement: ChangeAgreement) -> ChangeStage:
    """Tell where a change stands from its rows."""
    if ChangeEnd.objects.filter(agreement=agreement).exists():
        return ChangeStage.ENDED
    if GrantChange.objects.filter(version__agreement=agreement).exists():
        return ChangeStage.IN_FORCE
    signed = TaskBookSignature.objects.filter(version=newest_of(agreement=agreement))
    return _BY_SIDES[frozenset(signed.values_list("side", flat=True))]


def _lock(by: Actor, reference: Any) -> ChangeAgreement:
    case = Application.objects.filter(task_book__agreements__reference=str(reference)).first()
    if case is None:
        raise NotFound
    application = sight.application(by=by, reference=case.reference)
    rows = ChangeAgreement.objects.select_related(
        "task_book__application__organisation", "task_book__application__call", "task_book__decision"
    )
    locked = rows.select_for_update(of=("self", "task_book__application"))
    return locked.get(reference=str(reference), task_book__application=application)


def _words(stage: enum.Enum) -> str:
    assert isinstance(stage, ChangeStage)
    return stage.words


CHANGE: Subject[ChangeAgreement] = Subject(
    "change",
    tuple(ChangeStage),
    _lock,
    lambda agreement, by: stage_of(agreement=agreement),
    lambda agreement: f"application:{agreement.task_book.application.reference}",
    _words,
)
