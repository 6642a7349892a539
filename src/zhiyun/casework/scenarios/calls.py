"""An invented call for applications, laid over a measure so that a scenario can show what a round adds."""

from __future__ import annotations

import re
from datetime import date

from zhiyun import law
from zhiyun.casework.scenarios.given import Given
from zhiyun.kernel.said import Said

_KINDS = {kind.words: kind for kind in law.Kind}
_PENALTY = re.compile(r"近(\d+)年未被行政处罚")
_LISTS = {"未列入失信名单": "not_on_dishonest_list", "未列入经营异常名录": "not_on_abnormal_list"}
_DOCUMENT = "演示申报通知"


def invented_round(*, measure: law.Measure, given: Given) -> law.Round | None:
    """Read what the round adds: 「本轮列明类型」 kinds, 「本轮附加条件」 conditions; None when it adds nothing."""
    kinds = [_kind(given, each) for each in given.texts("本轮列明类型")]
    conditions = [_condition(given, each, n) for n, each in enumerate(given.texts("本轮附加条件"), start=1)]
    if not kinds and not conditions:
        return None
    look_back = measure.answers.look_back
    if look_back is None:
        raise given.refuse(Said("本轮附加条件"), Said("该办法没有关于「近几年」的口径"))
    call: dict[str, object] = {
        "round": {
            "id": "example",
            "title": "演示轮次",
            "measure": measure.id,
            "benefit": law.Benefit.PERFORMANCE_SUBSIDY.value,
            "document": _DOCUMENT,
            "dated": date(2022, 1, 1),
        },
        "kinds": kinds,
        "conditions": conditions,
    }
    return law.read_round(call, look_back=look_back)


def _kind(given: Given, words: str) -> dict[str, object]:
    if words not in _KINDS:
        raise given.refuse(
            Said("本轮列明类型"),
            Said("没有「%(words)s」；可用的有：%(listed)s", words=words, listed="、".join(_KINDS)),
        )
    return {"kind": _KINDS[words].value, "cites": f"{_DOCUMENT}第二条"}


def _condition(given: Given, words: str, item: int) -> dict[str, object]:
    told: dict[str, object] = {"article": 1, "item": item, "words": words}
    found = _PENALTY.fullmatch(words)
    if found is not None:
        return {**told, "predicate": "no_penalty_within_years", "years": int(found[1])}
    if words not in _LISTS:
        raise given.refuse(Said("本轮附加条件"), Said("看不懂「%(words)s」", words=words))
    return {**told, "predicate": _LISTS[words]}
