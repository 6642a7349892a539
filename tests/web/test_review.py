"""The review on screen: the round manager sets it up and draws, experts judge, the review is closed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.casework import city, onward, panels
from tests.web.visitors import SECRET, at, seated
from zhiyun.casework.actor import Actor
from zhiyun.casework.reviewing import opinions
from zhiyun.casework.roles import Role
from zhiyun.records.models import Application, Panel, Person, ScoreSheet, StepKind
from zhiyun.web.seats import CONFIRMED_AT, SEAT, SECOND_FACTOR

pytestmark = pytest.mark.django_db


def browser(by: Actor, settings: LazySettings) -> Client:
    """Give a browser in which somebody sits on their seat and has just given a secret."""
    person = Person.objects.get(pk=by.person_id)
    person.totp_secret, person.totp_confirmed_at = SECRET, city.NOON
    person.save()
    at(settings, panels.AT)
    client = Client()
    client.force_login(person)
    session = client.session
    session[SECOND_FACTOR], session[CONFIRMED_AT] = True, panels.AT.isoformat()
    session[SEAT] = by.mandate_id
    session.save()
    return client


def test_a_round_is_reviewed_on_screen_from_its_scheme_to_its_closing(settings: LazySettings) -> None:
    town = city.city()
    under = panels.call(town)
    panels.profile(town.seats[Role.EXPERT])
    for _ in range(4):
        panels.expert(town)
    case = onward.accepted(town, under)
    manager = seated(town, Role.ROUND_MANAGER, settings, moment=panels.AT)
    base = f"/bureau/review/{under.reference}/"

    assert manager.get("/bureau/review/").status_code == 200
    form = manager.get(f"{base}scheme/").context
    sent = {f"{name}-{line.number}": line.typed.get(name, "") for line in form["lines"] for name in FIELDS}
    assert manager.post(f"{base}scheme/", sent | {"outlier_points": "15"}).status_code == 302
    begins = panels.AT - timedelta(hours=1)
    ends = panels.AT + timedelta(days=9)
    phase = {
        "name-1": "演示评分",
        "begins_at-1": f"{begins:%Y-%m-%dT%H:%M}+00:00",
        "ends_at-1": f"{ends:%Y-%m-%dT%H:%M}+00:00",
        "scoring-1": "on",
    }
    assert manager.post(f"{base}phases/", phase).status_code == 302
    assert manager.get(f"{base}draw/").status_code == 200
    drawn = manager.post(f"{base}draw/", {"name": "演示专家组", "size": "3", "field": ["专利运营"]})
    assert drawn.status_code == 302
    assert "结果一致" in manager.get(drawn["Location"]).content.decode()

    panel = Panel.objects.get()
    experts = panels.members(panel, town)
    for by in experts:
        _judge(browser(by, settings), case)
    for number, by in enumerate(experts):
        _agree(browser(by, settings), case, writes=number == 0)

    manager.get(f"/bureau/review/cases/{case.reference}/close/")
    closed = manager.post(f"/bureau/review/cases/{case.reference}/close/")
    assert closed.status_code == 302
    assert Application.objects.get(pk=case.pk).last_step == StepKind.REVIEWED
    assert manager.get(base).status_code == 200
    assert manager.get(f"{base}calibration/").status_code == 200
    assert manager.get(f"/bureau/review/cases/{case.reference}/").status_code == 200


FIELDS = ("words", "cites", "most", "weight", "reason_below")


def _judge(client: Client, case: Application) -> None:
    address = f"/expert/{case.reference}/"
    assert client.get("/expert/").status_code == 200
    assert client.get(address)["Location"] == f"{address}declare/"
    assert client.get(f"{address}declare/").status_code == 200
    assert client.post(f"{address}declare/", {"conflicted": "no"})["Location"] == address
    assert client.get(address).status_code == 200
    assert client.get(f"{address}sheet/").status_code == 200
    assert client.post(f"{address}sheet/", {"edition": "0", "do": "sign"}).status_code == 400
    sent = panels.typed(case) | {"edition": "1", "do": "sign"}
    assert client.post(f"{address}sheet/", sent)["Location"] == f"{address}sheet/sign/"
    page = client.get(f"{address}sheet/sign/")
    assert page.status_code == 200
    signed = client.post(f"{address}sheet/sign/", {"edition": str(page.context["sheet"].edition)})
    assert signed["Location"] == "/expert/"


def _agree(client: Client, case: Application, *, writes: bool) -> None:
    address = f"/expert/{case.reference}/opinion/"
    page = client.get(address)
    assert page.status_code == 200
    if not writes:
        sent = {"do": "agree", "number": str(page.context["opinion"].written.number)}
        assert client.post(address, sent).status_code == 302
        return
    assert client.post(address, {"do": "write"}).status_code == 400
    asked = len(opinions.questions_of(application=panels.reread(case)))
    sent = {"do": "write", "supports": "yes", "proposed": "200万元", "words": "演示意见。"}
    sent |= {f"met-{number}": "yes" for number in range(1, asked + 1)}
    assert client.post(address, sent).status_code == 302


def test_the_desk_of_an_expert_asks_as_little_for_forty_files_as_for_four(settings: LazySettings) -> None:
    town = city.city()
    panel, _cases = panels.at_work(town, count=4)
    by = panels.members(panel, town)[0]
    few = _asked(browser(by, settings))
    town_of_many = city.city()
    panel, cases = panels.at_work(town_of_many, count=40)
    by = panels.members(panel, town_of_many)[0]
    for case in cases[:20]:
        panels.declare(case, by)
        panels.score(case, by)

    many = _asked(browser(by, settings))

    assert ScoreSheet.objects.count() == 20
    assert few == many
    assert many <= 15


def test_the_managers_pages_ask_as_little_for_six_cases_as_for_two(settings: LazySettings) -> None:
    told = []
    for count in (2, 6):
        town = city.city()
        panel, cases = panels.at_work(town, count=count)
        for case in cases[1:]:
            panels.ready(town, panel, case)
            panels.agreed(town, panel, case)
        manager = seated(town, Role.ROUND_MANAGER, settings, moment=panels.AT)
        base = f"/bureau/review/{cases[0].call.reference}/"
        told.append([_asked(manager, page) for page in ("/desk/", base, f"{base}calibration/")])
        expert = browser(panels.members(panel, town)[0], settings)
        told[-1].append(_asked(expert, "/desk/"))

    assert told[0] == told[1]
    assert max(told[0]) <= 15


def test_a_blind_case_with_all_there_can_be_asks_no_more_than_fifteen_questions(
    settings: LazySettings,
) -> None:
    """Sheets, an opinion, a visit with its record, and a blind phase; the demonstration's clock is one of them."""
    town = city.city()
    panel, [case] = panels.at_work(town, blind=True)
    panels.ready(town, panel, case)
    panels.agreed(town, panel, case)
    panels.visited(town, case)
    manager = seated(town, Role.ROUND_MANAGER, settings, moment=panels.AT)

    assert _asked(manager, f"/bureau/review/cases/{case.reference}/") <= 15


def _asked(client: Client, address: str = "/expert/") -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
