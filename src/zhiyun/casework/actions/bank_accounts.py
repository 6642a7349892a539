"""Where an applicant is paid to: its legal representative tells it, a change cools, finance verifies it."""

from __future__ import annotations

import re

from zhiyun.casework import letters, outbox, second_person
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.payments import accounts
from zhiyun.casework.payments.accounts import AccountStage
from zhiyun.casework.payments.refusals import AlreadyChecked
from zhiyun.casework.plain_names import body_name_faults
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import OrganisationKind, Role
from zhiyun.casework.subjects import BANK_ACCOUNT, ORGANISATION
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said
from zhiyun.kernel.workdays import Calendar
from zhiyun.records.models import (
    AccountCooling,
    BankAccount,
    BankAccountCheck,
    Organisation,
    Submission,
)

NUMBER = re.compile(r"[0-9]{8,32}", re.ASCII)
LONGEST_REASON = 300
MOST_COOLING = 60


@action(
    name="bank_account.enter",
    words="登记收款账户",
    on=ORGANISATION,
    roles=[Role.LEGAL_REPRESENTATIVE],
    is_sensitive=True,
)
def enter(
    *, organisation: Organisation, by: Actor, holder: str, bank: str, number: str, calendar: Calendar
) -> Deed:
    """Tell the account a body is paid to, or another one in its place; a change cools before it can be paid to.

    The old contact and everyone who acts for the body hear of a change. Refuses an account in another's name, and
    a year without its holiday notice where a change has to be counted in it.
    """
    told = {
        "holder": holder.strip(),
        "bank": bank.strip(),
        "number": "".join(number.split()).replace("-", ""),
    }
    _refuse_faults(organisation, **told)
    old = accounts.newest(organisation=organisation)
    if old is not None and (old.holder, old.bank, old.number) == tuple(told.values()):
        raise Faulty([Fault(Said("账号"), Said("与现在登记的账户相同，没有需要变更的"))])
    days = accounts.cooling_workdays()
    made = BankAccount.objects.create(
        organisation=organisation,
        **told,
        replaces=old,
        entered_by_id=by.person_id,
        entered_at=by.at,
        usable_from=by.day if old is None else calendar.workday_after(by.day, days),
    )
    if old is not None:
        _tell_of_change(organisation, old, made, by)
    return Deed(
        answer=str(made.pk),
        before={} if old is None else {"account": accounts.digest(account=old)},
        after={"account": accounts.digest(account=made), "usable_from": made.usable_from.isoformat()},
    )


@action(
    name="bank_account.check",
    words="核对收款账户",
    on=BANK_ACCOUNT,
    roles=[Role.FINANCE],
    stages=[AccountStage.WAITING],
    is_sensitive=True,
)
def check(*, bank_account: BankAccount, by: Actor, good: bool, reason: str) -> Deed:
    """Find an account right or not, and say how it was verified or what is wrong; the body hears of it.

    Refuses who entered it, and an answer without words.
    """
    if BankAccountCheck.objects.filter(account=bank_account).exists():
        raise AlreadyChecked
    second_person.refuse_hands(deed=Said("核对收款账户"), hands=[bank_account.entered_by_id], by=by)
    if not reason.strip() or len(reason.strip()) > LONGEST_REASON:
        raise Faulty(
            [
                Fault(
                    Said("核对说明"),
                    Said("请写明怎样核对的、结果如何，最多%(longest)s字", longest=LONGEST_REASON),
                )
            ]
        )
    BankAccountCheck.objects.create(
        account=bank_account,
        entered_by_id=bank_account.entered_by_id,
        good=good,
        reason=reason.strip(),
        by_id=by.person_id,
        at=by.at,
    )
    shown = accounts.masked(number=bank_account.number)
    told = (
        f"收款账户（{shown}）已经财务核对通过，{bank_account.usable_from}起可以拨付。"
        if good
        else f"收款账户（{shown}）核对未通过：{reason.strip()}\n请由法定代表人重新登记。"
    )
    outbox.tell_members(
        organisation=bank_account.organisation,
        subject="收款账户核对结果",
        body=told,
        link="/account/bank/",
        by=by,
    )
    return Deed(
        answer=str(bank_account.pk),
        after={"account": accounts.digest(account=bank_account), "good": good, "reason": reason.strip()},
    )


@action(
    name="bank_account.set_cooling",
    words="设定账户变更冷却期",
    on=ORGANISATION,
    roles=[Role.ROUND_MANAGER],
    is_sensitive=True,
)
def set_cooling(*, organisation: Organisation, by: Actor, workdays: int, because: str) -> Deed:
    """Say for how many working days a changed account is not paid to; accounts changed before keep their day.

    Refuses fewer than one or more than sixty, a rule without a reason, and a body that is no bureau.
    """
    if organisation.kind != OrganisationKind.CITY_BUREAU:
        raise NotFound
    faults = []
    if not 1 <= workdays <= MOST_COOLING:
        faults.append(Fault(Said("工作日数"), Said("请填 1 到 %(longest)s 之间的整数", longest=MOST_COOLING)))
    if not because.strip() or len(because.strip()) > LONGEST_REASON:
        faults.append(
            Fault(Said("理由"), Said("请写明依据或理由，最多%(longest)s字", longest=LONGEST_REASON))
        )
    if faults:
        raise Faulty(faults)
    before = accounts.cooling_workdays()
    AccountCooling.objects.create(
        issuer=organisation, workdays=workdays, because=because.strip(), by_id=by.person_id, at=by.at
    )
    return Deed(before={"workdays": before}, after={"workdays": workdays, "because": because.strip()})


def _tell_of_change(organisation: Organisation, old: BankAccount, made: BankAccount, by: Actor) -> None:
    """Tell everyone who acts for the body, who had told the old account, and the contact of its newest application."""
    body = (
        f"{by.name}把{organisation.name}的收款账户由{accounts.masked(number=old.number)}"
        f"变更为{accounts.masked(number=made.number)}，{made.usable_from}前不会向新账户拨付。\n"
        "如果不是本单位的决定，请立即联系市知识产权局财务，并修改登录密码。"
    )
    subject = "收款账户已变更"
    outbox.tell_members(organisation=organisation, subject=subject, body=body, link="/account/bank/", by=by)
    outbox.tell(people=[old.entered_by_id], subject=subject, body=body, link="", by=by)
    address = _old_contact(organisation)
    if address:
        letters.write(to=address, subject=subject, body=body, by=by)


def _old_contact(organisation: Organisation) -> str:
    sealed = Submission.objects.filter(application__organisation=organisation).order_by("-id").first()
    told = {} if sealed is None else sealed.snapshot.get("particulars", {})
    return str(told.get("contact_email") or "")


def _refuse_faults(organisation: Organisation, *, holder: str, bank: str, number: str) -> None:
    faults = []
    if not holder or not accounts.is_own(holder=holder, organisation=organisation):
        faults.append(
            Fault(
                Said("户名"),
                Said("应当与单位名称「%(name)s」一致，只能登记本单位的账户", name=organisation.name),
            )
        )
    faults += body_name_faults(name=bank, place=Said("开户行"))
    if bank and not bank[0].isalnum():
        faults.append(Fault(Said("开户行"), Said("请从银行名称的第一个字写起")))
    if not NUMBER.fullmatch(number):
        faults.append(Fault(Said("账号"), Said("应当是8至32位数字，请对照开户许可证核对")))
    if faults:
        raise Faulty(faults)
