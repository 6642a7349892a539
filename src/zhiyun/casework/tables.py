"""A table-like section of an application with everything the law needs to speak about it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from zhiyun import law
from zhiyun.casework import editing, rounds, sections
from zhiyun.casework.actor import Actor
from zhiyun.casework.opened_application import Opened, applied_at, opened
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.sections import Section
from zhiyun.casework.snapshot import drawn
from zhiyun.kernel.refusal import NoAnswer
from zhiyun.records.models import Application


@dataclass(frozen=True)
class Table:
    """One section opened by who acts for its applicant."""

    found: Opened
    section: Section
    occasion: law.Occasion

    @cached_property
    def snapshot(self) -> dict[str, Any]:
        """The whole application as it stands."""
        return drawn(application=self.found.application, version=self.found.version)


def table(*, by: Actor, reference: str, name: str) -> Table:
    """Open a section of the actor's application; refuses as not found one that its form does not have."""
    found = opened(by=by, reference=reference)
    section = next((each for each in found.listed if each.name == name), None)
    if section is None:
        raise NotFound
    occasion = found.pinned.occasion(
        applied_at=applied_at(found=found, by=by), closes_at=found.version.closes_at
    )
    return Table(found, section, occasion)


def section_to_save(*, application: Application, name: str, by: Actor) -> tuple[Section, rounds.Pinned]:
    """Give a section inside an action, and what its call pins; refuses as not found one its form does not have."""
    pinned = rounds.pinned(version=editing.version_of(application=application, at=by.at))
    try:
        return sections.section(pinned=pinned, name=name), pinned
    except NoAnswer:
        raise NotFound from None
