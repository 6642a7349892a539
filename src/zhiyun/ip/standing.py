"""Whether a patent is still in force, as far as the words of its source and the law's longest terms tell."""

from __future__ import annotations

from typing import Final

from zhiyun.ip.patent import Right

TERMS: Final = {Right.INVENTION: 20, Right.UTILITY_MODEL: 10, Right.DESIGN: 15}
"""Years from filing, Patent Law of China, Art. 42; designs filed before June 2021 had ten."""
_ENDED: Final = (
    "失效", "终止", "届满", "放弃", "撤回", "驳回", "无效", "全部撤销", "未缴年费",
    "expired", "lapsed", "abandoned", "withdrawn", "rejected", "revoked", "ceased", "not-in-force", "not in force",
)  # fmt: skip
_LIVING: Final = ("有效", "授权", "专利权维持", "active", "granted", "in force", "in-force")
_AGAIN: Final = ("恢复", "reinstated", "部分无效")
"""Words that take back an end: restored, or void in part only."""


def is_living(status: str) -> bool | None:
    """Tell by the office's or the source's words; None for a pending application and for words that say neither."""
    told = status.lower()
    if any(word in told for word in _AGAIN):
        return True
    if any(word in told for word in _ENDED):
        return False
    return True if any(word in told for word in _LIVING) else None
