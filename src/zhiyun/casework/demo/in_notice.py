"""The demonstration's early batch of 2026: in its notice until 29 June, with an objection nobody has answered."""

from __future__ import annotations

from zhiyun.casework import actor
from zhiyun.casework.actions import objections
from zhiyun.casework.demo import handing_in, meetings, notices, past_calls, verifying
from zhiyun.casework.demo.bodies import Bodies
from zhiyun.casework.demo.calls import at
from zhiyun.casework.demo.filling import Story
from zhiyun.casework.publicity.objecting import Written
from zhiyun.casework.roles import Role
from zhiyun.gateways.safekeeping import Store
from zhiyun.kernel.money import wan
from zhiyun.kernel.workdays import Calendar

OPERATED = {"武陵": (1860, 1245, 730), "大足": (1120, 965), "綦江": (840, 512)}
OBJECTED = "武陵"
MINUTES = "演示：会议审议了2026年度知识产权运营绩效补贴（年初批），各家应补合计未超过年度总额，按2%足额补贴。"


def make(*, city: Bodies, store: Store, calendar: Calendar) -> None:
    """Tell the round up to its notice, and let somebody object."""
    call = past_calls.subsidy(city=city, run=past_calls.EARLY_SUBSIDY)
    for hour, (name, amounts) in enumerate(OPERATED.items()):
        case = handing_in.accepted(
            city=city,
            name=name,
            call=call,
            store=store,
            story=Story(6 + hour, operated=tuple(wan(each) for each in amounts)),
            days=("2026-03-05", "2026-03-16", "2026-03-26"),
        )
        verifying.verify(city=city, case=case, at=at(day="2026-05-12", time=f"09:{hour}0"))
    meeting = meetings.convene(
        city=city,
        title="演示市知识产权局2026年第5次局长办公会",
        at=at(day="2026-06-08"),
        held_at=at(day="2026-06-11", time="09:30"),
    )
    meetings.bring(city=city, meeting=meeting, call=call, at=at(day="2026-06-09"))
    [resolution] = meetings.hold(
        city=city, meeting=meeting, calls=[call], at=at(day="2026-06-11", time="09:30"), words=MINUTES
    )
    publication = notices.publish(
        city=city, resolution=resolution, at=at(day="2026-06-22"), calendar=calendar
    )
    _object(city, publication, calendar)


def _object(city: Bodies, publication: str, calendar: Calendar) -> None:
    """Somebody objects to one of the three, and an officer who did not decide asks it what it has to say."""
    code = city.applicant(OBJECTED).credit_code
    reference = objections.file(
        by=actor.public(at=at(day="2026-06-23", time="20:15")),
        publication=publication,
        written=Written(
            from_unit=False,
            name="演示异议人",
            identity="YS20260623",
            contact="演示信箱 objector@demo.invalid",
            words="演示：名单第一家的第二笔业务，转让方是它自己的股东，不应计入运营金额。附公开登记信息截图。",
            about=code,
        ),
        calendar=calendar,
    )
    handler = city.by(city.bureau, Role.CASE_OFFICER, at=at(day="2026-06-24", time="09:40"), number=2)
    objections.put_to_party(
        by=handler,
        objection=reference,
        words="演示：请说明台账第002号业务的转让方与你单位有无股权关系，并提交章程或者股东名册。",
        about=code,
        calendar=calendar,
    )
