"""Results to keep and print: the table on the first sheet, the articles and readings behind it on the second."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, Final

from zhiyun import law
from zhiyun.gateways.tables import Column, Content, Kind, Sheet, write_workbook
from zhiyun.kernel.money import Money
from zhiyun.kernel.terms import Choice

_NAME: Final = 34
_GROUNDS: Final = (
    Column("类别", width=10),
    Column("编号", width=14),
    Column("内容", width=70),
    Column("所采口径", width=50),
    Column("状态", width=14),
)
_SHARES: Final = (
    Column("申报单位", width=_NAME),
    Column("运营金额（元）", Kind.MONEY, 20),
    Column("应补金额（元）", Kind.MONEY, 18),
    Column("补贴金额（元）", Kind.MONEY, 18),
)
_RULINGS: Final = (
    Column("编号", width=16),
    Column("申报单位", width=_NAME),
    Column("业务类型", width=14),
    Column("计入金额（元）", Kind.MONEY, 18),
    Column("结论", width=8),
    Column("理由", width=60),
    Column("口径", width=12),
)
_TOTALS: Final = (Column("申报单位", width=_NAME), Column("运营金额（元）", Kind.MONEY, 20))
_SHARED_BY: Final = frozenset({"entitlement", "allocate"})
_COUNTED_BY: Final = frozenset({"count", "barred"})
"""The questions whose articles stand on the second sheet."""


def write_allocation(*, target: BinaryIO, measure: law.Measure, allocation: law.Allocation) -> None:
    """Write the shares of a year's pot as an .xlsx workbook."""
    facts = (
        ("年度总额", str(allocation.cap)),
        ("运营金额合计", str(allocation.total_operating_amount)),
        ("应补合计", str(Money(int(allocation.total_entitlement)))),
        ("补贴合计", str(allocation.total_share)),
        ("余额", str(allocation.unspent)),
        ("结论", allocation.finding.because),
    )
    sheets = (
        Sheet("分配结果", _SHARES, _shares(allocation)),
        _grounds(measure, facts, _SHARED_BY, allocation.readings),
    )
    write_workbook(target, sheets, title=f"运营绩效补贴分配试算（{measure.number}）")


def write_count(
    *, target: BinaryIO, measure: law.Measure, count: law.Count, readings: Iterable[Choice] = ()
) -> None:
    """Write the rulings on a ledger as an .xlsx workbook; ``readings`` are those behind its span or its bars."""
    used = {choice.reading.id: choice for choice in (*readings, *count.readings)}
    facts = (
        ("业绩期间", str(count.window)),
        ("业务", f"{len(count.rulings):,}笔"),
        ("计入合计", str(Money(sum(ruling.counted_fen for ruling in count.rulings)))),
    )
    totals = ((applicant, counted) for applicant, counted in count.by_applicant().items())
    sheets = (
        Sheet("逐笔审核", _RULINGS, _rulings(count)),
        _grounds(measure, facts, _COUNTED_BY, used.values()),
        Sheet("各单位合计", _TOTALS, totals),
    )
    write_workbook(target, sheets, title=f"运营金额逐笔审核（{measure.number}，{count.window}）")


def _shares(allocation: law.Allocation) -> Iterator[tuple[Content, ...]]:
    for row in allocation:
        yield row.applicant, row.operating_amount, row.entitlement_floor, row.share


def _rulings(count: law.Count) -> Iterator[tuple[Content, ...]]:
    for ruling in count.rulings:
        deal = ruling.deal
        readings = "、".join(choice.reading.id for choice in law.readings_of(ruling, count.readings))
        outcome, because = law.outcome_of(ruling).words, law.because(ruling)
        yield (
            deal.deal,
            deal.applicant,
            deal.kind.words,
            Money(ruling.counted_fen),
            outcome,
            because,
            readings,
        )


def _grounds(
    measure: law.Measure,
    facts: Sequence[tuple[str, str]],
    rules: frozenset[str],
    readings: Iterable[Choice],
) -> Sheet:
    rows: list[tuple[Content, ...]] = [
        ("办法", measure.number, measure.title, f"施行期间：{measure.in_force}", ""),
        ("条文校验", "SHA-256", measure.text_hash, "", ""),
        *(("结果", name, value, "", "") for name, value in facts),
        *(
            ("条文", article.title, article.body, "", "")
            for article in measure.articles
            if not rules.isdisjoint(article.rules)
        ),
        *(_reading(choice) for choice in readings),
    ]
    return Sheet("条款和口径", _GROUNDS, rows)


def _reading(choice: Choice) -> tuple[Content, ...]:
    reading = choice.reading
    if choice.is_confirmed and reading.confirmed is not None:
        state = f"已由{reading.confirmed.by}确认（{reading.confirmed.document}）"
    else:
        state = "尚未经解释机关确认" if choice.is_adopted else "试用的其他口径"
    return "口径", reading.id, reading.question, choice.meaning, state
