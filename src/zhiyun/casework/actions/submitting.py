"""Handing an application in: sealed, counted, receipted, and told to everyone who acts for the applicant."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max

from zhiyun.casework import editing, outbox, papers, snapshot
from zhiyun.casework.actions.applications import address_of, step
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.assessment import Assessment, assess
from zhiyun.casework.completeness import Missing
from zhiyun.casework.counted_application import Totals, totals
from zhiyun.casework.door import Deed, action
from zhiyun.casework.facts import Snapshot
from zhiyun.casework.issuing import PaperKind, issue
from zhiyun.casework.roles import Role
from zhiyun.casework.rounds import pinned
from zhiyun.casework.stages import Stage
from zhiyun.casework.subjects import APPLICATION
from zhiyun.casework.task_books import on_file
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said, word
from zhiyun.records.models import Application, CallVersion, StepKind, Submission

UNDERTAKING = "本单位承诺：本次申报填写的内容和提交的材料真实、准确、完整，复印件与原件一致；如有不实，愿意承担由此产生的一切责任。"


class Incomplete(Faulty):
    """The application lacks something it cannot be handed in without; `missing` says where each thing is filled in."""

    def __init__(self, missing: Iterable[Missing]) -> None:
        self.missing = tuple(missing)
        super().__init__(
            Fault(Said("%(title)s（%(cites)s）", title=word(each.title), cites=each.cites), word(each.words))
            for each in self.missing
        )


class NotUndertaken(Refusal):
    """The truth of the application was not undertaken."""

    def __init__(self) -> None:
        super().__init__(Said("还没有勾选真实性承诺。请阅读承诺内容，同意后勾选，再提交申报。"))


@action(
    name="application.submit",
    words="提交申报",
    on=APPLICATION,
    roles=(Role.LEGAL_REPRESENTATIVE,),
    stages=(Stage.DRAFT,),
    is_sensitive=True,
)
def submit(*, application: Application, by: Actor, undertaken: bool) -> Deed:
    """Hand the application in, sealed as it stands, before its call closes; the answer is the receipt's number.

    Refuses without the undertaking, and with `Incomplete` while anything is lacking (`casework.completeness` says
    what counts as lacking). What the law finds not met does not stop it: the bureau decides.
    """
    return _handed_in(application, by, StepKind.SUBMITTED, undertaken=undertaken)


@action(
    name="application.resubmit",
    words="提交补正",
    on=APPLICATION,
    roles=(Role.LEGAL_REPRESENTATIVE,),
    stages=(Stage.RETURNED,),
    is_sensitive=True,
)
def resubmit(*, application: Application, by: Actor, undertaken: bool) -> Deed:
    """Hand the corrected application in, once, before the end of the day it is due; refuses as `submit` does."""
    return _handed_in(application, by, StepKind.RESUBMITTED, undertaken=undertaken)


def _handed_in(application: Application, by: Actor, kind: StepKind, *, undertaken: bool) -> Deed:
    if not undertaken:
        raise NotUndertaken
    version = editing.version_of(application=application, at=by.at)
    plan = pinned(version=version)
    drawn = snapshot.drawn(application=application, version=version)
    applied_at = _applied_at(application, by, kind)
    known = on_file(organisation=application.organisation, on=applied_at.astimezone(SHANGHAI).date())
    assessed = assess(
        snapshot=drawn, pinned=plan, applied_at=applied_at, closes_at=version.closes_at, on_file=known
    )
    if assessed.missing:
        raise Incomplete(assessed.missing)
    summed = totals(snapshot=drawn, pinned=plan, occasion=assessed.examined.occasion, on_file=known)
    submission = _sealed(application, version, by, drawn, assessed, summed)
    step(application=application, kind=kind, by=by)
    number = f"{application.reference}-{submission.number}"
    issue(
        kind=PaperKind.RECEIPT,
        by=by,
        number=number,
        application=application,
        content=papers.receipt.content(
            application=application, submission=submission, pinned=plan, by_name=by.name
        ),
    )
    _tell(application, by, kind, number)
    return Deed(
        answer=number,
        after={
            "step": kind.value,
            "submission": submission.number,
            "seal": submission.seal,
            "receipt": number,
        },
        readings=tuple(choice.reading.id for choice in assessed.readings),
    )


def _applied_at(application: Application, by: Actor, kind: StepKind) -> datetime:
    """A correction mends an application; it was made on the day it was first handed in."""
    if kind is StepKind.SUBMITTED:
        return by.at
    handed_in = application.steps.filter(kind=StepKind.SUBMITTED).order_by("-id").first()
    assert handed_in is not None, "only what was handed in is returned"
    return handed_in.at


def _sealed(
    application: Application,
    version: CallVersion,
    by: Actor,
    drawn: Snapshot,
    assessed: Assessment,
    summed: Totals,
) -> Submission:
    last = application.submissions.aggregate(last=Max("number"))["last"] or 0
    return Submission.objects.create(
        application=application,
        number=last + 1,
        call_version=version,
        at=by.at,
        by_id=by.person_id,
        undertaking=UNDERTAKING,
        snapshot=drawn,
        seal=snapshot.seal(snapshot=drawn),
        outcome=assessed.finding.outcome.value,
        not_met=len(assessed.not_met),
        missing=len(assessed.without_evidence),
        to_judge=len(assessed.to_judge),
        papers=len(drawn["papers"]),
        deals=summed.deals,
        staff_count=summed.staff_count,
        asked_fen=drawn["particulars"].get("asked_fen"),
        claimed_fen=summed.claimed_fen,
        counted_fen=summed.counted_fen,
    )


def _tell(application: Application, by: Actor, kind: StepKind, number: str) -> None:
    done = "已提交" if kind is StepKind.SUBMITTED else "补正已提交"
    at = by.at.astimezone(SHANGHAI)
    outbox.tell_members(
        organisation=application.organisation,
        subject=f"申报 {application.reference} {done}",
        body=f"{by.name}于{at:%Y-%m-%d %H:%M:%S}提交，回执编号 {number}。回执列出了每个文件和它的 SM3 指纹，请下载保存。",
        link=f"{address_of(application=application)}receipt/",
        by=by,
    )
