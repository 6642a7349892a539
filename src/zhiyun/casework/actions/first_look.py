"""The officer's answer to a submission: accept it, return it once for correction, or refuse to accept it.

Each is told to the applicant's people and issued as a numbered notice. Nobody answers what was not the last
submission when the page was opened.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from zhiyun.casework import examination, first_look_words, issuing, outbox, rounds, sections, task_books
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.issuing import PaperKind
from zhiyun.casework.roles import Role
from zhiyun.casework.rounds import Pinned
from zhiyun.casework.stages import Stage
from zhiyun.casework.subjects import APPLICATION
from zhiyun.kernel.finding import Finding
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.kernel.workdays import Calendar
from zhiyun.records.models import (
    Application,
    ApplicationStep,
    CorrectionNotice,
    CorrectionSection,
    FirstLook,
    StepKind,
    Submission,
)

LONGEST_REASON = 1000
"""Characters of a reason, so that a notice stays one."""
LONGEST_NOTE = 500
REASON = Said("不予受理的理由")


class AnotherSubmission(Refusal):
    """The applicant has submitted again since the page was opened."""

    def __init__(self) -> None:
        super().__init__(Said("申报单位在您打开页面之后又提交过一次，请刷新页面，看过最新一次提交再办理。"))


class GapsUnexplained(Refusal):
    """The law found gaps, and the officer has not said why the application is accepted all the same."""

    def __init__(self, not_met: int, missing: int) -> None:
        super().__init__(
            Said(
                "核对结果有不符合%(not_met)s项、缺%(missing)s项，不能直接受理。请逐件打开，写明受理的理由；或者退回补正、不予受理。",
                not_met=not_met,
                missing=missing,
            )
        )


class AlreadyReturned(Refusal):
    """An application is returned for correction once."""

    def __init__(self) -> None:
        super().__init__(Said("这一件已经要求补正过一次，不能再次退回补正。请作出受理或者不予受理的决定。"))


@action(
    name="application.accept",
    words="受理申报",
    on=APPLICATION,
    roles=[Role.CASE_OFFICER],
    stages=[Stage.RECEIVED, Stage.OVERDUE],
)
def accept(*, application: Application, by: Actor, seen: int, note: str = "") -> Deed:
    """Accept an application for review; ``note`` says why, where the law found gaps.

    Refuses with `AnotherSubmission` when ``seen`` is not the last submission's number, and with `GapsUnexplained`.
    """
    submission = acceptable(application=application, seen=seen, note=note)
    pinned = rounds.pinned(version=submission.call_version)
    FirstLook.objects.create(
        application=application,
        submission=submission,
        accepted=True,
        at=by.at,
        by_id=by.person_id,
        reason=note.strip(),
        cites=[_procedure(pinned)],
    )
    _step(application, StepKind.ACCEPTED, by, note)
    paper = issuing.issue(
        kind=PaperKind.ACCEPTANCE,
        by=by,
        content=first_look_words.acceptance(
            application=application, submission=submission, pinned=pinned, on=by.day
        ),
        application=application,
    )
    _tell(application, by, f"已受理：{application.reference}", f"你单位的申报已受理，见{paper.number}。")
    return Deed(
        answer=paper.number,
        before=_seen(submission),
        after={"accepted": True, "note": note.strip(), "paper": paper.number, "paper_sm3": paper.content_sm3},
        cites=(_procedure(pinned),),
    )


def acceptable(*, application: Application, seen: int | None, note: str) -> Submission:
    """Give the submission to be accepted, or refuse as `accept` would; a preview knows of no ``seen``."""
    submission = _last(application, seen)
    if len(note.strip()) > LONGEST_NOTE:
        raise Faulty([Fault(Said("受理说明"), Said("最多%(longest)s字，请写得简短些", longest=LONGEST_NOTE))])
    if (submission.not_met or submission.missing) and not note.strip():
        raise GapsUnexplained(submission.not_met, submission.missing)
    return submission


@action(
    name="application.return",
    words="退回补正",
    on=APPLICATION,
    roles=[Role.CASE_OFFICER],
    stages=[Stage.RECEIVED],
)
def return_for_correction(
    *, application: Application, by: Actor, seen: int, reasons: Mapping[str, str], calendar: Calendar
) -> Deed:
    """Return an application once: ``reasons`` by the name of each section that reopens.

    The last day is counted as the measure's notices are. Refuses a second return, a section the form does not have,
    a section without a reason, and a year without its holiday notice.
    """
    if CorrectionNotice.objects.filter(application=application).exists():
        raise AlreadyReturned
    submission = _last(application, seen)
    version = submission.call_version
    pinned = rounds.pinned(version=version)
    reopened = _reopened(pinned, reasons)
    run = pinned.measure.notice_of(version.correction_workdays, by.day, calendar)
    notice = CorrectionNotice.objects.create(
        application=application,
        submission=submission,
        at=by.at,
        by_id=by.person_id,
        workdays=run.workdays,
        due_on=run.last_day,
        counted_by=[*run.sources, first_look_words.counting(run=run)],
    )
    CorrectionSection.objects.bulk_create(
        CorrectionSection(notice=notice, section=section.name, reason=reason, cites=str(section.cites))
        for section, reason in reopened
    )
    _step(application, StepKind.RETURNED, by)
    content = first_look_words.correction(
        application=application, submission=submission, reasons=reopened, run=run
    )
    paper = issuing.issue(kind=PaperKind.CORRECTION, by=by, content=content, application=application)
    listed = "\n".join(f"{section.title}：{reason}" for section, reason in reopened)
    body = f"请在{run.last_day}（含当日）前补正并重新提交，只能改动下列部分。\n{listed}\n见{paper.number}。"
    _tell(application, by, f"请补正：{application.reference}", body)
    return Deed(
        answer=paper.number,
        before=_seen(submission),
        after={
            "sections": {section.name: reason for section, reason in reopened},
            "due_on": run.last_day.isoformat(),
            "sources": list(run.sources),
            "paper": paper.number,
            "paper_sm3": paper.content_sm3,
        },
        cites=(_procedure(pinned), *dict.fromkeys(str(section.cites) for section, _ in reopened)),
        readings=tuple(choice.reading.id for choice in run.readings),
    )


@action(
    name="application.refuse",
    words="不予受理",
    on=APPLICATION,
    roles=[Role.CASE_OFFICER],
    stages=[Stage.RECEIVED, Stage.OVERDUE],
    is_sensitive=True,
)
def refuse_to_accept(
    *, application: Application, by: Actor, seen: int, reason: str, articles: Collection[str]
) -> Deed:
    """Refuse to accept an application, for a reason and by ``articles`` the law was heard on.

    Every ground the law found is kept with the refusal, whichever articles the officer chose. Refuses a refusal
    without a reason or without an article, and an article the law said nothing about.
    """
    submission = _last(application, seen)
    pinned = rounds.pinned(version=submission.call_version)
    applied_at = examination.applied_at(steps=application.steps.order_by("id"))
    heard = examination.examine(
        snapshot=submission.snapshot,
        pinned=pinned,
        applied_at=applied_at,
        closes_at=submission.call_version.closes_at,
        on_file=task_books.on_file(
            organisation=application.organisation, on=applied_at.astimezone(SHANGHAI).date()
        ),
    )
    leaves = heard.leaves()
    chosen = _chosen(leaves, reason, articles)
    grounds = [_kept(leaf, chosen=str(leaf.cites) in chosen) for leaf in leaves]
    FirstLook.objects.create(
        application=application,
        submission=submission,
        accepted=False,
        at=by.at,
        by_id=by.person_id,
        reason=reason.strip(),
        cites=list(chosen),
        grounds=grounds,
    )
    _step(application, StepKind.REFUSED, by)
    content = first_look_words.non_acceptance(
        application=application, submission=submission, reason=reason.strip(), grounds=grounds
    )
    paper = issuing.issue(kind=PaperKind.NON_ACCEPTANCE, by=by, content=content, application=application)
    _tell(
        application, by, f"不予受理：{application.reference}", f"理由：{reason.strip()}\n见{paper.number}。"
    )
    return Deed(
        answer=paper.number,
        before=_seen(submission),
        after={
            "accepted": False,
            "reason": reason.strip(),
            "grounds": grounds,
            "paper": paper.number,
            "paper_sm3": paper.content_sm3,
        },
        cites=chosen,
        readings=tuple(choice.reading.id for choice in heard.finding.all_readings()),
    )


def _last(application: Application, seen: int | None) -> Submission:
    submission = (
        Submission.objects.select_related("call_version")
        .filter(application=application)
        .order_by("-number")
        .first()
    )
    assert submission is not None, "what was received has been submitted"
    if seen is not None and submission.number != seen:
        raise AnotherSubmission
    return submission


def _reopened(pinned: Pinned, reasons: Mapping[str, str]) -> list[tuple[sections.Section, str]]:
    """Give the sections asked to be corrected in the form's order, or every fault of the request."""
    listed = {each.name: each for each in sections.sections(pinned=pinned)}
    faults = [
        Fault(name[:40], Said("申报表没有这一部分，请从页面上选择")) for name in reasons if name not in listed
    ]
    for name, section in listed.items():
        if name in reasons and not reasons[name].strip():
            faults.append(Fault(section.title, Said("请写明要补正什么、为什么")))
        elif len(reasons.get(name, "")) > LONGEST_REASON:
            faults.append(
                Fault(section.title, Said("最多%(longest)s字，请写得简短些", longest=LONGEST_REASON))
            )
    if not reasons:
        faults.append(Fault(Said("补正内容"), Said("请至少选一个要补正的部分，并写明理由")))
    if faults:
        raise Faulty(faults)
    return [(section, reasons[name].strip()) for name, section in listed.items() if name in reasons]


def _chosen(leaves: tuple[Finding, ...], reason: str, articles: Collection[str]) -> tuple[str, ...]:
    """Give the articles chosen in the form's order, or every fault of the request."""
    heard = tuple(dict.fromkeys(str(leaf.cites) for leaf in leaves))
    faults = [
        Fault(article[:40], Said("核对结果里没有这一条，请从页面上选择"))
        for article in articles
        if article not in heard
    ]
    if not articles:
        faults.append(Fault(Said("依据条款"), Said("请至少选一条依据")))
    if not reason.strip():
        faults.append(Fault(REASON, Said("请写明理由，申报单位会在通知书上看到")))
    elif len(reason) > LONGEST_REASON:
        faults.append(Fault(REASON, Said("最多%(longest)s字，请写得简短些", longest=LONGEST_REASON)))
    if faults:
        raise Faulty(faults)
    return tuple(each for each in heard if each in articles)


def _kept(leaf: Finding, *, chosen: bool) -> dict[str, Any]:
    return {
        "cites": str(leaf.cites),
        "outcome": leaf.outcome.value,
        "because": leaf.because,
        "facts": [str(fact) for fact in leaf.facts],
        "readings": [choice.reading.id for choice in leaf.readings],
        "chosen": chosen,
    }


def _procedure(pinned: Pinned) -> str:
    """Name the place of the measure where applications are received."""
    return str(pinned.measure.steps(pinned.benefit)[0].cites)


def _seen(submission: Submission) -> dict[str, Any]:
    return {"submission": submission.number, "seal": submission.seal}


def _step(application: Application, kind: StepKind, by: Actor, note: str = "") -> None:
    ApplicationStep.objects.create(
        application=application,
        kind=kind,
        at=by.at,
        by_id=by.person_id,
        role=by.role.value,
        note=note.strip(),
    )


def _tell(application: Application, by: Actor, subject: str, body: str) -> None:
    link = f"/applications/{application.reference}/"
    outbox.tell_members(organisation=application.organisation, subject=subject, body=body, link=link, by=by)
