"""What a verdict comes to, and everything that speaks against writing it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhiyun import law
from zhiyun.casework.actor import Actor
from zhiyun.casework.verifying_deals.opened_ledger import OpenedLedger
from zhiyun.casework.verifying_deals.standings import Standing, appraised
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Fault
from zhiyun.kernel.said import Said
from zhiyun.records.models import Verdict

LONGEST_REASON = 1000
"""Characters of a reason."""
COUNTING = Citation(12)
CITED = (COUNTING, Citation(8), Citation(10, 2), Citation(13), Citation(14), Citation(18))
"""Places a verdict may stand on, beside those of the law's own objections."""
APPRAISED = "A4"
"""The reading under which a person fixes an amount no rule can measure."""
VERDICT, AMOUNT, REASON, CITES = Said("结论"), Said("核定金额"), Said("核定理由"), Said("依据条款")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an officer asks to be written on a deal; ``verdict`` is None for a word that is none."""

    verdict: Verdict | None
    amount: Money | None
    reason: str
    cites: str


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the verdict comes to in fen, and the readings it rests on."""

    law_fen: int
    counted_fen: int
    readings: tuple[str, ...]


def ruled(*, opened: OpenedLedger, standing: Standing, asked: Asked, by: Actor) -> Ruled:
    """Say what a verdict comes to; what speaks against it is `faults`' to say."""
    line = standing.line
    readings = readings_of(opened=opened, ruling=line.ruling)
    if asked.verdict is Verdict.REJECTED or asked.verdict is None:
        return Ruled(line.law_fen, 0, readings)
    if not is_appraised(standing=standing):
        full = asked.verdict is Verdict.COUNTED
        amount = line.ceiling_fen if full else asked.amount.fen if asked.amount is not None else 0
        return Ruled(line.law_fen, amount, readings)
    amount = asked.amount.fen if asked.amount is not None else 0
    law_says = appraised(
        line=line,
        amount_fen=amount,
        by=by.name,
        at=by.at,
        reason=asked.reason,
        pinned=opened.pinned,
        window=opened.window,
    )
    return Ruled(law_says.counted_fen, amount, tuple(dict.fromkeys((*readings, APPRAISED))))


def faults(*, opened: OpenedLedger, standing: Standing, asked: Asked, comes_to: Ruled) -> Iterator[Fault]:
    """List everything that speaks against a verdict."""
    if asked.verdict is None:
        yield Fault(VERDICT, Said("请选择计入、核减或者不计入"))
    else:
        yield from _amount_faults(standing, asked, comes_to)
    yield from _reason_faults(opened, standing, asked, comes_to)
    if asked.cites not in articles(standing=standing):
        yield Fault(CITES, Said("请从列出的条款里选择一条"))


def is_appraised(*, standing: Standing) -> bool:
    """Say whether a person fixes the deal's amount, because no rule can measure it."""
    return standing.line.ruling.deal.kind is law.Kind.BRAND


def articles(*, standing: Standing) -> tuple[str, ...]:
    """List the places a verdict on this deal may stand on, those of the law's objections first."""
    objected = (Citation(objection.ground.article) for objection in standing.line.ruling.objections)
    return tuple(dict.fromkeys(map(str, (*objected, *CITED))))


def readings_of(*, opened: OpenedLedger, ruling: law.Ruling) -> tuple[str, ...]:
    """Name the readings a ruling rests on."""
    return tuple(choice.reading.id for choice in law.readings_of(ruling, opened.ledger.readings))


def _amount_faults(standing: Standing, asked: Asked, comes_to: Ruled) -> Iterator[Fault]:
    if asked.verdict is Verdict.REJECTED:
        return
    most = standing.line.ceiling_fen
    if most == 0:
        because = law.because(standing.line.ruling)
        yield Fault(VERDICT, Said("按办法这一笔现在不能计入：%(because)s", because=because))
        return
    needs_amount = asked.verdict is Verdict.REDUCED or is_appraised(standing=standing)
    if needs_amount and asked.amount is None:
        yield Fault(AMOUNT, Said("请填写核定计入多少"))
    elif comes_to.counted_fen > most:
        yield Fault(AMOUNT, Said("最多%(most)s，不能超过台账显示的金额", most=Money(most)))
    elif comes_to.counted_fen <= 0:
        yield Fault(AMOUNT, Said("金额应大于0；一分不计的，结论请选不计入"))
    elif asked.verdict is Verdict.REDUCED and comes_to.counted_fen == most:
        yield Fault(AMOUNT, Said("这就是全额；全额计入的，结论请选计入"))


def _reason_faults(
    opened: OpenedLedger, standing: Standing, asked: Asked, comes_to: Ruled
) -> Iterator[Fault]:
    departs = asked.verdict is not Verdict.COUNTED or comes_to.counted_fen != standing.line.law_fen
    if not asked.reason and departs:
        yield Fault(REASON, Said("与办法的计算不同、金额由人核定或者不全额计入的，请写明理由和证据"))
    elif len(asked.reason) > LONGEST_REASON:
        yield Fault(REASON, Said("最多%(longest)s字，请写得简短些", longest=LONGEST_REASON))
    if any(name in asked.reason for name in _not_to_be_named(opened, standing)):
        yield Fault(REASON, Said("理由在公示后会告知申报单位，请不要写出其他申报单位的名称"))


def _not_to_be_named(opened: OpenedLedger, standing: Standing) -> list[str]:
    """Name the round's other applicants, but for those the applicant itself names as a party of the deal."""
    deal = standing.line.stated
    return [
        name
        for name in opened.ledger.names_of_others(application=opened.application.pk)
        if name not in (deal.from_party, deal.to_party, deal.applicant)
    ]
