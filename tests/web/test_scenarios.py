"""Scenarios with figures, driven through the product: the desks' own actions from the accepted ledger to the public list.

What comes out is read where people read it: on the applicant's page, the auditor's, and the public one. Scenarios 10,
11, 13 and 17 to 18 are driven by tests/casework: test_shared_rights, test_construction_bar, test_task_books with
test_meetings, test_notices and test_objections.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.casework import city, onward
from tests.casework.machine import journey
from tests.casework.machine import world as worlds
from tests.casework.machine.world import SUBSIDY, Move, World
from tests.web.matrix import entered
from zhiyun.casework import clock
from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.deciding import grounds
from zhiyun.casework.roles import Role
from zhiyun.records.models import (
    Application,
    Call,
    Decision,
    IssuedPaper,
    Organisation,
    Publication,
    Resolution,
    StepKind,
)
from zhiyun.web.seats import CONFIRMED_AT

pytestmark = pytest.mark.django_db

DECIDED = (StepKind.PUBLISHED, StepKind.DECLINED)
PENALTY = {"severity": "ordinary", "repaired": False}


@pytest.fixture
def town(settings: Any) -> city.City:
    settings.DEMO = True
    return city.city()


def round_of(town: city.City, under: Call, at: datetime = onward.AFTER) -> World:
    """Give a round that is about to be looked at, with this year's five million yuan."""
    made = World(town, under, under, worlds.beside(town), {}, at)
    worlds.appropriated(made, SUBSIDY, at.year)
    return made


def claim(world: World, deals: Sequence[Mapping[str, Any]], **facts: object) -> Application:
    """Hand in a ledger of an applicant of its own."""
    body = city.organisation()
    world.signers[body.pk] = city.seat(Role.LEGAL_REPRESENTATIVE, body)
    return city.submitted(
        world.town, world.subsidy, of=body, deals=[dict(deal) for deal in deals], facts=facts
    )


def deal(number: int, fen: int, **parts: object) -> dict[str, Any]:
    """Make one deal, its right and registration nobody else's."""
    told = city.deal_line(number, money_fen=fen)
    return told | {"registration_no": f"Y2025{number:06d}"} | parts


def published(world: World) -> Resolution:
    """Take a round through verification, meeting and minutes to its public list, by the actions alone."""
    journey.until(world, world.subsidy, *DECIDED, do=Move.made)
    clock.move(to=world.at, real=timezone.now())
    resolution = world.resolution(world.subsidy)
    assert resolution is not None
    return resolution


def given(resolution: Resolution) -> list[int]:
    """Give what each applicant gets, in whole yuan, in the order in which they came."""
    amounts = resolution.decisions.order_by("application_id").values_list("amount_fen", flat=True)
    assert all(fen % 100 == 0 for fen in amounts)
    return [fen // 100 for fen in amounts]


def looking(world: World, by: Any) -> Client:
    """Let somebody in, by the world's clock."""
    client = entered(by)
    session = client.session
    session[CONFIRMED_AT] = world.at.isoformat()
    session.save()
    return client


def read(client: Client, address: str) -> str:
    """Give the words of a page, without its marks and the spaces between them."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    text = html.unescape(re.sub(r"<[^>]*>", "", answer.content.decode()))
    return re.sub(r"\s+", "", text)


def leaves(resolution: Resolution, case: Application) -> Iterator[Mapping[str, Any]]:
    """Give every ground the frozen tree of a case holds."""
    [line] = [each for each in resolution.frozen["outcome"]["lines"] if each["application"] == case.reference]
    yield from grounds.leaves(plain=line["finding"])


def every_ground_is_shown(world: World, resolution: Resolution) -> None:
    """Read each applicant's page, the auditor's, and the letter, beside the frozen tree of grounds."""
    auditor = looking(world, world.town.seats[Role.AUDITOR])
    for decision in resolution.decisions.select_related("application"):
        case = decision.application
        own = read(looking(world, world.signer(case)), f"/applications/{case.reference}/decision/")
        seen = read(auditor, f"/bureau/decisions/{decision.reference}/")
        letter = IssuedPaper.objects.filter(application=case).latest("pk").content
        told = {(each["citation"], each["text"]) for each in letter["heard"]}
        found = list(leaves(resolution, case))
        assert len(found) > 10
        for ground in found:
            because, cites = ground["because"], str(grounds.citation(plain=ground["cites"]))
            assert (cites, because) in told
            for page in (own, seen):
                assert re.sub(r"\s+", "", because) in page
                assert cites in page
                assert all(reading in page for reading in ground["readings"])
                if ground["judgement"] is not None:
                    assert ground["judgement"]["by"] in page
                    assert ground["judgement"]["opinion"] in page


def public_amounts(world: World) -> list[str]:
    """Give the amounts of the public list as anyone reads them, and what it must not tell."""
    notice = Publication.objects.get(superseded_by=None, resolution__call=world.subsidy)
    page = read(Client(), f"/notices/{notice.reference}/")
    for decision in Decision.objects.filter(resolution=notice.resolution, supported=False):
        assert decision.application.organisation.name not in page
    lines = notice.content["lines"]
    assert all(f"{line['amount_fen'] // 100:,}.00" in page for line in lines)
    return [f"{line['amount_fen'] // 100:,}" for line in lines]


SEVEN = (
    86_420_000_00,
    73_115_250_40,
    61_990_000_00,
    45_000_000_00,
    28_777_777_77,
    15_600_000_00,
    9_876_543_21,
)


@pytest.mark.parametrize(
    ("bases", "expected", "unspent"),
    [
        ((37_500_000_00, 12_345_678_90), [750_000, 246_913], 4_003_087),
        ((150_000_000_00, 100_000_000_00), [3_000_000, 2_000_000], 0),
        ((150_000_050_00, 100_000_000_00), [3_000_000, 1_999_999], 1),
        (SEVEN, [1_347_030, 1_139_649, 966_239, 701_416, 448_560, 243_157, 153_945], 4),
    ],
    ids=["1 under the cap", "2 exactly at the cap", "3 one yuan over", "5 seven uneven"],
)
def test_scenarios_1_2_3_and_5_from_the_ledger_to_the_public_list(
    town: city.City, bases: tuple[int, ...], expected: list[int], unspent: int
) -> None:
    """Each is verified deal by deal, decided and published; every page shows every ground, and the list the figures."""
    world = round_of(town, city.call(town))
    for number, fen in enumerate(bases, 1):
        claim(world, [deal(number, fen)])

    resolution = published(world)

    assert given(resolution) == expected
    assert resolution.frozen["outcome"]["shares"]["unspent_fen"] == unspent * 100
    assert sorted(public_amounts(world)) == sorted(f"{yuan:,}" for yuan in expected)
    every_ground_is_shown(world, resolution)


def test_scenario_7_a_loan_drawn_in_two_years_counts_in_each_for_what_was_drawn(
    town: city.City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scenario 7: 18,000,000 yuan drawn in 2025 give 360,000 in 2026, 12,000,000 drawn in 2026 give 240,000 in 2027."""
    drawn = [
        deal(1, 18_000_000_00, money_on="2025-06-20", registered_on="2025-06-15", contract_fen=30_000_000_00),
        deal(1, 12_000_000_00, money_on="2026-02-10", registered_on="2025-06-15", contract_fen=30_000_000_00)
        | {"line": 2},
    ]
    world = round_of(town, city.call(town))
    claim(world, drawn)

    assert given(published(world)) == [360_000]

    a_year_on = city.SUBSIDY_OVERLAY.replace("2026-", "2027-").replace("2025-01", "2026-01")
    monkeypatch.setattr(city, "SUBSIDY_OVERLAY", a_year_on)
    opens = datetime(2027, 6, 1, 9, tzinfo=SHANGHAI)
    later = city.call(town, opens_at=opens, closes_at=opens + timedelta(days=29))
    next_year = World(town, later, later, world.people, world.signers, opens + timedelta(days=30))
    worlds.appropriated(next_year, SUBSIDY, 2027)
    [body] = Application.objects.values_list("organisation", flat=True)
    case = city.application(town, later, StepKind.SUBMITTED, of=Organisation.objects.get(pk=body))
    insured = [f"2027-{month:02d}" for month in range(1, 7)]
    roster = [line | {"insured_months": insured} for line in city.snapshot_of(case)["roster"]]
    city.submission(town, case, 1, at=opens + timedelta(days=1), deals=drawn, roster=roster)
    journey.until(next_year, later, StepKind.DECIDED, do=Move.made)
    resolution = next_year.resolution(later)
    assert resolution is not None
    assert given(resolution) == [240_000]


def test_scenario_8_what_went_to_a_related_party_is_left_out_and_said(town: city.City) -> None:
    """Scenario 8: of 8,000,000 yuan 5,000,000 went to a subsidiary: 3,000,000 count and give 60,000, not 160,000."""
    world = round_of(town, city.call(town))
    sold = {"kind": "transfer"}
    case = claim(world, [deal(1, 3_000_000_00, **sold), deal(2, 5_000_000_00, related=True, **sold)])

    resolution = published(world)

    assert given(resolution) == [60_000]
    [verified] = case.verifications.all()
    assert [(line["deal"], line["counted_fen"]) for line in verified.lines] == [
        ("D0001", 3_000_000_00),
        ("D0002", 0),
    ]
    page = read(looking(world, world.signer(case)), f"/applications/{case.reference}/verified/")
    assert "关联" in page
    every_ground_is_shown(world, resolution)


@pytest.mark.parametrize(
    ("decided_on", "expected"), [("2024-06-30", 0), ("2024-06-29", 750_000)], ids=["inside", "a day outside"]
)
def test_scenario_16_a_penalty_counts_for_two_years_to_the_day(
    town: city.City, decided_on: str, expected: int
) -> None:
    """Scenario 16 in this year's dates: with a closing on 2026-06-30 one of 2024-06-30 bars, one of 2024-06-29 does not."""
    world = round_of(town, city.call(town))
    case = claim(world, [deal(1, 37_500_000_00)], penalties=[PENALTY | {"decided_on": decided_on}])

    resolution = published(world)

    assert given(resolution) == [expected]
    case.refresh_from_db()
    assert case.last_step == (StepKind.PUBLISHED if expected else StepKind.DECLINED)
    every_ground_is_shown(world, resolution)
    if not expected:
        page = read(looking(world, world.signer(case)), f"/applications/{case.reference}/decision/")
        assert "不予支持" in page
        assert decided_on in page or "2024年6月30日" in page
