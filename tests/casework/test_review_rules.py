"""What a review refuses, and why: each rule at its edge."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from tests.casework import city, onward, panels
from zhiyun.casework import reviewing
from zhiyun.casework.actions import (
    review_conflicts,
    review_opinions,
    review_panels,
    review_set_up,
    review_sheets,
    site_visits,
)
from zhiyun.casework.actions.review_set_up import Phase
from zhiyun.casework.actions.site_visits import Attendee, Seen
from zhiyun.casework.actor import Actor
from zhiyun.casework.queries import review_board
from zhiyun.casework.refusals import NotFound, Stale
from zhiyun.casework.reviewing import lots, schemes, spread
from zhiyun.casework.reviewing.schemes import Criterion
from zhiyun.casework.roles import Role
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import Message, OpinionSignature, ReviewPhase, SheetDraft, StepKind

pytestmark = pytest.mark.django_db

CRITERION = Criterion("c1", "演示评分项", "", 10, 100)


def test_points_at_the_line_need_no_reason_and_points_below_do() -> None:
    told = [CRITERION.wants_reason(points) for points in (5, 6, 10)]

    assert told == [True, False, False]
    assert replace(CRITERION, reason_needed=True).wants_reason(10)
    assert not replace(CRITERION, reason_below=0).wants_reason(0)


def test_a_total_is_exact_and_its_hundredths_are_rounded_half_up() -> None:
    listed = (replace(CRITERION, most=3, weight=50), replace(CRITERION, code="c2", weight=50))

    score = schemes.total(listed=listed, points={"c1": 1, "c2": 7})

    assert score == Fraction(50, 3) + 35
    assert schemes.hundredths(score=score) == 5167
    assert schemes.hundredths(score=Fraction(1, 200)) == 1


def test_an_outlier_lies_further_from_the_middle_than_agreed_and_two_scores_have_none() -> None:
    def far(*scores: int) -> tuple[int, ...]:
        told = spread.spread(scores=list(map(Fraction, scores)), outlier_points=15)
        assert told is not None
        return told.outliers

    assert (far(70, 80, 95), far(70, 80, 96), far(10, 90)) == ((), (2,), ())
    assert spread.spread(scores=[], outlier_points=15) is None
    assert spread.median(scores=[Fraction(1), Fraction(2), Fraction(4), Fraction(9)]) == 3


def test_a_scheme_is_refused_with_every_fault_and_cannot_change_once_a_panel_was_drawn() -> None:
    town = city.city()
    _panel, [case] = panels.at_work(town)
    asked = {"by": panels.manager(town), "call": case.call.reference}
    wrong = (Criterion("c1", "", "", 0, 101, reason_below=101),)

    with pytest.raises(Faulty) as told:
        review_set_up.set_scheme(criteria=wrong, outlier_points=101, passing_points=-1, **asked)
    with pytest.raises(Faulty):
        review_set_up.set_scheme(criteria=(), **asked)
    with pytest.raises(review_set_up.PanelDrawn):
        review_set_up.set_scheme(criteria=schemes.STARTING_POINT, **asked)

    assert told.value.count == 7


def test_phases_follow_each_other_after_closing_blind_first_and_one_of_them_scores() -> None:
    town = city.city()
    under = panels.call(town)
    asked = {"by": panels.manager(town), "call": under.reference}
    day = timedelta(days=1)

    def phase(begins: int, ends: int, **kind: bool) -> Phase:
        told = {"blind": False, "scoring": True, "scores_open": False} | kind
        return Phase("演示", city.CLOSES + begins * day, city.CLOSES + ends * day, **told)

    for wrong in (
        [],
        [phase(1, 1)],
        [phase(-1, 1)],
        [phase(0, 3), phase(2, 4)],
        [phase(0, 1), phase(1, 2, blind=True)],
        [phase(0, 1, scoring=False)],
        [replace(phase(0, 1), name=" ")],
    ):
        with pytest.raises(Faulty):
            review_set_up.set_phases(phases=wrong, **asked)
    review_set_up.set_phases(phases=[phase(0, 1, blind=True), phase(1, 2)], **asked)

    assert list(under.review_phases.order_by("number").values_list("number", "blind")) == [
        (1, True),
        (2, False),
    ]


def test_a_phase_that_was_scored_in_may_be_prolonged_and_not_undone() -> None:
    town = city.city()
    panel, [case] = panels.at_work(town)
    by = panels.members(panel, town)[0]
    panels.declare(case, by)
    panels.score(case, by)
    row = ReviewPhase.objects.get(call=case.call)
    asked = {"by": panels.manager(town), "call": case.call.reference}
    longer = Phase(row.name, row.begins_at, row.ends_at + timedelta(days=3), False, True, False)

    with pytest.raises(review_set_up.PhaseInUse):
        review_set_up.set_phases(phases=[replace(longer, blind=True)], **asked)
    review_set_up.set_phases(phases=[longer], **asked)

    assert ReviewPhase.objects.get(call=case.call).ends_at == longer.ends_at


def test_a_draw_needs_a_case_a_scheme_and_a_pool_that_can_fill_it_and_is_made_once() -> None:
    town = city.city()
    under = panels.call(town)
    asked = {"by": panels.manager(town), "call": under.reference, "name": "演示", "seed": panels.SEED}
    with pytest.raises(review_panels.NothingToJudge):
        review_panels.draw(size=1, fields=(), **asked)
    onward.accepted(town, under)
    with pytest.raises(schemes.NoScheme):
        review_panels.draw(size=1, fields=(), **asked)
    panels.scheme(town, under)
    with pytest.raises(lots.NoPanel):
        review_panels.draw(size=1, fields=(), **asked)
    panels.profile(town.seats[Role.EXPERT])

    with pytest.raises(Faulty) as told:
        review_panels.draw(**asked | {"name": ""}, size=0, fields=("无人懂的领域",))
    review_panels.draw(size=1, fields=("专利运营",), **asked)
    with pytest.raises(review_panels.NothingToJudge):
        review_panels.draw(size=1, fields=(), **asked)

    assert told.value.count == 3


def test_only_the_bureau_of_a_construction_call_sets_up_its_review() -> None:
    town, elsewhere = city.city(), city.city()
    under, subsidy = panels.call(town), city.call(town)

    for by, call in ((panels.manager(elsewhere), under), (panels.manager(town), subsidy)):
        with pytest.raises(NotFound):
            review_set_up.set_scheme(by=by, call=call.reference, criteria=schemes.STARTING_POINT)
        with pytest.raises(NotFound):
            review_panels.remind(by=by, call=call.reference)


def test_who_has_sheets_to_sign_is_reminded_of_how_many_and_not_of_which() -> None:
    town = city.city()
    panel, [case, other] = panels.at_work(town, count=2)
    first, *_rest = panels.members(panel, town)
    for each in (case, other):
        panels.declare(each, first)
        panels.score(each, first)
    before = Message.objects.count()

    told = review_panels.remind(by=panels.manager(town), call=case.call.reference)

    written = Message.objects.order_by("-pk")[: Message.objects.count() - before]
    assert (told, len(written)) == ("2", 2)
    assert {each.body for each in written} == {
        "您还有2件评分表没有签署，请在评审时段内完成。截止时间见评审工作台。"
    }
    assert review_board.board(by=panels.manager(town), reference=case.call.reference).missing == 4


def test_a_sheet_is_signed_as_it_was_shown_whole_and_by_its_own_expert() -> None:
    town = city.city()
    panel, [case] = panels.at_work(town)
    by = panels.members(panel, town)[0]
    panels.declare(case, by)
    with pytest.raises(review_sheets.SheetMoved):
        review_sheets.sign(by=by, assignment=case.reference, edition=0)
    filled = panels.typed(case)
    for place, text in {"points:c1": "21", "met:1": "", "remark": "演" * 1001}.items():
        edition = _save(case.reference, by, filled | {place: text})
        with pytest.raises(Faulty) as told:
            review_sheets.sign(by=by, assignment=case.reference, edition=edition)
        assert told.value.count == 1
    low = filled | {"points:c1": "11", "reasons:c1": "", "met:1": "no", "opinions:1": ""}
    edition = _save(case.reference, by, low)
    with pytest.raises(Faulty) as told:
        review_sheets.sign(by=by, assignment=case.reference, edition=edition)
    assert told.value.count == 2

    edition = _save(case.reference, by, filled)
    with pytest.raises(review_sheets.SheetMoved):
        review_sheets.sign(by=by, assignment=case.reference, edition=edition - 1)
    with pytest.raises(Stale):
        review_sheets.save(by=by, assignment=case.reference, typed={"remark": "别的窗口"}, edition=0)


def test_an_opinion_waits_for_every_sheet_and_is_the_chairs() -> None:
    town = city.city()
    panel, [case] = panels.at_work(town)
    chair, second, third = panels.members(panel, town)
    for by in (chair, second):
        panels.declare(case, by)
        panels.score(case, by)
    asked = {"assignment": case.reference, "opinion": panels.opinion(case)}
    with pytest.raises(review_opinions.SheetsMissing):
        review_opinions.write(by=chair, **asked)
    panels.declare(case, third)
    panels.score(case, third)
    with pytest.raises(review_opinions.NotTheChair):
        review_opinions.write(by=second, **asked)

    review_opinions.write(by=chair, **asked)

    with pytest.raises(review_sheets.OpinionWritten):
        panels.score(case, second)


def test_an_opinion_is_refused_with_every_fault_and_proposes_no_more_than_was_asked() -> None:
    town = city.city()
    panel, [case] = panels.at_work(town)
    panels.ready(town, panel, case)
    chair = panels.members(panel, town)[0]
    asked = {"by": chair, "assignment": case.reference}
    good = panels.opinion(case)
    no = review_opinions.Answer(False, "")

    faulty = {
        "nothing": review_opinions.Opinion(None, None, "", ()),
        "too much": replace(good, proposed_fen=300_000_001),
        "no amount": replace(good, proposed_fen=None),
        "no reason": replace(good, answers=(no, *good.answers[1:])),
    }
    counts = {}
    for name, wrong in faulty.items():
        with pytest.raises(Faulty) as told:
            review_opinions.write(opinion=wrong, **asked)
        counts[name] = told.value.count

    assert counts == {"nothing": 2 + len(good.answers), "too much": 1, "no amount": 1, "no reason": 1}
    review_opinions.write(opinion=replace(good, proposed_fen=300_000_000), **asked)


def test_everyone_signs_once_the_newest_draft_or_dissents_with_words() -> None:
    town = city.city()
    panel, [case] = panels.at_work(town)
    panels.ready(town, panel, case)
    chair, second, third = panels.members(panel, town)
    asked = {"assignment": case.reference}
    with pytest.raises(review_opinions.NoOpinionYet):
        review_opinions.sign(by=second, number=1, agrees=True, **asked)
    review_opinions.write(by=chair, opinion=panels.opinion(case), **asked)
    review_opinions.write(by=chair, opinion=panels.opinion(case), **asked)
    with pytest.raises(review_opinions.NoOpinionYet):
        review_opinions.sign(by=second, number=1, agrees=True, **asked)
    with pytest.raises(Faulty):
        review_opinions.sign(by=second, number=2, agrees=False, dissent=" ", **asked)
    review_opinions.sign(by=second, number=2, agrees=False, dissent="演示：金额偏高", **asked)
    with pytest.raises(review_opinions.AlreadySigned):
        review_opinions.sign(by=second, number=2, agrees=True, **asked)
    assert reviewing.opinion(application=case) is None

    review_opinions.sign(by=third, number=2, agrees=True, **asked)

    holds = reviewing.opinion(application=case)
    assert holds is not None
    assert holds.number == 2
    assert list(OpinionSignature.objects.filter(agrees=False).values_list("dissent", flat=True)) == [
        "演示：金额偏高"
    ]


def test_a_review_is_not_closed_on_an_incomplete_opinion_a_conflict_or_an_unsigned_visit() -> None:
    town = city.city()
    panel, [case] = panels.at_work(town)
    panels.ready(town, panel, case)
    asked = {"by": panels.manager(town), "application": case.reference}
    with pytest.raises(review_opinions.OpinionIncomplete):
        review_opinions.close(**asked)
    key = site_visits.plan(
        by=panels.manager(town),
        application=case.reference,
        planned_at=panels.AT + timedelta(days=1),
        place="演示",
        why="演示",
        checklist=["演示"],
    )
    panels.agreed(town, panel, case)
    with pytest.raises(review_opinions.VisitUnrecorded):
        review_opinions.close(**asked)
    _record(town, int(key))
    with pytest.raises(review_opinions.VisitUnrecorded):
        review_opinions.close(**asked)
    later = panels.manager(town, panels.AT + timedelta(days=2))
    site_visits.sign(by=later, visit=int(key))
    by = panels.members(panel, town)[1]
    interest = review_conflicts.Interest(town.applicant.name, "", "advising")
    told = int(review_conflicts.tell_interest(by=by, person=by.person_id, interest=interest))
    with pytest.raises(review_opinions.ConflictUnsettled):
        review_opinions.close(**asked)
    review_conflicts.withdraw_interest(by=by, person=by.person_id, interest=told)

    review_opinions.close(**asked)

    assert panels.reread(case).last_step == StepKind.REVIEWED


def test_a_recusal_after_the_opinion_takes_it_down() -> None:
    town = city.city()
    panel, [case] = panels.at_work(town)
    panels.ready(town, panel, case)
    panels.agreed(town, panel, case)
    member = panels.members(panel, town)[2]

    review_conflicts.rule(
        by=panels.manager(town),
        application=case.reference,
        expert=member.person_id,
        ground="suspected",
        pinned=True,
        reason="演示",
    )

    assert reviewing.opinion(application=case) is None


def test_a_visit_says_when_where_why_and_what_and_its_record_answers_each_point() -> None:
    town = city.city()
    case = onward.accepted(town, panels.call(town))
    by = town.by(Role.CASE_OFFICER, at=panels.AT)
    with pytest.raises(Faulty) as told:
        site_visits.plan(by=by, application=case.reference, planned_at=None, place="", why="", checklist=[])
    assert told.value.count == 4
    key = site_visits.plan(
        by=by,
        application=case.reference,
        planned_at=panels.AT,
        place="演示",
        why="演示",
        checklist=["一", "二"],
    )
    with pytest.raises(Faulty) as told:
        site_visits.record(
            by=by,
            visit=int(key),
            visited_at=panels.AT + timedelta(seconds=1),
            findings=[Seen(None, ""), Seen(False, "")],
            attendees=[Attendee(" ", "")],
        )
    assert told.value.count == 4

    with pytest.raises(Faulty):
        site_visits.record(by=by, visit=int(key), visited_at=panels.AT, findings=[], attendees=[])


def test_a_record_is_signed_once_by_each() -> None:
    town = city.city()
    case = onward.accepted(town, panels.call(town))
    visit = panels.visited(town, case)
    by = town.by(Role.CASE_OFFICER, at=panels.AT + timedelta(hours=2))

    with pytest.raises(site_visits.SignedAlready):
        site_visits.sign(by=by, visit=visit.pk)
    with pytest.raises(Faulty):
        site_visits.sign(
            by=panels.manager(town, panels.AT + timedelta(hours=2)), visit=visit.pk, remark="演" * 1001
        )


def _save(reference: str, by: Actor, typed: dict[str, str]) -> int:
    draft = SheetDraft.objects.filter(application__reference=reference).first()
    return int(
        review_sheets.save(
            by=by,
            assignment=reference,
            typed=typed,
            edition=draft.edition if draft else 0,
        )
    )


def _record(town: city.City, key: int) -> None:
    later = town.by(Role.CASE_OFFICER, at=panels.AT + timedelta(days=2))
    site_visits.record(
        by=later,
        visit=key,
        visited_at=panels.AT + timedelta(days=1),
        findings=[Seen(True, "")],
        attendees=[Attendee("演示", "演示")],
    )
