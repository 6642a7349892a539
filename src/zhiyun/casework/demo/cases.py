"""The demonstration's applications: drafts, sealed ones, and a closed call the office is looking through."""

from __future__ import annotations

from datetime import datetime

from zhiyun.casework import sections
from zhiyun.casework.actions import applications, first_look
from zhiyun.casework.demo import handing_in, verification
from zhiyun.casework.demo.bodies import Bodies
from zhiyun.casework.demo.calls import DemoCalls, at
from zhiyun.casework.demo.filling import PARTNERS, Filler, Story, confirmed
from zhiyun.casework.roles import Role
from zhiyun.gateways.safekeeping import Store
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.money import wan
from zhiyun.kernel.workdays import Calendar


def make_cases(*, city: Bodies, calls: DemoCalls, store: Store, calendar: Calendar) -> None:
    """Let every applicant come as far as its story goes."""
    _subsidy(city, calls.subsidy, store)
    _begun(city, "歌乐山", calls.municipal, store, Story(16, asked=wan(400), sections=7), "2026-06-22")
    _industry(city, calls.industry, store, calendar)
    verification.make(city=city, ledgers=_first_batch(city, calls.earlier, store), calendar=calendar)


def _first_batch(city: Bodies, call: str, store: Store) -> dict[str, str]:
    """Two ledgers handed in under a closed call, and one pledge that both claim; by the applicants' names."""
    handed_in = {}
    for hour, (name, staff) in enumerate({"巴山": 9, "乌江": 7}.items()):
        story = Story(staff, with_shared=True)
        submitted = at(day="2026-06-05", time=f"{10 + hour}:20")
        handed_in[name] = _handed_in(city, name, call, store, story, "2026-06-03", submitted).reference
    return handed_in


def _subsidy(city: Bodies, call: str, store: Store) -> None:
    _begun(city, "长江", call, store, Story(9, sections=5), "2026-06-23")
    _begun(city, "嘉陵", call, store, Story(7), "2026-06-22")
    _handed_in(city, "缙云", call, store, Story(6), "2026-06-18", at(day="2026-06-23", time="17:20"))
    withdrawn = _handed_in(
        city, "南山", call, store, Story(8), "2026-06-15", at(day="2026-06-22", time="11:05")
    )
    body = city.applicant("南山")
    legal = city.by(body, Role.LEGAL_REPRESENTATIVE, at=at(day="2026-06-24", time="09:40"))
    applications.withdraw(by=legal, application=withdrawn.reference, reason="演示：台账有两笔要补登记日期。")


def _industry(city: Bodies, call: str, store: Store, calendar: Calendar) -> None:
    """Six applications under a closed call: one of every answer, two still waiting."""
    full = Story(13, asked=wan(280), partners=PARTNERS)
    submitted = {
        name: _handed_in(
            city, name, call, store, story, "2026-06-08", at(day="2026-06-12", time=f"{10 + n}:12")
        )
        for n, (name, story) in enumerate(
            {
                "大渡口": full,
                "两江": Story(15, asked=wan(300)),
                "永川": Story(9, asked=wan(200)),
                "南山": Story(11, {"registered_in_chongqing": False}, asked=wan(150)),
                "缙云": Story(12, asked=wan(260), partners=PARTNERS),
                "长江": Story(14, asked=wan(240)),
            }.items()
        )
    }
    officer = city.by(city.bureau, Role.CASE_OFFICER, at=at(day="2026-06-17", time="10:00"))
    first_look.accept(by=officer, application=submitted["两江"].reference, seen=1)
    later = confirmed(by=officer, at=at(day="2026-06-18", time="15:00"))
    first_look.return_for_correction(
        by=later,
        application=submitted["大渡口"].reference,
        seen=1,
        reasons=_reasons(),
        calendar=calendar,
    )
    first_look.refuse_to_accept(
        by=confirmed(by=officer, at=at(day="2026-06-24", time="16:10")),
        application=submitted["南山"].reference,
        seen=1,
        reason="演示：申报单位自述未在重庆市内注册，不符合申请条件。",
        articles=["第七条第1项"],
    )


def _reasons() -> dict[str, str]:
    return {
        "budget": "演示：线上大数据系统一项金额较大，请写明采购内容和测算依据。",
        sections.condition_name(cites=Citation(7, 4)): "演示：建设方案缺年度目标，请补充后重新上传。",
    }


def _begun(city: Bodies, name: str, call: str, store: Store, story: Story, day: str) -> Filler:
    return handing_in.begun(city=city, name=name, call=call, store=store, story=story, day=day)


def _handed_in(
    city: Bodies, name: str, call: str, store: Store, story: Story, day: str, instant: datetime
) -> Filler:
    return handing_in.handed_in(
        city=city, name=name, call=call, store=store, story=story, day=day, instant=instant
    )
