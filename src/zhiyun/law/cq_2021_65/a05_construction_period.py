"""第五条　知识产权运营中心建设采取“先立项、后资助”的方式，建设周期原则上为2年。"""

from __future__ import annotations

from datetime import timedelta

from zhiyun.kernel.citation import Citation
from zhiyun.kernel.period import Period, years_after
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.kernel.terms import Choice, Number, Terms
from zhiyun.law.construction import TaskBook
from zhiyun.law.cq_2021_65.readings import A14, A28
from zhiyun.law.rule import rule

CONSTRUCTION_YEARS = Number(5, "construction_years", 2, "2年", "建设周期", least=1, most=5)


class EndsBeforeStart(Refusal):
    """A task book whose last day lies before its first."""

    cites = Citation(5)


class LengthNotApproved(Refusal):
    """A task book longer than the usual period, with no approval on record."""

    cites = Citation(5)


@rule(5)
def construction_period(book: TaskBook, terms: Terms) -> tuple[Period, tuple[Choice, ...]]:
    """Give the construction period and the readings of its start and length; refuses impossible or unapproved ends."""
    start, length = terms.of(A14), terms.of(A28)
    starts_on = {
        "task_book": book.signed_on,
        "confirmation": book.confirmed_on or book.signed_on,
        "first_payment": book.first_paid_on or book.signed_on,
    }[start.key]
    usual = years_after(starts_on, terms[CONSTRUCTION_YEARS])
    if book.last_on is None or length.key == "fixed":
        return Period(starts_on, usual), (start, length)
    if book.last_on < starts_on:
        raise EndsBeforeStart(
            Said(
                "建设期最后一日（%(last_on)s）早于开始日（%(starts_on)s）；请核对日期",
                last_on=book.last_on,
                starts_on=starts_on,
            )
        )
    ends_before = book.last_on + timedelta(days=1)
    if ends_before > usual and not book.approved_length:
        raise LengthNotApproved(
            Said(
                "任务书载明建设期至%(last_on)s，超过%(years)s年（至%(usual)s），且无批准文件；请补充批准延长的文件名称",
                last_on=book.last_on,
                years=terms[CONSTRUCTION_YEARS],
                usual=usual - timedelta(days=1),
            )
        )
    return Period(starts_on, ends_before), (start, length)
