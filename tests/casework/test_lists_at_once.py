"""Those who object, confirm, revise, publish and freeze at the same instant: one order of things, whoever comes first.

Never is a list confirmed over an objection that is open, never are two lists of one call live, and what lost the
race is told why (attack 23).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from threading import Barrier

import pytest
from django.db import connection

from tests.casework import city, meeting_room, noticed, onward
from zhiyun.casework import ledger
from zhiyun.casework.actions import meeting_minutes, notices, objections
from zhiyun.casework.publicity.handling import Answered
from zhiyun.casework.roles import Role
from zhiyun.kernel.refusal import Refusal
from zhiyun.records.models import (
    Application,
    Confirmation,
    Objection,
    Publication,
    Resolution,
    StepKind,
    Transfer,
    TransferKind,
)

pytestmark = pytest.mark.django_db(transaction=True)

TWO = "100000000 50000000"
LAST = date(2026, 10, 9)
DAY_AFTER = noticed.at(date(2026, 10, 10), "00:10:00")


@pytest.fixture
def town() -> city.City:
    return city.city()


def at_once(*deeds: Callable[[], str]) -> list[str]:
    """Let each be done by a thread of its own, all at the same instant; give the answers, or what refused."""
    ready = Barrier(len(deeds))

    def one(deed: Callable[[], str]) -> str:
        try:
            ready.wait(timeout=30)
            return deed()
        except Refusal as refusal:
            return type(refusal).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(one, deeds))


def running(town: city.City) -> tuple[Publication, Sequence[Application]]:
    """Publish a list of two whose last day is 2026-10-09."""
    resolution, cases = noticed.decided(town, TWO)
    return noticed.published(town, resolution), cases


def confirming(town: city.City, listed: Publication, at: datetime = DAY_AFTER) -> Callable[[], str]:
    manager = noticed.by(town, Role.ROUND_MANAGER, at)
    return lambda: notices.confirm(by=manager, publication=listed.reference, calendar=noticed.CALENDAR)


def objecting(listed: Publication, at: datetime, **more: object) -> Callable[[], str]:
    return lambda: str(noticed.objected(listed, at, **more).reference)


def revising(town: city.City, listed: Publication, at: datetime) -> Callable[[], str]:
    reviser = noticed.outsider(town, Role.ROUND_MANAGER, at)
    return lambda: notices.revise(
        by=reviser, publication=listed.reference, because="演示：异议成立", calendar=noticed.CALENDAR
    )


def nothing_is_confirmed_over_an_objection() -> None:
    """Look at the rows: one live list a call, no open objection under a confirmed one."""
    assert Publication.objects.filter(superseded_by=None).count() == 1
    for confirmation in Confirmation.objects.all():
        assert not hasattr(confirmation.publication, "superseded_by")
        assert not Objection.objects.filter(publication=confirmation.publication, answer=None).exists()
    assert ledger.verified().differences == ()


@pytest.mark.parametrize("turn", range(3))
def test_attack_28_an_objection_of_the_last_second_and_the_confirmation_meet(
    town: city.City, turn: int
) -> None:
    """Attacks 23 and 28: the objection is in time by its own instant, and the confirmation by its own.

    Whichever is written first wins: an objection that was in time stops the list, and one that comes to a confirmed
    list is told that it is too late, never swallowed.
    """
    listed, _cases = running(town)
    late = noticed.at(LAST, "23:59:59")
    deeds = [confirming(town, listed), objecting(listed, late)]

    confirmed, objected = at_once(*(deeds if turn % 2 else deeds[::-1]))[:: 1 if turn % 2 else -1]

    assert (confirmed, objected) in (
        ("StillOpen", Objection.objects.values_list("reference", flat=True).first()),
        (listed.reference, "ObjectedTooLate"),
    )
    nothing_is_confirmed_over_an_objection()
    steps = Application.objects.filter(last_step=StepKind.CONFIRMED).count()
    assert steps == (2 if confirmed == listed.reference else 0)


def test_attack_23_six_objections_and_two_confirmations_leave_one_answer(town: city.City) -> None:
    """Attack 23: many who object at once, and two managers who confirm at once: nothing stands half."""
    listed, _cases = running(town)
    late = noticed.at(LAST, "23:59:59")
    other = noticed.outsider(town, Role.ROUND_MANAGER, DAY_AFTER)
    deeds = [objecting(listed, late, words=f"演示：第{number}份异议。") for number in range(6)]
    deeds += [
        confirming(town, listed),
        lambda: notices.confirm(by=other, publication=listed.reference, calendar=noticed.CALENDAR),
    ]

    answers = at_once(*deeds)

    nothing_is_confirmed_over_an_objection()
    filed = Objection.objects.count()
    assert answers.count(listed.reference) == Confirmation.objects.count() == (0 if filed else 1)
    assert answers.count("ObjectedTooLate") == 6 - filed


def test_attack_23_a_revision_and_a_confirmation_meet(town: city.City) -> None:
    """Attacks 23 and 28: what was upheld is followed, and the list it struck is never confirmed beside its successor."""
    listed, cases = running(town)
    objection = noticed.objected(listed, noticed.at(LAST), cases[1])
    handler = noticed.outsider(town, Role.CASE_OFFICER, noticed.at(LAST, "15:00:00"))
    noticed.upheld(handler, objection)

    revised, confirmed = at_once(revising(town, listed, DAY_AFTER), confirming(town, listed))

    newer = Publication.objects.get(supersedes=listed)
    assert revised == newer.reference
    assert confirmed in ("MustRevise", "WrongStage")
    assert not Confirmation.objects.exists()
    nothing_is_confirmed_over_an_objection()


def test_attack_23_two_revisions_of_one_list_make_one(town: city.City) -> None:
    """Attack 23: two revisers at once publish one list in its place, and reserve its money once."""
    listed, cases = running(town)
    objection = noticed.objected(listed, noticed.at(LAST), cases[1])
    handler = noticed.outsider(town, Role.CASE_OFFICER, noticed.at(LAST, "15:00:00"))
    noticed.upheld(handler, objection)

    answers = at_once(*(revising(town, listed, DAY_AFTER) for _ in range(3)))

    [newer] = Publication.objects.filter(superseded_by=None)
    assert sorted(answers) == sorted([newer.reference, "WrongStage", "WrongStage"])
    assert Resolution.objects.count() == 2
    nothing_is_confirmed_over_an_objection()
    held = Transfer.objects.filter(kind__in=(TransferKind.RESERVE, TransferKind.RELEASE))
    signed = {TransferKind.RESERVE: 1, TransferKind.RELEASE: -1}
    assert sum(signed[TransferKind(each.kind)] * each.amount_fen for each in held) == 200_000_000


def test_attack_23_an_answer_and_a_revision_meet(town: city.City) -> None:
    """Attack 23: a list is revised with all of its objections answered, or not yet."""
    listed, cases = running(town)
    first = noticed.objected(listed, noticed.at(LAST), cases[1])
    second = noticed.objected(listed, noticed.at(LAST), cases[0], words="演示：另一份异议。")
    handler = noticed.outsider(town, Role.CASE_OFFICER, noticed.at(LAST, "15:00:00"))
    noticed.upheld(handler, first)
    told = Answered("dismissed", "演示：不成立。", "", "", None)

    answered, revised = at_once(
        lambda: objections.answer(by=handler, objection=second.reference, answered=told),
        revising(town, listed, DAY_AFTER),
    )

    assert answered == "dismissed"
    assert revised == "StillOpen" or Publication.objects.get(supersedes=listed).reference == revised
    nothing_is_confirmed_over_an_objection()


def test_attack_23_two_who_publish_make_one_list(town: city.City) -> None:
    """Attack 23: one list, one step a case, one paper of it."""
    resolution, cases = noticed.decided(town, TWO)
    publishers = [
        noticed.outsider(town, role, noticed.at(noticed.PUBLISHED_ON))
        for role in (Role.ROUND_MANAGER, Role.MEETING_SECRETARY, Role.ROUND_MANAGER)
    ]

    answers = at_once(
        *(
            lambda by=by: notices.publish(  # type: ignore[misc]
                by=by,
                resolution=resolution.reference,
                words=noticed.CONTACTS,
                calendar=noticed.CALENDAR,
            )
            for by in publishers
        )
    )

    listed = Publication.objects.get()
    assert sorted(answers) == sorted([listed.reference, "WrongStage", "WrongStage"])
    assert [case.steps.filter(kind=StepKind.PUBLISHED).count() for case in cases] == [1, 1]
    nothing_is_confirmed_over_an_objection()


def test_attack_23_two_who_approve_the_minutes_freeze_one_resolution(town: city.City) -> None:
    """Attack 23: the money of a call is reserved once, whoever signs its minutes first."""
    under = city.call(town)
    cases = [onward.claimed(town, under, yuan) for yuan in TWO.split()]
    onward.funded(town, under)
    meeting = meeting_room.convened(town)
    meeting_room.brought(town, meeting, under)
    meeting_room.opened(town, meeting)
    meeting_room.rest(town, meeting, under)
    meeting_room.closed(town, meeting)
    figures = meeting_room.figures(town, meeting)
    managers = [noticed.outsider(town, Role.ROUND_MANAGER, meeting_room.AT) for _ in range(3)]

    answers = at_once(
        *(
            lambda by=by: meeting_minutes.approve(  # type: ignore[misc]
                by=by, meeting=meeting.reference, seen=1, computed=figures
            )
            for by in managers
        )
    )

    assert answers.count("WrongStage") == 2
    resolution = Resolution.objects.get()
    assert resolution.decisions.count() == len(cases)
    reserved = Transfer.objects.filter(kind=TransferKind.RESERVE).values_list("amount_fen", flat=True)
    assert sorted(reserved) == [100_000_000, 200_000_000]
    assert ledger.verified().differences == ()
