"""Construction funding as the law sees it: awards and their tranches, task books, acceptances, changes."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhiyun.kernel.citation import Citation
from zhiyun.kernel.finding import Finding
from zhiyun.kernel.money import Money, Rate
from zhiyun.kernel.period import Period
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.kernel.terms import Choice


class Benefit(enum.Enum):
    """The three benefits somebody can ask for."""

    MUNICIPAL_CENTRE = "municipal_centre"
    INDUSTRY_CENTRE = "industry_centre"
    PERFORMANCE_SUBSIDY = "performance_subsidy"

    __hash__ = object.__hash__

    @property
    def words(self) -> str:
        return _BENEFIT_WORDS[self]

    @property
    def is_construction(self) -> bool:
        return self is not Benefit.PERFORMANCE_SUBSIDY


_BENEFIT_WORDS = {
    Benefit.MUNICIPAL_CENTRE: "市级综合性知识产权运营中心建设经费资助",
    Benefit.INDUSTRY_CENTRE: "产业或区域知识产权运营中心建设经费资助",
    Benefit.PERFORMANCE_SUBSIDY: "知识产权运营绩效补贴",
}


@dataclass(frozen=True, slots=True)
class Tranche:
    """A part of an award: when it falls due, when it was paid, and what became of it.

    ``withdrawn_on``: taken back before it was paid; ``recovered_on``: paid and given back.
    """

    amount: Money
    due_on: date
    paid_on: date | None = None
    withdrawn_on: date | None = None
    recovered_on: date | None = None
    unspent: Money | None = None


@dataclass(frozen=True, slots=True)
class Award:
    """Construction money for one centre, as decided or as proposed to the meeting."""

    centre: str
    benefit: Benefit
    amount: Money
    tranches: tuple[Tranche, ...] = ()
    approved_on: date | None = None
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class TaskBook:
    """The dates of one centre's construction; what has not happened is None.

    ``last_on`` is the construction period's last day as the task book says it; ``approved_length`` the document
    that allowed another length than the usual two years.
    """

    signed_on: date
    last_on: date | None = None
    approved_length: str = ""
    confirmed_on: date | None = None
    first_paid_on: date | None = None
    accepted_on: date | None = None
    first_failed_on: date | None = None
    second_failed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Pot:
    """What one yearly cap holds together: its name, the most of a year, and by which article.

    ``cap`` is None where a reading leaves a benefit under no yearly cap.
    """

    name: str
    cap: Money | None
    cites: Citation
    readings: tuple[Choice, ...] = ()


class Standing(enum.Enum):
    """Where a centre stands between signing and the end of its construction."""

    UNDER_CONSTRUCTION = "建设期内"
    AWAITING_ACCEPTANCE = "期满待验收"
    IN_GRACE = "宽限期内"
    AWAITING_SECOND_ACCEPTANCE = "宽限期满待再次验收"
    ACCEPTED = "验收合格"
    REVOKED = "取消建设资格"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A centre's standing on a day, its construction period and, after a first failure, its grace period."""

    standing: Standing
    construction: Period
    grace: Period | None
    readings: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Recovery:
    """What is to be recovered after a second failed acceptance.

    ``parts`` are what is to come back of each payment not yet given back, in the order given, and ``charges`` the
    interest on each where any is charged.
    """

    amount: Money
    interest: Money
    finding: Finding
    readings: tuple[Choice, ...]
    charges: tuple[Money, ...] = ()
    parts: tuple[Money, ...] = ()


class UnspentNotSaid(Refusal):
    """Only what was not spent is to come back, and of some payments nobody has said how much that is."""

    def __init__(self, paid_on: Sequence[str], cites: Citation) -> None:
        said = Said("按所选口径只收回未用部分，须提供%(paid_on)s拨付款的未用金额", paid_on=tuple(paid_on))
        super().__init__(said)
        self.cites = cites


@dataclass(frozen=True, slots=True)
class InterestTerms:
    """The yearly rate a task book agreed for recovered money, and the day interest is counted to."""

    yearly: Rate
    until: date


@dataclass(frozen=True, slots=True)
class Due:
    """One date of a task book's calendar: what is due, for which span, until when, by which article.

    ``on`` is None where no holiday notice reaches it yet; ``because`` then says what is missing.
    """

    what: str
    article: int
    covers: Period | None
    on: date | None
    because: Said
    readings: tuple[Choice, ...] = ()
