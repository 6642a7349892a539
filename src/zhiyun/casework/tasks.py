"""What waits for a person: computed from what is, never stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from zhiyun.casework.actor import Actor


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: what and why, by which article, until when, and the address that does it under one verb.

    ``address`` is a URL name and its arguments; ``until`` the last instant or None where nothing runs.
    """

    what: str
    why: str
    cites: str
    verb: str
    address: tuple[str, ...]
    until: datetime | None = None


Provider = Callable[[Actor], Iterable[Task]]

PROVIDERS: list[Provider] = []
"""Who knows of tasks; each area adds its own in `casework.queries`."""


def waiting(*, by: Actor) -> tuple[Task, ...]:
    """List what waits for the actor, the most urgent first."""
    found = [task for provider in PROVIDERS for task in provider(by)]
    return tuple(sorted(found, key=lambda task: (task.until is None, task.until or by.at, task.what)))
