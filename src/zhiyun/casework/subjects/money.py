"""An applicant's bank accounts and payment orders, as finance finds, locks and places them."""

from __future__ import annotations

import enum
from typing import Any

from zhiyun.casework import sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Subject
from zhiyun.casework.payments import accounts, orders
from zhiyun.casework.payments.accounts import AccountStage
from zhiyun.casework.payments.orders import OrderStage
from zhiyun.casework.refusals import ConflictOfInterest, NotFound
from zhiyun.casework.roles import Role
from zhiyun.records.models import Application, BankAccount, PaymentOrder

HANDLES_MONEY = frozenset({Role.FINANCE, Role.ROUND_MANAGER, Role.AUDITOR})
"""Who may know of payment orders; accounts in clear are finance's alone."""


def _lock_account(by: Actor, reference: Any) -> BankAccount:
    """An account of a body that has a case finance may know of."""
    found = BankAccount.objects.select_related("organisation").filter(pk=reference).first()
    if found is None or by.role is not Role.FINANCE:
        raise NotFound
    if sight.tied_organisations(by=by).filter(pk=found.organisation_id).exists():
        raise ConflictOfInterest(found.organisation.name)
    if not sight.applications(by=by).filter(organisation_id=found.organisation_id).exists():
        raise NotFound
    return BankAccount.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=found.pk)


def _lock_order(by: Actor, reference: Any) -> PaymentOrder:
    """An order of a case the actor may know of; its application is locked before it."""
    found = PaymentOrder.objects.select_related("application").filter(reference=reference).first()
    if found is None or by.role not in HANDLES_MONEY:
        raise NotFound
    sight.application(by=by, reference=found.application.reference)
    Application.objects.select_for_update().get(pk=found.application_id)
    rows = PaymentOrder.objects.select_for_update(of=("self",))
    joined = ("application__call__current", "application__call__issuer", "application__organisation")
    return rows.select_related(*joined, "decision__resolution", "account").get(pk=found.pk)


def _words(stage: enum.Enum) -> str:
    assert isinstance(stage, AccountStage | OrderStage)
    return stage.words


BANK_ACCOUNT: Subject[BankAccount] = Subject(
    "bank_account",
    tuple(AccountStage),
    _lock_account,
    lambda bank_account, by: accounts.stage_of(account=bank_account, on=by.day),
    lambda bank_account: f"organisation:{bank_account.organisation_id}",
    _words,
)
PAYMENT_ORDER: Subject[PaymentOrder] = Subject(
    "payment_order",
    tuple(OrderStage),
    _lock_order,
    lambda payment_order, by: orders.stage_of(order=payment_order),
    lambda payment_order: f"application:{payment_order.application.reference}",
    _words,
)
