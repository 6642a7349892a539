"""Bank accounts and payment orders in each of their stages, and who may know of them there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.casework import books, city, onward
from tests.casework import standings as kinds
from zhiyun.casework.payments.accounts import AccountStage
from zhiyun.casework.payments.orders import OrderStage
from zhiyun.casework.roles import Role
from zhiyun.records.models import BankAccount, BankAccountCheck, PaymentStep

if TYPE_CHECKING:
    from tests.casework.standings import Standing

ACCOUNTS_IN_CLEAR = frozenset({Role.FINANCE})
HANDLES_MONEY = frozenset({Role.FINANCE, Role.ROUND_MANAGER, Role.AUDITOR})


def bank_accounts(town: city.City) -> list[Standing]:
    """An account of a body with an accepted case, in each stage."""
    made = []
    for stage in AccountStage:
        case = onward.accepted(town, city.call(town), of=city.organisation())
        account = _account(town, case.organisation_id, cools=stage is AccountStage.COOLING)
        if stage not in (AccountStage.WAITING, AccountStage.REPLACED):
            _check(town, account, good=stage is not AccountStage.TURNED_DOWN)
        if stage is AccountStage.REPLACED:
            _account(town, case.organisation_id, cools=True)
        made.append(kinds.Standing(stage, kinds._always(account.pk), onward.AFTER, ACCOUNTS_IN_CLEAR))
    return made


def payment_orders(town: city.City) -> list[Standing]:
    """An order in each stage, as rows."""
    made = []
    for stage in OrderStage:
        case = books.decided(town, 100).decisions.get().application
        order = books.order_row(town, case, 100)
        steps = ["prepared"] if stage is OrderStage.PREPARED else ["prepared", stage.value]
        for kind in steps:
            PaymentStep.objects.create(
                order=order,
                kind=kind,
                day=onward.AFTER.date(),
                by_id=order.prepared_by_id,
                at=onward.AFTER,
                amount_fen=100,
            )
        made.append(kinds.Standing(stage, kinds._always(order.reference), onward.AFTER, HANDLES_MONEY))
    return made


def _account(town: city.City, organisation: int, *, cools: bool) -> BankAccount:
    day = onward.AFTER.date() + timedelta(days=9 if cools else -9)
    return BankAccount.objects.create(
        organisation_id=organisation,
        holder="演示户名",
        bank="演示银行",
        number="12345678",
        entered_by_id=town.seats[Role.LEGAL_REPRESENTATIVE].person_id,
        entered_at=city.NOON,
        usable_from=day,
    )


def _check(town: city.City, account: BankAccount, *, good: bool) -> None:
    BankAccountCheck.objects.create(
        account=account,
        entered_by_id=account.entered_by_id,
        good=good,
        reason="演示",
        by_id=town.seats[Role.FINANCE].person_id,
        at=city.NOON,
    )
