"""A change agreement in the books: what was committed to tranches it ends goes back, what it agrees anew is committed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhiyun.casework.actor import Actor
from zhiyun.casework.ledger.balances import of_case
from zhiyun.casework.ledger.books import locked, opened
from zhiyun.casework.ledger.committing import year_of
from zhiyun.casework.ledger.posting import Entry, post
from zhiyun.casework.ledger.reserving import pinned_of
from zhiyun.kernel.money import ZERO, Money
from zhiyun.records.models import Account, GrantChange, Tranche, Transfer, TransferKind, YearBook


def is_moved(*, tranche: Tranche) -> bool:
    """Say whether anything of a tranche is on its way, paid, or otherwise no longer just committed."""
    held = 0
    rows = Transfer.objects.filter(tranche=tranche)
    for put_into, taken_from, fen in rows.values_list("put_into", "taken_from", "amount_fen"):
        held += fen * ((put_into == Account.COMMITTED) - (taken_from == Account.COMMITTED))
    return bool(held != tranche.amount_fen)


def change_grant(
    *, change: GrantChange, ended: Sequence[Tranche], begun: Sequence[Tranche], by: Actor
) -> Money:
    """Move a grant's commitments as a change agreement says, each year in its own book; give what is let go on balance.

    Where the reading lets nothing refill, what is let go stays committed in its book and takes up room until its year
    ends. Refuses a year whose cap the tranches due in it would exceed.
    """
    decision = change.grant.version.task_book.decision
    resolution = decision.resolution
    pinned = pinned_of(resolution=resolution)
    years = {
        tranche.pk: year_of(pinned=pinned, grant=change.grant, decision=decision, tranche=tranche)
        for tranche in begun
    }
    held_in = Transfer.objects.filter(tranche__in=[each.pk for each in ended]).values("book")
    books = [
        *YearBook.objects.filter(pk__in=held_in),
        *(
            opened(
                issuer=resolution.call.issuer,
                benefit=pinned.benefit,
                year=year,
                measure=pinned.measure,
                by=by,
            )
            for year in sorted(set(years.values()))
        ),
    ]
    refills, _reading = pinned.measure.withdrawal_refills()
    before, after = ZERO, ZERO
    for book in sorted(
        locked(books={each.pk: each for each in books}.values()).values(), key=lambda each: each.year
    ):
        now = [each for each in begun if years[each.pk] == book.year]
        again = sum((Money(each.amount_fen) for each in now), ZERO)
        back = list(_back(book, change, ended, most=None if refills else again))
        forth = [_forth(change, tranche) for tranche in now]
        post(book=book, entries=[*back, *forth], by=by, cites=pinned.measure.pot(pinned.benefit).cites)
        before, after = sum((entry.amount for entry in back), before), after + again
    return before - after


def _back(
    book: YearBook, change: GrantChange, ended: Sequence[Tranche], most: Money | None
) -> Iterator[Entry]:
    for tranche in ended:
        held = of_case(
            book=book,
            account=Account.COMMITTED,
            application=change.grant.application,
            decision=change.grant.version.task_book.decision_id,
            tranche=tranche.pk,
        )
        amount = held if most is None else min(held, most)
        if amount:
            yield _entry(TransferKind.DECOMMIT, change, tranche, amount, "原约定不再执行")
        most = None if most is None else most - amount


def _forth(change: GrantChange, tranche: Tranche) -> Entry:
    return _entry(
        TransferKind.COMMIT_AHEAD, change, tranche, Money(tranche.amount_fen), f"{tranche.due_on}到期"
    )


def _entry(kind: TransferKind, change: GrantChange, tranche: Tranche, amount: Money, words: str) -> Entry:
    agreement = change.version.agreement
    assert agreement is not None, "a change is negotiated under an agreement"
    return Entry(
        kind,
        amount,
        f"变更协议{agreement.reference}，第{tranche.number}笔，{words}",
        application=change.grant.application,
        decision=change.grant.version.task_book.decision,
        tranche=tranche,
    )
