"""Two words near each other: what may stand on either side."""

from __future__ import annotations

from zhiyun.ip.query.faults import COSTLY, MOST_NEAR, WIDEST_NEAR, Unreadable
from zhiyun.ip.query.tree import Everything, Near, Or, Query, Text
from zhiyun.kernel.said import Said


def near(left: Query, right: Query, within: int, is_ordered: bool) -> Query:
    """Join two operands by nearness; raises `Unreadable` with what would mend it."""
    if isinstance(left, Everything) or isinstance(right, Everything):
        return Everything()  # its fault was noted where it stands
    if within > WIDEST_NEAR:
        raise Unreadable(
            Said("相隔%(within)s个词太远，最多%(most)s个，请改用 AND", within=within, most=WIDEST_NEAR)
        )
    lefts, rights = _words(left), _words(right)
    fields = {each.field for each in lefts + rights}
    if len(fields) > 1:
        raise Unreadable(Said("相隔几个词的两边须在同一个字段里，请写如 标题=(电池 NEAR/5 隔膜)"))
    if any(len(each.text) == 1 and not each.text.isascii() for each in lefts + rights):
        raise Unreadable(Said("相隔几个词的两边至少要有两个汉字，请写长一些，或者改用 AND"))
    if len(lefts) * len(rights) > MOST_NEAR:
        raise Unreadable(
            Said("相隔几个词的两边组合起来超过%(most)s对，请减少其中的词，或者改用 AND", most=MOST_NEAR)
        )
    return Near(fields.pop(), lefts, rights, within, is_ordered)


def cost(read: Query) -> int:
    """Say for how many conditions nearness counts: each pair at each distance is one, with beginnings far more."""
    if not isinstance(read, Near):
        return 0
    has_beginnings = any(each.is_beginning for each in read.left + read.right)
    pairs = len(read.left) * len(read.right)
    return pairs * (read.within + 1) * (COSTLY if has_beginnings else 1)


def _words(part: Query) -> tuple[Text, ...]:
    parts = part.parts if isinstance(part, Or) else (part,)
    words = tuple(each for each in parts if isinstance(each, Text))
    if len(words) < len(parts):
        raise Unreadable(Said("NEAR、W 的两边只能是词、短语，或者用 OR 连起来的几个词；AND、NOT 请写在外面"))
    return words
