"""Calls as the public sees them: published versions only, whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q

from zhiyun import law
from zhiyun.casework import calls, sight, stages
from zhiyun.casework.actor import public
from zhiyun.casework.calls import AttachedFile, CallWords, Difference
from zhiyun.casework.estimate import Section, questionnaire
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.rounds import pinned
from zhiyun.casework.stages import CallStage
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import Call, CallAttachment, CallVersion

PAGE_SIZE = 20
LARGEST_PAGE = 100
LONGEST_SEARCH = 40
MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class CallLine:
    """A published call in a list."""

    reference: str
    title: str
    document: str
    benefit: law.Benefit
    issuer: str
    stage: CallStage
    version: int
    opens_at: datetime
    closes_at: datetime
    published_at: datetime
    change_note: str

    @property
    def state(self) -> str:
        """The office's word for where it stands."""
        return stages.words(stage=self.stage)


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list of calls, and how long the whole is."""

    lines: tuple[CallLine, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class KindRule:
    """What a call asks of one kind of operation."""

    words: str
    registration: str
    evidence: tuple[str, ...]
    cites: str


@dataclass(frozen=True)
class VersionView:
    """What a version says, laid over its measure; a draft that cannot be read yet has no ``round_``."""

    reference: str
    benefit: law.Benefit
    issuer: str
    number: int
    words: CallWords
    measure: law.Measure
    round_: law.Round | None
    sections: tuple[Section, ...]
    materials: tuple[law.Material, ...]
    kinds: tuple[KindRule, ...]
    published_at: datetime | None

    @property
    def measure_materials(self) -> tuple[law.Material, ...]:
        """The papers the measure itself asks for."""
        return self.measure.materials(self.benefit)


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """One published version in a call's history, with what it changed."""

    number: int
    published_at: datetime
    change_note: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class CallPage:
    """A call as its public page shows it; ``shown`` is the version in force unless an older one was asked for."""

    stage: CallStage
    shown: VersionView
    current: int
    versions: tuple[PublishedVersion, ...]

    @property
    def state(self) -> str:
        """The office's word for where it stands."""
        return stages.words(stage=self.stage)

    @property
    def is_current(self) -> bool:
        """Say whether what is shown is in force."""
        return self.shown.number == self.current


def published(
    *,
    at: datetime,
    benefit: law.Benefit | None = None,
    stage: CallStage | None = None,
    words: str = "",
    page: int = 1,
    size: int = PAGE_SIZE,
) -> Listing:
    """List published calls, the last to close first; refuses a page there is none of."""
    rows = _public_calls(at)
    if benefit is not None:
        rows = rows.filter(benefit=benefit.value)
    if stage is not None:
        rows = rows.filter(_standing(stage, at))
    for word in words[:LONGEST_SEARCH].split()[:MOST_WORDS]:
        rows = rows.filter(Q(current__title__icontains=word) | Q(current__body__icontains=word))
    size = max(1, min(size, LARGEST_PAGE))
    total = rows.count()
    pages = max(1, -(-total // size))
    if not 1 <= page <= pages:
        raise NotFound
    first = (page - 1) * size
    found = rows.order_by("-current__closes_at", "-id")[first : first + size]
    return Listing(tuple(_line(call, at) for call in found), total, page, pages)


def newest(*, at: datetime, most: int) -> tuple[CallLine, ...]:
    """List the calls published or changed last, for a feed."""
    rows = _public_calls(at).order_by("-current__published_at", "-id")[:most]
    return tuple(_line(call, at) for call in rows)


def call(*, at: datetime, reference: str, number: int | None = None) -> CallPage:
    """Give a published call, in the version in force or an older published one; refuses any other as not found."""
    found = _public_calls(at).filter(reference=reference).first()
    if found is None:
        raise NotFound
    versions = _published_versions(found)
    wanted = found.current.number if number is None else number
    shown = next((each for each in versions if each.number == wanted), None)
    if shown is None:
        raise NotFound
    return CallPage(
        stages.of_call(call=found, at=at),
        view(version=shown, issuer=found.issuer.name),
        found.current.number,
        tuple(reversed(tuple(_histories(versions)))),
    )


def attachment(*, at: datetime, reference: str, number: int) -> tuple[AttachedFile, str]:
    """Give an attachment of a published version and its media type; refuses any other as not found."""
    rows = CallAttachment.objects.filter(
        pk=number,
        version__call__reference=reference,
        version__in=sight.versions(by=public(at=at)),
    )
    found = rows.select_related("file").first()
    if found is None:
        raise NotFound
    return AttachedFile(found.name, found.file_id, found.file.size, found.pk), found.file.media_type


def round_named(*, at: datetime, reference: str) -> law.Round | None:
    """Give the round of a published call by its reference; None where there is no such call."""
    found = _public_calls(at).filter(reference=reference).first()
    return pinned(version=found.current).round_ if found is not None else None


def view(*, version: CallVersion, issuer: str) -> VersionView:
    """Lay a version's words over its measure."""
    words, benefit = calls.words_of(version=version), law.Benefit(version.call.benefit)
    measure, round_ = law.measure(version.measure), None
    try:
        round_ = pinned(version=version).round_
    except Faulty:
        # A draft may be read before it is complete; its faults are told where it is edited.
        assert version.published_at is None, "a published version can be read"
    return VersionView(
        version.call.reference,
        benefit,
        issuer,
        version.number,
        words,
        measure,
        round_,
        questionnaire(measure=measure, benefit=benefit, round_=round_),
        measure.materials(benefit, round_),
        tuple(
            KindRule(law.Kind(each.kind).words, each.registration, each.evidence, each.cites)
            for each in words.kinds
        ),
        version.published_at,
    )


def _public_calls(at: datetime):  # type: ignore[no-untyped-def]  # a queryset of calls, each with its version
    # Asked as the public, so that an officer's own drafts never come into what everyone may see.
    return sight.calls(by=public(at=at))


def _standing(stage: CallStage, at: datetime) -> Q:
    return {
        CallStage.ANNOUNCED: Q(current__opens_at__gt=at),
        CallStage.OPEN: Q(current__opens_at__lte=at, current__closes_at__gt=at),
        CallStage.CLOSED: Q(current__closes_at__lte=at),
        CallStage.UNPUBLISHED: Q(pk__in=()),
        CallStage.DISCARDED: Q(pk__in=()),
    }[stage]


def _published_versions(found: Call) -> list[CallVersion]:
    rows = found.versions.filter(published_at__isnull=False).select_related("call")
    return list(
        rows.order_by("number").prefetch_related(
            Prefetch("attachments", CallAttachment.objects.select_related("file"))
        )
    )


def _histories(versions: list[CallVersion]) -> Iterator[PublishedVersion]:
    before: CallWords | None = None
    for version in versions:
        after = calls.words_of(version=version)
        changes = calls.differences(before=before, after=after) if before is not None else ()
        assert version.published_at is not None
        yield PublishedVersion(version.number, version.published_at, version.change_note, changes)
        before = after


def _line(found: Call, at: datetime) -> CallLine:
    current = found.current
    return CallLine(
        found.reference,
        current.title,
        current.document,
        law.Benefit(found.benefit),
        found.issuer.name,
        stages.of_call(call=found, at=at),
        current.number,
        current.opens_at,
        current.closes_at,
        current.published_at,
        current.change_note,
    )
