"""Who may speak on one case: present, with a vote, and not standing aside; and whether they are enough."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zhiyun.records.models import AgendaCase, Meeting, MeetingMember, MeetingRecusal


@dataclass(frozen=True, slots=True)
class Sitting:
    """The members who count on one case, those recused left out, and the quorum they must reach."""

    voters: tuple[MeetingMember, ...]
    recused: frozenset[int]
    quorum: int

    @property
    def is_enough(self) -> bool:
        """Say whether the quorum is reached without those who stand aside."""
        return len(self.voters) >= self.quorum


def sitting(
    *,
    meeting: Meeting,
    members: Iterable[MeetingMember],
    recusals: Iterable[MeetingRecusal],
    case: AgendaCase,
) -> Sitting:
    """Give who counts on a case."""
    recused = frozenset(each.member_id for each in recusals if each.case_id == case.pk)
    voters = tuple(each for each in members if each.present is True and each.votes and each.pk not in recused)
    return Sitting(voters, recused, meeting.quorum)
