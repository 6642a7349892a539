"""A reader fetches a call, verifies it, and compares the copy, with and without a mouse."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

Check = Callable[[Page], None]


def test_a_reader_verifies_a_call_and_the_copy_in_hand(page: Page, axe: Check, tmp_path: Path) -> None:
    page.goto("/calls/TZ-2026-1/")
    with page.expect_download() as started:
        page.get_by_role("link", name="下载通知（PDF）").click()
    copy = tmp_path / "call.pdf"
    started.value.save_as(copy)
    page.get_by_role("link", name="核验这份通知").click()
    axe(page)
    expect(page.get_by_role("heading", name="有这份文书，由本系统签发")).to_be_visible()

    page.get_by_label("或者选择 PDF 文件").set_input_files(copy)
    page.get_by_role("button", name="比对这一份").click()
    expect(page.get_by_role("status")).to_contain_text("您的文件与本系统的文书完全相同")
    axe(page)

    copy.write_bytes(copy.read_bytes() + b"\n")
    page.get_by_label("或者选择 PDF 文件").set_input_files(copy)
    page.get_by_role("button", name="比对这一份").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("您的文件与本系统现在生成的不同")
    axe(page)

    page.get_by_label("文书上印的指纹").fill("0" * 32)
    page.get_by_role("button", name="比对这一份").click()
    expect(page.get_by_role("status")).to_contain_text("您输入的指纹与本系统存档不一致")

    page.get_by_role("button", name="比对这一份").click()
    page.get_by_label("文书上印的指纹").fill("")
    page.get_by_role("button", name="比对这一份").click()
    expect(page.get_by_role("alert")).to_contain_text("请选择 PDF 文件，或者输入文书上印的指纹")
    axe(page)
