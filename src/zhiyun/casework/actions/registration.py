"""An applicant registers: its first member is its legal representative, whose address was confirmed before."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from zhiyun.casework import letters, mandates
from zhiyun.casework.actions.invitations import KnownAlready
from zhiyun.casework.actor import Actor
from zhiyun.casework.districts import DISTRICTS
from zhiyun.casework.door import Deed, action
from zhiyun.casework.plain_names import body_name_faults, credit_code_faults, masked, person_name_faults
from zhiyun.casework.roles import OrganisationKind, Role
from zhiyun.casework.subjects import REGISTER
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import Organisation, Person


class RegisteredAlready(Refusal):
    """An applicant with this credit code is there; who acts for it is not told."""

    def __init__(self) -> None:
        super().__init__(
            Said("这一统一社会信用代码的单位已经注册。请由本单位的法定代表人在“单位与成员”里邀请您。")
        )


class BureauEntered(Refusal):
    """A body with this credit code is there."""

    def __init__(self) -> None:
        super().__init__(Said("这一统一社会信用代码的单位已经在系统里，不用再设立。请核对代码。"))


@dataclass(frozen=True, slots=True)
class Applicant:
    """What a body writes of itself to register; ``name`` and ``person_name`` are the body's and the person's."""

    name: str
    credit_code: str
    district: str
    person_name: str

    def faults(self) -> list[Fault]:
        """List everything that is wrong with it."""
        faults = [
            *body_name_faults(name=self.name),
            *credit_code_faults(code=self.credit_code),
            *person_name_faults(name=self.person_name, place=Said("法定代表人姓名")),
        ]
        if self.district not in DISTRICTS:
            faults.append(Fault(Said("注册地"), Said("请选择重庆市的一个区县")))
        return faults


@action(name="ask_to_register", words="申请注册", on=REGISTER, roles=(Role.PUBLIC,))
def ask_to_register(*, register: str, by: Actor, link: str) -> Deed:
    """Write to an address where to register; one that has an account is told so in its own mailbox."""
    if Person.objects.filter(email=register).exists():
        body = "有人用这个电子邮箱申请注册。您已有账户，直接登录即可；忘记密码的，请在登录页选择“忘记密码”。"
    else:
        body = f"请在24小时内打开下面的链接，填写单位信息完成注册：\n\n{link}"
    letters.write(to=register, subject="注册知运账户", body=f"{body}\n\n{letters.NOT_ME}", by=by)
    return Deed(after={"email": masked(email=register)})


@action(name="register", words="注册", on=REGISTER, roles=(Role.PUBLIC,))
def register_applicant(*, register: str, by: Actor, applicant: Applicant, password_hash: str) -> Deed:
    """Enter an applicant and its legal representative, whose confirmed address is ``register``; answers the person.

    Refuses all faults at once, a credit code that is there, and an address that has an account.
    """
    if faults := applicant.faults():
        raise Faulty(faults)
    if Person.objects.filter(email=register).exists():
        raise KnownAlready
    if Organisation.objects.filter(credit_code=applicant.credit_code).exists():
        raise RegisteredAlready
    try:
        with transaction.atomic():
            body, person = _entered(applicant, register, password_hash, by)
    except IntegrityError as twice:  # two registered the same code in the same instant
        raise RegisteredAlready from twice
    mandates.begin(person=person, organisation=body, role=Role.LEGAL_REPRESENTATIVE, by=by)
    return Deed(
        answer=str(person.pk),
        chain=f"organisation:{body.pk}",
        after={
            "name": body.name,
            "credit_code": body.credit_code,
            "district": body.district,
            "legal_representative": person.pk,
        },
    )


@action(
    name="enter_bureau",
    words="设立机关",
    on=REGISTER,
    roles=(Role.SYSTEM_ADMINISTRATOR,),
    is_sensitive=True,
)
def enter_bureau(*, register: str, by: Actor, name: str, district: str) -> Deed:
    """Enter a district's bureau under the credit code ``register``, so that its people can be invited.

    Refuses all faults at once, and a credit code that is there.
    """
    faults = [*body_name_faults(name=name), *credit_code_faults(code=register)]
    if district not in DISTRICTS:
        faults.append(Fault(Said("区县"), Said("请选择重庆市的一个区县")))
    if faults:
        raise Faulty(faults)
    if Organisation.objects.filter(credit_code=register).exists():
        raise BureauEntered
    body = Organisation.objects.create(
        kind=OrganisationKind.DISTRICT_BUREAU.value,
        name=name.strip(),
        credit_code=register,
        district=district,
        registered_at=by.at,
    )
    return Deed(
        answer=str(body.pk),
        chain=f"organisation:{body.pk}",
        after={"name": body.name, "credit_code": register, "district": district},
    )


def _entered(applicant: Applicant, email: str, password_hash: str, by: Actor) -> tuple[Organisation, Person]:
    body = Organisation.objects.create(
        kind=OrganisationKind.APPLICANT.value,
        name=applicant.name.strip(),
        credit_code=applicant.credit_code,
        district=applicant.district,
        registered_at=by.at,
    )
    person = Person.objects.create(
        email=email, name=applicant.person_name.strip(), password=password_hash, joined_at=by.at
    )
    return body, person
