"""演示新区 (invented): a district whose measure caps every single deal, which no file of changes can say.

It is built from the city's pieces: the city's conditions and its way of counting, with a branch of its own.
A real one lives in ``src/zhiyun/law/`` and is added to `REGISTRY`; docs/new-measure.md walks through it.
"""

from __future__ import annotations

from types import ModuleType

from examples.measures.yanshi_xinqu import (
    a01_purpose,
    a02_scope,
    a03_conditions,
    a04_rate_and_deal_cap,
    a05_annual_cap,
    a06_notice,
    a07_in_force,
)
from examples.measures.yanshi_xinqu.readings import READINGS
from zhiyun.kernel.terms import Listing, Number, Terms
from zhiyun.law.construction import Benefit
from zhiyun.law.cq_2021_65 import a08_performance_subsidy as a08
from zhiyun.law.cq_2021_65.a12_operations import performance_period
from zhiyun.law.measure import Answers, Article, Measure
from zhiyun.law.rule import RULES, article_of

ID = "yanshi_xinqu"

MODULES = (
    a01_purpose,
    a02_scope,
    a03_conditions,
    a04_rate_and_deal_cap,
    a05_annual_cap,
    a06_notice,
    a07_in_force,
)


def _article(module: ModuleType) -> Article:
    number = article_of(module.__name__)
    own = [value for name, value in vars(module).items() if name.isupper()]
    assert module.__doc__ is not None
    return Article(
        number,
        "演示新区办法",
        module.__doc__.strip(),
        tuple(value for value in own if isinstance(value, Number) and value.article == number),
        tuple(value for value in own if isinstance(value, Listing) and value.article == number),
        getattr(module, "ITEMS", ()),
        tuple(RULES.get((ID, number), ())),
    )


ARTICLES = tuple(map(_article, MODULES))
SUBSIDY = Benefit.PERFORMANCE_SUBSIDY

MEASURE = Measure(
    id=ID,
    number="演示新知发〔2026〕8号",
    title="演示新区知识产权运营绩效补贴办法（演示，虚构）",
    authority="演示新区知识产权局",
    cites="渝知发〔2021〕65号第二十一条",
    articles=ARTICLES,
    terms=Terms(
        READINGS,
        {number.id: number for article in ARTICLES for number in article.numbers} | {a08.STAFF.id: a08.STAFF},
        {listing.id: listing for article in ARTICLES for listing in article.listings},
    ),
    answers=Answers(
        in_force=a07_in_force.in_force,
        items={SUBSIDY: a03_conditions.ITEMS},
        materials={SUBSIDY: ()},
        steps={SUBSIDY: a06_notice.STEPS},
        duties=(),
        notice_period={SUBSIDY: a06_notice.notice_period},
        further_conditions=lambda benefit, terms: (),
        barred=None,
        bar=None,
        performance_period=performance_period,
        entitlement=a04_rate_and_deal_cap.entitlement,
        count=a04_rate_and_deal_cap.count,
        allocate=a05_annual_cap.allocate,
        after_objection=None,
        after_falsity=None,
        within_caps=None,
        pot={SUBSIDY: a05_annual_cap.pot},
        budget_year=None,
        withdrawal_refills=None,
        recovery_refills=None,
        permitted_use=None,
        panel_score=None,
        meeting_quorum=None,
        meeting_carries=None,
        construction_period=None,
        acceptance=None,
        acceptance_open=None,
        recover=None,
        due=None,
        evaluation_effect=None,
        within_budget=None,
        change_reported=None,
        interpreter=a07_in_force.INTERPRETER,
        look_back=READINGS["A12"],
        first_day=READINGS["A26"],
    ),
)
