"""What an expert, a secretary or an officer was typing when their login ended is in the form again once they are back."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.casework import city, meeting_room, panels, verification
from tests.web.visitors import at
from zhiyun.casework.actor import Actor
from zhiyun.records.models import DealVerdict, Person, ScoreSheet
from zhiyun.web import kept_typing
from zhiyun.web.seats import CONFIRMED_AT, SEAT, SECOND_FACTOR

pytestmark = pytest.mark.django_db
SAID = "登录中断前填写的内容已保留在下面"


def back(client: Client, by: Actor, settings: LazySettings) -> None:
    """Log somebody in again, in the browser they were in."""
    at(settings, by.at)
    client.force_login(Person.objects.get(pk=by.person_id))
    session = client.session
    session[SECOND_FACTOR], session[CONFIRMED_AT] = True, by.at.isoformat()
    session[SEAT] = by.mandate_id
    session.save()


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer
    return answer.content.decode()


@pytest.mark.parametrize("form", ["sheet", "opinion"])
def test_an_expert_finds_what_was_typed_and_nothing_of_it_is_saved(settings: LazySettings, form: str) -> None:
    town = city.city()
    panel, [case] = panels.at_work(town)
    chair = panels.members(panel, town)[0]
    if form == "opinion":
        panels.ready(town, panel, case)
    else:
        panels.declare(case, chair)
    before = ScoreSheet.objects.count()
    client, address = Client(), f"/expert/{case.reference}/{form}/"
    typed = {"remark": "演示：没写完的话。", "words": "演示：没写完的话。", "do": "write", "edition": "0"}

    assert client.post(address, typed)["Location"].startswith("/login/")
    back(client, chair, settings)

    once, again = shown(client, address), shown(client, address)
    assert SAID in once
    assert "演示：没写完的话。" in once
    assert SAID not in again
    assert "演示：没写完的话。" not in again
    assert ScoreSheet.objects.count() == before


def test_a_secretary_finds_the_minutes_typed(settings: LazySettings) -> None:
    town = city.city()
    under, _cases = meeting_room.subsidy(town)
    meeting = meeting_room.convened(town)
    meeting_room.brought(town, meeting, under)
    meeting_room.opened(town, meeting)
    meeting_room.rest(town, meeting, under)
    meeting_room.closed(town, meeting)
    client, address = Client(), f"/bureau/meetings/{meeting.reference}/minutes/"

    client.post(address, {"words": "演示：改到一半的纪要。", "seen": "1"})
    back(client, meeting_room.by(town), settings)

    told = shown(client, address)
    assert SAID in told
    assert "演示：改到一半的纪要。" in told


@pytest.mark.parametrize(
    ("do", "typed", "where"),
    [("decide", "reason", ""), ("judge", "opinion", ""), ("ask", "words", "inquiries/")],
    ids=lambda each: each,
)
def test_an_officer_finds_what_was_typed_at_the_verification_desk(
    settings: LazySettings, do: str, typed: str, where: str
) -> None:
    town = city.city()
    case = verification.case(town, city.call(town), [city.deal_line(1), city.deal_line(2)])
    client, address = Client(), f"/bureau/verification/{case.reference}/{where}"
    question = verification.questions(case)[0]

    client.post(address, {"do": do, "deal": "D0002", "question": question, typed: "演示：没写完的理由。"})
    back(client, verification.officer(town), settings)

    told = shown(client, address)
    assert SAID in told
    assert "演示：没写完的理由。" in told
    assert not DealVerdict.objects.exists()


def test_nothing_is_kept_of_what_does_not_exist_and_nobody_learns_by_it_whether_it_does() -> None:
    """Attacks 1 and 17: a form sent without a login is answered alike, the cookie of its session included."""
    meeting = meeting_room.convened(city.city())
    answers, kept = [], []
    for reference in (meeting.reference, "HY-2026-9999"):
        client = Client()
        answer = client.post(f"/bureau/meetings/{reference}/minutes/", {"words": "演示"})
        answers.append((answer.status_code, sorted(answer.cookies), answer.content))
        kept.append(client.session[kept_typing.KEPT])

    assert answers[0] == answers[1]
    assert [bool(each) for each in kept] == [True, False]
