"""Issued documents on the web: kept by who may, verified by anyone who holds one."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.casework import city, filling
from tests.casework import issued as issuing_city
from tests.web import visitors
from zhiyun.casework.issuing import PaperKind
from zhiyun.casework.papers import spelt
from zhiyun.casework.roles import Role
from zhiyun.gateways import official_papers
from zhiyun.gateways.official_papers import TooManyPapers
from zhiyun.records.models import Event, IssuedPaper, Person
from zhiyun.web import downloads

pytestmark = pytest.mark.django_db


def call() -> IssuedPaper:
    return issuing_city.call(city.call(city.city()))


def receipt(town: city.City | None = None) -> IssuedPaper:
    return issuing_city.document(town or city.city(), PaperKind.RECEIPT)


def sitting(town: city.City, role: Role) -> Client:
    """Give a browser in which who sits on a role in the city has logged in."""
    person = Person.objects.get(pk=town.seats[role].person_id)
    person.set_password(visitors.PASSWORD)
    person.totp_secret, person.totp_confirmed_at = visitors.SECRET, city.NOON
    person.save()
    return visitors.entered(person)


def address(paper: IssuedPaper) -> str:
    return f"/documents/verify/{paper.code}/"


def shown(client: Client, where: str) -> str:
    return client.get(where).content.decode().partition("<main")[2].partition("</main>")[0]


def test_anyone_keeps_a_call_as_a_pdf_that_no_browser_opens_as_our_page(client: Client) -> None:
    answer = client.get(f"/documents/{call().code}.pdf")

    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")
    assert answer.cookies == {}
    assert {
        name: answer.headers[name]
        for name in ("Content-Type", "X-Content-Type-Options", "Content-Security-Policy", "X-Robots-Tag")
    } == {
        "Content-Type": "application/pdf",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Robots-Tag": "noindex",
    }
    assert answer.headers["Content-Disposition"].startswith("attachment; ")


def test_15_a_file_is_named_by_its_kind_and_number_and_by_nobody() -> None:
    town = city.city()
    paper = issuing_city.document(town, PaperKind.ACCEPTANCE)

    answer = sitting(town, Role.PREPARER).get(f"/documents/{paper.code}.pdf")

    told = answer.headers["Content-Disposition"]
    assert told.isascii()
    assert unquote(told.partition("filename*=UTF-8''")[2]) == f"受理通知书-{paper.number}.pdf"
    assert 'filename="acceptance-2026-1.pdf"' in told
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("受理通知书-渝知运受理〔2026〕1号.pdf", "受理通知书-渝知运受理〔2026〕1号.pdf"),
        ("../../etc/passwd.pdf", "etc-passwd.pdf"),
        ("通知\r\nSet-Cookie: x=1.pdf", "通知-Set-Cookie- x=1.pdf"),
        ('a"b<script>.pdf', "a-b-script-.pdf"),
        ("\u202efdp.exe\u202c.pdf", "fdp.exe-.pdf"),
        (".hidden.pdf", "hidden.pdf"),
        ("长" * 300 + ".pdf", "长" * 100 + ".pdf"),
    ],
)
def test_37_no_name_leaves_its_folder_or_its_header(name: str, kept: str) -> None:
    told = downloads.disposition(name=name, plain=name)

    assert unquote(told.partition("filename*=UTF-8''")[2]) == kept
    assert "\r" not in told
    assert "\n" not in told
    assert re.fullmatch(r'attachment; filename="[A-Za-z0-9.-]+"; filename\*=UTF-8\'\'[^"\s;]+', told)


def test_who_may_not_have_a_document_hears_what_an_unknown_code_hears(client: Client) -> None:
    town = city.city()
    paper = receipt(town)

    strange, unknown = (client.get(f"/documents/{code}.pdf") for code in (paper.code, "A" * 20))

    assert (strange.status_code, unknown.status_code) == (404, 404)
    # The masthead's switch repeats the address that was asked for; nothing else may differ.
    assert strange.content.replace(paper.code.encode(), b"A" * 20) == unknown.content


def test_an_officer_is_turned_away_from_a_receipt_before_closing_and_the_attempt_is_recorded() -> None:
    town = city.city()
    under = city.call(town, closes_at=city.CLOSES.replace(year=2999))
    paper = issuing_city.document(town, PaperKind.RECEIPT, under=under)

    answer = sitting(town, Role.CASE_OFFICER).get(f"/documents/{paper.code}.pdf")

    assert answer.status_code == 404
    assert Event.objects.filter(chain="security", subject=f"/documents/{paper.code}.pdf").count() == 1


def test_a_working_copy_is_for_the_office_and_says_it_is_none_of_the_office_s_documents() -> None:
    town = city.city()
    paper = issuing_city.call(city.call(town))
    there = f"/documents/{paper.code}.docx"

    officer, preparer, anyone = sitting(town, Role.CASE_OFFICER), sitting(town, Role.PREPARER), Client()

    kept = officer.get(there)
    assert kept.content.startswith(b"PK")
    assert kept.headers["Content-Type"] == downloads.WORD
    assert preparer.get(there).status_code == 404
    assert anyone.get(there).headers["Location"].startswith("/login/")


def test_a_typed_code_leads_to_the_document(client: Client) -> None:
    paper = call()

    for typed in (spelt(code=paper.code).lower(), paper.code, paper.number):
        assert client.get("/documents/verify/", {"paper": typed}).headers["Location"] == address(paper)


@pytest.mark.parametrize("typed", ["渝知运受理〔2026〕1号", "ABCD", "<script>alert(1)</script>", "A" * 500])
def test_what_is_no_code_is_answered_with_what_to_do_and_kept_in_the_field(
    client: Client, typed: str
) -> None:
    answer = client.get("/documents/verify/", {"paper": typed})

    page = answer.content.decode()
    assert answer.status_code == 404
    assert "核验码在文书末页，共20位字母和数字" in page
    assert "<script>alert" not in page


def test_a_number_of_a_notice_or_receipt_finds_nothing(client: Client) -> None:
    paper = receipt()

    assert client.get("/documents/verify/", {"paper": paper.number}).status_code == 404


def test_an_unknown_code_is_told_as_not_issued_by_us(client: Client) -> None:
    answer = client.get(f"/documents/verify/{'A' * 20}/")

    assert answer.status_code == 404
    assert "本系统没有签发过这份文书" in answer.content.decode()
    assert "AAAA-AAAA-AAAA-AAAA-AAAA" in answer.content.decode()


def test_a_call_is_verified_with_its_number_office_time_standing_and_whole_fingerprint(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    paper = call()

    with django_assert_max_num_queries(1):
        page = shown(client, address(paper))

    for words in (
        "申报通知",
        "演示申报通知（2026）",
        "演示市知识产权局",
        "2026年5月25日09时00分00秒",
        "现行有效",
        spelt(code=paper.code),
        paper.content_sm3,
        f"/documents/{paper.code}.pdf",
    ):
        assert words in page


def test_17_before_closing_a_receipt_is_verified_without_a_word_of_who_applied(client: Client) -> None:
    town = city.city()
    paper = receipt(town)

    answer = client.get(address(paper))

    page = answer.content.decode()
    assert "申报材料提交回执" in page
    assert paper.content_sm3 in page
    for told in (town.applicant.name, town.applicant.credit_code, "演示人员", "/applications/", '.pdf"'):
        assert told not in page
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.cookies == {}


def test_a_downloaded_copy_agrees_and_one_changed_by_a_byte_does_not(client: Client) -> None:
    paper = call()
    content = client.get(f"/documents/{paper.code}.pdf").content
    changed = content[:-1] + bytes([content[-1] ^ 1])

    agreeing, differing = (
        client.post(address(paper), {"do": "compare", "copy": SimpleUploadedFile("份.pdf", each)})
        for each in (content, changed)
    )

    assert "您的文件与本系统的文书完全相同" in agreeing.content.decode()
    assert "您的文件与本系统现在生成的不同" in differing.content.decode()


def test_a_printed_fingerprint_agrees_or_does_not(client: Client) -> None:
    paper = receipt()
    printed = paper.content_sm3[:32].upper()

    agreeing, differing = (
        client.post(address(paper), {"do": "compare", "fingerprint": typed}).content.decode()
        for typed in (f"{printed[:16]} {printed[16:]}", "0" * 32)
    )

    assert "您输入的指纹与本系统存档一致" in agreeing
    assert "您输入的指纹与本系统存档不一致" in differing


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "请选择 PDF 文件，或者输入文书上印的指纹"),
        ({"fingerprint": "12ab"}, "至少32位"),
        ({"copy": SimpleUploadedFile("a.pdf", b"<html>")}, "这不是 PDF"),
        ({"copy": SimpleUploadedFile("a.pdf", b"")}, "请选择 PDF 文件"),
    ],
)
def test_what_cannot_be_compared_is_a_fault_at_its_field(
    client: Client, sent: dict[str, object], told: str
) -> None:
    answer = client.post(address(call()), {"do": "compare", **sent})

    page = answer.content.decode()
    assert answer.status_code == 400
    assert page.count(told) == 2
    assert 'class="field wrong"' in page


def test_the_copy_of_one_document_is_no_copy_of_another(client: Client) -> None:
    town = city.city()
    first, second = (issuing_city.call(city.call(town)) for _ in range(2))
    content = client.get(f"/documents/{first.code}.pdf").content

    page = client.post(address(second), {"do": "compare", "copy": SimpleUploadedFile("a.pdf", content)})

    assert "您的文件与本系统现在生成的不同" in page.content.decode()


def test_documents_are_led_to_from_the_call_the_application_and_the_case(client: Client) -> None:
    town = city.city()
    under = city.call(town)
    call_paper = issuing_city.call(under)
    paper = issuing_city.document(town, PaperKind.ACCEPTANCE, under=under)
    reference = paper.application.reference

    public = shown(client, f"/calls/{under.reference}/")
    own = shown(sitting(town, Role.PREPARER), f"/applications/{reference}/")
    case = shown(sitting(town, Role.CASE_OFFICER), f"/bureau/cases/{reference}/")
    read = shown(sitting(town, Role.AUDITOR), f"/bureau/cases/{reference}/")

    assert f"/documents/{call_paper.code}.pdf" in public
    there, edited = f"/documents/{paper.code}.pdf", f"/documents/{paper.code}.docx"
    assert [(there in page, edited in page) for page in (own, case, read)] == [
        (True, False),
        (True, True),
        (True, False),
    ]


def test_an_applicant_keeps_its_application_as_a_pdf_and_nobody_else_does(client: Client) -> None:
    town = city.city()
    case = filling.filled(city.application(town, city.call(town)))
    there = f"/applications/{case.reference}/application.pdf"

    kept = sitting(town, Role.PREPARER).get(there)

    assert kept.content.startswith(b"%PDF-")
    assert "no-store" in kept.headers["Cache-Control"]
    assert f'filename="application-{case.reference}.pdf"' in kept.headers["Content-Disposition"]
    assert sitting(town, Role.CASE_OFFICER).get(there).status_code == 404
    assert client.get(there).headers["Location"].startswith("/login/")


def test_a_comparison_for_which_there_is_no_time_asks_to_come_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = call()

    def busy(*_: object) -> bytes:
        raise TooManyPapers

    monkeypatch.setattr(official_papers, "pdf_apart", busy)
    sent = {"do": "compare", "copy": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}

    compared, fetched = client.post(address(paper), sent), client.get(f"/documents/{paper.code}.pdf")

    assert [
        (answer.status_code, "请过一会儿再下载" in answer.content.decode()) for answer in (compared, fetched)
    ] == [
        (400, True),
        (409, True),
    ]
