"""The bureau's desk says what a meeting waits for, and of whom."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.casework import city, meeting_room, onward, panels
from zhiyun import law
from zhiyun.casework.actions import meeting_minutes, meeting_sessions, review_opinions
from zhiyun.casework.meetings import packet
from zhiyun.casework.queries import meeting_tasks
from zhiyun.casework.roles import Role
from zhiyun.gateways.official_papers.paper import Paragraph

pytestmark = pytest.mark.django_db


def asked(town: city.City, role: Role = Role.MEETING_SECRETARY) -> list[tuple[str, str]]:
    """Give what is asked of a role after its last comma or colon, and the name of the page it leads to."""
    found = meeting_tasks.tasks(by=meeting_room.by(town, role))
    return [(task.what.rpartition("：")[2].rpartition("，")[2], task.address[0]) for task in found]


def test_each_is_asked_when_it_is_their_turn() -> None:
    town = city.city()
    under = city.call(town, law.Benefit.PERFORMANCE_SUBSIDY)
    case = onward.claimed(town, under, "37500000.00")
    onward.funded(town, under)
    ready = {role: asked(town, role) for role in (Role.CASE_OFFICER, Role.MEETING_SECRETARY)}

    meeting = meeting_room.convened(town)
    convened = asked(town)
    meeting_room.brought(town, meeting, under)
    meeting_room.opened(town, meeting)
    meeting_room.concluded(town, meeting, case.reference)
    meeting_sessions.close(
        by=meeting_room.by(town), meeting=meeting.reference, seen=meeting_room.mark(meeting)
    )
    closed = {role: asked(town, role) for role in (Role.MEETING_SECRETARY, Role.ROUND_MANAGER)}
    meeting_minutes.write(by=meeting_room.by(town), meeting=meeting.reference, words="演示纪要正文。", seen=0)
    minuted = {role: asked(town, role) for role in (Role.MEETING_SECRETARY, Role.ROUND_MANAGER)}

    assert ready == {
        Role.CASE_OFFICER: [("待提请审定", "meetings")],
        Role.MEETING_SECRETARY: [("等待召集会议", "meetings")],
    }
    assert convened == [("待开会", "meeting")]
    assert closed == {Role.MEETING_SECRETARY: [("待写纪要", "meeting-minutes")], Role.ROUND_MANAGER: []}
    assert minuted == {Role.MEETING_SECRETARY: [], Role.ROUND_MANAGER: [("待审签纪要", "meeting-minutes")]}


def test_a_meeting_hears_the_score_every_dissent_and_what_was_seen_on_site_and_nobodys_name() -> None:
    town = city.city()
    panel, [case] = panels.at_work(town)
    panels.ready(town, panel, case)
    panels.visited(town, case)
    chair, second, third = panels.members(panel, town)
    number = review_opinions.write(by=chair, assignment=case.reference, opinion=panels.opinion(case))
    review_opinions.sign(by=second, assignment=case.reference, number=int(number), agrees=True)
    review_opinions.sign(
        by=third, assignment=case.reference, number=int(number), agrees=False, dissent="演示：应再核减。"
    )
    later = panels.manager(town, at=panels.AT + timedelta(hours=2))
    review_opinions.close(by=later, application=case.reference)
    meeting = meeting_room.convened(town)
    meeting_room.brought(town, meeting, case.call)

    laid = packet.paper(by=meeting_room.by(town), reference=meeting.reference, is_demo=True)

    told = "".join(block.text for block in laid.blocks if isinstance(block, Paragraph))
    assert "专家组得分（满分100）：72.00" in told
    assert "不同意见：演示：应再核减。" in told
    assert "线下载体是否相符：相符；系统能否演示：不符，演示：系统当日停机。" in told
    assert third.name not in told
