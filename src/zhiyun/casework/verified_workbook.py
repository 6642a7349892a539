"""A ledger as verified, as a workbook: every deal with its verdict, and beside it what it stands on."""

from __future__ import annotations

from typing import BinaryIO, Final

from zhiyun import law
from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.queries.verification_desk import Closed, Desk
from zhiyun.casework.tongue import in_chinese
from zhiyun.casework.verifying_deals.standings import Standing
from zhiyun.gateways.tables import Column, Content, Kind, Sheet, write_workbook
from zhiyun.kernel.money import Money
from zhiyun.records.models import Verdict

_WORDS: Final = {Verdict.COUNTED: "计入", Verdict.REDUCED: "核减", Verdict.REJECTED: "不计入"}
_DEALS: Final = (
    Column("编号", width=16),
    Column("业务类型", width=14),
    Column("申报（元）", Kind.MONEY, 18),
    Column("办法结论", width=10),
    Column("办法计入（元）", Kind.MONEY, 18),
    Column("办法的理由", width=50),
    Column("结论", width=8),
    Column("核定（元）", Kind.MONEY, 18),
    Column("核定理由", width=50),
    Column("依据条款", width=14),
    Column("核定人", width=14),
    Column("复核人", width=14),
    Column("进度", width=12),
)
_TOLD: Final = (Column("项目", width=20), Column("内容", width=80))


def write(*, target: BinaryIO, seen: Desk) -> int:
    """Write a desk's whole ledger as an .xlsx workbook; gives the number of deals."""
    with in_chinese():
        totals = seen.totals
        told = [
            ("申报件", seen.reference),
            ("申报单位", seen.applicant),
            ("业绩期间", str(seen.opened.window)),
            ("申报封存值（SM3）", seen.opened.submission.seal),
            ("台账申报", str(Money(totals.claimed))),
            ("按办法计入", str(Money(totals.law))),
            ("已核定计入", str(Money(totals.verified))),
            ("核减和不计入", str(Money(totals.not_counted))),
            ("还没有定", str(Money(totals.open))),
            *((f"第{each.number}次审结", _closed(each)) for each in seen.closed),
        ]
        sheets = (
            Sheet("逐笔核定", _DEALS, (_row(each) for each in seen.opened.standings)),
            Sheet("说明", _TOLD, told),
        )
        write_workbook(target, sheets, title=f"台账核定（{seen.reference}）")
    return totals.number


def _row(each: Standing) -> tuple[Content, ...]:
    written = each.written
    verdict: tuple[Content, ...] = ("", None, "", "", "", "")
    if written is not None:
        counted = Money(written.counted_fen)
        people = (written.by, written.checked_by)
        verdict = (_WORDS[written.verdict], counted, written.reason, written.cites, *people)
    return (
        each.number,
        each.line.stated.kind.words,
        Money(each.line.claimed_fen),
        law.outcome_of(each.ruling).words,
        Money(each.law_fen),
        law.because(each.ruling),
        *verdict,
        each.stage.words,
    )


def _closed(each: Closed) -> str:
    at = f"{each.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"
    return f"{Money(each.counted_fen)}，{each.proposed_by}提请，{each.by}于{at}审结，SM3 {each.sm3}"
