"""The papers of an application: for its editors, and one file of it for whoever may open it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from zhiyun.casework import sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.asking import Place, asked, condition_places
from zhiyun.casework.examination import CONDITION_PAPERS, SELF_MADE
from zhiyun.casework.opened_application import Head, Opened, opened
from zhiyun.casework.receiving import kind_words, verdict_words
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.casework.sections import SectionKind
from zhiyun.records.models import Application, Paper, PaperVersion, StepKind


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One file of a proof as its applicant sees it."""

    number: int
    name: str
    kind: str
    size: int
    sm3: str
    verdict: str
    added_by: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One proof, its versions with the newest first, and the places it proves."""

    number: int
    title: str
    versions: tuple[VersionLine, ...]
    uses: tuple[str, ...]

    @property
    def newest(self) -> VersionLine:
        """The file that counts."""
        return self.versions[0]


@dataclass(frozen=True, slots=True)
class PaperPage:
    """One proof and every place it could prove, by section."""

    head: Head
    line: PaperLine
    places: tuple[tuple[str, tuple[Place, ...]], ...]


@dataclass(frozen=True, slots=True)
class Download:
    """A file to be given out: its key in safekeeping, and what it is called."""

    sm3: str
    name: str
    size: int
    media_type: str


def lines(*, application: Application) -> tuple[PaperLine, ...]:
    """List an application's papers that were not taken back."""
    rows = (
        Paper.objects.filter(application=application, removed_at=None)
        .prefetch_related(
            Prefetch("versions", PaperVersion.objects.select_related("file", "added_by")), "uses"
        )
        .order_by("id")
    )
    return tuple(_line(row) for row in rows)


def paper(*, by: Actor, reference: str, number: int) -> PaperPage:
    """Give one proof of the actor's own application; refuses any other as not found."""
    found = opened(by=by, reference=reference)
    line = next((each for each in lines(application=found.application) if each.number == number), None)
    if line is None:
        raise NotFound
    return PaperPage(found.head, line, tuple(_places(found)))


def material_places(*, found: Opened, papers: Iterable[PaperLine]) -> tuple[Place, ...]:
    """List the places of the checklist; what proves the conditions counts for the material that asks for it."""
    proofs = [paper for paper in papers if any(use.startswith("fact:") for use in paper.uses)]
    return tuple(
        Place(
            f"material:{each.code}",
            f"{each.words}（{each.cites}）",
            is_required=each.required,
            is_served=each.code == CONDITION_PAPERS and bool(proofs),
        )
        for each in found.pinned.measure.materials(found.pinned.benefit, found.pinned.round_)
        if each.code not in SELF_MADE
    )


def _places(found: Opened) -> Iterator[tuple[str, tuple[Place, ...]]]:
    """List every place of an application that a paper can prove and that can be changed now, by section."""
    for section in found.listed:
        if not found.is_open(section.name):
            continue
        if section.kind is SectionKind.CONDITION:
            wants = asked(listed=found.listed, section=section, reopened=found.reopened)
            yield section.title, condition_places(section=section, wants=wants)
        elif section.kind is SectionKind.MATERIALS:
            yield section.title, material_places(found=found, papers=())
        elif section.kind is SectionKind.DEALS:
            deals = found.application.deal_lines.order_by("deal").values_list("deal", flat=True).distinct()
            yield section.title, tuple(Place(f"deal:{deal}", f"业务 {deal}") for deal in deals)


def download(*, by: Actor, reference: str, number: int, version: int | None = None) -> Download:
    """Give one file of an application the actor may open; refuses everything else as not found.

    The applicant may have every version it handed in. Everyone else may have exactly the versions that stand in a
    submission: what was only in a draft, or in what was taken back before it was handed in again, stays closed.
    """
    application = sight.application(by=by, reference=reference)
    versions = PaperVersion.objects.filter(paper__application=application, paper_id=number)
    if by.role not in APPLICANT_ROLES:
        open_ = {handed for paper, handed in _handed_in(application) if paper == number}
        versions = versions.filter(number__in=open_)
    if version is not None:
        versions = versions.filter(number=version)
    found = versions.select_related("file").order_by("-number").first()
    if found is None:
        raise NotFound
    return Download(found.file.sm3, found.name, found.file.size, found.file.media_type)


def _handed_in(application: Application) -> set[tuple[int, int]]:
    """Name the versions sealed in submissions since the last time the application was taken back."""
    sealed = application.submissions.all()
    taken_back = application.steps.filter(kind=StepKind.WITHDRAWN).order_by("-id").first()
    if taken_back is not None:
        sealed = sealed.filter(at__gt=taken_back.at)
    return {
        (paper["paper"], paper["version"])
        for snapshot in sealed.values_list("snapshot", flat=True)
        for paper in snapshot.get("papers", ())
    }


def _line(row: Paper) -> PaperLine:
    return PaperLine(
        row.pk,
        row.title,
        tuple(_versions(row.versions.all())),
        tuple(sorted(use.place for use in row.uses.all())),
    )


def _versions(rows: Iterable[PaperVersion]) -> list[VersionLine]:
    return [
        VersionLine(
            each.number,
            each.name,
            kind_words(kind=each.file.kind),
            each.file.size,
            each.file.sm3,
            verdict_words(verdict=each.verdict),
            each.added_by.name,
            each.added_at,
        )
        for each in sorted(rows, key=lambda each: -each.number)
    ]
