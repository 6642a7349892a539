"""Pages that only an answer shows: faults beside their fields, a conflict, a draft just begun, a link followed."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from playwright.sync_api import Page

from tests.journeys import by_letter, city, whole
from tests.journeys.test_every_desk_page import DRAFT, OFFICER, first

Check = Callable[[Page], None]
Answer = Callable[[Page], None]


def own(page: Page, part: str) -> None:
    """Open a part of the body's own application."""
    page.goto("/applications/")
    page.goto(f"/applications/{first(page, '/applications/(SB-[A-Z0-9]+)/')}/{part}")


def faulty_particulars(page: Page) -> None:
    city.come_in(page, DRAFT)
    own(page, "particulars/")
    page.locator("input[name=contact_email]").fill("不是邮箱")
    page.get_by_role("button", name="保存并填下一部分").click()
    page.get_by_role("alert").wait_for()


def faulty_roster(page: Page) -> None:
    city.come_in(page, DRAFT)
    own(page, "roster/")
    page.get_by_label("粘贴").fill("人员代码,用工方式,劳动合同,参保月份\n张三,本单位,有,2026-06\n")
    page.get_by_role("button", name="上传并替换").click()
    page.get_by_role("alert").wait_for()


def faulty_ledger(page: Page) -> None:
    city.come_in(page, DRAFT)
    own(page, "deals/")
    page.get_by_label("粘贴").fill("编号,业务类型,到账日期,到账金额\n例1,转让,2025-02-30,三十万\n")
    page.get_by_role("button", name=re.compile("台账")).first.click()
    page.get_by_role("alert").wait_for()


def set_of_patents(page: Page) -> None:
    city.enter(page, DRAFT)
    page.goto("/patents/?q=标题=机器人 AND 地区=重庆")
    page.locator("#set-name").fill("演示·机器人")
    page.get_by_role("button", name="加入所见").click()
    page.get_by_role("button", name="保存这一页的筛查").last.wait_for()


def sets_of_patents(page: Page) -> None:
    set_of_patents(page)
    page.goto("/patents/sets/")


def row_of_a_set(page: Page) -> None:
    set_of_patents(page)
    page.get_by_role("link", name="画成图景").click()
    page.locator("#statuses ~ *, #trend ~ *").locator("tbody a").first.click()
    page.get_by_role("heading", level=1, name="AD=").wait_for()


def topic(page: Page) -> None:
    page.goto("/patents/landscape/?q=IPC=G06F&part=topics")
    page.locator("main tbody a").first.click()
    page.get_by_text("没有人读过，可能归错").wait_for()


def too_long_to_draw(page: Page) -> None:
    city.enter(page, DRAFT)
    page.goto("/patents/landscape/?q=IPC=G06F")
    page.get_by_label("检索式", exact=True).fill(
        " ".join(f"CN{number}A" for number in range(109_990_001, 109_990_701))
    )
    page.get_by_role("button", name="画图").click()
    page.get_by_role("heading", name="没有画").wait_for()


def too_long_to_narrow(page: Page) -> None:
    too_long_to_draw(page)
    page.get_by_role("button", name="先看检索结果").click()
    page.get_by_text("也不能画成图景").wait_for()


def conflict(page: Page) -> None:
    city.come_in(page, DRAFT)
    own(page, "condition-8-3/")
    other = page.context.new_page()
    other.goto(page.url)
    for opened, words in ((other, "演示：另一人先存。"), (page, "演示：后存的。")):
        opened.locator("textarea").first.fill(words)
        opened.get_by_role("button", name="保存", exact=True).click()
        opened.wait_for_load_state()
    other.close()
    page.get_by_text("保存过").first.wait_for()


def paper_history(page: Page) -> None:
    city.come_in(page, "嘉陵经办人")
    own(page, "materials/")
    page.goto(f"{page.url.removesuffix('materials/')}papers/{first(page, '/papers/([0-9]+)/')}/versions/")


def call_begun(page: Page) -> None:
    city.come_in(page, OFFICER)
    page.goto("/bureau/calls/")
    page.locator("select").first.select_option("performance_subsidy")
    page.get_by_role("button", name="起草申报通知").click()
    page.get_by_role("button", name=re.compile("保存")).first.wait_for()


def call_discarded(page: Page) -> None:
    call_begun(page)
    page.goto(page.url.split("draft/")[0])
    page.get_by_label("作废的理由").fill("演示：本年度不再单独申报。")
    page.get_by_role("button", name="作废这份草稿").click()
    page.get_by_role("status").wait_for()


def bulk_preview(page: Page) -> None:
    city.come_in(page, OFFICER)
    page.goto("/bureau/cases/")
    for box in whole.every(page.locator("tbody input[type=checkbox]")):
        box.check()
    page.get_by_role("button", name="预览批量受理").click()
    page.wait_for_load_state()


def unreadable_filter(page: Page) -> None:
    city.come_in(page, OFFICER)
    page.goto("/bureau/cases/?least=三十&order=x")


def wrong_password(page: Page) -> None:
    page.goto("/login/")
    page.get_by_label("电子邮箱").fill("legal1@demo.invalid")
    page.get_by_label("密码").fill("不是这个密码-2026")
    page.get_by_role("main").get_by_role("button", name="登录").click()
    page.get_by_role("alert").wait_for()


def register_with_faults(page: Page) -> None:
    page.goto("/register/")
    page.locator("main form button").first.click()
    page.get_by_role("alert").wait_for()


def unknown_document(page: Page) -> None:
    page.goto("/documents/verify/ABCDEFGHIJKLMNOPQRST/")


def changed_call(page: Page) -> None:
    """Publish a change of the closed call, and look at the version before."""
    call = "/bureau/calls/TZ-2026-3/"
    city.come_in(page, OFFICER)
    page.goto(call)
    page.get_by_role("button", name="起草变更").click()
    page.goto(f"{call}draft/")
    page.get_by_label("联系方式").fill("演示处室，演示联系人乙，023-00000000（演示，不能拨打）")
    page.get_by_role("textbox", name="变更说明").fill("演示：换了联系人。")
    page.get_by_role("button", name="保存草稿").click()
    page.goto(call)
    page.get_by_role("button", name="把这一版送复核").click()
    page.get_by_role("status").wait_for()
    city.come_in(page, "轮次负责人")
    page.goto(f"{call}approve/")
    page.get_by_role("button", name=re.compile("^发布第")).click()
    page.get_by_role("status").wait_for()
    page.goto("/calls/TZ-2026-3/?version=1")


def acceptance_without_a_note(page: Page) -> None:
    city.come_in(page, OFFICER)
    page.goto("/bureau/cases/?words=永川")
    page.goto(f"/bureau/cases/{first(page, '/bureau/cases/(SB-[A-Z0-9]+)/')}/")
    page.locator("form[action$='/accept/'] button").click()
    page.get_by_role("heading", name="没有办成").wait_for()


def view_without_a_name(page: Page) -> None:
    city.come_in(page, OFFICER)
    page.goto("/bureau/cases/?words=永川")
    page.get_by_label("视图名称").fill(" ")
    page.get_by_role("button", name="保存这些筛选").click()
    page.get_by_role("alert").wait_for()


def _reviewed(page: Page, name: str, from_page: str, address: str) -> None:
    """Open a page of a review that wants the secret first."""
    city.come_in(page, name)
    page.goto(from_page)
    page.goto(address.format(first(page, "/(?:expert|cases)/(SB-[A-Z0-9]+)/")))
    city.confirm_when_asked(page)
    page.get_by_role("heading", level=1).wait_for()


def sheet_to_sign(page: Page) -> None:
    _reviewed(page, "演示专家", "/expert/", "/expert/{}/sheet/sign/")


def panel_opinion(page: Page) -> None:
    _reviewed(page, "演示专家", "/expert/", "/expert/{}/opinion/")


def review_to_close(page: Page) -> None:
    _reviewed(page, "轮次负责人", "/bureau/review/TZ-2026-3/", "/bureau/review/cases/{}/close/")


def declaration_without_an_answer(page: Page) -> None:
    _reviewed(page, "演示专家", "/expert/", "/expert/{}/declare/")
    page.get_by_role("button", name="提交回避声明").click()
    page.get_by_role("alert").wait_for()


def patents_read(page: Page) -> None:
    city.come_in(page, OFFICER)
    page.goto("/bureau/patents/bring/")
    table = "公开（公告）号,名称,申请日\nCN109996757A,演示隔膜,2018-01-02\nCN10999675A,演示错号,2018-01-02\n"
    page.get_by_label("专利表格").set_input_files(
        {"name": "演示专利.csv", "mimeType": "text/csv", "buffer": table.encode()}
    )
    page.get_by_role("button", name="上传并核对各列").click()
    if whole.number_of(page.get_by_role("button", name="确认各列并开始读入")):
        page.get_by_role("button", name="确认各列并开始读入").click()
    # Read by a process beside the server, which has to start first.
    page.get_by_text("已读入，可以检索").wait_for(timeout=60_000)
    page.get_by_text("没有读入", exact=True).wait_for()


def patent_columns(page: Page) -> None:
    city.come_in(page, OFFICER)
    page.goto("/bureau/patents/bring/")
    table = "公开（公告）号,名称,备注\nCN109996757A,演示隔膜,一\n"
    page.get_by_label("专利表格").set_input_files(
        {"name": "演示待核对.csv", "mimeType": "text/csv", "buffer": table.encode()}
    )
    page.get_by_role("button", name="上传并核对各列").click()
    page.get_by_role("button", name="确认各列并开始读入").wait_for()


ANSWERS: list[tuple[str, Answer]] = [
    ("patent-set", set_of_patents),
    ("landscape-row", row_of_a_set),
    ("landscape-topic", topic),
    ("landscape", too_long_to_draw),
    ("patents", too_long_to_narrow),
    ("patent-sets", sets_of_patents),
    ("bureau-patent-file", patent_columns),
    ("bureau-patent-file", patents_read),
    ("expert-sign", sheet_to_sign),
    ("expert-opinion", panel_opinion),
    ("review-close", review_to_close),
    ("expert-declare", declaration_without_an_answer),
    ("section", faulty_particulars),
    ("section", faulty_roster),
    ("section", faulty_ledger),
    ("section", conflict),
    ("paper-history", paper_history),
    ("bureau-call-draft", call_begun),
    ("bureau-call", call_discarded),
    ("call", changed_call),
    ("cases-accept", bulk_preview),
    ("cases", unreadable_filter),
    ("case-views", view_without_a_name),
    ("case-accept", acceptance_without_a_note),
    ("login", wrong_password),
    ("register", register_with_faults),
    ("verify-paper", unknown_document),
    ("register-confirmed", by_letter.registration_confirmed),
    ("reset", by_letter.password_reset),
    ("account-email-confirm", by_letter.new_address_confirmed),
    ("invited", by_letter.invitation_of_a_stranger),
    ("invited", by_letter.invitation_of_another),
    ("invited", by_letter.invitation_of_someone_known),
    ("mailbox", by_letter.mailbox),
    ("second-factor", by_letter.recovery_codes_shown),
    ("recovery-codes", by_letter.recovery_codes),
    ("second-factor-disable", by_letter.second_factor_disabled),
    ("login-code", by_letter.code_asked),
    ("login-code", by_letter.wrong_code),
    ("login-recovery", by_letter.recovery_code_asked),
    ("message", by_letter.message),
    ("organisation-remove", by_letter.member_removed),
    ("account-step-down", by_letter.seat_given_up),
    ("administration-take", by_letter.role_taken),
    ("administration-reset", by_letter.authenticator_reset),
    ("expert", by_letter.expert_kept),
]
"""Each with the name of the address where it leaves the reader."""


@pytest.mark.parametrize(("route", "answer"), ANSWERS, ids=lambda each: getattr(each, "__name__", each))
def test_an_answer_has_no_barrier_and_fits_a_phone(
    page: Page, axe: Check, route: str, answer: Answer
) -> None:
    answer(page)

    assert resolve(urlsplit(page.url).path).url_name == route
    axe(page)
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    axe(page)
