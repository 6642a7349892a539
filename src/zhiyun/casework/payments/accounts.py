"""An applicant's account: which one holds, where it stands on a day, and how it is shown to whom."""

from __future__ import annotations

import enum
import unicodedata
from datetime import date

from django.utils.translation import gettext_lazy as _

from zhiyun.casework.canonical import sm3_hex
from zhiyun.casework.payments import refusals
from zhiyun.records.models import AccountCooling, BankAccount, BankAccountCheck, Organisation

COOLING_WORKDAYS = 5
"""Where no bureau has set another: as long as a notice runs."""
SHOWN_DIGITS = 4


class AccountStage(enum.Enum):
    """Where an account stands."""

    WAITING = "waiting"
    COOLING = "cooling"
    USABLE = "usable"
    TURNED_DOWN = "turned_down"
    REPLACED = "replaced"

    @property
    def words(self) -> str:
        """The office's word."""
        return str(_WORDS[self])


_WORDS = {
    AccountStage.WAITING: _("待核对"),
    AccountStage.COOLING: _("冷却中"),
    AccountStage.USABLE: _("可以拨付"),
    AccountStage.TURNED_DOWN: _("核对未通过"),
    AccountStage.REPLACED: _("已变更"),
}


def newest(*, organisation: Organisation | int) -> BankAccount | None:
    """Give the account a body told last, which is the only one that may be paid to."""
    rows = BankAccount.objects.select_related("organisation", "check_by_second")
    return rows.filter(organisation=organisation).order_by("-id").first()


def stage_of(*, account: BankAccount, on: date) -> AccountStage:
    """Tell where an account stands on a day."""
    if BankAccount.objects.filter(organisation=account.organisation_id, pk__gt=account.pk).exists():
        return AccountStage.REPLACED
    check = BankAccountCheck.objects.filter(account=account).first()
    if check is None:
        return AccountStage.WAITING
    if not check.good:
        return AccountStage.TURNED_DOWN
    return AccountStage.COOLING if on < account.usable_from else AccountStage.USABLE


def payable(*, organisation: Organisation, on: date) -> BankAccount:
    """Give the account a body may be paid to on a day; refuses none, one not verified, cooling, or in another's name."""
    found = newest(organisation=organisation)
    if found is None:
        raise refusals.NoAccount(organisation.name)
    if not is_own(holder=found.holder, organisation=organisation):
        raise refusals.HolderDiffers(found.holder, organisation.name)
    stage = stage_of(account=found, on=on)
    if stage is AccountStage.COOLING:
        raise refusals.AccountCools(found.usable_from)
    if stage is not AccountStage.USABLE:
        raise refusals.AccountUnverified
    return found


def is_own(*, holder: str, organisation: Organisation) -> bool:
    """Say whether a holder is the body itself, however its brackets and widths are typed."""
    return _folded(holder) == _folded(organisation.name)


def masked(*, number: str) -> str:
    """Show an account's last digits alone."""
    return f"•••• {number[-SHOWN_DIGITS:]}"


def digest(*, account: BankAccount) -> str:
    """Give the fingerprint by which the record knows an account, which nobody reads a number from."""
    return sm3_hex(
        text=f"{account.pk}|{account.entered_at.isoformat()}|{account.holder}|{account.bank}|{account.number}"
    )


def cooling_workdays() -> int:
    """Give for how many working days a changed account cools: the longest that any bureau has set last."""
    newest_of_each: dict[int, int] = {}
    for rule in AccountCooling.objects.order_by("id"):
        newest_of_each[rule.issuer_id] = rule.workdays
    return max(newest_of_each.values(), default=COOLING_WORKDAYS)


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())
