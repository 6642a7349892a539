"""Objections: filed or taken down, put to the party they are about, answered by someone who did not decide."""

from __future__ import annotations

from datetime import date, datetime, time

from zhiyun.casework import letters, outbox, record
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.publicity import objecting, revising, seen
from zhiyun.casework.publicity.handling import Answered, decided_by, party_faults
from zhiyun.casework.publicity.objecting import Written
from zhiyun.casework.publicity.standing import ObjectionStage
from zhiyun.casework.roles import Role
from zhiyun.casework.subjects import NOTICE, OBJECTION, QUESTION
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.kernel.workdays import Calendar
from zhiyun.records.models import (
    Application,
    Objection,
    ObjectionAnswer,
    ObjectionQuestion,
    ObjectionReply,
    Publication,
)

PARTY_WORKDAYS = 3
"""Working days the party objected to has for its statement; later words are taken until the objection is answered."""
LONGEST_REPLY = 3000


class DecidedIt(Refusal):
    """Who had a hand in the decision does not handle an objection to it."""

    def __init__(self) -> None:
        super().__init__(
            Said(
                "您参与过这一名单的审核或者审定，不能办理对它的异议。请由没有参加的承办人或者轮次负责人办理。"
            )
        )


class ListReplaced(Refusal):
    """Another list has taken the place of the one objected to."""

    def __init__(self, reference: str) -> None:
        super().__init__(Said("这份名单已由%(reference)s代替，请对新的名单提出异议。", reference=reference))


class ObjectedTooLate(Refusal):
    """The last day of the notice was over."""

    def __init__(self, last_on: date) -> None:
        super().__init__(
            Said(
                "公示到%(last_on)s24:00止，已经不能再提出异议。可以向公示上的监督联系方式反映。",
                last_on=f"{last_on:%Y-%m-%d}",
            )
        )


@action(name="objection.file", words="提出异议", on=NOTICE, roles=(Role.PUBLIC,))
def file(*, by: Actor, publication: Publication, written: Written, calendar: Calendar) -> Deed:
    """Take an objection sent in by anyone, until 24:00 of the last day; answers its reference."""
    _refuse_untimely(publication, by.day, by)
    return _kept(publication, written, by.at, by.day, calendar, by)


@action(name="objection.take_down", words="登记书面异议", on=NOTICE, roles=seen.HANDLERS)
def take_down(
    *, by: Actor, publication: Publication, written: Written, received_on: date, calendar: Calendar
) -> Deed:
    """Take down an objection that came on paper on a day; answers its reference. The last day is the paper's, not ours."""
    if publication.resolution.call.issuer_id != by.organisation_id:
        raise Faulty([Fault(Said("公示"), Said("只能登记对本局公示的异议"))])
    if received_on > by.day or received_on < publication.published_at.astimezone(SHANGHAI).date():
        raise Faulty([Fault(Said("收到日期"), Said("应当在公示开始以后、今天以前"))])
    _refuse_untimely(publication, received_on, by)
    received_at = min(by.at, datetime.combine(received_on, time(12), SHANGHAI))
    if received_on == by.day:
        received_at = by.at
    return _kept(publication, written, received_at, received_on, calendar, by)


@action(
    name="objection.put",
    words="请被异议单位说明",
    on=OBJECTION,
    roles=seen.HANDLERS,
    stages=(ObjectionStage.OPEN,),
)
def put_to_party(*, by: Actor, objection: Objection, words: str, about: str, calendar: Calendar) -> Deed:
    """Put the substance, in the handler's own words, to the party objected to; never whose objection it is.

    Refuses words that name the objector or repeat the objection, and a party that was asked already.
    """
    refuse_deciders(objection=objection, by=by)
    party = _party(objection, about)
    faults = party_faults(objection=objection, words=words)
    if party is None:
        faults.append(Fault(Said("被异议单位"), Said("请从名单中选择一个单位")))
    if faults:
        raise Faulty(faults)
    assert party is not None
    if ObjectionQuestion.objects.filter(objection=objection, application=party).exists():
        raise Faulty([Fault(Said("被异议单位"), Said("已经请这个单位说明过，不能重复发出"))])
    question = ObjectionQuestion.objects.create(
        objection=objection,
        application=party,
        words=words.strip(),
        by_id=by.person_id,
        at=by.at,
        workdays=PARTY_WORKDAYS,
        answer_by=calendar.workday_after(by.day, PARTY_WORKDAYS),
    )
    outbox.tell_members(
        organisation=party.organisation,
        subject=f"请就公示期间的异议作出说明：{party.reference}",
        body=f"有人对公示名单中你单位的事项提出异议，请在{question.answer_by:%Y年%m月%d日}前说明情况。",
        link=f"/applications/{party.reference}/objections/",
        by=by,
    )
    return Deed(
        str(question.pk),
        after={"objection": objection.reference, "sm3": record.sm3_hex(text=question.words)},
    )


@action(
    name="objection.reply",
    words="对异议作出说明",
    on=QUESTION,
    roles=(Role.PREPARER, Role.LEGAL_REPRESENTATIVE),
    stages=(ObjectionStage.OPEN,),
)
def reply(*, by: Actor, question: ObjectionQuestion, words: str) -> Deed:
    """Say what the party objected to has to say, once, as long as the objection is not answered."""
    if not words.strip():
        raise Faulty([Fault(Said("说明"), Said("请写明情况"))])
    if len(words) > LONGEST_REPLY:
        raise Faulty([Fault(Said("说明"), Said("最多%(longest)s字", longest=LONGEST_REPLY))])
    made = ObjectionReply.objects.create(question=question, words=words.strip(), by_id=by.person_id, at=by.at)
    return Deed(str(made.pk), after={"sm3": record.sm3_hex(text=made.words)})


@action(
    name="objection.answer",
    words="答复异议",
    on=OBJECTION,
    roles=seen.HANDLERS,
    stages=(ObjectionStage.OPEN,),
    is_sensitive=True,
)
def answer(*, by: Actor, objection: Objection, answered: Answered) -> Deed:
    """Answer an objection with its reasons; refuses who decided, an outcome without reasons, an effect on nobody.

    The objector reads it on the tracking page, and is written to where an e-mail address was left.
    """
    refuse_deciders(objection=objection, by=by)
    party = _party(objection, answered.about)
    if faults := answered.faults(party=party, objection=objection):
        raise Faulty(faults)
    is_upheld = answered.outcome in revising.UPHELD
    ObjectionAnswer.objects.create(
        objection=objection,
        outcome=answered.outcome,
        words=answered.words.strip(),
        about=party if is_upheld else None,
        effect=answered.effect if is_upheld else "",
        verified_fen=answered.verified_fen if is_upheld and answered.effect == revising.CHANGED else None,
        decided_by_id=objection.publication.resolution.by_id,
        by_id=by.person_id,
        at=by.at,
    )
    if address := objecting.mail_of(contact=objection.contact):
        letters.write(
            to=address,
            subject="您提出的异议已有答复",
            body=f"您对{objection.publication.reference}提出的异议已经答复。请在公示网页“查询异议”处，"
            "凭收据上的查询码查看结果和理由。",
            by=by,
        )
    return Deed(
        answered.outcome,
        after={
            "objection": objection.reference,
            "outcome": answered.outcome,
            "effect": answered.effect if is_upheld else "",
            "sm3": record.sm3_hex(text=answered.words.strip()),
            "late": by.day > objection.answer_by,
        },
    )


def refuse_deciders(*, objection: Objection, by: Actor) -> None:
    """Refuse whoever had a hand in what is objected to."""
    if by.person_id in decided_by(objection=objection):
        raise DecidedIt


def _kept(
    publication: Publication,
    written: Written,
    received_at: datetime,
    received_on: date,
    calendar: Calendar,
    by: Actor,
) -> Deed:
    faults = written.faults()
    if written.about and objecting.about(publication=publication, credit_code=written.about) is None:
        faults.append(Fault(Said("异议针对"), Said("名单中没有这个单位，请从页面上选择")))
    if faults:
        raise Faulty(faults)
    found = objecting.same(publication=publication, written=written)
    made = found or objecting.kept(
        publication=publication,
        written=written,
        received_at=received_at,
        received_on=received_on,
        calendar=calendar,
        by=by,
    )
    return Deed(
        made.reference,
        after={
            "objection": made.reference,
            "again": found is not None,
            "sm3": record.sm3_hex(text=made.words),
            "files": [each["sm3"] for each in made.files],
            "answer_by": made.answer_by.isoformat(),
        },
    )


def _refuse_untimely(publication: Publication, on: date, by: Actor) -> None:
    newer = Publication.objects.filter(supersedes=publication).first()
    if newer is not None:
        raise ListReplaced(newer.reference)
    if on > publication.last_on or hasattr(publication, "confirmation"):
        raise ObjectedTooLate(publication.last_on)


def _party(objection: Objection, credit_code: str) -> Application | None:
    """Give whom an objection strikes: the one it names, else the one the handler names."""
    if objection.about is not None:
        return objection.about
    return objecting.about(publication=objection.publication, credit_code=credit_code)
