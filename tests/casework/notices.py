"""An invented call in tests: begun, written, sent, published and changed by who may."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from tests.casework import city
from zhiyun import law
from zhiyun.casework import calls
from zhiyun.casework.actions import calls as actions
from zhiyun.casework.actor import Actor
from zhiyun.casework.calls import CallWords, ConditionWords, KindWords, MaterialWords
from zhiyun.casework.roles import Role
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import Call, CallVersion

SUBSIDY = law.Benefit.PERFORMANCE_SUBSIDY
NOTICE = CallWords(
    document="演示知发〔2026〕7号",
    dated=date(2026, 6, 15),
    title="演示·2026年度绩效补贴申报通知",
    body="演示正文。",
    contact="演示处室 023-00000000",
    opens_at=datetime(2026, 7, 1, 1, 0, tzinfo=UTC),
    closes_at=datetime(2026, 7, 31, 10, 0, tzinfo=UTC),
    correction_workdays=5,
    performance_from=date(2025, 1, 1),
    performance_until=date(2025, 12, 31),
    performance_cites="第三部分",
    conditions=(
        ConditionWords(1, 7, "近两年未被行政处罚", "no_penalty_within_years", years=2),
        ConditionWords(1, 8, "有专门场所", "judged", asks="场所是否满足服务需要"),
    ),
    materials=(MaterialWords(2, 4, "真实性承诺书"),),
    kinds=(KindWords("insurance", "第二部分第3项", "", ("保险合同", "保费发票")),),
)


def begun(town: city.City, benefit: law.Benefit = SUBSIDY) -> CallVersion:
    """Let the case officer begin a call; give its draft."""
    officer = town.by(Role.CASE_OFFICER)
    reference = actions.begin(by=officer, organisation=town.bureau.pk, benefit=benefit.value)
    return CallVersion.objects.get(call__reference=reference)


def written(town: city.City, words: CallWords = NOTICE, *, by: Actor | None = None) -> CallVersion:
    """Let the case officer write a call; give its draft."""
    version = begun(town)
    actions.save(
        by=by or town.by(Role.CASE_OFFICER), version=version.pk, edition=version.edition, words=words
    )
    version.refresh_from_db()
    return version


def sent(town: city.City, words: CallWords = NOTICE) -> CallVersion:
    """Let the case officer write a call and send it."""
    version = written(town, words)
    actions.send(by=town.by(Role.CASE_OFFICER), version=version.pk, edition=version.edition)
    version.refresh_from_db()
    return version


def published(town: city.City, words: CallWords = NOTICE) -> Call:
    """Let the case officer write a call and the round manager publish it."""
    version = sent(town, words)
    actions.approve(by=town.by(Role.ROUND_MANAGER), version=version.pk, edition=version.edition)
    return Call.objects.get(pk=version.call_id)


def changed(town: city.City, call: Call, *, at: datetime, **words: Any) -> CallVersion:
    """Let the case officer begin a change and write it."""
    officer = town.by(Role.CASE_OFFICER, at=at)
    version = CallVersion.objects.get(pk=int(actions.change(by=officer, call=call.reference)))
    typed = replace(calls.words_of(version=version), change_note="演示说明", **words)
    actions.save(by=officer, version=version.pk, edition=1, words=typed)
    version.refresh_from_db()
    return version


def places(refusal: Faulty) -> list[str]:
    return [fault.place for fault in refusal.faults]
