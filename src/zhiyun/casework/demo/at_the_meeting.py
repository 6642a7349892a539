"""The demonstration's two regional centres of 2026: judged by a panel, and on the agenda of Monday's meeting."""

from __future__ import annotations

from zhiyun import law
from zhiyun.casework.actions.review_set_up import Phase
from zhiyun.casework.demo import handing_in, meetings, past_calls, reviewing
from zhiyun.casework.demo.bodies import Bodies
from zhiyun.casework.demo.calls import at
from zhiyun.casework.demo.filling import Story
from zhiyun.gateways.safekeeping import Store
from zhiyun.kernel.money import wan
from zhiyun.records.models import Application

CENTRES = {
    "黔江": (14, wan(180), wan(150), ((17, 16, 30, 21), (18, 17, 31, 20), (16, 17, 29, 22))),
    "合川": (12, wan(160), wan(120), ((15, 14, 27, 18), (16, 15, 25, 17), (13, 14, 24, 12))),
}
"""Staff, asked, proposed by the panel, and the points its three experts gave."""
DISSENT = {"合川": "演示：自有资金证明偏弱，建议再核减20万元。"}


def make(*, city: Bodies, store: Store) -> str:
    """Tell the round up to the agenda; gives the meeting's reference."""
    call = past_calls.centres(city=city, benefit=law.Benefit.INDUSTRY_CENTRE, run=past_calls.REGIONS)
    cases = {
        name: handing_in.accepted(
            city=city,
            name=name,
            call=call,
            store=store,
            story=Story(staff, asked=asked),
            days=("2026-03-24", "2026-04-08", "2026-04-15"),
        )
        for name, (staff, asked, _proposed, _points) in CENTRES.items()
    }
    _review(city, call, cases)
    meeting = meetings.convene(
        city=city,
        title="演示市知识产权局2026年第7次局长办公会",
        at=at(day="2026-06-22", time="11:00"),
        held_at=at(day="2026-06-29", time="14:30"),
    )
    meetings.bring(city=city, meeting=meeting, call=call, at=at(day="2026-06-23", time="11:30"))
    return meeting


def _review(city: Bodies, call: str, cases: dict[str, Application]) -> None:
    phases = [
        Phase(
            "演示评审",
            at(day="2026-04-20", time="09:00"),
            at(day="2026-06-05", time="18:00"),
            blind=False,
            scoring=True,
            scores_open=False,
        )
    ]
    manager = reviewing.set_up(city=city, call=call, phases=phases, at=at(day="2026-04-16"))
    panel = reviewing.draw(city=city, manager=manager, call=call, name="演示区域类专家组")
    for day, (name, case) in enumerate(cases.items(), 11):
        _staff, _asked, proposed, points = CENTRES[name]
        for hour, (by, given) in enumerate(zip(panel, points, strict=True)):
            judging = reviewing.each_at(by=by, at=at(day=f"2026-05-{day}", time=f"1{hour}:40"))
            reviewing.judge(by=judging, case=case, points=given, remark="演示：区域产业聚集，需求明确。")
        reviewing.agree(
            city=city,
            panel=panel,
            case=case,
            proposed=proposed,
            words=f"演示：建议支持，资助{proposed}。",
            at=at(day=f"2026-05-{day + 10}"),
            dissent=DISSENT.get(name, ""),
        )
