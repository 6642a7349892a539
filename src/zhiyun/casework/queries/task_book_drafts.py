"""A task book before there is one, and one being written: the draft, and what keeps it from being agreed."""

from __future__ import annotations

from dataclasses import dataclass

from zhiyun import law
from zhiyun.casework import sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.queries.task_book_lines import heads
from zhiyun.casework.queries.task_books import opened
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.task_books import checking, signing
from zhiyun.casework.task_books.checking import Ground
from zhiyun.casework.task_books.content import Content
from zhiyun.casework.task_books.drafting import drafted
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.records.models import Application, Decision, StepKind, TaskBook


@dataclass(frozen=True, slots=True)
class First:
    """What a task book begins with: the application it is about and the draft from it."""

    reference: str
    applicant: str
    amount: Money
    content: Content
    heads: tuple[str, ...]


def first(*, by: Actor, reference: str) -> First:
    """Draft the first version of a confirmed centre's task book; refuses whatever has none to be begun."""
    application, decision, ground = _to_begin(by, reference)
    submission = application.submissions.latest("number")
    content = drafted(snapshot=submission.snapshot, amount=ground.amount, measure=ground.measure, on=by.day)
    return First(
        application.reference,
        application.organisation.name,
        Money(decision.amount_fen),
        content,
        heads(measure=ground.measure),
    )


def faults(*, by: Actor, reference: str, content: Content, is_first: bool) -> tuple[Fault, ...]:
    """List what keeps content from being agreed; nothing is changed."""
    ground = (
        _to_begin(by, reference)[2]
        if is_first
        else signing.ground_of(book=opened(by=by, reference=reference))
    )
    try:
        checking.refuse_unsound(content=content, ground=ground)
    except Faulty as faulty:
        return faulty.faults
    return ()


def heads_of(*, by: Actor, reference: str) -> tuple[str, ...]:
    """Name the uses the measure of a task book lists."""
    return heads(measure=signing.ground_of(book=opened(by=by, reference=reference)).measure)


def _to_begin(by: Actor, reference: str) -> tuple[Application, Decision, Ground]:
    application = sight.application(by=by, reference=reference)
    decision = Decision.objects.filter(application=application, supported=True).order_by("-pk").first()
    is_construction = law.Benefit(application.call.benefit).is_construction
    begun = TaskBook.objects.filter(application=application).exists()
    confirmed = application.last_step == StepKind.CONFIRMED.value
    if decision is None or not is_construction or begun or not confirmed or by.role is not Role.CASE_OFFICER:
        raise NotFound
    return application, decision, signing.ground(application=application, amount_fen=decision.amount_fen)
