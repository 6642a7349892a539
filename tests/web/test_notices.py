"""Lists, objections and results on the screens: sealed words to keep, nothing early, nobody named, few questions asked."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.casework import city, noticed
from tests.web import visitors
from zhiyun.casework.actions import notices as actions
from zhiyun.casework.canonical import sm3_hex
from zhiyun.casework.publicity import tracking
from zhiyun.casework.roles import Role
from zhiyun.records.models import IssuedPaper, Objection, Person, Publication
from zhiyun.web.public import results

pytestmark = pytest.mark.django_db

THREE = "150000000 100000000 50000000"
FRIDAY = date(2026, 9, 25)


@pytest.fixture
def town() -> city.City:
    return city.city()


@pytest.fixture
def notice(town: city.City, settings: LazySettings) -> Publication:
    resolution, _cases = noticed.decided(town, THREE, declined=1)
    made = noticed.published(town, resolution)
    visitors.at(settings, noticed.at(FRIDAY))
    return made


def confirmed(town: city.City, publication: Publication, settings: LazySettings) -> str:
    """Confirm a list on the day after its last, and give its call."""
    moment = noticed.at(date(2026, 10, 10))
    actions.confirm(
        by=noticed.by(town, Role.ROUND_MANAGER, moment),
        publication=publication.reference,
        calendar=noticed.CALENDAR,
    )
    visitors.at(settings, moment)
    return str(publication.resolution.call.reference)


def entered(by: Any, settings: LazySettings, moment: Any) -> Client:
    """Give a browser of somebody who has just given a secret."""
    from zhiyun.web.seats import CONFIRMED_AT, SEAT, SECOND_FACTOR

    visitors.at(settings, moment)
    client = Client()
    client.force_login(Person.objects.get(pk=by.person_id))
    session = client.session
    session[SECOND_FACTOR], session[CONFIRMED_AT], session[SEAT] = True, moment.isoformat(), by.mandate_id
    session.save()
    return client


FORM = {
    "who": "person",
    "name": "演示异议人",
    "identity": "11010519491231002X",
    "contact": "objector@example.cn",
    "about": "",
    "words": "演示：该单位申报的质押业务没有真实放款，请核对。",
}


def test_the_sm3_of_the_json_file_is_the_fingerprint_on_page_paper_and_verification(
    client: Client, notice: Publication
) -> None:
    page = client.get(f"/notices/{notice.reference}/")
    file = client.get(f"/notices/{notice.reference}/list.json")
    paper = IssuedPaper.objects.get(kind="public_list")
    verified = client.get(f"/documents/verify/{paper.code}/")

    assert sm3_hex(text=file.content.decode()) == notice.sm3
    assert notice.sm3 in page.content.decode()
    assert notice.sm3 in verified.content.decode()
    assert f"/notices/{notice.reference}/" in verified.content.decode()
    assert json.loads(file.content)["last_on"] == "2026-10-09"


def test_anyone_keeps_the_list_as_pdf(client: Client, notice: Publication) -> None:
    paper = IssuedPaper.objects.get(kind="public_list")

    answer = client.get(f"/documents/{paper.code}.pdf")

    assert answer.content.startswith(b"%PDF-")


def test_the_table_holds_each_line_and_no_formula(client: Client, notice: Publication) -> None:
    answer = client.get(f"/notices/{notice.reference}/list.csv")

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[-1] for row in rows[1:]] == [
        f"{line['amount_fen'] // 100}.00" for line in notice.content["lines"]
    ]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("page", ["", "list.json", "list.csv"])
def test_a_cache_asks_again_and_is_told_what_it_has(client: Client, notice: Publication, page: str) -> None:
    first = client.get(f"/notices/{notice.reference}/{page}")

    again = client.get(f"/notices/{notice.reference}/{page}", headers={"If-None-Match": first["ETag"]})

    assert (first["Cache-Control"], again.status_code) == ("no-cache", 304 if page else again.status_code)


def test_attack_19_no_door_opens_a_second_before_the_list_is_published(
    client: Client, town: city.City, settings: LazySettings
) -> None:
    """Attack 19: page, files, form, list, feed, verification and result are told like what there is not."""
    resolution, cases = noticed.decided(town, THREE, declined=1)
    visitors.at(settings, noticed.at(noticed.PUBLISHED_ON, "09:59:59"))
    before = {
        address: client.get(address)
        for address in (
            *(f"/notices/GS-2026-1/{page}" for page in ("", "list.json", "list.csv", "object/")),
            *(f"/results/{resolution.call.reference}/{page}" for page in ("", "result.json", "result.csv")),
        )
    }
    lists = [client.get(address) for address in ("/notices/", "/notices/feed.atom", "/results/")]

    assert {answer.status_code for answer in before.values()} == {404}
    names = [case.organisation.name for case in cases]
    assert not [name for answer in lists for name in names if name in answer.content.decode()]
    assert client.get("/documents/verify/", {"paper": "渝知运公示〔2026〕1号"}).status_code == 404


def test_attack_19_who_was_declined_stands_on_no_public_page(
    client: Client, town: city.City, notice: Publication
) -> None:
    """Attack 19: neither the list, its files, nor the list of lists names who was declined."""
    declined = notice.resolution.decisions.get(supported=False).application.organisation

    for address in (
        "/notices/",
        *(f"/notices/{notice.reference}/{page}" for page in ("", "list.json", "list.csv")),
    ):
        words = client.get(address).content.decode()
        assert declined.name not in words
        assert declined.credit_code not in words


def test_the_list_of_lists_and_a_list_ask_few_questions(client: Client, notice: Publication) -> None:
    for address, most in (("/notices/", 4), (f"/notices/{notice.reference}/", 6), ("/results/", 4)):
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(address)
        told = [query["sql"] for query in asked if "demoshift" not in query["sql"].lower()]
        assert len(told) <= most, (address, told)


@pytest.mark.parametrize("query", ["page=0", "page=2", "page=x", "year=x", "benefit=x", "page=99999999"])
def test_attack_50_what_is_no_page_is_not_found(client: Client, notice: Publication, query: str) -> None:
    """Attack 50: no unbounded page, no expensive filter."""
    assert client.get(f"/notices/?{query}").status_code == 404


def test_anyone_objects_and_follows_it_by_code(client: Client, notice: Publication) -> None:
    answer = client.post(f"/notices/{notice.reference}/object/", FORM)

    objection = Objection.objects.get()
    code = tracking.spelt(code=tracking.code_of(reference=objection.reference))
    assert code in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    found = client.post("/objections/", {"code": code.lower().replace("-", " ")})
    assert objection.reference in found.content.decode()
    assert objection.words not in found.content.decode()


def test_an_objection_brings_its_proof_along(
    client: Client, notice: Publication, settings: LazySettings, tmp_path: Any
) -> None:
    settings.FILES = tmp_path / "files"
    proof = SimpleUploadedFile("流水.txt", "演示流水".encode())

    answer = client.post(f"/notices/{notice.reference}/object/", {**FORM, "files": [proof]})

    assert answer.status_code == 200, answer.context["faults"]
    [file] = Objection.objects.get().files
    assert file["name"] == "流水.txt"


def test_faults_stand_on_top_and_what_was_typed_stays(client: Client, notice: Publication) -> None:
    answer = client.post(f"/notices/{notice.reference}/object/", {**FORM, "name": "", "identity": "1"})

    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'href="#id_name"' in page
    assert 'href="#id_identity"' in page
    assert FORM["words"] in page
    assert not Objection.objects.exists()


def test_who_is_logged_in_objects_as_anyone_does(
    town: city.City, notice: Publication, settings: LazySettings
) -> None:
    party = city.seat(Role.PREPARER, town.applicant)
    browser = entered(party, settings, noticed.at(FRIDAY))

    browser.post(f"/notices/{notice.reference}/object/", FORM)

    from zhiyun.records.models import Event

    event = Event.objects.get(action="objection.file")
    assert (event.person_id, event.person_name, event.address) == (None, "", "")


def test_objections_and_codes_are_slowed_down(client: Client, notice: Publication) -> None:
    sent = [
        client.post(f"/notices/{notice.reference}/object/", {**FORM, "words": f"演示：第{number}件"})
        for number in range(7)
    ]
    tried = [client.post("/objections/", {"code": "A" * 20}) for _ in range(7)]

    assert [answer.status_code for answer in sent].count(429) == 2
    assert [answer.status_code for answer in tried].count(429) == 2
    assert Objection.objects.count() == 5


def test_nobody_objects_to_a_list_that_has_ended(
    client: Client, notice: Publication, settings: LazySettings
) -> None:
    visitors.at(settings, noticed.at(date(2026, 10, 10), "00:00:00"))

    answer = client.post(f"/notices/{notice.reference}/object/", FORM)

    assert answer.status_code == 409
    assert not Objection.objects.exists()


def test_attacks_36_and_37_what_objectors_write_is_never_markup(
    town: city.City, client: Client, notice: Publication, settings: LazySettings
) -> None:
    """Attacks 36 and 37: a script in an objection, its file's name or a reason comes out as the words it is."""
    evil = "<script>alert(1)</script><img src=file:///etc/passwd>"
    client.post(f"/notices/{notice.reference}/object/", {**FORM, "words": evil})
    handler = noticed.outsider(town, Role.CASE_OFFICER, noticed.at(FRIDAY))
    browser = entered(handler, settings, noticed.at(FRIDAY))

    page = browser.get(f"/bureau/notices/objections/{Objection.objects.get().reference}/").content.decode()

    assert "<script>alert" not in page
    assert "<img src=file" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_list_is_published_revised_and_confirmed_on_the_desk(
    town: city.City, client: Client, settings: LazySettings
) -> None:
    resolution, cases = noticed.decided(town, THREE)
    manager = noticed.by(town, Role.ROUND_MANAGER, noticed.at(noticed.PUBLISHED_ON))
    browser = entered(manager, settings, noticed.at(noticed.PUBLISHED_ON))
    address = f"/bureau/notices/publish/{resolution.reference}/"
    assert "现在公示这份名单" in browser.get(address).content.decode()
    assert browser.post(address, {"business": "", "supervision": ""}).status_code == 400

    sent = browser.post(
        address,
        {
            "business": noticed.CONTACTS.business,
            "supervision": noticed.CONTACTS.supervision,
            "handling_workdays": "5",
        },
    )

    assert sent.headers["Location"] == "/bureau/notices/GS-2026-1/?done"
    visitors.at(settings, noticed.at(FRIDAY))
    about = cases[2].organisation.credit_code
    client.post("/notices/GS-2026-1/object/", {**FORM, "about": about})
    objection = Objection.objects.get()
    handler = noticed.outsider(town, Role.CASE_OFFICER, noticed.at(FRIDAY))
    handling = entered(handler, settings, noticed.at(FRIDAY))
    assert "办理这件异议" in handling.get("/desk/").content.decode()
    handling.post(
        f"/bureau/notices/objections/{objection.reference}/",
        {"do": "answer", "outcome": "upheld", "reasons": "演示：异议成立。", "effect": "removed"},
    )
    moment = noticed.at(date(2026, 9, 28))
    browser = entered(manager, settings, moment)
    assert "更正并公示新的名单" in browser.get("/bureau/notices/GS-2026-1/").content.decode()
    revised = browser.post(
        "/bureau/notices/GS-2026-1/", {"do": "revise", "because": "演示：公示期间的异议成立"}
    )
    assert revised.headers["Location"] == "/bureau/notices/GS-2026-2/?done"
    newer = Publication.objects.get(reference="GS-2026-2")
    assert sorted(line["amount_fen"] for line in newer.content["lines"]) == [200_000_000, 300_000_000]
    ended = noticed.at(date(2026, 10, 11))
    browser = entered(manager, settings, ended)
    browser.post("/bureau/notices/GS-2026-2/", {"do": "confirm"})
    page = client.get(f"/results/{resolution.call.reference}/").content.decode()
    assert "与公布的金额完全相同" in page


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.MEETING_SECRETARY])
def test_who_only_reads_sees_no_verb(
    town: city.City, notice: Publication, settings: LazySettings, role: Role
) -> None:
    browser = entered(noticed.by(town, role, noticed.at(FRIDAY)), settings, noticed.at(FRIDAY))

    page = browser.get(f"/bureau/notices/{notice.reference}/").content.decode()

    assert 'value="confirm"' not in page
    assert browser.post(f"/bureau/notices/{notice.reference}/", {"do": "confirm"}).status_code == 404


def test_a_round_computes_again_and_says_what_differs(
    client: Client, town: city.City, notice: Publication, settings: LazySettings
) -> None:
    call = confirmed(town, notice, settings)
    page = client.get(f"/results/{call}/").content.decode()

    other = client.post(f"/results/{call}/", {"pot": "5000000.00", "amount-1": "1万元"}).content.decode()
    wrong = client.post(f"/results/{call}/", {"pot": "一些", "amount-1": "-1"})

    assert "与公布的金额完全相同" in page
    assert "与公布的金额不同" in other
    assert wrong.status_code == 400
    assert 'href="#pot"' in wrong.content.decode()
    above = client.post(f"/results/{call}/", {"pot": "6000000.00"}).content.decode()
    assert "不能计算" in above


def test_a_long_result_is_turned_and_its_sums_are_of_all(
    client: Client,
    town: city.City,
    notice: Publication,
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(results, "A_PAGE", 2)
    call = confirmed(town, notice, settings)

    first = client.get(f"/results/{call}/").content.decode()
    second = client.get(f"/results/{call}/?page=2").content.decode()
    other = client.post(f"/results/{call}/?page=2", {"pot": "5000000.00", "amount-3": "1万元"})

    assert [page.count('name="amount-') for page in (first, second)] == [2, 1]
    assert all("5,000,000.00" in page and "与公布的金额完全相同" in page for page in (first, second))
    assert "与公布的金额不同" in other.content.decode()
    assert client.get(f"/results/{call}/?page=3").status_code == 404


def test_results_are_there_for_programs_too(
    client: Client, town: city.City, notice: Publication, settings: LazySettings
) -> None:
    call = confirmed(town, notice, settings)

    told = json.loads(client.get(f"/results/{call}/result.json").content)
    rows = list(
        csv.reader(io.StringIO(client.get(f"/results/{call}/result.csv").content.decode("utf-8-sig")))
    )

    assert told["list"] == notice.content
    assert set(told["paid_fen"].values()) == {0}
    assert len(rows) == 4
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/results/{call}/")
    assert len(asked) <= 15


def test_the_desks_ask_as_few_questions_for_many_as_for_one(
    town: city.City, notice: Publication, settings: LazySettings
) -> None:
    manager = noticed.by(town, Role.ROUND_MANAGER, noticed.at(FRIDAY))
    browser = entered(manager, settings, noticed.at(FRIDAY))
    counted = []
    for number in (1, 3):
        for each in range(number):
            noticed.objected(
                notice,
                noticed.at(FRIDAY),
                words=f"演示：第{number}-{each}件异议，请核对。",
            )
        addresses = (
            "/bureau/notices/",
            f"/bureau/notices/{notice.reference}/",
            "/bureau/notices/objections/",
        )
        for address in addresses:
            browser.get(address)
            with CaptureQueriesContext(connection) as asked:
                browser.get(address)
            counted.append(len(asked))

    assert counted[:3] == counted[3:]
    assert max(counted) <= 15, counted
