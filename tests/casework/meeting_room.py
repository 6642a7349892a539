"""A bureau's meeting in the invented city, held by the real actions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from tests.casework import city, onward
from zhiyun.casework.actions import meeting_minutes, meeting_sessions, meetings
from zhiyun.casework.actions.meetings import Seat
from zhiyun.casework.actor import Actor
from zhiyun.casework.meetings import agendas, computing
from zhiyun.casework.roles import Role
from zhiyun.records.models import Application, Call, Meeting, Person, Resolution

AT = onward.AFTER + timedelta(days=5)


def by(town: city.City, role: Role = Role.MEETING_SECRETARY) -> Actor:
    """Give who sits on a role on the day of the meeting."""
    return town.by(role, at=AT)


def leader(town: city.City, name: str = "演示副局长") -> Person:
    """Make a leader with an account of the bureau."""
    who = city.person(name)
    city.seat(Role.AUDITOR, town.bureau, who)
    return who


def convened(town: city.City, *leaders: Person, quorum: int | None = None) -> Meeting:
    """Convene a meeting of three leaders without an account, and those named."""
    seats = [Seat(f"演示局领导{number}", "演示职务", presides=number == 0) for number in range(3)]
    seats += [Seat(each.name, "演示副局长", each.email) for each in leaders]
    reference = meetings.convene(
        by=by(town),
        organisation=town.bureau.pk,
        title="演示局长办公会",
        held_at=AT,
        place="演示会议室",
        members=seats,
        quorum=quorum,
    )
    return Meeting.objects.get(reference=reference)


def mark(meeting: Meeting) -> str:
    """Name the agenda as a page made now would."""
    return agendas.agenda(meeting=meeting).mark()


def mark_of(meeting: Meeting, reference: str) -> str:
    """Name a case as a page made now would."""
    agenda = agendas.agenda(meeting=meeting)
    return agenda.mark_of(meeting_sessions.case_of(agenda=agenda, reference=reference)[1])


def brought(town: city.City, meeting: Meeting, under: Call, **more: object) -> None:
    """Bring a call before a meeting."""
    meetings.bring(
        by=by(town, Role.CASE_OFFICER),
        meeting=meeting.reference,
        call=under.reference,
        seen=mark(meeting),
        **more,
    )


def opened(town: city.City, meeting: Meeting, *, absent: Sequence[str] = ()) -> None:
    """Open a meeting with everyone there but those named."""
    there = [each.pk for each in meeting.members.all() if each.name not in absent]
    meeting_sessions.open_meeting(by=by(town), meeting=meeting.reference, present=there, seen=mark(meeting))


def concluded(town: city.City, meeting: Meeting, case: str, *, supports: bool = True, **more: object) -> str:
    """Conclude one case as a page made now would."""
    return meeting_sessions.conclude(
        **{
            "by": by(town),
            "meeting": meeting.reference,
            "case": case,
            "supports": supports,
            "seen": mark_of(meeting, case),
            **more,
        }
    )


def rest(town: city.City, meeting: Meeting, under: Call) -> None:
    """Let the other cases go as proposed."""
    meeting_sessions.conclude_rest(
        by=by(town), meeting=meeting.reference, call=under.reference, seen=mark(meeting)
    )


def closed(town: city.City, meeting: Meeting, *, words: str = "演示纪要正文。") -> None:
    """Close a meeting and write its minutes."""
    meeting_sessions.close(by=by(town), meeting=meeting.reference, seen=mark(meeting))
    meeting_minutes.write(by=by(town), meeting=meeting.reference, words=words, seen=0)


def figures(town: city.City, meeting: Meeting) -> str:
    """Name the figures as the page of the minutes would."""
    agenda = agendas.agenda(meeting=meeting)
    found = computing.computed_items(agenda=agenda, by=by(town, Role.ROUND_MANAGER))
    return computing.mark_of(computed=[each for _item, each in found])


def approved(town: city.City, meeting: Meeting) -> list[Resolution]:
    """Approve the minutes, and give what they froze."""
    meeting_minutes.approve(
        by=by(town, Role.ROUND_MANAGER), meeting=meeting.reference, seen=1, computed=figures(town, meeting)
    )
    return list(Resolution.objects.filter(item__meeting=meeting).order_by("id"))


def held(town: city.City, under: Call) -> Resolution:
    """Hold a whole meeting on a call, everything as proposed."""
    meeting = convened(town)
    brought(town, meeting, under)
    opened(town, meeting)
    rest(town, meeting, under)
    closed(town, meeting)
    [resolution] = approved(town, meeting)
    return resolution


def subsidy(town: city.City, *amounts: str) -> tuple[Call, list[Application]]:
    """Give a subsidy's call with money for it, and a verified claim of each amount; two where none is named."""
    under = city.call(town)
    onward.funded(town, under)
    return under, [onward.claimed(town, under, amount) for amount in amounts or ("37500000", "12345678.90")]
