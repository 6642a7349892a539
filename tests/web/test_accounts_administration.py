"""The desks of the three powers and the expert pool, through the screens."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.casework import city
from tests.web.visitors import entered, known
from zhiyun.casework.roles import OrganisationKind, Role
from zhiyun.records.models import Letter, Mandate, Organisation, Person

pytestmark = pytest.mark.django_db

PAGES = {
    "/administration/people/": {Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR},
    "/administration/people/{person}/": {Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR},
    "/administration/people/invite/": {Role.SYSTEM_ADMINISTRATOR},
    "/administration/people/{person}/end/": {Role.SYSTEM_ADMINISTRATOR},
    "/administration/people/{person}/grant/": {Role.SECURITY_ADMINISTRATOR},
    "/administration/people/{person}/take/{mandate}/": {Role.SECURITY_ADMINISTRATOR},
    "/administration/people/{person}/second-factor/": {Role.SECURITY_ADMINISTRATOR},
    "/administration/bureaus/": {Role.SYSTEM_ADMINISTRATOR},
    "/administration/log/": {Role.AUDIT_ADMINISTRATOR},
    "/administration/experts/": {Role.SYSTEM_ADMINISTRATOR, Role.ROUND_MANAGER},
    "/administration/experts/own/": {Role.EXPERT},
}


@pytest.fixture
def bureau() -> Organisation:
    return city.organisation("演示市知识产权局", kind=OrganisationKind.CITY_BUREAU, district="")


def seated(role: Role, bureau: Organisation) -> Client:
    return entered(known(role, body=bureau, second_factor=True))


@pytest.mark.parametrize(
    "role",
    [
        Role.SYSTEM_ADMINISTRATOR,
        Role.SECURITY_ADMINISTRATOR,
        Role.AUDIT_ADMINISTRATOR,
        Role.ROUND_MANAGER,
        Role.EXPERT,
        Role.CASE_OFFICER,
    ],
)
def test_each_page_opens_for_its_power_alone(bureau: Organisation, role: Role) -> None:
    client, someone = seated(role, bureau), known(Role.FINANCE, body=bureau)
    held = Mandate.objects.get(person=someone)
    given = {"person": someone.pk, "mandate": held.pk}

    opened = {page for page in PAGES if client.get(page.format(**given)).status_code == 200}

    assert opened == {page for page, roles in PAGES.items() if role in roles}


@pytest.mark.parametrize(
    "role", [Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR]
)
def test_none_of_the_three_powers_is_led_to_a_case(bureau: Organisation, role: Role) -> None:
    client = seated(role, bureau)

    assert client.get("/bureau/cases/").status_code == 404
    assert client.get("/applications/").status_code == 404
    assert "/administration/" in client.get("/desk/").content.decode()


def test_invited_accepted_granted(bureau: Organisation) -> None:
    system, security = (
        seated(Role.SYSTEM_ADMINISTRATOR, bureau),
        seated(Role.SECURITY_ADMINISTRATOR, bureau),
    )
    invite = {"email": "new@example.cn", "role": f"{bureau.pk}-case_officer", "key": "k"}
    assert system.post("/administration/people/invite/", invite)["Location"] == "/administration/people/"
    path = Letter.objects.get().body.partition("/invitations/")[2].partition("/")[0]
    guest = Client()
    strong = "演示新密码 shi-er-ge-zi"
    guest.post(f"/invitations/{path}/", {"name": "演示新人", "password": strong, "again": strong})
    person = Person.objects.get(email="new@example.cn")
    assert not Mandate.objects.filter(person=person).exists()

    assert "授予演示新人承办人身份" in security.get("/desk/").content.decode()
    grant = f"/administration/people/{person.pk}/grant/"
    assert f'value="{bureau.pk}-case_officer" selected' in security.get(grant).content.decode()
    security.post(grant, {"role": f"{bureau.pk}-case_officer", "key": "g"})

    assert Mandate.objects.get(person=person).role == "case_officer"
    assert "授予演示新人" not in security.get("/desk/").content.decode()
    assert guest.get("/desk/")["Location"] == "/account/second-factor/"


def test_a_role_taken_ends_the_open_session_attack_9(bureau: Organisation) -> None:
    officer = known(Role.CASE_OFFICER, body=bureau, second_factor=True)
    open_session, security = entered(officer), seated(Role.SECURITY_ADMINISTRATOR, bureau)
    held = Mandate.objects.get(person=officer)
    page = f"/administration/people/{officer.pk}/take/{held.pk}/"

    without = security.post(page, {"because": ""})
    security.post(page, {"because": "演示：调离"})

    assert without.status_code == 400
    assert open_session.get("/desk/").status_code == 302
    assert "演示：调离" in security.get(f"/administration/people/{officer.pk}/").content.decode()


def test_resetting_and_ending_end_the_open_session(bureau: Organisation) -> None:
    officer = known(Role.CASE_OFFICER, body=bureau, second_factor=True)
    open_session = entered(officer)

    seated(Role.SECURITY_ADMINISTRATOR, bureau).post(
        f"/administration/people/{officer.pk}/second-factor/", {"because": "演示：手机遗失"}
    )
    reset = open_session.get("/desk/").status_code
    seated(Role.SYSTEM_ADMINISTRATOR, bureau).post(
        f"/administration/people/{officer.pk}/end/", {"because": "演示：离职"}
    )

    officer.refresh_from_db()
    assert reset == 302
    assert not officer.has_second_factor
    assert officer.departed_at is not None


def test_an_administrator_is_told_why_not_on_the_page(bureau: Organisation) -> None:
    client = seated(Role.SECURITY_ADMINISTRATOR, bureau)
    own = Mandate.objects.get()

    answer = client.post(f"/administration/people/{own.person_id}/take/{own.pk}/", {"because": "演示"})

    assert answer.status_code == 409
    assert "不能给自己授权" in answer.content.decode()


def test_persons_are_found_by_name_address_and_body(bureau: Organisation) -> None:
    client = seated(Role.SYSTEM_ADMINISTRATOR, bureau)
    body = city.organisation("演示己巳知识产权有限公司")
    person = known(Role.PREPARER, body=body)

    for sought in (person.name, person.email.upper(), "己巳"):
        page = client.get("/administration/people/", {"q": sought}).content.decode()
        assert person.email in page
    assert "没有找到符合的人员" in client.get("/administration/people/?q=%25").content.decode()
    assert client.get("/administration/people/?q=%00").status_code == 200
    for odd in ("0", "-1", "x", "9" * 30, "²"):
        assert client.get("/administration/people/", {"page": odd}).status_code == 200


def test_the_log_lists_accounts_by_day_and_name(bureau: Organisation) -> None:
    client = seated(Role.AUDIT_ADMINISTRATOR, bureau)

    page = client.get("/administration/log/").content.decode()

    assert "登录" in page
    assert client.get("/administration/log/?day=x&page=2&refused=1&name=%00").status_code == 200


def test_an_expert_writes_their_entry_and_the_manager_reads_it(bureau: Organisation) -> None:
    client = seated(Role.EXPERT, bureau)
    assert "填写专家信息" in client.get("/desk/").content.decode()
    written = {"employer": "演示大学", "title": "教授", "fields_known": "专利运营、技术转移"}

    faulty = client.post("/administration/experts/own/", written | {"employer_code": "1"})
    done = client.post("/administration/experts/own/", written)

    assert faulty.status_code == 400
    assert "演示大学" in faulty.content.decode()
    assert done["Location"] == "/desk/"
    manager = seated(Role.ROUND_MANAGER, bureau)
    assert "演示大学" in manager.get("/administration/experts/?q=技术").content.decode()


def test_a_district_bureau_is_entered_and_its_people_can_be_invited(bureau: Organisation) -> None:
    client = seated(Role.SYSTEM_ADMINISTRATOR, bureau)
    entry = {"name": "演示区知识产权局", "credit_code": city.credit_code(990010), "district": "渝中区"}

    faulty = client.post("/administration/bureaus/", entry | {"credit_code": "1"})
    done = client.post("/administration/bureaus/", entry)
    twice = client.post("/administration/bureaus/", entry)

    assert (faulty.status_code, done.status_code, twice.status_code) == (400, 302, 409)
    made = Organisation.objects.get(credit_code=entry["credit_code"])
    assert (made.kind, made.district) == ("district_bureau", "渝中区")
    assert f"{made.pk}-district_officer" in client.get("/administration/people/invite/").content.decode()
