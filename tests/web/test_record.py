"""The record on the screen: each reader its own chains, proven while one looks, and never a case for the three powers."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.casework import city
from tests.web import matrix
from zhiyun.casework import record
from zhiyun.casework.roles import Role
from zhiyun.records import append_only
from zhiyun.records.models import Application

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> city.City:
    return city.city()


@pytest.fixture
def case(town: city.City) -> Application:
    return city.submitted(town, city.call(town))


def tell(town: city.City, chain: str, action: str = "application.accept", **more: object) -> None:
    with transaction.atomic():
        record.append(chain=chain, by=town.by(Role.CASE_OFFICER), action=action, **more)


def page(town: city.City, role: Role, address: str = "/record/") -> HttpResponse:
    return matrix.entered(town.seats[role]).get(address)


def test_the_auditor_reads_cases_and_calls_and_no_account(town: city.City, case: Application) -> None:
    tell(town, f"application:{case.reference}", after={"outcome": "met"}, cites=("第九条",))
    tell(town, f"call:{case.call.reference}", "call.approve")
    tell(town, "person:1", "come_in")
    tell(town, "security", "open", refused="NotFound")

    shown = page(town, Role.AUDITOR).content.decode()

    assert f"application:{case.reference}" in shown
    assert f"call:{case.call.reference}" in shown
    assert "第九条" in shown
    assert "person:1" not in shown
    assert "NotFound" not in shown


def test_the_audit_administrator_reads_accounts_and_refusals_and_no_case(
    town: city.City, case: Application
) -> None:
    tell(town, f"application:{case.reference}")
    tell(town, "person:1", "come_in")
    tell(town, "security", "open", subject=f"/applications/{case.reference}/", refused="NotFound")

    shown = page(town, Role.AUDIT_ADMINISTRATOR).content.decode()

    assert "person:1" in shown
    assert "NotFound" in shown
    assert case.reference not in shown


def test_a_chain_another_reader_has_is_told_like_none_at_all(town: city.City, case: Application) -> None:
    tell(town, f"application:{case.reference}")
    tell(town, "person:1", "come_in")

    assert page(town, Role.AUDITOR, f"/record/chains/application:{case.reference}/").status_code == 200
    assert page(town, Role.AUDIT_ADMINISTRATOR, "/record/chains/person:1/").status_code == 200
    assert (
        page(town, Role.AUDIT_ADMINISTRATOR, f"/record/chains/application:{case.reference}/").status_code
        == 404
    )
    assert page(town, Role.AUDITOR, "/record/chains/person:1/").status_code == 404
    assert page(town, Role.AUDITOR, "/record/chains/roots/").status_code == 404


def test_before_the_call_closes_the_auditor_sees_nothing_of_an_application(town: city.City) -> None:
    from django.utils import timezone

    now = timezone.now()
    call = city.call(
        town, opens_at=now - timezone.timedelta(days=1), closes_at=now + timezone.timedelta(days=1)
    )
    sealed = city.submitted(town, call)
    tell(town, f"application:{sealed.reference}", "application.submit")

    assert sealed.reference not in page(town, Role.AUDITOR).content.decode()
    assert page(town, Role.AUDITOR, f"/record/chains/application:{sealed.reference}/").status_code == 404


def test_a_whole_chain_is_marked_as_proven(town: city.City, case: Application) -> None:
    for _ in range(3):
        tell(town, f"application:{case.reference}")

    shown = page(town, Role.AUDITOR, f"/record/chains/application:{case.reference}/").content.decode()

    assert "核验通过" in shown
    assert "3 条，逐条相扣" in shown


def test_a_chain_changed_behind_our_back_is_told_to_who_opens_it(town: city.City, case: Application) -> None:
    tell(town, f"application:{case.reference}", after={"outcome": "met"})
    with connection.cursor() as cursor:
        for statement in append_only.remove(connection.vendor):
            cursor.execute(statement)
        cursor.execute("UPDATE records_event SET person_name = '演示·别人'")

    shown = page(town, Role.AUDITOR, f"/record/chains/application:{case.reference}/").content.decode()

    assert "核验没有通过，记录被改动过" in shown
    assert "的内容与它的 SM3 不符" in shown


def test_events_are_found_by_person_action_and_day(town: city.City, case: Application) -> None:
    name = town.seats[Role.CASE_OFFICER].name
    tell(town, f"application:{case.reference}")

    def found(query: str) -> bool:
        return (
            f"application:{case.reference}" in page(town, Role.AUDITOR, f"/record/?{query}").content.decode()
        )

    assert found(f"name={name}&action=application.accept&day=2026-06-15")
    assert not found("name=没有这个人")
    assert not found("action=application.submit")
    assert not found("day=2026-06-16")
    assert found("day=不是日期&page=x")


def test_the_daily_roots_can_be_copied_out(town: city.City, case: Application) -> None:
    tell(town, f"application:{case.reference}")
    record.seal_days_before(at=city.CLOSES)
    last = record.last_root()
    assert last is not None

    for role in (Role.AUDITOR, Role.AUDIT_ADMINISTRATOR):
        assert last.sm3 in page(town, role, "/record/roots/").content.decode()


def test_a_page_of_the_record_costs_the_same_however_long_it_is(
    town: city.City, case: Application, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(60):
        tell(town, f"application:{case.reference}")
    visitor: Client = matrix.entered(town.seats[Role.AUDITOR])

    with django_assert_max_num_queries(8):
        visitor.get("/record/")
