"""A call as plain typed values: what the form asks for, what is compared, what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from zhiyun.casework.actor import SHANGHAI


@dataclass(frozen=True, slots=True)
class Predicate:
    """One type of condition a call may add: its words for the officer, and which fields it fills in."""

    words: str
    uses: tuple[str, ...] = ()


PREDICATES: Mapping[str, Predicate] = MappingProxyType(
    {
        "no_penalty_within_years": Predicate("近若干年未受行政处罚", ("years",)),
        "not_on_dishonest_list": Predicate("未列入失信名单"),
        "not_on_abnormal_list": Predicate("未列入经营异常名录"),
        "fact_holds": Predicate("某一事实须为“是”", ("fact",)),
        "paper_handed_in": Predicate("须提交某一材料", ("fact", "paper")),
        "judged": Predicate("由人判断", ("asks",)),
    }
)
"""The closed set of the law, `law.PREDICATES`, as the office says it."""


@dataclass(frozen=True, slots=True)
class ConditionWords:
    """A condition as typed: ``article`` and ``item`` say in which part of the notice it stands."""

    article: int | None = None
    item: int | None = None
    words: str = ""
    predicate: str = ""
    years: int | None = None
    fact: str = ""
    paper: str = ""
    asks: str = ""


@dataclass(frozen=True, slots=True)
class MaterialWords:
    """A material as typed; ``code`` is how applications name it, given once and kept in every later version."""

    article: int | None = None
    item: int | None = None
    words: str = ""
    required: bool = True
    code: str = ""


@dataclass(frozen=True, slots=True)
class KindWords:
    """A kind of operation the call lists: what registration it needs, what proves it, and where the notice says so."""

    kind: str
    cites: str = ""
    registration: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that belongs to a version, by its name and the SM3 of its content; ``size`` in bytes."""

    name: str
    sm3: str
    size: int
    number: int = 0


@dataclass(frozen=True, slots=True)
class CallWords:
    """Everything a version of a call says. The performance span is given by its first and last day."""

    document: str = ""
    dated: date | None = None
    title: str = ""
    body: str = ""
    contact: str = ""
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    correction_workdays: int | None = None
    performance_from: date | None = None
    performance_until: date | None = None
    performance_cites: str = ""
    conditions: tuple[ConditionWords, ...] = ()
    materials: tuple[MaterialWords, ...] = ()
    kinds: tuple[KindWords, ...] = ()
    change_note: str = ""
    gaps: tuple[str, ...] = ()
    attachments: tuple[AttachedFile, ...] = ()


def closing_day(*, closes_at: datetime) -> date:
    """Give the last day on which one can apply: midnight belongs to the day before it."""
    return (closes_at - timedelta(microseconds=1)).astimezone(SHANGHAI).date()
