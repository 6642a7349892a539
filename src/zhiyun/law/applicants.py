"""What several articles ask of an applicant in the same words."""

from __future__ import annotations

from zhiyun.kernel.said import Said
from zhiyun.kernel.terms import Reading
from zhiyun.law import keys
from zhiyun.law.conditions import Condition, Holds, IfHolds
from zhiyun.law.credit import GoodCredit


def standing(registered: Said, credit: Reading) -> tuple[Condition, ...]:
    """Ask for registration in the city (``registered`` in the article's words), legal personality and good credit."""
    return (
        Holds(keys.IN_CHONGQING, registered, Said("未%(what)s", what=registered)),
        Holds(keys.LEGAL_PERSON, Said("具有独立法人资格"), Said("不具有独立法人资格")),
        GoodCredit(credit),
    )


CO_BUILDING = IfHolds(
    keys.CO_BUILT,
    Said("非合作共建，无须合作协议"),
    (
        Holds(keys.AGREEMENT_SIGNED, Said("已签订合作协议"), Said("合作共建而未签订合作协议")),
        Holds(keys.DUTIES_FIXED, Said("已明确各自职责和任务"), Said("合作协议未明确各自职责和任务")),
    ),
)
"""A centre built in cooperation needs an agreement that fixes each side's duties."""
