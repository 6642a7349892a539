"""The bureau's calls: an officer fills in a form, a second person reads and publishes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from tests.casework import city
from tests.casework.notices import NOTICE, begun, changed, published, sent, written
from tests.web.visitors import at, seated
from zhiyun.casework import calls
from zhiyun.casework.actions import calls as actions
from zhiyun.casework.roles import Role
from zhiyun.records.models import Call, CallVersion, Event, StoredFile
from zhiyun.web.bureau.call_form import data_of

pytestmark = pytest.mark.django_db

HERE = "/bureau/calls/TZ-2026-1/"
TYPED = data_of(words=NOTICE) | {"edition": "1"}


@pytest.fixture
def town(settings: LazySettings, tmp_path: object) -> city.City:
    """A city at noon of 2026-06-15, with a store of its own."""
    settings.FILES = tmp_path
    at(settings, city.NOON)
    return city.city()


def test_an_officer_begins_writes_sends_and_another_publishes(
    town: city.City, settings: LazySettings
) -> None:
    officer, manager = (seated(town, role, settings) for role in (Role.CASE_OFFICER, Role.ROUND_MANAGER))

    answers = [
        officer.post("/bureau/calls/", {"benefit": "performance_subsidy"}),
        officer.post(f"{HERE}draft/", TYPED),
        officer.post(HERE, {"do": "send", "edition": "2"}),
        manager.post(f"{HERE}approve/", {"do": "approve", "edition": "2"}),
    ]

    assert [answer["Location"] for answer in answers] == [
        f"{HERE}draft/",
        f"{HERE}draft/?saved",
        f"{HERE}?done",
        f"{HERE}?published",
    ]
    assert "已经发布" in manager.get(f"{HERE}?published").content.decode()
    version = CallVersion.objects.get()
    assert calls.words_of(version=version) == replace(
        NOTICE, materials=(replace(NOTICE.materials[0], code="call_1"),)
    )


def test_a_form_shown_again_says_what_was_kept(town: city.City, settings: LazySettings) -> None:
    written(town)
    page = seated(town, Role.CASE_OFFICER, settings).get(f"{HERE}draft/").content.decode()

    for shown in (
        'name="opens_time" value="09:00:00"',
        'name="closes_on" value="2026-07-31"',
        'name="conditions-1-asks" value="场所是否满足服务需要"',
        'name="materials-0-code" value="call_1"',
        'name="conditions-rows" value="4"',
        "保险合同\n保费发票</textarea>",
    ):
        assert shown in page, shown


def test_everything_wrong_is_told_at_once_and_what_was_typed_stays(
    town: city.City, settings: LazySettings
) -> None:
    begun(town)
    wrong = TYPED | {
        "title": "演示 题目",
        "dated": "2026-02-30",
        "closes_on": "",
        "contact": "",
        "conditions-0-article": "x",
        "conditions-1-asks": "",
        "kinds-pledge-cites": "通知第一部分",
    }

    answer = seated(town, Role.CASE_OFFICER, settings).post(f"{HERE}draft/", wrong)

    page = answer.content.decode()
    assert answer.status_code == 400
    assert re.findall(r'<li><a href="#(id_[\w-]+)">', page) == [
        "id_dated",
        "id_contact",
        "id_closes_on",
        "id_conditions-0-article",
        "id_conditions-1-asks",
        "id_kinds-pledge-listed",
    ]
    assert 'value="演示 题目"' in page
    assert 'value="2026-02-30"' in page
    assert CallVersion.objects.get().edition == 1


def test_an_unfinished_draft_is_kept_and_its_gaps_are_marked(town: city.City, settings: LazySettings) -> None:
    begun(town)
    officer = seated(town, Role.CASE_OFFICER, settings)

    kept = officer.post(f"{HERE}draft/", TYPED | {"document": "", "conditions-0-words": ""})
    page = officer.get(kept["Location"]).content.decode()
    refused = officer.post(HERE, {"do": "send", "edition": "2"})

    assert "草稿已保存。下面列出的，送复核前还要补或要改" in page
    assert re.findall(r'<li><a href="#(id_[\w-]+)">', page) == ["id_document", "id_conditions-0-words"]
    assert refused["Location"] == f"{HERE}draft/?check"


def test_a_row_is_removed_by_emptying_it_and_a_blank_row_in_between_moves_no_fault(
    town: city.City, settings: LazySettings
) -> None:
    begun(town)
    emptied = {name: "" for name in TYPED if name.startswith("conditions-0-")}

    answer = seated(town, Role.CASE_OFFICER, settings).post(
        f"{HERE}draft/", TYPED | emptied | {"conditions-1-item": "0", "materials-0-words": "材料"}
    )

    assert re.findall(r'<li><a href="#(id_[\w-]+)">', answer.content.decode()) == ["id_conditions-1-item"]


def test_who_saves_over_another_keeps_what_was_typed_and_sees_the_difference(
    town: city.City, settings: LazySettings
) -> None:
    begun(town)
    officer, manager = (seated(town, role, settings) for role in (Role.CASE_OFFICER, Role.ROUND_MANAGER))
    officer.post(f"{HERE}draft/", TYPED)

    late = manager.post(f"{HERE}draft/", TYPED | {"title": "另一个题目"})
    page = late.content.decode()
    again = manager.post(f"{HERE}draft/", TYPED | {"title": "另一个题目", "edition": "2"})

    assert late.status_code == 409
    assert 'value="另一个题目"' in page
    assert f"<del>{NOTICE.title}</del>" in page
    assert 'name="edition" value="2"' in page
    assert again.status_code == 302


def test_no_typed_name_reaches_what_it_should_not_attack_7(town: city.City, settings: LazySettings) -> None:
    begun(town)

    seated(town, Role.CASE_OFFICER, settings).post(
        f"{HERE}draft/",
        TYPED
        | {"approved_by": "1", "published_at": "2026-06-15", "measure": "x", "number": "9", "overlay": "x"},
    )

    version = CallVersion.objects.get()
    assert (version.approved_by, version.published_at, version.measure, version.number) == (
        None,
        None,
        "cq_2021_65",
        1,
    )


def test_the_second_person_sees_what_will_happen_and_the_first_has_no_button(
    town: city.City, settings: LazySettings
) -> None:
    call = published(town)
    city.application(town, call)
    officer, manager = (seated(town, role, settings) for role in (Role.CASE_OFFICER, Role.ROUND_MANAGER))
    officer.post(HERE, {"do": "change"})
    typed = TYPED | {"change_note": "推迟截止", "closes_on": "2026-08-01", "materials-0-code": "call_1"}
    officer.post(f"{HERE}draft/", typed)
    officer.post(HERE, {"do": "send", "edition": "2"})

    own, page = (each.get(f"{HERE}approve/").content.decode() for each in (officer, manager))
    refused = officer.post(f"{HERE}approve/", {"do": "approve", "edition": "2"})

    for told in (
        "第 2 版成为现行申报通知",
        "已开始申报的 1 家单位会收到变更通知",
        "<ins>2026-08-01 18:00:00</ins>",
        "演示知发〔2026〕7号（TZ-2026-1第2版）",
        "发布第 2 版</button>",
    ):
        assert told in page, told
    assert "发布第 2 版</button>" not in own
    assert refused.status_code == 409
    assert "复核并发布申报通知要由另一个人办理" in refused.content.decode()
    assert Call.objects.get().current.number == 1


def test_publishing_without_a_fresh_secret_asks_for_it_first(town: city.City, settings: LazySettings) -> None:
    sent(town)
    manager = seated(town, Role.ROUND_MANAGER, settings)
    at(settings, city.NOON + timedelta(minutes=11))

    answer = manager.post(f"{HERE}approve/", {"do": "approve", "edition": "2"})

    assert answer["Location"] == "/confirm/?next=%2Fbureau%2Fcalls%2FTZ-2026-1%2Fapprove%2F"
    assert CallVersion.objects.get().published_at is None


def test_sending_back_needs_a_reason_and_shows_it(town: city.City, settings: LazySettings) -> None:
    sent(town)
    manager = seated(town, Role.ROUND_MANAGER, settings)

    silent = manager.post(f"{HERE}approve/", {"do": "send_back", "reason": " "})
    told = manager.post(f"{HERE}approve/", {"do": "send_back", "reason": "请补<b>联系人</b>"})

    assert silent.status_code == 400
    assert 'href="#reason"' in silent.content.decode()
    assert told.status_code == 302
    assert "请补&lt;b&gt;联系人&lt;/b&gt;" in manager.get(HERE).content.decode()


def test_a_draft_is_discarded_with_a_reason_and_leaves_the_list(
    town: city.City, settings: LazySettings
) -> None:
    begun(town)
    officer = seated(town, Role.CASE_OFFICER, settings)

    silent = officer.post(HERE, {"do": "discard", "reason": " "})
    done = officer.post(HERE, {"do": "discard", "reason": "演示<b>不办</b>"})

    assert silent.status_code == 400
    assert 'href="#reason"' in silent.content.decode()
    assert done["Location"] == f"{HERE}?done"
    bench = officer.get(HERE).content.decode()
    assert "演示&lt;b&gt;不办&lt;/b&gt;" in bench
    assert "把这一版送复核" not in bench
    assert "作废这份草稿" not in bench
    assert "TZ-2026-1" not in officer.get("/bureau/calls/").content.decode()
    assert "TZ-2026-1" in officer.get("/bureau/calls/?discarded").content.decode()


def test_what_another_began_offers_no_discarding_and_says_whom_to_ask(
    town: city.City, settings: LazySettings
) -> None:
    begun(town)
    town.seats[Role.CASE_OFFICER] = city.seat(Role.CASE_OFFICER, town.bureau)
    officer = seated(town, Role.CASE_OFFICER, settings)

    asked = officer.post(HERE, {"do": "discard", "reason": "演示"})

    assert "作废这份草稿" not in officer.get(HERE).content.decode()
    assert (asked.status_code, "请起草人自己作废" in asked.content.decode()) == (409, True)


@pytest.mark.parametrize("page", ["draft/", "approve/"])
def test_what_was_discarded_is_neither_written_nor_approved(
    town: city.City, settings: LazySettings, page: str
) -> None:
    sent(town)
    officer = seated(town, Role.CASE_OFFICER, settings)
    officer.post(HERE, {"do": "discard", "reason": "演示"})

    assert officer.get(f"{HERE}{page}")["Location"] == HERE


def test_the_auditor_reads_everything_and_changes_nothing(town: city.City, settings: LazySettings) -> None:
    sent(town)
    auditor = seated(town, Role.AUDITOR, settings)

    read = [auditor.get(f"{HERE}{page}").status_code for page in ("", "preview/", "approve/")]
    tried = [
        auditor.post("/bureau/calls/", {"benefit": "performance_subsidy"}).status_code,
        auditor.post(HERE, {"do": "send", "edition": "2"}).status_code,
        auditor.post(f"{HERE}approve/", {"do": "approve", "edition": "2"}).status_code,
        auditor.post(f"{HERE}approve/", {"do": "send_back", "reason": "不"}).status_code,
        auditor.get(f"{HERE}draft/").status_code,
    ]

    assert read == [200, 200, 200]
    assert tried == [404] * 5
    assert "<button" not in auditor.get(HERE).content.decode().partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize(
    "role", [Role.PREPARER, Role.FINANCE, Role.DISTRICT_OFFICER, Role.SYSTEM_ADMINISTRATOR, Role.EXPERT]
)
def test_nobody_else_finds_the_bureaus_calls(town: city.City, settings: LazySettings, role: Role) -> None:
    changed(town, published(town), at=city.NOON, title="尚未公开的标题")
    stranger = seated(town, role, settings)

    pages = ("", "TZ-2026-1/", "TZ-2026-1/draft/", "TZ-2026-1/preview/", "TZ-2026-1/approve/")

    assert [stranger.get(f"/bureau/calls/{page}").status_code for page in pages] == [404] * 5
    assert Client().get(HERE)["Location"].startswith("/login/")


def test_attachments_are_told_by_content_kept_and_handed_out_only_to_be_saved_attack_37(
    town: city.City, settings: LazySettings, client: Client
) -> None:
    version = written(town)
    officer = seated(town, Role.CASE_OFFICER, settings)
    good = SimpleUploadedFile("申请表 模板.txt", "演示内容\n".encode())
    page = SimpleUploadedFile("页面.txt", b"<html><script>alert(1)</script></html>")

    refused = officer.post(HERE, {"do": "attach", "file": page})
    officer.post(HERE, {"do": "attach", "file": good})
    draft = officer.get(HERE).content.decode()
    [address] = re.findall(r'href="(/bureau/calls/TZ-2026-1/attachments/\d+/)"', draft)
    before = client.get(address.removeprefix("/bureau"))
    actions.send(by=town.by(Role.CASE_OFFICER), version=version.pk, edition=2)
    actions.approve(by=town.by(Role.ROUND_MANAGER), version=version.pk, edition=2)
    answer = client.get(address.removeprefix("/bureau"))

    assert refused.status_code == 400
    assert before.status_code == 404
    assert b"".join(answer) == "演示内容\n".encode()  # type: ignore[arg-type]
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert StoredFile.objects.count() == 1


def test_an_attachment_is_taken_off_a_draft_and_its_name_is_used_once(
    town: city.City, settings: LazySettings
) -> None:
    written(town)
    officer = seated(town, Role.CASE_OFFICER, settings)
    officer.post(HERE, {"do": "attach", "file": SimpleUploadedFile("表.txt", b"1\n")})

    twice = officer.post(HERE, {"do": "attach", "file": SimpleUploadedFile("表.txt", b"2\n")})
    number = CallVersion.objects.get().attachments.get().pk
    gone = officer.post(HERE, {"do": "detach", "number": number})

    assert twice.status_code == 400
    assert "已有名为「表.txt」的附件" in twice.content.decode()
    assert gone.status_code == 302
    assert CallVersion.objects.get().attachments.count() == 0
    assert Event.objects.filter(action="call.detach").count() == 1


def test_a_form_without_its_token_changes_nothing_attack_47(town: city.City, settings: LazySettings) -> None:
    sent(town)
    manager = seated(town, Role.ROUND_MANAGER, settings)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = manager.cookies

    answer = strict.post(f"{HERE}approve/", {"do": "approve", "edition": "2"})

    assert answer.status_code == 403
    assert CallVersion.objects.get().published_at is None


@pytest.mark.parametrize("count", [1, 30])
def test_the_officers_list_and_workbench_stay_within_their_questions(
    town: city.City,
    settings: LazySettings,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for _ in range(count):
        sent(town)
    officer = seated(town, Role.CASE_OFFICER, settings)

    with django_assert_max_num_queries(10):
        listed = officer.get("/bureau/calls/")
    with django_assert_max_num_queries(15):
        officer.get(HERE)

    assert listed.content.decode().count("待复核") == count
