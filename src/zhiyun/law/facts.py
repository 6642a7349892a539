"""What the law is told about an applicant: typed keys, and the facts that fill them."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar, cast

from zhiyun.kernel.citation import Citation
from zhiyun.kernel.finding import Judgement, UsedFact
from zhiyun.kernel.period import Period
from zhiyun.law.staff import Roster


class Severity(enum.Enum):
    """How grave an administrative penalty is."""

    ORDINARY = "一般"
    MINOR = "警告或小额罚款"


@dataclass(frozen=True, slots=True)
class Penalty:
    """An administrative penalty, by the day it was decided; ``repaired`` says credit was restored (信用修复)."""

    decided_on: date
    severity: Severity = Severity.ORDINARY
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class Penalties:
    """All administrative penalties on file; an empty list says there are none, a missing fact says nothing."""

    listed: tuple[Penalty, ...] = ()

    def __str__(self) -> str:
        return "、".join(f"{p.decided_on}（{p.severity.value}）" for p in self.listed) or "无"


Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Key(Generic[Value]):
    """The name of one fact, the kind of its value, and how the office asks for it."""

    name: str
    kind: type[Value]
    asks: str
    unit: str = ""

    def show(self, value: Value) -> str:
        """Write a value as a person reads it."""
        if isinstance(value, bool):
            return "是" if value else "否"
        return f"{value}{self.unit}"


@dataclass(frozen=True, slots=True)
class Fact(Generic[Value]):
    """A value with the day it describes and the evidence it rests on."""

    value: Value
    as_of: date | None = None
    evidence: str | None = None
    sha256: str | None = None


AnyFact = Fact[bool] | Fact[int] | Fact[date] | Fact[Penalties] | Fact[Roster]


@dataclass(frozen=True)
class Facts:
    """One applicant's facts and the signed judgements on it; what is absent is unknown, never false."""

    applicant: str
    known: Mapping[str, AnyFact] = field(default_factory=dict)
    judgements: Mapping[Citation, Judgement] = field(default_factory=dict)

    def get(self, key: Key[Value]) -> Fact[Value] | None:
        """Give the fact ``key`` names, or None when it is unknown."""
        fact = self.known.get(key.name)
        assert fact is None or type(fact.value) is key.kind, f"{key.name} holds a {type(fact.value)}"
        return cast("Fact[Value] | None", fact)

    def used(self, *keys: Key[Any]) -> tuple[UsedFact, ...]:
        """Give the facts as a finding cites them; unknown ones are left out."""
        found = ((key, self.get(key)) for key in keys)
        return tuple(
            UsedFact(key.name, key.asks, key.show(f.value), f.as_of, f.evidence, f.sha256)
            for key, f in found
            if f is not None
        )


def signed(judgements: Iterable[Judgement]) -> dict[Citation, Judgement]:
    """Index signed judgements by the place of the measure they answer."""
    return {judgement.cites: judgement for judgement in judgements}


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and for which year a benefit is asked for.

    ``applied_on`` is the day of application, ``closes_on`` the call's last day, ``performance`` the span whose
    operations are claimed (performance subsidy only).
    """

    applied_on: date
    closes_on: date
    performance: Period | None = None
