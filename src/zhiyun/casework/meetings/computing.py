"""Everything a meeting concluded, computed call by call: two calls of one pot leave the later what is left."""

from __future__ import annotations

from collections.abc import Iterable

from zhiyun.casework import ledger, rounds
from zhiyun.casework.actor import Actor
from zhiyun.casework.canonical import canonical, sm3_hex
from zhiyun.casework.deciding import Computed, bringing
from zhiyun.casework.meetings import bringing as again
from zhiyun.casework.meetings.agendas import Agenda
from zhiyun.kernel.money import ZERO, Money
from zhiyun.records.models import AgendaItem


def computed_items(*, agenda: Agenda, by: Actor) -> list[tuple[AgendaItem, Computed]]:
    """Compute every call on the agenda as the meeting concluded it, in the agenda's order."""
    given: dict[str, Money] = {}
    found = []
    for item in agenda.items:
        version = item.call.current
        assert version is not None, "only a published call is brought"
        pinned = rounds.pinned(version=version)
        pot = ledger.pot(benefit=pinned.benefit, measure=pinned.measure)
        left = bringing.to_share(call=item.call, pinned=pinned, year=by.day.year)
        computed = again.computed(agenda=agenda, item=item, by=by, pot=max(ZERO, left - given.get(pot, ZERO)))
        given[pot] = given.get(pot, ZERO) + computed.total
        found.append((item, computed))
    return found


def mark_of(*, computed: Iterable[Computed]) -> str:
    """Name figures as they are: who is supported with how much, out of which pot, on which grounds."""
    return sm3_hex(text=canonical(value=[each.sm3 for each in computed]))
