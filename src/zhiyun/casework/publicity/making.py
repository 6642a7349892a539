"""A list made public inside an action: its row, its paper, the steps of whom it concerns, and their letters."""

from __future__ import annotations

from datetime import date

from zhiyun import law
from zhiyun.casework import issuing, outbox
from zhiyun.casework.actor import Actor
from zhiyun.casework.deciding.letters import letters
from zhiyun.casework.publicity import words as notice_words
from zhiyun.casework.publicity.words import NoticeWords
from zhiyun.casework.rounds import Pinned, pinned
from zhiyun.kernel.workdays import Calendar
from zhiyun.records.models import (
    Application,
    ApplicationStep,
    IssuedPaper,
    NumberSequence,
    Publication,
    Resolution,
    StepKind,
)


def pins_of(*, resolution: Resolution) -> Pinned:
    """Give the measure a resolution was made under."""
    version = resolution.call.current
    assert version is not None, "a call that was decided is published"
    return pinned(version=version)


def period_from(*, resolution: Resolution, on: date, calendar: Calendar) -> law.NoticePeriod:
    """Count a list's days by the measure; refuses a year without its holiday notice."""
    pins = pins_of(resolution=resolution)
    return pins.measure.notice_period(pins.benefit, on, calendar)


def make_public(
    *,
    resolution: Resolution,
    period: law.NoticePeriod,
    words: NoticeWords,
    by: Actor,
    supersedes: Publication | None = None,
    because: str = "",
) -> Publication:
    """Publish a list at this very instant; there is none that waits to be found."""
    reference = next_reference(kind="publication", prefix="GS", year=by.day.year)
    content = notice_words.content(
        resolution=resolution,
        pins=pins_of(resolution=resolution),
        reference=reference,
        period=period,
        words=words,
        supersedes=supersedes,
        because=because,
    )
    paper = _issued(resolution, content, by)
    return Publication.objects.create(
        reference=reference,
        resolution=resolution,
        supersedes=supersedes,
        because=because.strip(),
        published_at=by.at,
        workdays=period.workdays,
        first_counted_on=period.first_counted_day,
        last_on=period.last_day,
        counted_by=list(period.sources),
        sm3=paper.content_sm3,
        by_id=by.person_id,
        content=paper.content,
    )


def take_steps(*, publication: Publication, by: Actor) -> None:
    """Let every case a resolution decided take its step, issue its letter and tell its applicant."""
    decisions = list(
        publication.resolution.decisions.select_related("application__organisation").order_by("id")
    )
    # Whoever acts on one of them waits until all have stepped; in one order, so that nobody waits in a circle.
    ids = [decision.application_id for decision in decisions]
    list(Application.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    for decision in decisions:
        kind = StepKind.PUBLISHED if decision.supported else StepKind.DECLINED
        step(application=decision.application, kind=kind, by=by, note=publication.reference)
        _tell(decision.application, publication, decision.supported, by)
    letters(publication=publication, by=by)


def step(*, application: Application, kind: StepKind, by: Actor, note: str = "") -> None:
    """Let a case take a step."""
    ApplicationStep.objects.create(
        application=application, kind=kind, at=by.at, by_id=by.person_id, role=by.role.value, note=note
    )


def next_reference(*, kind: str, prefix: str, year: int) -> str:
    """Give the next reference of a kind in a year."""
    NumberSequence.objects.get_or_create(kind=kind, year=year)
    sequence = NumberSequence.objects.select_for_update().get(kind=kind, year=year)
    sequence.last += 1
    sequence.save(update_fields=["last"])
    return f"{prefix}-{year}-{sequence.last}"


def paper_number(*, reference: str) -> str:
    """Give the number of a list's paper, which follows from the notice's reference."""
    _letters, year, number = reference.split("-")
    return f"渝知运公示〔{year}〕{number}号"


def _issued(resolution: Resolution, content: dict[str, object], by: Actor) -> IssuedPaper:
    return issuing.issue(
        kind=issuing.PaperKind.PUBLIC_LIST,
        by=by,
        content=content,
        number=paper_number(reference=str(content["publication"])),
        version=resolution.call.current,
    )


def _tell(application: Application, publication: Publication, is_supported: bool, by: Actor) -> None:
    until = f"{publication.last_on:%Y年%m月%d日}"
    if is_supported:
        subject, link = f"列入公示名单：{application.reference}", f"/notices/{publication.reference}/"
        body = f"你单位已列入拟支持名单，公示到{until}24:00止。公示无异议或者异议不成立的，予以确认。"
    else:
        subject, link = f"决定不予支持：{application.reference}", f"/applications/{application.reference}/"
        body = "你单位的申报未获支持，全部理由和救济途径见不予支持决定书。"
    outbox.tell_members(organisation=application.organisation, subject=subject, body=body, link=link, by=by)
