"""Room made again held against what makes it: a reading that nets, a payment of the same year, and money that came in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from zhiyun.casework.ledger.reserving import pinned_by
from zhiyun.kernel.money import Money
from zhiyun.kernel.said import Said
from zhiyun.records.models import Transfer, TransferKind

NETTED = (TransferKind.NET_RETURN, TransferKind.NET_RECOVERY)


def differences() -> Iterator[tuple[str, Said]]:
    """Look at every case whose money made room again."""
    cases = Transfer.objects.filter(kind__in=NETTED).values("application")
    rows = Transfer.objects.filter(application__in=cases).select_related("application__call__current")
    of_case = defaultdict(list)
    for row in rows.order_by("application", "book", "seq"):
        of_case[row.application].append(row)
    for case, moved in of_case.items():
        assert case is not None
        netted = [row for row in moved if row.kind in NETTED]
        measure = pinned_by(application=case).measure
        if any(not measure.recovery_refills(row.day, row.day)[0] for row in netted):
            yield case.reference, Said("口径不让收回的钱腾出额度，台账却腾出了")
        for book, year in sorted({(row.book_id, row.day.year) for row in netted}):
            here = [row for row in moved if (row.book_id, row.day.year) == (book, year)]
            freed, paid = _sum(here, *NETTED), _sum(here, TransferKind.PAY)
            if freed > paid:
                yield (
                    case.reference,
                    Said(
                        "%(year)s年腾出额度%(freed)s，当年拨付只有%(paid)s", year=year, freed=freed, paid=paid
                    ),
                )
        struck, settled = _sum(moved, TransferKind.NET_RECOVERY), _sum(moved, TransferKind.SETTLE)
        if struck != settled:
            yield (
                case.reference,
                Said("收回冲回%(struck)s，应收冲销%(settled)s", struck=struck, settled=settled),
            )


def _sum(rows: list[Transfer], *kinds: TransferKind) -> Money:
    return Money(sum(row.amount_fen for row in rows if row.kind in kinds))
