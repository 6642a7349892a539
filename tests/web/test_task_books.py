"""The task book's screens: what each side sees and can do, without JavaScript, with what was typed kept."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client

from tests.casework import city, task_books
from tests.casework.task_books import SIGNS
from tests.web.visitors import seated
from zhiyun.casework.actions import task_books as acts
from zhiyun.casework.roles import Role
from zhiyun.records.models import Application, Grant, TaskBookSignature, TaskBookVersion, TrancheRelease

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> city.City:
    return city.city()


def visitor(town: city.City, role: Role, settings: LazySettings) -> Client:
    return seated(town, role, settings, moment=SIGNS)


def form_of(page: HttpResponse) -> dict[str, str]:
    """Read every field of a page's form as it stands there."""
    text = page.content.decode()
    fields = {}
    for tag in re.findall(r"<input [^>]+>", text):
        told = dict(re.findall(r'([a-z-]+)="([^"]*)"', tag))
        if told.get("name") and told.get("type") != "checkbox":
            fields[told["name"]] = html.unescape(told.get("value", ""))
    for name, words in re.findall(
        r'<textarea id="[^"]+" name="([^"]+)"[^>]*>\n?(.*?)</textarea>', text, re.DOTALL
    ):
        fields[name] = html.unescape(words)
    return fields


def sent(client: Client, address: str, **changed: str) -> HttpResponse:
    """Send a page's form with some fields changed."""
    typed = form_of(client.get(address))
    return client.post(address, {**typed, "do": "save", **changed})


def test_a_task_book_goes_from_draft_to_force_through_the_screens(
    town: city.City, settings: LazySettings
) -> None:
    """Scenario 13's signing through the product: begin, propose, compare, sign twice, release."""
    case = task_books.confirmed(town)
    ref = case.reference
    listed = visitor(town, Role.CASE_OFFICER, settings).get("/bureau/task-books/").content.decode()
    assert f"/bureau/task-books/{ref}/begin/" in listed

    begun = sent(visitor(town, Role.CASE_OFFICER, settings), f"/bureau/task-books/{ref}/begin/")
    assert (begun.status_code, begun.headers["Location"]) == (302, f"/bureau/task-books/{ref}/")

    applicant = visitor(town, Role.PREPARER, settings)
    desk = applicant.get("/desk/").content.decode()
    assert f"/applications/{ref}/task-book/" in desk
    proposed = sent(
        applicant,
        f"/applications/{ref}/task-book/propose/",
        **{"indicators-1-target": "20", "note": "演示：人数写多些。"},
    )
    assert proposed.status_code == 302
    compared = applicant.get(f"/applications/{ref}/task-book/differences/").content.decode()
    assert "<del>18</del>" in compared
    assert "<ins>20</ins>" in compared

    for role, address in (
        (Role.LEGAL_REPRESENTATIVE, f"/applications/{ref}/task-book/sign/"),
        (Role.ROUND_MANAGER, f"/bureau/task-books/{ref}/sign/"),
    ):
        signed = sent(visitor(town, role, settings), address, undertaken="yes")
        assert signed.status_code == 302, signed.content.decode()
    assert Grant.objects.get(application=case).version.number == 2

    officer = visitor(town, Role.CASE_OFFICER, settings)
    released = sent(officer, f"/bureau/task-books/{ref}/tranches/1/", words="演示：双方已签订。")
    assert released.status_code == 302
    assert TrancheRelease.objects.get().words == "演示：双方已签订。"

    page = visitor(town, Role.AUDITOR, settings).get(f"/bureau/task-books/{ref}/").content.decode()
    assert "模拟签章" in page
    assert "2027-02-09" in page, "the end of the first half-year"
    assert "/propose/" not in page


def test_every_fault_stands_in_its_cell_and_nothing_typed_is_lost(
    town: city.City, settings: LazySettings
) -> None:
    case = task_books.confirmed(town)
    officer = visitor(town, Role.CASE_OFFICER, settings)
    wrong: dict[str, Any] = {
        "tranches-1-amount": "很多",
        "indicators-1-half_year": "9",
        "budget-1-head": "",
        "last_on": "2029-01-01",
        "goals": "",
    }

    answer = sent(officer, f"/bureau/task-books/{case.reference}/begin/", **wrong)

    page = answer.content.decode()
    assert answer.status_code == 400
    for place in ("tranches-1-amount", "indicators-1-half_year", "budget-1-head", "last_on", "goals"):
        assert f'href="#{place}"' in page, place
        assert f'id="why-{place}"' in page, place
    assert 'value="很多"' in page
    assert not TaskBookVersion.objects.exists()


def test_more_rows_are_drawn_without_anything_being_saved(town: city.City, settings: LazySettings) -> None:
    case = task_books.confirmed(town)
    officer = visitor(town, Role.CASE_OFFICER, settings)

    answer = sent(officer, f"/bureau/task-books/{case.reference}/begin/", do="more", goals="演示：没有写完")

    fields = form_of(answer)
    assert (answer.status_code, fields["goals"], fields["budget-rows"]) == (200, "演示：没有写完", "7")
    assert not TaskBookVersion.objects.exists()


def begun(town: city.City) -> Application:
    case = task_books.confirmed(town)
    task_books.begun(town, case)
    return case


def test_attack_24_a_form_of_an_older_version_signs_and_changes_nothing(
    town: city.City, settings: LazySettings
) -> None:
    case = begun(town)
    signer = visitor(town, Role.LEGAL_REPRESENTATIVE, settings)
    stale_sign = form_of(signer.get(f"/applications/{case.reference}/task-book/sign/"))
    stale_form = form_of(signer.get(f"/applications/{case.reference}/task-book/propose/"))
    acts.propose(
        by=task_books.officer(town),
        task_book=case.reference,
        content=task_books.content(goals="演示二"),
        note="二",
        seen=1,
    )

    signed = signer.post(
        f"/applications/{case.reference}/task-book/sign/", {**stale_sign, "undertaken": "yes"}
    )
    changed = signer.post(
        f"/applications/{case.reference}/task-book/propose/",
        {**stale_form, "do": "save", "goals": "演示：另一种写法", "note": "演示"},
    )

    assert (signed.status_code, changed.status_code) == (409, 409)
    assert "第2版" in signed.content.decode()
    again = form_of(changed)
    assert (again["goals"], again["seen"]) == ("演示：另一种写法", "2")
    assert (TaskBookSignature.objects.count(), TaskBookVersion.objects.count()) == (0, 2)


def test_signing_asks_for_the_secret_before_the_page_is_shown(
    town: city.City, settings: LazySettings
) -> None:
    case = begun(town)
    signer = visitor(town, Role.LEGAL_REPRESENTATIVE, settings)
    session = signer.session
    del session["confirmed_at"]
    session.save()

    answer = signer.get(f"/applications/{case.reference}/task-book/sign/")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/confirm/?next=")


def test_a_preparer_reads_what_signing_does_and_cannot_sign(town: city.City, settings: LazySettings) -> None:
    case = begun(town)
    preparer = visitor(town, Role.PREPARER, settings)

    page = preparer.get(f"/applications/{case.reference}/task-book/sign/").content.decode()
    answer = preparer.post(
        f"/applications/{case.reference}/task-book/sign/", {"seen": "1", "undertaken": "yes"}
    )

    assert "只有法定代表人可以签订" in page
    assert answer.status_code == 404
    assert not TaskBookSignature.objects.exists()


def test_a_version_is_kept_as_a_working_copy(town: city.City, settings: LazySettings) -> None:
    case = begun(town)

    answer = visitor(town, Role.PREPARER, settings).get(
        f"/applications/{case.reference}/task-book/draft.docx?version=1"
    )

    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")
    assert f"task-book-{case.reference}-1.docx" in answer.headers["Content-Disposition"]


def test_the_applicant_never_sees_the_statement_behind_a_release(
    town: city.City, settings: LazySettings
) -> None:
    case = task_books.in_force(town)

    own = visitor(town, Role.PREPARER, settings).get(f"/applications/{case.reference}/task-book/")
    bureau = visitor(town, Role.FINANCE, settings).get(f"/bureau/task-books/{case.reference}/")

    assert "演示：已核实。" not in own.content.decode()
    assert "演示：已核实。" in bureau.content.decode()


def test_the_pages_ask_the_database_little_and_as_often_for_one_version_as_for_six(
    town: city.City, settings: LazySettings, django_assert_max_num_queries: Any
) -> None:
    case = begun(town)
    officer = visitor(town, Role.CASE_OFFICER, settings)
    for number in range(1, 6):
        acts.propose(
            by=task_books.officer(town),
            task_book=case.reference,
            content=task_books.content(goals=f"演示{number}"),
            note="演示",
            seen=number,
        )

    for address in (f"/bureau/task-books/{case.reference}/", "/bureau/task-books/"):
        with django_assert_max_num_queries(15):
            officer.get(address)
