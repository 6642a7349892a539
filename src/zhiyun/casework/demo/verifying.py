"""A ledger of the demonstration verified by two people from its first deal to its close."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from zhiyun.casework.actions import bureau_judgements, deal_verdicts, verification_closing
from zhiyun.casework.demo.bodies import Bodies
from zhiyun.casework.roles import Role
from zhiyun.casework.sections import condition_name
from zhiyun.casework.verifying_deals import bulk, closing
from zhiyun.casework.verifying_deals.opened_ledger import opened
from zhiyun.kernel.money import Money
from zhiyun.records.models import Application


def verify(
    *,
    city: Bodies,
    case: Application,
    at: datetime,
    reduced: Mapping[str, tuple[Money, str]] | None = None,
) -> None:
    """Decide every deal, the reduced ones with their reasons, check them, judge the questions and close."""
    officer = city.by(city.bureau, Role.CASE_OFFICER, at=at)
    for deal, (amount, reason) in (reduced or {}).items():
        deal_verdicts.decide(
            by=officer,
            application=case.reference,
            deal=deal,
            seen=0,
            verdict="reduced",
            amount=amount,
            reason=reason,
            cites="第十二条",
        )
    plain = bulk.plain(standings=opened(application=case).standings)
    deal_verdicts.count_plain(by=officer, application=case.reference, seen=bulk.digest(chosen=plain))
    checker = city.by(city.bureau, Role.CASE_OFFICER, at=at + timedelta(hours=3), number=1)
    waiting = bulk.to_check(standings=opened(application=case).standings, by=checker)
    deal_verdicts.check_all(by=checker, application=case.reference, seen=bulk.digest(chosen=waiting))
    judge(city=city, case=case, at=at + timedelta(hours=4))
    _lines, _counted, sm3 = closing.sealed(opened=opened(application=case))
    proposing = officer.at_instant(at + timedelta(hours=5))
    verification_closing.propose(by=proposing, application=case.reference, seen=sm3)
    second = city.by(city.bureau, Role.CASE_OFFICER, at=at + timedelta(hours=6), number=1)
    verification_closing.close(by=second, application=case.reference, seen=sm3)


def judge(*, city: Bodies, case: Application, at: datetime, but_last: bool = False) -> None:
    """Sign the bureau's answer to every question the measure leaves to people, or to all but the last."""
    officer = city.by(city.bureau, Role.CASE_OFFICER, at=at)
    pinned = opened(application=case).pinned
    asked = pinned.measure.questions(pinned.benefit, pinned.round_)
    for question in asked[:-1] if but_last else asked:
        bureau_judgements.judge(
            by=officer,
            application=case.reference,
            question=condition_name(cites=question.cites),
            met=True,
            opinion="演示：看过所附制度、合同和说明，符合。",
        )
