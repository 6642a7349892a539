"""Rows of one deal joined: its payments together, its other columns told once or told alike."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any, Final

from zhiyun import law
from zhiyun.casework.intake.cells import shown
from zhiyun.casework.intake.columns import Matched
from zhiyun.gateways.tables import FaultList
from zhiyun.kernel.money import Money, Rate
from zhiyun.kernel.said import Said, word

_COLUMNS: Final = {
    "kind": "kind",
    "rights": "right",
    "from_party": "from_party",
    "to_party": "to_party",
    "related": "related",
    "contract_on": "contract_on",
    "contract_fen": "contract_amount",
    "registered_on": "registered_on",
    "registration_no": "registration_no",
    "share": "share",
    "also_funded_by": "also_funded_by",
    "appraisal": "judged_amount",
}
"""What is told of a deal and not of a payment, by the field of the law's deal."""

_BLANK: Final = (None, "", ())
_number_of: Final = itemgetter(law.Deal._fields.index("deal"))
_FIRST_TOLD_OF_DEAL: Final = law.Deal._fields.index("rights")


class Ledger:
    """Deals gathered row by row, one for each applicant and number, in the order they first come in."""

    def __init__(self, matched: Matched, faults: FaultList) -> None:
        self._matched = matched
        self._faults = faults
        self._deals: list[law.Deal] = []
        self._first_rows = array("L")
        self._places: dict[str, int] = {}
        self._others: dict[tuple[str, str], int] = {}
        self._more: dict[int, list[law.Payment]] = {}

    def add(self, numbers: Sequence[int], deals: Sequence[law.Deal]) -> None:
        """Add rows, each a deal with one payment; notes what contradicts an earlier row of the same deal."""
        start = len(self._deals)
        fresh = dict(zip(map(_number_of, deals), range(start, start + len(deals)), strict=True))
        if len(fresh) == len(deals) and self._places.keys().isdisjoint(fresh):
            self._places.update(fresh)
            self._deals += deals
            self._first_rows.extend(numbers)
            return
        for number, deal in zip(numbers, deals, strict=True):
            self._add_one(number, deal)

    def deals(self) -> list[law.Deal]:
        """Give the deals with all their payments."""
        for place, payments in self._more.items():
            deal = self._deals[place]
            self._deals[place] = deal._replace(payments=(*deal.payments, *payments))
        self._more.clear()
        return self._deals

    def _add_one(self, number: int, deal: law.Deal) -> None:
        place = self._places.setdefault(deal.deal, len(self._deals))
        if place < len(self._deals) and self._deals[place].applicant != deal.applicant:
            place = self._others.setdefault((deal.applicant, deal.deal), len(self._deals))
        if place == len(self._deals):
            self._deals.append(deal)
            self._first_rows.append(number)
            return
        self._more.setdefault(place, []).extend(deal.payments)
        known = self._deals[place]
        if known.kind is not deal.kind or known[_FIRST_TOLD_OF_DEAL:] != deal[_FIRST_TOLD_OF_DEAL:]:
            self._deals[place] = known._replace(**dict(self._joined(place, number, deal)))

    def _joined(self, place: int, number: int, deal: law.Deal) -> Iterator[tuple[str, Any]]:
        """Give what this row tells of the deal for the first time."""
        known = self._deals[place]
        for field, column in _COLUMNS.items():
            before, now = getattr(known, field), getattr(deal, field)
            if now in _BLANK or before == now:
                continue
            if before in _BLANK:
                yield field, now
                continue
            message = Said(
                "与同一编号的前面各行（首见第 %(first)s 行）不一致：前面是%(before)s，这里是%(now)s；同一笔业务各行应相同，后面的行可以留空",
                first=self._first_rows[place],
                before=_words(before),
                now=_words(now),
            )
            self._faults.about_cell(number, self._matched.header(column), message)


def _words(value: Any) -> Said:
    if isinstance(value, law.Kind):
        return Said("「%(text)s」", text=word(value.words))
    if isinstance(value, law.Level):
        return Said("「%(text)s」", text=word(value.value))
    if isinstance(value, bool):
        return Said("「%(text)s」", text=Said("是") if value else Said("否"))
    if isinstance(value, int):
        return Said("「%(text)s」", text=Money(value))
    if isinstance(value, law.Appraisal):
        return Said("「%(text)s」", text=(value.amount, value.by))
    if isinstance(value, tuple):
        return shown(text=";".join(value))
    return Said("「%(text)s」", text=value) if isinstance(value, Rate) else shown(text=str(value))
