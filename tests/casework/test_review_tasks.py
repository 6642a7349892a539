"""The bureau's desk says what a review waits for: a draw, a ruling, a replacement, a record, its end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.casework import city, onward, panels
from zhiyun.casework.actions import review_conflicts, review_panels, site_visits
from zhiyun.casework.actor import Actor
from zhiyun.casework.queries import review_tasks
from zhiyun.casework.roles import Role
from zhiyun.records.models import Application

pytestmark = pytest.mark.django_db


def asked(by: Actor) -> list[tuple[str, str]]:
    """Give what is asked, without the call's title, and the name of the page it leads to."""
    return [(task.what.rpartition("：")[2], task.address[0]) for task in review_tasks.tasks(by=by)]


def pin(town: city.City, case: Application, expert: Actor, *, pinned: bool = True) -> None:
    assert expert.person_id is not None
    review_conflicts.rule(
        by=panels.manager(town),
        application=case.reference,
        expert=expert.person_id,
        ground="declared",
        pinned=pinned,
        reason="演示理由",
    )


def test_a_tied_expert_waits_for_a_ruling_and_then_for_the_next_of_the_lot() -> None:
    town = city.city()
    panel, [case] = panels.at_work(town)
    *_others, tied = panels.members(panel, town)
    manager = panels.manager(town)
    before = asked(manager)

    panels.declare(case, tied, conflicted=True, words="演示：曾任顾问。")
    declared = asked(manager)
    pin(town, case, tied)
    pinned = asked(manager)
    review_panels.replace(
        by=manager,
        panel=panel.reference,
        expert=tied.person_id,
        because="演示理由",
        application=case.reference,
    )

    assert before == []
    assert declared == [("1件有专家应当回避", "review-case")]
    assert pinned == [("1件有专家离组，还没有递补", "review-case")]
    assert asked(manager) == []


def test_an_opinion_waits_for_the_reviews_end_only_where_nobody_is_missing() -> None:
    town = city.city()
    panel, cases = panels.at_work(town, count=2)
    for case in cases:
        panels.ready(town, panel, case)
        panels.agreed(town, panel, case)
    both = asked(panels.manager(town))

    panels.declare(cases[0], panels.members(panel, town)[-1], conflicted=True, words="演示：曾任顾问。")

    assert both == [("2件可以结束评审", "review-board")]
    assert sorted(asked(panels.manager(town))) == [
        ("1件可以结束评审", "review-case"),
        ("1件有专家应当回避", "review-case"),
    ]


def test_a_dismissed_tie_is_not_asked_about_until_it_is_told_again() -> None:
    town = city.city()
    panel, [case] = panels.at_work(town)
    *_others, tied = panels.members(panel, town)
    panels.declare(case, tied, conflicted=True, words="演示：曾任顾问。")
    pin(town, case, tied, pinned=False)
    dismissed = asked(panels.manager(town))

    later = tied.at_instant(panels.AT + timedelta(hours=1))
    panels.declare(case, later, conflicted=True, words="演示：还有合作项目。")

    assert dismissed == []
    assert asked(panels.manager(town)) == [("1件有专家应当回避", "review-case")]


def test_what_was_accepted_waits_for_a_draw() -> None:
    town = city.city()
    onward.accepted(town, panels.call(town), papers=[])

    assert asked(panels.manager(town)) == [("1件待抽取专家", "review-board")]
    assert asked(town.by(Role.CASE_OFFICER, at=panels.AT)) == []


def test_a_visit_waits_for_its_record_from_its_hour_on() -> None:
    town = city.city()
    _panel, [case] = panels.at_work(town)
    officer = town.by(Role.CASE_OFFICER, at=panels.AT)
    site_visits.plan(
        by=officer,
        application=case.reference,
        planned_at=panels.AT + timedelta(hours=1),
        place="演示路1号",
        why="演示事由",
        checklist=["演示要点"],
    )

    later = officer.at_instant(panels.AT + timedelta(hours=1))

    assert asked(officer) == []
    assert asked(later) == [("1件的现场评估等待记录和签字", "review-case")]


def test_nobody_else_is_asked() -> None:
    town = city.city()
    panels.at_work(town)

    for role in (Role.EXPERT, Role.AUDITOR, Role.MEETING_SECRETARY, Role.PREPARER):
        assert review_tasks.tasks(by=town.by(role, at=panels.AT)) == ()
