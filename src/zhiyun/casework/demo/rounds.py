"""The demonstration's rounds beyond acceptance: the two centres of 2023, the year that is finished, and this year's up to next week's meeting."""

from __future__ import annotations

from datetime import date

from zhiyun.casework.demo import (
    at_the_meeting,
    built_centre,
    earlier_centres,
    finished_round,
    in_notice,
    paying,
    walk,
)
from zhiyun.casework.demo.bodies import Bodies
from zhiyun.gateways.safekeeping import Store
from zhiyun.kernel.workdays import Calendar


def make_earlier_years(*, city: Bodies, store: Store, calendar: Calendar) -> dict[str, str]:
    """Tell 2023 and 2024 of the two centres built since; gives their applications' references by name."""
    return earlier_centres.make(city=city, store=store, calendar=calendar)


def make_last_year(*, city: Bodies, store: Store, calendar: Calendar) -> str:
    """Tell 2025 from its budgets to its last receipt; gives the reference of the centre that is being built since."""
    paying.budget(city=city, year=2025, day="2025-01-13")
    centre = built_centre.make(city=city, store=store, calendar=calendar)
    finished_round.make(city=city, store=store, calendar=calendar)
    due_on = date(2025, 11, 12)
    earlier_centres.hand_in(
        city=city, name=built_centre.NAME, case=centre, number=1, on=due_on, calendar=calendar
    )
    paying.budget(city=city, year=2026, day="2026-01-12")
    return centre


def make_this_year(
    *, city: Bodies, store: Store, calendar: Calendar, centre: str, earlier: dict[str, str]
) -> None:
    """Tell what is before the meeting, in its notice, ready for the walk, due to the centre, and of acceptances."""
    at_the_meeting.make(city=city, store=store)
    in_notice.make(city=city, store=store, calendar=calendar)
    walk.make(city=city, store=store, calendar=calendar)
    built_centre.fall_due(city=city, case=centre)
    earlier_centres.come_to_acceptance(city=city, cases=earlier, calendar=calendar)
