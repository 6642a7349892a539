"""The invented people, papers and ledgers that the tests of the law speak of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from zhiyun import law
from zhiyun.gateways import holiday_notices
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.finding import Judgement, Outcome
from zhiyun.kernel.money import Money, Rate
from zhiyun.kernel.period import calendar_year
from zhiyun.kernel.workdays import Calendar

MEASURE = law.measure("cq_2021_65")
CALENDAR: Calendar = holiday_notices.load(None)
PUBLISHED = Path(__file__).parent / "published" / "渝知发〔2021〕65号.md"

MUNICIPAL, INDUSTRY, SUBSIDY = law.Benefit
MET, NOT_MET, NEEDS_JUDGEMENT, NO_EVIDENCE = Outcome

YEAR = calendar_year(2025)


def day(text: str) -> date:
    return date.fromisoformat(text)


def maybe_day(text: str | None) -> date | None:
    return None if text is None else day(text)


def yuan_of(text: str) -> Money:
    """Read ``99.99`` as yuan."""
    return Money(int(Fraction(text) * 100))


def percent(text: str) -> Rate:
    """Read ``60`` and ``33.5`` as percent."""
    return Rate(Fraction(text) * Fraction(1, 100))


# Who applies ------------------------------------------------------------------------------------------------------

BETTER_FALSE = {
    "on_dishonest_list",
    "on_abnormal_list",
    "fund_fraud_decided",
    "co_built",
    "construction_funded",
}


def known(**values: Any) -> dict[str, law.Fact[Any]]:
    """Make facts of plain values by the names of their keys."""
    return {name: law.Fact(value) for name, value in values.items()}


def favourable(benefit: law.Benefit, measure: law.Measure = MEASURE) -> dict[str, law.Fact[Any]]:
    """Give every fact a benefit may ask for, each in the applicant's favour, rosters left out."""
    named = [name for item in measure.items(benefit) for name in item.wants()] + ["construction_funded"]
    values: dict[str, Any] = {}
    for name in named:
        kind = law.BY_NAME[name].kind
        if kind is bool:
            values[name] = name not in BETTER_FALSE
        elif kind is int:
            values[name] = 15
    return known(**values)


def approved(benefit: law.Benefit, measure: law.Measure = MEASURE) -> dict[Citation, Judgement]:
    """Sign every question a benefit leaves to people with a yes."""
    return law.signed(judgement(q.cites) for q in measure.questions(benefit))


def judgement(cites: Citation, *, met: bool = True) -> Judgement:
    return Judgement(cites, met, "演示专家", day("2026-06-25"), "同意" if met else "不同意")


def applicant(benefit: law.Benefit, *, without: Iterable[str] = (), **values: Any) -> law.Facts:
    """An applicant in whose favour everything speaks, but for what is said otherwise or left ``without``."""
    told = favourable(benefit) | known(**values)
    for name in without:
        del told[name]
    return law.Facts("演示单位", told, approved(benefit))


def occasion(
    applied: str = "2026-06-20", closes: str = "2026-06-30", year: int | None = 2025
) -> law.Occasion:
    return law.Occasion(day(applied), day(closes), None if year is None else calendar_year(year))


def ground(finding: Any, place: str) -> Any:
    """Give the ground of a finding that stands at a place."""
    [found] = [each for each in finding.grounds if str(each.cites) == place]
    return found


def ids(choices: Iterable[Any]) -> list[str]:
    return [choice.reading.id for choice in choices]


# What was done ------------------------------------------------------------------------------------------------------


def paid(on: str | None, yuan: str | None, currency: str = "CNY", rate: str | None = None) -> law.Payment:
    amount = None if yuan is None else yuan_of(yuan).fen
    return law.Payment(maybe_day(on), amount, currency, None if rate is None else Rate(Fraction(rate)))


def deal(number: str = "1", applicant: str = "甲", *payments: law.Payment, **said: Any) -> law.Deal:
    """An investment of one million yuan in 2025 between strangers, but for what is said otherwise."""
    fields: dict[str, Any] = {"kind": law.Kind.INVESTMENT, "related": False, **said}
    return law.Deal(number, applicant, payments=payments or (paid("2025-03-01", "1000000"),), **fields)


def pledge(number: str = "1", applicant: str = "甲", *payments: law.Payment, **said: Any) -> law.Deal:
    """A pledge registered and lent out in 2025."""
    fields = {"kind": law.Kind.PLEDGE, "registered_on": day("2025-02-01"), "registration_no": "Y1", **said}
    return deal(number, applicant, *payments, **fields)


def sale(number: str, applicant: str, seller: str, buyer: str, right: str = "P1", **said: Any) -> law.Deal:
    """A transfer registered and paid in 2025."""
    fields = {
        "kind": law.Kind.TRANSFER,
        "registered_on": day("2025-02-01"),
        "rights": (right,),
        "from_party": seller,
        "to_party": buyer,
        **said,
    }
    return deal(number, applicant, **fields)


def count(*deals: law.Deal, readings: Mapping[str, str] | None = None, **said: Any) -> law.Count:
    return MEASURE.reading_as(readings or {}).count(deals, said.pop("window", YEAR), **said)


def rule_on(one: law.Deal, readings: Mapping[str, str] | None = None, **said: Any) -> law.Ruling:
    [ruling] = count(one, readings=readings, **said).rulings
    return ruling


def grounds_of(ruling: law.Ruling) -> list[str]:
    return [objection.ground.name for objection in ruling.objections]


def grounds_in(counted: law.Count) -> list[list[str]]:
    return [grounds_of(ruling) for ruling in counted.rulings]


def counted_yuan(counted: law.Count) -> list[str]:
    return [Money(ruling.counted_fen).plain for ruling in counted.rulings]


# What was built -----------------------------------------------------------------------------------------------------


def book(signed: str = "2023-03-15", **said: str) -> law.TaskBook:
    """A task book signed on a day; ``last``, ``confirmed``, ``accepted`` and so on are days too."""
    names = {"last", "confirmed", "first_paid", "accepted", "first_failed", "second_failed"}
    days = {f"{name}_on": day(said.pop(name)) for name in names & said.keys()}
    return law.TaskBook(day(signed), approved_length=said.pop("approved", ""), **days, **said)
