"""The applicant's pages, as a browser without scripts uses them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.casework import city, filling
from tests.gateways import uploads
from tests.web import visitors
from zhiyun import law
from zhiyun.casework.roles import APPLICANT_ROLES, Role
from zhiyun.records.models import (
    Application,
    Call,
    Event,
    Narrative,
    Organisation,
    Paper,
    Person,
    StatedFact,
    StepKind,
    Submission,
)
from zhiyun.web.seats import CONFIRMED_AT, SECOND_FACTOR

pytestmark = pytest.mark.django_db


def entered(person: Person) -> Client:
    """Give a browser in which a person has just logged in; how that is done is tested elsewhere."""
    client = Client()
    client.force_login(person)
    session = client.session
    session[SECOND_FACTOR] = True
    session[CONFIRMED_AT] = timezone.now().isoformat()
    session.save()
    return client


def known(role: Role, body: Organisation) -> Person:
    """Make a person on a seat."""
    made = city.person()
    city.seat(role, body, made)
    return made


def _open_call(town: city.City, benefit: law.Benefit = law.Benefit.PERFORMANCE_SUBSIDY) -> Call:
    """A call whose window contains the real now."""
    now = timezone.now()
    return city.call(town, benefit, opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1))


def _signer(town: city.City) -> Person:
    """A legal representative of another applicant, with a password."""
    return known(Role.LEGAL_REPRESENTATIVE, body=town.other_applicant)


def test_an_applicant_goes_from_begin_to_the_receipt() -> None:
    town = city.city()
    under = _open_call(town)
    client = entered(_signer(town))

    begun = client.post(f"/applications/begin/{under.reference}/", {"key": "k1"})
    made = Application.objects.get(organisation=town.other_applicant)
    address = begun.headers["Location"]
    saved = client.post(f"{address}condition-8-1/", {"edition": "0", "legal_person": "yes", "do": "next"})
    incomplete = client.post(f"{address}submit/", {"key": "k2", "undertaken": "yes"})
    StatedFact.objects.all().delete()
    made.editions.all().delete()
    filling.filled(made)
    overview = client.get(address)
    asked = client.get(f"{address}submit/")
    handed_in = client.post(f"{address}submit/", {"key": "k3", "undertaken": "yes"})
    receipt = client.get(handed_in.headers["Location"])

    assert address == f"/applications/{made.reference}/"
    assert saved.headers["Location"] == f"{address}condition-8-2/"
    assert incomplete.status_code == 400
    assert "还缺" in incomplete.content.decode()
    assert "提交所需的内容都齐了" in overview.content.decode()
    assert "提交后会怎样" in asked.content.decode()
    assert handed_in.headers["Location"] == f"{address}receipt/"
    seal = Submission.objects.get(application=made).seal
    assert seal in receipt.content.decode()


def _draft(client: Client, town: city.City, benefit: law.Benefit = law.Benefit.PERFORMANCE_SUBSIDY) -> str:
    """Begin an application and give its address."""
    under = _open_call(town, benefit)
    return client.post(f"/applications/begin/{under.reference}/", {"key": "k0"}).headers["Location"]


def _upload(name: str = "演示制度.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, uploads.pdf() if content is None else content)


@pytest.fixture
def kept_files(tmp_path: Path) -> Iterator[Path]:
    """Keep uploads of a test in a place of its own."""
    with override_settings(FILES=tmp_path / "files"):
        yield tmp_path / "files"


@pytest.mark.usefixtures("kept_files")
def test_a_file_chosen_in_a_section_is_kept_with_what_was_typed_and_given_out_safely() -> None:
    """Attack 37 and 40: what was uploaded is saved, never shown, and its name is only a name."""
    client = entered(_signer(town := city.city()))
    address = _draft(client, town)

    saved = client.post(
        f"{address}condition-8-4/",
        {"edition": "0", "key": "k", "words-1": "演示说明", "file-0": _upload(), "do": "stay"},
    )
    page = client.get(f"{address}condition-8-4/").content.decode()
    paper = Paper.objects.get()
    given = client.get(f"{address}papers/{paper.pk}/1/")

    assert saved.status_code == 302
    assert "演示说明" in page
    assert "已收妥" in page
    assert "未配置查毒" in page
    assert given.getvalue() == uploads.pdf()
    assert given.headers["Content-Disposition"].startswith(f'attachment; filename="{address[14:-1]}-')
    assert "filename*=UTF-8''%E6%BC%94" in given.headers["Content-Disposition"]
    assert given.headers["X-Content-Type-Options"] == "nosniff"
    assert given.headers["Content-Security-Policy"] == "sandbox"
    assert "no-store" in given.headers["Cache-Control"]


@pytest.mark.usefixtures("kept_files")
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("演示.pdf", b"<html><script>alert(1)</script></html>"),
        ("演示.html", b"<html></html>"),
        ("演示.pdf.exe", b"MZ" + b"\0" * 200),
        ("演示\u202efdp.exe", b"MZ" + b"\0" * 200),
        ("演示.docm", b"PK\x03\x04nothing"),
        ("演示.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("演示.pdf", b""),
    ],
    ids=["page-as-pdf", "page", "program", "turned-name", "macros", "drawing", "empty"],
)
def test_a_harmful_file_is_refused_and_what_was_typed_beside_it_is_saved(name: str, content: bytes) -> None:
    """Attack 40."""
    client = entered(_signer(town := city.city()))
    address = _draft(client, town)

    answer = client.post(
        f"{address}condition-8-4/",
        {"edition": "0", "words-1": "演示说明", "file-0": _upload(name, content), "do": "stay"},
    )

    assert answer.status_code == 400
    assert Paper.objects.count() == 0
    assert Narrative.objects.get().words == "演示说明"


def test_a_file_of_another_applicant_opens_for_no_role_and_the_attempt_is_recorded(kept_files: Path) -> None:
    """Attack 1 and 2, through the address itself."""
    owner = entered(_signer(town := city.city()))
    address = _draft(owner, town)
    owner.post(f"{address}materials/", {"key": "k", "file-0": _upload(), "do": "stay"})
    file = f"{address}papers/{Paper.objects.get().pk}/1/"
    strangers = {
        role: entered(known(role, body=town.applicant if role in APPLICANT_ROLES else town.bureau))
        for role in (Role.PREPARER,)
    } | {
        role: entered(known(role, body=town.bureau))
        for role in (Role.CASE_OFFICER, Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR, Role.EXPERT)
    }

    answers = {role: client.get(file).status_code for role, client in strangers.items()}

    assert set(answers.values()) == {404}
    assert Event.objects.filter(chain_id="security", subject=file).count() == len(strangers)
    assert Client().get(file).status_code == 302
    assert owner.get(file).getvalue() == uploads.pdf()


@pytest.mark.parametrize(
    "path",
    [
        "papers/..%2f..%2fetc%2fpasswd/1/",
        "papers/../../../etc/passwd",
        "papers/0/1/",
        "papers/1/99999999999999999999999/",
        "papers/99999999999999999999999/1/",
        "papers/%00/1/",
    ],
)
def test_a_path_instead_of_a_number_opens_nothing(path: str) -> None:
    """Attack 4: files are asked for by number, and kept by hash."""
    client = entered(_signer(town := city.city()))
    address = _draft(client, town)

    assert client.get(f"{address}{path}").status_code == 404


def test_fields_the_form_does_not_have_change_nothing() -> None:
    """Attack 7: mass assignment."""
    client = entered(_signer(town := city.city()))
    address = _draft(client, town)
    extra = {
        "organisation": str(town.applicant.pk),
        "reference": "SB-FORGED00",
        "stage": "accepted",
        "asked": "1",
        "asked_fen": "99",
        "saved_by": "1",
        "municipal_centre": "yes",
        "words-9": "x",
    }

    client.post(f"{address}particulars/", {"edition": "0", "address": "演示路1号", **extra})
    client.post(f"{address}condition-8-1/", {"edition": "0", "legal_person": "yes", **extra})

    made = Application.objects.get(organisation=town.other_applicant)
    assert address == f"/applications/{made.reference}/"
    assert made.particulars.asked_fen is None
    assert list(made.facts.values_list("name", flat=True)) == ["legal_person"]
    assert made.narratives.count() == 0
    assert made.steps.count() == 1


@pytest.mark.parametrize(
    "query",
    ["?ordering=organisation__name", "?order_by=begun_by__password", "?organisation_id__gte=0", "?x[]="],
)
def test_a_query_nobody_asked_for_sorts_and_filters_nothing(query: str) -> None:
    """Attack 41: only the own application is listed, whatever is asked."""
    client = entered(_signer(town := city.city()))
    city.application(town, _open_call(town))
    address = _draft(client, town)

    page = client.get(f"/applications/{query}").content.decode()

    assert page.count('scope="row"') == 1
    assert address in page


def test_what_was_typed_when_the_login_ended_waits_behind_the_next_login() -> None:
    """A lost session: the form is sent without a login, and comes back as typed, unsaved, after it."""
    person = visitors.known(Role.LEGAL_REPRESENTATIVE, body=(town := city.city()).other_applicant)
    client = visitors.entered(person)
    address = _draft(client, town)
    client.cookies.pop("sessionid")

    sent = client.post(f"{address}condition-8-3/", {"edition": "0", "words-1": "演示长篇说明", "key": "k"})
    login = f"/login/{sent.headers['Location'].partition('/login/')[2]}"
    entered_again = client.post(
        login, {"email": person.email, "password": visitors.PASSWORD, "next": f"{address}condition-8-3/"}
    )
    back = client.get(entered_again.headers["Location"]).content.decode()
    once_more = client.get(f"{address}condition-8-3/").content.decode()

    assert sent.status_code == 302
    assert "演示长篇说明" in back
    assert "还没有保存" in back
    assert "演示长篇说明" not in once_more
    assert Narrative.objects.count() == 0


def test_what_is_typed_about_no_application_or_beyond_all_measure_is_not_kept() -> None:
    """Attack 50: nobody fills our sessions."""
    made = city.application(town := city.city(), _open_call(town))
    client = Client()

    client.post("/applications/SB-NOTHING1/particulars/", {"address": "x"})
    client.post(f"/applications/{made.reference}/particulars/", {"summary": "演" * 100_001})

    assert client.cookies == {}


def test_what_one_typed_before_their_login_ended_is_not_shown_to_another_organisation() -> None:
    made = city.application(town := city.city(), _open_call(town))
    client = Client()
    client.post(f"/applications/{made.reference}/particulars/", {"edition": "0", "address": "演示机密路"})

    client.force_login(_signer(town))
    page = client.get(f"/applications/{made.reference}/particulars/")

    assert page.status_code == 404
    assert "演示机密路" not in page.content.decode()


def test_two_editors_see_both_versions_and_choose() -> None:
    town = city.city()
    first, second = entered(_signer(town)), entered(known(Role.PREPARER, town.other_applicant))
    section = f"{_draft(first, town)}particulars/"

    first.post(section, {"edition": "0", "address": "演示路1号", "contact_name": "演示甲"})
    clash = second.post(section, {"edition": "0", "address": "演示路2号", "contact_name": "演示甲"})
    page = clash.content.decode()
    chosen = second.post(section, {"edition": "1", "address": "演示路2号", "contact_name": "演示甲"})

    assert clash.status_code == 409
    assert 'name="edition" value="1"' in page
    assert "演示路1号" in page
    assert 'value="演示路2号"' in page
    assert "放弃我的" in page
    assert chosen.status_code == 302
    assert Application.objects.get().particulars.address == "演示路2号"


def test_the_same_form_sent_twice_is_no_conflict_with_oneself() -> None:
    client = entered(_signer(town := city.city()))
    section = f"{_draft(client, town)}condition-8-1/"
    typed = {"edition": "0", "legal_person": "yes", "on_dishonest_list": "no", "do": "stay"}

    answers = [client.post(section, typed).status_code for _ in range(2)]

    assert answers == [302, 302]


def test_a_script_saves_while_typing_and_is_told_the_edition_or_of_the_other_editor() -> None:
    town = city.city()
    client = entered(_signer(town))
    section = f"{_draft(client, town)}condition-8-2/"

    saved = client.post(section, {"edition": "0", "full_time_staff": "7"}, headers={"X-Autosave": "1"})
    faulty = client.post(
        section, {"edition": "1", "full_time_staff": "x", "words-1": "演示"}, headers={"X-Autosave": "1"}
    )
    stale = client.post(section, {"edition": "1", "full_time_staff": "9"}, headers={"X-Autosave": "1"})

    assert (saved.status_code, saved.json()["edition"], saved.json()["faults"]) == (200, 1, 0)
    assert (faulty.json()["edition"], faulty.json()["faults"]) == (2, 1)
    assert stale.status_code == 409
    assert set(stale.json()) == {"by", "at", "told"}
    assert StatedFact.objects.get().whole == 7
    assert Narrative.objects.get().words == "演示"


def test_a_faulty_field_keeps_what_was_typed_and_the_rest_is_saved() -> None:
    client = entered(_signer(town := city.city()))
    section = f"{_draft(client, town)}particulars/"

    answer = client.post(section, {"edition": "0", "address": "演示路1号", "founded_on": "2018-02-30"})
    page = answer.content.decode()

    assert answer.status_code == 400
    assert 'id="faults"' in page
    assert 'value="2018-02-30"' in page
    assert 'name="edition" value="1"' in page
    assert Application.objects.get().particulars.address == "演示路1号"


def test_words_with_markup_are_shown_as_words() -> None:
    """Attack 37: stored markup stays text on every page, the printed one included."""
    client = entered(_signer(town := city.city()))
    address = _draft(client, town)
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    client.post(f"{address}condition-8-3/", {"edition": "0", "words-1": evil})
    client.post(f"{address}particulars/", {"edition": "0", "address": evil, "summary": evil})

    pages = [
        client.get(f"{address}{name}").content.decode()
        for name in ("", "condition-8-3/", "particulars/", "preview/", "submit/")
    ]

    assert all("<script>alert" not in page and "<img src=x" not in page for page in pages)
    assert "&lt;script&gt;" in pages[3]


def test_handing_in_late_says_so_with_the_servers_time_and_keeps_everything() -> None:
    town = city.city()
    client = entered(_signer(town))
    now = timezone.now()
    under = city.call(
        town, opens_at=now - timedelta(days=2), closes_at=now + timedelta(seconds=1) - timedelta(seconds=2)
    )
    made = filling.filled(city.application(town, under, of=town.other_applicant))

    answer = client.post(f"/applications/{made.reference}/submit/", {"undertaken": "yes", "key": "k"})
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "逾期未提交" in page
    assert "服务器时间" in page
    assert Submission.objects.count() == 0


def test_an_application_is_taken_back_from_its_page_and_can_be_handed_in_again() -> None:
    town = city.city()
    client = entered(_signer(town))
    made = filling.filled(city.application(town, _open_call(town), of=town.other_applicant))
    address = f"/applications/{made.reference}/"
    client.post(f"{address}submit/", {"undertaken": "yes", "key": "k1"})

    told = client.get(f"{address}withdraw/").content.decode()
    back = client.post(f"{address}withdraw/", {"key": "k2", "reason": "演示"})
    again = client.post(f"{address}submit/", {"undertaken": "yes", "key": "k3"})
    receipts = client.get(again.headers["Location"]).content.decode()

    assert "可以重新提交" in told
    assert back.headers["Location"] == address
    assert f"{made.reference}-1" in receipts
    assert f"{made.reference}-2" in receipts


def test_a_correction_shows_its_reasons_and_opens_only_its_sections() -> None:
    town = city.city()
    client = entered(_signer(town))
    now = timezone.now()
    under = city.call(town, opens_at=now - timedelta(days=3), closes_at=now - timedelta(days=1))
    made = city.submitted(town, under, of=town.other_applicant)
    filling.returned(made, "condition-8-4", at=now, due_on=timezone.localdate() + timedelta(days=3))
    address = f"/applications/{made.reference}/"

    page = client.get(f"{address}correction/").content.decode()
    opened = client.get(f"{address}condition-8-4/").content.decode()
    closed = client.get(f"{address}condition-8-1/").content.decode()
    refused = client.post(f"{address}condition-8-1/", {"edition": "0", "legal_person": "no"})

    assert "演示理由" in page
    assert 'value="next"' in opened
    assert 'value="next"' not in closed
    assert "没有要求修改这一部分" in closed
    assert refused.status_code == 409


@pytest.mark.parametrize("benefit", list(law.Benefit))
@pytest.mark.parametrize("path", ["", "particulars/", "condition", "materials/", "preview/", "submit/"])
def test_a_page_of_a_filled_application_asks_the_database_at_most_15_times(
    benefit: law.Benefit, path: str
) -> None:
    town = city.city()
    client = entered(_signer(town))
    made = filling.filled(city.application(town, _open_call(town, benefit), of=town.other_applicant))
    if path == "condition":
        path = f"condition-{ {'municipal_centre': 6, 'industry_centre': 7}.get(benefit.value, 8) }-5/"

    with CaptureQueriesContext(connection) as asked:
        answer = client.get(f"/applications/{made.reference}/{path}")

    assert answer.status_code == 200
    assert len(asked) <= 15, [query["sql"][:90] for query in asked.captured_queries]


def _strict(person: Person) -> Client:
    """A browser whose forms carry a token, as real ones do."""
    client = entered(person)
    client.handler.enforce_csrf_checks = True
    return client


def test_what_was_typed_under_a_token_gone_stale_waits_on_its_own_page() -> None:
    """A lost session: logging in again in another window makes the first window's form stale."""
    town = city.city()
    person = _signer(town)
    made = city.application(town, _open_call(town), of=town.other_applicant)
    client, section = _strict(person), f"/applications/{made.reference}/condition-8-3/"

    sent = client.post(
        section, {"edition": "0", "words-1": "演示长篇说明"}, headers={"Origin": "http://testserver"}
    )
    page = client.get(sent.headers["Location"]).content.decode()

    assert sent.headers["Location"] == section
    assert "演示长篇说明" in page
    assert "还没有保存" in page
    assert Narrative.objects.count() == 0


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_a_forged_form_is_refused_and_leaves_nothing(origin: str) -> None:
    """Attack 47."""
    town = city.city()
    made = city.application(town, _open_call(town), of=town.other_applicant)
    client, section = _strict(_signer(town)), f"/applications/{made.reference}/particulars/"

    sent = client.post(section, {"edition": "0", "address": "演示假地址"}, headers={"Origin": origin})

    assert sent.status_code == 403
    assert "这份表单已经失效" in sent.content.decode()
    assert "演示假地址" not in client.get(section).content.decode()


@pytest.mark.usefixtures("kept_files")
def test_a_paper_is_put_to_several_uses_mended_and_taken_back_on_its_own_page() -> None:
    client = entered(_signer(town := city.city()))
    address = _draft(client, town)
    made = Application.objects.get()
    made.deal_lines.create(line=1, deal="演示-1", kind="transfer")
    client.post(f"{address}materials/", {"key": "k", "file-0": _upload(), "do": "stay"})
    paper = Paper.objects.get()
    page = f"{address}papers/{paper.pk}/versions/"

    client.post(
        page,
        {
            "do": "use",
            "had": "material:condition_papers",
            "use": ["fact:management_rules", "deal:演示-1"],
            "key": "a",
        },
    )
    client.post(page, {"do": "version", "file": _upload("演示新.pdf"), "key": "b"})
    shown = client.get(page).content.decode()
    uses = sorted(paper.uses.values_list("place", flat=True))
    client.post(page, {"do": "remove", "key": "c"})

    assert uses == ["deal:演示-1", "fact:management_rules"]
    assert "演示新.pdf" in shown
    assert "演示制度.pdf" in shown
    assert client.get(page).status_code == 404


def test_a_correction_names_what_was_asked_and_not_yet_touched_before_it_is_handed_in() -> None:
    town = city.city()
    client = entered(_signer(town))
    now = timezone.now()
    under = city.call(town, opens_at=now - timedelta(days=3), closes_at=now - timedelta(days=1))
    made = filling.filled(city.application(town, under, StepKind.SUBMITTED, of=town.other_applicant))
    city.submission(town, made, 1)
    filling.returned(
        made, "condition-8-3", "particulars", at=now, due_on=timezone.localdate() + timedelta(days=3)
    )
    address = f"/applications/{made.reference}/"

    client.post(f"{address}particulars/", {"edition": "1", "address": "演示新址"})
    page = client.get(f"{address}submit/").content.decode()
    handed_in = client.post(f"{address}submit/", {"undertaken": "yes", "key": "k"})

    untouched = page.partition("还没有改动的")[2].partition("</li>")[0]
    assert "第八条第3项" in untouched
    assert "单位基本情况" not in untouched
    assert handed_in.headers["Location"] == f"{address}receipt/"
    assert made.submissions.count() == 2


@pytest.mark.parametrize(
    ("benefit", "path", "field"),
    [
        (law.Benefit.MUNICIPAL_CENTRE, "budget/", "line-1-purpose"),
        (law.Benefit.MUNICIPAL_CENTRE, "co_builders/", "line-1-name"),
        (law.Benefit.PERFORMANCE_SUBSIDY, "roster/", "line-1-code"),
        (law.Benefit.PERFORMANCE_SUBSIDY, "deals/", "table"),
        (law.Benefit.PERFORMANCE_SUBSIDY, "deals/one/", "deal-deal"),
    ],
)
def test_what_was_typed_into_a_table_when_the_login_ended_is_drawn_again_and_not_saved(
    benefit: law.Benefit, path: str, field: str
) -> None:
    town = city.city()
    person = _signer(town)
    made = city.application(town, _open_call(town, benefit), of=town.other_applicant)
    client, address = Client(), f"/applications/{made.reference}/{path}"

    client.post(address, {"edition": "0", "do": "lines", "lines": "1", field: "演示未存内容"})
    client.force_login(person)
    page = client.get(address).content.decode()

    assert "演示未存内容" in page
    assert "还没有保存" in page
    assert made.editions.count() == 0


def test_a_correction_sent_too_late_is_told_so_and_not_taken_for_handed_in() -> None:
    town = city.city()
    client = entered(_signer(town))
    now = timezone.now()
    under = city.call(town, opens_at=now - timedelta(days=30), closes_at=now - timedelta(days=20))
    made = city.submitted(town, under, of=town.other_applicant)
    filling.returned(made, "particulars", at=now, due_on=timezone.localdate() - timedelta(days=1))

    answer = client.post(f"/applications/{made.reference}/submit/", {"undertaken": "yes", "key": "k"})

    assert answer.status_code == 409
    assert "补正逾期" in answer.content.decode()
    assert made.submissions.count() == 1


def test_handing_in_twice_with_two_forms_leads_to_the_one_receipt() -> None:
    town = city.city()
    client = entered(_signer(town))
    made = filling.filled(city.application(town, _open_call(town), of=town.other_applicant))
    address = f"/applications/{made.reference}/"

    answers = [
        client.post(f"{address}submit/", {"undertaken": "yes", "key": key}).headers["Location"]
        for key in ("k1", "k2", "k1")
    ]

    assert answers == [f"{address}receipt/"] * 3
    assert made.submissions.count() == 1


@pytest.mark.parametrize("benefit", list(law.Benefit))
def test_the_preview_says_every_section_and_after_handing_in_exactly_what_was_sealed(
    benefit: law.Benefit,
) -> None:
    town = city.city()
    client = entered(_signer(town))
    made = filling.filled(city.application(town, _open_call(town, benefit), of=town.other_applicant))
    address = f"/applications/{made.reference}/"

    draft = client.get(f"{address}preview/").content.decode()
    client.post(f"{address}submit/", {"undertaken": "yes", "key": "k"})
    made.particulars.address = "演示后来的地址"
    made.particulars.save()
    sealed = client.get(f"{address}preview/").content.decode()

    assert "草稿，尚未提交" in draft
    assert "演示市演示区演示路1号" in draft
    # No roster, and no partners there or no dates of a construction here.
    assert draft.count("（未填）") == (2 if benefit.is_construction else 7)
    assert made.submissions.get().seal in sealed
    assert "演示市演示区演示路1号" in sealed
    assert "演示后来的地址" not in sealed


@pytest.mark.usefixtures("kept_files")
def test_what_proves_a_condition_counts_for_the_material_that_asks_for_it() -> None:
    client = entered(_signer(town := city.city()))
    address = _draft(client, town)

    before = client.get(f"{address}materials/").content.decode().count("未上传")
    client.post(f"{address}condition-8-4/", {"edition": "0", "key": "k", "file-0": _upload(), "do": "stay"})
    after = client.get(f"{address}materials/").content.decode()

    assert after.count("未上传") == before - 1
    assert "不用重复上传" in after
