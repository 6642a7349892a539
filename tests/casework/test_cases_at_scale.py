"""What 20,000 applications cost: as many questions to the database as 1,000 do, and a bounded wait."""

from __future__ import annotations

import tempfile
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.casework import city
from tests.web import visitors
from zhiyun.casework import case_workbook
from zhiyun.casework.case_filters import ORDERS, Filters
from zhiyun.casework.queries import cases
from zhiyun.casework.roles import Role
from zhiyun.records.models import Submission

LOOKED_AT = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)
MANY = 20_000


@pytest.fixture(scope="module")
def crowded(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[city.City]:
    """One city with 20,000 submitted applications, taken back when the module's tests are over."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        town = city.city()
        city.many_submitted(town, city.call(town), MANY, filling=50)
        yield town
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_list_of_twenty_thousand_asks_four_times_and_never_for_contents(crowded: city.City) -> None:
    by = crowded.by(Role.CASE_OFFICER, at=LOOKED_AT)

    with CaptureQueriesContext(connection) as captured:
        origins = cases.origins(by=by)
        page = cases.page(by=by, filters=Filters(order="gaps"), number=200)

    assert len(captured) == 4
    assert not any("snapshot" in each["sql"] for each in captured.captured_queries)
    assert {each.district for each in origins} == {"渝中区", "江北区", "九龙坡区", "沙坪坝区"}
    assert sum(each.number for each in cases.tallies(by=by)) == page.total == MANY
    assert len(page.lines) == cases.PAGE


@pytest.mark.django_db
def test_the_page_of_twenty_thousand_is_as_small_and_asks_as_little_as_any(crowded: city.City) -> None:
    person = visitors.known(Role.CASE_OFFICER, body=crowded.bureau, second_factor=True)
    officer = visitors.entered(person)

    with CaptureQueriesContext(connection) as captured:
        page = officer.get("/bureau/cases/?order=gaps&words=演示").content

    assert len(captured) <= 10
    assert len(page) <= 60 * 1024
    assert page.count(b"<tr>") == cases.PAGE + 1


@pytest.mark.django_db
@pytest.mark.parametrize("order", ORDERS)
def test_no_order_asks_more_far_into_the_list(crowded: city.City, order: str) -> None:
    by = crowded.by(Role.CASE_OFFICER, at=LOOKED_AT)

    with CaptureQueriesContext(connection) as captured:
        cases.page(by=by, filters=Filters(words="演示", has_gaps=True, order=order), number=100)

    assert len(captured) <= 10


def test_sealed_contents_stand_behind_what_lists_read() -> None:
    own = [field.name for field in Submission._meta.concrete_fields if field.remote_field is None]

    assert own[-1] == "snapshot"


@pytest.mark.django_db
def test_attack_51_thousands_of_rows_are_exported_in_little_memory(crowded: city.City) -> None:
    by = crowded.by(Role.CASE_OFFICER, at=LOOKED_AT)

    with tempfile.TemporaryFile() as target:
        tracemalloc.start()
        rows = case_workbook.write(target=target, by=by, filters=Filters(district="江北区"))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()

    assert rows == MANY // 4
    assert most < 10 * 1024 * 1024
