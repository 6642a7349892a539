"""The demonstration's calls: two open, two closed and being handled, a change waiting for a second person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from zhiyun import law
from zhiyun.casework import calls
from zhiyun.casework.actions import calls as actions
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.calls import CallWords, ConditionWords, KindWords, MaterialWords
from zhiyun.casework.demo.bodies import Bodies
from zhiyun.casework.roles import Role
from zhiyun.records.models import Call, CallVersion

CONTACT = "演示处室，演示联系人，023-00000000（演示，不能拨打）"
FIRST_BATCH = "演示·2026年度知识产权运营绩效补贴（第一批）申报通知"
CREDIT = (
    ConditionWords(
        article=1, item=7, words="近两年未被行政处罚", predicate="no_penalty_within_years", years=2
    ),
    ConditionWords(article=1, item=8, words="申报时不在经营异常名录", predicate="not_on_abnormal_list"),
)
UNDERTAKING = MaterialWords(article=2, item=4, words="申报材料真实性承诺书（盖章扫描件）")


@dataclass(frozen=True)
class DemoCalls:
    """The calls applications of the story are made under, by reference."""

    subsidy: str
    municipal: str
    industry: str
    earlier: str


def make_calls(*, city: Bodies) -> DemoCalls:
    """Draft, send, approve and change the calls as the office would, each step at its hour."""
    subsidy = publish(city=city, benefit=law.Benefit.PERFORMANCE_SUBSIDY, day="2026-05-20", said=_subsidy)
    municipal = publish(city=city, benefit=law.Benefit.MUNICIPAL_CENTRE, day="2026-05-21", said=_municipal)
    industry = publish(city=city, benefit=law.Benefit.INDUSTRY_CENTRE, day="2026-04-20", said=_industry)
    _extend(city, municipal)
    earlier = publish(city=city, benefit=law.Benefit.PERFORMANCE_SUBSIDY, day="2026-04-21", said=_earlier)
    return DemoCalls(subsidy, municipal, industry, earlier)


def at(*, day: str, time: str = "10:00") -> datetime:
    """Give an instant of the story, in Chongqing."""
    return datetime.fromisoformat(f"{day}T{time}:00").replace(tzinfo=SHANGHAI)


def publish(*, city: Bodies, benefit: law.Benefit, day: str, said: Callable[[CallWords], CallWords]) -> str:
    """Let the office draft, send and approve a call on a day; gives its reference."""
    officer = city.by(city.bureau, Role.CASE_OFFICER, at=at(day=day, time="09:30"))
    reference = actions.begin(by=officer, organisation=city.bureau.pk, benefit=benefit.value)
    version = _in_hand(reference)
    measure = law.in_force(authority=law.CHONGQING, on=officer.day)
    words = said(calls.first_words(measure=measure, benefit=benefit, by=officer))
    _save_and_send(officer.at_instant(at(day=day, time="14:00")), version, words)
    _approve(city, version, at(day=day, time="16:30"))
    return reference


def _extend(city: Bodies, reference: str) -> None:
    """Write a change that waits for a second person: the municipal call closes a week later."""
    officer = city.by(city.bureau, Role.CASE_OFFICER, at=at(day="2026-06-24", time="16:00"))
    actions.change(by=officer, call=reference)
    version = _in_hand(reference)
    words = replace(
        calls.words_of(version=version),
        closes_at=at(day="2026-07-07", time="18:00"),
        change_note="演示：应多家单位要求，截止时间延长一周，其余不变。",
    )
    _save_and_send(officer, version, words)


def _in_hand(reference: str) -> CallVersion:
    return CallVersion.objects.get(call=Call.objects.get(reference=reference), published_at=None)


def _save_and_send(officer: Actor, version: CallVersion, words: CallWords) -> None:
    edition = actions.save(by=officer, version=version.pk, edition=version.edition, words=words)
    actions.send(by=officer, version=version.pk, edition=int(edition))


def _approve(city: Bodies, version: CallVersion, instant: datetime) -> None:
    version.refresh_from_db()
    manager = city.by(city.bureau, Role.ROUND_MANAGER, at=instant)
    actions.approve(by=manager, version=version.pk, edition=version.edition)


def subsidy_words(*, words: CallWords) -> CallWords:
    """Say what every call of the story for subsidies says, with the dates of the open one."""
    evidence = ("合同", "银行回单或放款凭证")
    return replace(
        words,
        document="演示知发〔2026〕12号",
        dated=date(2026, 5, 20),
        title="演示·2026年度知识产权运营绩效补贴申报通知",
        contact=CONTACT,
        opens_at=at(day="2026-06-01", time="09:00"),
        closes_at=at(day="2026-06-30", time="18:00"),
        performance_from=date(2025, 1, 1),
        performance_until=date(2025, 12, 31),
        performance_cites="演示通知第三部分",
        conditions=CREDIT,
        materials=(UNDERTAKING, MaterialWords(article=2, item=5, words="典型案例说明", required=False)),
        kinds=(
            KindWords(
                kind="pledge", cites="演示通知第二部分第3项", registration="质权登记", evidence=evidence
            ),
            KindWords(kind="insurance", cites="演示通知第二部分第3项", evidence=("保险合同", "保费发票")),
            KindWords(
                kind="equity", cites="演示通知第二部分第3项", evidence=("公司章程或出资协议", "出资到位凭证")
            ),
        ),
    )


def _subsidy(words: CallWords) -> CallWords:
    return subsidy_words(words=words)


def _earlier(words: CallWords) -> CallWords:
    """Give the subsidy's first batch, which has closed."""
    return replace(
        subsidy_words(words=words),
        document="演示知发〔2026〕10号",
        dated=date(2026, 4, 21),
        title=FIRST_BATCH,
        opens_at=at(day="2026-05-06", time="09:00"),
        closes_at=at(day="2026-06-10", time="18:00"),
    )


def _municipal(words: CallWords) -> CallWords:
    return replace(
        words,
        document="演示知发〔2026〕13号",
        dated=date(2026, 5, 21),
        title="演示·2026年度市级综合性知识产权运营中心建设申报通知",
        contact=CONTACT,
        opens_at=at(day="2026-06-01", time="09:00"),
        closes_at=at(day="2026-06-30", time="18:00"),
        conditions=CREDIT,
        materials=(UNDERTAKING,),
    )


def _industry(words: CallWords) -> CallWords:
    return replace(
        words,
        document="演示知发〔2026〕9号",
        dated=date(2026, 4, 20),
        title="演示·2026年度产业或区域知识产权运营中心建设申报通知",
        contact=CONTACT,
        opens_at=at(day="2026-05-06", time="09:00"),
        closes_at=at(day="2026-06-15", time="18:00"),
        conditions=CREDIT,
        materials=(UNDERTAKING,),
    )
