"""Drafts are nowhere in public, and what waits stands at the right desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.casework import city
from tests.casework.notices import NOTICE, changed, published, sent, written
from zhiyun.casework.actions import calls as actions
from zhiyun.casework.queries import bureau_calls, desk
from zhiyun.casework.queries import calls as queries
from zhiyun.casework.refusals import NotFound
from zhiyun.casework.roles import Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("stage", ["draft", "sent"])
def test_drafts_and_sent_versions_are_nowhere_in_public(stage: str) -> None:
    town = city.city()
    version = written(town) if stage == "draft" else sent(town)

    assert queries.published(at=city.NOON, words="演示").total == 0
    assert queries.newest(at=city.NOON, most=10) == ()
    assert queries.round_named(at=city.NOON, reference=version.call.reference) is None
    with pytest.raises(NotFound):
        queries.call(at=city.NOON, reference=version.call.reference)


def test_the_next_version_in_hand_shows_nothing_in_public() -> None:
    town = city.city()
    call = published(town)
    changed(town, call, at=city.NOON, title="尚未公开的标题", body="尚未公开的正文")

    page = queries.call(at=city.NOON, reference=call.reference)

    assert page.shown.words.title == NOTICE.title
    assert [each.number for each in page.versions] == [1]
    assert queries.published(at=city.NOON, words="尚未公开").total == 0
    with pytest.raises(NotFound):
        queries.call(at=city.NOON, reference=call.reference, number=2)


def test_words_are_sought_in_title_and_body_and_wild_cards_are_only_letters() -> None:
    town = city.city()
    published(town, replace(NOTICE, body="支持知识产权保险"))

    found = [
        queries.published(at=city.NOON, words=words).total
        for words in ("保险", "演示 保险", "演示 缺席", "%", "_")
    ]

    assert found == [1, 1, 0, 0, 0]


def test_pages_are_bounded() -> None:
    town = city.city()
    for _ in range(3):
        city.call(town)

    page = queries.published(at=city.NOON, page=2, size=2)

    assert (page.total, page.pages, len(page.lines)) == (3, 2, 1)
    for beyond in (0, 3, -1):
        with pytest.raises(NotFound):
            queries.published(at=city.NOON, page=beyond, size=2)


def test_a_sent_version_waits_for_everyone_but_its_writers() -> None:
    town = city.city()
    sent(town)

    waiting = {
        role: [task.verb for task in desk.waiting(by=town.by(role))]
        for role in (Role.CASE_OFFICER, Role.ROUND_MANAGER, Role.AUDITOR)
    }

    assert waiting == {Role.CASE_OFFICER: [], Role.ROUND_MANAGER: ["复核申报通知"], Role.AUDITOR: []}


def test_a_version_sent_back_waits_for_its_writer() -> None:
    town = city.city()
    version = sent(town)
    actions.send_back(by=town.by(Role.ROUND_MANAGER), version=version.pk, reason="请补")

    [task] = desk.waiting(by=town.by(Role.CASE_OFFICER))

    assert task.verb == "修改申报通知"
    assert desk.waiting(by=town.by(Role.ROUND_MANAGER)) == ()


def test_a_call_that_closes_within_three_days_is_on_the_desk_until_it_closes() -> None:
    town = city.city()
    city.call(town)
    seen = [
        len(desk.waiting(by=town.by(Role.CASE_OFFICER, at=at)))
        for at in (
            city.CLOSES - timedelta(days=3, microseconds=1),
            city.CLOSES - timedelta(days=3),
            city.CLOSES - timedelta(microseconds=1),
            city.CLOSES,
        )
    ]

    assert seen == [0, 1, 1, 0]


def test_the_history_says_who_did_what() -> None:
    town = city.city()
    call = published(town)

    history = bureau_calls.workbench(by=town.by(Role.AUDITOR), reference=call.reference).history

    assert [(each.what, each.by) for each in history] == [
        ("复核并发布申报通知", town.by(Role.ROUND_MANAGER).name),
        ("把申报通知送复核", town.by(Role.CASE_OFFICER).name),
        ("保存申报通知草稿", town.by(Role.CASE_OFFICER).name),
        ("起草申报通知", town.by(Role.CASE_OFFICER).name),
    ]


@pytest.mark.parametrize("role", [role for role in Role if role not in bureau_calls.READERS])
def test_a_change_in_hand_is_nobody_elses_even_where_the_call_is_public(role: Role) -> None:
    town = city.city()
    call = published(town)
    changed(town, call, at=city.NOON, title="尚未公开的标题")

    with pytest.raises(NotFound):
        bureau_calls.workbench(by=town.by(role), reference=call.reference)
    assert bureau_calls.bureau_calls(by=town.by(role)) == ()


def test_an_officer_of_another_bureau_does_not_see_a_change_in_hand() -> None:
    town = city.city()
    call = published(town)
    changed(town, call, at=city.NOON, title="尚未公开的标题")
    stranger = city.seat(Role.CASE_OFFICER, city.organisation("演示外市知识产权局"))

    with pytest.raises(NotFound):
        bureau_calls.workbench(by=stranger, reference=call.reference)
    assert bureau_calls.bureau_calls(by=stranger) == ()
