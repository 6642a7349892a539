"""What several articles ask of an applicant in the same words."""

from __future__ import annotations

from zhiyun.kernel.terms import Reading
from zhiyun.law import keys
from zhiyun.law.conditions import Condition, Holds, IfHolds
from zhiyun.law.credit import GoodCredit


def standing(registered: str, credit: Reading) -> tuple[Condition, ...]:
    """Ask for registration in the city (``registered`` in the article's words), legal personality and good credit."""
    return (
        Holds(keys.IN_CHONGQING, registered, f"未{registered}"),
        Holds(keys.LEGAL_PERSON, "具有独立法人资格", "不具有独立法人资格"),
        GoodCredit(credit),
    )


CO_BUILDING = IfHolds(
    keys.CO_BUILT,
    "非合作共建，无须合作协议",
    (
        Holds(keys.AGREEMENT_SIGNED, "已签订合作协议", "合作共建而未签订合作协议"),
        Holds(keys.DUTIES_FIXED, "已明确各自职责和任务", "合作协议未明确各自职责和任务"),
    ),
)
"""A centre built in cooperation needs an agreement that fixes each side's duties."""
