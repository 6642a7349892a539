"""Panels: drawn by lot with the seed kept, who leaves is replaced by the next in the same lot, and reminded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from zhiyun.casework import outbox, sight
from zhiyun.casework.actor import Actor
from zhiyun.casework.door import Deed, action
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.reviewing import lots, pools, schemes
from zhiyun.casework.reviewing.lots import Candidate, Rules
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import CallStage
from zhiyun.casework.subjects import CALL, PANEL
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.records.models import (
    Application,
    Assignment,
    Call,
    NumberSequence,
    Panel,
    PanelSeat,
    ScoreSheet,
    StepKind,
)

CITES = ("第九条第2项",)
DESK = "/expert/"


class NothingToJudge(Refusal):
    """Every accepted application of the call has its panel, or none was accepted."""

    def __init__(self) -> None:
        super().__init__(
            Said("没有等待分组的已受理申报：都已有专家组，或者还没有受理。每件只抽一次，不能重抽。")
        )


class NobodyLeft(Refusal):
    """The lot holds nobody else who could sit there."""

    def __init__(self) -> None:
        super().__init__(
            Said(
                "抽签序列里没有可以递补的专家：都已在组内、单位重复或者应当回避。请先补充专家库，再另行抽取。"
            )
        )


@action(
    name="review.draw",
    words="抽取评审专家",
    on=CALL,
    roles=[Role.ROUND_MANAGER],
    stages=[CallStage.CLOSED],
    cites=CITES,
)
def draw(*, call: Call, by: Actor, name: str, size: int, fields: Sequence[str], seed: str) -> Deed:
    """Draw a panel for every accepted application that has none, and give each expert all of them.

    ``seed`` is made by chance where the request arrives. Refuses with `NothingToJudge`, `NoScheme`, `NoPanel`.
    """
    sight.reviewed_call(by=by, reference=call.reference)
    cases = waiting(call=call, by=by)
    if not cases.exists():
        raise NothingToJudge
    scheme = schemes.newest(call=call)
    found = pools.pool(call=call, applications=cases, on=by.day)
    if faults := _faults(name, size, fields, seed, found.fields):
        raise Faulty(faults)
    drawn = lots.draw(seed=seed, pool=found.candidates, rules=Rules(size, tuple(fields)))
    reference = _next_reference(by.day.year)
    panel = Panel.objects.create(
        reference=reference,
        call=call,
        scheme=scheme,
        name=name.strip(),
        seed=seed,
        pool=[each.told() for each in sorted(found.candidates, key=lambda each: each.ticket)],
        rules={
            "size": size,
            "fields": list(fields),
            "applications": list(cases.order_by("reference").values_list("reference", flat=True)),
            "left_out": {
                pools.ticket(person=person): [str(each) for each in listed]
                for person, listed in sorted(found.left_out.items())
            },
        },
        drawn_by_id=by.person_id,
        drawn_at=by.at,
    )
    people = [pools.person_of(ticket=each.ticket) for each in drawn]
    for place, person in enumerate(people):
        PanelSeat.objects.create(panel=panel, expert_id=person, chairs=place == 0, seated_at=by.at)
    for case in cases.order_by("id"):
        _assign(panel, case, people, by)
    _tell(people, by)
    return Deed(
        reference,
        chain=f"review:{call.reference}",
        after={
            "panel": reference,
            "seed": seed,
            "pool": panel.pool,
            "rules": panel.rules,
            "drawn": [each.ticket for each in drawn],
            "scheme": scheme.number,
        },
    )


@action(name="review.replace", words="递补评审专家", on=PANEL, roles=[Role.ROUND_MANAGER], cites=CITES)
def replace(*, panel: Panel, by: Actor, expert: int, because: str, application: str = "") -> Deed:
    """Let the next of the same lot sit instead of an expert: on one application, or on all they have not signed.

    Whoever leaves loses sight of those applications at once. Refuses with `NobodyLeft`.
    """
    if not because.strip() or len(because) > 300:
        raise Faulty([Fault(Said("理由"), Said("请写明理由，最多300个字"))])
    leaving = _leaving(panel, expert, application, by)
    for each in leaving:
        if each.ended_at is None:
            each.ended_at, each.ended_because = by.at, because.strip()
            each.save(update_fields=["ended_at", "ended_because"])
    successor = _next(panel, [each.application_id for each in leaving], by)
    seat = None if application else _leave(panel, expert, because.strip(), by)
    PanelSeat.objects.get_or_create(
        panel=panel,
        expert_id=successor,
        defaults={"seated_at": by.at, "replaces": seat, "chairs": bool(seat and seat.chairs)},
    )
    for each in leaving:
        Assignment.objects.create(
            application_id=each.application_id,
            expert_id=successor,
            panel=panel,
            replaces=each,
            assigned_at=by.at,
        )
    _tell([successor], by)
    return Deed(
        pools.ticket(person=successor),
        before={"expert": pools.ticket(person=expert)},
        after={
            "expert": pools.ticket(person=successor),
            "applications": [each.application.reference for each in leaving],
            "because": because.strip(),
        },
    )


@action(
    name="review.remind",
    words="催办评分",
    on=CALL,
    roles=[Role.ROUND_MANAGER],
    stages=[CallStage.CLOSED],
    cites=CITES,
)
def remind(*, call: Call, by: Actor) -> Deed:
    """Write to every expert of the call who has sheets still to sign; which cases these are is not said."""
    sight.reviewed_call(by=by, reference=call.reference)
    live = Assignment.objects.filter(application__call=call, ended_at=None)
    signed = set(
        ScoreSheet.objects.filter(application__call=call)
        .values_list("application_id", "expert_id")
        .distinct()
    )
    open_: dict[int, int] = {}
    for case, person in live.values_list("application_id", "expert_id"):
        if (case, person) not in signed:
            open_[person] = open_.get(person, 0) + 1
    for person, number in sorted(open_.items()):
        outbox.tell(
            people=[person],
            subject="评审任务提醒",
            body=f"您还有{number}件评分表没有签署，请在评审时段内完成。截止时间见评审工作台。",
            link=DESK,
            by=by,
        )
    return Deed(str(len(open_)), chain=f"review:{call.reference}", after={"reminded": len(open_)})


def waiting(*, call: Call, by: Actor) -> QuerySet[Application]:
    """Give the accepted applications of a call that no panel was drawn for."""
    seen = sight.applications(by=by).filter(call=call, last_step=StepKind.ACCEPTED)
    return seen.exclude(pk__in=Assignment.objects.values("application_id"))


def _faults(name: str, size: int, fields: Sequence[str], seed: str, known: Sequence[str]) -> list[Fault]:
    faults = []
    if not name.strip() or len(name) > 40:
        faults.append(Fault(Said("专家组名称"), Said("请填写，最多40个字")))
    if not 1 <= size <= lots.MOST_SEATS:
        faults.append(Fault(Said("人数"), Said("应当是1至%(most)s的整数", most=lots.MOST_SEATS)))
    if len(fields) > lots.MOST_FIELDS:
        faults.append(Fault(Said("领域"), Said("最多选%(most)s个领域", most=lots.MOST_FIELDS)))
    unknown = tuple(field for field in fields if field not in known)
    if unknown:
        faults.append(Fault(Said("领域"), Said("可抽的专家里没有人覆盖：%(fields)s", fields=unknown)))
    assert len(seed) >= 32, "a seed is made by chance, 128 bits at least"
    return faults


def _next_reference(year: int) -> str:
    NumberSequence.objects.get_or_create(kind="panel_reference", year=year)
    sequence = NumberSequence.objects.select_for_update().get(kind="panel_reference", year=year)
    sequence.last += 1
    sequence.save(update_fields=["last"])
    return f"ZJ-{year}-{sequence.last}"


def _assign(panel: Panel, case: Application, people: Iterable[int], by: Actor) -> None:
    Assignment.objects.bulk_create(
        Assignment(application=case, expert_id=person, panel=panel, assigned_at=by.at) for person in people
    )


def _leaving(panel: Panel, expert: int, application: str, by: Actor) -> list[Assignment]:
    """Give what an expert gives up: one case, were it ended by a recusal already, or all that are not signed."""
    own = panel.assignments.filter(expert_id=expert, application__last_step=StepKind.ACCEPTED)
    own = own.filter(replaced_by=None).select_related("application").order_by("id")
    seen = sight.applications(by=by).filter(call=panel.call_id)
    own = own.filter(application__in=seen)
    if application:
        own = own.filter(application__reference=application)
    else:
        signed = ScoreSheet.objects.filter(expert_id=expert).values("application_id")
        own = own.exclude(application_id__in=signed)
    found = list(own)
    if not found:
        raise NotFound
    return found


def _next(panel: Panel, cases: Iterable[int], by: Actor) -> int:
    """Give the next of the lot who sits on none of the cases, shares no employer there, and has no conflict."""
    keys = list(cases)
    ordered = lots.in_order(seed=panel.seed, pool=map(Candidate.read, panel.pool))
    sitting = set(Assignment.objects.filter(application_id__in=keys).values_list("expert_id", flat=True))
    live = set(
        Assignment.objects.filter(application_id__in=keys, ended_at=None).values_list("expert_id", flat=True)
    )
    now = pools.pool(call=panel.call, applications=Application.objects.filter(pk__in=keys), on=by.day)
    able = {pools.person_of(ticket=each.ticket) for each in now.candidates}
    taken = {each.employer for each in ordered if pools.person_of(ticket=each.ticket) in live}
    for each in ordered:
        person = pools.person_of(ticket=each.ticket)
        if person in able and person not in sitting and each.employer not in taken:
            return person
    raise NobodyLeft


def _leave(panel: Panel, expert: int, because: str, by: Actor) -> PanelSeat | None:
    seat = panel.seats.filter(expert_id=expert, left_at=None).first()
    if seat is not None:
        seat.left_at, seat.left_because = by.at, because
        seat.save(update_fields=["left_at", "left_because"])
    return seat


def _tell(people: Iterable[int], by: Actor) -> None:
    outbox.tell(
        people=people,
        subject="您已被抽取为评审专家",
        body="请进入评审工作台，先逐件作出回避声明，再在评审时段内评分。参加评审的情况请不要向任何人透露。",
        link=DESK,
        by=by,
    )
