"""Which votes count on a case, and whether a conclusion is what they say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from zhiyun.casework.meetings import rules
from zhiyun.casework.meetings.sitting import Sitting
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import AgendaItem, MeetingMember

CHOICES = ("for", "against", "abstain")


class NoQuorum(Refusal):
    """Too few members are there, or are left once those who stand aside are not counted."""

    def __init__(self, there: int, needed: int) -> None:
        super().__init__(
            Said(
                "有表决权的到会人员（回避的不计）只有%(there)s人，不足法定的%(needed)s人，不能审议。请补足人数或者改期。",
                there=there,
                needed=needed,
            )
        )


class MayNotVote(Refusal):
    """A vote was told of a member who is absent, stands aside or has none."""

    def __init__(self, members: Collection[str]) -> None:
        super().__init__(
            Said(
                "%(members)s没有到会、已回避或者没有表决权，其表决不能计入。请更正表决。",
                members=tuple(members),
            )
        )


class VotesSayOtherwise(Refusal):
    """The conclusion is not what the votes say."""

    def __init__(self, votes_for: int, voters: int, reading: str, meaning: str) -> None:
        super().__init__(
            Said(
                "到会有表决权的%(voters)s人中同意支持的%(votes_for)s人，结论应与表决一致（口径 %(reading)s：%(meaning)s），请更正。",
                voters=voters,
                votes_for=votes_for,
                reading=reading,
                meaning=meaning,
            )
        )


def counted(
    *, members: Iterable[MeetingMember], sitting: Sitting, votes: Mapping[int, str] | None
) -> dict[int, str] | None:
    """Give the votes that count, every voter among them; None for consensus."""
    if not sitting.is_enough:
        raise NoQuorum(len(sitting.voters), sitting.quorum)
    if votes is None:
        return None
    may = {each.pk for each in sitting.voters}
    others = [each.name for each in members if each.pk in set(votes) - may]
    if others or set(votes) - may:
        raise MayNotVote(others or ["？"])
    counted = {key: votes.get(key, "abstain") for key in sorted(may)}
    if set(counted.values()) - set(CHOICES):
        raise Faulty([Fault(Said("表决"), Said("请选择同意、不同意或者弃权"))])
    return counted


def refuse_otherwise(*, item: AgendaItem, votes: Mapping[int, str] | None, supports: bool) -> tuple[str, ...]:
    """Refuse a conclusion the votes do not bear; give the reading they were counted by, none for consensus."""
    if votes is None:
        return ()
    carried, choice = rules.carries(item=item, votes=votes.values())
    if carried is not supports:
        votes_for = sum(each == "for" for each in votes.values())
        raise VotesSayOtherwise(votes_for, len(votes), choice.reading.id, choice.meaning)
    return (choice.reading.id,)
