"""What a meeting may say of a case: by its votes, within the law and Article 11, on the page as it is now."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.utils import translation

from tests.casework import city, meeting_room, onward
from zhiyun import law
from zhiyun.casework import deciding
from zhiyun.casework.actions import meeting_minutes, meeting_sessions, meetings
from zhiyun.casework.deciding import replaying
from zhiyun.casework.meetings import hearing, voting
from zhiyun.casework.roles import Role
from zhiyun.kernel.money import yuan
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import (
    Application,
    Call,
    Conclusion,
    Meeting,
    PanelOpinion,
    Resolution,
)
from zhiyun.web.speaking import spoken

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> city.City:
    return city.city()


def test_a_conclusion_says_what_the_votes_say(town: city.City) -> None:
    under, (first, _second) = meeting_room.subsidy(town)
    meeting = meeting_room.convened(town)
    meeting_room.brought(town, meeting, under)
    meeting_room.opened(town, meeting)
    one, two, three = (each.pk for each in meeting.members.order_by("id"))

    with pytest.raises(voting.VotesSayOtherwise):
        meeting_room.concluded(town, meeting, first.reference, votes={one: "for", two: "against"})
    meeting_room.concluded(town, meeting, first.reference, votes={one: "for", two: "for", three: "against"})

    said = Conclusion.objects.get()
    assert (said.supports, said.votes_for, said.votes_against, said.abstained) == (True, 2, 1, 0)
    assert said.votes.count() == 3


def test_a_departure_from_the_verification_needs_a_reason(town: city.City) -> None:
    under, (first, second) = meeting_room.subsidy(town)
    meeting = meeting_room.convened(town)
    meeting_room.brought(town, meeting, under)
    meeting_room.opened(town, meeting)

    with pytest.raises(Faulty) as faulty:
        meeting_room.concluded(town, meeting, first.reference, supports=False)
    assert [fault.place for fault in faulty.value.faults] == ["改变理由"]
    meeting_room.concluded(town, meeting, first.reference, supports=False, because="演示：另有更重要的用途")
    meeting_room.rest(town, meeting, under)
    meeting_room.closed(town, meeting)
    [resolution] = meeting_room.approved(town, meeting)

    decision = resolution.decisions.get(application=first)
    assert (decision.supported, decision.reason) == (False, "演示：另有更重要的用途（第十条第3项）")
    assert resolution.decisions.get(application=second).amount_fen == 24_691_300


def test_what_the_law_forbids_the_meeting_cannot_support(town: city.City) -> None:
    under, _cases = meeting_room.subsidy(town)
    barred = onward.accepted(town, under, of=city.organisation(), facts={"on_dishonest_list": True})
    onward.judged(town, barred)
    onward.reviewed(town, barred, 100_000_00)
    open_one = onward.claimed(town, under, "50000", judge=False)
    meeting = meeting_room.convened(town)
    meeting_room.brought(town, meeting, under)
    meeting_room.opened(town, meeting)

    with pytest.raises(hearing.LawSaysNo):
        meeting_room.concluded(town, meeting, barred.reference)
    with pytest.raises(hearing.NotJudged):
        meeting_room.concluded(town, meeting, open_one.reference)
    meeting_room.rest(town, meeting, under)

    said = {each.case.application_id: each for each in Conclusion.objects.select_related("case")}
    assert (said[barred.pk].supports, said[barred.pk].departs) == (False, False)
    assert said[open_one.pk].supports is False


def test_attack_24_a_page_made_before_something_changed_is_refused(town: city.City) -> None:
    """Attack 24: agenda, conclusions and minutes are done on what the page showed, or not at all."""
    under, (first, _second) = meeting_room.subsidy(town)
    meeting = meeting_room.convened(town)
    empty = meeting_room.mark(meeting)
    meeting_room.brought(town, meeting, under)
    with pytest.raises(meetings.AgendaChanged):
        meetings.take_off(
            by=meeting_room.by(town), meeting=meeting.reference, call=under.reference, seen=empty
        )
    with pytest.raises(meetings.AgendaChanged):
        meeting_sessions.open_meeting(
            by=meeting_room.by(town), meeting=meeting.reference, present=[], seen=empty
        )
    meeting_room.opened(town, meeting)
    stale, page = meeting_room.mark_of(meeting, first.reference), meeting_room.mark(meeting)
    meeting_room.concluded(town, meeting, first.reference)
    with pytest.raises(meetings.AgendaChanged):
        meeting_room.concluded(town, meeting, first.reference, seen=stale)
    with pytest.raises(meetings.AgendaChanged):
        meeting_sessions.conclude_rest(
            by=meeting_room.by(town), meeting=meeting.reference, call=under.reference, seen=page
        )
    meeting_room.rest(town, meeting, under)
    meeting_room.closed(town, meeting)
    figures = meeting_room.figures(town, meeting)
    meeting_minutes.write(
        by=meeting_room.by(town), meeting=meeting.reference, words="演示：改过的纪要。", seen=1
    )

    with pytest.raises(meeting_minutes.OtherMinutes):
        meeting_minutes.approve(
            by=meeting_room.by(town, Role.ROUND_MANAGER), meeting=meeting.reference, seen=1, computed=figures
        )
    with pytest.raises(meeting_minutes.OtherMinutes):
        meeting_minutes.approve(
            by=meeting_room.by(town, Role.ROUND_MANAGER), meeting=meeting.reference, seen=2, computed="0" * 64
        )
    assert not Resolution.objects.exists()


def centre(
    town: city.City, benefit: law.Benefit, proposed: int, *, under: Call | None = None
) -> tuple[Call, Application]:
    """Make a centre whose panel proposes so many yuan."""
    under = under or city.call(town, benefit)
    case = onward.accepted(town, under, of=city.organisation())
    onward.judged(town, case, on_behalf="panel")
    onward.opined(town, case, proposed * 100)
    onward.reviewed(town, case, 0)
    return under, case


@pytest.mark.parametrize(
    ("municipal", "industry", "is_accepted"),
    [
        (3_000_000, 2_000_000, True),
        (3_000_000, 2_000_001, False),
        (1_000_000, 3_000_001, False),
        (5_000_001, 0, False),
        (5_000_000, 0, True),
    ],
)
def test_scenario_13_article_11_holds_the_meetings_amounts(
    town: city.City, municipal: int, industry: int, is_accepted: bool
) -> None:
    """Attack 25: per centre and per year, both kinds together, at the limit and one yuan above."""
    first_call, first = centre(town, law.Benefit.MUNICIPAL_CENTRE, 5_000_000)
    second_call, second = centre(town, law.Benefit.INDUSTRY_CENTRE, 3_000_000)
    onward.funded(town, first_call)
    meeting = meeting_room.convened(town)
    meeting_room.brought(town, meeting, first_call)
    meeting_room.brought(town, meeting, second_call)
    meeting_room.opened(town, meeting)

    def held() -> list[Resolution]:
        for case, amount in ((first, municipal), (second, industry)):
            meeting_room.concluded(
                town,
                meeting,
                case.reference,
                supports=amount > 0,
                supported_fen=amount * 100,
                because="演示：年度总额有限",
            )
        meeting_room.closed(town, meeting)
        return meeting_room.approved(town, meeting)

    if not is_accepted:
        with pytest.raises(deciding.AboveTheCaps):
            held()
        assert not Resolution.objects.exists()
        return
    resolutions = held()
    amounts = [row.amount_fen for each in resolutions for row in each.decisions.all()]
    assert amounts == [yuan(municipal).fen, yuan(industry).fen]
    assert all(replaying.replay(resolution=each).is_identical for each in resolutions)


def test_what_was_granted_before_counts_against_the_year(town: city.City) -> None:
    under, case = centre(town, law.Benefit.MUNICIPAL_CENTRE, 4_000_000)
    onward.funded(town, under)
    earlier_call, earlier = centre(town, law.Benefit.MUNICIPAL_CENTRE, 2_000_000)
    resolution = onward.resolved(town, earlier_call, {earlier: 200_000_000})
    onward.confirmed(town, onward.published(town, resolution))
    onward.granted(town, earlier, [(150_000_000, date(2026, 9, 1)), (50_000_000, date(2027, 9, 1))])
    meeting = meeting_room.convened(town)
    meeting_room.brought(town, meeting, under)
    meeting_room.opened(town, meeting)

    with pytest.raises(deciding.AboveTheCaps) as refused:
        meeting_room.concluded(town, meeting, case.reference, supported_fen=400_000_000)
    assert "5,500,000.00元" in str(refused.value)
    with translation.override("en"):
        assert re.search("[\u3400-\u9fff]", spoken(refused.value)) is None
    meeting_room.concluded(
        town, meeting, case.reference, supported_fen=350_000_000, because="演示：年度总额有限"
    )

    assert Conclusion.objects.get().departs is True
    assert PanelOpinion.objects.filter(application=case).exists()
    assert Meeting.objects.count() == 2
