"""What has happened to a centre and what comes next, day by day, each by its article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhiyun import law
from zhiyun.casework.construction.reporting import ReportStage, Span
from zhiyun.casework.construction.standing import recovery_rulings
from zhiyun.kernel.money import Money
from zhiyun.kernel.period import Period
from zhiyun.kernel.said import Said
from zhiyun.records.models import Grant


@dataclass(frozen=True, slots=True)
class Happened:
    """One day of a centre: what happened or will, by which article; ``is_ahead`` says it is still to come."""

    day: date
    words: Said
    cites: str
    is_ahead: bool = False


def timeline(
    *,
    grant: Any,
    book: law.TaskBook,
    spans: Iterable[Span],
    paid: Iterable[law.Tranche],
    grace: Period | None,
    on: date,
) -> tuple[Happened, ...]:
    """List a centre's days in order; a grant comes with what `queries.constructions.rows` brings."""
    last_on = book.last_on or grant.last_on
    days = [
        Happened(grant.signed_on, Said("双方签订任务书，建设期开始"), "第九条第5项"),
        Happened(last_on, Said("建设期最后一日"), "第五条", last_on >= on),
        *(
            Happened(each.paid_on, Said("拨付%(amount)s", amount=each.amount), "第十一条")
            for each in paid
            if each.paid_on is not None
        ),
        *_reports(spans, book, on),
        *_acceptances(grant, book),
        *_recovery(grant, on),
    ]
    if grace is not None and grace.last_on is not None:
        last = grace.last_on
        days.append(Happened(last, Said("宽限期最后一日"), "第十五条", last >= on))
    return tuple(sorted(days, key=lambda each: (each.is_ahead, each.day)))


def _reports(spans: Iterable[Span], book: law.TaskBook, on: date) -> Iterator[Happened]:
    is_over = book.accepted_on is not None or book.second_failed_on is not None
    for span in spans:
        for row in span.rows:
            words = (
                Said("提交第%(n)s期半年报告，已逾期", n=span.number)
                if row.due_on is not None and row.day > row.due_on and row.number == 1
                else Said("提交第%(n)s期半年报告", n=span.number)
            )
            yield Happened(row.day, words, "第十六条")
        if not span.rows and span.due_on is not None and not is_over:
            late = span.stage is ReportStage.LATE
            words = (
                Said("第%(n)s期半年报告到期未交", n=span.number)
                if late
                else Said("第%(n)s期半年报告最后一日", n=span.number)
            )
            yield Happened(span.due_on, words, "第十六条", span.due_on >= on)


def _acceptances(grant: Grant, book: law.TaskBook) -> Iterator[Happened]:
    for row in grant.acceptance_requests.all():
        words = Said("中心申请再次验收") if row.attempt == 2 else Said("中心申请验收")
        yield Happened(row.day, words, "第十五条")
    told = (
        (book.first_failed_on, Said("首次验收不合格")),
        (book.second_failed_on, Said("再次验收不合格，取消建设资格")),
        (book.accepted_on, Said("验收合格")),
    )
    for day, words in told:
        if day is not None:
            yield Happened(day, words, "第十五条")


def _recovery(grant: Grant, on: date) -> Iterator[Happened]:
    for ruling in recovery_rulings(grant=grant):
        if not ruling.good:
            continue
        amount = Money(ruling.proposal.total_fen)
        yield Happened(ruling.day, Said("作出追回决定，追回%(amount)s", amount=amount), "第十五条")
        due_on = ruling.proposal.due_on
        yield Happened(due_on, Said("缴回期限最后一日"), "第十五条", due_on >= on)
        for row in ruling.receipts.all():
            came_in = Said("收回%(amount)s", amount=Money(row.amount_fen))
            yield Happened(row.received_on, came_in, "第十五条")
