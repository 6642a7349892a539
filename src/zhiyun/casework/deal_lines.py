"""An applicant's ledger between the law's deals and the rows that keep it: one row a payment, read back as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from zhiyun import law
from zhiyun.casework.snapshot import DEALS
from zhiyun.kernel.money import Rate
from zhiyun.records.models import Application, DealLine

MOST_DIGITS = 24


def lines_of(*, deals: Iterable[law.Deal]) -> list[dict[str, Any]]:
    """Write deals as rows in ledger order; a deal's own columns stand in each of its rows."""
    rows = [row for deal in deals for row in _rows(deal)]
    return [{"line": number, **row} for number, row in enumerate(rows, start=1)]


def kept(*, application: Application) -> list[dict[str, Any]]:
    """Give the rows an application's ledger is kept in, as its snapshot has them."""
    rows = DealLine.objects.filter(application=application).order_by("line").values(*DEALS)
    return [{name: _plain(value) for name, value in row.items()} for row in rows]


def digits_of(*, rate: Rate | None) -> str:
    """Write an exact ratio with every digit it has, as a ledger writes exchange rates; nothing for none."""
    if rate is None:
        return ""
    ratio, digits = rate.ratio, 0
    while (ratio * 10**digits).denominator != 1:
        digits += 1
        assert digits <= MOST_DIGITS, "a ledger's ratios are decimals"
    text = f"{int(ratio * 10**digits):0{digits + 1}d}"
    return f"{text[:-digits]}.{text[-digits:]}" if digits else text


def percent(*, share: Rate | None) -> str:
    """Write the applicant's part of a deal in percent; nothing where no split was stated."""
    return "" if share is None else f"{digits_of(rate=Rate(share.ratio * 100))}%"


def _rows(deal: law.Deal) -> Iterator[dict[str, Any]]:
    assert deal.appraisal is None, "an applicant's ledger holds no amount fixed by a person"
    told = {
        "deal": deal.deal,
        "kind": deal.kind.value,
        "rights": list(deal.rights),
        "from_party": deal.from_party,
        "to_party": deal.to_party,
        "related": deal.related,
        "contract_on": deal.contract_on,
        "contract_fen": deal.contract_fen,
        "registered_on": deal.registered_on,
        "registration_no": deal.registration_no,
        "share": _ratio(deal.share),
        "also_funded_by": deal.also_funded_by.name.lower() if deal.also_funded_by else "",
    }
    for payment in deal.payments:
        yield {
            **told,
            "money_on": payment.on,
            "money_fen": payment.amount_fen,
            "currency": payment.currency,
            "rate": _ratio(payment.rate),
        }


def _ratio(rate: Rate | None) -> str:
    return "" if rate is None else f"{rate.numerator}/{rate.denominator}"


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
