"""Results of navigation in the demonstration: one public, corrected once and used, and one kept to its centre."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

from zhiyun.casework.actions import navigations
from zhiyun.casework.actor import Actor
from zhiyun.casework.calls.publishing import KeptFile
from zhiyun.casework.demo.bodies import Bodies
from zhiyun.casework.demo.calls import at
from zhiyun.casework.demo.filling import sheet
from zhiyun.casework.navigations import NavigationKind, Told, Used
from zhiyun.casework.receiving import received
from zhiyun.casework.roles import Role
from zhiyun.gateways import scanning
from zhiyun.gateways.safekeeping import Store

SAMPLE_TO = date(2019, 7, 12)
"""The last day of the patents that come with zhiyun."""
BATTERIES = Told(
    kind=NavigationKind.INDUSTRY,
    title="演示：动力电池热管理产业专利导航",
    industry="C3841 锂离子电池制造",
    classes="H01M、B60L",
    query="IPC=H01M AND 标题=(冷却 OR 散热 OR 热管理)",
    data_on=SAMPLE_TO,
    summary="演示文字：这里写主要结论，如哪几家单位掌握热管理的关键环节、哪些分支本地还没有布局、建议引进什么。",
    is_public=True,
)
ROBOTS = Told(
    kind=NavigationKind.UNIVERSITY,
    title="演示：工业机器人高校专利盘点",
    industry="C3491 工业机器人制造",
    classes="B25J",
    query="IPC=B25J AND 申请人=大学",
    data_on=SAMPLE_TO,
    summary="演示文字：高校存量专利里可以对接本地企业的，只供本单位和市局查看。",
)
USED = Used(
    date(2026, 5, 20),
    "演示江北区知识产权局",
    "演示：2026年动力电池招商目录",
    "演示：目录中的引进对象按导航报告第三部分的名单确定。",
)


def make_navigations(*, city: Bodies, store: Store) -> None:
    """Put both on file through the actions of their centres."""
    centre, other = city.applicant("长江"), city.applicant("大渡")
    preparer = city.by(centre, Role.PREPARER, at=at(day="2026-03-18", time="10:20"))
    first = replace(BATTERIES, title="演示：动力电池产业专利导航")
    reference = navigations.record(
        by=preparer,
        organisation=centre.pk,
        told=first,
        files=[_paper(store, preparer, "演示·动力电池热管理产业专利导航报告")],
    )
    navigations.correct(
        by=preparer.at_instant(at(day="2026-03-25", time="09:40")),
        navigation=reference,
        seen=1,
        told=BATTERIES,
        because="演示：名称漏写热管理。",
    )
    legal = city.by(centre, Role.LEGAL_REPRESENTATIVE, at=at(day="2026-05-28", time="11:15"))
    navigations.add_use(
        by=legal,
        navigation=reference,
        used=USED,
        files=[_paper(store, legal, "演示·专利导航成果使用证明")],
    )
    robots = city.by(other, Role.PREPARER, at=at(day="2026-06-09", time="16:05"))
    navigations.record(
        by=robots,
        organisation=other.pk,
        told=ROBOTS,
        files=[_paper(store, robots, "演示·工业机器人高校专利盘点报告")],
    )


def _paper(store: Store, by: Actor, title: str) -> tuple[str, KeptFile]:
    drawn = io.BytesIO(sheet(title=title, of=by.organisation_name, day=by.day))
    kept = received(stream=drawn, name=f"{title}.pdf", store=store, scanner=scanning.scanner(None))
    return kept.name, kept.file
