"""A year lived through at random: whatever is done, in whatever order, by whomever, what must hold holds after it.

Every example starts from a year that was brought to some point by the actions themselves, and goes on with right
moves, wrong ones and passing days. ``ZHIYUN_MACHINE=examples,steps`` makes it longer, for a night. What a failure
prints is the story: each step, who did it, and what came of it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.casework.machine import deciding_moves as deciding
from tests.casework.machine import glimpses, journey, proofs, world
from tests.casework.machine import money_moves as money
from tests.casework.machine.world import Move, World
from zhiyun.casework.actor import SHANGHAI, Actor
from zhiyun.casework.payments.orders import OrderStage, stage_of
from zhiyun.casework.roles import Role
from zhiyun.kernel.refusal import Refusal
from zhiyun.records.models import Application, BankAccount, Call, PaymentOrder, StepKind, Tranche

pytestmark = pytest.mark.django_db

LONGER = os.environ.get("ZHIYUN_MACHINE", "")
OF_BUREAU = (Role.CASE_OFFICER, Role.ROUND_MANAGER, Role.MEETING_SECRETARY, Role.FINANCE, Role.AUDITOR)
OTHERS = (*OF_BUREAU, Role.EXPERT, Role.DISTRICT_OFFICER, Role.LEGAL_REPRESENTATIVE)
LAST_DAY = 335
"""Of the year, up to which days pass: task books count into the year after next, whose holidays nobody knows."""
ROUNDS = st.sampled_from(["subsidy", "centres"])
WHICH = st.integers(0, 2)


class Year(RuleBasedStateMachine):
    """Both rounds of a year."""

    begun: World

    def __init__(self) -> None:
        super().__init__()
        self.around = transaction.atomic()
        self.around.__enter__()
        first = type(self).begun
        self.world = World(first.town, first.subsidy, first.centres, first.people, first.signers, first.at)
        self.last: Move | None = None
        self.key = self.answer = ""
        self.forms = self.bank = 0
        self.changed = True

    def teardown(self) -> None:
        """Take everything back for the next example."""
        transaction.set_rollback(True)
        self.around.__exit__(None, None, None)

    # --- Right moves -----------------------------------------------------------------------------------------------

    @rule(
        which=ROUNDS,
        verdict=st.sampled_from(["counted", "counted", "reduced", "rejected"]),
        fen=st.integers(1, 5),
    )
    def goes_on(self, which: str, verdict: str, fen: int) -> None:
        """Take a round's next step: a centre is proposed ``fen`` million yuan."""
        journey.goes_on(self.world, self._call(which), verdict, fen * 100_000_000, self._tries)

    @rule(which=ROUNDS)
    def goes_on_smoothly(self, which: str) -> None:
        """Take a round's next step as nobody would object to."""
        journey.goes_on(self.world, self._call(which), "counted", 200_000_000, self._tries)

    @rule(days=st.integers(0, 9))
    def days_pass(self, days: int) -> None:
        """Let days pass."""
        if self.world.at.timetuple().tm_yday + days < LAST_DAY:
            self.world.at = world.later(self.world.at, days)
            note(f"过了{days}天：{self.world.at:%m-%d}")

    @rule(which=ROUNDS, late=st.booleans())
    def last_second_comes(self, which: str, late: bool) -> None:
        """Let the last second of a notice come, or the first after it."""
        notice = self.world.notice(self._call(which))
        if notice is None:
            return
        end = self.world.at.astimezone(SHANGHAI).replace(
            year=notice.last_on.year, month=notice.last_on.month, day=notice.last_on.day
        )
        end = end.replace(hour=23, minute=59, second=59, microsecond=0)
        end = end if not late else world.later(end, 1).replace(hour=0, minute=0, second=0)
        if end > self.world.at:
            self.world.at = end
            note(f"到了{self.world.at:%m-%d %H:%M:%S}")

    @precondition(lambda self: self._listed())
    @rule(
        which=ROUNDS, about=st.none() | WHICH, words=st.sampled_from(["演示：账没有到。", "演示：重复申报。"])
    )
    def somebody_objects(self, which: str, about: int | None, words: str) -> None:
        """Let somebody object, in time or not, to one applicant or the whole list."""
        under = self._call(which)
        if self.world.notice(under) is not None:
            case = None if about is None else self._of(self.world.cases(under), about)
            self._tries(money.object_to(self.world, under, case, words))

    @precondition(lambda self: self._objected())
    @rule(
        outcome=st.sampled_from(["upheld", "dismissed"]),
        fen=st.none() | st.integers(0, 400_000_000),
        by=st.sampled_from(["handler", "handler", "reviser", "officer"]),
    )
    def objection_is_answered(self, outcome: str, fen: int | None, by: str) -> None:
        """Answer the oldest objection, by who may or who decided."""
        objection = self._objected()[0]
        who = self.world.by(Role.CASE_OFFICER) if by == "officer" else self.world.other(by)
        self._tries(money.answer(self.world, objection, outcome, fen, who))

    @precondition(lambda self: self._listed())
    @rule(which=ROUNDS, does=st.sampled_from([money.revise, money.confirm, deciding.publish]))
    def list_is_touched(self, which: str, does: Callable[[World, Call], Move]) -> None:
        """Revise, confirm or publish a list, whether or not its time has come."""
        if self.world.notice(self._call(which)) is not None:
            self._tries(does(self.world, self._call(which)))

    @precondition(lambda self: self._payable())
    @rule(which=WHICH, fen=st.none() | st.integers(1, 600_000_000), tranche=st.sampled_from([None, 1, 2]))
    def order_is_prepared(self, which: int, fen: int | None, tranche: int | None) -> None:
        """Prepare an order over some amount, whether or not it may be."""
        self._tries(money.prepare(self.world, self._of(self._payable(), which), fen, tranche))

    @precondition(lambda self: PaymentOrder.objects.exists())
    @rule(which=WHICH, part=st.integers(1, 4), paid=st.booleans(), again=st.booleans())
    def bank_answers(self, which: int, part: int, paid: bool, again: bool) -> None:
        """Take the bank's word on an order: over ``part`` quarters of it, under a new number or the last one."""
        order = self._of(list(PaymentOrder.objects.order_by("-pk")[:3]), which)
        self.bank += 0 if again and self.bank else 1
        fen = order.amount_fen * part // 4 or 1
        self._tries(money.told_by_bank(self.world, order, f"B{self.bank}", fen, paid=paid))

    @precondition(lambda self: self._payable())
    @rule(which=WHICH, number=st.integers(1, 3))
    def account_changes(self, which: int, number: int) -> None:
        """Tell another account, and have it checked at once: until it has cooled nothing is ordered to it (attack 27)."""
        case = self._of(self._payable(), which)
        self._tries(money.enter_account(self.world, case, f"6222{case.organisation_id:06d}{number:06d}"))
        newest = BankAccount.objects.filter(organisation=case.organisation_id).latest("pk")
        self._tries(money.check_account(self.world, newest))
        if newest.usable_from > self.world.at.astimezone(SHANGHAI).date():
            for tranche in (None, 1):
                self._is_refused(money.prepare(self.world, case, None, tranche))

    @precondition(lambda self: self._judging())
    @rule(which=WHICH, expert=WHICH)
    def expert_stands_aside(self, which: int, expert: int) -> None:
        """Let an expert declare a conflict, see nothing from then on, and be replaced."""
        case = self._of(self._judging(), which)
        members = deciding.seated(self.world, case)
        if members:
            journey.stands_aside(self.world, case, self._of(members, expert), self._tries)

    # --- Wrong moves -----------------------------------------------------------------------------------------------

    @precondition(lambda self: self.last is not None)
    @rule(role=st.sampled_from(OTHERS))
    def somebody_else_tries_the_same(self, role: Role) -> None:
        """Let somebody whose part it is not try what was just done: it is refused, and nothing changes."""
        assert self.last is not None
        if role not in self.last.act.action.roles:  # type: ignore[attr-defined]
            self._is_refused(self.last, by=self.world.by(role))

    @precondition(lambda self: self.last is not None)
    @rule()
    def the_same_form_comes_again(self) -> None:
        """Let the last form arrive a second time: it is answered as before, and nothing changes."""
        assert self.last is not None
        if self.last.by.person_id is None:
            return
        before = proofs.rows()
        try:
            assert self.last.made(key=self.key) == self.answer
        except Refusal as refusal:
            note(f"再点一次，打不开了：{refusal}")
        assert proofs.rows() == before, f"再点一次改变了数据：{self.last.words}"

    @precondition(lambda self: self.last is not None)
    @rule()
    def nobody_confirmed(self) -> None:
        """Let the last move be tried by a session that gave no secret: grave acts are refused."""
        assert self.last is not None
        if self.last.act.action.is_sensitive and self.last.by.person_id:  # type: ignore[attr-defined]
            self._is_refused(self.last, by=_unconfirmed(self.last.by))

    @precondition(lambda self: self._running())
    @rule(which=WHICH, about=st.none() | WHICH)
    def list_is_confirmed_over_an_objection(self, which: int, about: int | None) -> None:
        """Object, let the days pass, and confirm all the same: refused, as it was before the days had passed."""
        under = self._of(self._running(), which)
        self._is_refused(money.confirm(self.world, under))
        case = None if about is None else self._of(self.world.cases(under), about)
        if self._tries(money.object_to(self.world, under, case, f"演示：第{self.forms}份异议。")):
            money.after_notice(self.world, under)
            self._is_refused(money.confirm(self.world, under))

    @precondition(lambda self: self._payable())
    @rule(which=WHICH)
    def too_much_is_ordered(self, which: int) -> None:
        """Order one yuan more than was decided: refused."""
        case = self._of(self._payable(), which)
        most = case.decisions.latest("pk").amount_fen
        for tranche in (None, 1):
            self._is_refused(money.prepare(self.world, case, most + 100, tranche))

    @precondition(lambda self: PaymentOrder.objects.exists())
    @rule(which=WHICH)
    def order_is_approved_by_its_maker(self, which: int) -> None:
        """Let who prepared an order approve it: refused."""
        order = self._of(list(PaymentOrder.objects.order_by("-pk")[:3]), which)
        self._is_refused(money.approve_order(self.world, order), by=self.world.other("maker"))

    @precondition(lambda self: PaymentOrder.objects.exists())
    @rule(which=WHICH)
    def order_is_sent_again(self, which: int) -> None:
        """Send an order that is not freshly approved: refused."""
        order = self._of(list(PaymentOrder.objects.order_by("-pk")[:3]), which)
        if stage_of(order=order) is not OrderStage.APPROVED:
            self._is_refused(money.send(self.world, order))

    @precondition(lambda self: Tranche.objects.exists())
    @rule(which=WHICH)
    def unreleased_tranche_is_ordered(self, which: int) -> None:
        """Order a tranche whose trigger nobody has stated: refused."""
        tranche = self._of(list(Tranche.objects.order_by("pk")), which)
        if not hasattr(tranche, "release"):
            case = tranche.grant.application
            self._is_refused(money.prepare(self.world, case, None, tranche.number))

    # --- What must hold --------------------------------------------------------------------------------------------

    @invariant()
    def what_must_hold_holds(self) -> None:
        """Ask the rows, after every step that changed them."""
        if not self.changed:
            return
        self.changed = False
        proofs.constraints_hold()
        proofs.caps_hold()
        proofs.shares_are_exact()
        proofs.paid_in_time()
        proofs.lists_are_sound()
        proofs.steps_are_in_order()
        proofs.recomputes_alike()
        proofs.record_is_whole(self.world)
        glimpses.nobody_sees_too_much(self.world, self.forms)

    # --- How --------------------------------------------------------------------------------------------------------

    def _tries(self, move: Move) -> bool:
        """Do what may or may not be allowed: refused, it has changed nothing."""
        before, key = proofs.rows(), f"form-{self.forms}"
        self.forms += 1
        try:
            with transaction.atomic():
                answer = move.made(key=key)
        except Refusal as refusal:
            assert proofs.rows() == before, f"没有办成却改变了数据：{move.words}"
            note(f"{move.words}：不行，{refusal}")
            return False
        note(f"{move.words}：{answer}")
        self.last, self.key, self.answer, self.changed = move, key, answer, True
        return True

    def _is_refused(self, move: Move, by: Actor | None = None) -> None:
        before = proofs.rows()
        with pytest.raises(Refusal) as refused:
            move.made(by=by)
        assert proofs.rows() == before, f"被拒绝却改变了数据：{move.words}"
        note(f"{(by or move.by).role.label}不该{move.words}：{refused.value}")

    def _call(self, which: str) -> Call:
        return self.world.subsidy if which == "subsidy" else self.world.centres

    def _listed(self) -> bool:
        return any(self.world.notice(under) is not None for under in self.world.calls())

    def _judging(self) -> list[Application]:
        return list(deciding.of_step(self.world, self.world.centres, StepKind.ACCEPTED, StepKind.REVIEWED))

    def _running(self) -> list[Call]:
        today = self.world.at.astimezone(SHANGHAI).date()
        listed = ((under, self.world.notice(under)) for under in self.world.calls())
        return [under for under, notice in listed if notice is not None and today <= notice.last_on]

    def _objected(self) -> list:
        return [each for under in self.world.calls() for each in money.open_objections(under)]

    def _payable(self) -> list[Application]:
        """Give whose turn to be paid has come, else who would be paid too early."""
        steps = (StepKind.CONFIRMED, StepKind.COMMITTED, StepKind.PAID)
        return self._at(*steps) or self._at(StepKind.PUBLISHED)

    def _at(self, *steps: StepKind) -> list[Application]:
        return [case for under in self.world.calls() for case in deciding.of_step(self.world, under, *steps)]

    @staticmethod
    def _of(listed: list, which: int):
        return listed[which % len(listed)]


def _unconfirmed(by: Actor) -> Actor:
    return replace(by, confirmed_at=None)


STARTS = {
    "submitted": (StepKind.SUBMITTED, StepKind.SUBMITTED),
    "reviewed": (StepKind.REVIEWED, StepKind.ACCEPTED),
    "decided": (StepKind.DECIDED, StepKind.REVIEWED),
    "in notice": (StepKind.PUBLISHED, StepKind.PUBLISHED),
    "confirmed": (StepKind.CONFIRMED, StepKind.CONFIRMED),
}
"""Where the subsidies and the centres stand when an example begins."""


@pytest.mark.parametrize("start", STARTS)
def test_whatever_is_done_in_a_year_caps_shares_days_and_secrets_hold(start: str) -> None:
    """Attack 25 and 28: no order of doing things breaks a cap, pays early, or shows what a role may not see."""
    begun = world.founded()
    for under, step in zip(begun.calls(), STARTS[start], strict=True):
        journey.until(begun, under, step, do=Move.made)
    if start == "confirmed":
        for case in (case for under in begun.calls() for case in begun.cases(under)):
            money.have_account(begun, case, Move.made)
    machine = type("Year", (Year,), {"begun": begun})

    run_state_machine_as_test(machine, settings=_bounds())


def _bounds() -> settings:
    """A few examples where every commit waits, more where somebody looks for them."""
    few = (3, 12) if connection.vendor == "postgresql" else (5, 15)
    examples, steps = map(int, LONGER.split(",")) if LONGER else few
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
