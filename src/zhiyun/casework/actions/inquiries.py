"""Questions to an applicant during verification: asked with a clock of working days, extended, reminded of, answered.

A late answer is refused and nothing of it is lost: what was written stays as a draft that only the applicant sees.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db.models import Max

from zhiyun import law
from zhiyun.casework import first_look_words, outbox, rounds
from zhiyun.casework.actor import Actor
from zhiyun.casework.calls.publishing import stored
from zhiyun.casework.door import Deed, action
from zhiyun.casework.receiving import Received
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import APPLICANT_ROLES, Role
from zhiyun.casework.stages import Stage
from zhiyun.casework.subjects import APPLICATION
from zhiyun.casework.verifying_deals import in_hand
from zhiyun.casework.verifying_deals.inquiries import with_last_day
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.kernel.workdays import Calendar
from zhiyun.records.models import (
    Application,
    Inquiry,
    InquiryAnswer,
    InquiryDraft,
    InquiryExtension,
    Message,
)

LONGEST_WORDS = 2000
MOST_WORKDAYS = 60
MOST_FILES = 20
"""Files of one answer."""
ANSWERABLE = (Stage.ACCEPTED, Stage.PUBLISHED, Stage.DECLINED)
"""As an applicant is told: what is reviewed or decided is accepted still."""
QUESTION, WORKDAYS, REASON, ANSWER = Said("询问内容"), Said("答复期限"), Said("延长理由"), Said("答复")
_PROCEDURE = ("第十条第2项",)


class InquiryOverdue(Refusal):
    """The last day for an answer has passed."""

    def __init__(self, last_day: date) -> None:
        super().__init__(
            Said(
                "答复期限到%(last_day)s为止，已经过了，不能再答复。您写的内容和文件已存为草稿；请联系承办人延长期限后再提交。",
                last_day=last_day,
            )
        )


class AlreadyAnswered(Refusal):
    """The inquiry has its answer."""

    def __init__(self) -> None:
        super().__init__(Said("这次询问已经答复，不能再改。需要补充的，请等承办人另行询问。"))


class RemindedToday(Refusal):
    """The applicant was reminded today already."""

    def __init__(self) -> None:
        super().__init__(Said("今天已经提醒过一次，请明天再提醒，或者电话联系申报单位。"))


@action(
    name="inquiry.ask",
    words="询问申报单位",
    on=APPLICATION,
    roles=[Role.CASE_OFFICER],
    stages=in_hand.STAGES,
    cites=_PROCEDURE,
)
def ask(
    *, application: Application, by: Actor, words: str, workdays: int, calendar: Calendar, deal: str = ""
) -> Deed:
    """Ask the applicant, about one deal or all, to answer within some working days; the answer is its number.

    The last day is counted as the measure's notices are. Refuses a year without its holiday notice.
    """
    in_hand.refuse_unless_in_hand(application=application)
    submission = application.submissions.select_related("call_version").latest("number")
    faults = []
    if not words.strip():
        faults.append(Fault(QUESTION, Said("请写明问什么、要交什么材料")))
    elif len(words) > LONGEST_WORDS:
        faults.append(Fault(QUESTION, _too_long()))
    if deal and deal not in {line["deal"] for line in submission.snapshot["deals"]}:
        faults.append(Fault(QUESTION, Said("台账里没有这一笔业务，请从列表里选择")))
    faults += _clock_faults(workdays)
    if faults:
        raise Faulty(faults)
    pinned = rounds.pinned(version=submission.call_version)
    run = pinned.measure.notice_of(workdays, by.day, calendar)
    last = Inquiry.objects.filter(application=application).aggregate(last=Max("number"))["last"] or 0
    row = Inquiry.objects.create(
        application=application,
        number=last + 1,
        deal=deal,
        words=words.strip(),
        workdays=workdays,
        due_on=run.last_day,
        counted_by=_counted_by(run),
        by_id=by.person_id,
        at=by.at,
    )
    about = f"关于业务{deal}：" if deal else ""
    _tell(application, by, f"请答复第{row.number}次询问", f"{about}{row.words}", run.last_day)
    return Deed(
        answer=str(row.number),
        after={"inquiry": row.number, "deal": deal, "words": row.words, "due_on": run.last_day.isoformat()},
        readings=tuple(choice.reading.id for choice in run.readings),
    )


@action(
    name="inquiry.extend",
    words="延长答复期限",
    on=APPLICATION,
    roles=[Role.CASE_OFFICER],
    stages=in_hand.STAGES,
    cites=_PROCEDURE,
)
def extend(
    *, application: Application, by: Actor, number: int, workdays: int, reason: str, calendar: Calendar
) -> Deed:
    """Give more working days, counted from today, for an answer that has not come; with a reason."""
    in_hand.refuse_unless_in_hand(application=application)
    row = _unanswered(application, number)
    faults = [*_clock_faults(workdays)]
    if not reason.strip():
        faults.append(Fault(REASON, Said("请写明为什么延长")))
    elif len(reason) > LONGEST_WORDS:
        faults.append(Fault(REASON, _too_long()))
    if faults:
        raise Faulty(faults)
    pinned = rounds.of_case(application=application)
    run = pinned.measure.notice_of(workdays, by.day, calendar)
    InquiryExtension.objects.create(
        inquiry=row,
        workdays=workdays,
        due_on=run.last_day,
        counted_by=_counted_by(run),
        reason=reason.strip(),
        by_id=by.person_id,
        at=by.at,
    )
    _tell(application, by, f"第{number}次询问的答复期限已延长", reason.strip(), run.last_day)
    return Deed(
        answer=run.last_day.isoformat(),
        before={"due_on": row.last_day.isoformat()},
        after={"inquiry": number, "due_on": run.last_day.isoformat(), "reason": reason.strip()},
    )


@action(
    name="inquiry.remind",
    words="提醒申报单位答复",
    on=APPLICATION,
    roles=[Role.CASE_OFFICER],
    stages=in_hand.STAGES,
    cites=_PROCEDURE,
)
def remind(*, application: Application, by: Actor, number: int) -> Deed:
    """Write to the applicant's people again, at most once a day."""
    row = _unanswered(application, number)
    subject = f"提醒：请答复第{number}次询问（{application.reference}）"
    sent = Message.objects.filter(organisation=application.organisation, subject=subject)
    if any(by.at_instant(at).day == by.day for at in sent.values_list("at", flat=True)):
        raise RemindedToday
    _tell(application, by, f"提醒：请答复第{number}次询问", row.words, row.last_day)
    return Deed(answer=str(number), after={"inquiry": number})


@action(
    name="inquiry.save",
    words="保存答复草稿",
    on=APPLICATION,
    roles=APPLICANT_ROLES,
    stages=ANSWERABLE,
)
def save(
    *,
    application: Application,
    by: Actor,
    number: int,
    words: str,
    add: Sequence[Received] = (),
    drop: Collection[str] = (),
) -> Deed:
    """Keep what is written towards an answer, late or not; ``drop`` names files by their SM3."""
    row = _unanswered(application, number)
    draft = _kept(row, by, words, add, drop)
    return Deed(answer=str(number), after={"inquiry": number, "files": [file["sm3"] for file in draft.files]})


@action(
    name="inquiry.answer",
    words="答复询问",
    on=APPLICATION,
    roles=APPLICANT_ROLES,
    stages=ANSWERABLE,
)
def answer(
    *,
    application: Application,
    by: Actor,
    number: int,
    words: str,
    add: Sequence[Received] = (),
    drop: Collection[str] = (),
) -> Deed:
    """Answer an inquiry with words and the files of the draft; refuses a late answer with `InquiryOverdue`."""
    row = _unanswered(application, number)
    if by.day > row.last_day:
        raise InquiryOverdue(row.last_day)
    if not words.strip():
        raise Faulty([Fault(ANSWER, Said("请写明答复"))])
    draft = _kept(row, by, words, add, drop)
    made = InquiryAnswer.objects.create(
        inquiry=row, words=words.strip(), files=draft.files, by_id=by.person_id, at=by.at
    )
    outbox.tell(
        people=[row.by_id],
        subject=f"{application.organisation.name}已答复第{number}次询问",
        body=made.words,
        link=f"/bureau/verification/{application.reference}/inquiries/",
        by=by,
    )
    return Deed(
        answer=str(number),
        after={"inquiry": number, "words": made.words, "files": [file["sm3"] for file in made.files]},
    )


def _unanswered(application: Application, number: int) -> Any:
    row = with_last_day(applications=[application]).filter(number=number).first()
    if row is None:
        raise NotFound
    if InquiryAnswer.objects.filter(inquiry=row).exists():
        raise AlreadyAnswered
    return row


def _kept(
    row: Inquiry, by: Actor, words: str, add: Sequence[Received], drop: Collection[str]
) -> InquiryDraft:
    if len(words) > LONGEST_WORDS:
        raise Faulty([Fault(ANSWER, _too_long())])
    draft = InquiryDraft.objects.filter(inquiry=row).first() or InquiryDraft(inquiry=row)
    files = [file for file in draft.files if file["sm3"] not in set(drop)]
    held = {file["sm3"] for file in files}
    for each in add:
        stored(file=each.file)
        if each.file.sm3 not in held:
            files.append(_file(each))
    if len(files) > MOST_FILES:
        raise Faulty([Fault(ANSWER, Said("最多%(most)s个文件，请合并后再上传", most=MOST_FILES))])
    draft.words, draft.files, draft.by_id, draft.at = words, files, by.person_id, by.at
    draft.save()
    return draft


def _file(received: Received) -> dict[str, Any]:
    file = received.file
    return {
        "name": received.name,
        "sm3": file.sm3,
        "size": file.size,
        "kind": file.kind,
        "verdict": received.verdict,
    }


def _clock_faults(workdays: int) -> list[Fault]:
    if 1 <= workdays <= MOST_WORKDAYS:
        return []
    return [Fault(WORKDAYS, Said("请填 1 到 %(most)s 之间的工作日数", most=MOST_WORKDAYS))]


def _counted_by(run: law.NoticePeriod) -> list[str]:
    return [*run.sources, first_look_words.counting(run=run)]


def _too_long() -> Said:
    return Said("最多%(longest)s字，请写得简短些", longest=LONGEST_WORDS)


def _tell(application: Application, by: Actor, subject: str, body: str, last_day: date) -> None:
    outbox.tell_members(
        organisation=application.organisation,
        subject=f"{subject}（{application.reference}）",
        body=f"{body}\n\n请在{last_day}（含当日）前答复。",
        link=f"/applications/{application.reference}/inquiries/",
        by=by,
    )
