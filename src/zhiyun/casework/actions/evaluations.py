"""The yearly evaluation of a funded centre: scored by an officer, approved and told by another person (Article 17)."""

from __future__ import annotations

from collections.abc import Sequence

from zhiyun.casework import rounds
from zhiyun.casework.actor import Actor
from zhiyun.casework.construction import ConstructionStage, book_of, evaluating, rulings, telling
from zhiyun.casework.construction.evaluating import CITES, HIGHEST, WHOLE, Line
from zhiyun.casework.construction.standing import TO_ACCEPT
from zhiyun.casework.door import Deed, action
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role
from zhiyun.casework.subjects import CONSTRUCTION
from zhiyun.kernel.period import Period
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said, word
from zhiyun.kernel.workdays import Calendar
from zhiyun.records.models import Evaluation, EvaluationRuling, Grant

STAGES = (ConstructionStage.UNDER_CONSTRUCTION, *TO_ACCEPT, ConstructionStage.ACCEPTED)
LONGEST_OPINION, LONGEST_WORDS = 3000, 1000


class SpanRuns(Refusal):
    """What is not over is not evaluated."""

    def __init__(self, span: Period) -> None:
        super().__init__(Said("%(span)s还没有结束，期满之后再作绩效评价。", span=span))


class EvaluationWaits(Refusal):
    """One evaluation at a time: the one there is waits for its second person."""

    def __init__(self) -> None:
        super().__init__(Said("已有一份绩效评价等待复核，请先复核或退回它。"))


class AlreadyEvaluated(Refusal):
    """A span is evaluated once."""

    def __init__(self, span: Period) -> None:
        super().__init__(Said("%(span)s已经评价过，结果已告知中心，不再重作。", span=span))


class NoEvaluation(Refusal):
    """There is nothing to approve, or not what the page showed."""

    def __init__(self) -> None:
        super().__init__(Said("没有等待复核的绩效评价，或者评价已经更换，请刷新页面核对。"))


@action(
    name="evaluation.propose",
    words="提出绩效评价",
    on=CONSTRUCTION,
    roles=[Role.CASE_OFFICER],
    stages=STAGES,
    cites=(CITES,),
)
def propose(
    *,
    construction: Grant,
    by: Actor,
    calendar: Calendar,
    number: int,
    lines: Sequence[Line],
    passed: bool | None,
    opinion: str,
) -> Deed:
    """Propose the evaluation of a centre's span, scored on every dimension the measure names.

    Refuses scores, weights and words with faults, a span that runs, one evaluated before, and another proposal while
    one waits.
    """
    measure = rounds.of_case(application=construction.application).measure
    _refuse_faults(evaluating.dimensions(measure=measure), lines, passed, opinion)
    assert passed is not None, "faults are refused"
    book = book_of(grant=construction, on=by.day)
    spans = evaluating.spans(measure=measure, book=book, calendar=calendar)
    if not 1 <= number <= len(spans):
        raise NotFound
    span = spans[number - 1]
    _refuse_untimely(construction, span, by)
    made = Evaluation.objects.create(
        grant=construction,
        covers_from=span.starts_on,
        covers_to=span.last_on,
        lines=[line.plain() for line in lines],
        total_hundredths=evaluating.total(lines=lines),
        passed=passed,
        opinion=opinion.strip(),
        by_id=by.person_id,
        day=by.day,
        at=by.at,
    )
    telling.tell_bureau(
        grant=construction,
        roles=(Role.ROUND_MANAGER,),
        subject="绩效评价待复核",
        body=f"{construction.application.organisation.name}{span}的绩效评价已经提出，请复核。",
        by=by,
    )
    heard = evaluating.effect(measure=measure, passed=passed)
    return Deed(
        answer=str(made.pk),
        after={"covers": str(span), "lines": made.lines, "total": made.total_hundredths, "passed": passed},
        readings=tuple(each.reading.id for each in heard.readings),
    )


@action(
    name="evaluation.approve",
    words="复核绩效评价",
    on=CONSTRUCTION,
    roles=[Role.ROUND_MANAGER],
    stages=STAGES,
    cites=(CITES,),
    is_sensitive=True,
)
def approve(*, construction: Grant, by: Actor, seen: int, good: bool, reason: str = "") -> Deed:
    """Approve another's evaluation and tell it to the centre, or turn it down with a reason.

    Refuses who proposed it, and another evaluation than the one seen.
    """
    proposal = rulings.to_rule(
        proposal=_waiting(construction),
        seen=seen,
        deed=Said("复核绩效评价"),
        good=good,
        reason=reason,
        gone=NoEvaluation,
        by=by,
    )
    EvaluationRuling.objects.create(
        proposal=proposal,
        covers_from=proposal.covers_from,
        passed=proposal.passed,
        **rulings.columns(proposal=proposal, good=good, reason=reason, by=by),
    )
    if not good:
        return Deed(answer="", after={"good": good, "reason": reason.strip()})
    heard = evaluating.effect(
        measure=rounds.of_case(application=construction.application).measure, passed=proposal.passed
    )
    telling.tell_centre(
        grant=construction,
        subject="绩效评价结果",
        body=f"{proposal.period}：{'合格' if proposal.passed else '不合格'}，{proposal.points}分。{heard.because}。",
        by=by,
    )
    return Deed(
        answer=str(proposal.pk),
        after={"good": good, "passed": proposal.passed, "total": proposal.total_hundredths},
        readings=tuple(each.reading.id for each in heard.readings),
    )


def _waiting(grant: Grant) -> Evaluation | None:
    return Evaluation.objects.filter(grant=grant, ruling=None).first()


def _refuse_untimely(grant: Grant, span: Period, by: Actor) -> None:
    if not evaluating.is_over(span=span, on=by.day):
        raise SpanRuns(span)
    if EvaluationRuling.objects.filter(grant=grant, good=True, covers_from=span.starts_on).exists():
        raise AlreadyEvaluated(span)
    if _waiting(grant) is not None:
        raise EvaluationWaits


def _refuse_faults(
    dimensions: tuple[str, ...], lines: Sequence[Line], passed: bool | None, opinion: str
) -> None:
    faults = []
    if tuple(line.dimension for line in lines) != dimensions:
        faults.append(Fault(Said("评价维度"), Said("须对办法列明的每个维度评分")))
    for line in lines:
        place = word(line.dimension)
        if not 0 <= line.score <= HIGHEST:
            faults.append(Fault(place, Said("评分在0到%(highest)s之间", highest=HIGHEST)))
        if line.weight < 0:
            faults.append(Fault(place, Said("权重不能小于零")))
        if not line.words.strip() or len(line.words) > LONGEST_WORDS:
            faults.append(Fault(place, Said("请写明评分理由，不超过%(longest)s字", longest=LONGEST_WORDS)))
    if sum(line.weight for line in lines) != WHOLE:
        faults.append(Fault(Said("权重"), Said("各维度权重合计应为%(whole)s", whole=WHOLE)))
    if passed is None:
        faults.append(Fault(Said("评价结论"), Said("请选择合格或者不合格")))
    if not opinion.strip() or len(opinion) > LONGEST_OPINION:
        faults.append(Fault(Said("评价意见"), Said("请写明，不超过%(longest)s字", longest=LONGEST_OPINION)))
    if faults:
        raise Faulty(faults)
