"""Where a call's version, a call and an application stand, told by their rows and the clock."""

from __future__ import annotations

import enum
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.roles import BUREAU_ROLES, Role
from zhiyun.records.models import Application, Call, CallVersion, StepKind


class VersionStage(enum.Enum):
    """A version of a call."""

    DRAFT = "draft"
    SENT = "sent"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class CallStage(enum.Enum):
    """A call as the public sees it; of what was never published, whether it still can be."""

    UNPUBLISHED = "unpublished"
    DISCARDED = "discarded"
    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSED = "closed"


class Stage(enum.Enum):
    """An application. `RECEIVED` is a submission after the call has closed: only then can it be opened."""

    DRAFT = "draft"
    SEALED = "sealed"
    LAPSED = "lapsed"
    RECEIVED = "received"
    RETURNED = "returned"
    OVERDUE = "overdue"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    REVIEWED = "reviewed"
    DECIDED = "decided"
    PUBLISHED = "published"
    DECLINED = "declined"
    CONFIRMED = "confirmed"
    COMMITTED = "committed"
    PAID = "paid"

    @property
    def words(self) -> str:
        """The office's word."""
        return str(_WORDS[self])


_WORDS = {
    VersionStage.DRAFT: _("起草"),
    VersionStage.SENT: _("待复核"),
    VersionStage.PUBLISHED: _("已发布"),
    VersionStage.DISCARDED: _("已作废"),
    CallStage.UNPUBLISHED: _("未发布"),
    CallStage.DISCARDED: _("已作废"),
    CallStage.ANNOUNCED: _("未开始"),
    CallStage.OPEN: _("申报中"),
    CallStage.CLOSED: _("已截止"),
    Stage.DRAFT: _("填报中"),
    Stage.SEALED: _("已提交"),
    Stage.LAPSED: _("逾期未提交"),
    Stage.RECEIVED: _("待初审"),
    Stage.RETURNED: _("补正中"),
    Stage.OVERDUE: _("补正逾期"),
    Stage.ACCEPTED: _("已受理"),
    Stage.REFUSED: _("不予受理"),
    Stage.WITHDRAWN: _("已撤回"),
    Stage.REVIEWED: _("待审定"),
    Stage.DECIDED: _("已审定，待公示"),
    Stage.PUBLISHED: _("公示中"),
    Stage.DECLINED: _("不予支持"),
    Stage.CONFIRMED: _("已确认"),
    Stage.COMMITTED: _("已签任务书"),
    Stage.PAID: _("已拨付"),
}

WITH_TASK_BOOK = (Stage.CONFIRMED, Stage.COMMITTED, Stage.PAID)
"""Stages in which a centre may have a task book."""
UNTOLD = frozenset({Stage.REVIEWED, Stage.DECIDED})
"""Stages nobody outside the bureau may know of before the list is published: they are told as accepted."""
UNTOLD_STEPS = (StepKind.REVIEWED, StepKind.DECIDED)
"""Steps nobody outside the bureau may know of, not even afterwards to the second."""


def words(*, stage: VersionStage | CallStage | Stage) -> str:
    """Give the office's word for a stage."""
    return str(_WORDS[stage])


def of_version(*, version: CallVersion) -> VersionStage:
    """Tell where a version stands."""
    if version.published_at is not None:
        return VersionStage.PUBLISHED
    if version.call.discarded_at is not None:
        return VersionStage.DISCARDED
    return VersionStage.DRAFT if version.sent_at is None else VersionStage.SENT


def of_call(*, call: Call, at: datetime) -> CallStage:
    """Tell where a call stands at an instant: open from ``opens_at`` on, closed from ``closes_at`` on."""
    if call.current is None:
        return CallStage.UNPUBLISHED if call.discarded_at is None else CallStage.DISCARDED
    if at < call.current.opens_at:
        return CallStage.ANNOUNCED
    return CallStage.OPEN if at < call.current.closes_at else CallStage.CLOSED


def of_application(*, application: Application, at: datetime) -> Stage:
    """Tell where an application stands at an instant."""
    step = application.steps.order_by("-id").values_list("kind", flat=True).first()
    assert step is not None, "an application begins with a step"
    due_on = None
    if step == StepKind.RETURNED:
        due_on = application.correction.due_on
    closed = of_call(call=application.call, at=at) is CallStage.CLOSED
    overdue = due_on is not None and at.astimezone(SHANGHAI).date() > due_on
    return standing(step=step, closed=closed, overdue=overdue)


def standing(*, step: str, closed: bool, overdue: bool = False) -> Stage:
    """Tell the stage from the last step, whether the call has closed, and whether a correction is overdue."""
    if step in (StepKind.BEGUN, StepKind.WITHDRAWN) and not closed:
        return Stage.DRAFT
    if step == StepKind.RETURNED:
        return Stage.OVERDUE if overdue else Stage.RETURNED
    return {
        StepKind.BEGUN: Stage.LAPSED,
        StepKind.WITHDRAWN: Stage.WITHDRAWN,
        StepKind.SUBMITTED: Stage.RECEIVED if closed else Stage.SEALED,
        StepKind.RESUBMITTED: Stage.RECEIVED,
        StepKind.ACCEPTED: Stage.ACCEPTED,
        StepKind.REFUSED: Stage.REFUSED,
        StepKind.REVIEWED: Stage.REVIEWED,
        StepKind.DECIDED: Stage.DECIDED,
        StepKind.PUBLISHED: Stage.PUBLISHED,
        StepKind.DECLINED: Stage.DECLINED,
        StepKind.CONFIRMED: Stage.CONFIRMED,
        StepKind.COMMITTED: Stage.COMMITTED,
        StepKind.PAID: Stage.PAID,
    }[StepKind(step)]


def told(*, stage: Stage, role: Role) -> Stage:
    """Give the stage as a role may know it: what is reviewed or decided is accepted still, outside the bureau."""
    return Stage.ACCEPTED if stage in UNTOLD and not knows_all(role=role) else stage


def knows_all(*, role: Role) -> bool:
    """Say whether a role may know of steps that are not yet, or never, told outside the bureau."""
    return role in BUREAU_ROLES
