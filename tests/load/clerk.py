"""One clerk's deed inside an installation, by a process of its own: ``python -m tests.load.clerk DEED [hold]``.

``found`` commits nothing yet: a subsidy is decided and money is there. ``reserve``, ``commit``, ``send`` and ``take``
do what the office does next. With ``hold`` the deed is done but its transaction is kept open after "HELD" is printed,
so that whoever started this can kill it there. ``look`` says what stands in the ledger. Each prints one line.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import django

FEN = 123_400


@contextmanager
def kept_open(hold: str) -> Iterator[None]:
    """Do something in a transaction, and stay in it when told to hold."""
    from django.db import transaction

    with transaction.atomic():
        yield
        if hold:
            print("HELD", flush=True)
            time.sleep(600)


def found() -> dict[str, Any]:
    """Decide a subsidy, publish and confirm it, and give its applicant an account: nothing is booked but the budget."""
    from django.db import transaction

    from tests.casework import books, city, onward

    with transaction.atomic():
        town = city.city()
        books.appropriated(town, 500_000_000)
        resolution = books.decided(town, FEN)
        onward.confirmed(town, onward.published(town, resolution))
        books.account(town, resolution.decisions.get().application)
        city.seat(_role("finance"), town.bureau)
    return {"resolution": resolution.reference}


def deed(name: str, hold: str) -> dict[str, Any]:
    """Do one deed of the office, and hold its transaction open if asked."""
    from tests.casework.payments_city import HEADER, PAYS
    from zhiyun.casework import ledger
    from zhiyun.casework.actions import bank_files, payments
    from zhiyun.records.models import PaymentOrder, Resolution

    resolution = Resolution.objects.get()
    case = resolution.decisions.get().application.reference
    maker, checker = _finance(PAYS)
    bureau = resolution.call.issuer_id
    with kept_open(hold):
        if name == "reserve":
            ledger.reserve(resolution=resolution, by=maker)
        elif name == "commit":
            ledger.commit(resolution=resolution, by=maker)
        elif name == "order":
            order = payments.prepare(by=maker, application=case)
            payments.approve(by=checker, payment_order=order)
        elif name == "send":
            order = PaymentOrder.objects.get().reference
            bank_files.send(by=maker, organisation=bureau, references=[order])
        else:
            order = PaymentOrder.objects.get().reference
            line = f"B1,{order},成功,1234.00,2026-07-14,"
            content = f"{HEADER}\r\n{line}\r\n".encode()
            bank_files.take(by=maker, organisation=bureau, content=content, name="回单.csv")
    return {"done": name}


def look() -> dict[str, Any]:
    """Say what stands in the ledger, and what the bank was told and said."""
    from zhiyun.casework import ledger
    from zhiyun.records.models import BankFile, PaymentStep, YearBook

    now = ledger.balances_of(book=YearBook.objects.get())
    return {
        "reserved": now.reserved.fen,
        "committed": now.committed.fen,
        "ordered": now.ordered.fen,
        "paid": now.paid.fen,
        "files": BankFile.objects.count(),
        "steps": list(PaymentStep.objects.order_by("id").values_list("kind", flat=True)),
        "differences": [str(each) for each in ledger.verified().differences],
    }


def _finance(at: Any) -> tuple[Any, Any]:
    from tests.casework import city
    from zhiyun.records.models import Mandate

    held = Mandate.objects.filter(role="finance").order_by("pk")
    maker, checker = (city.confirmed(city.actor(each, at=at + timedelta(seconds=1))) for each in held)
    return maker, checker


def _role(name: str) -> Any:
    from zhiyun.casework.roles import Role

    return Role(name)


def main(do: str, hold: str = "") -> None:
    """Do what the command line says."""
    django.setup()
    told = found() if do == "found" else look() if do == "look" else deed(do, hold)
    print(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
