"""The law's one door: ask a measure by question, get an answer with all its grounds.

from zhiyun import law
measure = law.in_force(authority=law.CHONGQING, on=day)
measure.allocate(law.Claims.of({"甲": wan(3000)}))
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from zhiyun.law.claims import Allocation, Claims, Share
from zhiyun.law.conditions import Item, Question
from zhiyun.law.construction import (
    Acceptance,
    Award,
    Benefit,
    Due,
    InterestTerms,
    Pot,
    Recovery,
    Standing,
    TaskBook,
    Tranche,
    UnspentNotSaid,
)
from zhiyun.law.counting import Count, because, outcome_of, readings_of
from zhiyun.law.cq_2021_65 import MEASURE as _CQ_2021_65
from zhiyun.law.deals import Appraisal, Deal, Ground, Kind, Level, Objection, Payment, Ruling
from zhiyun.law.derived import derive
from zhiyun.law.facts import Fact, Facts, Key, Occasion, Penalties, Penalty, Severity, signed
from zhiyun.law.keys import BY_NAME, KEYS
from zhiyun.law.measure import Article, Change, Measure
from zhiyun.law.notice import NoticePeriod, Revised
from zhiyun.law.overlay import PREDICATES, Round, read_round
from zhiyun.law.procedure import Material, Step, Votes
from zhiyun.law.registry import NoMeasureInForce, Overlap, Registry, UnknownMeasure
from zhiyun.law.staff import Engagement, Person, Roster, Staffing

CHONGQING = "重庆市知识产权局"
REGISTRY = Registry([_CQ_2021_65])


def in_force(*, authority: str, on: date, choices: Mapping[str, str] | None = None) -> Measure:
    """Give the shipped measure of ``authority`` in force on ``on``; raises `NoMeasureInForce` where there is none."""
    return REGISTRY.in_force(authority=authority, on=on, choices=choices)


def measure(measure_id: str) -> Measure:
    """Give a shipped measure by its id."""
    return REGISTRY.measure(measure_id)


__all__ = [
    "BY_NAME",
    "CHONGQING",
    "KEYS",
    "PREDICATES",
    "REGISTRY",
    "Acceptance",
    "Allocation",
    "Appraisal",
    "Article",
    "Award",
    "Benefit",
    "Change",
    "Claims",
    "Count",
    "Deal",
    "Due",
    "Engagement",
    "Fact",
    "Facts",
    "Ground",
    "InterestTerms",
    "Item",
    "Key",
    "Kind",
    "Level",
    "Material",
    "Measure",
    "NoMeasureInForce",
    "NoticePeriod",
    "Objection",
    "Occasion",
    "Overlap",
    "Payment",
    "Penalties",
    "Penalty",
    "Person",
    "Pot",
    "Question",
    "Recovery",
    "Registry",
    "Revised",
    "Roster",
    "Round",
    "Ruling",
    "Severity",
    "Share",
    "Staffing",
    "Standing",
    "Step",
    "TaskBook",
    "Tranche",
    "UnknownMeasure",
    "UnspentNotSaid",
    "Votes",
    "because",
    "derive",
    "in_force",
    "measure",
    "outcome_of",
    "read_round",
    "readings_of",
    "signed",
]
