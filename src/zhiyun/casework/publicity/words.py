"""The words of a public list, drawn up once when it is published and never again.

publication, office, title, benefit, benefit_words, call {reference, title, document}
measure {id, title, number, sha256}, basis [articles], decided {reference, on, meeting}
year, pot_fen, total_fen, scaled, computation      pot and computation of a subsidy only
readings [{id, key, question, meaning, confirmed}]
lines [{number, tie, applicant, credit_code, item, article, verified_fen, entitled_fen, amount_fen}]
published_on, workdays, first_counted_on, last_on, sources, caution
contacts {business, supervision}, objecting [sentences], handling_workdays
supersedes, because                                the list it takes the place of, and why

Nobody's person, account, telephone or papers stand in it, and nobody who was declined.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from zhiyun import law
from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.rounds import Pinned
from zhiyun.gateways.official_papers import day_text
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Fault
from zhiyun.kernel.said import Said
from zhiyun.kernel.terms import Choice
from zhiyun.records.models import Decision, Publication, Resolution

LONGEST_CONTACT = 200
LONGEST_REASON = 500
HANDLING_WORKDAYS = 5
"""Working days for handling an objection unless the notice says otherwise; the Measure itself says nothing."""
MOST_HANDLING_WORKDAYS = 30

# A citizen's number, a mobile telephone and a bank account: none of them may ever stand in a public list.
_PRIVATE = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9}|\d{16,19})(?![\dXx])")


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """What the publisher adds: the business office, the separate place of supervision, the time for objections."""

    business: str
    supervision: str
    handling_workdays: int = HANDLING_WORKDAYS

    def faults(self) -> list[Fault]:
        """List everything that is wrong with it."""
        faults = []
        places = ((Said("业务联系方式"), self.business), (Said("监督联系方式"), self.supervision))
        for place, typed in places:
            if not typed.strip():
                faults.append(Fault(place, Said("请填写单位或处室、地址和办公电话")))
            elif len(typed) > LONGEST_CONTACT:
                faults.append(Fault(place, Said("最多%(longest)s字", longest=LONGEST_CONTACT)))
            faults += private_faults(place=place, text=typed)
        if self.business.strip() and "".join(self.business.split()) == "".join(self.supervision.split()):
            faults.append(
                Fault(Said("监督联系方式"), Said("监督和业务联系方式不能相同，异议人要能向另一处反映"))
            )
        if not 1 <= self.handling_workdays <= MOST_HANDLING_WORKDAYS:
            faults.append(
                Fault(
                    Said("异议办理期限"),
                    Said("请填 1 到 %(longest)s 之间的整数", longest=MOST_HANDLING_WORKDAYS),
                )
            )
        return faults


def private_faults(*, place: str, text: str) -> list[Fault]:
    """Refuse what is private in words everyone will read."""
    if _PRIVATE.search(text):
        return [
            Fault(place, Said("像是身份证号、手机号或者账号，公开的文字里不能有，请改用办公电话或者删去"))
        ]
    return []


def content(
    *,
    resolution: Resolution,
    pins: Pinned,
    reference: str,
    period: law.NoticePeriod,
    words: NoticeWords,
    supersedes: Publication | None = None,
    because: str = "",
) -> dict[str, Any]:
    """Draw up all words of a list that is being published, as plain JSON."""
    supported = supported_decisions(resolution=resolution)
    shared = allocation(resolution=resolution, pins=pins, decisions=supported)
    version = resolution.call.current
    assert version is not None, "a call that was decided is published"
    # Where a reading breaks ties, it does so by the applications' own references, which are nobody else's business.
    by_reference = sorted(supported, key=lambda each: each.application.reference)
    ties = {each.pk: place for place, each in enumerate(by_reference, 1)}
    readings = [*(shared.readings if shared else ()), *period.readings]
    return {
        "publication": reference,
        "office": resolution.call.issuer.name,
        "title": _title(pins, resolution.year, supersedes),
        "benefit": pins.benefit.value,
        "benefit_words": pins.benefit.words,
        "call": {
            "reference": resolution.call.reference,
            "title": version.title,
            "document": version.document,
        },
        "measure": {
            "id": pins.measure.id,
            "title": pins.measure.title,
            "number": pins.measure.number,
            "sha256": resolution.measure_sha256,
        },
        "basis": basis(pins=pins),
        "decided": _decided(resolution),
        "year": resolution.year,
        "pot_fen": resolution.pot_fen if shared else None,
        "total_fen": sum(each.amount_fen for each in supported),
        "scaled": shared.scaled if shared else False,
        "computation": shared.finding.because if shared else "",
        "readings": reading_lines(choices=readings),
        "lines": [_line(number, ties[each.pk], each, pins) for number, each in enumerate(supported, 1)],
        **_days(period),
        "contacts": {"business": words.business.strip(), "supervision": words.supervision.strip()},
        "objecting": objecting(period=period, handling_workdays=words.handling_workdays),
        "handling_workdays": words.handling_workdays,
        "supersedes": supersedes.reference if supersedes is not None else "",
        "because": because.strip(),
    }


def supported_decisions(*, resolution: Resolution) -> list[Decision]:
    """Give what is given, in the order of the units' names: a public list ranks nobody."""
    rows = resolution.decisions.filter(supported=True).select_related("application__organisation")
    return sorted(
        rows, key=lambda row: (row.application.organisation.name, row.application.organisation.credit_code)
    )


def allocation(
    *, resolution: Resolution, pins: Pinned, decisions: Iterable[Decision]
) -> law.Allocation | None:
    """Share a subsidy's pot again among what is given; None for a centre's funding."""
    claims = {
        row.application.reference: Money(row.verified_fen)
        for row in decisions
        if row.verified_fen is not None
    }
    if pins.benefit.is_construction or not claims:
        return None
    return pins.measure.allocate(law.Claims.of(claims), cap=Money(resolution.pot_fen))


def reading_lines(*, choices: Iterable[Choice]) -> list[dict[str, Any]]:
    """Write the readings used, each once."""
    return [
        {
            "id": each.reading.id,
            "key": each.key,
            "question": each.reading.question,
            "meaning": each.meaning,
            "confirmed": each.is_confirmed,
        }
        for each in {each.reading.id: each for each in choices}.values()
    ]


def basis(*, pins: Pinned) -> list[str]:
    """Name the articles a list stands on: deciding and notice of the procedure, and the amounts' own."""
    steps = [str(step.cites) for step in pins.measure.steps(pins.benefit) if step.name in ("审定", "公示")]
    return [*steps, *amount_articles(benefit=pins.benefit)]


def amount_articles(*, benefit: law.Benefit) -> list[str]:
    """Name the articles the amounts come from."""
    numbers = (11,) if benefit.is_construction else (12, 13)
    return [str(Citation(number)) for number in numbers]


def objecting(*, period: law.NoticePeriod, handling_workdays: int) -> list[str]:
    """Say how to object, until when, and what becomes of it."""
    return [
        (
            f"对名单有异议的，请在{day_text(period.last_day)}24:00前实名提出，以本局服务器时间为准。"
            "匿名的不予受理。"
        ),
        (
            "单位提出的，写明单位名称和统一社会信用代码，并加盖公章或者声明已经单位同意；"
            "个人提出的，写明真实姓名和有效证件号码。都要写明联系方式、事实和理由，并附证明材料。"
        ),
        (
            f"可以在公示页面在线提出，也可以书面送交业务联系方式所列的处室。收到后{handling_workdays}个工作日内"
            "由没有参加审定的人员办理，并向异议人说明结果和理由。异议人的身份不告诉被异议的单位。"
        ),
    ]


def _title(pins: Pinned, year: int, supersedes: Publication | None) -> str:
    again = "（更正）" if supersedes is not None else ""
    return f"{year}年度{pins.benefit.words}拟支持名单公示{again}"


def _decided(resolution: Resolution) -> dict[str, str]:
    meeting = resolution.item.meeting.title if resolution.item is not None else ""
    return {
        "reference": resolution.reference,
        "on": resolution.at.astimezone(SHANGHAI).date().isoformat(),
        "meeting": meeting,
    }


def _line(number: int, tie: int, decision: Decision, pins: Pinned) -> dict[str, Any]:
    unit = decision.application.organisation
    return {
        "number": number,
        "tie": tie,
        "applicant": unit.name,
        "credit_code": unit.credit_code,
        "item": pins.benefit.words,
        "article": "、".join(amount_articles(benefit=pins.benefit)),
        "verified_fen": None if pins.benefit.is_construction else decision.verified_fen,
        "entitled_fen": None if pins.benefit.is_construction else decision.entitled_fen,
        "amount_fen": decision.amount_fen,
    }


def _days(period: law.NoticePeriod) -> dict[str, Any]:
    return {
        "published_on": period.published_on.isoformat(),
        "workdays": period.workdays,
        "first_counted_on": period.first_counted_day.isoformat(),
        "last_on": period.last_day.isoformat(),
        "sources": list(period.sources),
        "caution": period.caution or "",
    }
