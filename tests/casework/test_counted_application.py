"""What an application's tables add up to, told from its snapshot alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.casework import city
from zhiyun import law
from zhiyun.casework import counted_application
from zhiyun.casework.counted_application import Totals
from zhiyun.casework.rounds import Pinned, _read

CLOSES = datetime(2026, 6, 30, 10, tzinfo=UTC)
APPLICANT = "演示甲子知识产权运营有限公司"


def subsidy() -> Pinned:
    return _read("cq_2021_65", city.SUBSIDY_OVERLAY)


def snapshot(**parts: Any) -> dict[str, Any]:
    return {
        "applicant": {"name": APPLICANT},
        "facts": {"construction_funded": {"value": False, "papers": []}},
        "papers": [],
        "roster": [],
        "co_builders": [],
        "deals": [],
        **parts,
    }


def payment(deal: str, fen: int, **said: Any) -> dict[str, Any]:
    blank = dict.fromkeys(
        ("from_party", "to_party", "registration_no", "rate", "share", "also_funded_by"), ""
    ) | dict.fromkeys(("contract_on", "contract_fen"))
    told = {"kind": "licence", "rights": ["ZL1"], "related": False, "registered_on": "2025-03-02"}
    money = {"deal": deal, "money_on": "2025-03-05", "money_fen": fen, "currency": "CNY"}
    return blank | told | money | said


def person(code: str, **said: Any) -> dict[str, Any]:
    return {"code": code, "engagement": "own", "contract": True, "insured_months": ["2026-06"], **said}


def totals(told: dict[str, Any], pinned: Pinned | None = None) -> Totals:
    pinned = pinned or subsidy()
    occasion = pinned.occasion(applied_at=city.NOON, closes_at=CLOSES)
    return counted_application.totals(snapshot=told, pinned=pinned, occasion=occasion)


def test_what_is_claimed_is_the_ledger_and_what_is_counted_the_law() -> None:
    told = snapshot(
        deals=[
            payment("甲-1", 100_00),
            payment("甲-1", 50_00),
            payment("甲-2", 7_00, related=True),
            payment("甲-3", 10_00, share="1/2", rights=["ZL3"], registration_no="乙"),
            payment("甲-4", 10_00, currency="USD", rate="7/1", rights=["ZL4"], registration_no="丙"),
        ]
    )

    assert totals(told) == Totals(4, None, 150_00 + 7_00 + 5_00 + 70_00, 150_00 + 5_00 + 70_00)


def test_an_applicant_barred_by_its_construction_claims_and_nothing_counts() -> None:
    funded = {
        "construction_funded": {"value": True, "papers": []},
        "task_book_signed_on": {"value": "2025-01-10", "papers": []},
    }

    found = totals(snapshot(deals=[payment("甲-1", 100_00)], facts=funded))

    assert (found.claimed_fen, found.counted_fen) == (100_00, 0)


def test_only_people_the_reading_counts_are_staff() -> None:
    roster = [person("001"), person("002", contract=False), person("003", insured_months=["2026-05"])]

    assert totals(snapshot(roster=roster)) == Totals(0, 1, 0, 0)


def test_a_construction_application_has_no_ledger_to_sum() -> None:
    overlay = city.CONSTRUCTION_OVERLAY.format(benefit=law.Benefit.INDUSTRY_CENTRE.value)
    building = _read("cq_2021_65", overlay)

    assert totals(snapshot(roster=[person("001")]), building) == Totals(0, 1, None, None)


def test_a_roster_is_told_person_by_person() -> None:
    pinned = subsidy()
    occasion = pinned.occasion(applied_at=city.NOON, closes_at=CLOSES)
    told = snapshot(roster=[person("001"), person("002", engagement="rehired")])

    found = counted_application.staffing(snapshot=told, pinned=pinned, occasion=occasion)

    assert (found.reasons, found.needed, found.counted) == ((None, "退休返聘不计入"), 5, 1)
    assert str(found.cites) == "第八条第2项"
