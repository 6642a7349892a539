"""Scenario 14 from the call to the money that comes back, by the desks' own actions, read where people read it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.casework import centres, city, panels, task_books
from tests.casework.machine import journey
from tests.casework.machine import money_moves as money
from tests.casework.machine import world as worlds
from tests.casework.machine.world import CENTRE, SUBSIDY, Move, World
from tests.web.test_scenarios import deal, looking, read
from zhiyun.casework import clock, ledger
from zhiyun.casework.actions import payments
from zhiyun.casework.actions import task_books as books
from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.refusals import WrongStage
from zhiyun.casework.roles import Role
from zhiyun.casework.task_books.content import Part
from zhiyun.kernel.money import Money, wan, yuan
from zhiyun.records.models import Application, Call, Grant, IssuedPaper, StepKind, YearBook

pytestmark = pytest.mark.django_db
PAYS = (wan(180), date(2023, 4, 14)), (wan(120), date(2024, 5, 10))


def at(day: date, hour: int = 10) -> datetime:
    """Give an hour of a day in Chongqing."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)


def handed_in(town: city.City, under: Call, on: date, insured: list[str], **parts: Any) -> Application:
    """Hand in an application of the city's applicant on a day, its people insured in these months."""
    case = city.application(town, under)
    case.steps.model.objects.create(
        application=case, kind="submitted", at=at(on), by_id=case.begun_by_id, role=Role.LEGAL_REPRESENTATIVE
    )
    roster = [line | {"insured_months": insured} for line in city.snapshot_of(case)["roster"]]
    city.submission(town, case, 1, at=at(on), roster=roster, **parts)
    case.refresh_from_db()
    return case


def a_call(town: city.City, benefit: Any, opens_on: date) -> Call:
    """Publish a call of thirty days."""
    opens = at(opens_on, 9)
    return city.call(town, benefit, opens_at=opens, closes_at=opens + timedelta(days=29, hours=9))


def funded(town: city.City) -> World:
    """Take a centre from its application in January 2023 to its last payment on 2024-05-10."""
    panels.profile(town.seats[Role.EXPERT])
    for number in range(4):
        panels.expert(town, name=f"演示专家{'甲乙丙丁'[number]}")
    call = a_call(town, CENTRE, date(2023, 1, 3))
    handed_in(
        town,
        call,
        date(2023, 1, 10),
        [f"2022-{month:02d}" for month in range(6, 13)] + ["2023-01", "2023-02"],
    )
    signers = {town.applicant.pk: town.seats[Role.LEGAL_REPRESENTATIVE]}
    world = World(town, city.call(town), call, worlds.beside(town), signers, at(date(2023, 2, 6)))
    for year in (2023, 2024, 2026):
        worlds.appropriated(world, CENTRE, year)
    journey.until(world, call, StepKind.CONFIRMED, do=Move.made, fen=wan(300).fen)
    world.at = at(centres.SIGNED)
    sign(world, world.cases(call)[0])
    for number, (_amount, day) in enumerate(PAYS, 1):
        world.at = at(day)
        pay(world, world.cases(call)[0], number)
    return world


def sign(world: World, case: Application) -> None:
    """Agree on a task book of two years and two tranches."""
    content = task_books.content(
        wan(300).fen,
        begins=centres.SIGNED,
        last_on=centres.LAST,
        tranches=tuple(Part(amount.fen, "演示条件", day) for amount, day in PAYS),
    )
    books.begin(by=world.other("drafter"), application=case.reference, content=content, note="")
    case.refresh_from_db()
    for side in ("applicant", "bureau"):
        money.sign_book(world, case, side).made()


def pay(world: World, case: Application, number: int) -> None:
    """Release a tranche, order it under four eyes, send it, and take the bank's receipt."""
    for _ in range(8):
        if case.transfers.filter(kind="pay", tranche__number=number).exists():
            return
        journey.goes_on(world, world.centres, "counted", 0, Move.made)
    raise AssertionError("the tranche is not paid")


def room(town: city.City, year: int) -> Money:
    """Say what a year's construction pot still has room for."""
    return ledger.available(issuer=town.bureau, benefit=CENTRE, year=year)


def claims_in_grace(world: World, monkeypatch: pytest.MonkeyPatch) -> Application:
    """Apply for the subsidy on 2025-09-01, and take that round to its list."""
    overlay = city.SUBSIDY_OVERLAY.replace("2025-", "2024-").replace("2026-", "2025-")
    monkeypatch.setattr(city, "SUBSIDY_OVERLAY", overlay)
    call = a_call(world.town, SUBSIDY, date(2025, 8, 18))
    insured = [f"2025-{month:02d}" for month in range(1, 10)]
    sold = deal(1, 37_500_000_00, money_on="2024-06-20", registered_on="2024-06-15", contract_on="2024-06-01")
    facts = {"construction_funded": False}
    case = handed_in(world.town, call, date(2025, 9, 1), insured, deals=[sold], facts=facts)
    round_ = World(world.town, call, world.centres, world.people, world.signers, at(date(2025, 9, 17)))
    worlds.appropriated(round_, SUBSIDY, 2025)
    journey.until(round_, call, StepKind.DECLINED, StepKind.PUBLISHED, do=Move.made)
    case.refresh_from_db()
    return case


def test_scenario_14_two_failed_acceptances_through_the_product(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scenario 14 and attack 30: grace to 2026-04-10, revoked on 04-20, 3,000,000 yuan back, no cap refilled, no claim."""
    settings.DEMO = True
    town = city.city()
    world = funded(town)
    case = world.cases(world.centres)[0]
    made = centres.Centre(town, case, Grant.objects.get(application=case))
    paid = YearBook.objects.filter(paid_fen__gt=0).order_by("year").values_list("year", "paid_fen")
    assert list(paid) == [(2023, wan(180).fen), (2024, wan(120).fen)]
    before = {year: room(town, year) for year in (2023, 2024, 2026)}
    assert before[2026] == yuan(5_000_000)

    made.ask(date(2025, 3, 20))
    made.comes_to(centres.FIRST_FAILED, passed=False)
    claim = claims_in_grace(world, monkeypatch)
    made.comes_to(centres.SECOND_FAILED, passed=False)
    made.propose(date(2026, 4, 22))
    made.order(date(2026, 4, 24))
    made.receive(date(2026, 5, 8), wan(300))

    first, second = IssuedPaper.objects.filter(kind="centre_failed").order_by("pk")
    assert "至2026年4月10日止" in first.content["consequences"][0]["text"]
    assert second.content["consequences"][0]["text"] == "再次验收不合格，取消建设资格。"
    order = IssuedPaper.objects.get(kind="recovery").content
    assert (order["amount_fen"], order["interest_fen"]) == (300_000_000, 0)
    assert {year: room(town, year) for year in before} == before
    assert claim.last_step == StepKind.DECLINED
    world.at = at(date(2026, 5, 11))
    clock.move(to=world.at, real=timezone.now())
    own = looking(world, town.seats[Role.LEGAL_REPRESENTATIVE])
    refused = read(own, f"/applications/{claim.reference}/decision/")
    assert "2025-09-01申报时在宽限期内（2025-04-11至2026-04-10），不得申报运营绩效补贴" in refused
    page = read(own, f"/applications/{case.reference}/construction/")
    for words in (
        "取消建设资格，已追回",
        "追回3,000,000.00元",
        "还应收回0.00元",
        "再次验收不合格，取消建设资格",
    ):
        assert words in page
    assert read(looking(world, town.seats[Role.AUDITOR]), f"/bureau/construction/{case.reference}/")
    with pytest.raises(WrongStage):
        payments.prepare(by=world.other("maker"), application=case.reference, tranche=2)
