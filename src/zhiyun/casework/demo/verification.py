"""The demonstration's first batch on the verification desk: accepted, some deals decided and checked, a question asked."""

from __future__ import annotations

from collections.abc import Mapping

from zhiyun.casework.actions import deal_verdicts, first_look, inquiries
from zhiyun.casework.demo.bodies import Bodies
from zhiyun.casework.demo.calls import at
from zhiyun.casework.roles import Role
from zhiyun.kernel.workdays import Calendar


def make(*, city: Bodies, ledgers: Mapping[str, str], calendar: Calendar) -> None:
    """Accept both ledgers, and let two officers decide and check two deals of the first."""
    officer = city.by(city.bureau, Role.CASE_OFFICER, at=at(day="2026-06-15", time="10:00"))
    for reference in ledgers.values():
        first_look.accept(
            by=officer, application=reference, seen=1, note="演示：缺项在核定时逐笔核对，先予受理。"
        )
    first = ledgers["巴山"]
    later = city.by(city.bureau, Role.CASE_OFFICER, at=at(day="2026-06-23", time="09:30"))
    written = deal_verdicts.decide(
        by=later, application=first, deal="巴山-001", seen=0, verdict="counted", cites="第十二条"
    )
    deal_verdicts.decide(
        by=later,
        application=first,
        deal="巴山-002",
        seen=0,
        verdict="rejected",
        reason="演示：回单的付款人与合同不符，申报单位没有说明。",
        cites="第十二条",
    )
    checker = city.by(city.bureau, Role.CASE_OFFICER, at=at(day="2026-06-23", time="15:00"), number=1)
    deal_verdicts.check(by=checker, application=first, deal="巴山-001", seen=int(written), agrees=True)
    inquiries.ask(
        by=later,
        application=first,
        deal="巴山-902",
        words="演示：这一笔没有登记日期，请补交质权登记通知书；没有登记的，请说明原因。",
        workdays=5,
        calendar=calendar,
    )
