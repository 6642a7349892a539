"""The bureau's meeting from its convening to approved minutes."""

from __future__ import annotations

import pytest

from tests.casework import city, meeting_room, onward
from zhiyun.casework import deciding, sight
from zhiyun.casework.actions import meeting_minutes, meeting_sessions, meetings
from zhiyun.casework.deciding import replaying
from zhiyun.casework.meetings import MeetingStage, of_meeting, voting
from zhiyun.casework.refusals import ConflictOfInterest, NotFound
from zhiyun.casework.roles import Role
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import (
    AgendaCase,
    Conclusion,
    Event,
    IssuedPaper,
    Mandate,
    MeetingRecusal,
    Message,
    Resolution,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> city.City:
    return city.city()


def test_a_meeting_goes_from_agenda_to_a_frozen_resolution_with_numbered_minutes(town: city.City) -> None:
    under, cases = meeting_room.subsidy(town)

    resolution = meeting_room.held(town, under)

    assert [each.amount_fen for each in resolution.decisions.order_by("id")] == [75_000_000, 24_691_300]
    assert replaying.replay(resolution=resolution).is_identical
    meeting = resolution.item.meeting
    assert of_meeting(meeting=meeting) is MeetingStage.RECORDED
    paper = IssuedPaper.objects.get(kind="minutes")
    assert paper.number == "渝知运纪要〔2026〕1号"
    [item] = paper.content["items"]
    assert (item["resolution"], item["sm3"], item["total_fen"]) == (
        resolution.reference,
        resolution.sm3,
        99_691_300,
    )
    assert [each["applicant"] for each in item["cases"]] == [case.organisation.name for case in cases]
    told = Event.objects.filter(chain=f"meeting:{meeting.reference}").order_by("seq")
    assert [each.action for each in told] == [
        "meeting.convene",
        "meeting.bring",
        "meeting.open",
        "meeting.conclude_rest",
        "meeting.close",
        "meeting.write_minutes",
        "meeting.approve_minutes",
    ]
    assert told.last().after["resolutions"] == {resolution.reference: resolution.sm3}


def test_attack_19_nothing_of_a_decision_reaches_an_applicant_before_the_list_is_public(
    town: city.City,
) -> None:
    """Attack 19: no message, no letter, no step and no event an applicant could see, until the list is published."""
    under, cases = meeting_room.subsidy(town)

    meeting_room.held(town, under)

    assert not Message.objects.exists()
    assert not IssuedPaper.objects.exclude(kind="minutes").exists()
    for case in cases:
        assert not Event.objects.filter(chain=f"application:{case.reference}").exists()
    for role in (Role.PREPARER, Role.LEGAL_REPRESENTATIVE, Role.DISTRICT_OFFICER, Role.FINANCE, Role.PUBLIC):
        assert not sight.meetings(by=meeting_room.by(town, role)).exists()
        assert not sight.resolutions(by=meeting_room.by(town, role)).exists()


def test_attack_21_a_member_tied_to_an_applicant_stands_aside_and_does_not_count(town: city.City) -> None:
    """Attack 21: a leader who acted for an applicant is recused by itself, has no vote there, and counts elsewhere."""
    under, (first, second) = meeting_room.subsidy(town)
    tied = meeting_room.leader(town)
    city.seat(Role.PREPARER, first.organisation, tied)
    Mandate.objects.filter(person=tied, organisation=first.organisation).update(ended_at=city.OPENS)
    meeting = meeting_room.convened(town, tied)
    meeting_room.brought(town, meeting, under)

    meeting_room.opened(town, meeting)

    aside = MeetingRecusal.objects.get()
    assert (aside.member.person, aside.case.application) == (tied, first)
    assert aside.reason == "曾在申报单位任职，应当回避"
    votes = {each.pk: "for" for each in meeting.members.all()}
    with pytest.raises(voting.MayNotVote):
        meeting_room.concluded(town, meeting, first.reference, votes=votes)
    meeting_room.concluded(town, meeting, second.reference, votes=votes)
    del votes[aside.member_id]
    meeting_room.concluded(town, meeting, first.reference, votes=votes)
    assert sorted(Conclusion.objects.values_list("votes_for", flat=True)) == [3, 4]


def test_attack_21_a_tie_that_comes_during_the_meeting_stops_the_case(town: city.City) -> None:
    """Attack 21: ties are looked at again whenever a case is concluded, alone or with the rest."""
    under, (first, _second) = meeting_room.subsidy(town)
    later = meeting_room.leader(town)
    meeting = meeting_room.convened(town, later)
    meeting_room.brought(town, meeting, under)
    meeting_room.opened(town, meeting)
    city.seat(Role.PREPARER, first.organisation, later)

    with pytest.raises(meeting_sessions.TiedMemberSits):
        meeting_room.concluded(town, meeting, first.reference)
    with pytest.raises(meeting_sessions.TiedMemberSits):
        meeting_room.rest(town, meeting, under)
    [member] = meeting.members.filter(person=later)
    meeting_sessions.recuse(
        by=meeting_room.by(town),
        meeting=meeting.reference,
        case=first.reference,
        member=member.pk,
        reason="受聘于申报单位",
    )
    meeting_room.rest(town, meeting, under)

    assert Conclusion.objects.count() == 2


def test_who_is_tied_to_an_applicant_neither_opens_the_meeting_nor_approves(town: city.City) -> None:
    under, (first, _second) = meeting_room.subsidy(town)
    meeting = meeting_room.convened(town)
    meeting_room.brought(town, meeting, under)
    manager = town.seats[Role.ROUND_MANAGER].person_id
    Mandate.objects.create(
        person_id=manager, organisation=first.organisation, role=Role.PREPARER, begins_at=city.OPENS
    )
    meeting_room.opened(town, meeting)
    meeting_room.rest(town, meeting, under)
    meeting_room.closed(town, meeting)

    with pytest.raises(ConflictOfInterest):
        meeting_room.approved(town, meeting)

    assert not Resolution.objects.exists()


def test_the_quorum_is_counted_without_those_who_stand_aside(town: city.City) -> None:
    under, (first, second) = meeting_room.subsidy(town)
    meeting = meeting_room.convened(town, quorum=3)
    meeting_room.brought(town, meeting, under)
    with pytest.raises(meeting_sessions.NoQuorum):
        meeting_room.opened(town, meeting, absent=["演示局领导1"])
    meeting_room.opened(town, meeting)
    aside = meeting.members.get(name="演示局领导2")
    meeting_sessions.recuse(
        by=meeting_room.by(town),
        meeting=meeting.reference,
        case=first.reference,
        member=aside.pk,
        reason="亲属任职",
    )

    with pytest.raises(meeting_sessions.NoQuorum):
        meeting_room.concluded(town, meeting, first.reference)
    meeting_room.concluded(town, meeting, second.reference)


def test_a_meeting_without_who_presides_is_not_opened(town: city.City) -> None:
    under, _cases = meeting_room.subsidy(town)
    meeting = meeting_room.convened(town)
    with pytest.raises(meeting_sessions.EmptyAgenda):
        meeting_room.opened(town, meeting)
    meeting_room.brought(town, meeting, under)

    with pytest.raises(meeting_sessions.NobodyPresides):
        meeting_room.opened(town, meeting, absent=["演示局领导0"])


def test_a_recusal_after_a_conclusion_makes_the_case_open_again(town: city.City) -> None:
    under, (first, _second) = meeting_room.subsidy(town)
    meeting = meeting_room.convened(town)
    meeting_room.brought(town, meeting, under)
    meeting_room.opened(town, meeting)
    meeting_room.rest(town, meeting, under)
    aside = meeting.members.get(name="演示局领导2")
    later = meeting_room.by(town).at_instant(meeting_room.AT.replace(minute=30))
    meeting_sessions.recuse(
        by=city.confirmed(later),
        meeting=meeting.reference,
        case=first.reference,
        member=aside.pk,
        reason="亲属任职",
    )

    with pytest.raises(meeting_sessions.CasesLeft):
        meeting_room.closed(town, meeting)


def test_who_wrote_the_minutes_does_not_approve_them(town: city.City) -> None:
    under, _cases = meeting_room.subsidy(town)
    meeting = meeting_room.convened(town)
    meeting_room.brought(town, meeting, under)
    meeting_room.opened(town, meeting)
    meeting_room.rest(town, meeting, under)
    meeting_room.closed(town, meeting)
    secretary = Mandate.objects.get(pk=town.seats[Role.MEETING_SECRETARY].mandate_id).person
    both = city.seat(Role.ROUND_MANAGER, town.bureau, secretary, at=meeting_room.AT)

    with pytest.raises(meeting_minutes.OwnMinutes):
        meeting_minutes.approve(
            by=both, meeting=meeting.reference, seen=1, computed=meeting_room.figures(town, meeting)
        )


def test_a_call_is_before_one_meeting_at_a_time_and_comes_whole(town: city.City) -> None:
    under, _cases = meeting_room.subsidy(town)
    first, second = meeting_room.convened(town), meeting_room.convened(town)
    meeting_room.brought(town, first, under)
    with pytest.raises(meetings.OnAnAgenda):
        meeting_room.brought(town, second, under)
    meetings.take_off(
        by=meeting_room.by(town),
        meeting=first.reference,
        call=under.reference,
        seen=meeting_room.mark(first),
    )
    onward.accepted(town, under, of=city.organisation())
    with pytest.raises(deciding.NotReviewed):
        meeting_room.brought(town, second, under)
    with pytest.raises(meetings.NothingToDecide):
        meeting_room.brought(town, second, city.call(town))
    assert not AgendaCase.objects.exists()


def test_convening_names_every_fault_at_once(town: city.City) -> None:
    with pytest.raises(Faulty) as faulty:
        meetings.convene(
            by=meeting_room.by(town),
            organisation=town.bureau.pk,
            title=" ",
            held_at=None,
            place="",
            members=[meetings.Seat("甲", ""), meetings.Seat("甲", "", email="nobody@example.cn")],
            quorum=3,
        )

    assert [fault.place for fault in faulty.value.faults] == [
        "会议名称",
        "地点",
        "开会时间",
        "参会人员",
        "参会人员第1行",
        "参会人员第2行",
        "参会人员第2行",
        "参会人员第2行",
        "法定人数",
    ]


def test_another_bureaus_meeting_is_not_there(town: city.City) -> None:
    elsewhere = city.city()
    meeting = meeting_room.convened(elsewhere)

    with pytest.raises(NotFound):
        meeting_sessions.close(by=meeting_room.by(town), meeting=meeting.reference, seen="")
