"""What waits for people about funded centres: reports, acceptances, recoveries, each until its day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.utils.translation import gettext as _

from zhiyun import law
from zhiyun.casework import holidays, rounds, sight, task_books
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.construction import ConstructionStage, accepting, evaluating, reporting
from zhiyun.casework.construction.standing import TO_ACCEPT
from zhiyun.casework.queries import construction_rows
from zhiyun.casework.roles import APPLICANT_ROLES, Role
from zhiyun.casework.tasks import Task
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Refusal
from zhiyun.records.models import (
    AcceptanceProposal,
    AcceptanceRequest,
    Evaluation,
    EvaluationRuling,
    HalfYearReport,
    RecoveryProposal,
    RecoveryReceipt,
)

RUNNING = (ConstructionStage.UNDER_CONSTRUCTION, *TO_ACCEPT)


def tasks(*, by: Actor) -> Iterator[Task]:
    """Say what waits for an actor about funded centres; each role asks one question or two, however many there are."""
    if by.role in APPLICANT_ROLES:
        for grant in _centres(by).prefetch_related(_REPORTS):
            yield from _of_centre(grant, by)
    elif by.role is Role.CASE_OFFICER:
        for grant in _centres(by):
            yield from _of_officer(grant, by)
    elif by.role is Role.ROUND_MANAGER:
        others = Q(conclusion_waits=True) | Q(recovery_waits=True) | Q(evaluation_waits__isnull=False)
        for grant in _centres(by, proposed_by_others=True).filter(others):
            yield from _of_manager(grant)
    elif by.role is Role.FINANCE:
        for grant in _centres(by).exclude(ordered_fen=None):
            yield from _of_finance(grant)


_REPORTS = Prefetch("reports", HalfYearReport.objects.select_related("look"))


def _centres(by: Actor, *, proposed_by_others: bool = False) -> QuerySet[Any]:
    """Give the centres about which something can wait, with all that tasks ask of them but their reports."""
    conclusions = AcceptanceProposal.objects.filter(grant=OuterRef("pk"), ruling=None)
    proposals = RecoveryProposal.objects.filter(grant=OuterRef("pk"), ruling=None)
    evaluations = Evaluation.objects.filter(grant=OuterRef("pk"), ruling=None)
    evaluated = EvaluationRuling.objects.filter(grant=OuterRef("pk"), good=True).order_by().values("grant")
    if proposed_by_others:
        evaluations = evaluations.exclude(by_id=by.person_id)
        conclusions = conclusions.exclude(by_id=by.person_id)
        proposals = proposals.exclude(by_id=by.person_id)
    asked = AcceptanceRequest.objects.filter(grant=OuterRef("pk"))
    ordered = RecoveryProposal.objects.filter(grant=OuterRef("pk"), ruling__good=True)
    receipts = RecoveryReceipt.objects.filter(ruling__grant=OuterRef("pk")).values("ruling__grant")
    unread = HalfYearReport.objects.filter(grant=OuterRef("pk"), look=None).order_by("covers_from")
    return (
        task_books.dated()
        .filter(application__in=sight.applications(by=by).values("pk"), accepted_on=None)
        .select_related("application__organisation", "application__last_submission__call_version")
        .annotate(
            unread_from=Subquery(unread.values("covers_from")[:1]),
            unread_to=Subquery(unread.values("covers_to")[:1]),
            conclusion_waits=Exists(conclusions),
            recovery_waits=Exists(proposals),
            evaluated=Subquery(evaluated.annotate(n=Count("pk")).values("n")),
            evaluation_waits=Subquery(evaluations.values("covers_from")[:1]),
            asked_first=Exists(asked.filter(attempt=1)),
            asked_second=Exists(asked.filter(attempt=2)),
            ordered_fen=Subquery(ordered.values(fen=F("amount_fen") + F("interest_fen"))[:1]),
            back_by=Subquery(ordered.values("due_on")[:1]),
            came_in_fen=Subquery(receipts.annotate(fen=Sum("amount_fen")).values("fen")),
        )
        .order_by("application__reference")
    )


def _heard(grant: Any, by: Actor) -> law.Acceptance | None:
    """Ask the law where a centre stands today; None where it refuses."""
    measure = rounds.of_case(application=grant.application).measure
    try:
        return measure.acceptance(task_books.dates(grant=grant, on=by.day), by.day)
    except Refusal:
        return None


def _of_centre(grant: Any, by: Actor) -> Iterator[Task]:
    reference, heard = grant.application.reference, _heard(grant, by)
    if heard is None:
        return
    running = heard.standing.name in {stage.name for stage in RUNNING}
    if running:
        spans = construction_rows.spans_of(grant=grant, on=by.day, calendar=holidays.on_file())
        yield from (_report_task(reference, span) for span in spans if span.stage in reporting.OPEN)
    if _can_be_accepted(heard) and not _asked(grant):
        again = grant.first_failed_on is not None
        yield Task(
            what=_("申请再次验收") if again else _("申请验收"),
            why=_("首次验收不合格，宽限期内完成整改后申请再次验收。")
            if again
            else _("建设期已满，完成任务书各项后申请验收。"),
            cites=accepting.CITES,
            verb=_("申请验收"),
            address=("construction-acceptance", reference),
            until=_grace_ends(heard),
        )
    if _left(grant):
        yield Task(
            what=_("缴回前期拨付的建设经费"),
            why=_("追回决定要求缴回 %(amount)s。") % {"amount": Money(grant.ordered_fen)},
            cites=accepting.CITES,
            verb=_("查看追回决定"),
            address=("construction", reference),
            until=_end_of(grant.back_by),
        )


def _of_officer(grant: Any, by: Actor) -> Iterator[Task]:
    reference, names = grant.application.reference, {"applicant": grant.application.organisation.name}
    if grant.unread_from is not None:
        yield Task(
            what=_("%(applicant)s：半年报告待查看") % names,
            why=_("期间 %(first)s 至 %(last)s。") % {"first": grant.unread_from, "last": grant.unread_to},
            cites=reporting.CITES,
            verb=_("查看半年报告"),
            address=("bureau-construction", reference),
        )
    heard = _heard(grant, by)
    if heard is None:
        return
    yield from _evaluation_task(grant, by, names)
    asked = _asked(grant)
    if not grant.conclusion_waits and construction_rows.is_open(grant=grant, on=by.day, asked=asked):
        again = grant.first_failed_on is not None
        yield Task(
            what=(_("%(applicant)s：组织再次验收") if again else _("%(applicant)s：组织验收")) % names,
            why=_("中心已申请验收。")
            if asked
            else _("可以组织验收，中心还没有申请。")
            if heard.standing is law.Standing.IN_GRACE
            else _("期限已满，中心还没有申请验收。"),
            cites=accepting.CITES,
            verb=_("提出验收结论"),
            address=("acceptance-conclude", reference),
        )
    revoked = heard.standing is law.Standing.REVOKED
    if revoked and grant.ordered_fen is None and not grant.recovery_waits:
        yield Task(
            what=_("%(applicant)s：提出追回建议") % names,
            why=_("已取消建设资格，前期拨付的经费应予收回。"),
            cites=accepting.CITES,
            verb=_("提出追回建议"),
            address=("recovery-propose", reference),
        )


def _evaluation_task(grant: Any, by: Actor, names: dict[str, str]) -> Iterator[Task]:
    """Ask for an evaluation where more spans are over than were evaluated."""
    if grant.second_failed_on is not None or grant.evaluation_waits is not None:
        return
    measure, book = (
        rounds.of_case(application=grant.application).measure,
        task_books.dates(grant=grant, on=by.day),
    )
    spans = evaluating.spans(measure=measure, book=book, calendar=holidays.on_file())
    number = sum(evaluating.is_over(span=span, on=by.day) for span in spans) - (grant.evaluated or 0)
    if number > 0:
        yield Task(
            what=_("%(applicant)s：年度绩效评价") % names,
            why=_("已满的期间还有%(number)s期没有评价。") % {"number": number},
            cites=evaluating.CITES,
            verb=_("提出绩效评价"),
            address=("bureau-construction", grant.application.reference),
        )


def _of_manager(grant: Any) -> Iterator[Task]:
    reference, names = grant.application.reference, {"applicant": grant.application.organisation.name}
    if grant.conclusion_waits:
        yield Task(
            what=_("%(applicant)s：验收结论待复核") % names,
            why=_("复核后即发出通知书。"),
            cites=accepting.CITES,
            verb=_("复核验收结论"),
            address=("acceptance-approve", reference),
        )
    if grant.evaluation_waits is not None:
        yield Task(
            what=_("%(applicant)s：绩效评价待复核") % names,
            why=_("复核后即告知中心。"),
            cites=evaluating.CITES,
            verb=_("复核绩效评价"),
            address=("evaluation-approve", reference),
        )
    if grant.recovery_waits:
        yield Task(
            what=_("%(applicant)s：追回建议待复核") % names,
            why=_("已取消建设资格，前期拨付的经费应予收回。"),
            cites=accepting.CITES,
            verb=_("作出追回决定"),
            address=("recovery-order", reference),
        )


def _of_finance(grant: Any) -> Iterator[Task]:
    left = _left(grant)
    if left:
        yield Task(
            what=_("%(applicant)s：追回款待收") % {"applicant": grant.application.organisation.name},
            why=_("还应收回 %(amount)s。") % {"amount": left},
            cites=accepting.CITES,
            verb=_("登记收回款"),
            address=("recovery-receive", grant.application.reference),
            until=_end_of(grant.back_by),
        )


def _left(grant: Any) -> Money:
    """Say what is still to come in of an order to recover."""
    return Money((grant.ordered_fen or 0) - (grant.came_in_fen or 0))


def _can_be_accepted(heard: law.Acceptance) -> bool:
    return heard.standing.name in {stage.name for stage in TO_ACCEPT}


def _asked(grant: Any) -> bool:
    """Say whether the acceptance that is next has been asked for."""
    return bool(grant.asked_first if grant.first_failed_on is None else grant.asked_second)


def _report_task(reference: str, span: reporting.Span) -> Task:
    late = span.stage is reporting.ReportStage.LATE
    mended = span.stage is reporting.ReportStage.SENT_BACK
    numbered = {"n": span.number}
    return Task(
        what=(_("第 %(n)s 期半年报告逾期未交") if late else _("提交第 %(n)s 期半年报告")) % numbered
        if not mended
        else _("补正第 %(n)s 期半年报告") % numbered,
        why=_("期间 %(first)s 至 %(last)s。") % {"first": span.covers_from, "last": span.covers_to},
        cites=reporting.CITES,
        verb=_("提交半年报告"),
        address=("construction-report", reference, str(span.number)),
        until=None if span.due_on is None or mended else _end_of(span.due_on),
    )


def _grace_ends(heard: law.Acceptance) -> datetime | None:
    grace = heard.grace
    in_grace = heard.standing is law.Standing.IN_GRACE
    return _end_of(grace.last_on) if in_grace and grace is not None and grace.last_on is not None else None


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, SHANGHAI)
