"""Results of navigation on the screens: what a centre types, what it is told, and what others then read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tests.casework import city, navigating
from tests.gateways.uploads import typeset
from tests.web.visitors import seated
from zhiyun.casework.roles import Role
from zhiyun.records.models import NavigationRecord, NavigationUse

pytestmark = pytest.mark.django_db

TYPED = {
    "kind": "industry",
    "title": "演示动力电池产业专利导航",
    "industry": "C3841 锂离子电池制造",
    "classes": "h01m10/613、B60L",
    "query": "IPC=H01M AND 申请日=2018:",
    "data_on": "2026-06-01",
    "summary": "演示：散热方向集中在三家企业。",
    "is_public": "on",
}
"""A result as it is typed on 2026-06-15."""
USED = {
    "used_on": "2026-06-10",
    "user": "演示巴渝电池公司",
    "used_for": "演示立项〔2026〕1号",
    "words": "按结论绕开了三件专利。",
}


@pytest.fixture
def town(settings: Any, tmp_path: Path) -> city.City:
    settings.HOME, settings.FILES = tmp_path, tmp_path / "files"
    return city.city()


@pytest.fixture
def preparer(town: city.City, settings: Any) -> Client:
    return seated(town, Role.PREPARER, settings)


def send(
    client: Client, address: str, typed: dict[str, str], *files: str, key: str = "k" * 20
) -> HttpResponse:
    """Send a form with so many reports, named as given."""
    handed = [SimpleUploadedFile(name, typeset(), "application/pdf") for name in files]
    return client.post(address, {**typed, "key": key, "files": handed})


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_result_is_put_on_file_and_read_by_the_centre_the_bureau_and_the_public(
    town: city.City, preparer: Client, settings: Any
) -> None:
    answer = send(preparer, "/navigation/record/", TYPED, "演示报告.pdf")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/navigation/DH-2026-1/")
    own = page(preparer, "/navigation/DH-2026-1/")
    bureau = page(seated(town, Role.CASE_OFFICER, settings), "/bureau/navigation/DH-2026-1/")
    public = page(Client(), "/patents/navigation/DH-2026-1/")
    for shown in (own, bureau, public):
        assert "演示动力电池产业专利导航" in shown
        assert "H01M10/613" in shown
    for client, address in (
        (preparer, "/navigation/DH-2026-1/files/report/{row}/1/"),
        (Client(), "/patents/navigation/DH-2026-1/files/1/"),
    ):
        report = client.get(address.format(row=NavigationRecord.objects.get().pk))
        assert b"".join(report.streaming_content) == typeset()


def test_pressed_twice_it_is_on_file_once(preparer: Client) -> None:
    answers = [send(preparer, "/navigation/record/", TYPED, "演示报告.pdf") for _ in range(2)]

    assert {answer.headers["Location"] for answer in answers} == {"/navigation/DH-2026-1/"}
    assert NavigationRecord.objects.count() == 1


def test_all_that_is_wrong_is_told_at_its_field_and_what_was_typed_stays(preparer: Client) -> None:
    wrong = TYPED | {"kind": "", "classes": "H01M、XYZ", "query": "IPC=", "data_on": "2026-06-16"}

    answer = send(preparer, "/navigation/record/", wrong)

    shown = answer.content.decode()
    assert answer.status_code == 400
    for field in ("id_kind", "id_classes", "id_query", "id_data_on", "files"):
        assert f'href="#{field}"' in shown, field
    assert "演示动力电池产业专利导航" in shown
    assert "H01M、XYZ" in shown
    assert not NavigationRecord.objects.exists()


def test_a_file_that_is_not_taken_is_named_beside_what_is_wrong_with_the_words(preparer: Client) -> None:
    bad = SimpleUploadedFile("演示.exe.pdf", b"MZ" + b"\0" * 64)

    answer = preparer.post("/navigation/record/", TYPED | {"title": "", "key": "k" * 20, "files": [bad]})

    shown = answer.content.decode()
    assert answer.status_code == 400
    assert 'href="#id_title"' in shown
    assert "演示.exe.pdf" in shown
    assert "上次选的文件没有保存，请重新选择" in shown
    assert not NavigationRecord.objects.exists()


def test_a_correction_is_a_newer_draft_and_the_public_reads_no_more_what_is_not_public_in_it(
    town: city.City, preparer: Client
) -> None:
    first = navigating.row(town.applicant)
    address = f"/navigation/{first.reference}/"
    corrected = {name: value for name, value in TYPED.items() if name != "is_public"}

    shown = page(preparer, f"{address}correct/")
    answer = send(preparer, f"{address}correct/", corrected | {"seen": "1", "because": "演示：改正截止日。"})

    assert 'name="seen" value="1"' in shown
    assert 'value="演示动力电池产业专利导航"' in shown
    assert answer.status_code == 302, answer.content.decode()
    own = page(preparer, address)
    assert "第 2 稿" in own
    assert "演示：改正截止日。" in own
    assert Client().get(f"/patents/navigation/{first.reference}/").status_code == 404


def test_who_corrects_after_another_is_told_so_and_keeps_what_was_typed(
    town: city.City, preparer: Client
) -> None:
    first = navigating.row(town.applicant)
    navigating.corrected(first)

    answer = send(
        preparer,
        f"/navigation/{first.reference}/correct/",
        TYPED | {"title": "演示晚到的更正", "seen": "1", "because": "演示"},
    )

    assert answer.status_code == 409
    assert "演示晚到的更正" in answer.content.decode()
    assert NavigationRecord.objects.count() == 2


def test_a_use_is_added_with_its_proof_and_counted_for_the_public_without_its_user(
    town: city.City, preparer: Client
) -> None:
    first = navigating.row(town.applicant)

    answer = send(preparer, f"/navigation/{first.reference}/use/", USED, "演示证明.pdf")

    assert answer.status_code == 302, answer.content.decode()
    assert NavigationUse.objects.count() == 1
    assert "演示巴渝电池公司" in page(preparer, f"/navigation/{first.reference}/")
    assert "演示巴渝电池公司" not in page(Client(), f"/patents/navigation/{first.reference}/")


@pytest.mark.parametrize("used_on", ["2026-05-31", "2026-06-16", "", "昨天"])
def test_a_use_before_the_data_or_after_today_or_without_proof_is_refused(
    town: city.City, preparer: Client, used_on: str
) -> None:
    first = navigating.row(town.applicant)

    answer = send(preparer, f"/navigation/{first.reference}/use/", USED | {"used_on": used_on})

    shown = answer.content.decode()
    assert answer.status_code == 400
    assert 'href="#id_used_on"' in shown
    assert 'href="#files"' in shown
    assert not NavigationUse.objects.exists()


@pytest.mark.parametrize("path", ["", "correct/", "use/"])
def test_another_centres_result_is_not_there(town: city.City, settings: Any, path: str) -> None:
    first = navigating.row(town.other_applicant)

    answer = seated(town, Role.PREPARER, settings).get(f"/navigation/{first.reference}/{path}")

    assert answer.status_code == 404


def test_lists_are_narrowed_by_class_and_words(town: city.City, preparer: Client) -> None:
    navigating.row(town.applicant, title="演示电池导航")
    navigating.row(town.applicant, title="演示机器人导航", kind="enterprise")

    of_words = page(preparer, "/navigation/?q=机器人")
    of_kind = page(Client(), "/patents/navigation/?kind=industry")

    assert ("演示机器人导航" in of_words, "演示电池导航" in of_words) == (True, False)
    assert ("演示机器人导航" in of_kind, "演示电池导航" in of_kind) == (False, True)
