"""The demonstration is founded once, through the actions people use, and says everywhere that it is invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from tests.gateways.search_engine.corpus import BATTERY, PUMP
from zhiyun.casework import clock, demo, ledger, sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.demo.bodies import Bodies
from zhiyun.casework.demo.patent_work import make_patent_work
from zhiyun.casework.queries import constructions, patent_work
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import Stage, of_application
from zhiyun.gateways import holiday_notices
from zhiyun.gateways.safekeeping import Store
from zhiyun.gateways.search_engine import embedded
from zhiyun.gateways.search_engine.embedded import Tantivy
from zhiyun.records.models import (
    AgendaCase,
    Application,
    Assignment,
    Call,
    Event,
    Mandate,
    Meeting,
    Organisation,
    PatentSet,
    PaymentOrder,
    PaymentStep,
    Person,
    Publication,
    Resolution,
    SavedSearch,
    ScoreSheet,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("founded")]

REAL = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def founded(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Found the city once for all tests here, and take it back at the end: it costs some seconds."""
    store = Store(tmp_path_factory.mktemp("files"))
    engine = patents(tmp_path_factory.mktemp("patents"))
    with django_db_blocker.unblock(), transaction.atomic():
        assert demo.found(store=store, calendar=holiday_notices.load(None), real=REAL, patents=engine)
        yield
        transaction.set_rollback(True)


def patents(folder: Path) -> Tantivy:
    """Give what is found among sixty patents: packs of batteries, what is not one, and one that a need is like."""
    packs = [(f"一种电池包{number}", f"CN{110000001 + number}A") for number in range(20)]
    others = [(f"一种正极材料{number}", f"CN{111000001 + number}A") for number in range(39)]
    made = [replace(BATTERY, publication=number, title_zh=title) for title, number in (*packs, *others)]
    of_university = replace(
        PUMP, title_zh="一种沉降位移自动监测装置", applicants=("演示大学",), city="500100"
    )
    engine = embedded.create(folder / "index")
    engine.replace([*made, replace(of_university, province="500000", district="500112")])
    engine.commit("1")
    return engine


def officer() -> Actor:
    mandate = Mandate.objects.filter(role=Role.CASE_OFFICER).select_related("organisation", "person")[0]
    return Actor(
        at=demo.STARTS_AT,
        role=Role.CASE_OFFICER,
        person_id=mandate.person_id,
        name=mandate.person.name,
        mandate_id=mandate.pk,
        organisation_id=mandate.organisation_id,
    )


def test_the_city_shows_an_application_at_every_stage() -> None:
    stages = {of_application(application=each, at=demo.STARTS_AT) for each in Application.objects.all()}

    assert stages == {
        Stage.DRAFT,
        Stage.SEALED,
        Stage.RECEIVED,
        Stage.RETURNED,
        Stage.REFUSED,
        Stage.ACCEPTED,
        Stage.REVIEWED,
        Stage.PUBLISHED,
        Stage.DECLINED,
        Stage.COMMITTED,
        Stage.PAID,
    }


def test_two_benefits_are_open_and_only_the_closed_calls_can_be_looked_through() -> None:
    listed = Call.objects.filter(current__closes_at__gt=demo.STARTS_AT)
    is_open, open_calls = [call.benefit for call in listed], [call.pk for call in listed]
    opened = {each.call.benefit for each in sight.applications(by=officer())}

    assert sorted(is_open) == ["municipal_centre", "performance_subsidy"]
    assert opened == {"industry_centre", "municipal_centre", "performance_subsidy"}
    assert not {each.call_id for each in sight.applications(by=officer())} & set(open_calls)


def test_last_years_subsidies_were_shared_pro_rata_and_one_was_declined() -> None:
    [shared] = Resolution.objects.filter(year=2025, call__benefit="performance_subsidy")

    given = shared.decisions.filter(supported=True).values_list("amount_fen", flat=True)

    assert shared.frozen["outcome"]["shares"]["scaled"] is True
    assert 499_999_000 < sum(given) <= 500_000_000
    assert shared.decisions.filter(supported=False).count() == 1


def test_everything_of_last_year_was_paid_though_one_transfer_came_back() -> None:
    steps = PaymentStep.objects.filter(order__decision__resolution__call__benefit="performance_subsidy")

    assert steps.filter(kind="failed").count() == 1
    assert steps.filter(kind="paid").count() == 4
    assert PaymentOrder.objects.exclude(repeats=None).count() == 1


def test_a_centres_second_tranche_waits_for_a_second_person() -> None:
    orders = PaymentOrder.objects.exclude(tranche=None).order_by("id")
    last = [order.steps.latest("id").kind for order in orders]

    assert last == ["paid"] * 5 + ["prepared"]


def test_one_centre_owes_a_report_one_is_in_grace_and_one_pays_back() -> None:
    listed = constructions.listed(by=officer(), calendar=holiday_notices.load(None))

    told = {each.applicant[:4]: (each.stage.words if each.stage else "", each.late) for each in listed}
    assert told == {
        "演示三峡": ("建设期内", 1),
        "演示开州": ("宽限期内", 0),
        "演示梁平": ("取消建设资格，追回中", 0),
    }


def test_a_notice_runs_with_an_objection_that_nobody_has_answered() -> None:
    [running] = Publication.objects.filter(last_on__gte=demo.STARTS_AT.date())

    assert running.objections.filter(answer=None).count() == 1
    assert not hasattr(running, "confirmation")


def test_a_meeting_is_convened_for_the_days_to_come_with_its_agenda_ready() -> None:
    [meeting] = Meeting.objects.filter(held_at__gt=demo.STARTS_AT)

    assert meeting.items.count() == 1
    assert AgendaCase.objects.filter(item__meeting=meeting).count() == 2


def test_a_recused_expert_was_replaced_and_two_sheets_lie_far_apart() -> None:
    [replaced] = Assignment.objects.exclude(replaces=None)

    signed = ScoreSheet.objects.filter(application=replaced.application).values_list("hundredths", flat=True)

    assert replaced.ended_at is None
    assert max(signed) - min(signed) > 1500


def test_the_bank_is_played_for_orders_that_were_sent_alone() -> None:
    content = demo.word_of_the_bank(at=demo.STARTS_AT).decode()

    assert content.splitlines() == ["银行流水号,指令编号,结果,金额（元）,日期,说明"]


def test_the_walk_knows_its_places_and_a_city_without_it_has_none() -> None:
    places = demo.places()

    assert {"case", "call", "meeting", "need", "objected", "set", "shared"} == set(places)


def test_the_books_of_both_years_add_up() -> None:
    assert ledger.verified().differences == ()


def test_everybody_and_everything_is_marked_as_invented() -> None:
    assert [person.name for person in Person.objects.all() if not person.name.startswith("演示")] == []
    assert [body.name for body in Organisation.objects.all() if not body.name.startswith("演示")] == []
    assert [
        person.email for person in Person.objects.all() if not person.email.endswith("@demo.invalid")
    ] == []


def test_two_people_screened_a_set_and_differ_on_some_of_it() -> None:
    [made] = PatentSet.objects.all()
    legal = Mandate.objects.get(organisation=made.organisation, role=Role.LEGAL_REPRESENTATIVE)
    reader = Actor(
        at=demo.STARTS_AT,
        role=Role.LEGAL_REPRESENTATIVE,
        person_id=legal.person_id,
        mandate_id=legal.pk,
        organisation_id=made.organisation_id,
    )

    shown = patent_work.one_set(by=reader, number=made.pk)

    assert sorted(count for _, count in shown.screened) == [35, 40]
    assert 1 == shown.settled < shown.disputed
    assert shown.sample is not None
    assert shown.is_taught


def test_a_query_and_a_need_are_kept_and_the_tour_leads_to_what_there_is() -> None:
    by_words, need = SavedSearch.objects.order_by("is_similar")

    assert (by_words.is_similar, need.is_similar) == (False, True)
    assert need.hits == 1
    assert by_words.name == by_words.organisation.navigation_records.get(number=2).title
    assert demo.places()["need"] == str(need.pk)
    assert demo.places()["set"] == str(PatentSet.objects.get().pk)


def test_without_patents_there_is_no_work_with_them(tmp_path: Path) -> None:
    bureau = Organisation.objects.all()[0]

    make_patent_work(city=Bodies(bureau, bureau, applicants={}), engine=embedded.create(tmp_path / "none"))

    assert PatentSet.objects.count() == 1
    assert SavedSearch.objects.count() == 2


def test_the_story_is_told_by_the_record_like_any_other() -> None:
    told = set(Event.objects.values_list("action", flat=True))

    assert {"call.approve", "application.submit", "application.withdraw", "application.return"} <= told


def test_founding_again_changes_nothing_and_the_clock_stands_where_the_story_begins(tmp_path: Path) -> None:
    before = Event.objects.count()

    again = demo.found(
        store=Store(tmp_path), calendar=holiday_notices.load(None), real=REAL, patents=patents(tmp_path)
    )

    assert again is False
    assert Event.objects.count() == before
    assert REAL + clock.ahead() == demo.STARTS_AT
