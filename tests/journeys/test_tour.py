"""A visitor follows the demonstration's tour: every stop leads to its page, and the walk ends at the bank's receipt."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys import serving, whole

CONTACTS = {"业务联系方式": "演示处室，023-00000000", "监督联系方式": "演示机关纪委，023-00000001"}


@pytest.fixture(scope="module")
def own_city(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a city of its own, because the walk moves the clock by weeks."""
    home = tmp_path_factory.mktemp("walked")
    shutil.copytree(founded, home, dirs_exist_ok=True)
    with serving.served(home) as address:
        yield address


@pytest.fixture
def visitor(own_city: str, browser: Browser, browser_context_args: dict[str, object]) -> Iterator[Page]:
    """Open a window on that city."""
    context = browser.new_context(**{**browser_context_args, "base_url": own_city})  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def stops(page: Page, section: str) -> Locator:
    page.goto("/demo/")
    page.locator(f"section[aria-labelledby={section}] summary").click()
    return page.locator(f"section[aria-labelledby={section}] ol.stops > li")


def go(page: Page, section: str, title: str) -> None:
    """Take one stop with one click; its page is really there."""
    [stop] = [
        each
        for each in whole.every(stops(page, section))
        if whole.words(each.get_by_role("heading")) == title
    ]
    with page.expect_navigation():
        stop.get_by_role("button").click()
    expect(page.locator("main h1")).to_be_visible()
    assert "/demo/" not in page.url, title


def press(words: str) -> Callable[[Page], None]:
    """Press one button, which is there, and be refused nothing."""

    def done(page: Page) -> None:
        with page.expect_navigation():
            page.get_by_role("main").get_by_role("button", name=words, exact=True).first.click()
        expect(page.get_by_role("alert")).to_have_count(0)

    return done


def judge(page: Page) -> None:
    open_form = page.locator("section.ask", has_text="还没有人判断并签名").last
    open_form.get_by_text("签署判断", exact=True).click()
    open_form.get_by_label("符合", exact=True).check()
    open_form.get_by_label("判断意见").fill("演示：看过材料，符合。")
    with page.expect_navigation():
        open_form.get_by_role("button", name="签署这一项判断").click()


def bring(page: Page) -> None:
    page.get_by_label("申报通知", exact=True).select_option(index=0)
    press("提请审定这一批")(page)


def meet(page: Page) -> None:
    press("宣布开会")(page)
    for _batch in range(2):
        with page.expect_navigation():
            page.get_by_role("button", name="按审核意见一致通过").first.click()
    press("宣布散会")(page)


def publish(page: Page) -> None:
    for label, words in CONTACTS.items():
        page.get_by_label(label).fill(words)
    press("现在公示这份名单")(page)


def send(page: Page) -> None:
    press("生成银行文件")(page)


def receive(page: Page) -> None:
    receipts = page.request.get("/demo/bank/").body()
    page.locator("input[type=file]").set_input_files(
        {"name": "演示银行回单.csv", "mimeType": "text/csv", "buffer": receipts}
    )
    press("导入银行回单")(page)


def seen(words: str) -> Callable[[Page], None]:
    def done(page: Page) -> None:
        expect(page.get_by_role("main")).to_contain_text(words)

    return done


WALKED: dict[str, Callable[[Page], None]] = {
    "核定台账": press("核定这 3 笔"),
    "代表局签署判断": judge,
    "第二个人复核": press("同意这 3 笔的核定"),
    "提请审结": press("提请审结台账"),
    "审结": press("审结这份台账"),
    "提请局长办公会": bring,
    "开会": meet,
    "写纪要": press("保存这一版纪要"),
    "审签纪要": press("审签纪要，审定生效"),
    "公示": publish,
    "看公示": seen("247,000"),
    "确认": press("确认这份名单"),
    "编制支付指令": press("编制支付指令"),
    "第二个人复核支付": press("复核支付指令"),
    "送银行": send,
    "导入银行回单": receive,
    "到账": seen("已全部拨付，办理结束"),
}


def test_every_stop_of_the_tour_leads_to_its_page(visitor: Page) -> None:
    titles = [whole.words(each) for each in whole.every(stops(visitor, "tour").get_by_role("heading"))]

    for title in titles:
        go(visitor, "tour", title)

    assert len(titles) == len(set(titles)) >= 19


def test_the_walk_goes_from_an_accepted_application_to_the_banks_receipt(visitor: Page) -> None:
    titles = [whole.words(each) for each in whole.every(stops(visitor, "walk").get_by_role("heading"))]

    for title in titles:
        go(visitor, "walk", title)
        WALKED[title](visitor)

    assert titles == list(WALKED)
    visitor.goto("/results/")
    expect(visitor.get_by_role("main")).to_contain_text("（补充批）")
