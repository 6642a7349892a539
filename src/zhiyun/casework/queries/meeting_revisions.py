"""Resolutions a meeting can sit on again."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from zhiyun.casework.actor import Actor
from zhiyun.casework.publicity.revising import UPHELD
from zhiyun.records.models import AgendaItem, ObjectionAnswer, Publication, Resolution


@dataclass(frozen=True, slots=True)
class ToRevise:
    """A resolution a meeting can sit on again; ``has_upheld`` says whether an upheld objection asks for it."""

    reference: str
    title: str
    has_upheld: bool


def to_revise(*, by: Actor) -> tuple[ToRevise, ...]:
    """List the resolutions of the bureau a meeting can sit on again: in force, not confirmed, on no agenda."""
    published = Publication.objects.filter(resolution=OuterRef("pk"), superseded_by=None)
    waiting = AgendaItem.objects.filter(call=OuterRef("call"), resolutions=None)
    upheld = ObjectionAnswer.objects.filter(
        objection__publication__resolution=OuterRef("pk"), outcome__in=UPHELD
    )
    rows = Resolution.objects.filter(
        ~Exists(published.filter(confirmation__isnull=False)),
        ~Exists(waiting),
        superseded_by=None,
        call__issuer_id=by.organisation_id,
        call__current__isnull=False,
    ).annotate(has_upheld=Exists(upheld))
    found = rows.order_by("-has_upheld", "reference").values_list(
        "reference", "call__current__title", "has_upheld"
    )
    return tuple(ToRevise(*each) for each in found)
