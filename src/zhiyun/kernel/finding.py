"""The answer to a legal question: one of four outcomes, with every ground it stands on."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import NoReturn

from zhiyun.kernel.citation import Citation
from zhiyun.kernel.said import Said, joined
from zhiyun.kernel.terms import Choice


class Outcome(enum.Enum):
    """What can be said of a condition; its value is what machines exchange."""

    MET = "met"
    NOT_MET = "not_met"
    NEEDS_JUDGEMENT = "needs_judgement"
    NO_EVIDENCE = "no_evidence"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Outcome.MET: "符合",
    Outcome.NOT_MET: "不符合",
    Outcome.NEEDS_JUDGEMENT: "待判断",
    Outcome.NO_EVIDENCE: "缺证据",
}

_GRAVEST_FIRST = (Outcome.NOT_MET, Outcome.NO_EVIDENCE, Outcome.NEEDS_JUDGEMENT, Outcome.MET)


@dataclass(frozen=True, slots=True)
class UsedFact:
    """A fact as a finding used it: what it is called, its value in words, its day and its evidence."""

    name: str
    label: str
    value: str
    as_of: date | None = None
    evidence: str | None = None
    sha256: str | None = None

    def __str__(self) -> str:
        source = "，".join(part for part in (self.evidence, self.as_of and str(self.as_of)) if part)
        return f"{self.label}：{self.value}" + (f"（{source}）" if source else "")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's signed answer to a question the measure leaves to people."""

    cites: Citation
    met: bool
    by: str
    on: date
    opinion: str

    def __str__(self) -> str:
        return f"{self.by} {self.on}：{self.opinion}"


@dataclass(frozen=True, slots=True)
class Finding:
    """An outcome with its reason, its place in the measure, and all grounds below it.

    It refuses to be used as a truth value: ask for its outcome.
    """

    outcome: Outcome
    because: Said
    cites: Citation
    facts: tuple[UsedFact, ...] = ()
    judgement: Judgement | None = None
    readings: tuple[Choice, ...] = ()
    grounds: tuple[Finding, ...] = ()
    warnings: tuple[Said, ...] = ()

    def __bool__(self) -> NoReturn:
        raise TypeError("a finding is not a yes or no; ask for .outcome")

    def walk(self) -> Iterator[Finding]:
        """Give this finding and every ground below it, depth first."""
        yield self
        for ground in self.grounds:
            yield from ground.walk()

    def all_readings(self) -> tuple[Choice, ...]:
        """Give the readings used here or below, each once, in the order first used."""
        return tuple({c.reading.id: c for f in self.walk() for c in f.readings}.values())

    def citing(self, cites: Citation) -> Finding:
        """The same finding, standing at another place of the measure."""
        return replace(self, cites=cites)


def gravest(outcomes: Iterable[Outcome]) -> Outcome:
    """Give the outcome that decides when all must hold; of none at all, that is MET."""
    heard = set(outcomes)
    return next((o for o in _GRAVEST_FIRST if o in heard), Outcome.MET)


def all_of(grounds: Iterable[Finding], *, cites: Citation) -> Finding:
    """Hear every ground, none cut short: the gravest outcome decides, each open ground is named."""
    heard = tuple(grounds)
    outcome = gravest(g.outcome for g in heard)
    return Finding(outcome, _summary(heard, outcome), cites, grounds=heard)


def _summary(heard: tuple[Finding, ...], outcome: Outcome) -> Said:
    if outcome is Outcome.MET:
        return (
            joined(dict.fromkeys(g.because for g in heard))
            if len(heard) <= 3
            else Said("%(count)s项全部符合", count=len(heard))
        )
    return joined(dict.fromkeys(g.because for g in heard if g.outcome is not Outcome.MET))
