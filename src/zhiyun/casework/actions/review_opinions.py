"""The panel's opinion: written by its chair, signed or dissented from by each, and then the review is closed (9二)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhiyun.casework import issuing, judging
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.given_words import tidied
from zhiyun.casework.issuing import PaperKind
from zhiyun.casework.papers import reviews
from zhiyun.casework.reviewing import access, conflicts, opinions
from zhiyun.casework.reviewing.access import SheetStage
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import Stage
from zhiyun.casework.subjects import APPLICATION, ASSIGNMENT
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import (
    Application,
    ApplicationStep,
    Assignment,
    IssuedPaper,
    OpinionSignature,
    PanelOpinion,
    SiteRecord,
    SiteVisit,
    StepKind,
)

CITES = ("第九条第2项",)
LONGEST = 3000
LONGEST_ANSWER = 1000


class SheetsMissing(Refusal):
    """Somebody who sits on the case has not signed their sheet."""

    def __init__(self, missing: int) -> None:
        super().__init__(
            Said("还有%(missing)s名专家没有签署评分表，全部签署后才能形成专家组意见。", missing=missing)
        )


class NotTheChair(Refusal):
    """Somebody else writes the opinion."""

    def __init__(self) -> None:
        super().__init__(Said("专家组意见由组长起草，请等组长写好后签署。"))


class AlreadySigned(Refusal):
    """One signs an opinion once."""

    def __init__(self) -> None:
        super().__init__(Said("您已经签署过这份意见。"))


class NoOpinionYet(Refusal):
    """There is nothing to sign, or another has been written since."""

    def __init__(self) -> None:
        super().__init__(Said("没有等待您签署的意见，或者组长已经重新起草，请刷新页面后再办理。"))


class OpinionIncomplete(Refusal):
    """A review closes on a complete opinion only."""

    def __init__(self) -> None:
        super().__init__(
            Said("专家组意见还没有完成：要由现在组内的每一名专家签署或者写明不同意见。请催办后再结束评审。")
        )


class ConflictUnsettled(Refusal):
    """Somebody with a standing conflict sits on the case."""

    def __init__(self) -> None:
        super().__init__(Said("组内有专家的回避情形没有处理，请先认定或者排除，再结束评审。"))


class VisitUnrecorded(Refusal):
    """A planned visit was not recorded."""

    def __init__(self) -> None:
        super().__init__(Said("已安排的现场评估还没有记录和签字，请先完成现场评估记录。"))


@dataclass(frozen=True, slots=True)
class Answer:
    """The panel's common answer to a question of the measure."""

    met: bool | None
    opinion: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the chair writes: for or against, the amount proposed in fen, words, and an answer to each question."""

    supports: bool | None
    proposed_fen: int | None
    words: str
    answers: tuple[Answer, ...]


@action(
    name="review.write_opinion",
    words="起草并签署专家组意见",
    on=ASSIGNMENT,
    roles=[Role.EXPERT],
    stages=[SheetStage.SIGNED],
    cites=CITES,
    is_sensitive=True,
)
def write(*, assignment: Assignment, by: Actor, opinion: Opinion) -> Deed:
    """Write the panel's opinion as its chair, and sign it; an earlier one is superseded.

    Refuses while a sheet is missing, by anyone else, and all faults at once.
    """
    access.opened(assignment=assignment, at=by.at)
    case = _held(assignment.application_id)
    sitting = opinions.seated(application=case)
    if sitting[0].expert_id != by.person_id:
        raise NotTheChair
    joined = opinions.joined(application=case)
    if len(joined.sheets) < len(sitting):
        raise SheetsMissing(len(sitting) - len(joined.sheets))
    assert joined.score is not None
    assert joined.reading is not None
    asked = opinions.questions_of(application=case)
    if faults := _faults(opinion, len(asked), case):
        raise Faulty(faults)
    number = case.opinions.count() + 1
    row = PanelOpinion.objects.create(
        application=case,
        panel=assignment.panel,
        number=number,
        supports=bool(opinion.supports),
        proposed_fen=opinion.proposed_fen or 0,
        words=tidied(text=opinion.words),
        score_text=f"{joined.score.numerator}/{joined.score.denominator}",
        answers=[
            {
                "cites": str(question.cites),
                "asks": question.asks,
                "met": answer.met,
                "opinion": tidied(text=answer.opinion),
            }
            for question, answer in zip(asked, opinion.answers, strict=True)
        ],
        written_by_id=by.person_id,
        at=by.at,
    )
    _sign(row, by, agrees=True, dissent="")
    return Deed(
        str(number),
        after={
            "opinion": number,
            "supports": row.supports,
            "proposed_fen": row.proposed_fen,
            "score": row.score_text,
            "sheets": [sheet.sm3 for sheet in joined.sheets],
        },
        readings=(joined.reading.reading.id,),
    )


@action(
    name="review.sign_opinion",
    words="签署专家组意见",
    on=ASSIGNMENT,
    roles=[Role.EXPERT],
    stages=[SheetStage.SIGNED],
    cites=CITES,
    is_sensitive=True,
)
def sign(*, assignment: Assignment, by: Actor, number: int, agrees: bool, dissent: str = "") -> Deed:
    """Agree to the newest opinion, or dissent from it with words; refuses another number and a second time."""
    access.opened(assignment=assignment, at=by.at)
    case = _held(assignment.application_id)
    row = case.opinions.order_by("-number").first()
    if row is None or row.number != number:
        raise NoOpinionYet
    if row.signatures.filter(expert_id=by.person_id).exists():
        raise AlreadySigned
    words = tidied(text=dissent)
    if not agrees and not words:
        raise Faulty([Fault(Said("不同意见"), Said("请写明不同意见和理由"))])
    if len(words) > LONGEST_ANSWER:
        raise Faulty(
            [Fault(Said("不同意见"), Said("最多%(longest)s字，请写得简短些", longest=LONGEST_ANSWER))]
        )
    _sign(row, by, agrees=agrees, dissent=words)
    return Deed(str(number), after={"opinion": number, "agrees": agrees, "dissent": words})


@action(
    name="review.close",
    words="结束评审",
    on=APPLICATION,
    roles=[Role.ROUND_MANAGER],
    stages=[Stage.ACCEPTED],
    cites=CITES,
    is_sensitive=True,
)
def close(*, application: Application, by: Actor) -> Deed:
    """Close the review of a construction application on its complete opinion: its answers become judgements.

    Refuses an incomplete opinion, a standing conflict of who sits there, and a visit without its record.
    """
    opinion = opinions.opinion(application=application)
    if opinion is None:
        raise OpinionIncomplete
    sitting = [row.expert_id for row in opinions.seated(application=application)]
    found = conflicts.grounds(
        experts=sitting, applications=Application.objects.filter(pk=application.pk), on=by.day
    )
    if conflicts.barred(found=found):
        raise ConflictUnsettled
    # A visit without a record has no signature either.
    if SiteVisit.objects.filter(application=application, record__signatures=None).exists():
        raise VisitUnrecorded
    for question, told in zip(opinions.questions_of(application=application), opinion.answers, strict=True):
        judging.write(
            application=application,
            question=question,
            met=bool(told["met"]),
            opinion=str(told["opinion"]) or "专家组一致认为符合。",
            on_behalf="panel",
            by=by,
        )
    ApplicationStep.objects.create(
        application=application,
        kind=StepKind.REVIEWED,
        at=by.at,
        by_id=by.person_id,
        role=by.role.value,
    )
    issued = _issue(application, opinion, by)
    return Deed(
        answer=issued[0].number,
        after={
            "opinion": opinion.number,
            "supports": opinion.supports,
            "score": opinion.score_text,
            "papers": [{"number": each.number, "sm3": each.content_sm3} for each in issued],
        },
        readings=(opinions.reading_of(application=application).reading.id,),
    )


def _issue(application: Application, opinion: PanelOpinion, by: Actor) -> list[IssuedPaper]:
    """Issue the opinion and every on-site record as they are now, for the bureau's own eyes."""
    issued = [
        issuing.issue(
            kind=PaperKind.PANEL_OPINION,
            content=reviews.opinion_content(application=application, opinion=opinion),
            by=by,
            application=application,
        )
    ]
    records = SiteRecord.objects.filter(visit__application=application).select_related("visit")
    issued += [
        issuing.issue(
            kind=PaperKind.SITE_RECORD,
            content=reviews.record_content(application=application, record=each),
            by=by,
            application=application,
        )
        for each in records.order_by("id")
    ]
    return issued


def _held(key: int) -> Application:
    """Take the case itself, so that two experts of one panel come one after the other."""
    rows = Application.objects.select_related("last_submission__call_version")
    return rows.select_for_update(of=("self",)).get(pk=key)


def _sign(row: PanelOpinion, by: Actor, *, agrees: bool, dissent: str) -> None:
    OpinionSignature.objects.create(
        opinion=row, expert_id=by.person_id, agrees=agrees, dissent=dissent, at=by.at
    )


def _faults(opinion: Opinion, asked: int, case: Application) -> list[Fault]:
    faults = []
    if opinion.supports is None:
        faults.append(Fault(Said("总的意见"), Said("请选择建议支持或者不支持")))
    if opinion.supports and not opinion.proposed_fen:
        faults.append(Fault(Said("建议金额"), Said("建议支持的，请写明建议金额")))
    submission = case.last_submission
    assert submission is not None
    if (opinion.proposed_fen or 0) > (submission.asked_fen or 0):
        faults.append(Fault(Said("建议金额"), Said("不能超过申请金额")))
    words = tidied(text=opinion.words)
    if not words or len(words) > LONGEST:
        faults.append(Fault(Said("意见正文"), Said("请填写，最多%(longest)s个字", longest=LONGEST)))
    faults += _answer_faults(opinion.answers, asked)
    return faults


def _answer_faults(answers: Sequence[Answer], asked: int) -> list[Fault]:
    faults = []
    for number in range(1, asked + 1):
        answer = answers[number - 1] if number <= len(answers) else Answer(None, "")
        place = Said("第%(number)s项判断", number=number)
        if answer.met is None:
            faults.append(Fault(place, Said("请判断是否符合")))
        if answer.met is False and not answer.opinion.strip():
            faults.append(Fault(place, Said("判断不符合的，请写明理由")))
        if len(answer.opinion) > LONGEST_ANSWER:
            faults.append(Fault(place, Said("最多%(longest)s字，请写得简短些", longest=LONGEST_ANSWER)))
    return faults
