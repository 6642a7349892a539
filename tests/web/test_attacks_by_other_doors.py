"""Exports, the public interface and a demonstration taken for production: doors that have no key of their own."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import get_resolver

from tests.casework import city
from tests.web import visitors
from zhiyun.casework import demo
from zhiyun.casework.demo.bodies import found_bodies
from zhiyun.casework.roles import OrganisationKind, Role
from zhiyun.config.prepare import settle_demonstration

pytestmark = pytest.mark.django_db

AFTER_CLOSING = city.CLOSES


@pytest.fixture
def town() -> city.City:
    return city.city()


def exported(browser: Client) -> list[str]:
    """Give the applicants' names in the workbook a browser is given."""
    answer = browser.post("/bureau/cases/export/")
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return [str(row[1]) for row in sheet.iter_rows(min_row=2, values_only=True) if row[1]]


def listed(browser: Client) -> list[dict[str, object]]:
    """Give the calls the public interface lists to a browser."""
    found: list[dict[str, object]] = browser.get("/calls/calls.json").json()["calls"]
    return found


def test_attack_5_an_export_holds_what_its_asker_may_see_and_is_made_anew_for_each(
    town: city.City, settings: LazySettings
) -> None:
    """No export is kept on the server: there is no number, hence nothing of another's to fetch."""
    call = city.call(town)
    city.submitted(town, call)
    city.submitted(town, call, of=town.other_applicant)

    of_officer = exported(visitors.seated(town, Role.CASE_OFFICER, settings, moment=AFTER_CLOSING))
    of_district = exported(visitors.seated(town, Role.DISTRICT_OFFICER, settings, moment=AFTER_CLOSING))
    kept = [route for route in get_resolver().reverse_dict if "export" in str(route) and "job" in str(route)]

    assert sorted(set(of_officer)) == sorted([town.applicant.name, town.other_applicant.name])
    assert set(of_district) == {town.applicant.name}
    assert kept == []


def test_attack_11_the_public_interface_answers_everyone_alike_and_knows_no_district(
    town: city.City, settings: LazySettings
) -> None:
    """There is no token: what a district may see is only on its desk, and `calls.json` is the same for all."""
    city.call(town)
    other = city.organisation(
        "演示巴南区知识产权局", kind=OrganisationKind.DISTRICT_BUREAU, district="巴南区"
    )
    visitors.at(settings, city.NOON)
    strangers = listed(Client())

    of_ours = visitors.seated(town, Role.DISTRICT_OFFICER, settings)
    of_others = visitors.entered(visitors.known(Role.DISTRICT_OFFICER, body=other, second_factor=True))

    assert len(strangers) == 1
    assert listed(of_ours) == strangers
    assert listed(of_others) == strangers


def test_attack_48_production_refuses_a_database_that_holds_a_demonstration(settings: LazySettings) -> None:
    found_bodies(at=datetime(2026, 4, 1, tzinfo=UTC))
    settings.DEMO = False

    told = settle_demonstration()

    assert demo.is_here()
    assert told is not None
    assert "演示" in told


def test_attack_48_without_a_demonstration_its_addresses_do_not_exist(settings: LazySettings) -> None:
    settings.DEMO = False

    answers = {
        address: Client().get(address).status_code
        for address in ("/demo/", "/demo/enter/", "/demo/clock/", "/demo/bank/")
    }

    assert answers == dict.fromkeys(("/demo/", "/demo/enter/", "/demo/clock/", "/demo/bank/"), 404)


def test_an_installation_of_its_own_keeps_nobody_of_the_demonstration(
    settings: LazySettings, tmp_path: Path
) -> None:
    settings.DEMO, settings.FILES = False, tmp_path

    assert settle_demonstration() is None
    assert not demo.is_here()
