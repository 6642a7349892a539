"""The meeting itself: who is there, who stands aside, what it says of each case, and its end."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from zhiyun import law
from zhiyun.casework.actions.meetings import PROCEDURE, AgendaChanged
from zhiyun.casework.actor import Actor
from zhiyun.casework.deciding import AboveTheCaps, Concluded
from zhiyun.casework.door import Deed, action
from zhiyun.casework.given_words import tidied
from zhiyun.casework.meetings import MeetingStage, agendas, hearing, ties, voting
from zhiyun.casework.meetings.agendas import Agenda
from zhiyun.casework.meetings.hearing import Heard
from zhiyun.casework.meetings.voting import NoQuorum
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.subjects import MEETING
from zhiyun.kernel.finding import Outcome
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import (
    AgendaCase,
    AgendaItem,
    Conclusion,
    Meeting,
    MeetingMember,
    MeetingRecusal,
    Vote,
)

SECRETARY = [Role.MEETING_SECRETARY]
LONGEST_WORDS = 1000
LONGEST_REASON = 300
REASON, AMOUNT, WORDS, ASIDE = Said("改变理由"), Said("资助金额"), Said("会议意见"), Said("回避理由")


class EmptyAgenda(Refusal):
    """Nothing was brought before the meeting."""

    def __init__(self) -> None:
        super().__init__(Said("议程上还没有提请审定的申报，不能开会。请承办人先提请。"))


class NobodyPresides(Refusal):
    """Who presides is not there."""

    def __init__(self) -> None:
        super().__init__(Said("主持人没有到会，不能开会。请改期，或者另行召集一次会议。"))


class TiedMemberSits(Refusal):
    """A member tied to the applicant has not stood aside."""

    def __init__(self, members: Collection[str]) -> None:
        super().__init__(
            Said(
                "%(members)s与申报单位有利害关系，应当回避。请先记录回避，再审议这一件。",
                members=tuple(members),
            )
        )


class CasesLeft(Refusal):
    """Something on the agenda was not spoken of."""

    def __init__(self, number: int) -> None:
        super().__init__(Said("议程上还有%(number)s件没有结论，不能散会。请逐件形成结论。", number=number))


class AlreadyAside(Refusal):
    """The member stands aside on this case already."""

    def __init__(self) -> None:
        super().__init__(Said("这一位在这一件上已经回避，不用再记。"))


@action(
    name="meeting.open",
    words="宣布开会",
    on=MEETING,
    roles=SECRETARY,
    stages=[MeetingStage.CONVENED],
    cites=PROCEDURE,
)
def open_meeting(*, meeting: Meeting, by: Actor, present: Collection[int], seen: str) -> Deed:
    """Tell who is there and open the meeting; members tied to an applicant stand aside on its case at once.

    Refuses an empty agenda, one that has changed, a meeting nobody presides, and less than the quorum.
    """
    agenda = agendas.agenda(meeting=meeting)
    if seen != agenda.mark():
        raise AgendaChanged
    if not list(agenda.all_cases):
        raise EmptyAgenda
    there = [each for each in agenda.members if each.pk in set(present)]
    if not any(each.presides for each in there):
        raise NobodyPresides
    voting = sum(each.votes for each in there)
    if voting < meeting.quorum:
        raise NoQuorum(voting, meeting.quorum)
    for each in agenda.members:
        each.present = each in there
    MeetingMember.objects.bulk_update(agenda.members, ["present"])
    aside = _stand_aside(agenda, by)
    meeting.opened_at = by.at
    meeting.save(update_fields=["opened_at"])
    after = {"present": [each.name for each in there], "recused": aside}
    return Deed(str(len(there)), after=after)


def _stand_aside(agenda: Agenda, by: Actor) -> list[dict[str, str]]:
    """Write the recusals that follow from ties, whether the member is there or not."""
    cases = list(agenda.all_cases)
    found = ties(members=agenda.members, organisations=[case.application.organisation for case in cases])
    names = {each.pk: each.name for each in agenda.members}
    known = {(each.member_id, each.case_id) for each in agenda.recusals}
    rows = [
        MeetingRecusal(
            member_id=tie.member, case=case, reason=f"{tie.reason}，应当回避", by_id=by.person_id, at=by.at
        )
        for tie in found
        for case in cases
        if case.application.organisation_id == tie.organisation and (tie.member, case.pk) not in known
    ]
    MeetingRecusal.objects.bulk_create(rows)
    return [
        {"member": names[row.member_id], "case": row.case.application.reference, "reason": row.reason}
        for row in rows
    ]


@action(
    name="meeting.recuse",
    words="记录参会人员回避",
    on=MEETING,
    roles=SECRETARY,
    stages=[MeetingStage.CONVENED, MeetingStage.OPEN],
)
def recuse(*, meeting: Meeting, by: Actor, case: str, member: int, reason: str) -> Deed:
    """Let a member stand aside on one case, for a reason; what was said of it with them must be said again."""
    agenda = agendas.agenda(meeting=meeting)
    _item, found = case_of(agenda=agenda, reference=case)
    who = next((each for each in agenda.members if each.pk == member), None)
    if who is None:
        raise NotFound
    words = tidied(text=reason)
    if not words or len(words) > LONGEST_REASON:
        raise Faulty([Fault(ASIDE, Said("请写明理由，最多%(longest)s字", longest=LONGEST_REASON))])
    if any(each.case_id == found.pk and each.member_id == who.pk for each in agenda.recusals):
        raise AlreadyAside
    MeetingRecusal.objects.create(member=who, case=found, reason=words, by_id=by.person_id, at=by.at)
    return Deed(who.name, after={"case": case, "member": who.name, "reason": words})


@action(
    name="meeting.conclude",
    words="记录一件的审议结论",
    on=MEETING,
    roles=SECRETARY,
    stages=[MeetingStage.OPEN],
    cites=PROCEDURE,
)
def conclude(
    *,
    meeting: Meeting,
    by: Actor,
    case: str,
    supports: bool,
    seen: str,
    supported_fen: int | None = None,
    votes: Mapping[int, str] | None = None,
    because: str = "",
    words: str = "",
) -> Deed:
    """Write down what the meeting said of one case: by consensus, or by ``votes`` as `for`, `against`, `abstain`.

    Refuses a page made before something changed, a tied member who sits, less than the quorum without those aside,
    votes of who has none, a conclusion the votes do not bear, support the law does not allow, an amount above
    Article 11, and a departure from the proposal without a reason.
    """
    agenda = agendas.agenda(meeting=meeting)
    item, found = case_of(agenda=agenda, reference=case)
    if seen != agenda.mark_of(found):
        raise AgendaChanged
    _refuse_ties(agenda, found)
    sitting = agenda.sitting_on(found)
    counted = voting.counted(members=agenda.members, sitting=sitting, votes=votes)
    readings = voting.refuse_otherwise(item=item, votes=counted, supports=supports)
    is_construction = law.Benefit(item.call.benefit).is_construction
    said = _said(supports, supported_fen, because, words, is_construction=is_construction)
    heard = hearing.heard(agenda=agenda, item=item, case=found, said=said, year=by.day.year)
    if supports:
        heard.refuse_support()
        _refuse_caps(heard)
    departs = heard.departs(said=said, is_construction=is_construction)
    if departs and not said.because:
        raise Faulty([Fault(REASON, Said("与审核、核定或者专家组的意见不同，请写明理由"))])
    row = _write(found, said, counted, by, departs=departs)
    return Deed(str(row.pk), after=_told(case, said, counted, departs=departs), readings=readings)


@action(
    name="meeting.conclude_rest",
    words="其余各件按审核意见一致通过",
    on=MEETING,
    roles=SECRETARY,
    stages=[MeetingStage.OPEN],
    cites=PROCEDURE,
)
def conclude_rest(*, meeting: Meeting, by: Actor, call: str, seen: str) -> Deed:
    """Write down that the meeting, by consensus, follows what was proposed on every case of a call not yet concluded.

    Cases on which the quorum fails or a tied member sits are refused by name as they would be one by one.
    """
    agenda = agendas.agenda(meeting=meeting)
    if seen != agenda.mark():
        raise AgendaChanged
    item = next((each for each in agenda.items if each.call.reference == call), None)
    if item is None:
        raise NotFound
    heard = hearing.all_heard(agenda=agenda, item=item, year=by.day.year)
    is_construction = law.Benefit(item.call.benefit).is_construction
    left = [case for case in agenda.cases[item.pk] if case.pk not in agenda.conclusions]
    tied = _tied(agenda)
    rows = []
    for case in left:
        _refuse_ties(agenda, case, tied)
        counted = voting.counted(members=agenda.members, sitting=agenda.sitting_on(case), votes=None)
        supports, fen = heard[case.pk].proposal
        basis = heard[case.pk].basis
        earlier = basis.because if basis is not None and supports else ""
        said = Concluded(
            supports,
            fen if supports and is_construction else None,
            earlier,
            heard[case.pk].followed(supports),
        )
        rows.append(_conclusion(case, said, counted, by, departs=False))
    Conclusion.objects.bulk_create(rows)
    after = {"call": call, "cases": [case.application.reference for case in left], "consensus": True}
    return Deed(str(len(rows)), after=after)


@action(name="meeting.close", words="宣布散会", on=MEETING, roles=SECRETARY, stages=[MeetingStage.OPEN])
def close(*, meeting: Meeting, by: Actor, seen: str) -> Deed:
    """End a meeting that has spoken of everything on its agenda."""
    agenda = agendas.agenda(meeting=meeting)
    if seen != agenda.mark():
        raise AgendaChanged
    if agenda.open_cases:
        raise CasesLeft(len(agenda.open_cases))
    meeting.closed_at = by.at
    meeting.save(update_fields=["closed_at"])
    return Deed(meeting.reference, after={"cases": len(agenda.conclusions)})


def case_of(*, agenda: Agenda, reference: str) -> tuple[AgendaItem, AgendaCase]:
    """Find a case on the agenda by its application's reference."""
    for item in agenda.items:
        for case in agenda.cases.get(item.pk, ()):
            if case.application.reference == reference:
                return item, case
    raise NotFound


def _tied(agenda: Agenda) -> frozenset[tuple[int, int]]:
    bodies = [case.application.organisation for case in agenda.all_cases]
    return frozenset(
        (tie.member, tie.organisation) for tie in ties(members=agenda.members, organisations=bodies)
    )


def _refuse_ties(agenda: Agenda, case: AgendaCase, tied: frozenset[tuple[int, int]] | None = None) -> None:
    """Refuse while somebody tied to the applicant sits; ties may have come since the meeting was opened."""
    known = _tied(agenda) if tied is None else tied
    body = case.application.organisation_id
    sitting = [each.name for each in agenda.sitting_on(case).voters if (each.pk, body) in known]
    if sitting:
        raise TiedMemberSits(sitting)


def _said(supports: bool, fen: int | None, because: str, words: str, *, is_construction: bool) -> Concluded:
    because, words = tidied(text=because), tidied(text=words)
    faults = [
        Fault(name, Said("最多%(longest)s字，请写得简短些", longest=LONGEST_WORDS))
        for name, typed in ((REASON, because), (WORDS, words))
        if len(typed) > LONGEST_WORDS
    ]
    if is_construction and supports and not (fen and fen > 0):
        faults.append(Fault(AMOUNT, Said("审定支持的，请写明资助金额")))
    if faults:
        raise Faulty(faults)
    return Concluded(supports, fen if is_construction and supports else None, because, words)


def _refuse_caps(heard: Heard) -> None:
    if heard.caps is not None and heard.caps["outcome"] != Outcome.MET.value:
        raise AboveTheCaps(heard.caps["because"])


def _write(
    case: AgendaCase, said: Concluded, votes: dict[int, str] | None, by: Actor, *, departs: bool
) -> Conclusion:
    row = _conclusion(case, said, votes, by, departs=departs)
    row.save(force_insert=True)
    if votes is not None:
        Vote.objects.bulk_create(
            Vote(conclusion=row, member_id=member, choice=choice) for member, choice in votes.items()
        )
    return row


def _conclusion(
    case: AgendaCase, said: Concluded, votes: dict[int, str] | None, by: Actor, *, departs: bool
) -> Conclusion:
    cast = list((votes or {}).values())
    return Conclusion(
        case=case,
        supports=said.supports,
        supported_fen=said.supported_fen,
        by_consensus=votes is None,
        votes_for=cast.count("for"),
        votes_against=cast.count("against"),
        abstained=cast.count("abstain"),
        departs=departs,
        departs_because=said.because,
        words=said.words,
        by_id=by.person_id,
        at=by.at,
    )


def _told(case: str, said: Concluded, votes: dict[int, str] | None, *, departs: bool) -> dict[str, Any]:
    cast = list((votes or {}).values())
    return {
        "case": case,
        "supports": said.supports,
        "supported_fen": said.supported_fen,
        "consensus": votes is None,
        "votes": {choice: cast.count(choice) for choice in voting.CHOICES} if votes is not None else None,
        "departs": departs,
        "because": said.because,
    }
