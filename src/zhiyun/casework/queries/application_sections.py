"""One section of an application as its editor sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhiyun import law
from zhiyun.casework import snapshot
from zhiyun.casework.actor import Actor
from zhiyun.casework.asking import Asked, Place, asked, condition_places, partner_place
from zhiyun.casework.facts import value as law_value
from zhiyun.casework.opened_application import Head, Opened, opened
from zhiyun.casework.queries.papers import PaperLine, lines, material_places
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.sections import Section, SectionKind
from zhiyun.records.models import CoBuilder, Narrative, SectionEdition, StatedFact


@dataclass(frozen=True, slots=True)
class SectionPage:
    """A section ready to be filled in: what it asks, what is saved, and what stands before and after it.

    ``told`` holds the particulars by name, or the stated facts as the law's values; ``words`` what was told to each
    question. ``reason`` is what a correction says about the section.
    """

    head: Head
    section: Section
    number: int
    count: int
    previous: Section | None
    following: Section | None
    is_open: bool
    edition: int
    saved_by: str
    saved_at: datetime | None
    copied_from: str
    reason: str
    asked: Asked
    told: Mapping[str, Any]
    words: Mapping[str, str]
    elsewhere: tuple[tuple[law.Key[Any], Section], ...]
    judge: law.Step
    places: tuple[Place, ...]
    papers: tuple[PaperLine, ...]


def section_page(*, by: Actor, reference: str, name: str) -> SectionPage:
    """Give one section of the actor's application; refuses what the form does not have as not found."""
    found = opened(by=by, reference=reference)
    places = [section.name for section in found.listed]
    if name not in places:
        raise NotFound
    place = places.index(name)
    section = found.listed[place]
    edition = (
        SectionEdition.objects.filter(application=found.application, section=name)
        .select_related("saved_by")
        .first()
    )
    wants = asked(listed=found.listed, section=section, reopened=found.reopened)
    told, words = _told(found, section, wants)
    by_name = {each.name: each for each in found.listed}
    reason = found.reasons.get(name)
    papers = lines(application=found.application) if section.kind in _WITH_PAPERS else ()
    return SectionPage(
        head=found.head,
        section=section,
        number=place + 1,
        count=len(places),
        previous=found.listed[place - 1] if place else None,
        following=found.listed[place + 1] if place + 1 < len(places) else None,
        is_open=found.is_open(name),
        edition=0 if edition is None else edition.edition,
        saved_by="" if edition is None else edition.saved_by.name,
        saved_at=None if edition is None else edition.saved_at,
        copied_from="" if edition is None else edition.copied_from,
        reason="" if reason is None else reason.reason,
        asked=wants,
        told=told,
        words=words,
        elsewhere=tuple((key, by_name[home]) for key, home in wants.elsewhere),
        places=_places(found, section, wants, papers),
        papers=papers,
        judge=found.pinned.measure.steps(found.pinned.benefit)[1],
    )


_WITH_PAPERS = (SectionKind.CONDITION, SectionKind.CO_BUILDERS, SectionKind.DEALS, SectionKind.MATERIALS)


def _places(
    found: Opened, section: Section, wants: Asked, papers: tuple[PaperLine, ...]
) -> tuple[Place, ...]:
    if section.kind is SectionKind.CONDITION:
        return condition_places(section=section, wants=wants)
    if section.kind is SectionKind.CO_BUILDERS:
        partners = CoBuilder.objects.filter(application=found.application).order_by("line")
        return tuple(partner_place(line=each.line, name=each.name) for each in partners)
    if section.kind is not SectionKind.MATERIALS:
        return ()
    return material_places(found=found, papers=papers)


def _told(found: Opened, section: Section, wants: Asked) -> tuple[dict[str, Any], dict[str, str]]:
    if section.kind is SectionKind.PARTICULARS:
        row = getattr(found.application, "particulars", None)
        return ({} if row is None else {name: getattr(row, name) for name in snapshot.PARTICULARS}), {}
    if section.kind is not SectionKind.CONDITION:
        return {}, {}
    keys = {key.name: key for key in wants.statable}
    stated = StatedFact.objects.filter(application=found.application, name__in=keys)
    words = Narrative.objects.filter(
        application=found.application, question__in=[name for name, _ in wants.questions]
    )
    return (
        {fact.name: law_value(key=keys[fact.name], value=snapshot.value_of(fact=fact)) for fact in stated},
        dict(words.values_list("question", "words")),
    )
