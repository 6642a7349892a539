"""The papers of a section: a file to choose for each place, and boxes to put papers already there to use."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from zhiyun.casework.actions import papers as acts
from zhiyun.casework.asking import Place
from zhiyun.casework.queries.application_sections import SectionPage
from zhiyun.casework.queries.papers import PaperLine
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.web.faults import ShownFault
from zhiyun.web.form_key import sent_key
from zhiyun.web.keeping import taken_in
from zhiyun.web.seats import actor_of
from zhiyun.web.sent_numbers import wholes


@dataclass(frozen=True, slots=True)
class PlaceInput:
    """A place as the form draws it: its papers, the others that could serve too, and the names of its inputs."""

    number: int
    place: Place
    used: tuple[PaperLine, ...]
    others: tuple[PaperLine, ...]

    @property
    def is_missing(self) -> bool:
        """Say whether a paper must be here and is not."""
        return self.place.is_required and not self.used and not self.place.is_served


def drawn(page: SectionPage) -> tuple[PlaceInput, ...]:
    """Draw every place of a section."""
    return tuple(
        PlaceInput(
            number,
            place,
            tuple(paper for paper in page.papers if place.name in paper.uses),
            tuple(paper for paper in page.papers if place.name not in paper.uses),
        )
        for number, place in enumerate(page.places)
    )


def taken(request: HttpRequest, page: SectionPage) -> list[ShownFault]:
    """Put ticked papers to use and take in the files chosen; what is refused is told, the rest is kept."""
    told: list[ShownFault] = []
    for drawing in drawn(page):
        target = f"file-{drawing.number}"
        try:
            _put_to_use(request, page, drawing)
            _take_in(request, page, drawing)
        except Faulty as faulty:
            told += [ShownFault(fault.place, fault.message, target) for fault in faulty.faults]
        except Refusal as refusal:
            told.append(ShownFault(drawing.place.words, str(refusal), target))
    return told


def _put_to_use(request: HttpRequest, page: SectionPage, drawing: PlaceInput) -> None:
    """Only what this page showed is dropped: a paper another added meanwhile stays."""
    wanted = _numbers(request, f"use-{drawing.number}")
    shown = _numbers(request, f"had-{drawing.number}")
    if wanted == shown:
        return
    acts.use(
        by=actor_of(request),
        application=page.head.reference,
        place=drawing.place.name,
        take=wanted - shown,
        drop=shown - wanted,
    )


def _take_in(request: HttpRequest, page: SectionPage, drawing: PlaceInput) -> None:
    upload = request.FILES.get(f"file-{drawing.number}")
    if upload is None:
        return
    key = sent_key(request)
    acts.add(
        by=actor_of(request),
        key=f"{key}-{drawing.number}" if key else "",
        application=page.head.reference,
        title=drawing.place.words,
        places=[drawing.place.name],
        received=taken_in(upload),
    )


def _numbers(request: HttpRequest, name: str) -> set[int]:
    return set(wholes(request.POST.getlist(name)))
