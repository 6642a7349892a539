"""Lays what finance has a page for into an installation, and logs its people in: ``python -m tests.journeys.lay_payments``."""

from __future__ import annotations

import json
from datetime import timedelta

import django

ROLES = ("finance", "round_manager", "auditor", "legal_representative")


def main() -> None:
    """Lay it, and print what was laid and the sessions, as one line of JSON."""
    django.setup()
    from django.utils import timezone

    from tests.casework import books, city, onward
    from tests.load.office import _session
    from zhiyun.casework.clock import move
    from zhiyun.casework.roles import Role
    from zhiyun.records.models import Appropriation, BankAccount, PaymentOrder

    paid_at = onward.AFTER + timedelta(days=12)
    move(to=paid_at, real=timezone.now())
    town = city.city()
    books.matrix(town)
    order = PaymentOrder.objects.get(application__call__issuer=town.bureau)
    due = books.committed(town, 300).decisions.get().application
    books.account(town, due)
    waiting = BankAccount.objects.filter(check_by_second=None).latest("pk")
    sessions = {role: _session(town.seats[Role(role)], paid_at + timedelta(minutes=8)) for role in ROLES}
    told = {
        "order": order.reference,
        "case": due.reference,
        "account": waiting.pk,
        "budget": Appropriation.objects.get(book__issuer=town.bureau).pk,
        "sessions": sessions,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
