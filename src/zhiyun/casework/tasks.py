"""What waits for a person: computed from what is, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


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
