"""A funded centre as both sides see it: where it stands, what is due until when, and all that has happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from zhiyun import law
from zhiyun.casework import rounds, sight, task_books
from zhiyun.casework.actor import Actor
from zhiyun.casework.construction import ConstructionStage, evaluating, recovering, reporting
from zhiyun.casework.construction.standing import recovery_rulings
from zhiyun.casework.construction.timeline import timeline
from zhiyun.casework.issuing import WORDS, PaperKind
from zhiyun.casework.queries import construction_evaluations, construction_rows
from zhiyun.casework.queries.construction_shown import (
    REVOKED,
    Asked,
    Conclusion,
    HandIn,
    Letter,
    Listed,
    Page,
    Receipt,
    Recovery,
    Report,
)
from zhiyun.casework.queries.kept_with import files_of
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import APPLICANT_ROLES, BUREAU_ROLES
from zhiyun.casework.task_books.in_force import terms_of
from zhiyun.kernel.money import ZERO, Money
from zhiyun.kernel.workdays import Calendar
from zhiyun.records.models import (
    AcceptanceRequest,
    Grant,
    HalfYearReport,
    IssuedPaper,
    RecoveryProposal,
    StoredFile,
)

READERS = frozenset({*BUREAU_ROLES, *APPLICANT_ROLES})
LETTERS = ("centre_passed", "centre_failed", "recovery")


def listed(*, by: Actor, calendar: Calendar) -> tuple[Listed, ...]:
    """List the centres an actor of the bureau may see, the latest signed first."""
    if by.role not in BUREAU_ROLES:
        raise NotFound
    return tuple(
        _listed(row, by, calendar) for row in construction_rows.rows(by=by).order_by("-signed_on", "-pk")
    )


def construction(*, by: Actor, reference: str, calendar: Calendar) -> Page:
    """Show a centre; refuses others', and a case without a task book in force, as not found."""
    grant = opened(by=by, reference=reference)
    is_bureau = by.role in BUREAU_ROLES
    measure, book = (
        rounds.of_case(application=grant.application).measure,
        task_books.dates(grant=grant, on=by.day),
    )
    stage, heard, trouble = construction_rows.stage_and_grounds(grant=grant, on=by.day)
    grace = heard.grace if heard is not None else None
    conclusions = tuple(_conclusions(grant, by, is_bureau=is_bureau))
    recoveries = tuple(_recoveries(grant, by, is_bureau=is_bureau))
    spans = construction_rows.spans_of(grant=grant, on=by.day, calendar=calendar)
    receipts = tuple(_receipts(grant))
    paid = recovering.paid(grant=grant)
    dues: tuple[law.Due, ...] = () if heard is None else measure.due(book, calendar)
    attempt = 2 if any(each.good and not each.passed for each in conclusions) else 1
    return Page(
        grant.application.reference,
        grant.application.organisation.name,
        grant.application.call.current.title if grant.application.call.current else "",
        grant.version.task_book.reference,
        Money(terms_of(grant=grant, on=by.day).amount_fen),
        sum((each.amount for each in paid), ZERO),
        stage,
        trouble,
        grant.starts_on,
        book.last_on or grant.last_on,
        (grace.starts_on, grace.last_on) if grace is not None and grace.last_on is not None else None,
        dues,
        () if heard is None else tuple(map(str, heard.readings)),
        tuple(_report(span) for span in spans),
        tuple(_asked(row) for row in grant.acceptance_requests.all()),
        conclusions,
        recoveries,
        receipts,
        tuple(_letters(grant)),
        tuple(construction_evaluations.evaluated(grant=grant, spans=dues, measure=measure, by=by)),
        evaluating.dimensions(measure=measure),
        timeline(grant=grant, book=book, spans=spans, paid=paid, grace=grace, on=by.day),
        attempt,
        by.day,
        construction_rows.is_open(
            grant=grant,
            on=by.day,
            asked=any(each.attempt == attempt for each in grant.acceptance_requests.all()),
        ),
        measure.recovery_refills(by.day, by.day)[0],
        recovering.unspent_of(measure=measure, book=book, payments=paid, on=by.day),
    )


def kept_file(*, by: Actor, reference: str, of: str, row: int, place: int) -> tuple[str, str, str]:
    """Give the SM3, name and media type of a file handed in; refuses what the actor may not see as not found."""
    grant = opened(by=by, reference=reference)
    rows_of: dict[str, Any] = {
        "report": grant.reports,
        "request": grant.acceptance_requests,
        "conclusion": grant.acceptance_proposals,
    }
    if of not in rows_of or (of == "conclusion" and by.role not in BUREAU_ROLES):
        raise NotFound
    found = rows_of[of].filter(pk=row).first()
    files = found.files if found is not None else []
    if not 1 <= place <= len(files):
        raise NotFound
    kept = StoredFile.objects.get(sm3=files[place - 1]["sm3"])
    return str(kept.sm3), str(files[place - 1]["name"]), str(kept.media_type)


def opened(*, by: Actor, reference: str) -> Grant:
    """Give the row behind a centre's pages, never handed to a screen; refuses others' as not found."""
    if by.role not in READERS:
        raise NotFound
    application = sight.application(by=by, reference=reference)
    found = construction_rows.rows(by=by).filter(application=application).first()
    if found is None:
        raise NotFound
    return found


def is_begun(*, by: Actor, reference: str) -> bool:
    """Say whether a case the actor may open has a task book in force."""
    seen = sight.applications(by=by).filter(reference=reference)
    return by.role in READERS and Grant.objects.filter(application__in=seen.values("pk")).exists()


def _listed(grant: Grant, by: Actor, calendar: Calendar) -> Listed:
    spans = construction_rows.spans_of(grant=grant, on=by.day, calendar=calendar)
    stage, _heard, _trouble = construction_rows.stage_and_grounds(grant=grant, on=by.day)
    is_over = stage in (ConstructionStage.ACCEPTED, *REVOKED)
    open_spans = [each for each in spans if not is_over and not each.rows]
    return Listed(
        grant.application.reference,
        grant.application.organisation.name,
        grant.application.call.current.title if grant.application.call.current else "",
        Money(terms_of(grant=grant, on=by.day).amount_fen),
        stage,
        terms_of(grant=grant, on=by.day).last_on,
        sum(each.stage is reporting.ReportStage.LATE for each in open_spans),
        sum(each.stage is reporting.ReportStage.HANDED_IN for each in spans),
        next((each.due_on for each in open_spans if each.stage is not reporting.ReportStage.LATE), None),
    )


def _report(span: reporting.Span) -> Report:
    return Report(
        span.number,
        span.covers_from,
        span.covers_to,
        span.due_on,
        span.because,
        span.stage,
        span.came_late,
        tuple(_hand_in(row) for row in reversed(span.rows)),
    )


def _hand_in(row: HalfYearReport) -> HandIn:
    look = getattr(row, "look", None)
    parts = ((name, getattr(row, name)) for name in ("progress", "results", "spending", "plan"))
    return HandIn(
        row.number,
        tuple(parts),
        files_of(row=row, of="report"),
        row.by.name,
        row.at,
        row.sm3,
        None if look is None else look.good,
        "" if look is None else look.words,
        "" if look is None else look.by.name,
    )


def _asked(row: AcceptanceRequest) -> Asked:
    return Asked(row.attempt, row.words, files_of(row=row, of="request"), row.by.name, row.at)


def _conclusions(grant: Grant, by: Actor, *, is_bureau: bool) -> Iterator[Conclusion]:
    """List conclusions, the newest first; the centre hears only of those that were told."""
    for row in sorted(grant.acceptance_proposals.all(), key=lambda each: -each.pk):
        ruling = getattr(row, "ruling", None)
        if not is_bureau and (ruling is None or not ruling.good):
            continue
        yield Conclusion(
            row.pk,
            row.attempt,
            row.passed,
            row.opinion,
            row.inspected_on,
            row.inspected,
            files_of(row=row, of="conclusion") if is_bureau else (),
            row.by.name if is_bureau else "",
            row.at,
            row.by_id == by.person_id,
            *_ruled(ruling, is_bureau=is_bureau),
        )


def _recoveries(grant: Grant, by: Actor, *, is_bureau: bool) -> Iterator[Recovery]:
    for row in sorted(grant.recovery_proposals.all(), key=lambda each: -each.pk):
        ruling = getattr(row, "ruling", None)
        if not is_bureau and (ruling is None or not ruling.good):
            continue
        yield _recovery(row, ruling, by, is_bureau=is_bureau)


def _recovery(row: RecoveryProposal, ruling: Any, by: Actor, *, is_bureau: bool) -> Recovery:
    return Recovery(
        row.pk,
        Money(row.amount_fen),
        Money(row.interest_fen),
        row.due_on,
        row.words,
        row.finding["because"],
        tuple(row.finding["readings"]),
        recovering.unspent(proposal=row),
        row.by.name if is_bureau else "",
        row.by_id == by.person_id,
        *_ruled(ruling, is_bureau=is_bureau),
    )


def _ruled(ruling: Any, *, is_bureau: bool) -> tuple[bool | None, str, str, date | None]:
    if ruling is None:
        return None, "", "", None
    return ruling.good, ruling.reason, ruling.by.name if is_bureau else "", ruling.day


def _receipts(grant: Grant) -> Iterator[Receipt]:
    for ruling in recovery_rulings(grant=grant):
        for row in sorted(ruling.receipts.all(), key=lambda each: each.pk):
            yield Receipt(Money(row.amount_fen), row.received_on, row.bank_reference, row.words, row.by.name)


def _letters(grant: Grant) -> Iterator[Letter]:
    found = IssuedPaper.objects.filter(application_id=grant.application_id, kind__in=LETTERS)
    for kind, number, code in found.order_by("pk").values_list("kind", "number", "code"):
        yield Letter(WORDS[PaperKind(kind)], number, code)
