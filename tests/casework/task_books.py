"""A confirmed centre whose money is reserved, and its task book as both sides write it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tests.casework import city, onward
from zhiyun import law
from zhiyun.casework import ledger
from zhiyun.casework.actions import task_book_changes as changes
from zhiyun.casework.actions import task_books as acts
from zhiyun.casework.actions import tranches
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.calls.publishing import KeptFile
from zhiyun.casework.roles import Role
from zhiyun.casework.task_books.content import Content, Indicator, Part, Spending
from zhiyun.gateways import e_seal
from zhiyun.gateways.e_seal import Order, Seal
from zhiyun.kernel.money import Money
from zhiyun.records.models import Application, Grant, TransferKind, YearBook

AMOUNT = 300_000_000
SIGNS = datetime(2026, 8, 10, 10, 0, tzinfo=SHANGHAI)


def confirmed(
    town: city.City, *, amount: int = AMOUNT, benefit: law.Benefit = law.Benefit.MUNICIPAL_CENTRE
) -> Application:
    """Make a centre whose support was decided, published and confirmed, its money reserved in 2026."""
    under = city.call(town, benefit)
    case = onward.accepted(town, under)
    resolution = onward.resolved(town, under, {case: amount})
    reserved(town, resolution)
    onward.confirmed(town, onward.published(town, resolution))
    case.refresh_from_db()
    return case


@transaction.atomic
def reserved(town: city.City, resolution: Any) -> None:
    """Give the resolution's pot this year's money, and reserve what was decided."""
    by = town.by(Role.FINANCE, at=onward.AFTER)
    pinned = law.measure("cq_2021_65")
    benefit = law.Benefit(resolution.call.benefit)
    book = ledger.opened(issuer=town.bureau, benefit=benefit, year=resolution.year, measure=pinned, by=by)
    held = ledger.locked(books=[book])[book.pk]
    ledger.post(
        book=held,
        entries=[ledger.Entry(TransferKind.APPROPRIATE, Money(500_000_000), "演示年度预算")],
        by=by,
        cites=pinned.pot(benefit).cites,
    )
    ledger.reserve(resolution=resolution, by=by)


def content(amount: int = AMOUNT, **parts: Any) -> Content:
    """Say everything a task book must say."""
    made = Content(
        goals="演示：建成线上线下联动的运营中心。",
        indicators=(
            Indicator("专职人员", 18, "人", "社保缴费记录", 1),
            Indicator("促成质押融资", 5000, "万元", "贷款合同和到账凭证", 4),
        ),
        budget=(
            Spending("线上大数据系统", "平台开发", amount - 1_000_001, 50_000_000),
            Spending("线下载体", "场地改造", 1_000_001),
        ),
        tranches=(
            Part(amount - 100_000_001, "双方签订任务书", date(2026, 9, 10)),
            Part(100_000_001, "中期检查符合任务书进度", date(2027, 8, 10)),
        ),
        begins=date(2026, 8, 10),
        last_on=date(2028, 8, 9),
        change="演示变更条款。",
        acceptance="演示验收条款。",
        recovery="演示收回条款。",
    )
    return replace(made, **parts)


def begun(town: city.City, case: Application, **parts: Any) -> None:
    """Let the officer write the first version."""
    amount = case.decisions.latest("pk").amount_fen
    acts.begin(by=officer(town), application=case.reference, content=content(amount, **parts), key="")


def officer(town: city.City) -> Actor:
    return town.by(Role.CASE_OFFICER, at=SIGNS)


def manager(town: city.City) -> Actor:
    return town.by(Role.ROUND_MANAGER, at=SIGNS)


def signer(town: city.City) -> Actor:
    return town.by(Role.LEGAL_REPRESENTATIVE, at=SIGNS)


def seal(case: Application, by: Actor, number: int = 0) -> Seal:
    """Seal a version of a case's task book, the newest unless named."""
    versions = case.task_book.versions.order_by("-number")
    version = versions.get(number=number) if number else versions[0]
    return e_seal.sealer("simulated").seal(
        Order(version.sm3, by.organisation_name, str(by.role.label), by.at.isoformat())
    )


def signed_by_applicant(town: city.City, case: Application, seen: int = 1, *, by: Actor | None = None) -> str:
    """Let the legal representative sign."""
    by = by or signer(town)
    return acts.sign_for_applicant(
        by=by, task_book=case.reference, seen=seen, undertaken=True, seal=seal(case, by)
    )


def signed_by_bureau(town: city.City, case: Application, seen: int = 1, *, by: Actor | None = None) -> str:
    """Let the round manager sign."""
    by = by or manager(town)
    return acts.sign_for_bureau(by=by, task_book=case.reference, seen=seen, seal=seal(case, by))


def in_force(town: city.City, *files: tuple[str, KeptFile]) -> Application:
    """Make a centre whose task book both sides have signed, its first tranche released on ``files``."""
    case = confirmed(town)
    begun(town, case)
    signed_by_applicant(town, case)
    signed_by_bureau(town, case)
    tranches.release(
        by=officer(town), task_book=case.reference, number=1, words="演示：已核实。", files=files
    )
    return case


def changed(town: city.City, at: datetime = SIGNS) -> str:
    """Let the applicant of the book in force ask for a change: a lower second tranche, and an earlier last day."""
    grant = Grant.objects.select_related("application").latest("pk")
    whole = content()
    first, second = whole.tranches
    said = replace(
        whole,
        budget=(replace(whole.budget[0], public_fen=AMOUNT - 51_000_002), whole.budget[1]),
        tranches=(first, replace(second, amount_fen=50_000_000)),
        last_on=date(2028, 6, 30),
    )
    return changes.ask(
        by=town.by(Role.PREPARER, at=at),
        task_book=grant.application.reference,
        content=said,
        reason="演示：设备价格下降，提前完成。",
        seen=1,
    )


def book_of(town: city.City, year: int) -> YearBook:
    """Give the construction pot's book of a year."""
    return YearBook.objects.get(issuer=town.bureau, year=year, pot="construction")
