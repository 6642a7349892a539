"""An applicant's facts as a person writes them down, read into the law's own terms, every fault at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from zhiyun import law
from zhiyun.casework.fact_values import known_facts
from zhiyun.casework.sheet import Sheet
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.finding import Judgement
from zhiyun.kernel.period import calendar_year
from zhiyun.kernel.refusal import Faulty
from zhiyun.kernel.said import Said

HEAD: Final = ("applicant", "applied_on", "closes_on", "performance_year", "facts", "judgements")
MOST_FAULTS: Final = 200


@dataclass(frozen=True, slots=True)
class Application:
    """What one applicant states: its facts and signed judgements, and the days it applies by, where stated."""

    facts: law.Facts
    applied_on: date | None
    closes_on: date | None
    performance_year: int | None

    def occasion(
        self, *, on: date, measure: law.Measure, benefit: law.Benefit, round_: law.Round | None
    ) -> law.Occasion:
        """Say when and for which span the benefit is asked for; what is not stated falls on ``on``."""
        applied_on = self.applied_on or on
        closes_on = self.closes_on or (round_.closes_on if round_ is not None else None) or applied_on
        if benefit.is_construction:
            return law.Occasion(applied_on, closes_on)
        if self.performance_year is not None:
            return law.Occasion(applied_on, closes_on, calendar_year(self.performance_year))
        if round_ is not None and round_.performance is not None:
            return law.Occasion(applied_on, closes_on, round_.performance)
        return law.Occasion(applied_on, closes_on, measure.performance_period(closes_on.year, closes_on)[0])


def application(*, table: Mapping[str, Any], measure: law.Measure) -> Application:
    """Read an applicant's file; refuses unknown names, wrong kinds of value and impossible days, all at once.

    Facts stand in the table ``facts``, or beside it at the top; a fact that is absent or null is unknown.
    """
    sheet = Sheet(table, "")
    sheet.only(*HEAD, *law.BY_NAME)
    applicant = sheet.text("applicant", Said("申报单位名称"))
    applied_on, closes_on = sheet.day("applied_on"), sheet.day("closes_on")
    if applied_on and closes_on and applied_on > closes_on:
        sheet.refuse(
            "applied_on",
            Said(
                "申报日%(applied_on)s晚于截止日%(closes_on)s，请核对",
                applied_on=applied_on,
                closes_on=closes_on,
            ),
        )
    year = sheet.whole("performance_year", least=1985, most=2999)
    known = known_facts(sheet=sheet)
    judgements = _judgements(sheet, _places(measure))
    if sheet.faults:
        raise Faulty(sheet.faults[:MOST_FAULTS], unlisted=max(0, len(sheet.faults) - MOST_FAULTS))
    return Application(law.Facts(applicant, known, law.signed(judgements)), applied_on, closes_on, year)


def _places(measure: law.Measure) -> set[tuple[int, int | None]]:
    items = {(item.cites.article, item.cites.item) for article in measure.articles for item in article.items}
    return items | {(article, None) for article, _ in items}


def _judgements(sheet: Sheet, places: set[tuple[int, int | None]]) -> list[Judgement]:
    signed: dict[Citation, Judgement] = {}
    for part in sheet.parts("judgements"):
        part.only("document", "article", "item", "met", "by", "on", "opinion")
        article = part.whole("article", least=1, most=99)
        item = part.whole("item", least=1, most=99)
        document = part.maybe_text("document") or ""
        met = part.truth("met", missing=None)
        by, opinion, on = (
            part.text("by", Said("判断人")),
            part.text("opinion", Said("判断意见")),
            part.day("on"),
        )
        if "on" not in part.table:
            part.refuse("on", Said("缺判断日期，请写成 2026-06-30 的样式"))
        if article is None:
            part.refuse("article", Said("缺所判断的条号"))
            continue
        cites = Citation(article, item, document)
        if not document and (article, item) not in places:
            part.refuse("article", Said("%(cites)s没有需要判断的条件，请核对条号和项号", cites=cites))
        if cites in signed:
            part.refuse("article", Said("%(cites)s判断了两次，请只留一次", cites=cites))
        if met is not None and on is not None:
            signed[cites] = Judgement(cites, met, by, on, opinion)
    return list(signed.values())
