"""What one version of a call says otherwise than another, field by field and entry by entry."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from zhiyun import law
from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.calls.words import (
    PREDICATES,
    AttachedFile,
    CallWords,
    ConditionWords,
    KindWords,
    MaterialWords,
)
from zhiyun.kernel.citation import Citation

Row = TypeVar("Row")


class DifferenceKind(enum.Enum):
    """What happened to a field or an entry."""

    ADDED = "新增"
    REMOVED = "删去"
    CHANGED = "修改"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing said otherwise: what it is, and its words before and after; empty where there were none."""

    what: str
    kind: DifferenceKind
    before: str
    after: str


_FIELDS: tuple[tuple[str, Callable[[CallWords], str]], ...] = (
    ("标题", lambda words: words.title),
    ("文号", lambda words: words.document),
    ("通知日期", lambda words: _day(words.dated)),
    ("开始时间", lambda words: _instant(words.opens_at)),
    ("截止时间", lambda words: _instant(words.closes_at)),
    ("补正期限", lambda words: f"{words.correction_workdays}个工作日" if words.correction_workdays else ""),
    ("业绩期间", lambda words: _span(words.performance_from, words.performance_until)),
    ("业绩期间的依据", lambda words: words.performance_cites),
    ("正文", lambda words: words.body),
    ("联系方式", lambda words: words.contact),
)


def differences(*, before: CallWords, after: CallWords) -> tuple[Difference, ...]:
    """List what ``after`` says otherwise than ``before``: first the fields, then each entry added, removed, changed."""
    return tuple(_differences(before, after))


def condition_words(*, condition: ConditionWords) -> str:
    """Say one condition in a sentence: the notice's words, and how it is heard."""
    known = PREDICATES.get(condition.predicate)
    heard = known.words if known is not None else ""
    if condition.predicate == "no_penalty_within_years":
        heard = f"近{condition.years}年未受行政处罚"
    elif condition.predicate in ("fact_holds", "paper_handed_in"):
        key = law.BY_NAME.get(condition.fact)
        heard = "，".join(filter(None, (key.asks if key else condition.fact, condition.paper)))
    elif condition.predicate == "judged":
        heard = f"由人判断：{condition.asks}"
    return f"{condition.words}（{heard}）"


def _differences(before: CallWords, after: CallWords) -> Iterator[Difference]:
    for what, shown in _FIELDS:
        yield from _difference(what, shown(before), shown(after))
    yield from _entries(
        "条件", before.conditions, after.conditions, _condition_key, _condition_key, _condition
    )
    yield from _entries(
        "材料", before.materials, after.materials, _material_key, lambda row: row.words, _material
    )
    yield from _entries("业务类型", before.kinds, after.kinds, _kind_key, _kind_key, _kind)
    yield from _entries("附件", before.attachments, after.attachments, _file_key, _file_key, _file)


def _entries(
    what: str,
    before: Iterable[Row],
    after: Iterable[Row],
    key: Callable[[Row], str],
    named: Callable[[Row], str],
    shown: Callable[[Row], str],
) -> Iterator[Difference]:
    old, new = {key(row): row for row in before}, {key(row): row for row in after}
    for each in dict.fromkeys((*old, *new)):
        was, now = old.get(each), new.get(each)
        row = now if now is not None else was
        assert row is not None, "a key comes from one side or the other"
        yield from _difference(
            f"{what} {named(row)}",
            shown(was) if was is not None else "",
            shown(now) if now is not None else "",
        )


def _difference(what: str, before: str, after: str) -> Iterator[Difference]:
    if before == after:
        return
    kind = DifferenceKind.CHANGED
    if not before:
        kind = DifferenceKind.ADDED
    elif not after:
        kind = DifferenceKind.REMOVED
    yield Difference(what, kind, before, after)


def _condition_key(row: ConditionWords) -> str:
    return _place(row.article, row.item)


def _condition(row: ConditionWords) -> str:
    return condition_words(condition=row)


def _material_key(row: MaterialWords) -> str:
    return row.code or row.words


def _material(row: MaterialWords) -> str:
    must = "必须提交" if row.required else "有则提交"
    return f"{row.words}（{must}，通知{_place(row.article, row.item)}）"


def _kind_key(row: KindWords) -> str:
    return law.Kind(row.kind).words


def _kind(row: KindWords) -> str:
    registered = f"须有{row.registration}" if row.registration else ""
    proven = f"证明：{'、'.join(row.evidence)}" if row.evidence else ""
    return "；".join(filter(None, (row.cites, registered, proven))) or "列入"


def _file_key(row: AttachedFile) -> str:
    return row.name


def _file(row: AttachedFile) -> str:
    return f"{row.name}（SM3 {row.sm3[:12]}）"


def _place(article: int | None, item: int | None) -> str:
    if article is None or not 1 <= article <= 99:
        return "（未写出处）"
    return str(Citation(article, item))


def _day(on: date | None) -> str:
    return on.isoformat() if on is not None else ""


def _instant(at: datetime | None) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}" if at is not None else ""


def _span(first: date | None, last: date | None) -> str:
    return f"{_day(first)}至{_day(last)}" if first or last else ""
