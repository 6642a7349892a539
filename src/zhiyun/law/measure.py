"""A measure as it answers: asked by question, it gives each answer with the articles and readings behind it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TypeVar

from zhiyun.kernel.citation import Citation, chinese_number
from zhiyun.kernel.finding import Finding, all_of
from zhiyun.kernel.money import Money
from zhiyun.kernel.period import Period
from zhiyun.kernel.refusal import NoAnswer
from zhiyun.kernel.said import Said, word
from zhiyun.kernel.terms import AnyNumber, Choice, Listing, Terms
from zhiyun.kernel.workdays import Calendar
from zhiyun.law import notice
from zhiyun.law.answers import Answers
from zhiyun.law.claims import Allocation, Claims
from zhiyun.law.conditions import Item, Question, Staffed
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
from zhiyun.law.staff import Roster, Staffing


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its official words, what it declares, and which of the measure's questions it answers."""

    number: int
    chapter: str
    text: str
    numbers: tuple[AnyNumber, ...] = ()
    listings: tuple[Listing, ...] = ()
    items: tuple[Item, ...] = ()
    rules: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return f"第{chinese_number(self.number)}条"

    @property
    def body(self) -> str:
        """The words after the article's own number."""
        return self.text.removeprefix(self.title).lstrip()


@dataclass(frozen=True, slots=True)
class Change:
    """One thing a derived measure says otherwise than its base, side by side, with the words that let it."""

    article: int
    what: str
    base: str
    derived: str
    cites: str


@dataclass(frozen=True)
class Measure:
    """One version of one measure, with its numbers, lists and readings in force.

    ``base`` is the measure a derived one changes, ``cites`` the document that lets it; ``replaces`` the measure
    of the same authority that ends when this one begins, ``wording`` the document whose words a derived one keeps.
    """

    id: str
    number: str
    title: str
    authority: str
    articles: tuple[Article, ...]
    terms: Terms
    answers: Answers
    base: str | None = None
    cites: str = ""
    changes: tuple[Change, ...] = ()
    period: Period | None = None
    replaces: str = ""
    superseded_on: date | None = None
    wording: str = ""

    @property
    def cited_as(self) -> str:
        """The document before an article's number: for a derived measure, the one whose words its articles are."""
        return f"{self.wording}（{self.number}沿用）" if self.wording else self.number

    @property
    def in_force(self) -> Period:
        """The span in which the measure is in force: as it says itself, cut short by a successor."""
        span = self.period or self.answers.in_force(self.terms)
        if self.superseded_on is None or (span.ends_before and span.ends_before <= self.superseded_on):
            return span
        return Period(span.starts_on, self.superseded_on)

    @property
    def text_hash(self) -> str:
        """SHA-256 of all articles' words, white space left out: the same words give the same hash."""
        words = "".join("".join(article.text.split()) for article in self.articles)
        return hashlib.sha256(words.encode()).hexdigest()

    @property
    def readings(self) -> tuple[Choice, ...]:
        """Every reading, as chosen."""
        return tuple(map(self.terms.of, self.terms.readings.values()))

    def article(self, number: int) -> Article:
        """Give one article; refuses a number the measure does not have."""
        for article in self.articles:
            if article.number == number:
                return article
        raise NoAnswer(
            Said(
                "%(title)s没有第%(number)s条，共%(count)s条",
                title=self.title,
                number=number,
                count=len(self.articles),
            )
        )

    def readings_of(self, article: int) -> tuple[Choice, ...]:
        """Give the readings that bear on one article."""
        return tuple(choice for choice in self.readings if article in choice.reading.articles)

    def reading_as(self, choices: Mapping[str, str]) -> Measure:
        """The same measure read otherwise; refuses unknown readings and alternatives, all at once."""
        return replace(self, terms=self.terms.reading_as(choices)) if choices else self

    # Who may have it ------------------------------------------------------------------------------------------

    def items(self, benefit: Benefit, round_: Round | None = None) -> tuple[Item, ...]:
        """Give every condition of a benefit: the articles' items, what a reading adds, what the round adds."""
        added = round_.items if round_ is not None else ()
        own = _of(self.answers.items, benefit)
        return (*own, *self.answers.further_conditions(benefit, self.terms), *added)

    def questions(self, benefit: Benefit, round_: Round | None = None) -> tuple[Question, ...]:
        """Give what the law asks of people before a benefit can be decided: the expert's form."""
        return tuple(
            question for item in self.items(benefit, round_) for question in item.questions(self.terms)
        )

    def eligibility(
        self, benefit: Benefit, facts: Facts, occasion: Occasion, round_: Round | None = None
    ) -> Finding:
        """Hear every condition of a benefit and whatever bars it, none cut short."""
        grounds = [item.hear(facts, occasion, self.terms) for item in self.items(benefit, round_)]
        if benefit is Benefit.PERFORMANCE_SUBSIDY and self.answers.barred is not None:
            grounds.append(self.answers.barred(facts, occasion, self.terms))
        heard = all_of(grounds, cites=Citation(_of(self.answers.items, benefit)[0].cites.article))
        return replace(heard, readings=tuple(map(self.terms.of, self.answers.scope.get(benefit, ()))))

    def staffing(self, benefit: Benefit, roster: Roster, closes_on: date) -> Staffing:
        """Count a roster's people as the benefit's condition on full-time staff does, person by person."""
        asked = [(item, c) for item in self.items(benefit) for c in item.conditions if isinstance(c, Staffed)]
        item, condition = _answered(asked or None, Said("专职人员如何计数"))[0]
        return condition.count(roster, closes_on, self.terms, item.cites)

    def barred(self, facts: Facts, occasion: Occasion) -> Finding:
        """Say whether construction bars an applicant from the performance subsidy."""
        return _answered(self.answers.barred, Said("建设期内能否申报"))(facts, occasion, self.terms)

    def bar(self, book: TaskBook, occasion: Occasion) -> Finding:
        """The same, for a centre known by its task book."""
        return _answered(self.answers.bar, Said("建设期内能否申报"))(book, occasion, self.terms)

    # How it goes ----------------------------------------------------------------------------------------------

    def materials(self, benefit: Benefit, round_: Round | None = None) -> tuple[Material, ...]:
        """List the papers to hand in, the round's after the measure's."""
        return (*_of(self.answers.materials, benefit), *(round_.materials if round_ is not None else ()))

    def steps(self, benefit: Benefit) -> tuple[Step, ...]:
        """List the steps of the procedure in order."""
        return _of(self.answers.steps, benefit)

    def notice_period(self, benefit: Benefit, published_on: date, calendar: Calendar) -> NoticePeriod:
        """Count the working days of a notice."""
        return _of(self.answers.notice_period, benefit)(published_on, calendar, self.terms)

    def notice_of(self, workdays: int, published_on: date, calendar: Calendar) -> NoticePeriod:
        """Count any number of working days the way this measure's notices are counted."""
        first_day = _answered(self.answers.first_day, Said("公示首日"))
        return notice.run(published_on, workdays, calendar, self.terms.of(first_day))

    def panel_score(self, scores: Sequence[Fraction]) -> tuple[Fraction, Choice]:
        """Join experts' scores into one."""
        return _answered(self.answers.panel_score, Said("专家评分如何合成"))(scores, self.terms)

    def meeting_quorum(self, voting: int) -> tuple[int, Choice]:
        """Give how many members with a vote the bureau's meeting needs."""
        return _answered(self.answers.meeting_quorum, Said("局长办公会多少人到会"))(voting, self.terms)

    def meeting_carries(self, votes: Votes) -> tuple[bool, Choice]:
        """Say whether the bureau's meeting has voted for a case."""
        return _answered(self.answers.meeting_carries, Said("局长办公会怎样表决"))(votes, self.terms)

    def after_objection(self, before: Allocation, corrected: Claims) -> Revised:
        """Share again after an upheld objection."""
        return _answered(self.answers.after_objection, Said("异议成立后如何处理"))(
            before, corrected, self.terms
        )

    def after_falsity(self, before: Allocation, applicant: str, true_amount: Money) -> Revised:
        """Say what a settled round owes once an amount proves false."""
        answer = _answered(self.answers.after_falsity, Said("事后查明不实如何处理"))
        return answer(before, applicant, true_amount, self.terms)

    # How much -------------------------------------------------------------------------------------------------

    def performance_period(self, round_year: int, closes_on: date) -> tuple[Period, Choice]:
        """Give the span a round pays for."""
        return _answered(self.answers.performance_period, Said("补贴哪一期间"))(
            round_year, closes_on, self.terms
        )

    def count(
        self,
        deals: Iterable[Deal],
        window: Period,
        *,
        round_: Round | None = None,
        barred: Mapping[str, Finding] | None = None,
    ) -> Count:
        """Rule on every deal of a ledger."""
        answer = _answered(self.answers.count, Said("哪些业务计入"))
        return answer(deals, window, self.terms, round_=round_, barred=barred or {})

    def entitlement(self, operating_amount: Money) -> Fraction:
        """Give the exact entitlement for an operating amount, in fen."""
        return _answered(self.answers.entitlement, Said("补贴多少"))(operating_amount, self.terms)

    def allocate(self, claims: Claims, *, cap: Money | None = None) -> Allocation:
        """Share a year's pot."""
        return _answered(self.answers.allocate, Said("总额如何分配"))(claims, self.terms, cap=cap)

    def within_caps(self, awards: Sequence[Award], year: int) -> Finding:
        """Test construction awards against the caps per centre and per year."""
        return _answered(self.answers.within_caps, Said("建设资助上限"))(awards, year, self.terms)

    def pot(self, benefit: Benefit) -> Pot:
        """Say which yearly pot a benefit is paid from, and the most of it."""
        return _of(self.answers.pot, benefit)(benefit, self.terms)

    def budget_year(self, award: Award, due_on: date) -> tuple[int, Choice]:
        """Say in which year's pot the part of an award that falls due on a day is counted."""
        return _answered(self.answers.budget_year, Said("建设资助计入哪一年"))(award, due_on, self.terms)

    def withdrawal_refills(self) -> tuple[bool, Choice]:
        """Say whether a commitment withdrawn before it was paid gives its room in the year back."""
        return _answered(self.answers.withdrawal_refills, Said("撤销的承诺是否腾出额度"))(self.terms)

    def recovery_refills(self, paid_on: date, came_on: date) -> tuple[bool, Choice]:
        """Say whether what was paid and came back gives its room in the year back."""
        return _answered(self.answers.recovery_refills, Said("收回的钱是否腾出额度"))(
            paid_on, came_on, self.terms
        )

    def permitted_use(self, head: str) -> Finding:
        """Say whether construction money may go to a head."""
        return _answered(self.answers.permitted_use, Said("资助经费用途"))(head, self.terms)

    # What follows ---------------------------------------------------------------------------------------------

    def construction_period(self, book: TaskBook) -> tuple[Period, tuple[Choice, ...]]:
        """Give a centre's construction period."""
        return _answered(self.answers.construction_period, Said("建设期"))(book, self.terms)

    def acceptance(self, book: TaskBook, on: date) -> Acceptance:
        """Say where a centre stands on a day."""
        return _answered(self.answers.acceptance, Said("验收"))(book, on, self.terms)

    def acceptance_open(self, book: TaskBook, on: date, *, asked: bool) -> Finding:
        """Say whether the acceptance that is next may come to an outcome on a day."""
        answer = _answered(self.answers.acceptance_open, Said("何时可以验收"))
        return answer(book, on, self.terms, asked=asked)

    def recover(
        self, book: TaskBook, paid: Sequence[Tranche], on: date, *, interest: InterestTerms | None = None
    ) -> Recovery:
        """Order back what was paid, after a second failed acceptance."""
        return _answered(self.answers.recover, Said("收回"))(book, paid, on, self.terms, interest=interest)

    def due(self, book: TaskBook, calendar: Calendar) -> tuple[Due, ...]:
        """List what a task book makes due, and when."""
        return _answered(self.answers.due, Said("到期事项"))(book, calendar, self.terms)

    def evaluation_effect(self, passed: bool) -> Finding:
        """Say what a yearly evaluation does to unpaid money."""
        return _answered(self.answers.evaluation_effect, Said("绩效评价的效力"))(passed, self.terms)

    def duties(self, facts: Facts, occasion: Occasion) -> Finding:
        """Hear the duties a funded centre has while it runs."""
        duties = _answered(self.answers.duties or None, Said("项目单位的义务"))
        return all_of((item.hear(facts, occasion, self.terms) for item in duties), cites=duties[0].cites)

    def within_budget(self, spent: Mapping[str, Money], budget: Mapping[str, Money]) -> Finding:
        """Hold spending against the budget."""
        return _answered(self.answers.within_budget, Said("经费管理"))(spent, budget)

    def change_reported(self, change: str, effective_on: date, reported_on: date | None) -> Finding:
        """Say whether a major change was reported in time."""
        answer = _answered(self.answers.change_reported, Said("重大变化报告"))
        return answer(change, effective_on, reported_on, self.terms)


Answer = TypeVar("Answer")


def _answered(answer: Answer | None, question: Said) -> Answer:
    if answer is None:
        raise NoAnswer(Said("该办法未规定「%(question)s」，请查阅其上位办法或报解释机关", question=question))
    return answer


def _of(answers: Mapping[Benefit, Answer], benefit: Benefit) -> Answer:
    return _answered(answers.get(benefit), Said("%(benefit)s的条件和程序", benefit=word(benefit.words)))
