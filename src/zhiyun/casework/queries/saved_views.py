"""A person's own views of the case list."""

from __future__ import annotations

from dataclasses import dataclass

from zhiyun.casework.actor import Actor
from zhiyun.records.models import SavedView


@dataclass(frozen=True, slots=True)
class View:
    """Filters under a name, as the query of an address."""

    id: int
    name: str
    query: str


def views(*, by: Actor) -> tuple[View, ...]:
    """List the person's views by name; nobody sees another's."""
    own = SavedView.objects.filter(person_id=by.person_id, screen="cases").order_by("name")
    return tuple(View(view.pk, view.name, view.query) for view in own)
