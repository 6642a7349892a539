"""A round's right way, one step at a time, from what was submitted to the bank's receipt."""

from __future__ import annotations

from collections.abc import Callable

from tests.casework.machine import deciding_moves as deciding
from tests.casework.machine import money_moves as money
from tests.casework.machine.world import Move, World
from zhiyun.casework.actions import review_conflicts, review_panels
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.meetings import MeetingStage
from zhiyun.casework.payments.orders import OrderStage, paid_of, stage_of
from zhiyun.casework.roles import Role
from zhiyun.records.models import Application, Call, PaymentOrder, StepKind, Tranche

Doing = Callable[[Move], object]
DONE = (StepKind.PAID, StepKind.DECLINED)


def goes_on(world: World, under: Call, verdict: str, fen: int, do: Doing) -> None:
    """Take a round's next step, or let the days of its notice pass; does nothing once all is paid."""
    cases = world.cases(under)
    steps = {case.last_step for case in cases}
    if StepKind.SUBMITTED in steps:
        do(deciding.accept(world, _first(cases, StepKind.SUBMITTED)))
    elif StepKind.ACCEPTED in steps:
        _review(world, _first(cases, StepKind.ACCEPTED), verdict, fen, do)
    elif StepKind.REVIEWED in steps:
        _meet(world, under, do)
    elif StepKind.DECIDED in steps:
        do(deciding.publish(world, under))
    elif StepKind.PUBLISHED in steps:
        _in_notice(world, under, do)
    else:
        for case in (each for each in cases if each.last_step not in DONE):
            if _pays(world, case, do):
                return


def until(world: World, under: Call, *steps: StepKind, do: Doing, fen: int = 200_000_000) -> None:
    """Take a round to where each of its cases stands at one of ``steps``, as nobody would object to."""
    for _ in range(60):
        if {case.last_step for case in world.cases(under)} <= {*steps}:
            return
        goes_on(world, under, "counted", fen, do)
    raise AssertionError("the round does not get there")


def stands_aside(world: World, case: Application, by: Actor, do: Doing) -> None:
    """Let an expert declare a conflict over a case, and the next of the same lot sit instead."""
    panel = case.assignments.filter(expert_id=by.person_id).latest("pk").panel
    do(
        world.move(
            review_conflicts.declare,
            by,
            assignment=case.reference,
            conflicted=True,
            words="演示：曾任该单位顾问",
        )
    )
    do(
        world.move(
            review_panels.replace,
            world.by(Role.ROUND_MANAGER),
            panel=panel.reference,
            expert=by.person_id,
            because="演示：回避",
            application=case.reference,
        )
    )


def _review(world: World, case: Application, verdict: str, fen: int, do: Doing) -> None:
    if case.call_id == world.subsidy.pk:
        deciding.verify(world, case, verdict, do)
    elif not case.assignments.exists():
        deciding.set_up_review(world, do)
    else:
        deciding.review(world, case, fen, do)


def _meet(world: World, under: Call, do: Doing) -> None:
    stage = deciding.stage_of_meeting(under)
    if stage is None:
        deciding.convene(world, under, do)
    elif stage is MeetingStage.OPEN:
        deciding.conclude(world, under, do)
    else:
        do(deciding.approve(world, under))


def _in_notice(world: World, under: Call, do: Doing) -> None:
    waiting = money.open_objections(under)
    notice = world.notice(under)
    assert notice is not None
    if waiting:
        do(money.answer(world, waiting[0], "dismissed", None, world.other("handler")))
    elif notice.objections.filter(answer__outcome="upheld").exists():
        do(money.revise(world, under))
    elif world.at.astimezone(SHANGHAI).date() <= notice.last_on:
        money.after_notice(world, under)
    else:
        do(money.confirm(world, under))


def _pays(world: World, case: Application, do: Doing) -> bool:
    """Do the next thing towards a case's last receipt; false where nothing can be done yet."""
    tranche: Tranche | None = None
    if case.call_id == world.centres.pk:
        if case.last_step == StepKind.CONFIRMED:
            _agrees(world, case, do)
            return True
        tranche = _due(case)
        if tranche is None:
            return False
        if not hasattr(tranche, "release"):
            do(money.release(world, tranche))
            return True
    money.have_account(world, case, do)
    order = PaymentOrder.objects.filter(application=case, tranche=tranche).order_by("-pk").first()
    stage = None if order is None else stage_of(order=order)
    if order is not None and stage is OrderStage.PREPARED:
        do(money.approve_order(world, order))
    elif order is not None and stage is OrderStage.APPROVED:
        do(money.send(world, order))
    elif order is not None and stage in (OrderStage.SENT, OrderStage.PARTLY_PAID):
        left = order.amount_fen - paid_of(order=order).fen
        do(money.told_by_bank(world, order, f"S{order.pk}-{left}", left, paid=True))
    else:
        do(money.prepare(world, case, None, None if tranche is None else tranche.number))
    return True


def _agrees(world: World, case: Application, do: Doing) -> None:
    if not hasattr(case, "task_book"):
        do(money.begin_book(world, case))
        case.refresh_from_db()
    for side in ("applicant", "bureau"):
        if hasattr(case, "task_book"):
            newest = case.task_book.versions.latest("number")
            if not newest.signatures.filter(side=side).exists():
                do(money.sign_book(world, case, side))


def _due(case: Application) -> Tranche | None:
    """Give the first tranche of a case that is not wholly paid."""
    for tranche in Tranche.objects.filter(grant__application=case).order_by("number"):
        orders = PaymentOrder.objects.filter(tranche=tranche)
        if sum(paid_of(order=each).fen for each in orders) < tranche.amount_fen:
            return tranche
    return None


def _first(cases: list[Application], step: StepKind) -> Application:
    return next(case for case in cases if case.last_step == step)
