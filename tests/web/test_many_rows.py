"""Pages of a decided round ask the database as little for many applicants as for one; the matrix holds them to fifteen."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import LazySettings

from tests.casework import city, noticed
from tests.web import matrix, visitors
from zhiyun.casework.actions import notices
from zhiyun.casework.roles import Role
from zhiyun.records.models import Resolution

pytestmark = pytest.mark.django_db

ENDED = date(2026, 10, 10)
PAGES: dict[str, Role] = {
    "/bureau/meetings/{meeting}/": Role.MEETING_SECRETARY,
    "/bureau/meetings/{meeting}/minutes/": Role.MEETING_SECRETARY,
    "/bureau/decisions/": Role.ROUND_MANAGER,
    "/bureau/decisions/{resolution}/": Role.ROUND_MANAGER,
    "/bureau/notices/": Role.ROUND_MANAGER,
    "/bureau/notices/{notice}/": Role.ROUND_MANAGER,
    "/bureau/cases/": Role.CASE_OFFICER,
    "/bureau/verification/": Role.CASE_OFFICER,
    "/bureau/task-books/": Role.CASE_OFFICER,
    "/bureau/payments/": Role.FINANCE,
    "/bureau/ledger/": Role.FINANCE,
    "/bureau/ledger/performance_subsidy/2026/": Role.FINANCE,
    "/notices/{notice}/": Role.PUBLIC,
    "/results/{call}/": Role.PUBLIC,
}


def test_many_applicants_cost_no_page_another_question(settings: LazySettings) -> None:
    few, many = ((town, confirmed(town, amounts)) for town, amounts in rounds())
    visitors.at(settings, noticed.at(ENDED))

    asked = {page: (questions(page, *few), questions(page, *many)) for page in PAGES}

    assert {page: counts for page, counts in asked.items() if counts[0] != counts[1]} == {}


def rounds() -> list[tuple[city.City, str]]:
    """Give two cities of their own, and what their applicants claim."""
    return [(city.city(), "37500000"), (city.city(), "37500000 25000000 12500000 6250000")]


def confirmed(town: city.City, amounts: str) -> Resolution:
    """Decide a round, publish it and confirm it."""
    resolution, _cases = noticed.decided(town, amounts)
    publication = noticed.published(town, resolution)
    manager = noticed.by(town, Role.ROUND_MANAGER, noticed.at(ENDED))
    notices.confirm(by=manager, publication=publication.reference, calendar=noticed.CALENDAR)
    return resolution


def questions(page: str, town: city.City, resolution: Resolution) -> int:
    """Count what a page asks, once what a process asks only once is asked."""
    role = PAGES[page]
    assert resolution.item is not None
    address = page.format(
        meeting=resolution.item.meeting.reference,
        resolution=resolution.reference,
        notice=resolution.publications.get().reference,
        call=resolution.call.reference,
    )
    visitor = matrix.entered(city.person("演示访客") if role is Role.PUBLIC else town.seats[role])
    visitor.get(address)
    with matrix.counting() as told:
        answer = visitor.get(address)
    assert answer.status_code == 200, address
    return len(told)
