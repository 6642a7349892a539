"""Founding the demonstration: once, in one transaction, through the actions people use."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from zhiyun.casework import clock
from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.demo.bodies import found_bodies
from zhiyun.casework.demo.calls import make_calls
from zhiyun.casework.demo.cases import make_cases
from zhiyun.casework.demo.cast import is_here
from zhiyun.casework.demo.navigations import make_navigations
from zhiyun.casework.demo.patent_work import make_patent_work
from zhiyun.casework.demo.reviews import make_review
from zhiyun.casework.demo.rounds import make_earlier_years, make_last_year, make_this_year
from zhiyun.gateways.safekeeping import Store
from zhiyun.gateways.search_engine import SearchEngine
from zhiyun.kernel.workdays import Calendar

STARTS_AT = datetime(2026, 6, 25, 10, 0, tzinfo=SHANGHAI)
"""When the story begins: a Thursday, five days before the open calls close."""

FOUNDED_AT = datetime(2023, 1, 4, 9, 0, tzinfo=SHANGHAI)


def found(*, store: Store, calendar: Calendar, real: datetime, patents: SearchEngine) -> bool:
    """Found the city unless it stands already, and set its clock; say whether it was founded now.

    ``real`` is the real instant, from which the demonstration's clock is set to `STARTS_AT`; ``patents`` finds what the
    centres work with.
    """
    with transaction.atomic():
        if is_here():
            return False
        city = found_bodies(at=FOUNDED_AT)
        earlier = make_earlier_years(city=city, store=store, calendar=calendar)
        centre = make_last_year(city=city, store=store, calendar=calendar)
        calls = make_calls(city=city)
        make_cases(city=city, calls=calls, store=store, calendar=calendar)
        make_review(city=city, call=calls.industry)
        make_this_year(city=city, store=store, calendar=calendar, centre=centre, earlier=earlier)
        make_navigations(city=city, store=store)
        make_patent_work(city=city, engine=patents)
        clock.move(to=STARTS_AT, real=real)
    return True
