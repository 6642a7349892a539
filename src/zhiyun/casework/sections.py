"""The sections of an application: what a person fills in at one sitting, saves, and may be asked to correct.

Each condition of the measure and of the round is a section of its own, so that a correction reopens exactly the
condition it is about. The order is the form's.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from zhiyun import law
from zhiyun.casework.estimate import Section as Condition
from zhiyun.casework.estimate import questionnaire
from zhiyun.casework.rounds import Pinned
from zhiyun.kernel.citation import Citation, chinese_number
from zhiyun.kernel.refusal import NoAnswer
from zhiyun.kernel.said import Said


class SectionKind(enum.Enum):
    """How a section is filled in."""

    PARTICULARS = "particulars"
    CONDITION = "condition"
    ROSTER = "roster"
    CO_BUILDERS = "co_builders"
    BUDGET = "budget"
    DEALS = "deals"
    MATERIALS = "materials"


@dataclass(frozen=True, slots=True)
class Section:
    """One section: the name addresses and rows know it by, its title, its article, and the law's part of it."""

    name: str
    kind: SectionKind
    title: str
    cites: Citation
    condition: Condition | None = None


def sections(*, pinned: Pinned) -> tuple[Section, ...]:
    """List the sections of an application under a call, in the form's order."""
    procedure = Citation(9 if pinned.benefit.is_construction else 10, 1)
    conditions = questionnaire(measure=pinned.measure, benefit=pinned.benefit, round_=pinned.round_)
    staff = next(c for c in conditions if law.BY_NAME["full_time_staff"] in c.facts)
    listed = [Section("particulars", SectionKind.PARTICULARS, "单位基本情况", procedure)]
    listed += [
        Section(condition_name(cites=each.cites), SectionKind.CONDITION, _title(each), each.cites, each)
        for each in conditions
    ]
    listed.append(Section("roster", SectionKind.ROSTER, "专职人员名册", staff.cites))
    if pinned.benefit.is_construction:
        cooperation = next(c for c in conditions if law.BY_NAME["co_built"] in c.facts)
        listed.append(Section("co_builders", SectionKind.CO_BUILDERS, "共建单位", cooperation.cites))
        listed.append(Section("budget", SectionKind.BUDGET, "经费预算", Citation(11)))
    else:
        listed.append(Section("deals", SectionKind.DEALS, "运营业务台账", Citation(12)))
    listed.append(Section("materials", SectionKind.MATERIALS, "申报材料", procedure))
    return tuple(listed)


def section(*, pinned: Pinned, name: str) -> Section:
    """Give one section by name; refuses a name the call's form does not have."""
    for each in sections(pinned=pinned):
        if each.name == name:
            return each
    raise NoAnswer(Said("没有这一部分，请从填报首页进入"))


def condition_name(*, cites: Citation) -> str:
    """Name a condition's section: ``condition-8-2``; one a round added is ``condition-call-1-7``."""
    place = f"{cites.article}" if cites.item is None else f"{cites.article}-{cites.item}"
    return f"condition-call-{place}" if cites.document else f"condition-{place}"


def question_name(*, cites: Citation, number: int) -> str:
    """Name a question the law leaves to judgement, where the applicant tells: ``condition-8-2:1``."""
    return f"{condition_name(cites=cites)}:{number}"


def _title(condition: Condition) -> str:
    place = condition.cites
    item = "" if place.item is None else f"第{place.item}项"
    source = "通知" if place.document else ""
    return f"{source}第{chinese_number(place.article)}条{item}　{condition.words}"
