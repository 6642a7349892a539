"""What a review waits for, of the bureau: a draw, a ruling, a replacement, a record of a visit, its end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhiyun.casework import sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.roles import Role
from zhiyun.casework.tasks import Task
from zhiyun.records.models import (
    Application,
    Assignment,
    ConflictDeclaration,
    ConflictRuling,
    OpinionSignature,
    PanelOpinion,
    SiteVisit,
    StepKind,
)

DRAWING = (
    gettext_lazy("%(title)s：%(number)s件待抽取专家"),
    gettext_lazy("制定评分方案、设定评审阶段，再抽取专家组。"),
)
RULING = (
    gettext_lazy("%(title)s：%(number)s件有专家应当回避"),
    gettext_lazy("认定回避后由下一名递补，或者写明理由排除。"),
)
REPLACING = (
    gettext_lazy("%(title)s：%(number)s件有专家离组，还没有递补"),
    gettext_lazy("按同一抽签序列由下一名合格者递补。"),
)
CLOSING = (
    gettext_lazy("%(title)s：%(number)s件可以结束评审"),
    gettext_lazy("专家组意见已由全组签署，结束评审后转入待审定。"),
)
RECORDING = (
    gettext_lazy("%(title)s：%(number)s件的现场评估等待记录和签字"),
    gettext_lazy("逐条记录所见，到场的人签字；没有记录的不能结束评审。"),
)
SITE_ROLES = (Role.CASE_OFFICER, Role.ROUND_MANAGER)


def tasks(*, by: Actor) -> tuple[Task, ...]:
    """Ask a round manager to draw, rule on conflicts, replace who left and close; and who visits for the record.

    A single case is opened at once, several on their call's board; asked in as many questions for many as for one.
    """
    if by.role not in SITE_ROLES:
        return ()
    waiting: dict[tuple[str, tuple[object, object]], list[Any]] = {}
    for case, state in _managed(by) if by.role is Role.ROUND_MANAGER else _visited(by):
        waiting.setdefault((case.call.reference, state), []).append(case)
    return tuple(_task(state, listed) for (_call, state), listed in waiting.items())


def _managed(by: Actor) -> Iterator[tuple[Any, tuple[object, object]]]:
    for case in _to_review(by).annotate(is_due=Exists(_due(by))):
        if case.is_due:
            yield case, RECORDING
        if not case.was_assigned:
            yield case, DRAWING
            continue
        if case.is_clashing:
            yield case, RULING
        if case.is_vacant:
            yield case, REPLACING
        elif not case.is_clashing and case.newest_opinion and case.is_seated and not case.is_unsigned:
            yield case, CLOSING


def _visited(by: Actor) -> Iterator[tuple[Any, tuple[object, object]]]:
    """Give the cases that were to be visited by now, and whose record is missing or unsigned."""
    return ((case, RECORDING) for case in _accepted(by).filter(Exists(_due(by))))


def _due(by: Actor) -> QuerySet[SiteVisit]:
    return SiteVisit.objects.filter(
        application=OuterRef("pk"), planned_at__lte=by.at, record__signatures=None
    )


def _accepted(by: Actor) -> QuerySet[Application]:
    return (
        sight.applications(by=by)
        .filter(last_step=StepKind.ACCEPTED)
        .exclude(call__benefit=sight.SUBSIDY)
        .select_related("call__current")
        .order_by("call_id", "id")
    )


def _to_review(by: Actor) -> QuerySet[Any]:
    """Give the accepted construction cases with how far each is: assigned, tied, vacant, an opinion written, signed by all."""
    everyone = Assignment.objects.filter(application=OuterRef("pk"))
    live = everyone.filter(ended_at=None)
    newest = PanelOpinion.objects.filter(application=OuterRef("pk")).order_by("-number")
    signed = OpinionSignature.objects.filter(
        opinion_id=OuterRef(OuterRef("newest_opinion")), expert=OuterRef("expert")
    )
    return (
        _accepted(by)
        .annotate(
            was_assigned=Exists(everyone),
            is_seated=Exists(live),
            is_clashing=Exists(_tied(live)),
            is_vacant=Exists(everyone.filter(ended_at__isnull=False, replaced_by=None)),
            newest_opinion=Subquery(newest.values("pk")[:1]),
        )
        .annotate(is_unsigned=Exists(live.exclude(Exists(signed))))
    )


def _tied(live: QuerySet[Assignment]) -> QuerySet[Any]:
    """Narrow to who declared a tie on which nothing was ruled since."""
    mine = {"application": OuterRef("application"), "person": OuterRef("expert")}
    said = ConflictDeclaration.objects.filter(**mine).order_by("-id")
    ruled = ConflictRuling.objects.filter(**mine, ground="declared", at__gte=OuterRef("said_at"))
    told = live.annotate(
        is_tied=Subquery(said.values("conflicted")[:1]), said_at=Subquery(said.values("at")[:1])
    )
    return told.filter(is_tied=True).exclude(Exists(ruled))


def _task(state: tuple[object, object], cases: list[Any]) -> Task:
    what, why = state
    call = cases[0].call
    is_one = len(cases) == 1 and state is not DRAWING
    return Task(
        what=str(what) % {"title": call.current.title, "number": len(cases)},
        why=str(why),
        cites="第九条第2项",
        verb=_("打开这一件的评审") if is_one else _("打开评审进度"),
        address=("review-case", cases[0].reference) if is_one else ("review-board", call.reference),
    )
