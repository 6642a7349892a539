"""Good credit, and penalties looked back upon: the conditions where lists and dates decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhiyun.kernel.citation import Citation
from zhiyun.kernel.finding import Finding, Outcome
from zhiyun.kernel.period import years_after
from zhiyun.kernel.said import Said
from zhiyun.kernel.terms import Reading, Terms
from zhiyun.law import keys
from zhiyun.law.conditions import Condition, Judged, as_judged, unknown
from zhiyun.law.facts import Facts, Key, Occasion, Penalty, Severity

_ENTRIES = {
    "lists_and_fraud": (keys.DISHONEST, keys.ABNORMAL, keys.FUND_FRAUD),
    "dishonest_list_only": (keys.DISHONEST,),
}

_IS_GOOD = "信用是否良好"
_REPAIRED = "行政处罚已完成信用修复的，是否仍不得申报"

_SAYS = {
    keys.DISHONEST.name: Said("列入失信名单"),
    keys.ABNORMAL.name: Said("列入经营异常名录"),
    keys.FUND_FRAUD.name: Said("被认定骗取、冒领、截留、挪用财政资金"),
}


@dataclass(frozen=True, slots=True)
class GoodCredit(Condition):
    """«信用良好», by the entries a reading names, or by a person where the reading says so."""

    reading: Reading

    def hear(self, facts: Facts, occasion: Occasion, terms: Terms, cites: Citation) -> Finding:
        choice = terms.of(self.reading)
        if choice.key == "judged":
            opinion = Judged(_IS_GOOD).hear(facts, occasion, terms, cites)
            return Finding(
                opinion.outcome, opinion.because, cites, judgement=opinion.judgement, readings=(choice,)
            )
        entries = _ENTRIES[choice.key]
        known = {key.name: fact.value for key in entries if (fact := facts.get(key)) is not None}
        bad = [_SAYS[name] for name, value in known.items() if value]
        missing = [_SAYS[key.name] for key in entries if key.name not in known]
        if bad:
            outcome, because = Outcome.NOT_MET, Said("信用不良：%(what)s", what=tuple(bad))
        elif missing:
            outcome, because = Outcome.NO_EVIDENCE, Said("信用状况未说明是否：%(what)s", what=tuple(missing))
        else:
            outcome, because = Outcome.MET, Said("信用良好：各名单均无记录")
        return Finding(outcome, because, cites, facts.used(*entries), readings=(choice,))

    def wants(self) -> Iterator[str]:
        return (key.name for key in _ENTRIES["lists_and_fraud"])

    def asks(self, terms: Terms | None) -> Iterator[str]:
        if terms is not None and terms.of(self.reading).key == "judged":
            yield _IS_GOOD


@dataclass(frozen=True, slots=True)
class NotListed(Condition):
    """The applicant is not on a list a round names."""

    key: Key[bool]

    def hear(self, facts: Facts, occasion: Occasion, terms: Terms, cites: Citation) -> Finding:
        fact = facts.get(self.key)
        if fact is None:
            return unknown(self.key, cites)
        outcome = Outcome.NOT_MET if fact.value else Outcome.MET
        on_it = _SAYS[self.key.name]
        because = on_it if fact.value else Said("未%(what)s", what=on_it)
        return Finding(outcome, because, cites, facts.used(self.key))

    def wants(self) -> Iterator[str]:
        yield self.key.name


@dataclass(frozen=True, slots=True)
class NoPenaltyWithin(Condition):
    """No administrative penalty in the ``years`` before the day a reading names, by the day it was decided.

    Both ends count: with a call closing on 2023-07-31 and two years, 2021-07-31 is inside, 2021-07-30 is not.
    A penalty whose credit has been restored is left to a person.
    """

    years: int
    reading: Reading

    def hear(self, facts: Facts, occasion: Occasion, terms: Terms, cites: Citation) -> Finding:
        choice = terms.of(self.reading)
        fact = facts.get(keys.PENALTIES)
        if fact is None:
            return Finding(
                Outcome.NO_EVIDENCE,
                Said("未说明近%(years)s年行政处罚情况", years=self.years),
                cites,
                readings=(choice,),
            )
        until = occasion.applied_on if choice.key == "application_date" else occasion.closes_on
        since = years_after(until, -self.years)
        inside = [
            p
            for p in fact.value.listed
            if since <= p.decided_on <= until and _weighs(p, serious_only=choice.key == "serious_only")
        ]
        outcome, because = _looked_back(inside, Said("%(since)s至%(until)s", since=since, until=until))
        if outcome is Outcome.NEEDS_JUDGEMENT and (signed := facts.judgements.get(cites)) is not None:
            outcome = Outcome.MET if signed.met else Outcome.NOT_MET
            because = as_judged(question=_REPAIRED, judgement=signed)
        return Finding(
            outcome,
            because,
            cites,
            facts.used(keys.PENALTIES),
            judgement=facts.judgements.get(cites),
            readings=(choice,),
        )

    def wants(self) -> Iterator[str]:
        yield keys.PENALTIES.name

    def asks(self, terms: Terms | None) -> Iterator[str]:
        yield _REPAIRED


def _weighs(penalty: Penalty, *, serious_only: bool) -> bool:
    return not (serious_only and penalty.severity is Severity.MINOR)


def _looked_back(inside: list[Penalty], span: Said) -> tuple[Outcome, Said]:
    final = [str(p.decided_on) for p in inside if not p.repaired]
    if final:
        return Outcome.NOT_MET, Said("%(span)s内有行政处罚（%(days)s决定）", span=span, days=tuple(final))
    if inside:
        days = tuple(str(p.decided_on) for p in inside)
        return Outcome.NEEDS_JUDGEMENT, Said(
            "%(span)s内的行政处罚（%(days)s决定）已信用修复，待判断", span=span, days=days
        )
    return Outcome.MET, Said("%(span)s内无行政处罚", span=span)
