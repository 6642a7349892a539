"""How many must be there and how many votes carry: what the measure leaves open, as its readings answer it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from zhiyun import law
from zhiyun.casework import rounds
from zhiyun.kernel.terms import Choice
from zhiyun.records.models import AgendaItem, Meeting


def quorum(*, voting: int, on: date) -> tuple[int, law.Measure, Choice]:
    """Give how many of the ``voting`` members a meeting convened on a day needs, by which measure and reading."""
    measure = law.in_force(authority=law.CHONGQING, on=on)
    needed, choice = measure.meeting_quorum(voting)
    return needed, measure, choice


def read(*, choice: Choice) -> str:
    """Write a reading as a row keeps it."""
    return f"{choice.reading.id}={choice.key}"


def quorum_choice(*, meeting: Meeting) -> Choice | None:
    """Give the reading a meeting's quorum was taken by; None for one convened without any."""
    if not meeting.reading:
        return None
    name, _equals, key = meeting.reading.partition("=")
    measure = law.measure(meeting.measure).reading_as({name: key})
    return next(choice for choice in measure.readings if choice.reading.id == name)


def carries(*, item: AgendaItem, votes: Iterable[str]) -> tuple[bool, Choice]:
    """Say whether votes (`for`, `against`, `abstain`) carry under the measure of the call they are cast on."""
    cast = list(votes)
    counted = law.Votes(cast.count("for"), cast.count("against"), cast.count("abstain"))
    return _measure(item).meeting_carries(counted)


def majority_choices(*, items: Iterable[AgendaItem]) -> tuple[Choice, ...]:
    """Give the readings the votes of an agenda are counted by, each once."""
    found = (_measure(item).meeting_carries(law.Votes(1, 0, 0))[1] for item in items)
    return tuple({choice.reading.id + choice.key: choice for choice in found}.values())


def of_meeting(*, meeting: Meeting, items: Iterable[AgendaItem]) -> tuple[Choice, ...]:
    """Give every reading a meeting goes by: of its quorum, and of the votes on its agenda."""
    quorum_by = quorum_choice(meeting=meeting)
    if quorum_by is None:
        return ()
    usual = law.measure(meeting.measure).meeting_carries(law.Votes(1, 0, 0))[1]
    return (quorum_by, *(majority_choices(items=items) or (usual,)))


def _measure(item: AgendaItem) -> law.Measure:
    version = item.call.current
    assert version is not None, "only a published call is brought"
    return rounds.pinned(version=version).measure
