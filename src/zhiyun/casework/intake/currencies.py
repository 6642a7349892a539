"""Where currency, rate and amount of one row contradict each other."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from zhiyun.casework.intake.columns import Matched
from zhiyun.casework.intake.numbers import WHOLE_RATE
from zhiyun.casework.intake.reading import Rows
from zhiyun.gateways.tables import FaultList
from zhiyun.kernel.said import Said

RENMINBI: Final = "CNY"
_RENMINBI_WORDS: Final = re.compile(r"元|人民币|RMB|CNY|¥", re.IGNORECASE)


class Contradictions:
    """Notes rows whose amount may be in another currency than they say: their sum would be wrong manifold."""

    def __init__(self, matched: Matched, faults: FaultList) -> None:
        self._matched = matched
        self._faults = faults

    def note(self, rows: Rows) -> None:
        """Look through ``rows``; most have no foreign currency and no rate, and are done at once."""
        currencies, rates = rows.values("currency"), rows.values("rate")
        if set(currencies) == {RENMINBI} and not any(rates):
            return
        for index, (currency, rate) in enumerate(zip(currencies, rates, strict=True)):
            if currency != RENMINBI:
                self._note_renminbi_words(rows, index, currency)
            elif rate is not None and rate != WHOLE_RATE:
                message = Said("人民币业务不用汇率；如果是外币，请填写币种")
                self._faults.about_cell(rows.numbers[index], self._matched.header("rate"), message)

    def _note_renminbi_words(self, rows: Rows, index: int, currency: str) -> None:
        for name in ("contract_amount", "money_amount"):
            place = self._matched.places.get(name)
            cell = unicodedata.normalize("NFKC", rows.cells(name)[index])
            if place is None or not cell.strip():
                continue
            in_header = place.unit if place.unit in ("万元", "亿元") else ""
            if in_header or _RENMINBI_WORDS.search(cell):
                told = (
                    Said("列名的单位是%(unit)s", unit=in_header)
                    if in_header
                    else Said("金额里写了人民币单位")
                )
                message = Said(
                    "币种是 %(currency)s，%(told)s，不知是哪种钱；请只写外币的数字（列名不带万元）",
                    currency=currency,
                    told=told,
                )
                self._faults.about_cell(rows.numbers[index], place.header, message)
