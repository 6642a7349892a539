"""What a landscape is drawn of: what a query finds, or the patents of a set that somebody put together (专题)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from zhiyun.exchange.patents import conditions, engines, labels
from zhiyun.exchange.patents.landscape.figures import Understood, narrowed
from zhiyun.exchange.patents.landscape.names import class_named
from zhiyun.exchange.patents.searching import Asked, question_of
from zhiyun.exchange.patents.understood import counted, understood
from zhiyun.gateways.search_engine import Facet
from zhiyun.ip import query as language
from zhiyun.ip.query import Everything
from zhiyun.ip.screening import Sample
from zhiyun.ip.serial import serial
from zhiyun.kernel.said import Said


@dataclass(frozen=True, slots=True)
class Listed:
    """The patents of a set by their publication numbers, and the set's name; who may see it was asked before.

    Of the whole set people screened so many and held so many for relevant; ``sample`` is what they held of the first
    ones drawn by lot. ``is_narrowed`` where only the relevant ones are listed. ``held`` is how many of those in the set
    named ``known``, known to belong, are listed here; None where nobody compared them.
    """

    name: str
    publications: tuple[str, ...]
    screened: int = 0
    relevant: int = 0
    is_narrowed: bool = False
    sample: Sample | None = None
    known: str = ""
    held: Sample | None = None


Subject = Asked | Listed


def checked(*, subject: Subject) -> None:
    """Refuse a query, or what must hold besides, that cannot be read, with its faults."""
    if isinstance(subject, Asked):
        language.read(subject.text or "*")
        conditions.read(text=subject.within)


def spelled(*, subject: Subject) -> Understood:
    """Say what is drawn as it was understood, of many numbers the first; empty for the whole shelf."""
    if isinstance(subject, Listed):
        if subject.is_narrowed:
            return Said("专题“%(name)s”里筛查为相关的", name=subject.name)
        return Said("专题“%(name)s”", name=subject.name)
    query = question_of(asked=subject).query
    return counted(query=query) or understood(query=query)


def chosen(*, home: Path, subject: Subject) -> tuple[str | Said, ...]:
    """Give what was ticked, facet by facet, by the names a person knows it by, and what must hold besides.

    The names of applicants are asked of the index at ``home``, which is opened for nothing else.
    """
    if not isinstance(subject, Asked):
        return ()
    ticked = [
        Said("%(values)s", values=tuple(_named(home, facet, sorted(values))))
        for facet, values in subject.chosen.items()
    ]
    return (*ticked, *([subject.within] if subject.within else []))


def _named(home: Path, facet: Facet, values: list[str]) -> Iterator[object]:
    if facet is Facet.APPLICANT:
        yield from labels.group_names(engine=engines.opened(home=home), keys=values).values()
        return
    for each in values:
        if facet is Facet.SUBCLASS:
            yield Said("%(code)s %(name)s", code=each, name=replace(class_named(code=each), code=""))
        elif facet is Facet.KIND:
            label = labels.label(facet=facet, value=each)
            yield Said("%(code)s %(name)s", code=each, name=label) if label else each
        elif facet in (Facet.PROVINCE, Facet.DISTRICT):
            yield labels.place(code=each)
        else:
            yield labels.label(facet=facet, value=each) or each


def said(*, home: Path, subject: Subject) -> Understood:
    """Say what is drawn with what was ticked beside it; empty for the whole shelf."""
    return narrowed(query=spelled(subject=subject), chosen=chosen(home=home, subject=subject))


def serials(*, home: Path, subject: Subject) -> list[int] | None:
    """Give the serials of its publications; None for the whole shelf, which needs no search."""
    if isinstance(subject, Listed):
        return [serial(each) for each in subject.publications]
    question = question_of(asked=subject)
    if isinstance(question.query, Everything) and not question.chosen and question.within is None:
        return None
    return engines.opened(home=home).serials(question)


def within(*, home: Path, subject: Listed, asks: str) -> tuple[str, ...]:
    """Give those publications of a set that a condition of a figure's row finds, in the order of the set."""
    found = set(engines.opened(home=home).serials(question_of(asked=Asked(text=asks))))
    return tuple(each for each in subject.publications if serial(each) in found)
