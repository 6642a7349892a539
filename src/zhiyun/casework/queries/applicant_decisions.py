"""Decisions about applicants as a page lists them: who signed each, and which of one pair is valid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from zhiyun.casework.actor import Actor
from zhiyun.casework.navigating import deciding
from zhiyun.casework.navigating.seen import NAVIGATORS
from zhiyun.casework.refusals import NotFound
from zhiyun.ip.applicants import Counting, Verdict
from zhiyun.records.models import ApplicantDecision

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Signed:
    """A decision; ``number`` counts from 1, ``is_valid`` is False once a later one is about the same two."""

    number: int
    first: str
    second: str
    verdict: Verdict
    because: str
    by: str
    of: str
    at: datetime
    is_valid: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """All that is decided: how many decisions, what names are counted by, which pairs are decided, the newest ones."""

    count: int
    counting: Counting
    pairs: frozenset[frozenset[str]]
    newest: tuple[Signed, ...]


def decided(*, by: Actor) -> Decided:
    """Give what everybody decided; refuses who does not work with patents."""
    if by.role not in NAVIGATORS:
        raise NotFound
    decisions = deciding.decisions()
    last = {frozenset((each.first, each.second)): at for at, each in enumerate(decisions, 1)}
    rows = ApplicantDecision.objects.select_related("by", "organisation").order_by("-pk")[:SHOWN]
    newest = tuple(
        Signed(
            number,
            row.first_name,
            row.second_name,
            Verdict(row.verdict),
            row.because,
            row.by.name,
            row.organisation.name,
            row.at,
            last[frozenset((row.first, row.second))] == number,
        )
        for number, row in zip(range(len(decisions), 0, -1), rows, strict=False)
    )
    return Decided(len(decisions), Counting.of(decisions), frozenset(last), newest)
