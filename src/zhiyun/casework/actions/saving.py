"""Saving a section of the form: the particulars, and the facts and words a condition asks for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from zhiyun import law
from zhiyun.casework import editing, record
from zhiyun.casework.actor import Actor
from zhiyun.casework.asking import asked
from zhiyun.casework.door import Deed, action
from zhiyun.casework.given_words import in_one_line, tidied
from zhiyun.casework.roles import APPLICANT_ROLES
from zhiyun.casework.rounds import pinned
from zhiyun.casework.sections import SectionKind, sections
from zhiyun.casework.sections import section as section_of
from zhiyun.casework.subjects import APPLICATION
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said, word
from zhiyun.records.models import Application, Narrative, Particulars, StatedFact

LONGEST_WORDS = 4000
"""Characters of what an applicant tells to one question."""
MOST_COUNTED = 100_000
MOST_PENALTIES = 50
LINES = {"address": 200, "contact_name": 50, "contact_phone": 30, "contact_email": 150}
EARLIEST = date(1949, 10, 1)

Value = bool | int | date | law.Penalties | None


@action(
    name="application.save_particulars",
    words="保存单位基本情况",
    on=APPLICATION,
    roles=APPLICANT_ROLES,
    stages=editing.EDITABLE,
)
def save_particulars(*, application: Application, by: Actor, edition: int, values: Mapping[str, Any]) -> Deed:
    """Save the particulars given by name; those not given stay. ``asked_fen`` only where construction is funded.

    Refuses with every fault of the values, with `Stale`, and with `SectionClosed`.
    """
    given = _read_particulars(
        values, is_construction=application.call.benefit != law.Benefit.PERFORMANCE_SUBSIDY.value
    )
    given_faults = [fault for fault in given.values() if isinstance(fault, Fault)]
    if given_faults:
        raise Faulty(given_faults)
    founded_on = given.get("founded_on")
    if isinstance(founded_on, date) and not EARLIEST <= founded_on <= by.day:
        raise Faulty([Fault(Said("成立日期"), Said("应在1949年10月1日之后、今天之前，请核对"))])
    row = Particulars.objects.filter(application=application).first() or Particulars(application=application)
    before = _digest({name: str(getattr(row, name)) for name in given})
    saved = editing.hold(application=application, section="particulars", edition=edition, by=by)
    for name, value in given.items():
        setattr(row, name, value)
    row.save()
    after = _digest({name: str(getattr(row, name)) for name in given})
    return Deed(
        answer=str(saved),
        before={"section": "particulars", "sm3": before},
        after={"section": "particulars", "sm3": after, "edition": saved, "fields": sorted(given)},
    )


@action(
    name="application.save_condition",
    words="保存申报条件",
    on=APPLICATION,
    roles=APPLICANT_ROLES,
    stages=editing.EDITABLE,
)
def save_condition(
    *,
    application: Application,
    by: Actor,
    section: str,
    edition: int,
    facts: Mapping[str, Value],
    narratives: Mapping[str, str],
) -> Deed:
    """Save the facts and words given of one condition; None takes a fact back, what is not given stays.

    Refuses facts and questions the section does not ask and values that cannot be, all at once; with `Stale`, and
    with `SectionClosed`.
    """
    version = editing.version_of(application=application, at=by.at)
    plan = pinned(version=version)
    listed = sections(pinned=plan)
    found = section_of(pinned=plan, name=section)
    wants = asked(
        listed=listed, section=found, reopened=editing.reopened_at(application=application, at=by.at)
    )
    keys = {key.name: key for key in wants.statable}
    faults = _fact_faults(facts, keys) + _narrative_faults(narratives, {name for name, _ in wants.questions})
    if found.kind is not SectionKind.CONDITION:
        faults.append(Fault(found.title, Said("这一部分不是申报条件，请从填报首页进入")))
    if faults:
        raise Faulty(faults)
    before = _condition_digest(application, facts, narratives)
    saved = editing.hold(application=application, section=section, edition=edition, by=by)
    _keep_facts(application, facts)
    _keep_narratives(application, narratives)
    after = _condition_digest(application, facts, narratives)
    return Deed(
        answer=str(saved),
        before={"section": section, "sm3": before},
        after={
            "section": section,
            "sm3": after,
            "edition": saved,
            "fields": sorted([*facts, *narratives]),
        },
        cites=(str(found.cites),),
    )


def _read_particulars(values: Mapping[str, Any], *, is_construction: bool) -> dict[str, Any]:
    """Give what was told, ready to be kept, and a fault in its place where it cannot be."""
    read: dict[str, Any] = {}
    for name, value in values.items():
        if name in LINES:
            read[name] = _line(name, str(value))
        elif name == "summary":
            words = tidied(text=str(value))
            read[name] = words if len(words) <= LONGEST_WORDS else _too_long("申报内容摘要", LONGEST_WORDS)
        elif name == "founded_on":
            assert value is None or isinstance(value, date)
            read[name] = value
        elif name == "asked" and is_construction:
            assert value is None or isinstance(value, Money)
            read["asked_fen"] = _amount(value)
        else:
            read[name] = Fault(name, Said("这一部分没有这一栏，请刷新页面后重填"))
    return read


def _line(name: str, text: str) -> str | Fault:
    line = in_one_line(text=text)
    if len(line) > LINES[name]:
        return _too_long(name, LINES[name])
    if name == "contact_email" and line:
        try:
            validate_email(line)
        except ValidationError:
            return Fault(Said("联系邮箱"), Said("不是邮箱地址，请写成 name@example.cn 的样式"))
    return line


def _amount(asked: Money | None) -> int | Fault | None:
    if asked is None:
        return None
    if asked.fen < 0:
        return Fault(Said("申请资助金额"), Said("不能为负数"))
    if asked.fen >= 10**15:
        return Fault(Said("申请资助金额"), Said("大得不合常理，请核对单位是元还是万元"))
    return asked.fen


def _too_long(place: str, most: int) -> Fault:
    return Fault(place, Said("超过%(most)s字，请精简", most=most))


def _fact_faults(facts: Mapping[str, Value], keys: Mapping[str, law.Key[Any]]) -> list[Fault]:
    faults = []
    for name, value in facts.items():
        key = keys.get(name)
        if key is None:
            faults.append(Fault(name, Said("这一部分没有这一栏，请刷新页面后重填")))
        elif value is not None and type(value) is not key.kind:
            faults.append(Fault(word(key.asks), Said("填写的内容不是所要的样式，请重填")))
        elif type(value) is int and not 0 <= value <= MOST_COUNTED:
            faults.append(Fault(word(key.asks), Said("应为0至%(most)s之间的整数，请核对", most=MOST_COUNTED)))
        elif isinstance(value, law.Penalties) and len(value.listed) > MOST_PENALTIES:
            faults.append(Fault(word(key.asks), Said("最多列%(most)s条，请核对", most=MOST_PENALTIES)))
    return faults


def _narrative_faults(narratives: Mapping[str, str], questions: set[str]) -> list[Fault]:
    faults = [
        Fault(name, Said("这一部分没有这一问，请刷新页面后重填"))
        for name in narratives
        if name not in questions
    ]
    return faults + [
        _too_long(Said("情况说明"), LONGEST_WORDS)
        for words in narratives.values()
        if len(tidied(text=words)) > LONGEST_WORDS
    ]


def _keep_facts(application: Application, facts: Mapping[str, Value]) -> None:
    StatedFact.objects.filter(application=application, name__in=list(facts)).delete()
    StatedFact.objects.bulk_create(
        StatedFact(application=application, name=name, **_column(value))
        for name, value in facts.items()
        if value is not None
    )


def _column(value: bool | int | date | law.Penalties) -> dict[str, Any]:
    if isinstance(value, law.Penalties):
        return {
            "penalties": [
                {
                    "decided_on": one.decided_on.isoformat(),
                    "severity": one.severity.name.lower(),
                    "repaired": one.repaired,
                }
                for one in value.listed
            ]
        }
    if isinstance(value, bool):
        return {"truth": value}
    return {"whole": value} if isinstance(value, int) else {"day": value}


def _keep_narratives(application: Application, narratives: Mapping[str, str]) -> None:
    Narrative.objects.filter(application=application, question__in=list(narratives)).delete()
    Narrative.objects.bulk_create(
        Narrative(application=application, question=name, words=words)
        for name, text in narratives.items()
        if (words := tidied(text=text))
    )


def _condition_digest(
    application: Application, facts: Mapping[str, Value], narratives: Mapping[str, str]
) -> str:
    told = StatedFact.objects.filter(application=application, name__in=list(facts)).order_by("name")
    words = Narrative.objects.filter(application=application, question__in=list(narratives))
    stated = {
        fact.name: [fact.truth, fact.whole, fact.day and fact.day.isoformat(), fact.penalties]
        for fact in told
    }
    return _digest({**stated, **dict(words.order_by("question").values_list("question", "words"))})


def _digest(values: Mapping[str, Any]) -> str:
    """What a draft says stays out of the record; only its digest goes in."""
    return record.sm3_hex(text=record.canonical(value=dict(values)))
