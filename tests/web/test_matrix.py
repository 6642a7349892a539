"""Every role at every address: open, to the login, or no such page; and nothing leaks, changes or is kept on the way."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.journeys.looked_at import NOT_PAGES
from tests.web import matrix
from tests.web.matrix import Route, World
from zhiyun.casework.roles import Role
from zhiyun.web.guards import GUARDS

pytestmark = pytest.mark.django_db

ROUTES = matrix.routes()
ROLES = list(Role)
# A session begins, and a refusal is told to the record: both are meant to.
TOLD = {
    *("django_session", "records_event", "records_chain", "records_dailyroot", "records_rootedchain"),
}
NOT_REFUSED = {200, 302, 400, 403, 409}
ASKS_OFTEN = {Role.PREPARER, Role.CASE_OFFICER, Role.PUBLIC}
"""An applicant, an office and nobody: each guard's answers once. They ask for heads, and others' methods, as well.

What is open to everyone is asked by these alone: no role is asked for there. Documents are made anew for each.
"""
NOT_OF_A_DRAFT = {"correction", "inquiries", "inquiry-file", "verified"}
"""Pages that an application has only later, so that even its applicant finds none."""
MOST_QUESTIONS, MOST_BYTES = 15, 60_000
"""What a page may ask the database, and how large it may be."""
EXEMPT = {"public_form"}
"""Guards whose screens compute and forget: nothing can be forged, so no token is asked."""


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_every_address_has_a_name_a_guard_and_an_example(route: Route) -> None:
    assert route.name not in ("", "None")
    assert route.guard in GUARDS
    assert (route.roles != frozenset()) == (route.guard == "desk")
    assert len(matrix.known_arguments(route)) == len(route.arguments)


def test_a_name_and_its_arguments_lead_to_one_address() -> None:
    names = [(route.name, route.arguments) for route in ROUTES]

    assert {name for name in names if names.count(name) > 1} == set()


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_let_in_where_the_guard_says_and_reading_changes_and_leaves_nothing(
    world: World, role: Role
) -> None:
    """Attacks 6, 22 and 47: hidden links are no locks, caches keep nothing of a person, and GET only reads.

    No page asks the database more than it may; how that stays so with many rows is told by each area's tests.
    """
    visitor, name = world.visitor(role), world.town.seats[role].name
    let_in, kept, changed, different, dear, pages = {}, {}, [], {}, {}, {}
    rows = matrix.counted(without=TOLD)

    for route in ROUTES:
        if route.is_open and role not in ASKS_OFTEN:
            continue
        address = route.address(world.own(route, role))
        with matrix.counting() as questions:
            answer = matrix.asked(visitor.get, address)
        if route.name in NOT_PAGES and _is_page(answer):
            pages[route.name] = NOT_PAGES[route.name]
        if _is_page(answer) and (len(questions) > MOST_QUESTIONS or len(answer.content) > MOST_BYTES):
            dear[route.name] = (len(questions), len(answer.content))
        if not _is_as_expected(route, role, answer):
            let_in[route.name] = (answer.status_code, answer.headers.get("Location"))
        if (now := matrix.counted(without=TOLD)) != rows:
            changed.append(route.name)
            rows = now
        if _is_personal(route, name, answer) and "no-store" not in answer.headers.get("Cache-Control", ""):
            kept[route.name] = answer.headers.get("Cache-Control")
        asks_head = role in ASKS_OFTEN and (route.guard != "desk" or role in (*route.roles, Role.PUBLIC))
        head = matrix.asked(visitor.head, address) if asks_head else answer
        if head.status_code != answer.status_code or (
            head is not answer and not head.streaming and head.content
        ):
            different[route.name] = (answer.status_code, head.status_code)

    assert let_in == {}
    assert changed == []
    assert kept == {}, "a cache could keep a page meant for one person"
    assert different == {}, "HEAD is answered unlike GET"
    assert dear == {}, "a page asks the database too much or is too large"
    assert pages == {}, "a page that no journey looks at"


@pytest.mark.parametrize("role", ROLES)
def test_who_may_not_come_in_may_not_send_either_and_changes_nothing(world: World, role: Role) -> None:
    visitor, wrong = world.visitor(role), {}
    rows = matrix.counted(without=TOLD)

    for route in ROUTES:
        if route.guard != "desk" or role in route.roles:
            continue
        address = route.address(world.own(route, role))
        ways = [visitor.post, visitor.put, visitor.delete] if role in ASKS_OFTEN else [visitor.post]
        answers = [matrix.asked(way, address).status_code for way in ways]
        if set(answers) - {404, 405}:
            wrong[route.name] = answers
        assert matrix.counted(without=TOLD) == rows, route.name

    assert wrong == {}


def test_who_has_not_logged_in_is_asked_to_and_learns_nothing(world: World) -> None:
    stranger, wrong = Client(), {}

    for route in ROUTES:
        if not route.is_for_someone:
            continue
        for arguments in (world.own(route, Role.PREPARER), world.foreign(route, Role.PREPARER)):
            address = route.address(arguments)
            for answer in (matrix.asked(stranger.get, address), matrix.asked(stranger.post, address)):
                if answer.status_code != 405 and not _leads_to_login(answer):
                    wrong[route.name] = (answer.status_code, answer.headers.get("Location"))

    assert wrong == {}


@pytest.mark.parametrize(
    "role", [role for role in ROLES if role not in (Role.PREPARER, Role.LEGAL_REPRESENTATIVE)]
)
def test_without_the_second_factor_a_seat_that_asks_for_one_opens_nothing(world: World, role: Role) -> None:
    visitor, wrong = world.visitor(role, second_factor=False), {}

    for route in ROUTES:
        # Elsewhere it is not let in with the factor either.
        if role not in route.roles or Role.PUBLIC in route.roles:
            continue
        answer = matrix.asked(visitor.get, route.address(world.own(route, role)))
        if answer.status_code != 404:
            wrong[route.name] = answer.status_code

    assert wrong == {}


@pytest.mark.parametrize("role", ROLES)
def test_what_belongs_to_others_is_told_like_what_does_not_exist(world: World, role: Role) -> None:
    """Attacks 1 and 17: the same status and the same bytes, read or sent to, so that no number can be guessed."""
    visitor, told = world.visitor(role), {}
    rows = matrix.counted(without=TOLD)

    for route in ROUTES:
        if not route.hides or role not in (route.roles or {role}):
            continue
        foreign = world.foreign(route, role)
        missing = foreign | {name: matrix.MISSING[name] for name in route.hides}
        for ask in (visitor.get, visitor.post):
            seen, unseen = (matrix.asked(ask, route.address(each)) for each in (foreign, missing))
            if _bare(seen) != _bare(unseen) or seen.status_code == 200:
                told[route.name] = (seen.status_code, unseen.status_code)
            assert matrix.counted(without=TOLD) == rows, route.name

    assert told == {}


def test_nothing_is_taken_without_the_token_of_our_own_form(world: World) -> None:
    """Attack 47: another site's form is refused at every address: for its token, or since only reading is taken."""
    taken, rows = {}, matrix.counted(without=TOLD)
    for route in ROUTES:
        if route.guard in EXEMPT:
            continue
        role = min(route.roles, default=Role.PREPARER)
        visitor = world.visitor(role)
        visitor.handler.enforce_csrf_checks = True
        address = route.address(world.own(route, role))
        answer = visitor.post(
            address, {"key": "0", "csrfmiddlewaretoken": "0" * 64}, HTTP_ORIGIN="https://example.cn"
        )
        if answer.status_code not in (403, 405):
            taken[route.name] = answer.status_code
        assert matrix.counted(without=TOLD) == rows, route.name

    assert taken == {}


@pytest.mark.parametrize("route", [route for route in ROUTES if route.guard in EXEMPT], ids=str)
def test_what_asks_for_no_token_changes_nothing(world: World, route: Route) -> None:
    visitor = world.visitor(Role.PREPARER)
    before = matrix.counted(without=set())

    visitor.post(route.address(world.own(route, Role.PREPARER)), {"key": "0"})

    assert matrix.counted(without=set()) == before


@pytest.mark.parametrize(
    "address",
    [
        *(
            "/admin/",
            "/django-admin/",
            "/__debug__/",
            "/debug/",
            "/health",
            "/metrics",
            "/status",
            "/server-status",
        ),
        *(
            "/api/users/",
            "/graphql",
            "/.git/config",
            "/.env",
            "/static/../settings.py",
            "/media/",
            "/files/",
            "/hijack/",
        ),
        *("/sudo/", "/administration/", "/impersonate/1/", "/su/1/", "/cache/purge/", "/phpmyadmin/"),
    ],
)
def test_attack_49_there_is_no_orphan_behind_the_screens(client: Client, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code in (404, 302)
    assert answer.status_code == 404 or _leads_to_login(answer)


def test_attack_33_nobody_can_come_in_as_another_person() -> None:
    words = re.compile(
        r"impersonat|hijack|sudo|act.?as|switch.?user|login.?as|masquerade|become", re.IGNORECASE
    )

    assert [route.place for route in ROUTES if words.search(f"{route.place} {route.name}")] == []


def _is_as_expected(route: Route, role: Role, answer: HttpResponse) -> bool:
    if route.guard != "desk":
        # What is public may still be no page for this one: a receipt is only its applicant's.
        return answer.status_code in {*NOT_REFUSED, 404} and not (
            route.guard == "public" and _leads_to_login(answer)
        )
    if role in route.roles:
        if route.name in NOT_OF_A_DRAFT:
            return answer.status_code == 404
        return answer.status_code in NOT_REFUSED and not _leads_to_login(answer)
    return answer.status_code == 404


def _is_page(answer: HttpResponse) -> bool:
    return answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")


def _is_personal(route: Route, name: str, answer: HttpResponse) -> bool:
    if route.guard not in ("public", "public_form"):
        return True
    return bool(name) and not answer.streaming and name.encode() in answer.content


def _leads_to_login(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and answer.headers["Location"].startswith(reverse("login") + "?next=")


def _bare(answer: HttpResponse) -> tuple[int, str]:
    """Give status and page without the address that was asked for, the instant it was answered, and its tokens."""
    page = answer.content.decode(errors="replace").replace(answer.wsgi_request.path, "…")
    own = r'name="csrfmiddlewaretoken" value="\w+"|<time datetime="[^"]+">[^<]*</time>'
    return answer.status_code, re.sub(own, "", page)
