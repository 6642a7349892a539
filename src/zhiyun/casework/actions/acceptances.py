"""Acceptance of a centre: asked for by it, concluded by an officer, approved and told by another person (Article 15)."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from zhiyun import law
from zhiyun.casework import issuing, ledger
from zhiyun.casework.actor import Actor
from zhiyun.casework.construction import accepting, attached, attempt_of, hear, rulings, telling
from zhiyun.casework.construction.standing import TO_ACCEPT
from zhiyun.casework.door import Deed, action
from zhiyun.casework.roles import APPLICANT_ROLES, Role
from zhiyun.casework.subjects import CONSTRUCTION
from zhiyun.gateways import remedies
from zhiyun.kernel.finding import Outcome
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.kernel.terms import Choice
from zhiyun.records.models import AcceptanceProposal, AcceptanceRequest, AcceptanceRuling, Grant

LONGEST_WORDS, LONGEST_OPINION = 3000, 3000


class AlreadyAsked(Refusal):
    """There is one request for each acceptance."""

    def __init__(self) -> None:
        super().__init__(Said("这一次验收已经申请过，请等待市局组织验收。"))


class ConclusionWaits(Refusal):
    """One conclusion at a time: the one there is waits for its second person."""

    def __init__(self) -> None:
        super().__init__(Said("已有一份验收结论等待复核，请先复核或退回它。"))


class NoConclusion(Refusal):
    """There is nothing to approve, or not what the page showed."""

    def __init__(self) -> None:
        super().__init__(Said("没有等待复核的验收结论，或者结论已经更换，请刷新页面核对。"))


class GraceRuns(Refusal):
    """The year of grace runs, and the reading lets only the centre end it early (A38)."""

    def __init__(self, last_on: object) -> None:
        super().__init__(
            Said(
                "宽限期到%(last_on)s才满，中心没有申请再次验收，现在不能作再次验收的结论。请等中心申请，或者宽限期满后组织验收。",
                last_on=last_on,
            )
        )


@action(
    name="acceptance.ask",
    words="申请验收",
    on=CONSTRUCTION,
    roles=APPLICANT_ROLES,
    stages=TO_ACCEPT,
    cites=(accepting.CITES,),
)
def ask(*, construction: Grant, by: Actor, words: str, files: attached.Files = ()) -> Deed:
    """Ask for the acceptance that is next, once; refuses it without words."""
    faults = attached.told(words=words, place=Said("完成情况"), longest=LONGEST_WORDS)
    faults += attached.too_many(files=files)
    if faults:
        raise Faulty(faults)
    attempt = attempt_of(grant=construction)
    if AcceptanceRequest.objects.filter(grant=construction, attempt=attempt).exists():
        raise AlreadyAsked
    kept = attached.attached(files=files)
    AcceptanceRequest.objects.create(
        grant=construction,
        attempt=attempt,
        words=words.strip(),
        files=kept,
        by_id=by.person_id,
        day=by.day,
        at=by.at,
    )
    telling.tell_bureau(
        grant=construction,
        roles=(Role.CASE_OFFICER,),
        subject="申请再次验收" if attempt == 2 else "申请验收",
        body=f"{construction.application.organisation.name}申请验收，请按任务书要求组织。",
        by=by,
    )
    return Deed(answer=str(attempt), after={"attempt": attempt, "files": kept})


@action(
    name="acceptance.conclude",
    words="提出验收结论",
    on=CONSTRUCTION,
    roles=[Role.CASE_OFFICER],
    stages=TO_ACCEPT,
    cites=(accepting.CITES,),
)
def conclude(
    *,
    construction: Grant,
    by: Actor,
    passed: bool | None,
    opinion: str,
    inspected_on: date | None = None,
    inspected: str = "",
    files: attached.Files = (),
) -> Deed:
    """Propose what an acceptance comes to, with the record of a visit where there was one.

    Refuses a conclusion without a result or an opinion, half a record, a visit in the future, a second conclusion
    while one waits, one that would end a year of grace only the centre may end (A38), and days the law refuses.
    """
    _refuse_faults(by, passed, opinion, inspected_on, inspected, files)
    assert passed is not None, "faults are refused"
    if _waiting(construction) is not None:
        raise ConclusionWaits
    attempt = attempt_of(grant=construction)
    opened = _refuse_early(construction, attempt, by)
    heard = accepting.foreseen(grant=construction, attempt=attempt, passed=passed, on=by.day)
    kept = attached.attached(files=files)
    made = AcceptanceProposal.objects.create(
        grant=construction,
        attempt=attempt,
        passed=passed,
        opinion=opinion.strip(),
        inspected_on=inspected_on,
        inspected=inspected.strip(),
        files=kept,
        by_id=by.person_id,
        at=by.at,
    )
    telling.tell_bureau(
        grant=construction,
        roles=(Role.ROUND_MANAGER,),
        subject="验收结论待复核",
        body=f"{construction.application.organisation.name}的验收结论已经提出，请复核。",
        by=by,
    )
    return Deed(
        answer=str(made.pk),
        after={"attempt": attempt, "passed": passed, "opinion": made.opinion, "files": kept},
        readings=tuple(each.reading.id for each in (*heard.readings, *opened)),
    )


@action(
    name="acceptance.approve",
    words="复核验收结论",
    on=CONSTRUCTION,
    roles=[Role.ROUND_MANAGER],
    stages=TO_ACCEPT,
    cites=(accepting.CITES,),
    is_sensitive=True,
)
def approve(*, construction: Grant, by: Actor, seen: int, good: bool, reason: str = "") -> Deed:
    """Approve another's conclusion and tell it by a letter of today, or turn it down with a reason.

    A second failure takes what is promised and not paid back into its year, as the reading of Article 11 says.
    Refuses who proposed it, another conclusion than the one seen, and days the law refuses.
    """
    proposal = rulings.to_rule(
        proposal=_waiting(construction),
        seen=seen,
        deed=Said("复核验收结论"),
        good=good,
        reason=reason,
        gone=NoConclusion,
        by=by,
    )
    told: dict[str, object] = {"attempt": proposal.attempt, "passed": proposal.passed, "good": good}
    if not good:
        _rule(proposal, by, good, reason)
        return Deed(answer="", after={**told, "reason": reason.strip()})
    opened = _refuse_early(construction, proposal.attempt, by)
    heard = accepting.foreseen(
        grant=construction, attempt=proposal.attempt, passed=proposal.passed, on=by.day
    )
    wording = remedies.load(settings.ENVIRONMENT.home)
    words = accepting.letter(proposal=proposal, heard=heard, on=by.day, wording=wording)
    _rule(proposal, by, good, reason)
    paper = issuing.issue(
        kind=accepting.kind_of(passed=proposal.passed),
        by=by,
        application=construction.application,
        content=words,
    )
    if heard.standing is law.Standing.REVOKED:
        told["withdrawn_fen"] = ledger.withdraw(
            application=construction.application, words="取消建设资格，未拨付的承诺撤销", by=by
        ).fen
    consequences = "".join(each["text"] for each in words["consequences"])
    telling.tell_centre(
        grant=construction,
        subject="验收合格" if proposal.passed else "验收不合格",
        body=f"见{paper.number}。{consequences}",
        by=by,
    )
    return Deed(
        answer=paper.number,
        after={**told, "paper": paper.number, "paper_sm3": paper.content_sm3},
        readings=tuple(each.reading.id for each in (*heard.readings, *opened)),
    )


def _waiting(grant: Grant) -> AcceptanceProposal | None:
    return AcceptanceProposal.objects.filter(grant=grant, ruling=None).select_related("grant").first()


def _rule(proposal: AcceptanceProposal, by: Actor, good: bool, reason: str) -> None:
    AcceptanceRuling.objects.create(
        proposal=proposal,
        attempt=proposal.attempt,
        passed=proposal.passed,
        **rulings.columns(proposal=proposal, good=good, reason=reason, by=by),
    )


def _refuse_early(grant: Grant, attempt: int, by: Actor) -> tuple[Choice, ...]:
    """Refuse an acceptance the law does not open today; give the readings it is open by."""
    asked = AcceptanceRequest.objects.filter(grant=grant, attempt=attempt).exists()
    opened = accepting.opened(grant=grant, asked=asked, on=by.day)
    if opened.outcome is Outcome.NOT_MET:
        grace = hear(grant=grant, on=by.day).grace
        assert grace is not None, "the stage lets only grace refuse here"
        raise GraceRuns(grace.last_on)
    return opened.readings


def _refuse_faults(
    by: Actor,
    passed: bool | None,
    opinion: str,
    inspected_on: date | None,
    inspected: str,
    files: attached.Files,
) -> None:
    faults = attached.told(words=opinion, place=Said("验收意见"), longest=LONGEST_OPINION)
    faults += attached.too_many(files=files)
    if passed is None:
        faults.insert(0, Fault(Said("验收结论"), Said("请选择合格或者不合格")))
    if (inspected_on is None) != (not inspected.strip()):
        faults.append(Fault(Said("现场记录"), Said("现场验收的，日期和记录都要填写；没有现场验收的都留空")))
    if inspected_on is not None and inspected_on > by.day:
        faults.append(Fault(Said("现场验收日期"), Said("不能晚于今天")))
    if len(inspected) > LONGEST_WORDS:
        faults.append(Fault(Said("现场记录"), Said("请写明，不超过%(longest)s字", longest=LONGEST_WORDS)))
    if faults:
        raise Faulty(faults)
