"""Results of navigation as lists and pages show them: to the centre whose they are, to the bureau, to everyone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise

from zhiyun.casework import sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.navigations import NavigationKind
from zhiyun.casework.queries.kept_with import File, files_of
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import APPLICANT_ROLES, BUREAU_ROLES
from zhiyun.records.models import NavigationRecord, NavigationUse, StoredFile

A_PAGE = 30
LONGEST_ASKED = 100
READERS = frozenset({*APPLICANT_ROLES, *BUREAU_ROLES})
"""Who has a desk on which results stand; everyone else reads what is public."""


@dataclass(frozen=True, slots=True)
class Line:
    """A result in a list; ``used`` is how often it was, by the uses added to all its drafts."""

    reference: str
    organisation: str
    kind: Promise
    title: str
    industry: str
    classes: tuple[str, ...]
    data_on: date
    is_public: bool
    used: int
    recorded_on: date


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list."""

    lines: tuple[Line, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Use:
    """A decision or project that used a result."""

    used_on: date
    user: str
    used_for: str
    words: str
    files: tuple[File, ...]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of a result: the first or a correction, with its reason."""

    number: int
    title: str
    is_public: bool
    because: str
    files: tuple[File, ...]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """A result as its page shows it: the newest draft; people, drafts and uses only on a desk."""

    reference: str
    number: int
    organisation: str
    kind_name: str
    kind: Promise
    title: str
    industry: str
    classes: tuple[str, ...]
    query: str
    data_on: date
    summary: str
    is_public: bool
    files: tuple[File, ...]
    because: str
    sm3: str
    used: int
    day: date
    by: str = ""
    uses: tuple[Use, ...] = ()
    drafts: tuple[Draft, ...] = ()


def listed(*, by: Actor, kind: str = "", words: str = "", page: int = 1) -> Listing:
    """List what an actor has on a desk, the newest first; refuses who has none, and a page there is not."""
    if by.role not in READERS:
        raise NotFound
    return _listing(sight.navigations(by=by).filter(superseded_by=None), kind, words, page)


def in_public(*, kind: str = "", words: str = "", page: int = 1) -> Listing:
    """List what is public, the newest first; refuses a page there is not."""
    return _listing(sight.navigations_in_public(), kind, words, page)


def navigation(*, by: Actor, reference: str) -> Page:
    """Show a result with its drafts and uses; refuses what is another centre's as not found."""
    rows = sight.navigations(by=by).filter(reference=reference).select_related("organisation", "by")
    drafts = list(rows.order_by("-number"))
    if not drafts:
        raise NotFound
    found = NavigationUse.objects.filter(record__in=[row.pk for row in drafts]).select_related("by")
    uses = tuple(_use(row) for row in found.order_by("-used_on", "-pk"))
    return _page(
        drafts[0], used=len(uses), by=drafts[0].by.name, uses=uses, drafts=tuple(map(_draft, drafts))
    )


def one_in_public(*, reference: str) -> Page:
    """Show the newest draft of a result; refuses one that is not public as not found."""
    return _page(row := _public_row(reference), used=row.used)


def kept_file(*, by: Actor, reference: str, of: str, row: int, place: int) -> tuple[str, str, str]:
    """Give the SM3, name and media type of a report or a proof; refuses what the actor may not see as not found."""
    drafts = sight.navigations(by=by).filter(reference=reference)
    files: list[dict[str, str]] = []
    if of == "report":
        files = next(iter(drafts.filter(pk=row).values_list("files", flat=True)), [])
    elif of == "proof":
        uses = NavigationUse.objects.filter(record__in=drafts, pk=row)
        files = next(iter(uses.values_list("files", flat=True)), [])
    return _file_at(files, place)


def file_in_public(*, reference: str, place: int) -> tuple[str, str, str]:
    """Give a file of a report anyone may read; refuses any other as not found."""
    return _file_at(_public_row(reference).files, place)


def _public_row(reference: str) -> Any:
    rows = _counted(sight.navigations_in_public()).select_related("organisation")
    row = rows.filter(reference=reference).first()
    if row is None:
        raise NotFound
    return row


def _file_at(files: list[dict[str, str]], place: int) -> tuple[str, str, str]:
    if not 1 <= place <= len(files):
        raise NotFound
    file = files[place - 1]
    return file["sm3"], file["name"], StoredFile.objects.get(sm3=file["sm3"]).media_type


def _listing(rows: QuerySet[NavigationRecord], kind: str, words: str, page: int) -> Listing:
    if kind:
        rows = rows.filter(kind=kind)
    for word in words[:LONGEST_ASKED].split():
        rows = rows.filter(
            Q(title__icontains=word) | Q(industry__icontains=word) | Q(organisation__name__icontains=word)
        )
    total = rows.count()
    pages = max(1, -(-total // A_PAGE))
    if not 1 <= page <= pages:
        raise NotFound
    shown = _counted(rows).select_related("organisation").defer("query", "summary").order_by("-at", "-pk")
    lines = tuple(_line(row) for row in shown[(page - 1) * A_PAGE : page * A_PAGE])
    return Listing(lines, total, page, pages)


def _counted(rows: QuerySet[NavigationRecord]) -> QuerySet[NavigationRecord]:
    """Add how often each was used, whichever of its drafts the uses were added to."""
    uses = NavigationUse.objects.filter(record__reference=OuterRef("reference")).order_by()
    count = uses.values("record__reference").annotate(count=Count("pk")).values("count")
    return rows.annotate(used=Coalesce(Subquery(count), 0))


def _line(row: Any) -> Line:
    return Line(
        row.reference,
        row.organisation.name,
        NavigationKind(row.kind).words,
        row.title,
        row.industry,
        tuple(row.classes),
        row.data_on,
        row.is_public,
        row.used,
        row.day,
    )


def _page(row: NavigationRecord, **desk: Any) -> Page:
    return Page(
        row.reference,
        row.number,
        row.organisation.name,
        row.kind,
        NavigationKind(row.kind).words,
        row.title,
        row.industry,
        tuple(row.classes),
        row.query,
        row.data_on,
        row.summary,
        row.is_public,
        files_of(row=row, of="report"),
        row.because,
        row.sm3,
        day=row.day,
        **desk,
    )


def _draft(row: NavigationRecord) -> Draft:
    return Draft(
        row.number, row.title, row.is_public, row.because, files_of(row=row, of="report"), row.by.name, row.at
    )


def _use(row: NavigationUse) -> Use:
    return Use(
        row.used_on, row.user, row.used_for, row.words, files_of(row=row, of="proof"), row.by.name, row.at
    )
