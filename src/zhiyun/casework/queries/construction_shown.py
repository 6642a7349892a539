"""A funded centre as its pages show it: plain values, and what can be done with them now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from zhiyun import law
from zhiyun.casework.construction import TO_ACCEPT, ConstructionStage, reporting
from zhiyun.casework.construction.timeline import Happened
from zhiyun.casework.queries.kept_with import File
from zhiyun.kernel.money import ZERO, Money
from zhiyun.kernel.period import Period
from zhiyun.kernel.said import Said

REVOKED = (ConstructionStage.REVOKED, ConstructionStage.RECOVERING, ConstructionStage.RECOVERED)
"""Stages of a centre that has lost its qualification."""


@dataclass(frozen=True, slots=True)
class HandIn:
    """One hand-in of a report, and what the bureau said of it."""

    number: int
    parts: tuple[tuple[str, str], ...]
    files: tuple[File, ...]
    by: str
    at: datetime
    sm3: str
    looked_good: bool | None
    look_words: str
    looked_by: str


@dataclass(frozen=True, slots=True)
class Report:
    """One half-year: its days, until when its report is due, where it stands, and the hand-ins, the newest first."""

    number: int
    covers_from: date
    covers_to: date
    due_on: date | None
    because: Said
    stage: reporting.ReportStage
    came_late: bool
    hand_ins: tuple[HandIn, ...]

    @property
    def waits(self) -> bool:
        """Say whether a hand-in waits to be looked at."""
        return self.stage is reporting.ReportStage.HANDED_IN

    @property
    def is_open(self) -> bool:
        """Say whether the centre can hand one in."""
        return self.stage in reporting.OPEN


@dataclass(frozen=True, slots=True)
class Asked:
    """The centre's request for an acceptance."""

    attempt: int
    words: str
    files: tuple[File, ...]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A conclusion on an acceptance; ``good`` is None while it waits for its second person."""

    key: int
    attempt: int
    passed: bool
    opinion: str
    inspected_on: date | None
    inspected: str
    files: tuple[File, ...]
    by: str
    at: datetime
    is_own: bool
    good: bool | None
    reason: str
    ruled_by: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Recovery:
    """A proposal to recover, or the order it became; ``good`` is None while it waits for its second person.

    ``unspent`` are the payments with what was not spent of each, where only that comes back."""

    key: int
    amount: Money
    interest: Money
    due_on: date
    words: str
    because: str
    readings: tuple[str, ...]
    unspent: tuple[law.Tranche, ...]
    by: str
    is_own: bool
    good: bool | None
    reason: str
    ruled_by: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money that came in."""

    amount: Money
    received_on: date
    bank_reference: str
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter about the centre: its number, and the code it is had and verified by."""

    words: str
    number: str
    code: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A span scored; ``good`` is None while it waits for its second person. ``lines`` as rows keep them."""

    key: int
    lines: tuple[dict[str, Any], ...]
    points: str
    passed: bool
    opinion: str
    effect: str
    readings: tuple[str, ...]
    by: str
    is_own: bool
    good: bool | None
    reason: str
    ruled_by: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One span of the yearly evaluation, and what was said of it, the newest first."""

    number: int
    covers: Period
    is_over: bool
    said: tuple[Evaluation, ...]

    @property
    def told(self) -> Evaluation | None:
        """The one the centre was told."""
        return next((each for each in self.said if each.good), None)

    @property
    def waiting(self) -> Evaluation | None:
        """The one that waits for its second person."""
        return next((each for each in self.said if each.good is None), None)


@dataclass(frozen=True, slots=True)
class Page:
    """A funded centre's page; ``trouble`` is why the law cannot say where it stands, ``stage`` None then.

    ``is_open`` says that the law opens the acceptance that is next today; ``nets`` says that what comes back in the year it was paid in makes room again.
    ``unspent_of`` are the payments of which a proposal to recover has to say what was not spent.
    """

    reference: str
    applicant: str
    call_title: str
    task_book: str
    amount: Money
    paid: Money
    stage: ConstructionStage | None
    trouble: Said | None
    starts_on: date
    last_on: date
    grace: tuple[date, date] | None
    dues: tuple[law.Due, ...]
    readings: tuple[str, ...]
    reports: tuple[Report, ...]
    requests: tuple[Asked, ...]
    conclusions: tuple[Conclusion, ...]
    recoveries: tuple[Recovery, ...]
    receipts: tuple[Receipt, ...]
    letters: tuple[Letter, ...]
    evaluations: tuple[Evaluated, ...]
    dimensions: tuple[str, ...]
    happened: tuple[Happened, ...]
    attempt: int
    on: date
    is_open: bool
    nets: bool
    unspent_of: tuple[law.Tranche, ...]

    @property
    def waiting(self) -> Conclusion | None:
        """The conclusion that waits for its second person."""
        return next((each for each in self.conclusions if each.good is None), None)

    @property
    def proposed(self) -> Recovery | None:
        """The recovery that waits for its second person."""
        return next((each for each in self.recoveries if each.good is None), None)

    @property
    def ordered(self) -> Recovery | None:
        """The order to recover."""
        return next((each for each in self.recoveries if each.good), None)

    @property
    def left(self) -> Money:
        """What is still to come in of the order."""
        order = self.ordered
        return (
            ZERO
            if order is None
            else order.amount + order.interest - sum((each.amount for each in self.receipts), ZERO)
        )

    @property
    def to_evaluate(self) -> tuple[int, ...]:
        """The numbers of spans an evaluation can be proposed for now."""
        if self.stage in (None, *REVOKED) or any(each.waiting for each in self.evaluations):
            return ()
        return tuple(each.number for each in self.evaluations if each.is_over and each.told is None)

    @property
    def is_revoked(self) -> bool:
        """Say whether the qualification is revoked."""
        return self.stage in REVOKED

    @property
    def is_running(self) -> bool:
        """Say whether reports are still asked of the centre."""
        return self.stage is ConstructionStage.UNDER_CONSTRUCTION or self.stage in TO_ACCEPT

    @property
    def may_propose(self) -> bool:
        """Say whether a recovery can be proposed."""
        return self.stage is ConstructionStage.REVOKED and self.proposed is None

    @property
    def may_receive(self) -> bool:
        """Say whether something is still to come in."""
        return self.stage is ConstructionStage.RECOVERING

    @property
    def may_ask(self) -> bool:
        """Say whether the centre can ask for the acceptance that is next."""
        asked = {each.attempt for each in self.requests}
        return self.stage in TO_ACCEPT and self.attempt not in asked

    @property
    def may_conclude(self) -> bool:
        """Say whether a conclusion can be proposed now."""
        return self.is_open and self.waiting is None


@dataclass(frozen=True, slots=True)
class Listed:
    """One centre in the bureau's list; ``next_due`` is the last day of its next report, ``late`` counts those missed."""

    reference: str
    applicant: str
    call_title: str
    amount: Money
    stage: ConstructionStage | None
    last_on: date
    late: int
    to_look_at: int
    next_due: date | None
