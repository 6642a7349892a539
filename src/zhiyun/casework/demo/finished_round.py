"""The demonstration's finished round of 2025: five ledgers over the year's cap, one of them declined, all paid.

One transfer came back and was repeated.
"""

from __future__ import annotations

from zhiyun.casework.demo import handing_in, meetings, notices, past_calls, paying, verifying
from zhiyun.casework.demo.bodies import Bodies
from zhiyun.casework.demo.calls import at
from zhiyun.casework.demo.filling import Story
from zhiyun.gateways.safekeeping import Store
from zhiyun.kernel.money import wan
from zhiyun.kernel.workdays import Calendar
from zhiyun.records.models import Application

OPERATED = {
    "长江": (3168, 2640, 2415, 1597),
    "嘉陵": (2907, 2533, 1818),
    "缙云": (2794, 2206, 1512),
    "巴山": (2586, 1938, 1047),
    "歌乐山": (1720, 880),
}
"""What each ledger comes to, deal by deal in 万元: two per cent of it all is more than the year's cap."""
SHORT_OF_STAFF, FAILED = "歌乐山", "嘉陵"
MINUTES = (
    "演示：会议审议了2025年度知识产权运营绩效补贴。核定运营金额合计的2%超过年度总额500万元，"
    "按第十三条同比例确定；一家专职人员不足5人，不予支持。"
)


def make(*, city: Bodies, store: Store, calendar: Calendar) -> None:
    """Tell the round from its call to its last receipt."""
    call = past_calls.subsidy(city=city, run=past_calls.LAST_SUBSIDY)
    cases = {name: _accepted(city, name, call, store) for name in OPERATED}
    for hour, (name, case) in enumerate(cases.items()):
        reduced = (wan(1200), "演示：回单只能证明一部分到账，其余按未到账核减。")
        verifying.verify(
            city=city,
            case=case,
            at=at(day="2025-06-23", time=f"09:{hour}0"),
            reduced={f"{name}-003": reduced} if name == "缙云" else None,
        )
    meeting = meetings.convene(
        city=city,
        title="演示市知识产权局2025年第7次局长办公会",
        at=at(day="2025-07-03"),
        held_at=at(day="2025-07-08", time="09:30"),
    )
    meetings.bring(city=city, meeting=meeting, call=call, at=at(day="2025-07-04"))
    [resolution] = meetings.hold(
        city=city, meeting=meeting, calls=[call], at=at(day="2025-07-08", time="09:30"), words=MINUTES
    )
    publication = notices.publish(
        city=city, resolution=resolution, at=at(day="2025-07-10"), calendar=calendar
    )
    notices.confirm(city=city, publication=publication, at=at(day="2025-07-18"), calendar=calendar)
    _pay(city, {name: case for name, case in cases.items() if name != SHORT_OF_STAFF}, calendar)


def _accepted(city: Bodies, name: str, call: str, store: Store) -> Application:
    is_short = name == SHORT_OF_STAFF
    story = Story(4 if is_short else 8, operated=tuple(wan(each) for each in OPERATED[name]))
    return handing_in.accepted(
        city=city,
        name=name,
        call=call,
        store=store,
        story=story,
        days=("2025-05-26", "2025-06-05", "2025-06-16"),
        note="演示：专职人员是否足额，留待审核时查实。" if is_short else "",
    )


def _pay(city: Bodies, cases: dict[str, Application], calendar: Calendar) -> None:
    """Pay each to the account it has told; one transfer comes back, and is ordered again."""
    for name in cases:
        body = city.applicant(name)
        paying.account(city=city, body=body, at=at(day="2025-07-21", time="10:30"), calendar=calendar)
    ordering = at(day="2025-07-23")
    orders = {
        name: paying.prepare(city=city, case=case.reference, at=ordering) for name, case in cases.items()
    }
    paying.send(city=city, references=list(orders.values()), at=at(day="2025-07-24"))
    paying.receive(
        city=city,
        references=list(orders.values()),
        at=at(day="2025-07-28", time="16:00"),
        failed=orders[FAILED],
        because="演示：对方银行系统维护，退汇",
    )
    again = paying.prepare(city=city, case=cases[FAILED].reference, at=at(day="2025-07-30"))
    paying.send(city=city, references=[again], at=at(day="2025-07-31"))
    paying.receive(city=city, references=[again], at=at(day="2025-08-04", time="16:00"))
