"""A meeting's agenda with everything said on it, loaded in a fixed number of questions however long it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from zhiyun import law
from zhiyun.casework.deciding import Concluded, awards
from zhiyun.casework.meetings import revisions
from zhiyun.casework.meetings.basis import Basis
from zhiyun.casework.meetings.sitting import Sitting, sitting
from zhiyun.records.models import (
    AgendaCase,
    AgendaItem,
    Application,
    Conclusion,
    Meeting,
    MeetingMember,
    MeetingRecusal,
    PanelOpinion,
    Verification,
)


@dataclass(frozen=True)
class Agenda:
    """A meeting, who sits in it, what is brought, who stands aside and what was said."""

    meeting: Meeting
    members: tuple[MeetingMember, ...]
    items: tuple[AgendaItem, ...]
    cases: Mapping[int, tuple[AgendaCase, ...]]
    recusals: tuple[MeetingRecusal, ...]
    conclusions: Mapping[int, Conclusion]
    _sat: dict[int, Sitting] = field(default_factory=dict)

    @property
    def all_cases(self) -> Iterator[AgendaCase]:
        """Every case, item by item."""
        return (case for item in self.items for case in self.cases.get(item.pk, ()))

    @property
    def open_cases(self) -> list[AgendaCase]:
        """Cases on which nothing was said yet."""
        return [case for case in self.all_cases if case.pk not in self.conclusions]

    def sitting_on(self, case: AgendaCase) -> Sitting:
        """Give who counts on a case."""
        found = self._sat.get(case.pk)
        if found is None:
            found = sitting(meeting=self.meeting, members=self.members, recusals=self.recusals, case=case)
            self._sat[case.pk] = found
        return found

    def mark(self) -> str:
        """Name the agenda as it is, so that a page made from another can be told."""
        cases = sum(len(each) for each in self.cases.values())
        newest = max((each.pk for each in self.conclusions.values()), default=0)
        return f"{len(self.items)}-{cases}-{len(self.recusals)}-{newest}"

    def mark_of(self, case: AgendaCase) -> str:
        """The same of one case: what was said of it and who stands aside."""
        said = self.conclusions.get(case.pk)
        aside = sum(each.case_id == case.pk for each in self.recusals)
        return f"{case.pk}-{aside}-{0 if said is None else said.pk}"

    def awards_beside(self, item: AgendaItem, *, year: int) -> list[dict[str, Any]]:
        """Give the construction money this meeting supports under its other calls, in the agenda's order."""
        return [
            awards.proposed(application=case.application, amount_fen=said.supported_fen or 0, year=year)
            for other in self.items
            if other.pk != item.pk and law.Benefit(other.call.benefit).is_construction
            for case in self.cases.get(other.pk, ())
            if (said := self.conclusions.get(case.pk)) is not None and said.supports
        ]

    def concluded(self, item: AgendaItem) -> dict[int, Concluded]:
        """Give what was said of an item's cases, by application key."""
        return {
            case.application_id: concluded(said=self.conclusions[case.pk])
            for case in self.cases.get(item.pk, ())
            if case.pk in self.conclusions
        }


def concluded(*, said: Conclusion) -> Concluded:
    """Give a conclusion as it is computed with."""
    return Concluded(said.supports, said.supported_fen, said.departs_because, said.words)


def agenda(*, meeting: Meeting) -> Agenda:
    """Load a meeting's agenda."""
    items = tuple(
        AgendaItem.objects.filter(meeting=meeting)
        .select_related("call__current", "call__issuer", "revises__call__issuer")
        .order_by("position")
    )
    cases: dict[int, list[AgendaCase]] = {}
    rows = AgendaCase.objects.filter(item__meeting=meeting)
    joined = rows.select_related(
        "application__organisation", "application__call", "application__last_submission"
    ).defer("application__last_submission__snapshot")
    for case in joined.order_by("item__position", "position"):
        cases.setdefault(case.item_id, []).append(case)
    said = Conclusion.objects.filter(case__item__meeting=meeting).select_related("by").order_by("id")
    recusals = tuple(
        MeetingRecusal.objects.filter(case__item__meeting=meeting).select_related("member").order_by("id")
    )
    return Agenda(
        meeting,
        tuple(MeetingMember.objects.filter(meeting=meeting).order_by("-presides", "id")),
        items,
        {key: tuple(each) for key, each in cases.items()},
        recusals,
        _holding(said, recusals),
    )


def _holding(said: Iterable[Conclusion], recusals: Iterable[MeetingRecusal]) -> dict[int, Conclusion]:
    """Give the newest conclusion on each case; one reached before a member stood aside no longer holds."""
    newest = {each.case_id: each for each in said}
    for aside in recusals:
        found = newest.get(aside.case_id)
        if found is not None and found.at < aside.at:
            del newest[aside.case_id]
    return newest


def basis_of(*, told: Mapping[str, Any] | None) -> Basis | None:
    """Read what the meeting is asked to follow off what was brought."""
    if told is None:
        return None
    if told["kind"] == "verification":
        fen = told["counted_fen"]
        return Basis(fen > 0, fen, told["number"], "", is_verification=True)
    return Basis(told["supports"], told["proposed_fen"], told["number"], told["words"], is_verification=False)


def bases_of(*, agenda: Agenda, item: AgendaItem | None = None) -> dict[int, Basis]:
    """Give what the meeting is asked to follow on an item, or on the whole agenda, by application key."""
    items = agenda.items if item is None else (item,)
    new = [
        case.application for each in items if not each.revises_id for case in agenda.cases.get(each.pk, ())
    ]
    found = bases(applications=new)
    for each in items:
        if each.revises is not None:
            found |= revisions.bases(resolution=each.revises, cases=agenda.cases.get(each.pk, ()))
    return found


def bases(*, applications: Iterable[Application]) -> dict[int, Basis]:
    """Give what the meeting is asked to follow on each application, by key: one question a kind of benefit."""
    found: dict[int, Basis] = {}
    centres: list[int] = []
    ledgers: list[int] = []
    for application in applications:
        is_centre = law.Benefit(application.call.benefit).is_construction
        (centres if is_centre else ledgers).append(application.pk)
    verified = Verification.objects.filter(application_id__in=ledgers).order_by("number")
    for row in verified.values("application_id", "counted_fen", "number"):
        fen = row["counted_fen"]
        found[row["application_id"]] = Basis(fen > 0, fen, row["number"], "", is_verification=True)
    opined = PanelOpinion.objects.filter(application_id__in=centres).order_by("number")
    for row in opined.values("application_id", "supports", "proposed_fen", "number", "words"):
        found[row["application_id"]] = Basis(
            row["supports"], row["proposed_fen"], row["number"], row["words"], is_verification=False
        )
    return found
