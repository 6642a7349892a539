"""What a meeting hears beside a panel's proposal: its score, every dissent, and what was seen on site.

Of experts nothing is told but what they wrote: a meeting hears the panel, not its people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from zhiyun.records.models import Application, OpinionSignature, PanelOpinion, SiteRecord


@dataclass(frozen=True, slots=True)
class Seen:
    """One visit: when and where, and each point of its checklist with whether it agrees and the words on it."""

    at: datetime
    place: str
    findings: tuple[tuple[str, bool, str], ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """A panel's score of 100, the dissents from its newest opinion in the order they were signed, and visits."""

    score: Fraction | None = None
    dissents: tuple[str, ...] = ()
    visits: tuple[Seen, ...] = ()


def beside(*, applications: Iterable[Application]) -> Mapping[int, Beside]:
    """Give what is heard beside the proposal on each application that has any of it, in three questions."""
    keys = [each.pk for each in applications]
    newest = {
        row.application_id: row
        for row in PanelOpinion.objects.filter(application_id__in=keys).order_by("number")
    }
    dissents: dict[int, list[str]] = {}
    against = OpinionSignature.objects.filter(
        opinion_id__in=[row.pk for row in newest.values()], agrees=False
    )
    for key, words in against.order_by("id").values_list("opinion__application_id", "dissent"):
        dissents.setdefault(key, []).append(words)
    visits: dict[int, list[Seen]] = {}
    records = SiteRecord.objects.filter(visit__application_id__in=keys).select_related("visit")
    for record in records.order_by("visited_at", "id"):
        visits.setdefault(record.visit.application_id, []).append(_seen(record))
    return {
        key: Beside(
            Fraction(newest[key].score_text) if key in newest else None,
            tuple(dissents.get(key, ())),
            tuple(visits.get(key, ())),
        )
        for key in {*newest, *visits}
    }


def _seen(record: SiteRecord) -> Seen:
    findings = tuple((str(one["point"]), bool(one["agrees"]), str(one["words"])) for one in record.findings)
    return Seen(record.visited_at, record.visit.place, findings)
