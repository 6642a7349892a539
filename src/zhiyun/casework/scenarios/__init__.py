"""The worked examples shipped with a measure: read from its files, and put to the law through its door."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from zhiyun import law
from zhiyun.casework.scenarios.answering import ANSWERS
from zhiyun.casework.scenarios.given import Given
from zhiyun.casework.scenarios.paper import read_paper
from zhiyun.casework.scenarios.scenario import BadScenario, Scenario, Trial
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.workdays import Calendar

__all__ = ["BadScenario", "Scenario", "Trial", "load", "run", "run_all"]

REFUSED = "拒绝"
NOTHING = "（无此项）"


def load(*, measure_id: str) -> list[Scenario]:
    """Read every scenario shipped with a measure, by article; refuses a measure that is not shipped.

    A derived measure has none of its own: load those of its ``base``.
    """
    return list(_shipped(law.measure(measure_id).id))


def run(*, scenario: Scenario, measure: law.Measure, calendar: Calendar) -> Trial:
    """Put a scenario to ``measure``; refuses one that cannot be understood, never one whose answer differs."""
    given = Given(scenario.told, scenario.place)
    read = measure.reading_as(dict(scenario.readings))
    try:
        answer = ANSWERS[scenario.question](measure=read, given=given, calendar=calendar)
    except BadScenario:
        raise
    except Refusal as refusal:
        answer = {REFUSED: str(refusal)}
    given.refuse_if_faulty()
    got = tuple((what, answer.get(what, NOTHING)) for what, _ in scenario.expected)
    return Trial(scenario, got == scenario.expected, scenario.expected, got)


def run_all(*, measure: law.Measure, calendar: Calendar) -> list[Trial]:
    """Put to ``measure`` every scenario of its own or, for a derived one, of its base."""
    return [
        run(scenario=scenario, measure=measure, calendar=calendar)
        for scenario in load(measure_id=measure.base or measure.id)
    ]


@lru_cache(maxsize=4)
def _shipped(measure_id: str) -> tuple[Scenario, ...]:
    folder = resources.files("zhiyun.law").joinpath(measure_id, "scenarios")
    papers = sorted(
        (paper for paper in folder.iterdir() if paper.name.endswith(".yaml")), key=lambda p: p.name
    )
    return tuple(
        scenario
        for paper in papers
        for scenario in read_paper(
            text=paper.read_text(encoding="utf-8"), measure_id=measure_id, name=paper.name
        )
    )
