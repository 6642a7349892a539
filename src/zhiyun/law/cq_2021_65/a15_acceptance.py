"""第十五条　市级综合性知识产权运营中心、产业或区域知识产权运营中心建设期满后，市知识产权局根据建设任务书要求组织验收。验收不合格的，给予一年建设宽限期。再次验收不合格的，取消建设资格，收回前期拨付的引导资助经费。"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from zhiyun.kernel.citation import Citation
from zhiyun.kernel.finding import Finding, Outcome, UsedFact
from zhiyun.kernel.money import ZERO, Money, Rounding
from zhiyun.kernel.period import Period, years_after
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said, word
from zhiyun.kernel.terms import Choice, Number, Terms
from zhiyun.law.construction import (
    Acceptance,
    InterestTerms,
    Recovery,
    Standing,
    TaskBook,
    Tranche,
    UnspentNotSaid,
)
from zhiyun.law.cq_2021_65.a05_construction_period import construction_period
from zhiyun.law.cq_2021_65.readings import A17, A18, A38
from zhiyun.law.rule import cite, rule

GRACE_YEARS = Number(15, "grace_years", 1, "一年", "建设宽限期", least=1, most=5)
DAYS_A_YEAR = 365
ONE_DAY = timedelta(days=1)
_WAITS = frozenset({Standing.AWAITING_ACCEPTANCE, Standing.AWAITING_SECOND_ACCEPTANCE})


class OutOfOrder(Refusal):
    """Acceptance dates that cannot have happened in this order."""

    cites = Citation(15)


class NothingToRecover(Refusal):
    """Recovery asked for before a second failed acceptance, or without what the reading needs."""

    cites = Citation(15)


class Span(NamedTuple):
    """A stretch of a centre's construction, in the words of its article."""

    words: str
    period: Period


@rule(15)
def spans(book: TaskBook, terms: Terms) -> tuple[list[Span], tuple[Choice, ...]]:
    """Lay out construction, the wait for acceptance, grace and the wait after it; refuses impossible orders."""
    construction, used = construction_period(book, terms)
    assert construction.ends_before is not None
    _refuse_disorder(book, construction)
    laid = [Span(Said("建设期"), construction)]
    first_outcome = book.accepted_on if book.first_failed_on is None else book.first_failed_on + ONE_DAY
    laid += _until(Said("期满待验收"), construction.ends_before, first_outcome)
    if book.first_failed_on is None:
        return laid, used
    grace, choice = grace_period(book, construction, terms)
    assert grace.ends_before is not None
    outcome = _second_outcome(book)
    laid += _until(Said("宽限期"), grace.starts_on, min(filter(None, (grace.ends_before, outcome))))
    laid += _until(Said("宽限期满待再次验收"), grace.ends_before, outcome)
    return laid, (*used, choice)


def _second_outcome(book: TaskBook) -> date | None:
    """Give the first day on which grace is over: accepted that day, or failed again the day before."""
    if book.accepted_on is not None:
        return book.accepted_on
    return None if book.second_failed_on is None else book.second_failed_on + ONE_DAY


def _until(words: str, starts_on: date, ends_before: date | None) -> list[Span]:
    """Give one stretch, or none where it would be over before it starts."""
    if ends_before is not None and ends_before <= starts_on:
        return []
    return [Span(words, Period(starts_on, ends_before))]


def grace_period(book: TaskBook, construction: Period, terms: Terms) -> tuple[Period, Choice]:
    """Give the grace period after a first failed acceptance, and the reading of its start."""
    choice = terms.of(A17)
    years = terms[GRACE_YEARS]
    if choice.key == "period_end":
        assert construction.ends_before is not None
        return Period(construction.ends_before, years_after(construction.ends_before, years)), choice
    assert book.first_failed_on is not None
    return Period(book.first_failed_on + ONE_DAY, years_after(book.first_failed_on, years) + ONE_DAY), choice


def _refuse_disorder(book: TaskBook, construction: Period) -> None:
    first, second, accepted = book.first_failed_on, book.second_failed_on, book.accepted_on
    outcomes = [day for day in (first, second, accepted) if day is not None]
    if any(day in construction or day < construction.starts_on for day in outcomes):
        raise OutOfOrder(
            Said(
                "建设期（%(construction)s）满后才组织验收，验收结论日期不能在此之前；请核对日期",
                construction=construction,
            )
        )
    if second is not None and (first is None or second <= first):
        raise OutOfOrder(Said("再次验收不合格须在首次验收不合格之后；请核对两次通知日期"))
    if accepted is not None and first is not None and accepted <= first:
        raise OutOfOrder(Said("首次验收不合格之后才有再次验收合格；请核对两个日期"))
    if accepted is not None and second is not None:
        raise OutOfOrder(Said("同一任务书不能既验收合格又再次验收不合格；请核对"))


@rule(15)
def acceptance(book: TaskBook, on: date, terms: Terms) -> Acceptance:
    """Say where a centre stands on a day; refuses a day before the task book was signed."""
    laid, used = spans(book, terms)
    if on < laid[0].period.starts_on:
        raise OutOfOrder(
            Said(
                "%(on)s在建设期开始（%(starts_on)s）之前，尚无验收可言",
                on=on,
                starts_on=laid[0].period.starts_on,
            )
        )
    grace = None if book.first_failed_on is None else grace_period(book, laid[0].period, terms)[0]
    return Acceptance(_standing(book, on, laid), laid[0].period, grace, used)


def _standing(book: TaskBook, on: date, laid: list[Span]) -> Standing:
    if book.second_failed_on is not None and on >= book.second_failed_on:
        return Standing.REVOKED
    if book.accepted_on is not None and on >= book.accepted_on:
        return Standing.ACCEPTED
    inside = [s.words for s in laid if on in s.period]
    return {
        "建设期": Standing.UNDER_CONSTRUCTION,
        "期满待验收": Standing.AWAITING_ACCEPTANCE,
        "宽限期": Standing.IN_GRACE,
        "宽限期满待再次验收": Standing.AWAITING_SECOND_ACCEPTANCE,
    }[inside[-1]]


@rule(15)
def acceptance_open(book: TaskBook, on: date, terms: Terms, *, asked: bool) -> Finding:
    """Say whether the acceptance that is next may come to an outcome on a day; ``asked`` says the centre wants it."""
    heard = acceptance(book, on, terms)
    if heard.standing is not Standing.IN_GRACE:
        outcome = Outcome.MET if heard.standing in _WAITS else Outcome.NOT_MET
        because = Said("%(standing)s，按任务书要求组织验收", standing=word(heard.standing.value))
        if outcome is Outcome.NOT_MET:
            because = Said("%(standing)s，不组织验收", standing=word(heard.standing.value))
        return Finding(outcome, because, cite(__name__))
    assert heard.grace is not None, "grace has its days"
    choice, last_on = terms.of(A38), heard.grace.last_on
    if asked:
        because = Said("宽限期到%(last_on)s，中心已申请再次验收", last_on=last_on)
        return Finding(Outcome.MET, because, cite(__name__), readings=(choice,))
    because = Said("宽限期到%(last_on)s才满，中心没有申请再次验收", last_on=last_on)
    outcome = Outcome.MET if choice.key == "bureau_may" else Outcome.NOT_MET
    return Finding(outcome, because, cite(__name__), readings=(choice,))


@rule(15)
def recover(
    book: TaskBook, paid: Sequence[Tranche], on: date, terms: Terms, *, interest: InterestTerms | None = None
) -> Recovery:
    """Order back the guidance money paid, after a second failure; refuses before it, or when the reading lacks a fact."""
    if acceptance(book, on, terms).standing is not Standing.REVOKED:
        raise NothingToRecover(
            Said("截至%(on)s尚未再次验收不合格，不得收回；第十五条以再次验收不合格为前提", on=on)
        )
    choice = terms.of(A18)
    standing = [t for t in paid if t.paid_on is not None and t.recovered_on is None]
    parts = _unspent(standing) if choice.key == "unspent_only" else tuple(t.amount for t in standing)
    amount = sum(parts, ZERO)
    charges: tuple[Money, ...] = ()
    if choice.key == "with_agreed_interest":
        if interest is None:
            raise NothingToRecover(Said("按所选口径计息，须提供任务书约定的年利率和计息截止日"))
        charges = tuple(_interest(t, interest) for t in standing)
    charged = sum(charges, ZERO)
    facts = tuple(UsedFact("paid", f"{t.paid_on}拨付", str(t.amount)) for t in standing)
    if choice.key == "unspent_only":
        facts += tuple(
            UsedFact("unspent", f"{t.paid_on}拨付款中未按规定使用的", str(part))
            for t, part in zip(standing, parts, strict=True)
        )
    because = Said(
        "%(first_failed_on)s首次验收不合格，%(second_failed_on)s再次验收不合格，取消建设资格，收回%(amount)s",
        first_failed_on=book.first_failed_on,
        second_failed_on=book.second_failed_on,
        amount=amount + charged,
    )
    finding = Finding(Outcome.NOT_MET, because, cite(__name__), facts, readings=(choice,))
    return Recovery(amount, charged, finding, (choice,), charges, parts)


def _unspent(paid: Sequence[Tranche]) -> tuple[Money, ...]:
    """Take what was not spent of each payment; refuses where it is not said, or is more than was paid."""
    if unsaid := [str(t.paid_on) for t in paid if t.unspent is None]:
        raise UnspentNotSaid(unsaid, NothingToRecover.cites)
    unspent = tuple(t.unspent for t in paid if t.unspent is not None)
    for t, part in zip(paid, unspent, strict=True):
        if not ZERO <= part <= t.amount:
            raise NothingToRecover(
                Said(
                    "%(paid_on)s拨付款的未用金额%(unspent)s不在零到拨付的%(paid)s之间",
                    paid_on=t.paid_on,
                    unspent=part,
                    paid=t.amount,
                )
            )
    return unspent


def _interest(tranche: Tranche, interest: InterestTerms) -> Money:
    """Charge simple interest from the day of payment, on actual days over 365, down to the fen."""
    assert tranche.paid_on is not None
    days = max((interest.until - tranche.paid_on).days, 0)
    yearly = interest.yearly
    fen = tranche.amount.fen * yearly.numerator * days
    return Money(Rounding.FLOOR_FEN.floor(fen, yearly.denominator * DAYS_A_YEAR))
