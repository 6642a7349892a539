"""What an item of the agenda is decided on: everything as it is on file, or of a second sitting as it was frozen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from zhiyun.casework.actor import Actor
from zhiyun.casework.deciding import Computed, Concluded, bringing, compute, outcome
from zhiyun.casework.meetings import revisions
from zhiyun.casework.meetings.agendas import Agenda
from zhiyun.kernel.money import Money
from zhiyun.records.models import AgendaCase, AgendaItem

Plain = dict[str, Any]


def brought(
    *,
    agenda: Agenda,
    item: AgendaItem,
    year: int,
    cases: Iterable[AgendaCase] | None = None,
    concluded: Mapping[int, Concluded] | None = None,
    pot: Money | None = None,
) -> Plain:
    """Bring an item's cases, all unless named, as the meeting concluded them unless told otherwise, by application key."""
    rows = list(agenda.cases.get(item.pk, ()) if cases is None else cases)
    said = agenda.concluded(item) if concluded is None else concluded
    beside = agenda.awards_beside(item, year=year)
    if item.revises is None:
        return bringing.bring(
            call=item.call,
            applications=[case.application for case in rows],
            concluded=said,
            year=year,
            pot=pot,
            beside=beside,
        )
    return revisions.brought(
        resolution=item.revises,
        concluded={
            case.application.reference: said[case.application_id]
            for case in rows
            if case.application_id in said
        },
        beside=beside,
        only=None if cases is None else rows,
    )


def computed(*, agenda: Agenda, item: AgendaItem, by: Actor, pot: Money) -> Computed:
    """Compute an item as the meeting concluded it, out of what is left of its pot."""
    if item.revises is None:
        return compute(
            call=item.call,
            by=by,
            applications=[case.application for case in agenda.cases.get(item.pk, ())],
            concluded=agenda.concluded(item),
            pot=pot,
            beside=agenda.awards_beside(item, year=by.day.year),
        )
    again = brought(agenda=agenda, item=item, year=by.day.year)
    return Computed(item.call, again, outcome(brought=again))
