"""Promising what was reserved: a subsidy once its list is confirmed, a centre's money once its task book is signed."""

from __future__ import annotations

from collections.abc import Iterator

from zhiyun import law
from zhiyun.casework import rounds
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.ledger.balances import of_case
from zhiyun.casework.ledger.books import locked, opened
from zhiyun.casework.ledger.posting import Entry, post
from zhiyun.casework.ledger.refusals import AlreadyMoved, MoreThanDecided
from zhiyun.casework.ledger.reserving import book_of, pinned_of
from zhiyun.casework.rounds import Pinned
from zhiyun.kernel.money import ZERO, Money
from zhiyun.records.models import (
    Account,
    Application,
    Decision,
    Grant,
    Resolution,
    Tranche,
    Transfer,
    TransferKind,
    YearBook,
)


def commit(*, resolution: Resolution, by: Actor) -> None:
    """Commit a subsidy's reserve, case by case; a centre's money waits for its task book, and stays reserved.

    Refuses a resolution committed before, and a case whose reserve has gone.
    """
    if pinned_of(resolution=resolution).benefit.is_construction:
        return
    if Transfer.objects.filter(decision__resolution=resolution, kind=TransferKind.COMMIT).exists():
        raise AlreadyMoved(resolution.reference)
    book, found = book_of(resolution=resolution, by=by)
    given = resolution.decisions.filter(amount_fen__gt=0).select_related("application").order_by("pk")
    entries = (
        Entry(
            TransferKind.COMMIT,
            Money(decision.amount_fen),
            f"{resolution.reference}公示确认，承诺",
            application=decision.application,
            decision=decision,
        )
        for decision in given
    )
    post(book=book, entries=entries, by=by, cites=found.cites)


def commit_grant(*, grant: Grant, by: Actor) -> None:
    """Commit a grant tranche by tranche, each in the book of the year it counts in, and let the rest of the reserve go.

    Refuses a grant committed before, one above its decision or not the sum of its tranches, and a year whose cap
    the tranches due in it would exceed.
    """
    decision = grant.version.task_book.decision
    tranches = list(grant.tranches.order_by("number"))
    _refuse_uneven(grant, decision, tranches)
    if Transfer.objects.filter(tranche__grant=grant).exists():
        raise AlreadyMoved(grant.version.task_book.reference)
    resolution = decision.resolution
    pinned = pinned_of(resolution=resolution)
    years = {
        tranche.pk: year_of(pinned=pinned, grant=grant, decision=decision, tranche=tranche)
        for tranche in tranches
    }
    books = {
        year: opened(
            issuer=resolution.call.issuer,
            benefit=pinned.benefit,
            year=year,
            measure=pinned.measure,
            by=by,
        )
        for year in {resolution.year, *years.values()}
    }
    held = locked(books=books.values())
    cites = pinned.measure.pot(pinned.benefit).cites
    own = held[books[resolution.year].pk]
    now = [tranche for tranche in tranches if years[tranche.pk] == resolution.year]
    post(book=own, entries=_now(own, grant, decision, now), by=by, cites=cites)
    for year in sorted(set(years.values()) - {resolution.year}):
        later = [tranche for tranche in tranches if years[tranche.pk] == year]
        entries = [_entry(TransferKind.COMMIT_AHEAD, grant, decision, tranche) for tranche in later]
        post(book=held[books[year].pk], entries=entries, by=by, cites=cites)


def withdraw(*, application: Application, words: str, by: Actor, tranche: Tranche | None = None) -> Money:
    """Take back what is committed to a case, or one tranche of it, and neither ordered nor paid; give how much it was.

    Where the reading lets nothing refill, the commitment stays in its book and takes up room until its year ends.
    """
    version = application.call.current
    assert version is not None, "what was committed had been published"
    pinned = rounds.pinned(version=version)
    refills, _reading = pinned.measure.withdrawal_refills()
    moved = ZERO
    if not refills:
        return moved
    rows = Transfer.objects.filter(application=application)
    books = YearBook.objects.filter(pk__in=rows.values("book"))
    for book in locked(books=books).values():
        entries = list(_committed(book, application, tranche, words))
        post(book=book, entries=entries, by=by, cites=pinned.measure.pot(pinned.benefit).cites)
        moved = sum((entry.amount for entry in entries), moved)
    return moved


def _committed(
    book: YearBook, application: Application, tranche: Tranche | None, words: str
) -> Iterator[Entry]:
    """List what is still committed to a case in a book, decision by decision and tranche by tranche."""
    rows = Transfer.objects.filter(book=book, application=application, put_into=Account.COMMITTED)
    if tranche is not None:
        rows = rows.filter(tranche=tranche)
    parts = rows.order_by("decision", "tranche").distinct().values_list("decision", "tranche")
    for decision, part in parts:
        held = of_case(
            book=book,
            account=Account.COMMITTED,
            application=application,
            decision=decision,
            tranche=part,
        )
        if held:
            yield Entry(
                TransferKind.DECOMMIT,
                held,
                words,
                application=application,
                decision=Decision.objects.get(pk=decision),
                tranche=Tranche.objects.filter(pk=part).first(),
            )


def _now(book: YearBook, grant: Grant, decision: Decision, tranches: list[Tranche]) -> Iterator[Entry]:
    """Commit this year's tranches out of the reserve, and let the rest of the reserve go."""
    for tranche in tranches:
        yield _entry(TransferKind.COMMIT, grant, decision, tranche)
    held = of_case(book=book, account=Account.RESERVED, application=grant.application, decision=decision.pk)
    if held:
        words = "任务书签订，其余解除预留"
        yield Entry(TransferKind.RELEASE, held, words, application=grant.application, decision=decision)


def _entry(kind: TransferKind, grant: Grant, decision: Decision, tranche: Tranche) -> Entry:
    return Entry(
        kind,
        Money(tranche.amount_fen),
        f"任务书签订，第{tranche.number}笔，{tranche.due_on}到期",
        application=grant.application,
        decision=decision,
        tranche=tranche,
    )


def _refuse_uneven(grant: Grant, decision: Decision, tranches: list[Tranche]) -> None:
    total = sum((Money(tranche.amount_fen) for tranche in tranches), ZERO)
    if total != Money(grant.amount_fen) or grant.amount_fen > decision.amount_fen:
        raise MoreThanDecided(
            grant=Money(grant.amount_fen), tranches=total, decided=Money(decision.amount_fen)
        )


def year_of(*, pinned: Pinned, grant: Grant, decision: Decision, tranche: Tranche) -> int:
    """Give the year in which the law counts a tranche of a grant."""
    award = law.Award(
        grant.application.organisation.name,
        pinned.benefit,
        Money(grant.amount_fen),
        approved_on=decision.at.astimezone(SHANGHAI).date(),
        signed_on=grant.signed_on,
    )
    return pinned.measure.budget_year(award, tranche.due_on)[0]
