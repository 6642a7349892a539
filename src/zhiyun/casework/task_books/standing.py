"""Where a funded centre stands by its task book as changed up to a day, and what that tells the law of Article 14.

What both sides have signed is on the office's own file: it outranks whatever an applicant states of itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateField, Exists, OuterRef, QuerySet, Subquery

from zhiyun import law
from zhiyun.casework.task_books.in_force import terms_of
from zhiyun.kernel.money import Money
from zhiyun.records.models import (
    AcceptanceRuling,
    Confirmation,
    Grant,
    GrantChange,
    Organisation,
    PaymentStep,
    PaymentStepKind,
)

OnFile = Mapping[str, law.Fact[Any]]
"""Facts of the office's own file, by the law's names."""


OUTCOMES = {
    "accepted_on": "验收合格通知书",
    "first_failed_on": "验收不合格通知书",
    "second_failed_on": "再次验收不合格通知书",
}
"""What an acceptance comes to, by the law's names of the day, and the letter that tells it."""


@dataclass(frozen=True, slots=True)
class Centre:
    """A centre whose task book both sides have signed: the references of its application and of the book, its dates."""

    application: str
    task_book: str
    benefit: law.Benefit
    amount: Money
    book: law.TaskBook


Asked = tuple[int, date]
"""An organisation, by key, and the day its standing is asked for."""


def standing(*, organisation: Organisation, on: date) -> Centre | None:
    """Give an organisation's centre as of a day, of several the one under construction longest; None without any."""
    return _standings([(organisation.pk, on)])[organisation.pk, on]


def _standings(asked: Iterable[Asked]) -> dict[Asked, Centre | None]:
    """The same for any number of organisations and days, in one question."""
    known: dict[int, list[Any]] = {}
    wanted = set(asked)
    grants = dated().filter(application__organisation__in={organisation for organisation, _on in wanted})
    joined = grants.select_related("application__call", "version__task_book")
    for grant in joined.order_by("-last_on", "-id"):
        known.setdefault(grant.application.organisation_id, []).append(grant)
    return {(organisation, on): _longest(known.get(organisation, ()), on) for organisation, on in wanted}


def _longest(grants: Iterable[Any], on: date) -> Centre | None:
    """Give the one under construction longest, by what was in force on a day; None where none had begun."""
    begun = [each for each in grants if each.starts_on <= on]
    if not begun:
        return None
    return _centre(max(begun, key=lambda each: (_terms(each, on).last_on, each.pk)), on)


def _terms(grant: Any, on: date) -> Any:
    """Give what was in force on a day; a grant nobody has changed is not asked for changes."""
    return terms_of(grant=grant, on=on) if grant.has_changed else grant


def dated() -> QuerySet[Grant]:
    """Give grants with all that `dates` asks: their changes, confirmation, first payment, and acceptance's outcomes."""
    paid = PaymentStep.objects.filter(
        order__tranche__grant=OuterRef("pk"), kind__in=(PaymentStepKind.PAID, PaymentStepKind.PARTLY_PAID)
    )
    confirmed = Confirmation.objects.filter(
        publication__resolution__decisions=OuterRef("version__task_book__decision")
    )
    told = AcceptanceRuling.objects.filter(grant=OuterRef("pk"), good=True)
    return Grant.objects.annotate(
        has_changed=Exists(GrantChange.objects.filter(grant=OuterRef("pk"))),
        first_paid_on=_first(paid),
        confirmed_on=_first(confirmed),
        accepted_on=_first(told.filter(passed=True)),
        first_failed_on=_first(told.filter(passed=False, attempt=1)),
        second_failed_on=_first(told.filter(passed=False, attempt=2)),
    )


def dates(*, grant: Any, on: date) -> law.TaskBook:
    """Give the dates of one of `dated`, as they were known on a day: what came later, change or outcome, is left out."""
    outcomes, terms = {name: getattr(grant, name) for name in OUTCOMES}, _terms(grant, on)
    return law.TaskBook(
        signed_on=grant.signed_on,
        last_on=terms.last_on,
        approved_length=terms.approved_length,
        confirmed_on=grant.confirmed_on,
        first_paid_on=grant.first_paid_on,
        **{name: day for name, day in outcomes.items() if day is not None and day <= on},
    )


def _first(rows: QuerySet[Any]) -> Subquery:
    return Subquery(rows.order_by("day").values("day")[:1], output_field=DateField())


def _centre(grant: Any, on: date) -> Centre:
    terms = _terms(grant, on)
    return Centre(
        str(grant.application.reference),
        str(grant.version.task_book.reference),
        law.Benefit(grant.application.call.benefit),
        Money(terms.amount_fen),
        dates(grant=grant, on=on),
    )


def on_file(*, organisation: Organisation, on: date) -> dict[str, law.Fact[Any]]:
    """Give what the office's file says of an organisation's construction on a day, each fact with the task book's number.

    Nothing where it has no task book: then its own statement is all there is.
    """
    return files(asked=[(organisation.pk, on)])[organisation.pk, on]


def files(*, asked: Iterable[Asked]) -> dict[Asked, dict[str, law.Fact[Any]]]:
    """The same for any number of organisations and days, in one question."""
    return {key: _told(centre, key[1]) for key, centre in _standings(asked).items()}


def _told(centre: Centre | None, on: date) -> dict[str, law.Fact[Any]]:
    if centre is None:
        return {}
    book, known = centre.book, dict[str, Any]()
    assert book.last_on is not None
    evidence = f"双方签订的任务书{centre.task_book}（{book.signed_on}签订，建设期至{book.last_on}）"
    known["construction_funded"] = True
    known["task_book_signed_on"] = book.signed_on
    known["construction_last_on"] = book.last_on
    known["confirmed_on"] = book.confirmed_on
    known["first_paid_on"] = book.first_paid_on
    facts = {name: law.Fact(told, on, evidence) for name, told in known.items() if told is not None}
    for name, letter in OUTCOMES.items():
        told = getattr(book, name)
        if told is not None:
            facts[name] = law.Fact(told, on, f"市局{told}发出的{letter}（任务书{centre.task_book}）")
    if book.approved_length:
        # The law prints this evidence as the document that allowed another length.
        facts["length_approved"] = law.Fact(True, on, book.approved_length)
    return facts


__all__ = ["OUTCOMES", "Centre", "OnFile", "dated", "dates", "files", "on_file", "standing"]
