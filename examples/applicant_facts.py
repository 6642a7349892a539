"""Six applicants and their facts, for ``zhiyun check``: one clear case, and five ways to be less clear."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from examples.invented import APPLICANTS

Facts = dict[str, Any]

ROUND_DATES = {"applied_on": "2026-06-20", "closes_on": "2026-06-30", "performance_year": 2025}

OPINIONS = {
    6: {
        2: "治理结构规范，运行机制高效",
        3: "团队稳定，结构合理",
        4: "能协同整合创新资源，行业特色明显",
        5: "业态较完善，制度系统，方案完整",
        6: "具备服务链条能力，运营机制开放",
        7: "具备资本化运营能力",
    },
    7: {
        2: "产业基础良好，机构聚集",
        4: "方案科学可行，目标任务明确",
        5: "制度科学，流程规范，分配机制完善",
        6: "有运营基础和转移转化能力",
    },
    8: {
        2: "人员配备合理",
        3: "方向明确，模式清晰，机制可持续",
        4: "制度科学，流程规范，分配机制完善",
        5: "场地与规模相适应",
        6: "成效良好",
    },
}
"""What signed officers say of every item that the articles leave to people, for an applicant they find good."""

PAPERS = (
    "platform_entity_proof",
    "operation_rules",
    "work_plan",
    "construction_plan",
    "management_rules",
    "benefit_sharing_rules",
    "operating_funds_proof",
)


def judgements() -> list[Facts]:
    """Sign a good opinion on every open item."""
    return [
        {
            "article": article,
            "item": item,
            "met": True,
            "by": "演示审核员丙",
            "on": "2026-07-03",
            "opinion": words,
        }
        for article, items in OPINIONS.items()
        for item, words in items.items()
    ]


def paper(name: str) -> Facts:
    """Give a paper as handed in, with the hash of the (invented) file."""
    kept = f"演示材料：{name}"
    digest = hashlib.sha256(kept.encode()).hexdigest()
    return {"value": True, "as_of": "2026-06-18", "evidence": f"演示/{name}.pdf", "sha256": digest}


def sound_facts(staff: int = 18) -> Facts:
    """Give the facts of an applicant that lacks nothing."""
    return {
        "registered_in_chongqing": True,
        "legal_person": True,
        "market_entity": True,
        "municipal_centre": False,
        "on_dishonest_list": False,
        "on_abnormal_list": False,
        "fund_fraud_decided": False,
        "penalties": [],
        "full_time_staff": {"value": staff, "as_of": "2026-05-31", "evidence": "演示/社保名单.xlsx"},
        **{name: paper(name) for name in PAPERS},
        "online_functions": True,
        "co_built": False,
        "reserve_system": True,
        "matching_system": True,
        "valuation_system": False,
        "typical_cases": 6,
        "construction_funded": False,
    }


def roster(counted: int) -> list[Facts]:
    """Name ``counted`` people who count, and four who do not, each for a reason of its own."""
    months = [f"2026-{month:02d}" for month in range(1, 7)]
    own = {"engagement": "own", "contract": True, "insured_months": months, "also_claimed_by": ""}
    others = (
        {**own, "engagement": "dispatched"},
        {**own, "engagement": "rehired"},
        {**own, "insured_months": ["2026-01"]},
        {**own, "also_claimed_by": APPLICANTS[1]},
    )
    return [
        {"code": f"演示{number:02d}", **person}
        for number, person in enumerate(([own] * counted) + list(others), 1)
    ]


def files() -> Iterator[tuple[str, Facts]]:
    """Give each applicant's file by its name."""
    judged = {"judgements": judgements()}
    yield "clearly_eligible", {**head(20), "facts": sound_facts(), **judged}
    short = {name: fact for name, fact in sound_facts().items() if name != "full_time_staff"}
    yield "one_person_short", {**head(21), "facts": {**short, "staff": roster(4)}, **judged}
    penalty = [{"decided_on": "2024-06-30", "severity": "minor", "repaired": False}]
    yield "penalty_within_two_years", {**head(22), "facts": {**sound_facts(), "penalties": penalty}, **judged}
    building = {
        "construction_funded": True,
        "task_book_signed_on": "2024-09-01",
        "construction_last_on": "2026-08-31",
    }
    yield "in_construction", {**head(15), "facts": {**sound_facts(), **building}, **judged}
    yield "nothing_handed_in", {**head(24), "facts": {}, "judgements": []}
    together = {
        "co_built": True,
        "cooperation_agreement": paper("cooperation_agreement"),
        "duties_fixed": False,
    }
    yield "co_built_centre", {**head(25), "facts": {**sound_facts(), **together}, **judged}


def head(place: int) -> Facts:
    """Say who applies, and when."""
    return {"applicant": APPLICANTS[place], **ROUND_DATES}
