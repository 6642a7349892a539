"""Closing a verified ledger: an officer proposes it as it stands, a second person closes exactly that."""

from __future__ import annotations

from zhiyun.casework import judging, second_person
from zhiyun.casework.actions.deal_verdicts import CHECKERS, AnotherVerdict
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.roles import Role
from zhiyun.casework.subjects import APPLICATION
from zhiyun.casework.verifying_deals import closing, in_hand
from zhiyun.casework.verifying_deals.opened_ledger import OpenedLedger, opened
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import (
    Application,
    ApplicationStep,
    StepKind,
    Verification,
    VerificationProposal,
)

_PROCEDURE = ("第十条第2项",)


class NothingProposed(Refusal):
    """No proposal waits that says what the ledger says now."""

    def __init__(self) -> None:
        super().__init__(
            Said("没有等待复核的结论，或者提请之后核定又有变化。请由承办人重新提请，再由第二人审结。")
        )


class NothingNew(Refusal):
    """The ledger says what was closed last."""

    def __init__(self) -> None:
        super().__init__(Said("核定与上一次审结时完全相同，不需要再次审结。"))


@action(
    name="verification.propose",
    words="提请审结台账",
    on=APPLICATION,
    roles=[Role.CASE_OFFICER],
    stages=in_hand.STAGES,
    cites=_PROCEDURE,
)
def propose(*, application: Application, by: Actor, seen: str) -> Deed:
    """Propose to close a ledger; the answer is the SM3 of what is proposed.

    ``seen`` is the SM3 the page showed. Refuses while anything stands in the way, listing all of it.
    """
    ledger, _lines, counted_fen, sm3 = _ready(application, by, seen)
    VerificationProposal.objects.create(
        application=application,
        submission=ledger.submission,
        counted_fen=counted_fen,
        sm3=sm3,
        by_id=by.person_id,
        at=by.at,
    )
    return Deed(answer=sm3, after={"counted_fen": counted_fen, "sm3": sm3})


@action(
    name="verification.close",
    words="审结台账",
    on=APPLICATION,
    roles=CHECKERS,
    stages=in_hand.STAGES,
    cites=_PROCEDURE,
    is_sensitive=True,
)
def close(*, application: Application, by: Actor, seen: str) -> Deed:
    """Close a ledger exactly as another proposed; the answer is the verification's number.

    Refuses the person who proposed, a proposal that no longer says what the ledger says, and whatever `propose` does.
    """
    ledger, lines, counted_fen, sm3 = _ready(application, by, seen)
    proposal = VerificationProposal.objects.filter(application=application).order_by("-id").first()
    if proposal is None or proposal.sm3 != sm3:
        raise NothingProposed
    second_person.refuse_hands(deed=Said("审结台账"), hands=[proposal.by_id], by=by)
    before = closing.verified(application=application)
    if before is not None and before.sm3 == sm3:
        raise NothingNew
    made = Verification.objects.create(
        application=application,
        number=1 if before is None else before.number + 1,
        submission=ledger.submission,
        counted_fen=counted_fen,
        lines=lines,
        sm3=sm3,
        proposed_by_id=proposal.by_id,
        by_id=by.person_id,
        at=by.at,
    )
    if application.last_step == StepKind.ACCEPTED:
        ApplicationStep.objects.create(
            application=application,
            kind=StepKind.REVIEWED,
            at=by.at,
            by_id=by.person_id,
            role=by.role.value,
        )
    return Deed(
        answer=str(made.number),
        before={} if before is None else {"number": before.number, "counted_fen": before.counted_fen},
        after={"number": made.number, "counted_fen": counted_fen, "sm3": sm3},
        readings=tuple(choice.reading.id for choice in ledger.ledger.readings),
    )


def _ready(
    application: Application, by: Actor, seen: str
) -> tuple[OpenedLedger, list[dict[str, object]], int, str]:
    in_hand.refuse_unless_in_hand(application=application)
    ledger = opened(application=application)
    lines, counted_fen, sm3 = closing.sealed(opened=ledger)
    if seen != sm3:
        raise AnotherVerdict
    judgements = judging.judgements(application=application)
    faults = closing.obstacles(opened=ledger, by=by, judgements=judgements)
    if faults:
        raise Faulty(faults)
    return ledger, lines, counted_fen, sm3
