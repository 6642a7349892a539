"""Coming in: password, second factor, seats, desk, and no way around them."""

from __future__ import annotations

import pyotp
import pytest
from django.test import Client, override_settings
from django.utils import timezone

from tests.casework import city
from tests.web.visitors import PASSWORD, SECRET, code, entered, known, log_in
from zhiyun.casework.roles import Role
from zhiyun.casework.second_factor import recovery_digest
from zhiyun.records.models import Event, Mandate, Message, RecoveryCode

pytestmark = pytest.mark.django_db


def test_a_preparer_comes_in_by_password_and_sees_who_they_are_on_every_page(client: Client) -> None:
    body = city.organisation("演示丙寅知识产权有限公司")
    person = known(Role.PREPARER, body=body)

    answer = log_in(client, person)
    desk = client.get("/desk/").content.decode()

    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    assert f"{person.name}" in desk
    assert "经办人" in desk
    assert "演示丙寅知识产权有限公司" in desk
    assert "重庆时间" in desk
    assert "现在没有等您办理的事项" in desk
    assert person.name in client.get("/").content.decode()
    assert Event.objects.get(chain=f"person:{person.pk}").action == "come_in"


def test_a_page_with_somebodys_name_is_kept_by_no_cache_attack_22(client: Client) -> None:
    log_in(client, known(Role.PREPARER))

    assert "no-store" in client.get("/law/")["Cache-Control"]
    assert "Cache-Control" not in Client().get("/law/").headers


@pytest.mark.parametrize("email", ["nobody@example.cn", "known"])
def test_wrong_password_and_unknown_address_are_answered_alike_attack_10(client: Client, email: str) -> None:
    person = known(Role.PREPARER)
    asked = person.email if email == "known" else email

    answer = client.post("/login/", {"email": asked, "password": "不是这个密码不是这个密码"})

    page = answer.content.decode().replace(asked, "@")
    assert answer.status_code == 400
    assert "电子邮箱或者密码不对，请核对后重新输入。" in page
    assert "_auth_user_id" not in client.session


def test_a_departed_person_does_not_come_in(client: Client) -> None:
    person = known(Role.PREPARER)
    person.departed_at = timezone.now()
    person.save()

    assert log_in(client, person).status_code == 400


def test_the_address_is_read_in_any_case_and_the_password_exactly(client: Client) -> None:
    person = known(Role.PREPARER)

    assert client.post("/login/", {"email": person.email.upper(), "password": PASSWORD}).status_code == 302
    assert Client().post("/login/", {"email": person.email, "password": PASSWORD + " "}).status_code == 400


def test_whoever_uses_codes_is_not_in_before_the_code(client: Client) -> None:
    person = known(Role.CASE_OFFICER, second_factor=True)

    answer = log_in(client, person)

    assert answer["Location"] == "/login/code/"
    assert "_auth_user_id" not in client.session
    assert client.get("/desk/")["Location"] == "/login/?next=%2Fdesk%2F"
    assert client.post("/login/code/", {"code": code()})["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200


def test_a_code_is_taken_once_attack_44() -> None:
    person, first, second = known(Role.CASE_OFFICER, second_factor=True), Client(), Client()
    shown = code()
    for browser in (first, second):
        log_in(browser, person)

    answers = [browser.post("/login/code/", {"code": shown}).status_code for browser in (first, second)]

    assert answers == [302, 400]
    assert "_auth_user_id" not in second.session


def test_a_recovery_code_opens_once_and_only_its_digest_is_kept_attack_44() -> None:
    person = known(Role.CASE_OFFICER, second_factor=True)
    RecoveryCode.objects.create(
        person=person, digest=recovery_digest(code="ABCD-EFGH-JKLM"), made_at=city.NOON
    )
    answers = []
    for _ in range(2):
        browser = Client()
        log_in(browser, person)
        answers.append(browser.post("/login/recovery/", {"code": "abcd efgh jklm"}).status_code)

    assert answers == [302, 400]
    assert "ABCD" not in RecoveryCode.objects.get().digest


@pytest.mark.parametrize("address", ["/login/code/", "/login/recovery/"])
def test_the_second_step_is_no_way_in_alone_attack_44(client: Client, address: str) -> None:
    known(Role.CASE_OFFICER, second_factor=True)

    assert client.post(address, {"code": code()})["Location"] == "/login/"


def test_a_half_way_login_ends_when_the_password_changes(client: Client) -> None:
    person = known(Role.CASE_OFFICER, second_factor=True)
    log_in(client, person)
    person.set_password("另一个演示密码 2026")
    person.save()

    assert client.post("/login/code/", {"code": code()})["Location"] == "/login/"


def test_a_seat_of_the_bureau_is_not_offered_on_a_password_alone(client: Client) -> None:
    person = known(Role.CASE_OFFICER, Role.PREPARER)

    answer = log_in(client, person)

    assert answer["Location"].startswith("/account/second-factor/")
    assert client.get("/desk/")["Location"] == "/account/second-factor/"
    assert "承办人" not in client.get("/seats/").content.decode()
    assert "经办人" in client.get("/seats/").content.decode()
    officer = Mandate.objects.get(person=person, role="case_officer")
    assert client.post("/seats/", {"seat": officer.pk}).status_code == 404


def test_enrolling_opens_the_seat_and_shows_ten_codes_once(client: Client) -> None:
    person = known(Role.CASE_OFFICER)
    log_in(client, person)
    page = client.get("/account/second-factor/").content.decode()
    secret = client.session["offered_secret"]
    answer = client.post(
        "/account/second-factor/", {"code": pyotp.TOTP(secret).at(int(timezone.now().timestamp()))}
    )

    assert "<svg" in page
    assert " style=" not in page
    assert answer.content.decode().count("<li><code>") == 10
    assert RecoveryCode.objects.filter(person=person, replaced_at=None).count() == 10
    assert "承办人" in client.get("/desk/").content.decode()
    person.refresh_from_db()
    assert (person.has_second_factor, person.powers_epoch) == (True, 1)


def test_enrolling_wants_a_fresh_confirmation_attack_44(client: Client) -> None:
    log_in(client, known(Role.PREPARER))
    session = client.session
    session["confirmed_at"] = (timezone.now() - timezone.timedelta(minutes=11)).isoformat()
    session.save()

    for address in ("", "codes/", "disable/"):
        target = f"/account/second-factor/{address}"
        assert client.get(target)["Location"].startswith("/confirm/?next=")
        assert client.post(target, {"code": "123456"})["Location"].startswith("/confirm/?next=")


def test_confirming_asks_for_password_and_code_and_goes_on() -> None:
    person = known(Role.CASE_OFFICER, second_factor=True)
    client = entered(person)
    fresh = {"password": PASSWORD, "code": code(1), "next": "/account/second-factor/codes/"}

    wrong = client.post("/confirm/", fresh | {"password": "不是这个密码不是这个密码"})
    without = client.post("/confirm/", {"password": PASSWORD})
    wrong_code = client.post("/confirm/", fresh | {"code": "000000"})
    right = client.post("/confirm/", fresh)

    assert (wrong.status_code, without.status_code, wrong_code.status_code) == (400, 400, 400)
    assert right["Location"] == "/account/second-factor/codes/"


@pytest.mark.parametrize(
    "foreign",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "http:evil.example",
        "javascript:alert(1)",
        "///evil.example",
        "/\t/evil.example",
        "/%5cevil.example/../..//evil.example".replace("%5c", "\\"),
        "ⓗttps://evil.example",
    ],
)
def test_no_next_leads_away_from_this_site_attack_39(client: Client, foreign: str) -> None:
    person = known(Role.PREPARER)

    answer = client.post("/login/", {"email": person.email, "password": PASSWORD, "next": foreign})
    confirmed = client.post("/confirm/", {"password": PASSWORD, "next": foreign})
    sat = client.post("/seats/", {"seat": Mandate.objects.get(person=person).pk, "next": foreign})

    assert {answer["Location"], confirmed["Location"], sat["Location"]} == {"/desk/"}


def test_a_next_of_this_site_is_followed(client: Client) -> None:
    person = known(Role.PREPARER)

    answer = client.post("/login/?next=/messages/%3Fa%3D1", {"email": person.email, "password": PASSWORD})

    assert answer["Location"] == "/messages/?a=1"


def test_the_session_gets_a_new_key_at_each_step_attack_46(client: Client) -> None:
    person = known(Role.CASE_OFFICER, second_factor=True)
    session = client.session
    session["planted"] = "1"
    session.save()
    keys = [session.session_key]

    log_in(client, person)
    keys.append(client.session.session_key)
    client.post("/login/code/", {"code": code()})
    keys.append(client.session.session_key)

    assert len(set(keys)) == 3


def test_the_session_cookie_is_shut_attack_46(client: Client) -> None:
    with override_settings(SESSION_COOKIE_SECURE=True):
        cookie = log_in(client, known(Role.PREPARER)).cookies["sessionid"]

    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax")
    assert cookie["max-age"] == ""


@pytest.mark.parametrize("address", ["/login/", "/logout/", "/confirm/", "/seats/", "/messages/"])
def test_a_forged_form_is_refused_attack_47(address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(known(Role.PREPARER))

    assert client.post(address, {"email": "a@example.cn", "password": "x"}).status_code == 403


def test_a_mere_visit_does_not_log_out_attack_47(client: Client) -> None:
    log_in(client, known(Role.PREPARER))

    client.get("/logout/")
    still = client.get("/desk/").status_code
    client.post("/logout/")

    assert still == 200
    assert client.get("/desk/").status_code == 302


def test_a_mandate_ended_takes_its_seat_with_the_next_request_attack_9(client: Client) -> None:
    person = known(Role.PREPARER)
    log_in(client, person)

    Mandate.objects.filter(person=person).update(ended_at=timezone.now())

    assert "您还没有可以办理的身份" in client.get("/desk/").content.decode()


def test_a_raised_epoch_ends_every_session_attack_9(client: Client) -> None:
    person = known(Role.PREPARER)
    log_in(client, person)

    person.powers_epoch += 1
    person.save()

    assert client.get("/desk/").status_code == 302


def test_messages_are_read_by_their_own_person_only(client: Client) -> None:
    person, other = known(Role.PREPARER), known(Role.PREPARER)
    mine, theirs = (
        Message.objects.create(person=each, subject="演示消息<b>", body="<script>", link=link, at=city.NOON)
        for each, link in ((person, "//evil.example/"), (other, "/desk/"))
    )
    log_in(client, person)

    assert "演示消息&lt;b&gt;" in client.get("/desk/").content.decode()
    assert "<script>" not in client.get(f"/messages/{mine.pk}/").content.decode().partition("<main")[2]
    assert client.get(f"/messages/{theirs.pk}/").status_code == 404
    assert client.post(f"/messages/{theirs.pk}/").status_code == 404
    assert client.post(f"/messages/{mine.pk}/")["Location"] == "/desk/"
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert mine.read_at is not None
    assert theirs.read_at is None


def test_a_visitor_without_a_session_costs_no_sql(client: Client, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):
        client.get("/about/")
    assert SECRET not in client.get("/login/").content.decode()
