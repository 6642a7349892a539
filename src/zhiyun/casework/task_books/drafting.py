"""The first version of a task book: the application as sealed, cut to what was decided, in the template's clauses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from zhiyun import law
from zhiyun.casework.facts import Snapshot
from zhiyun.casework.task_books.content import Content, Indicator, Part, Spending
from zhiyun.kernel.money import Money, Rate, Rounding
from zhiyun.kernel.period import months_after

CHANGE = (
    "建设内容、指标、预算或者期限需要调整的，由提出的一方写明理由，双方协商一致并签订变更协议后执行。"
    "发生并购、重组、破产、转业等重大变化的，建设单位应当提前以书面形式报告，并配合核算和审计（第十九条）。"
)
ACCEPTANCE = (
    "建设期满后，由市知识产权局根据本任务书组织验收。验收不合格的，给予一年建设宽限期（第十五条）。"
    "建设单位每半年提交一次项目实施报告（第十六条），接受年度绩效评价（第十七条）。"
)
RECOVERY = (
    "再次验收不合格的，取消建设资格，收回前期拨付的引导资助经费（第十五条）。"
    "资助经费独立核算、专款专用，接受监督检查（第十八条）。经费只拨付给建设单位，不直接拨付给共建单位。"
)
FIRST_TRIGGER, SECOND_TRIGGER = "双方签订任务书", "中期检查符合任务书进度"
PLAN = "construction_plan"
HALF = Rate(Fraction(1, 2))


def drafted(*, snapshot: Snapshot, amount: Money, measure: law.Measure, on: date) -> Content:
    """Draft a task book to be signed on a day; what the application does not say is left to be written."""
    usual, _choices = measure.construction_period(law.TaskBook(on))
    assert usual.last_on is not None
    return Content(
        goals="\n\n".join(_goals(snapshot)),
        indicators=tuple(_indicators(snapshot)),
        budget=tuple(_cut(snapshot["budget"], amount)),
        tranches=tuple(_tranches(amount, on)),
        begins=on,
        last_on=usual.last_on,
        change=CHANGE,
        acceptance=ACCEPTANCE,
        recovery=RECOVERY,
    )


def _goals(snapshot: Snapshot) -> Iterator[str]:
    summary = str(snapshot["particulars"].get("summary") or "").strip()
    if summary:
        yield summary
    for paper in snapshot["papers"]:
        if f"fact:{PLAN}" in paper["uses"]:
            yield f"具体任务按申报时提交的“{paper['title']}”（SM3 {paper['sm3'][:16]}）执行。"


def _indicators(snapshot: Snapshot) -> Iterator[Indicator]:
    if snapshot["roster"]:
        yield Indicator(
            "专职从事知识产权运营或相关服务的人员", len(snapshot["roster"]), "人", "劳动合同和社保缴费记录", 1
        )


def _cut(lines: list[dict[str, Any]], amount: Money) -> Iterator[Spending]:
    """Cut a budget to the amount in proportion, down to the fen; what is left over goes to its largest line."""
    asked = sum(line["public_fen"] for line in lines)
    if not asked:
        return
    rate = Rate(Fraction(amount.fen, asked))
    shares = [Money(line["public_fen"]).share(rate, rounding=Rounding.FLOOR_FEN).fen for line in lines]
    shares[shares.index(max(shares))] += amount.fen - sum(shares)
    for line, public_fen in zip(lines, shares, strict=True):
        if public_fen or line["own_fen"]:
            yield Spending(line["head"], line["purpose"], public_fen, line["own_fen"])


def _tranches(amount: Money, on: date) -> Iterator[Part]:
    first = amount.share(HALF, rounding=Rounding.FLOOR_YUAN)
    if first:
        yield Part(first.fen, FIRST_TRIGGER, on + timedelta(days=30))
    yield Part((amount - first).fen, SECOND_TRIGGER, months_after(on, 12))
