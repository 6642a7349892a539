"""The minutes of a meeting with the figures beside them: what will be frozen once a second person approves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhiyun import law
from zhiyun.casework import deciding, sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.deciding import Computed
from zhiyun.casework.meetings import MeetingStage, agendas, computing, minutes_words, of_meeting, rules
from zhiyun.casework.queries.meetings import MinutesShown, minutes_of
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.terms import Choice
from zhiyun.records.models import AgendaItem


@dataclass(frozen=True, slots=True)
class LineShown:
    """One applicant's figures."""

    application: str
    applicant: str
    supported: bool
    verified: Money | None
    entitled: Money | None
    amount: Money
    grounds: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ItemFigures:
    """One call's figures; ``unfit`` says why it could not be frozen as it stands, None where it can."""

    title: str
    benefit: law.Benefit
    year: int
    pot: Money
    total: Money
    because: str
    lines: tuple[LineShown, ...]
    unfit: Refusal | None


@dataclass(frozen=True)
class MinutesPage:
    """The minutes as they stand, their versions, a draft where there are none, and the figures with their mark."""

    meeting: str
    title: str
    stage: MeetingStage
    open: int
    versions: tuple[MinutesShown, ...]
    draft: str
    items: tuple[ItemFigures, ...]
    computed: str
    paper: str
    quorum: int
    measure: str
    readings: tuple[Choice, ...]

    @property
    def minutes(self) -> MinutesShown | None:
        """The newest version."""
        return self.versions[0] if self.versions else None


def shown(*, by: Actor, reference: str) -> MinutesPage:
    """Give the minutes' page of a meeting the actor may open; refuses as `sight.meeting` does.

    Figures are computed anew until the minutes are approved; then the resolutions show them.
    """
    meeting = sight.meeting(by=by, reference=reference)
    agenda = agendas.agenda(meeting=meeting)
    stage = of_meeting(meeting=meeting)
    is_closed = stage is MeetingStage.CLOSED and not agenda.open_cases
    found = computing.computed_items(agenda=agenda, by=by) if is_closed else []
    versions, paper = minutes_of(meeting=meeting)
    return MinutesPage(
        meeting.reference,
        meeting.title,
        stage,
        len(agenda.open_cases),
        versions,
        minutes_words.drafted(agenda=agenda, computed=found) if found and not versions else "",
        tuple(_figures(item, computed) for item, computed in found),
        computing.mark_of(computed=[computed for _item, computed in found]),
        paper,
        meeting.quorum,
        meeting.measure,
        rules.of_meeting(meeting=meeting, items=agenda.items),
    )


def _figures(item: AgendaItem, computed: Computed) -> ItemFigures:
    outcome, version = computed.outcome, item.call.current
    assert version is not None, "only a published call is brought"
    answer = outcome["shares"]["finding"] if outcome["shares"] else outcome["caps"]
    return ItemFigures(
        version.title,
        law.Benefit(item.call.benefit),
        computed.brought["year"],
        Money(computed.brought["pot_fen"]),
        computed.total,
        answer["because"] if answer else "",
        tuple(line_shown(line=line) for line in outcome["lines"]),
        _unfit(computed),
    )


def line_shown(*, line: Mapping[str, Any]) -> LineShown:
    """Give a computed line as pages show it."""
    return LineShown(
        line["application"],
        line["applicant"],
        line["supported"],
        _money(line["verified_fen"]),
        _money(line["entitled_fen"]),
        Money(line["amount_fen"]),
        tuple((each["cites"], each["because"]) for each in line["grounds"]),
    )


def _unfit(computed: Computed) -> Refusal | None:
    try:
        deciding.refuse_unfit(computed=computed)
    except Refusal as refusal:
        return refusal
    return None


def _money(fen: int | None) -> Money | None:
    return None if fen is None else Money(fen)
