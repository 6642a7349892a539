"""A task book on its way: drafted from the template, negotiated in versions, signed by both sides, a tranche released."""

from playwright.sync_api import Page, expect

from tests.journeys import whole
from tests.journeys.city import confirm_when_asked
from tests.journeys.pressing import follow, press


def draft(officer: Page, applicant: str) -> str:
    """Draft from the template, from the desk; tranches that do not add up are told. Gives the case's reference."""
    officer.goto("/desk/")
    waiting = officer.get_by_role("listitem").filter(has_text=f"{applicant}：起草任务书")
    waiting.get_by_role("link").click()
    added = ("促成专利转让、许可", "120", "件", "合同和到账凭证", "2")
    for column, text in zip(("words", "target", "unit", "evidence", "half_year"), added, strict=True):
        officer.locator(f"#indicators-2-{column}").fill(text)
    for number in (1, 2):
        officer.locator(f"#budget-{number}-judged").fill("演示：属于中心建设需要的支出。")
    half = officer.locator("#tranches-1-amount").input_value()
    officer.locator("#tranches-1-amount").fill("100")
    officer.get_by_role("button", name="发出任务书第一版").click()
    expect(officer.get_by_role("alert")).to_contain_text("拨付安排")
    officer.locator("#tranches-1-amount").fill(half)
    press(officer, "发出任务书第一版")
    expect(officer.get_by_role("main")).to_contain_text("下一步：建设单位答复")
    return officer.url.split("?")[0].rstrip("/").rsplit("/", 1)[1]


def propose(preparer: Page, case: str, *, target: str, note: str) -> None:
    """Answer with a version in which the added indicator's target is another; what differs is shown to both."""
    preparer.goto(f"/applications/{case}/")
    preparer.get_by_role("link", name="打开任务书").click()
    preparer.get_by_role("link", name="提出新的一版").click()
    preparer.locator("#indicators-2-target").fill(target)
    preparer.get_by_label("修改说明").fill(note)
    press(preparer, "发出新的一版")
    expect(preparer.get_by_role("main")).to_contain_text("下一步：市局答复")


def compare(page: Page) -> str:
    """Open what differs between the newest version and the one before, from the task book; gives it as told."""
    page.get_by_role("link", name="与上一版比较").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("不同之处")
    return whole.words(page.get_by_role("main"))


def sign_for_bureau(manager: Page, applicant: str) -> None:
    """Sign for the bureau, from the desk."""
    manager.goto("/desk/")
    waiting = manager.get_by_role("listitem").filter(has_text=applicant).filter(has_text="任务书")
    waiting.get_by_role("link").click()
    follow(manager.get_by_role("link", name="核对并签订任务书"))
    confirm_when_asked(manager)
    press(manager, "代表市局签订任务书")


def sign_for_applicant(legal: Page) -> None:
    """Sign for the centre, from the desk, undertaking what the task book says."""
    legal.goto("/desk/")
    legal.get_by_role("listitem").filter(has_text="任务书").get_by_role("link").click()
    follow(legal.get_by_role("link", name="核对并签订任务书"))
    confirm_when_asked(legal)
    legal.get_by_role("checkbox").check()
    press(legal, "代表建设单位签订任务书")
    expect(legal.get_by_role("main")).to_contain_text("正本")


def release(officer: Page, case: str) -> None:
    """State what the first tranche waited for has happened."""
    officer.goto(f"/bureau/task-books/{case}/")
    officer.get_by_role("link", name="核实拨付条件").first.click()
    officer.get_by_label("核实情况").fill("演示：双方签订的任务书在案。")
    press(officer, "核实拨付条件")
