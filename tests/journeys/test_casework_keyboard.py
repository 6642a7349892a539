"""An application from beginning to receipt with the keyboard alone: no pointer is ever used."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys import applying, evidence, keyboard
from tests.journeys.city import PASSWORD, City, walk_on
from tests.journeys.keyboard import Answers

Enter = Callable[..., Page]

ROSTER = "人员代码,岗位,用工方式,劳动合同,社保缴纳月份\n" + "\n".join(
    f"YS{number:03d},演示运营岗,本单位,是,2026-01至2026-06" for number in range(1, 7)
)
LEDGER = (
    "编号,业务类型,知识产权号,转出方,转入方,是否关联,合同日期,合同金额,登记日期,登记号,到账日期,到账金额\n"
    "演示-1,转让,ZL202010000001.0,演示甲,演示乙,否,2025-03-01,100万元,2025-04-01,演示登记1,2025-05-01,100万元"
)
SECTIONS_BEFORE_TABLES = 10
ANSWERS = Answers(
    typed={**applying.PARTICULARS, **applying.NUMBERS, "penalties": "无", "*": "演示说明。"},
    no=frozenset(applying.NO),
    file=lambda: evidence.document("材料"),
)


def test_the_keyboard_alone_begins_fills_in_and_hands_in(city: City, enter: Enter) -> None:
    walk_on(city, "SQLite")
    page = enter()
    log_in(page, "preparer8@demo.invalid")
    page.goto("/applications/")
    begin(page, "运营绩效补贴")
    overview = page.url.split("#")[0]

    keyboard.press(page, "单位基本情况")
    for _ in range(SECTIONS_BEFORE_TABLES):
        keyboard.press(page, "保存并填下一部分", ANSWERS)
    keyboard.press(page, "上传并替换", Answers(typed={"table": ROSTER}))
    keyboard.go_on(page)
    keyboard.press(page, "上传并替换", Answers(typed={"table": LEDGER}))
    keyboard.go_on(page)
    keyboard.press(page, "保存并回到填报首页", ANSWERS)
    expect(page.get_by_text("提交所需的内容都齐了。")).to_be_visible()

    legal = enter()
    log_in(legal, "legal8@demo.invalid")
    legal.goto(overview)
    keyboard.press(legal, "去提交申报")
    keyboard.press(legal, "提交申报", ANSWERS)
    expect(legal.get_by_role("heading", level=1)).to_have_text("提交回执")


def log_in(page: Page, email: str) -> None:
    page.goto("/login/")
    keyboard.press(page, "登录", Answers(typed={"email": email, "password": PASSWORD}))
    page.wait_for_url("**/desk/**")


def begin(page: Page, call: str) -> None:
    """Walk to the offer of a call; the links all say the same, so its own is walked to by its address."""
    offer = page.locator("section[aria-labelledby=offers] li").filter(has_text=call)
    address = offer.get_by_role("link").get_attribute("href")
    keyboard.follow(page, str(address))
    keyboard.press(page, "开始填报")
