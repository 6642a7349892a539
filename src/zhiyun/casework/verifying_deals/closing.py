"""Closing a verified ledger: what stands in the way, its lines with their verdicts, and the seal of the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from zhiyun import law
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.canonical import canonical, sm3_hex
from zhiyun.casework.verifying_deals.inquiries import open_inquiries
from zhiyun.casework.verifying_deals.opened_ledger import OpenedLedger
from zhiyun.casework.verifying_deals.standings import DealStage, Standing
from zhiyun.kernel.citation import Citation
from zhiyun.kernel.finding import Judgement
from zhiyun.kernel.refusal import Fault
from zhiyun.kernel.said import Said, word
from zhiyun.records.models import Application, Verification


def verified(*, application: Application) -> Verification | None:
    """Give the newest verified ledger of an application; None before it was first closed."""
    return Verification.objects.filter(application=application).order_by("-number").first()


def obstacles(
    *, opened: OpenedLedger, by: Actor, judgements: Mapping[Citation, Judgement]
) -> tuple[Fault, ...]:
    """List everything that must still be done before the ledger can be closed."""
    return (*_deals(opened), *_shared(opened), *_questions(opened, judgements), *_asked(opened, by))


def unanswered(*, opened: OpenedLedger, judgements: Mapping[Citation, Judgement]) -> tuple[law.Question, ...]:
    """List the questions the measure leaves to people and nobody has signed an answer to."""
    asked = opened.pinned.measure.questions(opened.pinned.benefit, opened.pinned.round_)
    return tuple(question for question in asked if question.cites not in judgements)


def sealed(*, opened: OpenedLedger) -> tuple[list[dict[str, Any]], int, str]:
    """Give the ledger's lines with their verdicts, what they add up to in fen, and the SM3 of it all.

    Deals nobody has decided stand without a verdict: what stands in the way is `obstacles`' to say.
    """
    lines = [_line(each) for each in opened.standings]
    counted = sum(line["counted_fen"] or 0 for line in lines)
    whole = {
        "application": opened.application.reference,
        "seal": opened.submission.seal,
        "window": str(opened.window),
        "readings": [choice.reading.id for choice in opened.ledger.readings],
        "lines": lines,
        "counted_fen": counted,
    }
    return lines, counted, sm3_hex(text=canonical(value=whole))


def _line(each: Standing) -> dict[str, Any]:
    deal, written = each.ruling.deal, each.written
    told: dict[str, Any] = {
        "deal": each.number,
        "kind": deal.kind.value,
        "claimed_fen": each.line.claimed_fen,
        "law_fen": each.law_fen,
        "ceiling_fen": each.line.ceiling_fen,
        "share": "" if deal.share is None else f"{deal.share.numerator}/{deal.share.denominator}",
        "verdict": "",
        "counted_fen": each.counted_fen,
        "grounds": [_ground(objection) for objection in each.ruling.objections],
    }
    if written is None:
        return told
    return told | {
        "verdict": written.verdict.value,
        "reason": written.reason,
        "cites": written.cites,
        "readings": list(written.readings),
        "by": written.by,
        "on": written.at.astimezone(SHANGHAI).date().isoformat(),
        "checked_by": written.checked_by,
    }


def _ground(objection: law.Objection) -> dict[str, str]:
    """Say what the measure has against a deal as its applicant is told it: never who else claims it."""
    ground = objection.ground
    names_others = ground in (law.Ground.UNSPLIT, law.Ground.DISAGREED)
    because = ground.sentence.refilled(what="其他单位") if names_others else objection
    return {"cites": str(Citation(ground.article)), "because": str(because)}


_UNFINISHED = {
    DealStage.OPEN: Said("还没有核定"),
    DealStage.SENT_BACK: Said("复核退回，要重新核定"),
    DealStage.OUTDATED: Said("核定之后办法计入的金额变了，要重新核定"),
    DealStage.WRITTEN: Said("还没有第二人复核"),
}


def _deals(opened: OpenedLedger) -> Iterator[Fault]:
    for stage, what in _UNFINISHED.items():
        unfinished = [each.number for each in opened.standings if each.stage is stage]
        if unfinished:
            place = Said(
                "业务%(deals)s等%(count)s笔",
                deals="、".join(unfinished[:3]),
                count=len(unfinished),
            )
            yield Fault(place, what)


def _shared(opened: OpenedLedger) -> Iterator[Fault]:
    for deal in opened.unsettled:
        yield Fault(deal.key, Said("几家申报同一笔业务，分配比例还没有裁定"))


def _questions(opened: OpenedLedger, judgements: Mapping[Citation, Judgement]) -> Iterator[Fault]:
    for question in unanswered(opened=opened, judgements=judgements):
        yield Fault(str(question.cites), Said("%(asks)s：还没有人判断并签名", asks=word(question.asks)))


def _asked(opened: OpenedLedger, by: Actor) -> Iterator[Fault]:
    for number in open_inquiries(application=opened.application, on=by.day):
        yield Fault(
            Said("第%(number)s次询问", number=number),
            Said("答复期限还没有到，申报单位也还没有答复"),
        )
