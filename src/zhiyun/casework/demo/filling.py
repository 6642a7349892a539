"""Filling in an application of the demonstration, a section at a time, through the actions people use."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from zhiyun import law
from zhiyun.casework.actions import (
    applications,
    budgets,
    co_builders,
    ledgers,
    papers,
    rosters,
    saving,
    submitting,
)
from zhiyun.casework.actor import Actor
from zhiyun.casework.asking import asked, paper_words
from zhiyun.casework.demo.ledger import deals, plain_deals
from zhiyun.casework.demo.words import NARRATIVES, PARTICULARS
from zhiyun.casework.intake.budget import BudgetEntry
from zhiyun.casework.intake.co_builders import CoBuilderEntry
from zhiyun.casework.intake.roster import RosterEntry
from zhiyun.casework.receiving import received
from zhiyun.casework.rounds import Pinned, pinned
from zhiyun.casework.sections import Section, SectionKind, sections
from zhiyun.gateways import official_papers, scanning
from zhiyun.gateways.safekeeping import Store
from zhiyun.kernel.money import ZERO, Money, wan
from zhiyun.records.models import Application, Call

PARTNERS = (
    CoBuilderEntry("演示大学技术转移中心", "", "演示：提供存量专利和科研团队。"),
    CoBuilderEntry("演示银行科技支行", "", "演示：提供质押融资授信。"),
)


@dataclass(frozen=True)
class Story:
    """How one applicant of the demonstration answers: ``staff`` people, facts that differ from the usual, money."""

    staff: int = 12
    facts: Mapping[str, Any] | None = None
    asked: Money = ZERO
    partners: tuple[CoBuilderEntry, ...] = ()
    sections: int = 99
    """How many sections are filled in before the draft is left lying."""
    with_shared: bool = False
    """Whether its ledger holds the pledge that others claim too, with papers for some of its deals."""
    operated: tuple[Money, ...] = ()
    """What its ledger's deals come to where each of them is plain; empty for the ledger with something of everything."""


@dataclass
class Filler:
    """Fills in one application of a preparer, an hour after an hour."""

    by: Actor
    reference: str
    store: Store
    story: Story

    def fill(self) -> None:
        """Fill in the sections of the form in its order, as many as the story says."""
        plan = self._plan()
        listed = sections(pinned=plan)
        for section in listed[: self.story.sections]:
            self.by = self.by.at_instant(self.by.at + timedelta(minutes=11))
            self._fill_one(plan, listed, section)

    def hand_in(self, legal: Actor, at: datetime) -> None:
        """Undertake and submit, as the legal representative."""
        submitting.submit(by=confirmed(by=legal, at=at), application=self.reference, undertaken=True)

    def _plan(self) -> Pinned:
        version = (
            Application.objects.select_related("call__current").get(reference=self.reference).call.current
        )
        assert version is not None
        return pinned(version=version)

    def _fill_one(self, plan: Pinned, listed: tuple[Section, ...], section: Section) -> None:
        same = {"by": self.by, "application": self.reference, "edition": 0}
        match section.kind:
            case SectionKind.PARTICULARS:
                values = dict(PARTICULARS)
                if plan.benefit.is_construction:
                    values["asked"] = self.story.asked
                saving.save_particulars(**same, values=values)
            case SectionKind.CONDITION:
                self._condition(listed, section)
            case SectionKind.ROSTER:
                assert plan.round_.closes_on is not None, "a published call closes"
                rosters.replace(**same, entries=_roster(self.story.staff, plan.round_.closes_on))
            case SectionKind.CO_BUILDERS:
                co_builders.replace(**same, entries=self.story.partners)
            case SectionKind.BUDGET:
                budgets.replace(**same, entries=_budget(self.story.asked))
            case SectionKind.DEALS:
                self._ledger(same)
            case SectionKind.MATERIALS:
                self._materials(plan)

    def _condition(self, listed: tuple[Section, ...], section: Section) -> None:
        wants = asked(listed=listed, section=section)
        told = {key.name: self._fact(key) for key in wants.stated}
        words = {
            name: NARRATIVES.get(question.asks, f"演示：{question.asks}，情况说明见所附材料。")
            for name, question in wants.questions
        }
        saving.save_condition(
            by=self.by,
            application=self.reference,
            section=section.name,
            edition=0,
            facts=told,
            narratives=words,
        )
        for key in wants.proven:
            self._hand_in_paper(paper_words(key=key), f"fact:{key.name}")

    def _fact(self, key: law.Key[Any]) -> Any:
        usual: dict[str, Any] = {
            "full_time_staff": self.story.staff,
            "typical_cases": 3,
            "penalties": law.Penalties(),
            "construction_funded": False,
            "co_built": bool(self.story.partners),
            "on_dishonest_list": False,
            "on_abnormal_list": False,
            "fund_fraud_decided": False,
        }
        usual |= self.story.facts or {}
        return usual.get(key.name, True)

    def _ledger(self, same: dict[str, Any]) -> None:
        name = self.by.organisation_name
        if self.story.operated:
            plain = plain_deals(applicant=name, amounts=self.story.operated, year=self.by.day.year - 1)
            ledgers.replace(**same, deals=plain)
            return
        made = deals(applicant=name, with_shared=self.story.with_shared)
        ledgers.replace(**same, deals=made)
        if self.story.with_shared:
            for deal in (made[0], made[1], made[-1]):
                self._hand_in_paper(f"业务{deal.deal}的合同和放款凭证", f"deal:{deal.deal}")

    def _materials(self, plan: Pinned) -> None:
        for wanted in plan.measure.materials(plan.benefit, plan.round_):
            if wanted.required and wanted.code != "application_form":
                self._hand_in_paper(wanted.words, f"material:{wanted.code}")

    def _hand_in_paper(self, words: str, *places: str) -> None:
        title = f"演示·{words}"[:100]
        kept = received(
            stream=io.BytesIO(sheet(title=title, of=self.by.organisation_name, day=self.by.day)),
            name=f"{title[:60]}.pdf",
            store=self.store,
            scanner=scanning.scanner(None),
        )
        papers.add(by=self.by, application=self.reference, title=title, places=places, received=kept)


def begin(*, by: Actor, call: str, store: Store, story: Story) -> Filler:
    """Begin an application under a call and give who fills it in."""
    assert Call.objects.filter(reference=call).exists()
    reference = applications.begin(by=by, call=call)
    return Filler(by, reference, store, story)


def confirmed(*, by: Actor, at: datetime) -> Actor:
    """The same actor at another instant, having just given a secret again."""
    return replace(by, at=at, confirmed_at=at)


def _roster(people: int, closes_on: date) -> list[RosterEntry]:
    """Name people by codes; the last one's insurance is not paid in the closing month and does not count."""
    months = tuple(_first_of_month(closes_on, before) for before in range(5, -1, -1))
    posts = ("项目经理", "专利分析师", "交易经纪人", "评估专员", "法务")
    return [
        RosterEntry(
            f"YS-{number:03d}",
            posts[number % len(posts)],
            law.Engagement.OWN,
            contract=True,
            insured_months=months if number < people else months[:3],
        )
        for number in range(1, people + 1)
    ]


def _first_of_month(day: date, before: int) -> date:
    """Give the first day of the month that lies so many months before a day's own."""
    months = day.year * 12 + day.month - 1 - before
    return date(months // 12, months % 12 + 1, 1)


def _budget(asked: Money) -> list[BudgetEntry]:
    """Divide what is asked over the heads of Article 11: the first takes what is left."""
    heads = ("知识产权价值评估系统", "知识产权交易撮合系统", "线下载体")
    rest = [BudgetEntry(head, "演示：系统建设", wan(40), wan(20)) for head in heads]
    left = asked - wan(40 * len(heads))
    return [BudgetEntry("线上大数据系统", "演示：数据采购与平台开发", left, wan(60)), *rest]


def sheet(*, title: str, of: str, day: date) -> bytes:
    """Draw one page that says it is invented."""
    paper = official_papers.Paper(
        letterhead=official_papers.Letterhead(office=of, number="", dated=day, is_demo=True),
        title=title,
        blocks=(official_papers.Paragraph("本页为演示材料，内容虚构，只为说明这里应当上传什么。"),),
        is_issued=False,
    )
    return official_papers.pdf(paper)
