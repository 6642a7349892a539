"""What people come for, done in a real browser from the first page to the last word."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys import whole

Check = Callable[[Page], None]

FAULTY = "申报单位,运营金额\n演示甲,3750万元\n演示乙,abc\n演示丙,-5\n演示丁,100\n"


@pytest.fixture(params=["with script", "without script"])
def window(request: pytest.FixtureRequest, new_context: Callable[..., BrowserContext]) -> Page:
    """Open a window at a desk, with and without JavaScript: everything must work in both."""
    return new_context(
        viewport={"width": 1440, "height": 900}, java_script_enabled=request.param == "with script"
    ).new_page()


def column(page: Page, number: int) -> list[str]:
    """Give one column of the shares, by its place counted from 1."""
    return whole.words_of_each(
        page.locator(f"section[aria-labelledby=shares] tbody tr > :nth-child({number})")
    )


def fill_in(page: Page) -> None:
    """Fill in what a sound applicant would."""
    page.get_by_label("申报单位").fill("演示运营有限公司")
    page.get_by_label("申报日").fill("2026-06-20")
    yes = ["registered_in_chongqing", "legal_person", "matching_system"]
    no = ["on_dishonest_list", "on_abnormal_list", "fund_fraud_decided", "construction_funded"]
    for name in yes:
        page.check(f"input[name={name}][value=yes]")
    for name in no:
        page.check(f"input[name={name}][value=no]")
    page.get_by_label("已备齐：管理制度").check()
    page.get_by_label("已备齐：运营参与各方收益分配机制").check()
    page.fill("input[name=typical_cases]", "2")


def test_an_applicant_slips_mends_and_hears_every_ground(window: Page) -> None:
    window.goto("/")
    window.get_by_role("main").get_by_role("link", name="测算").click()
    window.get_by_role("link", name="知识产权运营绩效补贴").click()
    fill_in(window)
    window.fill("input[name=full_time_staff]", "-3")
    window.get_by_label("本期运营金额").fill("三千")
    window.get_by_role("button", name="测算").click()

    expect(window.get_by_role("alert")).to_contain_text("有 2 处需要改正")
    assert window.title().startswith("有误：")
    window.get_by_role("link", name="本期运营金额").click()
    assert window.url.endswith("#id_operating_amount")
    window.get_by_label("本期运营金额").fill("3750万元")
    window.fill("input[name=full_time_staff]", "5")
    window.get_by_role("button", name="测算").click()

    assert whole.words(window.locator(".verdict .outcome")) == "待判断"
    assert "750,000.00 元" in whole.words(window.locator(".figures"))
    assert window.get_by_label("申报单位").input_value() == "演示运营有限公司"


def test_an_estimate_is_an_answer_without_barriers(page: Page, phone: Page, axe: Check) -> None:
    for shown in (page, phone):
        shown.goto("/estimate/performance_subsidy/")
        fill_in(shown)
        shown.get_by_role("button", name="测算").click()
        shown.locator(".verdict").wait_for()
        axe(shown)
    assert phone.evaluate("document.documentElement.scrollWidth") == 390


def test_an_estimate_prints_as_a_report(browser: Browser, base_url: str) -> None:
    page = browser.new_page(base_url=base_url)
    page.goto("/estimate/performance_subsidy/")
    fill_in(page)
    page.get_by_role("button", name="测算").click()
    page.locator(".verdict").wait_for()
    page.emulate_media(media="print")

    on_paper = whole.words(page.locator("body"))
    assert "测算报告" in whole.words(page.locator("h1"))
    assert [
        word for word in ("演示运营有限公司", "cq_2021_65", "程序版本", "不作为受理") if word not in on_paper
    ] == []
    assert not whole.is_seen(page.locator("#entry"))
    page.close()


def test_the_keyboard_alone_answers_an_estimate(page: Page) -> None:
    page.goto("/estimate/municipal_centre/")
    page.get_by_label("申报单位").focus()
    page.keyboard.type("演示")
    seen = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.name"))
        if page.evaluate("document.activeElement.type") == "radio":
            page.keyboard.press("ArrowLeft")
        if page.evaluate("document.activeElement.value") == "estimate":
            break
    page.keyboard.press("Enter")
    page.locator(".verdict").wait_for()

    assert {"registered_in_chongqing", "full_time_staff", "work_plan", "co_built"} <= seen
    assert page.evaluate("document.querySelectorAll('.grounds .ground').length") >= 8


def test_faults_are_mended_in_the_table_itself(window: Page) -> None:
    window.goto("/allocate/")
    window.get_by_label("粘贴").fill(FAULTY)
    window.get_by_role("button", name="试算分配").click()

    expect(window.get_by_role("alert")).to_contain_text("第 3 行「运营金额」")
    window.get_by_role("link", name="第 4 行").click()
    assert window.url.endswith("#cell-4-2")
    window.locator("#cell-3-2").fill("12345678.90")
    window.locator("#cell-4-2").fill("200")
    window.get_by_role("button", name="改好重算").click()

    assert column(window, 2) == ["演示甲", "演示乙", "演示丙", "演示丁"]
    assert column(window, 5) == ["750,000.00", "246,913.00", "4.00", "2.00"]


def test_a_faulty_table_has_no_barrier_and_fits_a_phone(page: Page, phone: Page, axe: Check) -> None:
    for shown in (page, phone):
        shown.goto("/allocate/")
        shown.get_by_label("粘贴").fill(FAULTY)
        shown.get_by_role("button", name="试算分配").click()
        shown.get_by_role("alert").wait_for()
        axe(shown)
    assert page.evaluate("document.activeElement.id") == "faults"
    assert phone.evaluate("document.documentElement.scrollWidth") == 390


def test_another_reading_is_switched_and_the_difference_shown(window: Page) -> None:
    window.goto("/allocate/")
    window.get_by_role("button", name="用演示样表试一试").click()
    adopted = column(window, 5)
    window.get_by_label("按小数部分从大到小逐元补给").check()
    window.get_by_role("button", name="换口径再算").click()

    tried = column(window, 6)
    told = column(window, 7)
    assert column(window, 5) == adopted
    assert sum(cents(amount) for amount in tried) == 500_000_000
    assert [cents(t) - cents(a) for a, t in zip(adopted, tried, strict=True)] == [
        0 if change == "—" else cents(change.lstrip("+")) for change in told
    ]
    assert {"+1.00", "—"} == set(told)


def test_shares_have_no_barrier_and_fit_a_phone(page: Page, phone: Page, axe: Check) -> None:
    for shown in (page, phone):
        shown.goto("/allocate/")
        shown.get_by_role("button", name="用演示样表试一试").click()
        shown.get_by_label("舍去不足1分").check()
        shown.get_by_role("button", name="换口径再算").click()
        shown.locator("text=试用口径：").wait_for()
        axe(shown)
    assert phone.evaluate("document.documentElement.scrollWidth") == 390


def test_the_downloaded_workbook_says_what_the_page_says(window: Page, tmp_path: Path) -> None:
    window.goto("/allocate/")
    window.get_by_role("button", name="用演示样表试一试").click()
    with window.expect_download() as download:
        window.get_by_role("button", name="下载 .xlsx").click()

    file = tmp_path / "result.xlsx"
    download.value.save_as(file)
    book = openpyxl.load_workbook(file)
    rows = [row[:4] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)][:60]
    on_page = list(zip(column(window, 2), map(cents, column(window, 5)), strict=True))
    assert [(row[0], round(row[3] * 100)) for row in rows] == on_page
    assert download.value.suggested_filename.endswith(".xlsx")
    assert "A9" in str(list(book.worksheets[1].iter_rows(values_only=True)))


def test_a_ledger_is_counted_and_carried_on_to_the_shares(window: Page) -> None:
    window.goto("/count/")
    window.get_by_label("业绩年度").fill("2025")
    window.get_by_label("按哪一轮申报通知").select_option("demo_2026")
    window.get_by_role("button", name="用演示台账试一试").click()
    counted = whole.words_of_each(window.locator("section[aria-labelledby=by-applicant] tbody tr"))
    window.get_by_role("button", name="带去分配试算").click()

    shared = list(zip(column(window, 2), column(window, 3), strict=True))
    assert [tuple(row.split("\t")) for row in counted] == shared
    assert len(shared) == 60


def test_a_counted_ledger_has_no_barrier_and_fits_a_phone(page: Page, phone: Page, axe: Check) -> None:
    for shown in (page, phone):
        shown.goto("/count/")
        shown.get_by_label("业绩年度").fill("2025")
        shown.get_by_label("粘贴").fill(ledger_of(40))
        shown.get_by_role("button", name="核算台账").click()
        shown.locator("text=逐笔结论").wait_for()
        axe(shown)
    assert phone.evaluate("document.documentElement.scrollWidth") == 390


def test_a_file_is_handed_in_and_one_too_large_is_named(page: Page, tmp_path: Path) -> None:
    good, large = tmp_path / "claims.csv", tmp_path / "large.csv"
    good.write_text("申报单位,运营金额\n演示甲,37500000\n", encoding="gb18030")
    large.write_bytes(b"x" * (5 * 1024 * 1024 + 1))

    page.goto("/allocate/")
    page.get_by_label("选择表格文件").set_input_files(large)
    expect(page.locator("#file-told")).to_contain_text("文件超过 5 MB")
    page.get_by_role("button", name="试算分配").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("提交的文件太大")
    page.goto("/allocate/")
    page.get_by_label("选择表格文件").set_input_files(good)
    page.get_by_role("button", name="试算分配").click()

    assert column(page, 5) == ["750,000.00"]


def test_switching_to_large_print_keeps_the_answer(page: Page) -> None:
    page.goto("/allocate/")
    page.get_by_label("粘贴").fill("申报单位,运营金额\n演示甲,37500000\n")
    page.get_by_role("button", name="试算分配").click()
    page.get_by_role("button", name="关怀版").click()

    expect(page.locator("html.care")).to_be_attached()
    assert column(page, 5) == ["750,000.00"]


def cents(amount: str) -> int:
    """Read an amount of a page, in fen."""
    return round(float(amount.replace(",", "").lstrip("▲▼ ")) * 100)


def ledger_of(count: int) -> str:
    """Make a small ledger in which half of the deals do not count."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["编号", "申报单位", "业务类型", "是否关联", "登记日期", "到账日期", "到账金额"])
    for number in range(count):
        related = "是" if number % 2 else "否"
        writer.writerow(
            [number, f"演示{number % 5}", "质押融资", related, "2025-06-01", "2025-06-20", "1000000"]
        )
    return out.getvalue()
