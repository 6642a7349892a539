"""渝知发〔2021〕65号 重庆市知识产权运营中心建设经费资助及运营绩效补贴办法（试行）: which article answers which question."""

from __future__ import annotations

from types import ModuleType

from zhiyun.kernel.said import Said
from zhiyun.kernel.terms import Listing, Number, Terms
from zhiyun.kernel.workdays import Calendar
from zhiyun.law import keys
from zhiyun.law.answers import Answers
from zhiyun.law.conditions import Holds, Item
from zhiyun.law.construction import Benefit, Due, TaskBook
from zhiyun.law.cq_2021_65 import (
    a01_purpose,
    a02_operation,
    a03_scope,
    a04_centre_kinds,
    a05_construction_period,
    a06_municipal_centre,
    a07_industry_centre,
    a08_performance_subsidy,
    a09_construction_procedure,
    a10_subsidy_procedure,
    a11_construction_funding,
    a12_operations,
    a13_annual_cap_pro_rata,
    a14_construction_bar,
    a15_acceptance,
    a16_half_year_reports,
    a17_evaluation,
    a18_project_money,
    a19_major_changes,
    a20_taking_part,
    a21_districts,
    a22_interpretation,
    a23_in_force,
)
from zhiyun.law.cq_2021_65.readings import A6, A12, A26, READINGS
from zhiyun.law.measure import Article, Measure
from zhiyun.law.rule import RULES, article_of, cite

ID = "cq_2021_65"

CHAPTERS = {
    "第一章　总则": (a01_purpose, a02_operation, a03_scope, a04_centre_kinds, a05_construction_period),
    "第二章　资助、补贴条件": (a06_municipal_centre, a07_industry_centre, a08_performance_subsidy),
    "第三章　资助、补贴程序": (a09_construction_procedure, a10_subsidy_procedure),
    "第四章　资助、补贴及约束": (
        a11_construction_funding,
        a12_operations,
        a13_annual_cap_pro_rata,
        a14_construction_bar,
        a15_acceptance,
        a16_half_year_reports,
        a17_evaluation,
        a18_project_money,
        a19_major_changes,
        a20_taking_part,
    ),
    "第五章　附则": (a21_districts, a22_interpretation, a23_in_force),
}


def _article(module: ModuleType, chapter: str) -> Article:
    declared = [value for name, value in vars(module).items() if name.isupper()]
    number = article_of(module.__name__)
    assert module.__doc__ is not None
    return Article(
        number,
        chapter,
        module.__doc__.strip(),
        tuple(v for v in declared if isinstance(v, Number) and v.article == number),
        tuple(v for v in declared if isinstance(v, Listing) and v.article == number),
        getattr(module, "ITEMS", ()),
        tuple(RULES.get((ID, number), ())),
    )


ARTICLES = tuple(_article(module, chapter) for chapter, modules in CHAPTERS.items() for module in modules)

MUNICIPAL_ONLY = Item(
    cite(a12_operations.__name__),
    "市级知识产权运营中心",
    (Holds(keys.MUNICIPAL_CENTRE, Said("是市级知识产权运营中心"), Said("不是市级知识产权运营中心")),),
)


def further_conditions(benefit: Benefit, terms: Terms) -> tuple[Item, ...]:
    """Give the condition reading A6 adds when it keeps the subsidy to municipal centres."""
    strict = terms.of(A6).key == "municipal_centres_only"
    return (MUNICIPAL_ONLY,) if benefit is Benefit.PERFORMANCE_SUBSIDY and strict else ()


def due(book: TaskBook, calendar: Calendar, terms: Terms) -> tuple[Due, ...]:
    """List a task book's dates: reports (16), evaluations (17), acceptance and grace (15)."""
    laid, used = a15_acceptance.spans(book, terms)
    construction = laid[0].period
    opens = Due(
        Said("建设期满，由市知识产权局组织验收"), 15, None, construction.ends_before, Said("建设期满后"), used
    )
    grace = []
    if book.first_failed_on is not None:
        period, _ = a15_acceptance.grace_period(book, construction, terms)
        because = Said("首次验收不合格，给予%(years)s年宽限期", years=terms[a15_acceptance.GRACE_YEARS])
        grace.append(Due(Said("宽限期最后一日"), 15, period, period.last_on, because, used))
    reports = a16_half_year_reports.reports_due(book, calendar, terms)
    return (*reports, *a17_evaluation.evaluations_due(construction, terms), opens, *grace)


MEASURE = Measure(
    id=ID,
    number="渝知发〔2021〕65号",
    title="重庆市知识产权运营中心建设经费资助及运营绩效补贴办法（试行）",
    authority="重庆市知识产权局",
    articles=ARTICLES,
    terms=Terms(
        READINGS,
        {number.id: number for article in ARTICLES for number in article.numbers},
        {listing.id: listing for article in ARTICLES for listing in article.listings},
    ),
    answers=Answers(
        in_force=a23_in_force.in_force,
        items={
            Benefit.MUNICIPAL_CENTRE: a06_municipal_centre.ITEMS,
            Benefit.INDUSTRY_CENTRE: a07_industry_centre.ITEMS,
            Benefit.PERFORMANCE_SUBSIDY: a08_performance_subsidy.ITEMS,
        },
        materials={
            Benefit.MUNICIPAL_CENTRE: a09_construction_procedure.MATERIALS,
            Benefit.INDUSTRY_CENTRE: a09_construction_procedure.MATERIALS,
            Benefit.PERFORMANCE_SUBSIDY: a10_subsidy_procedure.MATERIALS,
        },
        steps={
            Benefit.MUNICIPAL_CENTRE: a09_construction_procedure.STEPS,
            Benefit.INDUSTRY_CENTRE: a09_construction_procedure.STEPS,
            Benefit.PERFORMANCE_SUBSIDY: a10_subsidy_procedure.STEPS,
        },
        duties=(*a18_project_money.DUTIES, *a20_taking_part.DUTIES),
        notice_period={
            Benefit.MUNICIPAL_CENTRE: a09_construction_procedure.notice_period,
            Benefit.INDUSTRY_CENTRE: a09_construction_procedure.notice_period,
            Benefit.PERFORMANCE_SUBSIDY: a10_subsidy_procedure.notice_period,
        },
        further_conditions=further_conditions,
        scope={Benefit.PERFORMANCE_SUBSIDY: (A6,)},
        barred=a14_construction_bar.barred,
        bar=a14_construction_bar.bar,
        performance_period=a12_operations.performance_period,
        entitlement=a12_operations.entitlement,
        count=a12_operations.count,
        allocate=a13_annual_cap_pro_rata.allocate,
        after_objection=a10_subsidy_procedure.after_objection,
        after_falsity=a13_annual_cap_pro_rata.after_falsity,
        within_caps=a11_construction_funding.within_caps,
        pot={
            Benefit.MUNICIPAL_CENTRE: a11_construction_funding.pot,
            Benefit.INDUSTRY_CENTRE: a11_construction_funding.pot,
            Benefit.PERFORMANCE_SUBSIDY: a13_annual_cap_pro_rata.pot,
        },
        budget_year=a11_construction_funding.budget_year,
        withdrawal_refills=a11_construction_funding.withdrawal_refills,
        recovery_refills=a11_construction_funding.recovery_refills,
        permitted_use=a11_construction_funding.permitted_use,
        panel_score=a09_construction_procedure.panel_score,
        meeting_quorum=a09_construction_procedure.meeting_quorum,
        meeting_carries=a09_construction_procedure.meeting_carries,
        construction_period=a05_construction_period.construction_period,
        acceptance=a15_acceptance.acceptance,
        acceptance_open=a15_acceptance.acceptance_open,
        recover=a15_acceptance.recover,
        due=due,
        evaluation_effect=a17_evaluation.effect,
        within_budget=a18_project_money.within_budget,
        change_reported=a19_major_changes.reported_in_time,
        interpreter=a22_interpretation.INTERPRETER,
        look_back=A12,
        first_day=A26,
    ),
)
