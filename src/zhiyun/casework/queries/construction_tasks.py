"""What waits for people about funded centres: reports, acceptances, recoveries, each until its day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from zhiyun.casework import holidays, sight
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.construction import ConstructionStage, accepting, reporting
from zhiyun.casework.construction.standing import TO_ACCEPT
from zhiyun.casework.queries import construction_rows
from zhiyun.casework.roles import APPLICANT_ROLES, Role
from zhiyun.casework.tasks import Task
from zhiyun.kernel.money import Money
from zhiyun.records.models import AcceptanceProposal, Grant, RecoveryProposal, RecoveryRuling

RUNNING = (ConstructionStage.UNDER_CONSTRUCTION, *TO_ACCEPT)


def tasks(*, by: Actor) -> Iterator[Task]:
    """Say what waits for an actor about funded centres."""
    if by.role in APPLICANT_ROLES or by.role is Role.CASE_OFFICER:
        for grant in _unfinished(by):
            stage, _heard, _trouble = construction_rows.stage_and_grounds(grant=grant, on=by.day)
            if by.role in APPLICANT_ROLES:
                yield from _of_centre(grant, stage, by)
            else:
                yield from _of_officer(grant, stage, by)
    elif by.role is Role.ROUND_MANAGER:
        yield from _to_approve(by)
    elif by.role is Role.FINANCE:
        yield from map(_to_receive, _ordered(by))


def _unfinished(by: Actor) -> Iterator[Grant]:
    """Give the centres about which something can wait: not accepted, and not paid back in full."""
    yield from construction_rows.rows(by=by).filter(accepted_on=None)


def _of_centre(grant: Grant, stage: ConstructionStage | None, by: Actor) -> Iterator[Task]:
    reference = grant.application.reference
    if stage in RUNNING:
        calendar = holidays.on_file()
        for span in construction_rows.spans_of(grant=grant, on=by.day, calendar=calendar):
            if span.stage in reporting.OPEN:
                yield _report_task(reference, span)
    attempt = 2 if _failed_once(grant) else 1
    asked = {row.attempt for row in grant.acceptance_requests.all()}
    if stage in TO_ACCEPT and attempt not in asked:
        yield Task(
            what=_("申请再次验收") if attempt == 2 else _("申请验收"),
            why=_("建设期已满，完成任务书各项后申请验收。")
            if attempt == 1
            else _("首次验收不合格，宽限期内完成整改后申请再次验收。"),
            cites=accepting.CITES,
            verb=_("申请验收"),
            address=("construction-acceptance", reference),
            until=_grace_ends(grant, by),
        )
    if stage is ConstructionStage.RECOVERING:
        ruling = next(each for each in grant.recovery_rulings.all() if each.good)
        yield Task(
            what=_("缴回前期拨付的建设经费"),
            why=_("追回决定要求缴回 %(amount)s。") % {"amount": Money(ruling.proposal.amount_fen)},
            cites=accepting.CITES,
            verb=_("查看追回决定"),
            address=("construction", reference),
            until=_end_of(ruling.proposal.due_on),
        )


def _of_officer(grant: Grant, stage: ConstructionStage | None, by: Actor) -> Iterator[Task]:
    reference, names = grant.application.reference, {"applicant": grant.application.organisation.name}
    for row in grant.reports.all():
        if getattr(row, "look", None) is None:
            yield Task(
                what=_("%(applicant)s：半年报告待查看") % names,
                why=_("期间 %(first)s 至 %(last)s。") % {"first": row.covers_from, "last": row.covers_to},
                cites=reporting.CITES,
                verb=_("查看半年报告"),
                address=("bureau-construction", reference),
            )
    waits = any(getattr(row, "ruling", None) is None for row in grant.acceptance_proposals.all())
    attempt = 2 if _failed_once(grant) else 1
    asked = attempt in {row.attempt for row in grant.acceptance_requests.all()}
    if stage in TO_ACCEPT and not waits and (asked or stage is not ConstructionStage.IN_GRACE):
        yield Task(
            what=(_("%(applicant)s：组织再次验收") if attempt == 2 else _("%(applicant)s：组织验收")) % names,
            why=_("中心已申请验收。") if asked else _("期限已满，中心还没有申请验收。"),
            cites=accepting.CITES,
            verb=_("提出验收结论"),
            address=("acceptance-conclude", reference),
        )
    proposed = any(getattr(row, "ruling", None) is None for row in grant.recovery_proposals.all())
    if stage is ConstructionStage.REVOKED and not proposed:
        yield Task(
            what=_("%(applicant)s：提出追回建议") % names,
            why=_("已取消建设资格，前期拨付的经费应予收回。"),
            cites=accepting.CITES,
            verb=_("提出追回建议"),
            address=("recovery-propose", reference),
        )


def _to_approve(by: Actor) -> Iterator[Task]:
    seen = sight.applications(by=by).values("pk")
    joined = "grant__application__organisation"
    conclusions = AcceptanceProposal.objects.filter(ruling=None, grant__application__in=seen)
    for row in conclusions.exclude(by_id=by.person_id).select_related(joined):
        names = {"applicant": row.grant.application.organisation.name}
        yield Task(
            what=_("%(applicant)s：验收结论待复核") % names,
            why=_("复核后即发出通知书。"),
            cites=accepting.CITES,
            verb=_("复核验收结论"),
            address=("acceptance-approve", row.grant.application.reference),
        )
    proposals = RecoveryProposal.objects.filter(ruling=None, grant__application__in=seen)
    for proposal in proposals.exclude(by_id=by.person_id).select_related(joined):
        names = {"applicant": proposal.grant.application.organisation.name}
        yield Task(
            what=_("%(applicant)s：追回建议待复核") % names,
            why=_("建议追回 %(amount)s。") % {"amount": Money(proposal.amount_fen)},
            cites=accepting.CITES,
            verb=_("作出追回决定"),
            address=("recovery-order", proposal.grant.application.reference),
        )


def _ordered(by: Actor) -> Iterator[RecoveryRuling]:
    """Give the orders of which something is still to come in."""
    seen = sight.applications(by=by).values("pk")
    rows = RecoveryRuling.objects.filter(good=True, grant__application__in=seen)
    for row in rows.select_related("proposal", "grant__application__organisation").prefetch_related(
        "receipts"
    ):
        if sum(each.amount_fen for each in row.receipts.all()) < row.proposal.amount_fen:
            yield row


def _to_receive(row: RecoveryRuling) -> Task:
    application = row.grant.application
    left = row.proposal.amount_fen - sum(each.amount_fen for each in row.receipts.all())
    return Task(
        what=_("%(applicant)s：追回款待收") % {"applicant": application.organisation.name},
        why=_("还应收回 %(amount)s。") % {"amount": Money(left)},
        cites=accepting.CITES,
        verb=_("登记收回款"),
        address=("recovery-receive", application.reference),
        until=_end_of(row.proposal.due_on),
    )


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


def _failed_once(grant: Grant) -> bool:
    return getattr(grant, "first_failed_on", None) is not None


def _grace_ends(grant: Grant, by: Actor) -> datetime | None:
    stage, heard, _trouble = construction_rows.stage_and_grounds(grant=grant, on=by.day)
    if stage is not ConstructionStage.IN_GRACE or heard is None:
        return None
    grace = heard.grace
    return None if grace is None or grace.last_on is None else _end_of(grace.last_on)


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, SHANGHAI)
