"""Who counts as full-time staff: a roster's people, and the rules a reading may choose among."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from zhiyun.kernel.citation import Citation
from zhiyun.kernel.period import months_after
from zhiyun.kernel.said import Said, word
from zhiyun.kernel.terms import Choice


class Engagement(enum.Enum):
    """Through whom a person works for the applicant."""

    OWN = "本单位"
    PARTNER = "合作方"
    DISPATCHED = "劳务派遣"
    REHIRED = "退休返聘"


@dataclass(frozen=True, slots=True)
class Person:
    """One line of a roster; ``insured_months`` are first days of months whose insurance the employer paid."""

    code: str
    engagement: Engagement = Engagement.OWN
    contract: bool = True
    insured_months: frozenset[date] = frozenset()
    also_claimed_by: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """The people an applicant names as full-time; ``code`` tells two people apart and is never a name or ID."""

    people: tuple[Person, ...]

    def __str__(self) -> str:
        return f"名册{len(self.people)}人"


@dataclass(frozen=True, slots=True)
class Staffing:
    """A roster as counted: person by person why one is left out, None for who counts, and how many are needed."""

    people: tuple[Person, ...]
    reasons: tuple[Said | None, ...]
    needed: int
    closes_on: date
    cites: Citation
    readings: tuple[Choice, ...]

    @property
    def counted(self) -> int:
        """How many people count, each code once."""
        pairs = zip(self.people, self.reasons, strict=True)
        return len({person.code for person, why in pairs if why is None})


def insured_in_closing_month(person: Person, closes_on: date) -> bool:
    """Say whether the employer paid insurance in the month the call closes."""
    return closes_on.replace(day=1) in person.insured_months


def insured_six_months_running(person: Person, closes_on: date) -> bool:
    """Say whether insurance was paid in the closing month and each of the five before it."""
    first = closes_on.replace(day=1)
    return all(months_after(first, -back) in person.insured_months for back in range(6))


def insured_any_month_last_year(person: Person, closes_on: date) -> bool:
    """Say whether insurance was paid in at least one month of the calendar year before the call closes."""
    return any(month.year == closes_on.year - 1 for month in person.insured_months)


INSURANCE_TESTS = {
    "closing_month": insured_in_closing_month,
    "six_months": insured_six_months_running,
    "any_month_last_year": insured_any_month_last_year,
}


def not_counted(person: Person, *, closes_on: date, insurance: str, partners: bool) -> Said | None:
    """Say why a person is not counted, or None; ``insurance`` and ``partners`` come from readings."""
    if person.engagement is Engagement.PARTNER and not partners:
        return Said("合作方人员不计入")
    if person.engagement in (Engagement.DISPATCHED, Engagement.REHIRED):
        return Said("%(engagement)s不计入", engagement=word(person.engagement.value))
    if person.also_claimed_by:
        return Said("已计入%(applicant)s，不重复计算", applicant=person.also_claimed_by)
    if not person.contract:
        return Said("无劳动合同")
    if not INSURANCE_TESTS[insurance](person, closes_on):
        return Said("社保缴纳不满足计数口径")
    return None
