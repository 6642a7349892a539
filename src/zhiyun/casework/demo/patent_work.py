"""Work with the patents that come with zhiyun: a search and a need that are kept, and a set that two people screen.

The patents are real; what the invented centres think of them is invented. Where no patents came, there is no such work.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from zhiyun.casework.actions import patent_searches, patent_sets
from zhiyun.casework.actor import Actor
from zhiyun.casework.demo.bodies import Bodies
from zhiyun.casework.demo.calls import at
from zhiyun.casework.demo.navigations import BATTERIES
from zhiyun.casework.navigating.seen import SeenPatent
from zhiyun.casework.queries import patent_work
from zhiyun.casework.roles import Role
from zhiyun.exchange.patents import addresses, engines, kept_likes, searching
from zhiyun.exchange.patents.kept_likes import Sought
from zhiyun.exchange.patents.searching import Asked
from zhiyun.gateways.search_engine import SearchEngine
from zhiyun.ip.screening import Order
from zhiyun.records.models import PatentSet, SavedSearch

NEED: Final = Sought(
    text="高边坡和桥墩的沉降、位移要长期自动监测：低功耗，数据能远程传回来，不用人到现场。",
    within="申请人类型=(高校 OR 科研单位) AND 地区=重庆",
)
NEED_NAME: Final = "演示：一家企业要的沉降监测"
SET_NAME: Final = "演示：动力电池的箱体、成组和热管理"
SET_QUERY: Final = "IPC=H01M"
SCREENED: Final = 40
"""Patents that the first screens, drawn by lot; the second screens a few less."""
SCREENED_BY_SECOND: Final = 35
PACKS: Final = ("电池箱", "电池包", "电池组", "电池模", "模组", "冷却", "散热", "液冷", "热管理", "温度")
"""What the first holds to belong has one of these in its title; the second doubts every so many of them."""
DOUBTED: Final = 3
TAG: Final = "热管理"
TAGGED: Final = ("冷却", "散热", "液冷", "热管理", "温度")
BECAUSE: Final = "演示：箱体、成组和热管理都在专题的范围里。"


def make_patent_work(*, city: Bodies, engine: SearchEngine) -> None:
    """Keep the search behind a result of navigation and a need, and screen a set, through the actions of the centres."""
    found = [each.patent for each in searching.every(engine=engine, asked=Asked(text=SET_QUERY), most=200)]
    if not found:
        return
    centre = city.applicant("长江")
    preparer = city.by(centre, Role.PREPARER, at=at(day="2026-03-09", time="10:05"))
    _keep_search(preparer, engine)
    _keep_need(city.by(city.applicant("嘉陵"), Role.PREPARER, at=at(day="2026-05-12", time="14:20")), engine)
    number = int(
        patent_sets.fill(
            by=preparer.at_instant(at(day="2026-03-10", time="09:15")),
            organisation=centre.pk,
            name=SET_NAME,
            origin=SET_QUERY,
            patents=[
                SeenPatent(each.publication, each.any_title, "；".join(each.applicants), each.filed_on)
                for each in found
            ],
        )
    )
    legal = city.by(centre, Role.LEGAL_REPRESENTATIVE, at=at(day="2026-03-12", time="15:30"))
    _screen(preparer.at_instant(at(day="2026-03-11", time="16:40")), number, SCREENED)
    _screen(legal, number, SCREENED_BY_SECOND, doubted=DOUBTED)
    _settle_one(legal.at_instant(at(day="2026-03-12", time="16:10")), number)
    _tag(preparer.at_instant(at(day="2026-03-13", time="09:50")), number)


def places() -> dict[str, str]:
    """Give the numbers of the kept need under ``need`` and of the set under ``set``, as far as they are there."""
    need = SavedSearch.objects.filter(name=NEED_NAME).values_list("pk", flat=True).first()
    made = PatentSet.objects.filter(name=SET_NAME).values_list("pk", flat=True).first()
    return {name: str(number) for name, number in (("need", need), ("set", made)) if number is not None}


def _keep_search(by: Actor, engine: SearchEngine) -> None:
    asked = urlencode({"q": BATTERIES.query})
    answer = searching.fresh(engine=engine, asked=addresses.read_query(query=asked), since=0)
    patent_searches.save(
        by=by,
        organisation=by.organisation_id,
        name=BATTERIES.title,
        asked=asked,
        hits=answer.total,
        data_on=searching.data_on(engine=engine),
        batch=engines.batch(engine=engine),
    )


def _keep_need(by: Actor, engine: SearchEngine) -> None:
    found = kept_likes.answer(engine=engine, sought=NEED)
    patent_searches.save(
        by=by,
        organisation=by.organisation_id,
        name=NEED_NAME,
        asked=NEED.written(),
        is_similar=True,
        hits=len(found.found),
        data_on=searching.data_on(engine=engine),
        batch=engines.batch(engine=engine),
    )


def _screen(by: Actor, number: int, most: int, *, doubted: int = 0) -> None:
    """Screen the first ones drawn by lot by their titles; every so many of what would belong is held not to."""
    drawn = [
        each
        for page in range(1, 1 + -(-most // patent_work.PAGE))
        for each in patent_work.one_set(by=by, number=number, order=Order.BY_LOT, page=page).members
    ][:most]
    belonging = [each.publication for each in drawn if any(word in each.title for word in PACKS)]
    held = set(belonging) - set(belonging[::doubted] if doubted else [])
    verdicts: dict[str, bool | None] = {each.publication: each.publication in held for each in drawn}
    patent_sets.screen(by=by, organisation=by.organisation_id, number=number, verdicts=verdicts)


def _settle_one(by: Actor, number: int) -> None:
    disputed = patent_work.one_set(by=by, number=number, show="disputed").members
    for each in disputed[:1]:
        patent_sets.settle(
            by=by,
            organisation=by.organisation_id,
            number=number,
            publication=each.publication,
            belongs=True,
            because=BECAUSE,
        )


def _tag(by: Actor, number: int) -> None:
    _, members = patent_work.members(by=by, number=number)
    for each in members:
        if any(word in each.title for word in TAGGED):
            patent_sets.tag(
                by=by, organisation=by.organisation_id, number=number, publication=each.publication, word=TAG
            )
