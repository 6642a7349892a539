"""Conflicts of interest: each ground is found, bars or hints, is ruled on, and closes a file with the next request."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.casework import city, onward, panels
from zhiyun.casework import sight
from zhiyun.casework.actions import review_conflicts, review_opinions, review_panels, review_sheets
from zhiyun.casework.actions.review_conflicts import Interest
from zhiyun.casework.actor import Actor
from zhiyun.casework.queries import expert_case, expert_desk, experts, review_panel
from zhiyun.casework.refusals import ConflictOfInterest, NotFound
from zhiyun.casework.reviewing import conflicts
from zhiyun.casework.reviewing.access import NotDeclared
from zhiyun.casework.reviewing.conflicts import GroundKind
from zhiyun.casework.roles import Role
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import Application, Assignment, Mandate, ScoreSheet

pytestmark = pytest.mark.django_db

PARTNER = {"line": 1, "name": "演示共建大学", "credit_code": city.credit_code(77), "duties": "演示"}


def found(by: Actor, case: Application) -> dict[GroundKind, bool]:
    """Give each ground between an expert and a case, and whether it bars."""
    assert by.person_id is not None
    told = conflicts.grounds(
        experts=[by.person_id], applications=Application.objects.filter(pk=case.pk), on=panels.AT.date()
    )
    return {each.kind: each.bars for each in told.get((by.person_id, case.pk), ())}


def accepted(town: city.City) -> Application:
    return onward.accepted(town, panels.call(town), co_builders=[PARTNER])


def test_whoever_is_employed_by_the_applicant_or_a_co_builder_is_barred_by_code_or_by_name() -> None:
    town = city.city()
    case = accepted(town)

    told = [
        found(panels.expert(town, "别名", code=town.applicant.credit_code), case),
        found(panels.expert(town, f" {town.applicant.name} "), case),
        found(panels.expert(town, "别名", code=str(PARTNER["credit_code"])), case),
        found(panels.expert(town, "演示共建大学"), case),
        found(panels.expert(town, "演示无关大学"), case),
    ]

    assert told == [
        {GroundKind.EMPLOYER: True},
        {GroundKind.EMPLOYER: True},
        {GroundKind.CO_BUILDER: True},
        {GroundKind.CO_BUILDER: True},
        {},
    ]


def test_a_share_bars_while_it_is_held_and_three_years_after_and_is_a_hint_from_then_on() -> None:
    town = city.city()
    case = accepted(town)
    day = panels.AT.date()
    ended = {
        "held": None,
        "yesterday": day - timedelta(days=1),
        "almost": date(day.year - 3, day.month, day.day) + timedelta(days=1),
        "three": date(day.year - 3, day.month, day.day),
    }

    told = {}
    for name, until in ended.items():
        by = panels.expert(town)
        interest = Interest(town.applicant.name, "", "shareholding", until=until)
        review_conflicts.tell_interest(by=by, person=by.person_id, interest=interest)
        told[name] = found(by, case)

    assert told == {
        "held": {GroundKind.INTEREST: True},
        "yesterday": {GroundKind.INTEREST: True},
        "almost": {GroundKind.INTEREST: True},
        "three": {GroundKind.OLD_INTEREST: False},
    }


def test_an_interest_taken_back_bars_no_more_and_another_persons_cannot_be_taken_back() -> None:
    town = city.city()
    case, by, other = accepted(town), panels.expert(town), panels.expert(town)
    interest = Interest(town.applicant.name, "", "kinship")
    key = int(review_conflicts.tell_interest(by=by, person=by.person_id, interest=interest))

    with pytest.raises(NotFound):
        review_conflicts.withdraw_interest(by=other, person=other.person_id, interest=key)
    review_conflicts.withdraw_interest(by=by, person=by.person_id, interest=key)

    assert found(by, case) == {}


def test_an_interest_says_whom_and_how_or_is_refused_with_every_fault() -> None:
    town = city.city()
    by = panels.expert(town)
    wrong = Interest("", "123", "rumour", since=date(2026, 1, 2), until=date(2026, 1, 1))

    with pytest.raises(Faulty) as told:
        review_conflicts.tell_interest(by=by, person=by.person_id, interest=wrong)

    assert told.value.count == 4


def test_whoever_ever_acted_for_the_applicant_is_barred_and_an_earlier_reviewer_is_hinted_at() -> None:
    """Attack 16: a reviewer from an earlier round knows whose file it is, so the round manager is told."""
    town = city.city()
    panel, [earlier] = panels.at_work(town)
    by = panels.members(panel, town)[0]
    panels.declare(earlier, by)
    panels.score(earlier, by)
    actor = panels.expert(town)
    Mandate.objects.create(
        person_id=actor.person_id,
        organisation=town.applicant,
        role=Role.PREPARER,
        begins_at=city.OPENS,
        ended_at=city.OPENS,
    )
    case = accepted(town)

    assert found(actor, case) == {GroundKind.EARLIER_ROLE: True}
    assert found(by, case) == {GroundKind.EARLIER_REVIEW: False}
    assert found(by, earlier) == {}


def test_21_who_must_stand_aside_is_not_in_the_pool_and_the_panel_page_says_why() -> None:
    """Attack 21: a derived conflict cannot be assigned."""
    town = city.city()
    under = panels.call(town)
    onward.accepted(town, under)
    panels.phase(under)
    panels.scheme(town, under)
    panels.profile(town.seats[Role.EXPERT])
    tied = panels.expert(town, town.applicant.name, name="演示有关专家")
    for _ in range(2):
        panels.expert(town)

    panel = panels.drawn(town, under)
    page = review_panel.panel(by=panels.manager(town), reference=panel.reference)

    assert tied.person_id not in panel.seats.values_list("expert_id", flat=True)
    assert page.left_out == (("演示有关专家", (f"工作单位就是申报单位：{town.applicant.name}",)),)
    assert page.same


def test_21_a_declared_conflict_closes_the_file_with_the_next_request_everywhere() -> None:
    """Attack 21: page, sheet, opinion, files, desk, counts and tasks; and nothing can be signed any more."""
    town = city.city()
    panel, [case] = panels.at_work(town)
    by = panels.members(panel, town)[0]
    panels.declare(case, by)
    panels.score(case, by)

    panels.declare(case, by, conflicted=True, words="演示：近亲属在该单位任职")

    asks = (expert_case.case, expert_case.named, expert_case.sheet, expert_case.opinion)
    for ask in asks:
        with pytest.raises(NotFound):
            ask(by=by, reference=case.reference)
    with pytest.raises(NotFound):
        expert_case.download(by=by, reference=case.reference, number=1)
    with pytest.raises(NotFound):
        review_sheets.save(by=by, assignment=case.reference, typed={}, edition=1)
    assert expert_desk.desk(by=by) == expert_desk.Desk((), (), None)
    assert expert_desk.tasks(by=by) == ()
    assert sight.assignments(by=by).count() == 0


def test_21_a_tie_told_later_bars_from_what_was_open_and_a_dismissal_opens_it_again() -> None:
    """Attack 21: what comes up during the review counts at once; only the round manager lifts it, with a reason."""
    town = city.city()
    panel, [case] = panels.at_work(town)
    by = panels.members(panel, town)[0]
    panels.declare(case, by)
    interest = Interest(town.applicant.name, "", "advising")
    review_conflicts.tell_interest(by=by, person=by.person_id, interest=interest)
    with pytest.raises(NotFound):
        expert_case.case(by=by, reference=case.reference)

    with pytest.raises(Faulty):
        _rule(town, case, by, GroundKind.INTEREST, pinned=False, reason=" ")
    _rule(town, case, by, GroundKind.INTEREST, pinned=False, reason="演示：已核实是同名单位")

    assert expert_case.case(by=by, reference=case.reference).head.reference == case.reference


def test_a_conflict_declared_again_after_it_was_dismissed_stands_again() -> None:
    town = city.city()
    panel, [case] = panels.at_work(town)
    by = panels.members(panel, town)[0]
    panels.declare(case, by, conflicted=True, words="演示理由")
    _rule(town, case, by, GroundKind.DECLARED, pinned=False, reason="演示：关系已终止")
    later = city.confirmed(by.at_instant(panels.AT + timedelta(hours=1)))
    assert sight.assignments(by=later).count() == 1

    panels.declare(case, later, conflicted=True, words="演示：另有关系")

    assert sight.assignments(by=later).count() == 0


def test_21_a_pinned_ground_recuses_at_once_and_the_next_of_the_lot_sits_instead() -> None:
    """Attack 21: the recused expert is gone, the successor starts from nothing, and the draw can still be repeated."""
    town = city.city()
    panel, [case] = panels.at_work(town)
    leaving = panels.members(panel, town)[1]
    _rule(town, case, leaving, GroundKind.SUSPECTED, pinned=True, reason="演示：有人反映")
    with pytest.raises(NotFound):
        expert_case.named(by=leaving, reference=case.reference)

    told = review_panels.replace(
        by=panels.manager(town),
        panel=panel.reference,
        expert=leaving.person_id,
        because="演示：回避",
        application=case.reference,
    )

    page = review_panel.panel(by=panels.manager(town), reference=panel.reference)
    in_lot = [line.ticket for line in page.lots]
    drawn = {line.ticket for line in page.lots if line.is_drawn}
    assert told == next(ticket for ticket in in_lot if ticket not in drawn)
    assert page.same
    successor = Assignment.objects.get(application=case, replaces__expert_id=leaving.person_id)
    assert f"E{successor.expert_id}" == told
    assert successor.ended_at is None


def test_who_leaves_a_panel_keeps_what_was_signed_and_hands_on_the_rest() -> None:
    town = city.city()
    panel, [signed, unsigned] = panels.at_work(town, count=2)
    leaving = panels.members(panel, town)[0]
    panels.declare(signed, leaving)
    panels.score(signed, leaving)

    review_panels.replace(
        by=panels.manager(town), panel=panel.reference, expert=leaving.person_id, because="演示：因病"
    )

    live = Assignment.objects.filter(expert_id=leaving.person_id, ended_at=None)
    assert [each.application for each in live] == [signed]
    assert panel.seats.get(chairs=True, left_at=None).replaces.expert_id == leaving.person_id
    assert ScoreSheet.objects.filter(application=signed).count() == 1
    assert Assignment.objects.filter(application=unsigned, ended_at=None).count() == 3


def test_where_the_lot_holds_nobody_else_there_is_no_replacement() -> None:
    town = city.city()
    panel, [case] = panels.at_work(town)
    first, second, third = panels.members(panel, town)
    asked = {"by": panels.manager(town), "panel": panel.reference, "application": case.reference}
    for one in (first, second):
        review_panels.replace(expert=one.person_id, because="演示", **asked)

    with pytest.raises(review_panels.NobodyLeft):
        review_panels.replace(expert=third.person_id, because="演示", **asked)
    with pytest.raises(Faulty):
        review_panels.replace(expert=third.person_id, because=" ", **asked)
    with pytest.raises(NotFound):
        review_panels.replace(expert=first.person_id, because="演示", **asked)


def test_what_was_declared_blind_does_not_open_what_names_the_applicant() -> None:
    town = city.city()
    panel, [case] = panels.at_work(town, blind=True)
    by = panels.members(panel, town)[0]
    panels.declare(case, by)
    opened = expert_case.case(by=by, reference=case.reference)
    panels.phase(case.call, number=2, starts=onward.AFTER + timedelta(days=10))
    later = city.confirmed(by.at_instant(onward.AFTER + timedelta(days=10)))

    with pytest.raises(NotDeclared):
        expert_case.case(by=later, reference=case.reference)
    named = expert_case.named(by=later, reference=case.reference)
    panels.declare(case, later)

    assert opened.head.name == ""
    assert named.applicant == town.applicant.name
    assert expert_case.case(by=later, reference=case.reference).head.name == town.applicant.name


def test_12b_who_was_drawn_as_an_expert_sees_no_more_on_a_second_seat() -> None:
    """Attack 12b: expert and round manager in one person does not see the others' scores, nor rule, nor close."""
    town = city.city()
    panel, [case] = panels.at_work(town)
    by = panels.members(panel, town)[0]
    manager = city.actor(
        Mandate.objects.create(
            person_id=by.person_id,
            organisation=town.bureau,
            role=Role.ROUND_MANAGER,
            begins_at=city.OPENS,
        ),
        at=panels.AT,
    )

    assert sight.applications(by=manager).count() == 0
    with pytest.raises(ConflictOfInterest):
        sight.reviewed_call(by=manager, reference=case.call.reference)
    with pytest.raises(ConflictOfInterest):
        sight.application(by=manager, reference=case.reference)
    with pytest.raises(ConflictOfInterest):
        review_opinions.close(by=city.confirmed(manager), application=case.reference)
    # Nor the other way round: staff of the bureau are not drawn.
    again = panels.call(town)
    onward.accepted(town, again, of=city.organisation())
    drawable = review_panel.drawable(by=panels.manager(town), reference=again.reference)
    assert f"E{by.person_id}" not in [ticket for ticket, _name, _fields in drawable.candidates]


def test_a_ruling_is_about_someone_who_sits_there_and_never_about_oneself() -> None:
    town = city.city()
    panel, [case] = panels.at_work(town)
    stranger = panels.expert(town)
    with pytest.raises(NotFound):
        _rule(town, case, stranger, GroundKind.SUSPECTED, pinned=True, reason="演示")
    member = panels.members(panel, town)[0]
    with pytest.raises(Faulty):
        review_conflicts.rule(
            by=panels.manager(town),
            application=case.reference,
            expert=member.person_id,
            ground="rumour",
            pinned=True,
            reason="演示",
        )


def test_a_conflict_is_declared_with_words() -> None:
    town = city.city()
    panel, [case] = panels.at_work(town)
    by = panels.members(panel, town)[0]

    with pytest.raises(Faulty):
        panels.declare(case, by, conflicted=True)
    with pytest.raises(Faulty):
        panels.declare(case, by, conflicted=True, words="演" * 501)


def test_an_experts_employer_changed_during_the_review_bars_with_the_next_request() -> None:
    town = city.city()
    panel, [case] = panels.at_work(town)
    by = panels.members(panel, town)[0]
    panels.declare(case, by)
    panels.profile(by, town.applicant.name)

    with pytest.raises(NotFound):
        expert_case.case(by=by, reference=case.reference)
    assert experts.expert(by=by, person_id=by.person_id or 0).profile is not None


def _rule(
    town: city.City, case: Application, by: Actor, ground: GroundKind, *, pinned: bool, reason: str
) -> None:
    later = replace(panels.manager(town), at=panels.AT + timedelta(minutes=30))
    review_conflicts.rule(
        by=later,
        application=case.reference,
        expert=by.person_id,
        ground=ground.value,
        pinned=pinned,
        reason=reason,
    )
