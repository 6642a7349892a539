"""All task books a person may see, and what waits for them: drafts to begin, versions to answer, tranches to release."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from zhiyun import law
from zhiyun.casework import sight
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.queries.task_book_lines import open_changes
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import APPLICANT_ROLES, BUREAU_ROLES, Role
from zhiyun.casework.subjects.commitments import TaskBookStage, stage_of
from zhiyun.casework.task_books.in_force import last_on
from zhiyun.casework.task_books.signing import APPLICANT, BUREAU, CITES
from zhiyun.casework.tasks import Task
from zhiyun.kernel.money import Money
from zhiyun.records.models import (
    AcceptanceRuling,
    Application,
    Decision,
    Grant,
    StepKind,
    TaskBook,
    TaskBookSignature,
    TaskBookVersion,
    Tranche,
    TrancheRelease,
)

SOON = timedelta(days=30)
"""How long before it falls due a tranche's trigger is asked for."""
CONSTRUCTION = [each.value for each in law.Benefit if each.is_construction]


@dataclass(frozen=True, slots=True)
class Listed:
    """One task book in the list: the application it is about, where it stands, and its days once in force.

    ``version`` is 0 and ``stage`` None where it is still to be begun; ``last_is_bureaus`` says who wrote it last.
    """

    reference: str
    applicant: str
    call_title: str
    amount: Money
    version: int
    stage: TaskBookStage | None
    last_is_bureaus: bool
    signed_on: date | None
    last_on: date | None


def listed(*, by: Actor) -> tuple[Listed, ...]:
    """List the bureau's task books: to be begun first, then negotiated, then in force."""
    if by.role not in BUREAU_ROLES:
        raise NotFound
    to_begin = [
        Listed(
            row.reference,
            row.organisation.name,
            row.call.current.title,
            Money(row.decided_fen),
            0,
            None,
            last_is_bureaus=False,
            signed_on=None,
            last_on=None,
        )
        for row in _to_begin(by)
    ]
    books = [_listed(row) for row in _books(by).order_by("-begun_at", "-pk")]
    return (*to_begin, *sorted(books, key=lambda book: book.stage is TaskBookStage.IN_FORCE))


def tasks(*, by: Actor) -> Iterator[Task]:
    """Say what waits for an actor about task books."""
    if by.role is Role.CASE_OFFICER:
        yield from map(_begin_task, _to_begin(by))
    if by.role in (Role.CASE_OFFICER, Role.ROUND_MANAGER, *APPLICANT_ROLES):
        waits = Q(application__last_step=StepKind.CONFIRMED.value) | Q(open_change__isnull=False)
        for row in _books(by).filter(waits):
            if vars(row)["open_change"] is None:
                yield from _answer_task(_listed(row), by)
            else:
                yield from _change_task(row, by)
    if by.role is Role.CASE_OFFICER:
        yield from map(_release_task, _to_release(by))


def _to_begin(by: Actor) -> QuerySet[Application]:
    decided = Decision.objects.filter(application=OuterRef("pk"), supported=True).order_by("-pk")
    return (
        sight.applications(by=by)
        .filter(last_step=StepKind.CONFIRMED.value, call__benefit__in=CONSTRUCTION, task_book=None)
        .filter(Exists(decided))
        .annotate(decided_fen=Subquery(decided.values("amount_fen")[:1]))
        .select_related("organisation", "call__current")
        .order_by("reference")
    )


def _books(by: Actor) -> QuerySet[TaskBook]:
    agreed = Q(agreement=None) | Q(grant_change__isnull=False)
    newest = TaskBookVersion.objects.filter(agreed, task_book=OuterRef("pk")).order_by("-number")
    signed = TaskBookSignature.objects.filter(
        version__task_book=OuterRef("pk"), version__number=Subquery(_newest_number())
    )
    grants = Grant.objects.filter(application=OuterRef("application")).annotate(until=last_on())
    changes = open_changes().filter(task_book=OuterRef("pk")).order_by("-number")
    return (
        TaskBook.objects.filter(application__in=sight.applications(by=by).values("pk"))
        .select_related("application__organisation", "application__call__current", "decision")
        .annotate(
            newest=Subquery(newest.values("number")[:1]),
            newest_side=Subquery(newest.values("side")[:1]),
            signed_by_bureau=Exists(signed.filter(side=BUREAU)),
            signed_by_applicant=Exists(signed.filter(side=APPLICANT)),
            open_change=Subquery(changes.values("number")[:1]),
            change_side=Subquery(changes.values("newest_side")[:1]),
            change_by_bureau=Subquery(changes.values("bureau")[:1]),
            change_by_applicant=Subquery(changes.values("applicant")[:1]),
            signed_on=Subquery(grants.values("signed_on")[:1]),
            last_on=Subquery(grants.values("until")[:1]),
        )
    )


def _newest_number() -> QuerySet[TaskBookVersion]:
    """Give the number of the newest version of the task book a signature's version belongs to."""
    same = TaskBookVersion.objects.filter(task_book=OuterRef("version__task_book")).order_by("-number")
    return same.values("number")[:1]


def _listed(row: TaskBook) -> Listed:
    told = vars(row)
    sides = {BUREAU: told["signed_by_bureau"], APPLICANT: told["signed_by_applicant"]}
    in_force = told["signed_on"] is not None
    signed = frozenset(side for side, has in sides.items() if has and not in_force)
    return Listed(
        row.application.reference,
        row.application.organisation.name,
        row.application.call.current.title if row.application.call.current else "",
        Money(row.decision.amount_fen),
        told["newest"],
        stage_of(sides=signed, in_force=in_force),
        told["newest_side"] == BUREAU,
        told["signed_on"],
        told["last_on"],
    )


def _begin_task(row: Application) -> Task:
    return Task(
        what=_("%(applicant)s：起草任务书") % {"applicant": row.organisation.name},
        why=_("公示期满已经确认，双方签订任务书后建设期才开始，资金才能拨付。"),
        cites=CITES,
        verb=_("起草任务书"),
        address=("task-book-begin", row.reference),
    )


def _answer_task(book: Listed, by: Actor) -> Iterator[Task]:
    """Ask who is to answer the newest version: to sign it or to propose another."""
    is_applicant = by.role in APPLICANT_ROLES
    waits_for_bureau = book.stage is TaskBookStage.SIGNED_BY_APPLICANT or (
        book.stage is TaskBookStage.NEGOTIATED and not book.last_is_bureaus
    )
    if waits_for_bureau == is_applicant:
        return
    signed = book.stage is not TaskBookStage.NEGOTIATED
    names = {"applicant": book.applicant, "number": book.version}
    if signed and by.role in (Role.CASE_OFFICER, Role.PREPARER):
        return
    yield Task(
        what=_("%(applicant)s：任务书第%(number)s版待答复") % names,
        why=_("对方已签这一版，签订后即生效；要修改的，提出新的一版。")
        if signed
        else _("对方提出了这一版：同意的签订，不同意的提出新的一版。"),
        cites=CITES,
        verb=_("核对任务书"),
        address=("task-book" if is_applicant else "bureau-task-book", book.reference),
    )


def _change_task(row: TaskBook, by: Actor) -> Iterator[Task]:
    """Ask who is to answer the newest version of a change: to sign it, to propose another, or to end it."""
    seen = vars(row)
    is_applicant = by.role in APPLICANT_ROLES
    for_bureau = seen["change_by_applicant"] or (
        not seen["change_by_bureau"] and seen["change_side"] != BUREAU
    )
    if for_bureau == is_applicant:
        return
    yield Task(
        what=_("%(applicant)s：任务书变更协议待答复") % {"applicant": row.application.organisation.name},
        why=_("对方提出变更或者已签：同意的签订，不同意的提出新的一版或者终止。"),
        cites=CITES,
        verb=_("核对变更协议"),
        address=(
            "task-book-change" if is_applicant else "bureau-task-book-change",
            row.application.reference,
            str(seen["open_change"]),
        ),
    )


def _to_release(by: Actor) -> QuerySet[Tranche]:
    cases = sight.applications(by=by).values("pk")
    released = TrancheRelease.objects.filter(tranche=OuterRef("pk"))
    # Of a centre that failed twice nothing is paid any more, so nothing is released.
    failed = AcceptanceRuling.objects.filter(grant=OuterRef("grant"), good=True, passed=False, attempt=2)
    return (
        Tranche.objects.filter(grant__application__in=cases, end=None, due_on__lte=by.day + SOON)
        .filter(~Exists(released), ~Exists(failed))
        .select_related("grant__application__organisation")
        .order_by("due_on", "pk")
    )


def _release_task(row: Tranche) -> Task:
    application = row.grant.application
    names = {"applicant": application.organisation.name, "number": row.number}
    return Task(
        what=_("%(applicant)s：任务书第%(number)s笔待核实拨付条件") % names,
        why=_("拨付条件：%(trigger)s") % {"trigger": row.trigger},
        cites=CITES,
        verb=_("核实拨付条件"),
        address=("tranche-release", application.reference, str(row.number)),
        until=datetime.combine(row.due_on + timedelta(days=1), time.min, SHANGHAI),
    )
