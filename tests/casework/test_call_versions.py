"""A published call opens and closes to the second, and changes only in versions everyone can compare."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tests.casework import city
from tests.casework.notices import NOTICE, changed, places, published, sent
from zhiyun.casework import calls
from zhiyun.casework.actions import calls as actions
from zhiyun.casework.actor import SHANGHAI
from zhiyun.casework.calls import DifferenceKind, MaterialWords
from zhiyun.casework.calls.publishing import ADDRESS
from zhiyun.casework.queries import calls as queries
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import CallStage
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import CallVersion, Event, IssuedPaper, Message

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("at", "stage"),
    [
        (NOTICE.opens_at - timedelta(microseconds=1), CallStage.ANNOUNCED),  # type: ignore[operator]
        (NOTICE.opens_at, CallStage.OPEN),
        (NOTICE.closes_at - timedelta(microseconds=1), CallStage.OPEN),  # type: ignore[operator]
        (NOTICE.closes_at, CallStage.CLOSED),
    ],
)
def test_a_call_opens_and_closes_to_the_microsecond(at: datetime, stage: CallStage) -> None:
    call = published(city.city())

    page = queries.call(at=at, reference=call.reference)

    assert page.stage is stage
    for asked in CallStage:
        found = queries.published(at=at, stage=asked).total
        assert found == (asked is stage)


def test_a_call_that_should_have_opened_already_is_not_published_late() -> None:
    town = city.city()
    version = sent(town)
    assert NOTICE.opens_at is not None
    late = town.by(Role.ROUND_MANAGER, at=NOTICE.opens_at + timedelta(microseconds=1))

    with pytest.raises(Faulty) as refused:
        actions.approve(by=late, version=version.pk, edition=version.edition)
    actions.approve(by=city.confirmed(late.at_instant(NOTICE.opens_at)), version=version.pk, edition=2)

    assert places(refused.value) == ["opens_at"]


def test_an_open_call_keeps_its_opening_and_cannot_close_in_the_past() -> None:
    town = city.city()
    call = published(town)
    assert NOTICE.opens_at is not None
    at = NOTICE.opens_at + timedelta(days=10)
    version = changed(
        town, call, at=at, opens_at=NOTICE.opens_at + timedelta(days=1), closes_at=at - timedelta(seconds=1)
    )

    with pytest.raises(Faulty) as refused:
        actions.send(by=town.by(Role.CASE_OFFICER, at=at), version=version.pk, edition=2)

    assert places(refused.value) == ["opens_at", "closes_at"]


def test_an_announced_call_cannot_open_in_the_past() -> None:
    town = city.city()
    call = published(town)
    version = changed(town, call, at=city.NOON, opens_at=city.NOON - timedelta(seconds=1))

    with pytest.raises(Faulty) as refused:
        actions.send(by=town.by(Role.CASE_OFFICER), version=version.pk, edition=2)

    assert places(refused.value) == ["opens_at"]


def test_a_closed_call_never_opens_again() -> None:
    town = city.city()
    call = published(town)
    assert NOTICE.closes_at is not None
    version = changed(
        town,
        call,
        at=NOTICE.closes_at - timedelta(hours=1),
        closes_at=NOTICE.closes_at + timedelta(days=1),
        materials=(),
        contact="另一电话",
    )

    with pytest.raises(Faulty) as refused:
        actions.send(by=town.by(Role.CASE_OFFICER, at=NOTICE.closes_at), version=version.pk, edition=2)

    assert places(refused.value) == ["closes_at", "materials"]


def test_the_contact_of_a_closed_call_may_still_be_mended() -> None:
    town = city.city()
    call = published(town)
    assert NOTICE.closes_at is not None
    version = changed(town, call, at=NOTICE.closes_at, contact="另一电话")

    actions.send(by=town.by(Role.CASE_OFFICER, at=NOTICE.closes_at), version=version.pk, edition=2)
    actions.approve(by=town.by(Role.ROUND_MANAGER, at=NOTICE.closes_at), version=version.pk, edition=2)

    call.refresh_from_db()
    assert call.current == version


def test_closing_at_midnight_is_the_day_before() -> None:
    midnight = datetime(2026, 7, 1, 0, 0, tzinfo=SHANGHAI)

    assert calls.closing_day(closes_at=midnight) == date(2026, 6, 30)
    assert calls.closing_day(closes_at=midnight + timedelta(seconds=1)) == date(2026, 7, 1)


def test_a_change_needs_a_note_and_something_changed() -> None:
    town = city.city()
    call = published(town)
    officer = town.by(Role.CASE_OFFICER)
    version = CallVersion.objects.get(pk=int(actions.change(by=officer, call=call.reference)))

    with pytest.raises(Faulty) as refused:
        actions.send(by=officer, version=version.pk, edition=1)
    words = replace(calls.words_of(version=version), change_note="只写说明")
    actions.save(by=officer, version=version.pk, edition=1, words=words)
    with pytest.raises(actions.NothingChanged):
        actions.send(by=officer, version=version.pk, edition=2)

    assert places(refused.value) == ["change_note"]


def test_only_one_change_is_in_hand() -> None:
    town = city.city()
    call = published(town)
    actions.change(by=town.by(Role.CASE_OFFICER), call=call.reference)

    with pytest.raises(actions.ChangeInHand):
        actions.change(by=town.by(Role.ROUND_MANAGER), call=call.reference)


def test_differences_are_told_field_by_field_and_entry_by_entry() -> None:
    before = replace(NOTICE, materials=(MaterialWords(2, 4, "承诺书", code="call_1"),))
    after = replace(
        before,
        closes_at=NOTICE.closes_at + timedelta(days=1, seconds=1),  # type: ignore[operator]
        conditions=(replace(NOTICE.conditions[0], years=3),),
        materials=(*before.materials, MaterialWords(2, 5, "台账", required=False, code="call_2")),
        kinds=(),
    )

    found = calls.differences(before=before, after=after)

    assert [(each.what, each.kind, each.before, each.after) for each in found] == [
        ("截止时间", DifferenceKind.CHANGED, "2026-07-31 18:00:00", "2026-08-01 18:00:01"),
        (
            "条件 第一条第7项",
            DifferenceKind.CHANGED,
            "近两年未被行政处罚（近2年未受行政处罚）",
            "近两年未被行政处罚（近3年未受行政处罚）",
        ),
        (
            "条件 第一条第8项",
            DifferenceKind.REMOVED,
            "有专门场所（由人判断：场所是否满足服务需要）",
            "",
        ),
        ("材料 台账", DifferenceKind.ADDED, "", "台账（有则提交，通知第二条第5项）"),
        ("业务类型 保险", DifferenceKind.REMOVED, "第二部分第3项；证明：保险合同、保费发票", ""),
    ]
    assert calls.differences(before=after, after=after) == ()


def test_everyone_who_began_is_told_what_changed_and_nobody_else() -> None:
    town = city.city()
    call = published(town)
    city.application(town, call)
    assert NOTICE.closes_at is not None
    version = changed(town, call, at=city.NOON, closes_at=NOTICE.closes_at + timedelta(days=3))
    actions.send(by=town.by(Role.CASE_OFFICER), version=version.pk, edition=2)

    actions.approve(by=town.by(Role.ROUND_MANAGER), version=version.pk, edition=2)

    messages = Message.objects.all()
    members = {town.by(Role.PREPARER).person_id, town.by(Role.LEGAL_REPRESENTATIVE).person_id}
    assert {each.person_id for each in messages} == members
    assert {each.link for each in messages} == {ADDRESS.format(call.reference)}
    assert "「2026-07-31 18:00:00」改为「2026-08-03 18:00:00」" in messages[0].body
    assert "演示说明" in messages[0].body
    assert IssuedPaper.objects.get(call_version=version).content["changes"] != []


def test_a_form_sent_twice_publishes_once() -> None:
    town = city.city()
    version = sent(town)
    manager = town.by(Role.ROUND_MANAGER)

    answers = {actions.approve(by=manager, version=version.pk, edition=2, key="form-1") for _ in range(2)}

    assert answers == {"演示知发〔2026〕7号（TZ-2026-1第1版）"}
    assert Event.objects.filter(action="call.approve").count() == 1
