"""Holding a year's money for what was decided, and letting it go again."""

from __future__ import annotations

from collections.abc import Iterator

from zhiyun import law
from zhiyun.casework import rounds
from zhiyun.casework.actor import Actor
from zhiyun.casework.ledger.balances import of_case
from zhiyun.casework.ledger.books import locked, opened
from zhiyun.casework.ledger.posting import Entry, post
from zhiyun.casework.ledger.refusals import AlreadyMoved
from zhiyun.kernel.money import Money
from zhiyun.records.models import Account, Application, Resolution, Transfer, TransferKind, YearBook


def pinned_of(*, resolution: Resolution) -> rounds.Pinned:
    """Give the measure and benefit a resolution was made under."""
    version = resolution.call.current
    assert version is not None, "what was decided had been published"
    return rounds.pinned(version=version)


def pinned_by(*, application: Application) -> rounds.Pinned:
    """Give the measure and benefit a case's money was promised under."""
    version = application.call.current
    assert version is not None, "what is promised had been published"
    return rounds.pinned(version=version)


def book_of(*, resolution: Resolution, by: Actor) -> tuple[YearBook, law.Pot]:
    """Give the book a resolution's money is in, locked, and the pot as the law tells it."""
    pinned = pinned_of(resolution=resolution)
    book = opened(
        issuer=resolution.call.issuer,
        benefit=pinned.benefit,
        year=resolution.year,
        measure=pinned.measure,
        by=by,
    )
    return locked(books=[book])[book.pk], pinned.measure.pot(pinned.benefit)


def reserve(*, resolution: Resolution, by: Actor) -> None:
    """Reserve what a resolution gives, case by case, letting go first what the one it supersedes still holds.

    Refuses a resolution reserved before, and what exceeds the year's cap or the money appropriated.
    """
    if Transfer.objects.filter(decision__resolution=resolution, kind=TransferKind.RESERVE).exists():
        raise AlreadyMoved(resolution.reference)
    book, found = book_of(resolution=resolution, by=by)
    if resolution.supersedes is not None:
        words = f"由{resolution.reference}取代，解除预留"
        _release(book, found, resolution.supersedes, by, words)
    given = resolution.decisions.filter(amount_fen__gt=0).select_related("application").order_by("pk")
    entries = (
        Entry(
            TransferKind.RESERVE,
            Money(decision.amount_fen),
            f"{resolution.reference}审定，预留",
            application=decision.application,
            decision=decision,
        )
        for decision in given
    )
    post(book=book, entries=entries, by=by, cites=found.cites)


def release(*, resolution: Resolution, by: Actor, words: str) -> None:
    """Let go whatever a resolution still holds in reserve; ``words`` say why."""
    book, found = book_of(resolution=resolution, by=by)
    _release(book, found, resolution, by, words)


def _release(book: YearBook, found: law.Pot, resolution: Resolution, by: Actor, words: str) -> None:
    post(book=book, entries=_held(book, resolution, words), by=by, cites=found.cites)


def _held(book: YearBook, resolution: Resolution, words: str) -> Iterator[Entry]:
    for decision in resolution.decisions.select_related("application").order_by("pk"):
        held = of_case(
            book=book, account=Account.RESERVED, application=decision.application, decision=decision.pk
        )
        if held:
            yield Entry(
                TransferKind.RELEASE, held, words, application=decision.application, decision=decision
            )
