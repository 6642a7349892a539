"""An empty installation gets its bureau and the three who hold its powers, each by a link of their own."""

from __future__ import annotations

from django.db import transaction

from zhiyun.casework import record
from zhiyun.casework.actions.invitations import HOLDS_FOR, digest_of
from zhiyun.casework.actor import Actor
from zhiyun.casework.plain_names import body_name_faults, credit_code_faults, masked
from zhiyun.casework.roles import OrganisationKind, Role
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import Invitation, Organisation, Person

POWERS = (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR)


class NotEmpty(Refusal):
    """Somebody has an account: from here on the administrators invite and grant."""

    def __init__(self) -> None:
        super().__init__(Said("系统里已有账户，不能再指定首任管理员。请由系统管理员邀请、安全管理员授权。"))


def found(
    *, bureau: str, credit_code: str, emails: tuple[str, str, str], tokens: tuple[str, str, str], by: Actor
) -> None:
    """Enter the bureau and invite system, security and audit administrator, in this order, by the tokens given.

    Refuses once anybody has an account, and all faults at once; run again before that, older links end.
    """
    addresses = tuple(email.strip().lower() for email in emails)
    faults = [*body_name_faults(name=bureau, place=Said("市局名称")), *credit_code_faults(code=credit_code)]
    if len(set(addresses)) < len(POWERS):
        faults.append(Fault(Said("电子邮箱"), Said("三员须由三个人分任，三个邮箱不能相同")))
    faults += [
        Fault(Said("电子邮箱"), Said("%(each)s 不是电子邮箱", each=each))
        for each in addresses
        if each.count("@") != 1
    ]
    if faults:
        raise Faulty(faults)
    with transaction.atomic():
        if Person.objects.exists():
            raise NotEmpty
        Invitation.objects.filter(accepted_at=None, revoked_at=None).update(revoked_at=by.at)
        body, _ = Organisation.objects.update_or_create(
            credit_code=credit_code,
            defaults={
                "kind": OrganisationKind.CITY_BUREAU.value,
                "name": bureau,
                "district": "",
                "registered_at": by.at,
            },
        )
        for role, email, token in zip(POWERS, addresses, tokens, strict=True):
            Invitation.objects.create(
                organisation=body,
                role=role.value,
                email=email,
                digest=digest_of(token=token),
                invited_at=by.at,
                expires_at=by.at + HOLDS_FOR,
            )
        record.append(
            chain=f"organisation:{body.pk}",
            by=by,
            action="found",
            subject=str(body.pk),
            after={"name": bureau, "administrators": [masked(email=each) for each in addresses]},
        )
