"""The yearly evaluation of a funded centre (Article 17): by two people, over what is over, with its effect as read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.casework import centres, city
from tests.casework.read_otherwise import read_otherwise
from zhiyun.casework.actions import evaluations, payments, tranches
from zhiyun.casework.construction.evaluating import USUAL_WEIGHTS, Line
from zhiyun.casework.queries import construction_tasks, constructions
from zhiyun.casework.refusals import NotFound, WrongStage
from zhiyun.casework.roles import Role
from zhiyun.casework.second_person import SecondPersonNeeded
from zhiyun.casework.task_books.suspended import PaymentsSuspended
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import Evaluation, EvaluationRuling, Message

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
FIRST_OVER = date(2024, 3, 15)
LINES = tuple(Line(name, weight, 80, f"演示：{name}") for name, weight in USUAL_WEIGHTS.items())


def propose(made: centres.Centre, on: date = FIRST_OVER, **given: object) -> str:
    """Propose an evaluation of the first span."""
    told = {"number": 1, "lines": LINES, "passed": True, "opinion": "演示：运行正常。", **given}
    return evaluations.propose(
        by=made.by(Role.CASE_OFFICER, on),
        construction=made.case.reference,
        calendar=centres.CALENDAR,
        **told,  # type: ignore[arg-type]
    )


def approve(made: centres.Centre, on: date = FIRST_OVER, **given: object) -> str:
    """Approve the evaluation that waits."""
    told = {"seen": Evaluation.objects.latest("pk").pk, "good": True, **given}
    by = told.pop("by", made.by(Role.ROUND_MANAGER, on))
    return evaluations.approve(by=by, construction=made.case.reference, **told)  # type: ignore[arg-type]


def page(made: centres.Centre, role: Role, on: date = FIRST_OVER) -> constructions.Page:
    return constructions.construction(
        by=made.by(role, on), reference=made.case.reference, calendar=centres.CALENDAR
    )


def asked(made: centres.Centre, role: Role, on: date = FIRST_OVER) -> list[tuple[str, ...]]:
    found = construction_tasks.tasks(by=made.by(role, on))
    return [each.address for each in found if "评价" in str(each.verb)]


def test_a_span_is_scored_on_the_four_dimensions_by_two_people_and_told_to_the_centre() -> None:
    made = centres.centre()
    lines = (replace(LINES[0], score=91), *LINES[1:])
    assert asked(made, Role.CASE_OFFICER) == [("bureau-construction", made.case.reference)]

    propose(made, lines=lines)
    assert asked(made, Role.CASE_OFFICER) == []
    assert asked(made, Role.ROUND_MANAGER) == [("evaluation-approve", made.case.reference)]
    assert page(made, Role.PREPARER).evaluations[0].said == ()
    approve(made)

    first, second = page(made, Role.PREPARER).evaluations
    assert (str(first.covers), first.told and first.told.points) == ("2023-03-15至2024-03-14", "82.20")
    assert first.told is not None
    assert (first.told.by, first.told.ruled_by) == ("", "")
    assert "只作记录" in first.told.effect
    assert (str(second.covers), second.said) == ("2024-03-15至2025-03-14", ())
    told = Message.objects.filter(subject__startswith="绩效评价结果").latest("pk")
    assert told.body.startswith("2023-03-15至2024-03-14：合格，82.20分。")
    assert asked(made, Role.ROUND_MANAGER) == asked(made, Role.CASE_OFFICER) == []


def test_a_span_is_evaluated_once_it_is_over_and_only_once() -> None:
    made = centres.centre()
    with pytest.raises(evaluations.SpanRuns):
        propose(made, FIRST_OVER - DAY)
    assert page(made, Role.CASE_OFFICER, FIRST_OVER - DAY).to_evaluate == ()
    assert page(made, Role.CASE_OFFICER).to_evaluate == (1,)
    with pytest.raises(NotFound):
        propose(made, number=3)
    propose(made)
    with pytest.raises(evaluations.EvaluationWaits):
        propose(made)
    approve(made, good=False, reason="演示：理由不足。")
    propose(made)
    approve(made)

    with pytest.raises(evaluations.AlreadyEvaluated):
        propose(made)
    with pytest.raises(evaluations.NoEvaluation):
        approve(made)
    assert EvaluationRuling.objects.filter(good=True).count() == 1


def test_whoever_proposed_an_evaluation_does_not_approve_it() -> None:
    made = centres.centre()
    propose(made)
    officer = made.by(Role.CASE_OFFICER, FIRST_OVER)
    person = made.town.seats[Role.CASE_OFFICER].person_id
    both = city.confirmed(
        city.seat(Role.ROUND_MANAGER, made.town.bureau, city.Person.objects.get(pk=person), at=officer.at)
    )

    with pytest.raises(SecondPersonNeeded):
        approve(made, by=both)
    with pytest.raises(evaluations.NoEvaluation):
        approve(made, seen=0)
    with pytest.raises(Faulty):
        approve(made, good=False)


FAULTY: tuple[Callable[[], dict[str, object]], ...] = (
    lambda: {"lines": LINES[:3]},
    lambda: {"lines": (replace(LINES[0], score=101), *LINES[1:])},
    lambda: {"lines": (replace(LINES[0], score=-1), *LINES[1:])},
    lambda: {"lines": (replace(LINES[0], weight=21), *LINES[1:])},
    lambda: {"lines": (replace(LINES[0], weight=-1), replace(LINES[1], weight=41), *LINES[2:])},
    lambda: {"lines": (replace(LINES[0], words=" "), *LINES[1:])},
    lambda: {"lines": (replace(LINES[0], words="长" * 1001), *LINES[1:])},
    lambda: {"passed": None},
    lambda: {"opinion": " "},
    lambda: {"opinion": "长" * 3001},
)


def test_scores_weights_and_words_with_a_fault_are_refused_and_the_bounds_are_not() -> None:
    made = centres.centre()

    for given in FAULTY:
        with pytest.raises(Faulty) as refused:
            propose(made, **given())
        assert len(refused.value.faults) in (1, 2), given()
    assert not Evaluation.objects.exists()
    propose(made, lines=(replace(LINES[0], score=100), replace(LINES[1], score=0), *LINES[2:]))


def test_a_revoked_centre_is_evaluated_no_more() -> None:
    made = centres.centre()
    made.fail_twice()

    with pytest.raises(WrongStage):
        propose(made, centres.SECOND_FAILED)
    assert page(made, Role.CASE_OFFICER, centres.SECOND_FAILED).to_evaluate == ()
    assert asked(made, Role.CASE_OFFICER, centres.SECOND_FAILED) == []


@pytest.mark.parametrize("suspends", [False, True])
def test_a_failed_evaluation_stops_what_is_unpaid_only_where_the_reading_says_so(
    monkeypatch: pytest.MonkeyPatch, suspends: bool
) -> None:
    """Reading A29: by its default a result is on record only; by its alternative unpaid money waits for a pass."""
    measure = read_otherwise(monkeypatch, A29="suspends_unpaid") if suspends else "cq_2021_65"
    made = centres.centre(paid=False, measure=measure)
    centres.pay(made, 1)
    tranches.release(
        by=made.by(Role.CASE_OFFICER, FIRST_OVER), task_book=made.case.reference, number=2, words="演示"
    )
    propose(made, passed=False)
    approve(made)

    def prepare(on: date) -> str:
        return payments.prepare(by=made.by(Role.FINANCE, on), application=made.case.reference, tranche=2)

    if not suspends:
        assert prepare(FIRST_OVER)
        return
    with pytest.raises(PaymentsSuspended):
        prepare(FIRST_OVER)
    propose(made, centres.LAST + DAY, number=2)
    approve(made, centres.LAST + DAY)
    assert prepare(centres.LAST + DAY)
