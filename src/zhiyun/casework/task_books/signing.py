"""What both sides' signatures on one version bring about: a grant and its tranches, and the paper that says so."""

from __future__ import annotations

from typing import Any

from zhiyun import law
from zhiyun.casework import rounds
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.task_books import checking
from zhiyun.casework.task_books.checking import Ground
from zhiyun.casework.task_books.content import Content, read
from zhiyun.gateways.e_seal import Seal
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import (
    Application,
    ApplicationStep,
    Grant,
    Resolution,
    StepKind,
    TaskBook,
    TaskBookSignature,
    TaskBookVersion,
    Tranche,
)

BUREAU, APPLICANT = "bureau", "applicant"
CITES = "第九条第5项"
UNDERTAKING = (
    "本单位已逐条阅读任务书，同意按任务书完成建设内容和绩效指标，专款专用、独立核算，"
    "并知悉建设期内不得申报运营绩效补贴、再次验收不合格将被收回前期拨付的经费。"
)


class NotConfirmed(Refusal):
    """The decision the task book carries out is no longer the one that holds, or is not confirmed."""

    def __init__(self) -> None:
        super().__init__(
            Said(
                "这份任务书所依据的审定决定尚未确认，或者已被新的决定代替，不能办理。请先核对公示和确认情况。"
            )
        )


class SealOfAnotherText(Refusal):
    """The seal that came covers another text than this version."""

    def __init__(self) -> None:
        super().__init__(Said("签章覆盖的内容与当前这一版任务书不一致，没有签订。请重新打开页面再签。"))


class HeadsToJudge(Refusal):
    """The budget has heads Article 11 does not name, and nobody of the bureau has said why they may be paid."""

    def __init__(self, heads: tuple[str, ...]) -> None:
        super().__init__(
            Said(
                "支出用途%(heads)s不在第十一条列明的用途之内，请由市局在新的一版里写明认定理由后再签订。",
                heads=heads,
            )
        )


def ground_of(*, book: TaskBook) -> Ground:
    """Give what a task book must fit: the measure its call pins, and the amount decided."""
    return ground(application=book.application, amount_fen=book.decision.amount_fen)


def ground(*, application: Application, amount_fen: int) -> Ground:
    """The same, before there is a task book."""
    return Ground(rounds.of_case(application=application).measure, Money(amount_fen))


def refuse_unconfirmed(*, book: TaskBook) -> None:
    """Refuse when the decision was superseded since, or the application stands elsewhere than confirmed."""
    superseded = Resolution.objects.filter(supersedes=book.decision.resolution_id).exists()
    if superseded or book.application.last_step != StepKind.CONFIRMED.value:
        raise NotConfirmed


def signed(*, version: TaskBookVersion, side: str, seal: Seal, by: Actor) -> None:
    """Let one side sign a version; refuses a seal of another text."""
    if seal.digest != version.sm3:
        raise SealOfAnotherText
    TaskBookSignature.objects.create(
        version=version,
        side=side,
        by_id=by.person_id,
        by_name=by.name,
        seal=sealed(seal=seal),
        at=by.at,
    )


def sealed(*, seal: Seal) -> dict[str, str]:
    """Write a seal as rows keep it."""
    return {
        "gateway": seal.gateway,
        "mark": seal.mark,
        "digest": seal.digest,
        "signer": seal.signer,
        "capacity": seal.capacity,
        "at": seal.at,
        "value": seal.value,
    }


def in_force(*, book: TaskBook, version: TaskBookVersion, by: Actor) -> Grant:
    """Put a task book in force on the day of the last signature: its grant, its tranches, the step of its application.

    Refuses days and sums that no longer fit on that day; the ledger is the caller's to ask.
    """
    content, fits = read(told=version.content), ground_of(book=book)
    checking.refuse_unsound(content=content, ground=fits, signed_on=by.day)
    dates, readings = checking.period(content=content, measure=fits.measure, signed_on=by.day)
    span, _choices = fits.measure.construction_period(dates)
    grant = Grant.objects.create(
        version=version,
        application=book.application,
        signed_on=by.day,
        starts_on=span.starts_on,
        last_on=content.last_on,
        approved_length=content.approved_length,
        amount_fen=content.paid_out.fen,
        readings=list(readings),
        at=by.at,
    )
    Tranche.objects.bulk_create(
        Tranche(
            grant=grant, number=number, amount_fen=part.amount_fen, trigger=part.trigger, due_on=part.due_on
        )
        for number, part in enumerate(content.tranches, 1)
    )
    ApplicationStep.objects.create(
        application=book.application,
        kind=StepKind.COMMITTED,
        at=by.at,
        by_id=by.person_id,
        role=by.role.value,
    )
    return grant


def paper_words(
    *, book: TaskBook, version: TaskBookVersion, content: Content, grant: Grant | None, office: str
) -> dict[str, Any]:
    """Write all words of a task book: of one in force with its grant, of a draft without."""
    application, measure = book.application, ground_of(book=book).measure
    signatures = version.signatures.order_by("at")
    return {
        "office": office,
        "case": {
            "reference": application.reference,
            "applicant": application.organisation.name,
            "credit_code": application.organisation.credit_code,
            "call": application.call.current.title if application.call.current else "",
        },
        "measure": {"title": measure.title, "number": measure.number, "cites": CITES},
        "task_book": book.reference,
        "version": version.number,
        "version_sm3": version.sm3,
        "benefit": law.Benefit(application.call.benefit).words,
        "decision": book.decision.reference,
        "amount_fen": book.decision.amount_fen,
        "content": version.content,
        "own_fen": content.own.fen,
        "signed_on": grant.signed_on.isoformat() if grant else "",
        "starts_on": grant.starts_on.isoformat() if grant else "",
        "signatures": [
            {
                "side": row.side,
                "by_name": row.by_name,
                "at": row.at.astimezone(SHANGHAI).isoformat(timespec="seconds"),
                "mark": row.seal["mark"],
                "signer": row.seal["signer"],
                "capacity": row.seal["capacity"],
                "value": row.seal["value"],
            }
            for row in signatures
        ],
    }
