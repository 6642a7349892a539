"""The form of one deal: what is told of it once, and its payments line by line; read by the ledger's own reader."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from zhiyun import law
from zhiyun.casework.deal_lines import digits_of, percent
from zhiyun.casework.intake.deals import OWN_DEALS
from zhiyun.gateways.tables import cell_place
from zhiyun.kernel.money import fen_text
from zhiyun.kernel.refusal import Fault
from zhiyun.web.applicant.tables import lines
from zhiyun.web.applicant.tables.lines import Cell, Field, Typed
from zhiyun.web.faults import ShownFault

WORDS = {column.name: column.words for column in OWN_DEALS.columns}

OF_DEAL = (
    Field("deal", WORDS["deal"]),
    Field("kind", WORDS["kind"], tuple(kind.words for kind in law.Kind)),
    Field("right", WORDS["right"]),
    Field("from_party", WORDS["from_party"]),
    Field("to_party", WORDS["to_party"]),
    Field("related", WORDS["related"], ("是", "否")),
    Field("contract_on", WORDS["contract_on"], look="days"),
    Field("contract_amount", WORDS["contract_amount"], look="money"),
    Field("registered_on", WORDS["registered_on"], look="days"),
    Field("registration_no", WORDS["registration_no"]),
    Field("share", WORDS["share"], look="few"),
    Field("also_funded_by", WORDS["also_funded_by"], tuple(level.value for level in law.Level)),
)
OF_PAYMENT = (
    Field("money_on", WORDS["money_on"], look="days"),
    Field("money_amount", WORDS["money_amount"], look="money"),
    Field("currency", WORDS["currency"], look="few"),
    Field("rate", WORDS["rate"], look="few"),
)
_IN_EVERY_ROW = ("deal", "kind")

_PLACE = re.compile(r"第 (\d+) 行(?:「(.*)」)?", re.ASCII | re.DOTALL)


@dataclass(frozen=True, slots=True)
class DealForm:
    """One deal as typed: its own fields, and a line for each payment."""

    told: Typed
    payments: Sequence[Typed]

    @property
    def content(self) -> bytes:
        """Write the deal as rows of a ledger; payments left blank are no rows, but a deal has one."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerow([field.words for field in (*OF_DEAL, *OF_PAYMENT)])
        for place, number in enumerate(self._rows()):
            own = [
                self.told[field.name] if place == 0 or field.name in _IN_EVERY_ROW else ""
                for field in OF_DEAL
            ]
            paid = self.payments[number - 1] if number else {}
            writer.writerow([*own, *(paid.get(field.name, "") for field in OF_PAYMENT)])
        return out.getvalue().encode()

    def drawn(self, faults: Iterable[Fault] = (), *, more: int) -> Mapping[str, object]:
        """Draw the form, each fault in its field and listed on top; what is no field's leads to the number."""
        numbers, by_words = self._rows(), {field.words: field for field in OF_DEAL}
        own: dict[str, str] = {}
        shown: list[ShownFault] = []
        of_payments: list[Fault] = []
        for fault in faults:
            place = _PLACE.fullmatch(fault.place)
            field = by_words.get(place[2] or "") if place else None
            if place is not None and field is None and place[2]:
                line = numbers[int(place[1]) - 2] or 1
                of_payments.append(Fault(cell_place(line, place[2]), fault.message))
                continue
            name = field.name if field else "deal"
            if name not in own:
                words = field.words if field else "" if place else fault.place
                shown.append(ShownFault(words, fault.message, f"deal-{name}"))
            own.setdefault(name, fault.message)
        payments = lines.drawn(OF_PAYMENT, self.payments or [_blank()], of_payments, more=more)
        cells = [
            Cell(f"deal-{field.name}", field, self.told[field.name], own.get(field.name, ""))
            for field in OF_DEAL
        ]
        return {"cells": cells, "drawn": payments, "faults": (*shown, *payments.faults)}

    def _rows(self) -> list[int]:
        """Number the payments that become rows, in order; 0 stands for a deal without any."""
        filled = [n for n, line in enumerate(self.payments, start=1) if not lines.is_blank(line)]
        return filled or [0]


def typed_in(request: HttpRequest) -> DealForm:
    """Give the deal as it was typed."""
    told = {field.name: " ".join(request.POST.get(f"deal-{field.name}", "").split()) for field in OF_DEAL}
    return DealForm(told, lines.typed_in(request, OF_PAYMENT))


def of_deal(deal: law.Deal | None) -> DealForm:
    """Write a kept deal into its form; a new one is blank."""
    if deal is None:
        return DealForm({field.name: "" for field in OF_DEAL}, [_blank()])
    told = {
        "deal": deal.deal,
        "kind": deal.kind.words,
        "right": "；".join(deal.rights),
        "from_party": deal.from_party,
        "to_party": deal.to_party,
        "related": {True: "是", False: "否", None: ""}[deal.related],
        "contract_on": deal.contract_on.isoformat() if deal.contract_on else "",
        "contract_amount": "" if deal.contract_fen is None else fen_text(deal.contract_fen),
        "registered_on": deal.registered_on.isoformat() if deal.registered_on else "",
        "registration_no": deal.registration_no,
        "share": percent(share=deal.share),
        "also_funded_by": deal.also_funded_by.value if deal.also_funded_by else "",
    }
    return DealForm(told, [_of_payment(payment) for payment in deal.payments])


def _of_payment(payment: law.Payment) -> Typed:
    return {
        "money_on": payment.on.isoformat() if payment.on else "",
        "money_amount": "" if payment.amount_fen is None else fen_text(payment.amount_fen),
        "currency": "" if payment.currency == "CNY" else payment.currency,
        "rate": digits_of(rate=payment.rate),
    }


def _blank() -> Typed:
    return {field.name: "" for field in OF_PAYMENT}
