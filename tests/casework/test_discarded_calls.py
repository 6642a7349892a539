"""A call given up before it was published: it stays to be read, nobody goes on with it, and no list shows it."""

from __future__ import annotations

import pytest

from tests.casework import city
from tests.casework.notices import begun, places, published, sent, written
from zhiyun.casework.actions import calls as actions
from zhiyun.casework.actions import discarding
from zhiyun.casework.actor import Actor
from zhiyun.casework.queries import bureau_calls
from zhiyun.casework.refusals import NotAllowed, NotFound, WrongStage
from zhiyun.casework.roles import Role
from zhiyun.casework.stages import CallStage, VersionStage, of_call, of_version
from zhiyun.kernel.refusal import Faulty
from zhiyun.records.models import Call, CallVersion, Event, Message

pytestmark = pytest.mark.django_db

WHY = "演示：本年度不再单独申报。"


def discard(by: Actor, version: CallVersion, reason: str = WHY) -> Call:
    discarding.discard(by=by, call=version.call.reference, reason=reason)
    return Call.objects.get(pk=version.call_id)


def test_who_began_a_draft_discards_it_and_it_stays_as_it_was() -> None:
    town = city.city()
    version = written(town)
    officer = town.by(Role.CASE_OFFICER)

    call = discard(officer, version, f"  {WHY}\n")

    kept = CallVersion.objects.select_related("call").get()
    assert (call.discarded_at, call.discarded_by_id, call.discarded_because) == (
        city.NOON,
        officer.person_id,
        WHY,
    )
    assert of_call(call=call, at=city.NOON) is CallStage.DISCARDED
    assert of_version(version=kept) is VersionStage.DISCARDED
    assert (kept.title, kept.overlay, kept.edition) == (version.title, version.overlay, version.edition)


def test_a_round_manager_discards_what_another_sent_and_who_wrote_it_is_told() -> None:
    town = city.city()
    version = sent(town)
    manager = town.by(Role.ROUND_MANAGER)

    discard(manager, version)

    told = Message.objects.get(subject__startswith="申报通知草稿已作废")
    assert told.person_id == town.by(Role.CASE_OFFICER).person_id
    assert WHY in told.body
    assert told.link == f"/bureau/calls/{version.call.reference}/"


def test_another_case_officer_cannot_discard_it() -> None:
    town = city.city()
    version = begun(town)
    other = city.seat(Role.CASE_OFFICER, town.bureau)

    with pytest.raises(discarding.AnothersDraft):
        discard(other, version)

    assert Call.objects.get().discarded_at is None


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PREPARER, Role.MEETING_SECRETARY])
def test_nobody_else_discards_anything(role: Role) -> None:
    town = city.city()
    version = begun(town)

    with pytest.raises(NotAllowed):
        discard(town.by(role), version)


def test_a_round_manager_of_another_bureau_does_not_find_it() -> None:
    town = city.city()
    version = begun(town)

    with pytest.raises(NotFound):
        discard(city.city().by(Role.ROUND_MANAGER), version)


@pytest.mark.parametrize("reason", ["", "  ", "长" * 501])
def test_a_reason_is_asked_of_at_most_five_hundred_characters(reason: str) -> None:
    town = city.city()
    version = begun(town)

    with pytest.raises(Faulty) as refused:
        discard(town.by(Role.CASE_OFFICER), version, reason)

    assert places(refused.value) == ["reason"]
    assert discard(town.by(Role.CASE_OFFICER), version, "长" * 500).discarded_at == city.NOON


def test_what_was_published_once_is_never_discarded() -> None:
    town = city.city()
    call = published(town)

    with pytest.raises(WrongStage):
        discarding.discard(by=town.by(Role.ROUND_MANAGER), call=call.reference, reason=WHY)


def test_nothing_more_is_done_with_what_was_discarded() -> None:
    town = city.city()
    version = sent(town)
    officer, manager = town.by(Role.CASE_OFFICER), town.by(Role.ROUND_MANAGER)
    discard(officer, version)

    with pytest.raises(WrongStage):
        actions.approve(by=manager, version=version.pk, edition=version.edition)
    with pytest.raises(WrongStage):
        actions.send_back(by=manager, version=version.pk, reason="演示")
    with pytest.raises(WrongStage):
        discard(manager, version)

    assert Call.objects.get().current is None


def test_the_record_says_who_discarded_it_and_why() -> None:
    town = city.city()
    version = begun(town)

    discard(town.by(Role.CASE_OFFICER), version)

    event = Event.objects.get(action="call.discard")
    assert event.chain_id == f"call:{version.call.reference}"
    assert (event.before, event.after) == ({"version": 1}, {"reason": WHY})


def test_no_list_and_no_desk_shows_it_unless_asked_for() -> None:
    town = city.city()
    kept, given_up = begun(town).call.reference, sent(town)
    officer, manager = town.by(Role.CASE_OFFICER), town.by(Role.ROUND_MANAGER)
    assert [task.address for task in bureau_calls.tasks(by=manager)] != []

    discard(officer, given_up)

    listed = [each.reference for each in bureau_calls.bureau_calls(by=officer)]
    discarded = [
        (each.reference, each.state) for each in bureau_calls.bureau_calls(by=officer, discarded=True)
    ]
    assert listed == [kept]
    assert discarded == [(given_up.call.reference, "已作废")]
    assert list(bureau_calls.tasks(by=manager)) == []


def test_its_desk_says_why_and_offers_nothing_more() -> None:
    town = city.city()
    version = sent(town)
    manager = town.by(Role.ROUND_MANAGER)
    offered = bureau_calls.workbench(by=manager, reference=version.call.reference)

    discard(manager, version)

    shown = bureau_calls.workbench(by=manager, reference=version.call.reference)
    assert (offered.may_discard, offered.in_hand.may_approve) == (True, True)  # type: ignore[union-attr]
    assert (shown.may_discard, shown.in_hand.may_approve) == (False, False)  # type: ignore[union-attr]
    assert shown.discarded == bureau_calls.Discarded(city.NOON, manager.name, WHY)
    assert shown.history[0].said == WHY
