"""Too many tries are answered 429 with the hour of the next; where a request came from is not for it to say."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings

from tests.web.visitors import PASSWORD, code, entered, known, log_in
from zhiyun.casework.roles import Role
from zhiyun.records.models import LoginAttempt
from zhiyun.web.forwarded import forwarded_for

pytestmark = pytest.mark.django_db

WRONG = "不是这个密码不是这个密码"


def test_the_sixth_wrong_password_waits_even_if_right_attack_45(client: Client) -> None:
    person = known(Role.PREPARER)
    open_session = entered(person)
    answers = [log_in(client, person, password=WRONG).status_code for _ in range(5)]

    slowed = log_in(client, person)

    assert answers == [400] * 5
    assert slowed.status_code == 429
    assert 0 < int(slowed["Retry-After"]) <= 15 * 60
    assert "以后再试" in slowed.content.decode()
    assert "no-store" in slowed["Cache-Control"]
    assert log_in(Client(REMOTE_ADDR="203.0.113.5"), person).status_code == 302
    assert open_session.get("/desk/").status_code == 200


def test_a_forged_forwarded_header_opens_nothing_attack_45(client: Client) -> None:
    person = known(Role.PREPARER)
    for number in range(5):
        log_in(client, person, password=WRONG, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")

    assert log_in(client, person, HTTP_X_FORWARDED_FOR="198.51.100.99").status_code == 429


def test_behind_a_proxy_of_ours_the_address_it_saw_counts_attack_45(client: Client) -> None:
    person = known(Role.PREPARER)
    with override_settings(PROXIES=1):
        for number in range(5):
            log_in(client, person, password=WRONG, HTTP_X_FORWARDED_FOR=f"{number}.1.1.1, 203.0.113.5")
        same = log_in(client, person, HTTP_X_FORWARDED_FOR="9.9.9.9, 203.0.113.5")
        other = log_in(client, person, HTTP_X_FORWARDED_FOR="203.0.113.5, 203.0.113.6")

    assert (same.status_code, other.status_code) == (429, 302)


@pytest.mark.parametrize(
    ("header", "proxies", "address"),
    [
        ("198.51.100.1", 0, "192.0.2.1"),
        ("198.51.100.1", 1, "198.51.100.1"),
        ("198.51.100.1, 203.0.113.1", 1, "203.0.113.1"),
        ("198.51.100.1, 203.0.113.1", 2, "198.51.100.1"),
        ("198.51.100.1", 2, "192.0.2.1"),
        ("", 1, "192.0.2.1"),
        ("evil\r\nx", 1, "192.0.2.1"),
        ("2001:db8::1", 1, "2001:db8::1"),
    ],
)
def test_only_what_our_proxies_add_is_believed(header: str, proxies: int, address: str) -> None:
    assert forwarded_for("192.0.2.1", header, proxies=proxies) == address


def test_codes_recovery_codes_and_confirmations_are_slowed_too_attack_45() -> None:
    person = known(Role.CASE_OFFICER, second_factor=True)
    client = Client()
    log_in(client, person)
    for address, times in (("/login/code/", 3), ("/login/recovery/", 2)):
        for _ in range(times):
            assert client.post(address, {"code": "000000"}).status_code == 400

    assert client.post("/login/code/", {"code": code()}).status_code == 429
    assert client.post("/login/recovery/", {"code": "x"}).status_code == 429
    assert "_auth_user_id" not in client.session

    LoginAttempt.objects.all().delete()
    inside = entered(person)
    for _ in range(5):
        inside.post("/confirm/", {"password": WRONG, "code": "000000"})
    assert inside.post("/confirm/", {"password": PASSWORD, "code": code(1)}).status_code == 429


@pytest.mark.parametrize("address", ["/forgotten/", "/register/"])
def test_letters_are_asked_for_five_times_attack_38(client: Client, address: str) -> None:
    answers = [client.post(address, {"email": "a@example.cn"}).status_code for _ in range(6)]

    assert answers == [200] * 5 + [429]


def test_a_form_without_an_address_is_a_fault_and_no_try(client: Client) -> None:
    for typed in ({}, {"password": "x"}, {"email": ""}, {"email": "x"}):
        assert client.post("/login/", typed).status_code == 400

    assert LoginAttempt.objects.count() == 0
