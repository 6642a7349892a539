"""What the sweep of a blind file found and replaced, and what is left in it for a person to look at before it opens.

A list knows registered and written names. Nicknames, brands and people can only be recognised: words that often name
somebody are pointed at with their place, and nothing here says that the rest is clean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from zhiyun.casework.reviewing import redaction
from zhiyun.kernel.said import Said
from zhiyun.records.models import Application, Submission

AROUND = 12
"""Characters shown on each side of what is doubtful."""
MOST_DOUBTS = 40
_USUAL = frozenset({"IP", "AI", "IT", "PCT", "APP", "GDP", "WIPO", "ISO", "IPC", "SM", "PDF", "API", "SaaS"})
_DOUBTS: tuple[tuple[re.Pattern[str], Said], ...] = (
    (
        re.compile(r"(?!(?:ZL|CN)\d)(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9.&-]+"),
        Said("外文词：可能是名称的缩写、拼音或者品牌"),
    ),
    (
        re.compile(r"[“「『《][^”」』》【】]{2,20}[”」』》]"),
        Said("引号里的专名：可能是品牌、平台或者项目名称"),
    ),
    (
        re.compile(r"[\u4e00-\u9fff]{1,3}(?:教授|院士|博士|董事长|总经理|主任|老师|所长|院长)"),
        Said("可能是人名"),
    ),
    (re.compile(r"(?:ZL|CN)?\d{9,13}(?:\.[0-9X])?|第\d{6,9}号"), Said("号码：可能查得到是谁的权利")),
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something left in a text that may name somebody: where, in which words, and why it is pointed at."""

    place: Said
    excerpt: str
    why: Said


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked for, what was replaced how often, and what is left to be looked at."""

    sought: tuple[str, ...]
    swept: tuple[tuple[str, int], ...]
    doubts: tuple[Doubt, ...]
    more: int


def former_names(*, application: Application) -> tuple[str, ...]:
    """Give the other names an applicant is on file under: at every time it handed something in, and now."""
    sealed = Submission.objects.filter(application__organisation=application.organisation_id)
    names = sealed.order_by("id").values_list("snapshot__applicant__name", flat=True)
    return tuple(dict.fromkeys([*(str(name) for name in names if name), application.organisation.name]))


def checked(*, snapshot: Mapping[str, Any], former: tuple[str, ...]) -> Checked:
    """Sweep a snapshot as a blind expert's page does, and say what was found and what is left."""
    swap = redaction.Swap(snapshot, former)
    left = [(place, swap.text(text)) for place, text in redaction.texts(snapshot=snapshot)]
    found = [doubt for place, text in left for doubt in _doubts(place, text)]
    swept = tuple((name, count) for name, count in swap.counts.most_common() if count)
    return Checked(swap.sought, swept, tuple(found[:MOST_DOUBTS]), max(0, len(found) - MOST_DOUBTS))


_PLACES = {
    "summary": Said("申报摘要"),
    "roster": Said("人员岗位"),
    "budget": Said("预算用途"),
    "co_builders": Said("共建单位职责"),
}
_CONDITION = re.compile(r"condition-(\d+)-(\d+)")


def _place(name: str) -> Said:
    found = _CONDITION.match(name)
    if found is None:
        return _PLACES.get(name, Said("申报说明"))
    return Said("第%(article)s条第%(item)s项的说明", article=found[1], item=found[2])


def _doubts(place: str, text: str) -> Iterator[Doubt]:
    for pattern, why in _DOUBTS:
        for each in pattern.finditer(text):
            if each[0] in _USUAL:
                continue
            start, end = max(0, each.start() - AROUND), each.end() + AROUND
            yield Doubt(_place(place), text[start:end].replace("\n", " "), why)
