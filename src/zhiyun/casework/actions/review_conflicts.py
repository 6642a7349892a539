"""Conflicts of interest: experts tell their ties and declare on each case, the round manager rules on what stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.given_words import in_one_line, tidied
from zhiyun.casework.plain_names import body_name_faults, credit_code_faults
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.reviewing import phases
from zhiyun.casework.reviewing.access import SheetStage
from zhiyun.casework.reviewing.conflicts import GroundKind
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import Stage
from zhiyun.casework.subjects import APPLICATION, ASSIGNMENT, ONESELF
from zhiyun.kernel.refusal import Fault, Faulty
from zhiyun.kernel.said import Said
from zhiyun.records.models import (
    Application,
    Assignment,
    ConflictDeclaration,
    ConflictRuling,
    ExpertInterest,
    Person,
    Tie,
)

CITES = ("第九条第2项",)
LONGEST = 500
CHOOSE = Said("请选择有没有应当回避的关系")


@dataclass(frozen=True, slots=True)
class Interest:
    """A tie to a body: which one, of what kind, since and until when."""

    body: str
    credit_code: str
    tie: str
    since: date | None = None
    until: date | None = None

    def faults(self) -> list[Fault]:
        """List everything that is wrong with it."""
        faults = body_name_faults(name=self.body, place=Said("单位名称"))
        if self.credit_code:
            faults += credit_code_faults(code=self.credit_code, place=Said("统一社会信用代码"))
        if self.tie not in set(Tie):
            faults.append(Fault(Said("关系"), Said("请从列出的关系中选一种")))
        if self.since and self.until and self.until < self.since:
            faults.append(Fault(Said("终止日期"), Said("不能早于开始日期")))
        return faults


@action(name="review.tell_interest", words="申报利益关系", on=ONESELF, roles=[Role.EXPERT], cites=CITES)
def tell_interest(*, person: Person, by: Actor, interest: Interest) -> Deed:
    """Tell a tie of one's own; it bars at once from the cases of that body. Refuses all faults at once."""
    if faults := interest.faults():
        raise Faulty(faults)
    row = ExpertInterest.objects.create(
        person=person,
        body=interest.body.strip(),
        credit_code=interest.credit_code,
        tie=interest.tie,
        since=interest.since,
        until=interest.until,
        told_at=by.at,
    )
    return Deed(str(row.pk), after={"interest": row.pk, "tie": row.tie, "body": row.body})


@action(name="review.withdraw_interest", words="撤下利益关系", on=ONESELF, roles=[Role.EXPERT], cites=CITES)
def withdraw_interest(*, person: Person, by: Actor, interest: int) -> Deed:
    """Take back a tie told by mistake; the row stays. Refuses another's as not found."""
    row = ExpertInterest.objects.filter(person=person, pk=interest, withdrawn_at=None).first()
    if row is None:
        raise NotFound
    row.withdrawn_at = by.at
    row.save(update_fields=["withdrawn_at"])
    return Deed(before={"interest": row.pk, "tie": row.tie, "body": row.body}, after={"withdrawn": True})


@action(
    name="review.declare",
    words="声明是否回避",
    on=ASSIGNMENT,
    roles=[Role.EXPERT],
    stages=[SheetStage.UNDECLARED, SheetStage.TO_SCORE, SheetStage.SIGNED],
    cites=CITES,
)
def declare(*, assignment: Assignment, by: Actor, conflicted: bool, words: str = "") -> Deed:
    """Declare one's ties to a case: none, and it opens; some, with words, and it closes with the next request.

    Between phases nothing can be declared, for then nothing is shown to declare on.
    """
    phase = phases.of_call(call=assignment.application.call, at=by.at)
    told = tidied(text=words)
    if conflicted and not told:
        raise Faulty([Fault(Said("回避的理由"), Said("请写明与申报单位或者共建单位的关系"))])
    if len(told) > LONGEST:
        raise Faulty([Fault(Said("回避的理由"), Said("最多%(longest)s字，请写得简短些", longest=LONGEST))])
    ConflictDeclaration.objects.create(
        application=assignment.application,
        person_id=assignment.expert_id,
        conflicted=conflicted,
        named=not phase.blind,
        words=told,
        at=by.at,
    )
    return Deed(after={"conflicted": conflicted, "named": not phase.blind, "words": told})


@action(
    name="review.rule_on_conflict",
    words="认定或者排除回避情形",
    on=APPLICATION,
    roles=[Role.ROUND_MANAGER],
    stages=[Stage.ACCEPTED],
    cites=CITES,
)
def rule(*, application: Application, by: Actor, expert: int, ground: str, pinned: bool, reason: str) -> Deed:
    """Pin a ground, and the expert is recused from the case at once; or dismiss it with a reason.

    What is suspected from outside is pinned as ``suspected``. Refuses experts who have nothing to do with the case.
    """
    told = in_one_line(text=reason)
    faults = []
    if not told or len(told) > LONGEST:
        faults.append(Fault(Said("理由"), Said("请写明理由，最多%(longest)s个字", longest=LONGEST)))
    if ground not in set(GroundKind):
        faults.append(Fault(Said("情形"), Said("请从列出的情形中选一种")))
    if faults:
        raise Faulty(faults)
    live = Assignment.objects.filter(application=application, expert_id=expert)
    if not live.exists() or expert == by.person_id:
        raise NotFound
    ConflictRuling.objects.create(
        application=application,
        person_id=expert,
        ground=ground,
        pinned=pinned,
        reason=told,
        by_id=by.person_id,
        at=by.at,
    )
    if pinned:
        live.filter(ended_at=None).update(
            ended_at=by.at, ended_because=f"回避：{in_one_line(text=told)}"[:300]
        )
    return Deed(
        chain=f"review:{application.reference}",
        after={"expert": f"E{expert}", "ground": ground, "pinned": pinned, "reason": told},
    )
