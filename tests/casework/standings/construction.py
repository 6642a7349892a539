"""Funded centres in each of their stages: on days of scenario 14, the money coming back in two parts."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from tests.casework import centres, city
from tests.casework.standings.commitments import SEEN_BY
from tests.casework.standings.standing import Standing
from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.construction import ConstructionStage
from zhiyun.kernel.money import wan

DAY = timedelta(days=1)
SMALL = (wan(60), wan(40))
"""Of such, four have room under one year's cap."""
ORDERED = centres.SECOND_FAILED + 4 * DAY


def standings(town: city.City) -> list[Standing]:
    """Put a centre in each stage."""
    failed, recovering, recovered, accepted = (centres.centre(town, amounts=SMALL) for _ in range(4))
    accepted.comes_to(centres.FIRST_FAILED, passed=True)
    for made in (failed, recovering, recovered):
        made.fail_twice()
    for made in (recovering, recovered):
        made.propose(ORDERED)
        made.order(ORDERED)
    recovered.receive(ORDERED, wan(100))
    placed = (
        (ConstructionStage.UNDER_CONSTRUCTION, failed, centres.LAST),
        (ConstructionStage.AWAITING_ACCEPTANCE, failed, centres.LAST + DAY),
        (ConstructionStage.IN_GRACE, failed, centres.GRACE_LAST),
        (ConstructionStage.AWAITING_SECOND_ACCEPTANCE, failed, centres.GRACE_LAST + DAY),
        (ConstructionStage.ACCEPTED, accepted, centres.FIRST_FAILED),
        (ConstructionStage.REVOKED, failed, centres.SECOND_FAILED),
        (ConstructionStage.RECOVERING, recovering, ORDERED),
        (ConstructionStage.RECOVERED, recovered, ORDERED),
    )
    return [_standing(stage, made, day) for stage, made, day in placed]


def _standing(stage: ConstructionStage, made: centres.Centre, day: date) -> Standing:
    reference = made.case.reference
    return Standing(stage, lambda by: reference, datetime.combine(day, time(10), SHANGHAI), SEEN_BY)
