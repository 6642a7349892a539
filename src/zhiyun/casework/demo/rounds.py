"""The demonstration's rounds beyond acceptance, from the year that is finished to the meeting of next week."""

from __future__ import annotations

from zhiyun.casework.demo import at_the_meeting, built_centre, finished_round, in_notice, paying, walk
from zhiyun.casework.demo.bodies import Bodies
from zhiyun.gateways.safekeeping import Store
from zhiyun.kernel.workdays import Calendar


def make_rounds(*, city: Bodies, store: Store, calendar: Calendar) -> None:
    """Tell them in the order of their years, each year beginning with its budget."""
    paying.budget(city=city, year=2025, day="2025-01-13")
    centre = built_centre.make(city=city, store=store, calendar=calendar)
    finished_round.make(city=city, store=store, calendar=calendar)
    paying.budget(city=city, year=2026, day="2026-01-12")
    at_the_meeting.make(city=city, store=store)
    in_notice.make(city=city, store=store, calendar=calendar)
    walk.make(city=city, store=store, calendar=calendar)
    built_centre.fall_due(city=city, case=centre)
