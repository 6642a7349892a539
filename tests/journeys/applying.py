"""An application filled in from its first section to its last, as a preparer does."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from playwright.sync_api import FilePayload, Page, expect

from tests.journeys import evidence, whole

NO = {"on_dishonest_list", "on_abnormal_list", "fund_fraud_decided", "construction_funded"}
NUMBERS = {"full_time_staff": "20", "typical_cases": "3"}
PARTICULARS = {
    "单位地址": "演示市演示区演示路1号",
    "成立日期": "2018-03-01",
    "联系人": "演示联系人",
    "联系电话": "023-00000000",
    "联系邮箱": "demo@example.cn",
    "申报内容摘要": "演示摘要：专利转让和质押融资服务。",
}
LARGE = ("许可", "ZL202010000002.0", "演示许可方", "演示被许可方", "否", "2025-06-01", "1.6亿元")
PARTNER = ("演示共建大学", "12500000DEM099000K", "负责专利导航和人才培养")


def begin(page: Page, call: str) -> str:
    """Begin an application under the call whose title holds ``call``, and give its address."""
    page.goto("/applications/")
    offer = page.locator("section[aria-labelledby=offers] li").filter(has_text=call)
    offer.get_by_role("link", name="开始填报").click()
    page.get_by_role("button", name="开始填报").click()
    expect(page.get_by_role("heading", name="还缺什么")).to_be_visible()
    return page.url


def missing(page: Page, address: str) -> int:
    """Count what the overview says is still missing."""
    page.goto(address)
    return whole.number_of(page.locator(".missing > li"))


@dataclass
class Filled:
    """What became of filling in: how much was missing on the way, and the proofs handed in."""

    missing: list[int] = field(default_factory=list)
    files: list[FilePayload] = field(default_factory=list)


def fill_in(page: Page, address: str, *, closes_at: datetime) -> Filled:
    """Fill in every section; counts what is missing at first, and after each of three parts."""
    done = Filled([missing(page, address)])
    links = page.locator("section[aria-labelledby=sections] th a").evaluate_all("all => all.map(a => a.href)")
    names = [link.rstrip("/").rsplit("/", 1)[1] for link in links]
    is_construction = "budget" in names
    page.goto(links[0])
    _particulars(page, is_construction=is_construction)
    for name in names[1:]:
        if name.startswith("condition"):
            assert page.url.endswith(f"/{name}/"), "each section leads to the next"
            _condition(page, done)
    done.missing.append(missing(page, address))
    _roster(page, f"{address}roster/", closes_at)
    if is_construction:
        _co_builder(page, f"{address}co_builders/")
        _budget(page, f"{address}budget/")
    else:
        _ledger(page, f"{address}deals/")
    done.missing.append(missing(page, address))
    _materials(page, f"{address}materials/", done)
    done.missing.append(missing(page, address))
    return done


def _particulars(page: Page, *, is_construction: bool) -> None:
    for label, words in PARTICULARS.items():
        page.get_by_label(label, exact=True).fill(words)
    if is_construction:
        page.get_by_label("申请资助金额").fill("300万元")
    _go_on(page)


def _condition(page: Page, done: Filled) -> None:
    """Answer every question of a condition, tell where people judge, and hand in what it wants proven."""
    form = page.locator("#entry")
    for name in dict.fromkeys(
        form.locator("input[type=radio]:visible").evaluate_all("all => all.map(one => one.name)")
    ):
        form.locator(f"input[name={name}][value={'no' if name in NO else 'yes'}]").check()
    for name, number in NUMBERS.items():
        for counted in whole.every(form.locator(f"input[name={name}]")):
            counted.fill(number)
    for telling in whole.every(form.locator("textarea:visible")):
        is_penalties = telling.get_attribute("name") == "penalties"
        telling.fill("无" if is_penalties else "演示说明：制度、人员和场地均已具备。")
    for place in whole.every(form.locator(".place > .field > input[type=file]:visible")):
        done.files.append(evidence.document("证明"))
        place.set_input_files(done.files[-1])
    _go_on(page)


def _roster(page: Page, address: str, closes_at: datetime) -> None:
    months = f"{closes_at:%Y}-01至{closes_at:%Y-%m}"
    people = [(f"YS{number:03d}", "演示运营岗", "本单位", "是", months) for number in range(1, 21)]
    head = ("人员代码", "岗位", "用工方式", "劳动合同", "社保缴纳月份")
    page.goto(address)
    _upload(page, evidence.workbook("演示名册.xlsx", head, *people), "上传并替换")
    expect(page.get_by_role("status")).to_contain_text("已保存")
    expect(page.get_by_role("main")).to_contain_text("计入 20 人")


def _co_builder(page: Page, address: str) -> None:
    page.goto(address)
    for cell, words in zip(
        whole.every(page.locator("#lines tbody tr").first.locator("input, textarea")), PARTNER, strict=True
    ):
        cell.fill(words)
    page.get_by_role("button", name="保存共建单位").click()
    expect(page.get_by_role("status")).to_contain_text("已保存")


def _budget(page: Page, address: str) -> None:
    """Hand in a plan with one amount nobody can read, and mend it where it stands."""
    head = ("支出用途", "具体内容", "申请资助金额", "自筹金额")
    lines = [("平台建设", "演示平台", "二百万左右", "100万元"), ("人才培养", "演示培训", "100万元", "0")]
    page.goto(address)
    _upload(page, evidence.workbook("演示预算.xlsx", head, *lines), "上传并替换")
    _mend(page, "200万元")
    expect(page.get_by_role("main")).to_contain_text("与基本情况里的申请资助金额相同")


def _ledger(page: Page, address: str) -> None:
    """Hand in a ledger with one amount nobody can read, and mend it where it stands."""
    head = (
        "编号 业务类型 知识产权号 转出方 转入方 是否关联 合同日期 合同金额 登记日期 登记号 到账日期 到账金额"
    )
    sold = ("转让", "ZL202010000001.0", "演示转让方", "演示受让方", "否", "2025-03-01", "100万元")
    lines = [
        ("演示-1", *sold, "2025-04-01", "演示登记1", "2025-05-01", "一百万上下"),
        ("演示-2", *sold, "2025-04-02", "演示登记2", "2025-05-02", "50万元"),
        ("演示-3", *LARGE, "2025-07-01", "演示登记3", "2025-07-20", "15000万元"),
        ("演示-4", *LARGE[:4], "是", *LARGE[5:], "2025-07-02", "演示登记4", "2025-07-21", "800万元"),
    ]
    page.goto(address)
    _upload(page, evidence.workbook("演示台账.xlsx", tuple(head.split()), *lines), "上传并替换")
    _mend(page, "100万元")
    expect(page.get_by_role("main")).to_contain_text("4 笔业务")


def _materials(page: Page, address: str, done: Filled) -> None:
    page.goto(address)
    for number, place in enumerate(whole.every(page.locator(".place > .field > input[type=file]"))):
        done.files.append(evidence.scan("扫描件") if number == 0 else evidence.document("材料"))
        place.set_input_files(done.files[-1])
    page.get_by_role("button", name="保存材料").click()
    expect(page.get_by_role("status")).to_contain_text("已保存")


def _upload(page: Page, file: FilePayload, button: str) -> None:
    page.get_by_label("选择表格文件").set_input_files(file)
    page.get_by_role("button", name=button).click()


def _mend(page: Page, amount: str) -> None:
    expect(page.get_by_role("alert")).to_contain_text("有 1 处需要改正")
    cell = page.locator("td.bad input")
    cell.fill(amount)
    page.get_by_role("button", name="改好并保存").click()
    expect(page.get_by_role("status")).to_contain_text("已保存")


def _go_on(page: Page) -> None:
    # The button waits for a save under way, so the click alone has not left the page yet.
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^保存并")).click()
    expect(page.get_by_role("alert")).to_have_count(0)
