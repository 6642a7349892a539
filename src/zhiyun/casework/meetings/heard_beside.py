"""What a meeting hears beside a panel's proposal: its score, every dissent, and what was seen on site.

Of experts nothing is told but what they wrote: a meeting hears the panel, not its people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from zhiyun.records.models import Application, PanelOpinion, SiteRecord


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
    """Give what is heard beside the proposal on each application that has any of it, in two questions."""
    keys = [each.pk for each in applications]
    scores: dict[int, str] = {}
    dissents: dict[int, dict[int, list[str]]] = {}
    signed = PanelOpinion.objects.filter(application_id__in=keys).order_by("number", "signatures__id")
    for key, number, score, agrees, words in signed.values_list(
        "application_id", "number", "score_text", "signatures__agrees", "signatures__dissent"
    ):
        scores[key] = score
        written = dissents.setdefault(key, {}).setdefault(number, [])
        if agrees is False:
            written.append(words)
    visits: dict[int, list[Seen]] = {}
    records = SiteRecord.objects.filter(visit__application_id__in=keys).select_related("visit")
    for record in records.order_by("visited_at", "id"):
        visits.setdefault(record.visit.application_id, []).append(_seen(record))
    return {
        key: Beside(
            Fraction(scores[key]) if key in scores else None,
            tuple(dissents[key][max(dissents[key])]) if key in dissents else (),
            tuple(visits.get(key, ())),
        )
        for key in {*scores, *visits}
    }


def _seen(record: SiteRecord) -> Seen:
    findings = tuple((str(one["point"]), bool(one["agrees"]), str(one["words"])) for one in record.findings)
    return Seen(record.visited_at, record.visit.place, findings)
