"""The closed set of conditions a measure's items and a round's overlay are made of.

Each one can be heard on facts, and can say beforehand which facts and which judgements it will need: so the
law itself writes the applicant's form and the expert's.
"""

from __future__ import annotations

import abc
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from zhiyun.kernel.citation import Citation
from zhiyun.kernel.finding import Finding, Judgement, Outcome, UsedFact, all_of
from zhiyun.kernel.said import Said, joined, word
from zhiyun.kernel.terms import Choice, Number, Reading, Terms
from zhiyun.law import keys
from zhiyun.law.facts import Facts, Key, Occasion
from zhiyun.law.staff import Roster, Staffing, not_counted


@dataclass(frozen=True, slots=True)
class Question:
    """What the measure asks of a person, and where it stands."""

    cites: Citation
    asks: str


class Condition(abc.ABC):
    """Something that holds or does not, of an applicant on an occasion."""

    __slots__ = ()

    @abc.abstractmethod
    def hear(self, facts: Facts, occasion: Occasion, terms: Terms, cites: Citation) -> Finding:
        """Answer with a finding that stands at ``cites``."""

    def wants(self) -> Iterator[str]:
        """Name the facts it may need, by key."""
        return iter(())

    def asks(self, terms: Terms | None) -> Iterator[str]:
        """Give the questions it leaves to a person, read as ``terms`` say or, without any, as adopted."""
        return iter(())


@dataclass(frozen=True, slots=True)
class Holds(Condition):
    """The fact is known and true; ``expects=False`` turns it round."""

    key: Key[bool]
    met: Said
    failed: Said
    expects: bool = True

    def hear(self, facts: Facts, occasion: Occasion, terms: Terms, cites: Citation) -> Finding:
        fact = facts.get(self.key)
        if fact is None:
            return unknown(self.key, cites)
        holds = fact.value is self.expects
        outcome = Outcome.MET if holds else Outcome.NOT_MET
        return Finding(outcome, self.met if holds else self.failed, cites, facts.used(self.key))

    def wants(self) -> Iterator[str]:
        yield self.key.name


@dataclass(frozen=True, slots=True)
class Evidenced(Condition):
    """A paper the item names has been handed in; without it there is no evidence, which is not yet a no."""

    key: Key[bool]
    paper: str

    def hear(self, facts: Facts, occasion: Occasion, terms: Terms, cites: Citation) -> Finding:
        fact = facts.get(self.key)
        if fact is None or not fact.value:
            return Finding(
                Outcome.NO_EVIDENCE,
                Said("未见%(paper)s", paper=word(self.paper)),
                cites,
                facts.used(self.key),
            )
        return Finding(
            Outcome.MET, Said("已提交%(paper)s", paper=word(self.paper)), cites, facts.used(self.key)
        )

    def wants(self) -> Iterator[str]:
        yield self.key.name


def as_judged(*, question: str, judgement: Judgement) -> Said:
    """Say what was asked of a person and what they answered: without the question nobody knows what fell short."""
    return Said(
        "%(question)s？%(by)s判断：%(opinion)s",
        question=word(question.rstrip("？?。")),
        by=judgement.by,
        opinion=judgement.opinion.rstrip("。"),
    )


@dataclass(frozen=True, slots=True)
class Judged(Condition):
    """The words need a person: open until somebody has signed an opinion on this very item."""

    question: str

    def hear(self, facts: Facts, occasion: Occasion, terms: Terms, cites: Citation) -> Finding:
        judgement = facts.judgements.get(cites)
        if judgement is None:
            return Finding(
                Outcome.NEEDS_JUDGEMENT, Said("待判断：%(question)s", question=word(self.question)), cites
            )
        outcome = Outcome.MET if judgement.met else Outcome.NOT_MET
        return Finding(
            outcome,
            as_judged(question=self.question, judgement=judgement),
            cites,
            judgement=judgement,
        )

    def asks(self, terms: Terms | None) -> Iterator[str]:
        yield self.question


@dataclass(frozen=True, slots=True)
class AnyHolds(Condition):
    """At least one of the facts is true; one suffices («或»)."""

    keys: tuple[Key[bool], ...]
    met: Said
    failed: Said

    def hear(self, facts: Facts, occasion: Occasion, terms: Terms, cites: Citation) -> Finding:
        known = [fact.value for fact in map(facts.get, self.keys) if fact is not None]
        used = facts.used(*self.keys)
        if any(known):
            return Finding(Outcome.MET, self.met, cites, used)
        if len(known) == len(self.keys):
            return Finding(Outcome.NOT_MET, self.failed, cites, used)
        missing = tuple(word(key.asks) for key in self.keys if facts.get(key) is None)
        return Finding(Outcome.NO_EVIDENCE, Said("未说明：%(missing)s", missing=missing), cites, used)

    def wants(self) -> Iterator[str]:
        return (key.name for key in self.keys)


@dataclass(frozen=True, slots=True)
class CasesShown(Condition):
    """At least one typical case has been shown."""

    key: Key[int]

    def hear(self, facts: Facts, occasion: Occasion, terms: Terms, cites: Citation) -> Finding:
        fact = facts.get(self.key)
        if fact is None or fact.value < 1:
            return Finding(Outcome.NO_EVIDENCE, Said("未见运营业务的典型案例"), cites, facts.used(self.key))
        return Finding(
            Outcome.MET, Said("有典型案例%(count)s件", count=fact.value), cites, facts.used(self.key)
        )

    def wants(self) -> Iterator[str]:
        yield self.key.name


@dataclass(frozen=True, slots=True)
class IfHolds(Condition):
    """The conditions below matter only where a fact is true, such as a centre built in cooperation."""

    key: Key[bool]
    otherwise: Said
    conditions: tuple[Condition, ...]

    def hear(self, facts: Facts, occasion: Occasion, terms: Terms, cites: Citation) -> Finding:
        fact = facts.get(self.key)
        if fact is None:
            return unknown(self.key, cites)
        if not fact.value:
            return Finding(Outcome.MET, self.otherwise, cites, facts.used(self.key))
        heard = all_of((c.hear(facts, occasion, terms, cites) for c in self.conditions), cites=cites)
        return replace(heard, facts=facts.used(self.key))

    def wants(self) -> Iterator[str]:
        yield self.key.name
        for condition in self.conditions:
            yield from condition.wants()

    def asks(self, terms: Terms | None) -> Iterator[str]:
        for condition in self.conditions:
            yield from condition.asks(terms)


@dataclass(frozen=True, slots=True)
class Staffed(Condition):
    """Full-time staff reach a number; a roster is counted by its readings, a bare count is taken as stated.

    ``above`` names the reading of «以上» where the words are open; «不少于» always includes the number.
    ``partners`` is None where partners' people cannot count at all.
    """

    least: Number[int]
    insurance: Reading
    partners: Reading | None = None
    above: Reading | None = None

    def hear(self, facts: Facts, occasion: Occasion, terms: Terms, cites: Citation) -> Finding:
        roster, stated = facts.get(keys.ROSTER), facts.get(keys.STAFF_COUNT)
        if roster is not None:
            found = self.count(roster.value, occasion.closes_on, terms, cites)
            used = (*facts.used(keys.ROSTER), _left_out(found))
            return _reaches(found.counted, found.needed, cites, used, found.readings)
        if stated is not None:
            needed = self.count(Roster(()), occasion.closes_on, terms, cites)
            return _reaches(stated.value, needed.needed, cites, facts.used(keys.STAFF_COUNT), needed.readings)
        return unknown(keys.STAFF_COUNT, cites)

    def count(self, roster: Roster, closes_on: date, terms: Terms, cites: Citation) -> Staffing:
        """Count a roster's people for a call that closes on a day, and say of each one left out why."""
        used = {r.id: terms.of(r) for r in (self.insurance, self.partners, self.above) if r is not None}
        inclusive = self.above is None or used[self.above.id].key == "inclusive"
        insurance = used[self.insurance.id].key
        partners = self.partners is not None and used[self.partners.id].key == "partners_counted"
        reasons = tuple(
            not_counted(person, closes_on=closes_on, insurance=insurance, partners=partners)
            for person in roster.people
        )
        needed = terms[self.least] + (0 if inclusive else 1)
        return Staffing(roster.people, reasons, needed, closes_on, cites, tuple(used.values()))

    def wants(self) -> Iterator[str]:
        yield keys.STAFF_COUNT.name
        yield keys.ROSTER.name


def _left_out(found: Staffing) -> UsedFact:
    """Name everybody not counted, each with the reason."""
    pairs = zip(found.people, found.reasons, strict=True)
    told = [Said("%(code)s %(why)s", code=person.code, why=why) for person, why in pairs if why is not None]
    repeated = found.reasons.count(None) - found.counted
    if repeated:
        told.append(Said("名册中重复%(repeated)s人次", repeated=repeated))
    return UsedFact("staff_not_counted", Said("未计入"), joined(told) if told else Said("无"))


def _reaches(
    counted: int, needed: int, cites: Citation, used: tuple[UsedFact, ...], readings: tuple[Choice, ...]
) -> Finding:
    outcome = Outcome.MET if counted >= needed else Outcome.NOT_MET
    because = (
        Said("专职人员%(counted)s人，达到%(needed)s人", counted=counted, needed=needed)
        if outcome is Outcome.MET
        else Said("专职人员%(counted)s人，不足%(needed)s人", counted=counted, needed=needed)
    )
    return Finding(outcome, because, cites, used, readings=readings)


def unknown(key: Key[Any], cites: Citation) -> Finding:
    """Make the finding for a fact nobody has told us."""
    return Finding(Outcome.NO_EVIDENCE, Said("未说明：%(missing)s", missing=word(key.asks)), cites)


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered item of an article, or one numbered condition of a round, with all its conditions."""

    cites: Citation
    words: str
    conditions: tuple[Condition, ...]

    def hear(self, facts: Facts, occasion: Occasion, terms: Terms) -> Finding:
        """Hear every condition of the item."""
        heard = [c.hear(facts, occasion, terms, self.cites) for c in self.conditions]
        return heard[0] if len(heard) == 1 else all_of(heard, cites=self.cites)

    def questions(self, terms: Terms | None = None) -> tuple[Question, ...]:
        """Give what this item asks of a person, read as ``terms`` say or, without any, as adopted."""
        return tuple(Question(self.cites, asks) for c in self.conditions for asks in c.asks(terms))

    def wants(self) -> tuple[str, ...]:
        """Name the facts this item may need."""
        return tuple(dict.fromkeys(name for c in self.conditions for name in c.wants()))
