"""The books: one a bureau, pot and year, opened when it is first needed, its cap taken from the law."""

from __future__ import annotations

from collections.abc import Iterable

from zhiyun import law
from zhiyun.casework.actor import Actor
from zhiyun.casework.ledger.balances import Room, of_case, room
from zhiyun.kernel.money import ZERO, Money
from zhiyun.records.models import Account, Organisation, Resolution, YearBook

SHIPPED = "cq_2021_65"


def pot(*, benefit: law.Benefit, measure: law.Measure | None = None) -> str:
    """Name the yearly pot a benefit is paid from, as the measure (the shipped one unless named) reads it."""
    return (measure or law.measure(SHIPPED)).pot(benefit).name


def opened(
    *, issuer: Organisation, benefit: law.Benefit, year: int, measure: law.Measure, by: Actor
) -> YearBook:
    """Give the book a benefit of a year is paid from, opened with the law's cap where there is none yet; not locked."""
    found = measure.pot(benefit)
    book, _is_new = YearBook.objects.get_or_create(
        issuer=issuer,
        pot=found.name,
        year=year,
        defaults={
            "cap_fen": None if found.cap is None else found.cap.fen,
            "opened_by_id": by.person_id,
            "opened_at": by.at,
        },
    )
    return book


def locked(*, books: Iterable[YearBook]) -> dict[int, YearBook]:
    """Lock books in the order in which everybody locks them; give them by their keys."""
    keys = {book.pk for book in books}
    rows = YearBook.objects.select_for_update().filter(pk__in=keys).order_by("issuer_id", "pot", "year")
    return {book.pk: book for book in rows}


def available(
    *,
    issuer: Organisation,
    benefit: law.Benefit,
    year: int,
    measure: law.Measure | None = None,
    but_for: Resolution | None = None,
) -> Money:
    """Say how much of a year can still be promised: the smaller of the cap's room and of the money appropriated.

    ``but_for`` names a resolution that is to be superseded: what it has reserved is counted as free again. A year
    whose book is not opened has nothing.
    """
    name = pot(benefit=benefit, measure=measure)
    book = YearBook.objects.filter(issuer=issuer, pot=name, year=year).first()
    if book is None:
        return ZERO
    left, freed = room(book=book), _reserved_for(book, but_for)
    under_cap = None if left.under_cap is None else left.under_cap + freed
    return Room(under_cap, left.appropriated + freed).least


def _reserved_for(book: YearBook, resolution: Resolution | None) -> Money:
    if resolution is None:
        return ZERO
    decisions = resolution.decisions.select_related("application")
    held = (
        of_case(book=book, account=Account.RESERVED, application=decision.application, decision=decision.pk)
        for decision in decisions
    )
    return sum(held, ZERO)
