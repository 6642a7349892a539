"""How many must be there and how many votes carry: readings A36 and A37, kept with the meeting and printed with it."""

from __future__ import annotations

import pytest

from tests.casework import city, meeting_room, onward
from tests.law.world import MEASURE
from zhiyun import law
from zhiyun.casework.meetings import agendas, rules
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import IssuedPaper


@pytest.mark.parametrize(
    ("voting", "half", "two_thirds"), [(1, 1, 1), (2, 2, 2), (3, 2, 2), (4, 3, 3), (6, 4, 4), (7, 4, 5)]
)
def test_a_quorum_is_more_than_half_or_two_thirds_of_who_votes(
    voting: int, half: int, two_thirds: int
) -> None:
    assert MEASURE.meeting_quorum(voting)[0] == half
    assert MEASURE.reading_as({"A36": "two_thirds"}).meeting_quorum(voting)[0] == two_thirds


@pytest.mark.parametrize(
    ("votes", "present", "cast", "two_thirds"),
    [
        ((2, 1, 0), True, True, True),
        ((2, 2, 0), False, False, False),
        ((2, 1, 1), False, True, False),
        ((3, 2, 0), True, True, False),
        ((4, 2, 0), True, True, True),
        ((0, 0, 1), False, False, False),
    ],
)
def test_votes_carry_at_the_number_a_reading_asks_for_and_not_one_below(
    votes: tuple[int, int, int], present: bool, cast: bool, two_thirds: bool
) -> None:
    said = law.Votes(*votes)

    assert MEASURE.meeting_carries(said)[0] is present
    assert MEASURE.reading_as({"A37": "of_votes_cast"}).meeting_carries(said)[0] is cast
    assert MEASURE.reading_as({"A37": "two_thirds"}).meeting_carries(said)[0] is two_thirds


def test_a_meeting_nobody_votes_in_has_no_quorum() -> None:
    with pytest.raises(ValueError, match="nobody votes"):
        MEASURE.meeting_quorum(0)


@pytest.mark.django_db
def test_a_meeting_keeps_the_reading_of_its_quorum_and_prints_both_as_unconfirmed() -> None:
    town = city.city()
    with pytest.raises(Faulty, match="A36"):
        meeting_room.convened(town, quorum=1)
    under = city.call(town)
    onward.funded(town, under)
    onward.claimed(town, under, "12345678.90")

    resolution = meeting_room.held(town, under)

    assert resolution.item is not None
    meeting = resolution.item.meeting
    assert (meeting.quorum, meeting.measure, meeting.reading) == (2, "cq_2021_65", "A36=more_than_half")
    chosen = rules.of_meeting(meeting=meeting, items=agendas.agenda(meeting=meeting).items)
    assert [each.reading.id for each in chosen] == ["A36", "A37"]
    printed = IssuedPaper.objects.get(kind="minutes").content["rules"]
    assert [line.split()[0] for line in printed] == ["A36", "A37"]
    assert all("未经确认" in line for line in printed)
