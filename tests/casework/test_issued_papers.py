"""Issued documents: who may have one before and after closing, and what they are made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.casework import city, filling
from tests.casework import issued as issuing_city
from tests.gateways.paper_samples import opened, pages
from zhiyun.casework import papers, sight
from zhiyun.casework.actions import applications
from zhiyun.casework.actor import Actor
from zhiyun.casework.issuing import PaperKind
from zhiyun.casework.queries import issued
from zhiyun.casework.refusals import ConflictOfInterest, NotFound
from zhiyun.casework.roles import BUREAU_ROLES, Role
from zhiyun.gateways import official_papers
from zhiyun.records.models import IssuedPaper, Mandate, Person

pytestmark = pytest.mark.django_db

SITE = "https://zhiyun.example"
BEFORE, AFTER = city.CLOSES - timedelta(microseconds=1), city.CLOSES + timedelta(days=1)
APPLICANT = {Role.PREPARER, Role.LEGAL_REPRESENTATIVE}
RECEIVED = APPLICANT | {Role.CASE_OFFICER, Role.ROUND_MANAGER, Role.AUDITOR, Role.DISTRICT_OFFICER}
ACCEPTED = RECEIVED | {Role.MEETING_SECRETARY, Role.FINANCE}
made = issuing_city.document


def pdf(*, document: papers.Document) -> bytes:
    return official_papers.pdf(papers.laid_out(document=document, site=SITE, is_demo=True))


def may_have(by: Actor, paper: IssuedPaper) -> bool:
    try:
        return issued.issued(by=by, code=paper.code) == papers.of(issued=paper)
    except NotFound:
        return False


@pytest.mark.parametrize(
    ("kind", "at", "who"),
    [
        (PaperKind.CALL, BEFORE, set(Role)),
        (PaperKind.CALL, AFTER, set(Role)),
        (PaperKind.RECEIPT, BEFORE, APPLICANT),
        (PaperKind.RECEIPT, AFTER, RECEIVED),
        (PaperKind.CORRECTION, AFTER, RECEIVED),
        (PaperKind.ACCEPTANCE, AFTER, ACCEPTED),
        (PaperKind.NON_ACCEPTANCE, AFTER, RECEIVED),
        (PaperKind.YEAR_BOOK, AFTER, {Role.FINANCE, Role.ROUND_MANAGER, Role.AUDITOR}),
        (PaperKind.APPROVAL, AFTER, ACCEPTED),
        (PaperKind.REFUSAL, AFTER, ACCEPTED),
        (PaperKind.MINUTES, AFTER, set(sight.MEETING_ROLES)),
        (PaperKind.PANEL_OPINION, AFTER, set(BUREAU_ROLES)),
        (PaperKind.PAYMENT_ORDER, AFTER, set(BUREAU_ROLES)),
        (PaperKind.SITE_RECORD, AFTER, set(BUREAU_ROLES)),
        (PaperKind.CENTRE_PASSED, AFTER, ACCEPTED),
        (PaperKind.CENTRE_FAILED, AFTER, ACCEPTED),
        (PaperKind.RECOVERY, AFTER, ACCEPTED),
    ],
)
def test_who_may_have_a_document(kind: PaperKind, at: datetime, who: set[Role]) -> None:
    town = city.city()
    paper = made(town, kind)

    having = {role for role in Role if may_have(town.by(role, at=at), paper)}

    assert having == who


@pytest.mark.parametrize("kind", [kind for kind in PaperKind if kind is not PaperKind.CALL])
def test_another_applicant_hears_nothing_of_a_document(kind: PaperKind) -> None:
    town = city.city()
    paper = made(town, kind)

    with pytest.raises(NotFound):
        issued.issued(by=town.foreign_preparer.at_instant(AFTER), code=paper.code)


def test_a_code_nobody_issued_is_refused_like_one_that_is_not_yours() -> None:
    with pytest.raises(NotFound):
        issued.issued(by=Actor(at=AFTER), code="A" * 20)


def test_13_the_receipt_of_what_was_withdrawn_stays_with_the_applicant_even_after_another_submission() -> (
    None
):
    town = city.city()
    case = filling.filled(city.application(town, city.call(town)))
    first = issuing_city.submitted(town, case)
    signing = town.by(Role.LEGAL_REPRESENTATIVE, at=city.NOON + timedelta(hours=1))
    applications.withdraw(by=signing, application=case.reference, reason="演示更正")
    second = issuing_city.submitted(town, case, at=city.NOON + timedelta(hours=2))

    officer, preparer = town.by(Role.CASE_OFFICER, at=AFTER), town.by(Role.PREPARER, at=AFTER)

    assert [may_have(officer, paper) for paper in (first, second)] == [False, True]
    assert [may_have(preparer, paper) for paper in (first, second)] == [True, True]
    assert [
        [each.code for each in issued.of_application(by=by, reference=case.reference)]
        for by in (officer, preparer)
    ] == [[second.code], [second.code, first.code]]


def test_an_officer_tied_to_the_applicant_is_told_to_stand_aside() -> None:
    town = city.city()
    paper = made(town, PaperKind.RECEIPT)
    officer = town.by(Role.CASE_OFFICER, at=AFTER)
    Mandate.objects.create(
        person=Person.objects.get(pk=officer.person_id),
        organisation=town.applicant,
        role=Role.PREPARER,
        begins_at=city.OPENS,
        ended_at=city.OPENS,
    )

    with pytest.raises(ConflictOfInterest):
        issued.issued(by=officer, code=paper.code)


@pytest.mark.parametrize("kind", list(PaperKind))
def test_only_officers_and_managers_of_the_issuing_office_have_working_copies(kind: PaperKind) -> None:
    town = city.city()
    paper = made(town, kind)
    other = city.seat(Role.CASE_OFFICER, city.organisation("演示另一市知识产权局"), at=AFTER)

    having = set()
    for role in Role:
        try:
            issued.to_edit(by=town.by(role, at=AFTER), code=paper.code)
        except NotFound:
            continue
        having.add(role)

    assert having == (set() if kind not in issued.EDITABLE else {Role.CASE_OFFICER, Role.ROUND_MANAGER})
    with pytest.raises(NotFound):
        issued.to_edit(by=other, code=paper.code)


@pytest.mark.parametrize("kind", list(PaperKind))
def test_a_document_makes_the_same_file_every_time_and_prints_its_number_code_and_fingerprint(
    kind: PaperKind,
) -> None:
    town = city.city()
    document = papers.of(issued=made(town, kind))

    once, again = (pdf(document=document) for _ in range(2))

    said = "".join(pages(once))
    printed = document.content.get("document") or document.number
    assert once == again
    assert town.bureau.name in said
    assert printed in said
    assert papers.spelt(code=document.code) in said
    assert document.fingerprint[:32] in said.replace(" ", "")
    assert "内容为虚构，不具有任何效力" in said


def test_a_document_of_a_real_installation_does_not_call_itself_invented() -> None:
    document = papers.of(issued=made(city.city(), PaperKind.CALL))

    content = official_papers.pdf(papers.laid_out(document=document, site=SITE, is_demo=False))

    assert "不具有任何效力" not in "".join(pages(content))


def test_a_document_is_dated_by_the_day_in_chongqing() -> None:
    document = papers.of(issued=made(city.city(), PaperKind.CALL))
    late = replace(document, issued_at=datetime(2026, 6, 30, 16, 30, tzinfo=UTC))

    head = papers.letterhead(document=late, site=SITE, is_demo=True)

    assert head.dated == date(2026, 7, 1)


@pytest.mark.parametrize("kind", list(PaperKind))
def test_15_no_document_names_a_person_in_its_metadata(kind: PaperKind) -> None:
    town = city.city()
    content = pdf(document=papers.of(issued=made(town, kind)))

    told = " ".join(opened(content).get_metadata_dict().values())

    assert town.bureau.name in told
    assert "演示人员" not in told


def test_36_what_an_applicant_typed_is_printed_and_never_run() -> None:
    town = city.city()
    town.applicant.name = '#read("/etc/passwd") <img src=file:///etc/passwd> $x$'
    town.applicant.save()
    document = papers.of(issued=made(town, PaperKind.ACCEPTANCE))

    said = "".join(pages(pdf(document=document)))

    assert '#read("/etc/passwd")<imgsrc=file:///etc/passwd>$x$' in said
    assert "root:" not in said


def test_a_document_keeps_its_words_when_the_applicant_is_renamed() -> None:
    town = city.city()
    paper = made(town, PaperKind.RECEIPT)
    before = pdf(document=papers.of(issued=paper))

    town.applicant.name = "演示改名后的单位"
    town.applicant.save()
    found = issued.issued(by=town.by(Role.PREPARER, at=AFTER), code=paper.code)

    assert pdf(document=found) == before


def test_a_call_prints_its_conditions_materials_kinds_windows_and_changes() -> None:
    town = city.city()
    paper = issuing_city.call(city.call(town), changes=("截止时间由6月20日改为6月30日。",))

    said = "".join(pages(pdf(document=papers.of(issued=paper))))

    for words in (
        "第八条、第十条、第十二条、第十四条",
        "拥有与运营规模相适应的运营场地（第八条第5项）；",
        "近两年未被行政处罚",
        "申报材料真实性承诺书",
        "保险合同、保费发票",
        "演示申报通知（2026）第二部分第3项",
        "2026年6月30日18时00分00秒",
        "2025年1月1日至2025年12月31日",
        "5个工作日，只补正一次",
        "截止时间由6月20日改为6月30日。",
    ):
        assert words in said
    assert "；；" not in said


def test_17_before_closing_a_receipts_verification_tells_nothing_of_who_applied() -> None:
    town = city.city()
    paper = made(town, PaperKind.RECEIPT)

    known = issued.verified(code=paper.code)

    assert known == issued.Verified(
        PaperKind.RECEIPT,
        "申报材料提交回执",
        paper.number,
        town.bureau.name,
        paper.issued_at,
        paper.code,
        paper.content_sm3,
    )


@pytest.mark.parametrize("kind", [kind for kind in PaperKind if kind is not PaperKind.CALL])
def test_17_only_a_call_is_found_by_its_number(kind: PaperKind) -> None:
    town = city.city()
    call, other = made(town, PaperKind.CALL), made(town, kind)

    assert issued.code_of_call(number=f" {call.number} ") == call.code
    assert issued.code_of_call(number=call.call_version.document) == call.code
    assert issued.code_of_call(number=other.number) is None


def test_a_call_replaced_by_a_new_version_says_so() -> None:
    town = city.city()
    under = city.call(town)
    first = issuing_city.call(under)
    version = under.current
    version.pk, version.number, version.document = None, 2, "演示申报通知（2026）修订"
    version.save()
    under.current = version
    under.save()
    second = issuing_city.call(under)

    standings = [issued.verified(code=paper.code).standing for paper in (first, second)]

    assert standings == ["第1版，已被第2版代替", "第2版，现行有效"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ABCD2345EFGH67IJKLMN", "ABCD2345EFGH67IJKLMN"),
        (" abcd-2345-efgh-67ij-klmn ", "ABCD2345EFGH67IJKLMN"),
        ("ABCD 2345 EFGH 67IJ KLMN", "ABCD2345EFGH67IJKLMN"),
        ("https://zhiyun.example/documents/verify/ABCD2345EFGH67IJKLMN/", "ABCD2345EFGH67IJKLMN"),
        ("A8CD2345EFGH67IJK1M0", "ABCD2345EFGH67IJKIMO"),
        ("ABCD2345EFGH67IJKLM", None),
        ("ABCD2345EFGH67IJKLMNN", None),
        ("ABCD2345EFGH67IJKLM9", None),
        ("", None),
    ],
)
def test_a_code_is_understood_however_it_is_spaced_or_misread(typed: str, code: str | None) -> None:
    assert issued.code_in(typed=typed) == code


def test_a_fingerprint_agrees_from_the_printed_32_digits_on_and_not_below() -> None:
    town = city.city()
    known = issued.verified(code=made(town, PaperKind.CALL).code)
    digits = known.fingerprint
    other = ("0" if digits[31] != "0" else "1") + digits[32:]

    answers = [
        known.agrees(typed)
        for typed in (
            digits,
            digits[:32],
            " ".join((digits[:16].upper(), digits[16:32])),
            digits[:31],
            digits[:31] + other,
            digits + "0",
            "not a fingerprint",
        )
    ]

    assert answers == [True, True, True, None, False, None, None]


def test_documents_are_listed_for_who_sees_the_case_and_for_nobody_else() -> None:
    town = city.city()
    paper = made(town, PaperKind.CORRECTION)
    reference = paper.application.reference

    shown = issued.of_application(by=town.by(Role.AUDITOR, at=AFTER), reference=reference)

    assert [(each.kind, each.is_editable) for each in shown] == [
        (PaperKind.CORRECTION, True),
        (PaperKind.RECEIPT, False),
    ]
    for stranger in (town.by(Role.FINANCE, at=AFTER), town.by(Role.CASE_OFFICER, at=BEFORE), Actor(at=AFTER)):
        with pytest.raises(NotFound):
            issued.of_application(by=stranger, reference=reference)


def test_a_call_s_document_is_found_by_its_version() -> None:
    town = city.city()
    paper = made(town, PaperKind.CALL)
    reference = paper.call_version.call.reference

    found = issued.of_call(reference=reference, version=1)

    assert found is not None
    assert found.code == paper.code
    assert issued.of_call(reference=reference, version=2) is None


@pytest.mark.parametrize(("kind", "most"), [(PaperKind.CALL, 1), (PaperKind.RECEIPT, 3)])
def test_asking_for_a_document_takes_few_questions(kind: PaperKind, most: int) -> None:
    town = city.city()
    paper = made(town, kind)
    officer = town.by(Role.CASE_OFFICER, at=AFTER)

    with CaptureQueriesContext(connection) as asked:
        issued.issued(by=officer, code=paper.code)

    assert len(asked) <= most
