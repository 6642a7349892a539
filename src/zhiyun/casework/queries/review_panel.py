"""Drawing a panel as the bureau sees it: what a draw would choose from, and a panel drawn again from its record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from zhiyun.casework import sight
from zhiyun.casework.actions import review_panels
from zhiyun.casework.actor import Actor
from zhiyun.casework.reviewing import pools
from zhiyun.casework.reviewing.lots import Candidate, Rules, draw, in_order, lot
from zhiyun.casework.roles import Role
from zhiyun.kernel.said import Said
from zhiyun.records.models import Panel, Person


@dataclass(frozen=True, slots=True)
class Drawable:
    """What a draw would choose from."""

    cases: tuple[str, ...]
    candidates: tuple[tuple[str, str, tuple[str, ...]], ...]
    left_out: tuple[tuple[str, tuple[Said, ...]], ...]
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LotLine:
    """One of the pool in the order of the lots."""

    place: int
    ticket: str
    name: str
    employer: str
    fields: tuple[str, ...]
    lot: str
    is_drawn: bool


@dataclass(frozen=True)
class SeatLine:
    """Who sits on a panel, or sat there."""

    person_id: int
    name: str
    ticket: str
    chairs: bool
    left_at: datetime | None
    because: str
    replaces: str
    open_cases: int


@dataclass(frozen=True)
class PanelPage:
    """A panel with all it was drawn from, and whether drawing it again gives the same."""

    reference: str
    name: str
    call: str
    call_title: str
    seed: str
    size: int
    fields: tuple[str, ...]
    drawn_at: datetime
    drawn_by: str
    lots: tuple[LotLine, ...]
    left_out: tuple[tuple[str, tuple[str, ...]], ...]
    seats: tuple[SeatLine, ...]
    cases: tuple[str, ...]
    same: bool
    manages: bool


def drawable(*, by: Actor, reference: str) -> Drawable:
    """Say what a draw would be for, who could be drawn and who could not, and why."""
    call = sight.reviewed_call(by=by, reference=reference)
    cases = review_panels.waiting(call=call, by=by)
    found = pools.pool(call=call, applications=cases, on=by.day)
    names = {pools.ticket(person=person): name for person, name in found.names.items()}
    return Drawable(
        tuple(cases.order_by("organisation__name").values_list("organisation__name", flat=True)),
        tuple((each.ticket, names[each.ticket], each.fields) for each in found.candidates),
        tuple((found.names[person], reasons) for person, reasons in found.left_out.items()),
        found.fields,
    )


def panel(*, by: Actor, reference: str) -> PanelPage:
    """Give a panel, drawn again from what was kept."""
    row = sight.panel(by=by, reference=reference)
    pool = [Candidate.read(each) for each in row.pool]
    rules = Rules(row.rules["size"], tuple(row.rules["fields"]))
    again = [each.ticket for each in draw(seed=row.seed, pool=pool, rules=rules)]
    seats = _seats(row)
    people = [
        pools.person_of(ticket=ticket) for ticket in (*(one.ticket for one in pool), *row.rules["left_out"])
    ]
    names = {
        pools.ticket(person=key): name
        for key, name in Person.objects.filter(pk__in=people).values_list("pk", "name")
    }
    assert row.call.current is not None, "a panel is drawn for a published call"
    return PanelPage(
        row.reference,
        row.name,
        row.call.reference,
        row.call.current.title,
        row.seed,
        rules.size,
        rules.fields,
        row.drawn_at,
        row.drawn_by.name,
        _lots(row.seed, pool, frozenset(again), names),
        tuple((names.get(each, each), tuple(reasons)) for each, reasons in row.rules["left_out"].items()),
        seats,
        tuple(row.rules["applications"]),
        again == [each.ticket for each in seats[: rules.size]],
        by.role is Role.ROUND_MANAGER,
    )


def _lots(
    seed: str, pool: list[Candidate], drawn: frozenset[str], names: dict[str, str]
) -> tuple[LotLine, ...]:
    return tuple(
        LotLine(
            place,
            each.ticket,
            names.get(each.ticket, ""),
            each.employer,
            each.fields,
            lot(seed=seed, ticket=each.ticket),
            each.ticket in drawn,
        )
        for place, each in enumerate(in_order(seed=seed, pool=pool), 1)
    )


def _seats(row: Panel) -> tuple[SeatLine, ...]:
    """List the seats as they were taken: the drawn ones first, in the order of the draw."""
    live = row.assignments.filter(ended_at=None).order_by().values_list("expert_id")
    open_ = dict(live.annotate(number=Count("pk")).values_list("expert_id", "number"))
    return tuple(
        SeatLine(
            seat.expert_id,
            seat.expert.name,
            pools.ticket(person=seat.expert_id),
            seat.chairs,
            seat.left_at,
            seat.left_because,
            seat.replaces.expert.name if seat.replaces else "",
            open_.get(seat.expert_id, 0),
        )
        for seat in row.seats.select_related("expert", "replaces__expert").order_by("id")
    )


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A panel drawn again, by tickets alone: nobody is named."""

    reference: str
    seed: str
    size: int
    fields: tuple[str, ...]
    lots: tuple[LotLine, ...]
    then: tuple[str, ...]
    again: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """The draw gives what it gave."""
        return self.then == self.again


def redrawn(*, reference: str) -> Redrawn | None:
    """Draw a panel again, for whoever runs the installation; None where there is no such panel."""
    row = Panel.objects.filter(reference=reference).first()
    if row is None:
        return None
    pool = [Candidate.read(each) for each in row.pool]
    rules = Rules(row.rules["size"], tuple(row.rules["fields"]))
    now = tuple(each.ticket for each in draw(seed=row.seed, pool=pool, rules=rules))
    seats = row.seats.order_by("id").values_list("expert_id", flat=True)[: rules.size]
    return Redrawn(
        row.reference,
        row.seed,
        rules.size,
        rules.fields,
        _lots(row.seed, pool, frozenset(now), {}),
        tuple(pools.ticket(person=person) for person in seats),
        now,
    )
