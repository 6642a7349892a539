"""Files of a task book: what an officer's statement on a tranche rests on, and a version as a working copy."""

from __future__ import annotations

from dataclasses import dataclass

from zhiyun.casework.actor import Actor
from zhiyun.casework.papers import task_book as layout
from zhiyun.casework.queries.task_books import opened
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import BUREAU_ROLES
from zhiyun.casework.task_books import signing
from zhiyun.casework.task_books.checking import MOST_TRANCHES
from zhiyun.casework.task_books.content import read
from zhiyun.gateways import official_papers
from zhiyun.records.models import StoredFile, TrancheRelease


@dataclass(frozen=True, slots=True)
class ReleasedFile:
    """A file an officer's statement rests on."""

    sm3: str
    name: str
    media_type: str


def released_file(*, by: Actor, reference: str, number: int, place: int) -> ReleasedFile:
    """Give the file at a place, counted from 1, of what releases a tranche; refuses what there is not as not found."""
    if by.role not in BUREAU_ROLES or number > MOST_TRANCHES:
        raise NotFound
    book = opened(by=by, reference=reference)
    release = TrancheRelease.objects.filter(
        tranche__grant__application=book.application, tranche__number=number, tranche__end=None
    ).first()
    files = release.files if release is not None else []
    if not 1 <= place <= len(files):
        raise NotFound
    kept = StoredFile.objects.get(sm3=files[place - 1]["sm3"])
    return ReleasedFile(kept.sm3, files[place - 1]["name"], kept.media_type)


def draft_paper(*, by: Actor, reference: str, number: int, is_demo: bool) -> official_papers.Paper:
    """Lay out one version as a working paper; what both have signed is issued, and had as such."""
    book = opened(by=by, reference=reference)
    version = book.versions.filter(number=number).first()
    if version is None:
        raise NotFound
    told = signing.paper_words(
        book=book,
        version=version,
        content=read(told=version.content),
        grant=None,
        office=book.application.call.issuer.name,
    )
    return layout.draft(told={**told, "signatures": []}, dated=by.day, is_demo=is_demo)
