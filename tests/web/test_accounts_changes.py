"""Registering, invitations, forgotten passwords and one's own account, through the screens."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.casework import city
from tests.web.visitors import entered, known, log_in
from zhiyun.casework.roles import Role
from zhiyun.records.models import Event, Letter, LoginAttempt, Mandate, Organisation, Person

pytestmark = pytest.mark.django_db

NEW = "new@example.cn"
STRONG = "演示新密码 shi-er-ge-zi"


@pytest.fixture(autouse=True)
def _site() -> Iterator[None]:
    with override_settings(
        SITE="https://zhiyun.example.cn", ALLOWED_HOSTS=["testserver", "zhiyun.example.cn"]
    ):
        yield


def link_to(address: str) -> str:
    """Find the path of the link in the last letter to an address."""
    body = Letter.objects.filter(to=address).latest("id").body
    [link] = re.findall(r"https?://\S+", body)
    assert link.startswith("https://zhiyun.example.cn/")
    return link.removeprefix("https://zhiyun.example.cn")


def registration(**changed: str) -> dict[str, str]:
    return {
        "body": "演示戊辰知识产权有限公司",
        "credit_code": city.credit_code(990003),
        "district": "渝北区",
        "person_name": "演示法人",
        "password": STRONG,
        "again": STRONG,
    } | changed


def test_an_applicant_registers_from_the_letter_and_is_in(client: Client) -> None:
    asked = client.post("/register/", {"email": "New@Example.cn"})
    answer = client.post(link_to(NEW), registration())

    assert asked.status_code == 200
    assert answer["Location"] == "/desk/"
    assert Mandate.objects.get(person__email=NEW).role == "legal_representative"
    assert "法定代表人" in client.get("/desk/").content.decode()
    assert "演示戊辰知识产权有限公司" in client.get("/organisation/").content.decode()


def test_faults_of_a_registration_are_listed_and_what_was_typed_stays(client: Client) -> None:
    client.post("/register/", {"email": NEW})

    answer = client.post(
        link_to(NEW), registration(credit_code="91500000MA5U0000X", again="别的", password="短")
    )
    page = answer.content.decode()

    assert answer.status_code == 400
    assert "两次输入的密码不一样" in page
    assert "演示戊辰知识产权有限公司" in page
    assert "短" not in re.findall(r'value="([^"]*)"', page)
    assert not Person.objects.exists()


def test_a_wrong_credit_code_is_a_fault_of_the_form(client: Client) -> None:
    client.post("/register/", {"email": NEW})

    answer = client.post(link_to(NEW), registration(credit_code=city.credit_code(5)[:-1] + "W"))

    assert answer.status_code == 400
    assert "校验位不对" in answer.content.decode()


def test_a_registered_body_is_told_to_ask_its_own_people(client: Client) -> None:
    town = city.city()
    client.post("/register/", {"email": NEW})

    answer = client.post(link_to(NEW), registration(credit_code=town.applicant.credit_code))

    assert answer.status_code == 409
    assert "已经注册" in answer.content.decode()
    assert town.seats[Role.LEGAL_REPRESENTATIVE].name not in answer.content.decode()


@pytest.mark.parametrize("address", ["/register/", "/forgotten/"])
def test_known_and_unknown_addresses_are_answered_alike_and_with_as_much_work_attack_10(address: str) -> None:
    person, bodies, queries = known(Role.PREPARER), [], []
    for email in (person.email, NEW):
        with CaptureQueriesContext(connection) as counted:
            answer = Client().post(address, {"email": email})
        bodies.append((answer.status_code, answer.content))
        queries.append(len(counted))

    assert bodies[0] == bodies[1]
    assert abs(queries[0] - queries[1]) <= 4


def test_a_forgotten_password_is_set_anew_and_the_code_is_still_asked_attack_44(client: Client) -> None:
    person = known(Role.CASE_OFFICER, second_factor=True)
    session = entered(person)
    client.post("/forgotten/", {"email": person.email})
    link = link_to(person.email)

    answer = client.post(link, {"password": STRONG, "again": STRONG})

    assert answer["Location"] == "/login/"
    assert "_auth_user_id" not in client.session
    assert session.get("/desk/").status_code == 302
    assert log_in(Client(), person).status_code == 400
    assert log_in(client, person, password=STRONG)["Location"] == "/login/code/"
    again = Client().post(link, {"password": STRONG, "again": STRONG})
    assert again.status_code == 409


@pytest.mark.parametrize("host", ["evil.example", "zhiyun.example.cn.evil.example", "testserver"])
def test_no_host_header_reaches_a_letter_attack_39(client: Client, host: str) -> None:
    person = known(Role.PREPARER)

    client.post(
        "/forgotten/", {"email": person.email}, headers={"host": host, "x-forwarded-host": "evil.example"}
    )

    assert all("evil" not in letter.body for letter in Letter.objects.all())


@pytest.mark.parametrize("link", ["/register/abc:def/", "/forgotten/1/abc-def/", "/invitations/abc/"])
def test_a_link_that_was_never_ours_opens_nothing(client: Client, link: str) -> None:
    assert client.get(link).status_code == 409
    assert client.post(link, {"password": STRONG}).status_code == 409


def test_a_registration_link_is_no_other_link(client: Client) -> None:
    client.post("/register/", {"email": NEW})
    token = link_to(NEW).split("/")[2]
    log_in(client, known(Role.PREPARER))

    assert client.get(f"/account/email/{token}/").status_code == 404


def representative() -> tuple[Client, Organisation]:
    body = city.organisation()
    return entered(known(Role.LEGAL_REPRESENTATIVE, body=body)), body


def test_a_preparer_is_invited_by_letter_and_comes_in(client: Client) -> None:
    sender, body = representative()

    sent = sender.post("/organisation/invite/", {"email": NEW, "key": "k1"})
    twice = sender.post("/organisation/invite/", {"email": NEW, "key": "k1"})
    link = link_to(NEW)
    answer = client.post(link, {"name": "演示经办", "password": STRONG, "again": STRONG})

    assert (sent["Location"], twice["Location"]) == ("/organisation/", "/organisation/")
    assert Letter.objects.filter(to=NEW).count() == 1
    assert answer["Location"] == "/desk/"
    assert Mandate.objects.get(person__email=NEW).organisation == body
    assert Client().get(link).status_code == 409


def test_a_known_address_logs_in_to_accept_and_nobody_else_can(client: Client) -> None:
    sender, body = representative()
    guest, other = known(), known(Role.PREPARER)
    sender.post("/organisation/invite/", {"email": guest.email, "key": "k"})
    link = link_to(guest.email)

    assert "登录后接受" in client.get(link).content.decode()
    assert "另一个电子邮箱" in entered(other).get(link).content.decode()
    assert entered(other).post(link).status_code == 200
    assert not Mandate.objects.filter(person=guest).exists()
    assert entered(guest).post(link)["Location"] == "/desk/"
    assert Mandate.objects.get(person=guest).organisation == body


def test_a_preparer_sees_members_and_changes_none() -> None:
    body = city.organisation()
    preparer = entered(known(Role.PREPARER, body=body))

    assert preparer.get("/organisation/").status_code == 200
    for address in ("/organisation/invite/", "/organisation/hand-over/", "/organisation/members/1/"):
        assert preparer.get(address).status_code == 404
        assert preparer.post(address, {"email": NEW}).status_code == 404


def test_handing_over_and_removing_end_the_others_sessions_attack_9() -> None:
    sender, body = representative()
    first, second = known(Role.PREPARER, body=body), known(Role.PREPARER, body=body)
    open_first, open_second = entered(first), entered(second)
    removed = Mandate.objects.get(person=first)

    sender.post(f"/organisation/members/{removed.pk}/", {"key": "a"})
    sender.post("/organisation/hand-over/", {"to": second.pk, "key": "b"})

    assert open_first.get("/desk/").status_code == 302
    assert open_second.get("/desk/").status_code == 302
    assert "您还没有可以办理的身份" in sender.get("/desk/").content.decode()
    assert "法定代表人" in entered(second).get("/desk/").content.decode()


def test_a_password_change_ends_every_other_session_and_keeps_ones_own_attack_46() -> None:
    person = known(Role.PREPARER)
    here, elsewhere = entered(person), entered(person)

    answer = here.post("/account/password/", {"password": STRONG, "again": STRONG})

    assert answer["Location"] == "/account/"
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    assert "密码已修改" in Letter.objects.get(to=person.email).subject


def test_logging_out_everywhere_keeps_only_this_session_attack_46() -> None:
    person = known(Role.PREPARER)
    here, elsewhere = entered(person), entered(person)

    here.post("/account/sessions/")

    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


def test_a_new_address_is_confirmed_from_its_own_mailbox_and_the_old_one_is_told() -> None:
    person = known(Role.PREPARER)
    client, old = entered(person), person.email

    client.post("/account/email/", {"email": NEW})
    person.refresh_from_db()
    assert person.email == old
    stranger = entered(known(Role.PREPARER))
    assert stranger.post(link_to(NEW)).status_code == 404
    client.post(link_to(NEW))

    person.refresh_from_db()
    assert person.email == NEW
    assert [letter.subject for letter in Letter.objects.filter(to=old).order_by("pk")] == [
        "【知运】有人申请更换您的登录邮箱",
        "【知运】您的账户已变更：登录邮箱已更换",
    ]
    assert client.post(link_to(NEW)).status_code == 404


@pytest.mark.parametrize(
    "address", ["password/", "email/", "phone/", "sessions/", "leave/", "second-factor/"]
)
def test_every_grave_page_asks_for_the_secret_first_attack_44(address: str) -> None:
    client = entered(known(Role.PREPARER))
    session = client.session
    session["confirmed_at"] = (timezone.now() - timezone.timedelta(minutes=11)).isoformat()
    session.save()
    typed = {"password": STRONG, "again": STRONG, "email": NEW, "phone": "1"}

    assert client.get(f"/account/{address}")["Location"] == f"/confirm/?next=%2Faccount%2F{address[:-1]}%2F"
    assert client.post(f"/account/{address}", typed)["Location"].startswith("/confirm/")
    assert Person.objects.get().powers_epoch == 0


def test_a_weak_password_is_refused_with_the_reason() -> None:
    client = entered(known(Role.PREPARER))

    for weak in ("short", "123456789012", "password1234"):
        answer = client.post("/account/password/", {"password": weak, "again": weak})
        assert answer.status_code == 400


def test_who_leaves_is_out_and_every_trace_stays() -> None:
    person = known(Role.PREPARER)
    client = entered(person)

    client.post("/account/leave/")

    assert client.get("/account/").status_code == 302
    assert log_in(Client(), person).status_code == 400
    assert Event.objects.filter(person=person, action="leave").count() == 1
    assert Mandate.objects.get(person=person).ended_because == "本人注销账户"


def test_the_demonstrations_mailbox_exists_in_the_demonstration_alone(client: Client) -> None:
    client.post("/register/", {"email": NEW})

    with override_settings(DEMO=True, SMTP=None):
        shown = client.get("/mailbox/")
    with override_settings(DEMO=False):
        hidden = client.get("/mailbox/")
    with override_settings(DEMO=True, SMTP="smtp://localhost/?from=a@example.cn"):
        sent = client.get("/mailbox/")

    assert "/register/" in shown.content.decode()
    assert (hidden.status_code, sent.status_code) == (404, 404)


def test_no_letter_carries_markup_or_a_second_header_attack_38() -> None:
    body = city.organisation()
    person = known(Role.LEGAL_REPRESENTATIVE, body=body)
    client = entered(person)
    for email in ("a@example.cn\r\nBcc: b@example.cn", "a@example.cn,b@example.cn", "<a@example.cn>"):
        assert client.post("/organisation/invite/", {"email": email}).status_code == 400
    client.post("/organisation/invite/", {"email": NEW})

    letter = Letter.objects.get(to=NEW)

    assert "<" not in letter.body
    assert len(re.findall(r"https?://", letter.body)) == 1
    assert LoginAttempt.objects.filter(secret="register").count() == 0
