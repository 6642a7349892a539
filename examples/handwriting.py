"""How different clerks write the same amount and the same day, and how a ledger's line looks as texts."""

from __future__ import annotations

import enum
from datetime import date

from examples.entry import COLUMNS, WAN, Entry
from examples.invented import APPLICANTS

FULL_WIDTH = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")


class Hand(enum.Enum):
    """One clerk's habit."""

    PLAIN = "1200000.00"
    COMMAS = "1,200,000.00"
    WAN = "120万元"
    FULL_WIDTH = "１２０００００"

    def amount(self, fen: int | None) -> str:
        """Write an amount of hundredths, exactly; a blank stays blank."""
        if fen is None:
            return ""
        whole, part = divmod(fen, 100)
        plain = f"{whole}.{part:02d}"
        if self is Hand.COMMAS:
            return f"{whole:,}.{part:02d}"
        if self is Hand.WAN and fen % (WAN // 100) == 0:
            return f"{fen // WAN}.{fen % WAN // (WAN // 100):02d}".removesuffix(".00") + "万元"
        return plain.translate(FULL_WIDTH) if self is Hand.FULL_WIDTH else plain

    def day(self, on: date | None) -> str:
        """Write a day; a blank stays blank."""
        if on is None:
            return ""
        if self is Hand.COMMAS:
            return f"{on.year}/{on.month}/{on.day}"
        if self is Hand.WAN:
            return f"{on.year}年{on.month}月{on.day}日"
        return on.isoformat().translate(FULL_WIDTH) if self is Hand.FULL_WIDTH else on.isoformat()


HANDS = dict(
    zip(APPLICANTS, (Hand.PLAIN, Hand.PLAIN, Hand.COMMAS, Hand.PLAIN, Hand.WAN, Hand.PLAIN) * 10, strict=True)
)
HANDS[APPLICANTS[13]] = Hand.FULL_WIDTH


def written(entry: Entry) -> dict[str, str]:
    """Write a ledger line as its applicant's clerk would, by column."""
    hand = HANDS[entry.applicant]
    amounts = Hand.PLAIN if entry.currency else hand
    cells = {
        "right": ";".join(entry.rights),
        "contract_on": hand.day(entry.contract_on),
        "contract_amount": amounts.amount(entry.contract_fen),
        "registered_on": hand.day(entry.registered_on),
        "money_on": hand.day(entry.money_on),
        "money_amount": amounts.amount(entry.money_fen),
        "judged_amount": hand.amount(entry.judged_fen),
        "judged_on": hand.day(entry.judged_on),
    }
    return {name: cells[name] if name in cells else str(getattr(entry, name)) for name in COLUMNS}
