"""What a measure can be asked, and who answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Protocol

from zhiyun.kernel.finding import Finding
from zhiyun.kernel.money import Money
from zhiyun.kernel.period import Period
from zhiyun.kernel.terms import Choice, Reading, Terms
from zhiyun.kernel.workdays import Calendar
from zhiyun.law.claims import Allocation, Claims
from zhiyun.law.conditions import Item
from zhiyun.law.construction import (
    Acceptance,
    Award,
    Benefit,
    Due,
    InterestTerms,
    Pot,
    Recovery,
    TaskBook,
    Tranche,
)
from zhiyun.law.counting import Count
from zhiyun.law.deals import Deal
from zhiyun.law.facts import Facts, Occasion
from zhiyun.law.notice import NoticePeriod, Revised
from zhiyun.law.overlay import Round
from zhiyun.law.procedure import Material, Step, Votes


@dataclass(frozen=True)
class Answers:
    """Who answers which question; None where a measure leaves a question to nobody.

    ``scope`` names the readings that decide who may ask for a benefit at all: every answer on it stands on them.
    """

    in_force: Callable[[Terms], Period]
    items: Mapping[Benefit, tuple[Item, ...]]
    materials: Mapping[Benefit, tuple[Material, ...]]
    steps: Mapping[Benefit, tuple[Step, ...]]
    duties: tuple[Item, ...]
    notice_period: Mapping[Benefit, Callable[[date, Calendar, Terms], NoticePeriod]]
    further_conditions: Callable[[Benefit, Terms], tuple[Item, ...]]
    barred: Callable[[Facts, Occasion, Terms], Finding] | None
    bar: Callable[[TaskBook, Occasion, Terms], Finding] | None
    performance_period: Callable[[int, date, Terms], tuple[Period, Choice]] | None
    entitlement: Callable[[Money, Terms], Fraction] | None
    count: CountDeals | None
    allocate: AllocatePot | None
    after_objection: Callable[[Allocation, Claims, Terms], Revised] | None
    after_falsity: Callable[[Allocation, str, Money, Terms], Revised] | None
    within_caps: Callable[[Sequence[Award], int, Terms], Finding] | None
    pot: Mapping[Benefit, Callable[[Benefit, Terms], Pot]]
    budget_year: Callable[[Award, date, Terms], tuple[int, Choice]] | None
    withdrawal_refills: Callable[[Terms], tuple[bool, Choice]] | None
    recovery_refills: Callable[[date, date, Terms], tuple[bool, Choice]] | None
    permitted_use: Callable[[str, Terms], Finding] | None
    panel_score: Callable[[Sequence[Fraction], Terms], tuple[Fraction, Choice]] | None
    meeting_quorum: Callable[[int, Terms], tuple[int, Choice]] | None
    meeting_carries: Callable[[Votes, Terms], tuple[bool, Choice]] | None
    construction_period: Callable[[TaskBook, Terms], tuple[Period, tuple[Choice, ...]]] | None
    acceptance: Callable[[TaskBook, date, Terms], Acceptance] | None
    acceptance_open: MayBeAccepted | None
    recover: RecoverPaid | None
    due: Callable[[TaskBook, Calendar, Terms], tuple[Due, ...]] | None
    evaluation_effect: Callable[[bool, Terms], Finding] | None
    within_budget: Callable[[Mapping[str, Money], Mapping[str, Money]], Finding] | None
    change_reported: Callable[[str, date, date | None, Terms], Finding] | None
    interpreter: str
    look_back: Reading | None
    first_day: Reading | None
    scope: Mapping[Benefit, tuple[Reading, ...]] = field(default_factory=dict)


class CountDeals(Protocol):
    """How a measure counts a ledger."""

    def __call__(
        self,
        deals: Iterable[Deal],
        window: Period,
        terms: Terms,
        *,
        round_: Round | None,
        barred: Mapping[str, Finding],
    ) -> Count: ...


class AllocatePot(Protocol):
    """How a measure shares a pot."""

    def __call__(self, claims: Claims, terms: Terms, *, cap: Money | None = None) -> Allocation: ...


class MayBeAccepted(Protocol):
    """How a measure opens an acceptance."""

    def __call__(self, book: TaskBook, on: date, terms: Terms, *, asked: bool) -> Finding: ...


class RecoverPaid(Protocol):
    """How a measure recovers what was paid."""

    def __call__(
        self,
        book: TaskBook,
        paid: Sequence[Tranche],
        on: date,
        terms: Terms,
        *,
        interest: InterestTerms | None = None,
    ) -> Recovery: ...
