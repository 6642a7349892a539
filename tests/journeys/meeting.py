"""A meeting of the bureau, clicked as its people do: convened, brought to, held, minuted, and its minutes approved."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from playwright.sync_api import Locator, Page, expect

from tests.journeys import whole
from tests.journeys.pressing import follow, sure


def convene(secretary: Page, *, title: str, held_at: datetime, members: Sequence[tuple[str, str]]) -> str:
    """Convene a meeting of members with a name and a post, the first presiding; gives its address."""
    secretary.goto("/bureau/meetings/")
    secretary.get_by_label("会议名称").fill(title)
    secretary.get_by_label("开会日期").fill(f"{held_at:%Y-%m-%d}")
    secretary.get_by_label("开始时间").fill(f"{held_at:%H:%M}")
    secretary.get_by_label("地点").fill("演示会议室")
    for number, (name, post) in enumerate(members, 1):
        secretary.get_by_label(f"第{number}行姓名").fill(name)
        secretary.get_by_label(f"第{number}行职务").fill(post)
    secretary.get_by_role("button", name="召集会议").click()
    expect(secretary.get_by_role("heading", level=1)).to_have_text(title)
    return secretary.url


def bring(officer: Page, *, meeting: str, call: str) -> None:
    """Come from the desk to the meeting called ``meeting``, and bring the call whose title holds ``call``."""
    officer.goto("/desk/")
    waiting = officer.get_by_role("listitem").filter(has_text=call).filter(has_text="待提请审定")
    waiting.get_by_role("link").click()
    officer.locator("section[aria-labelledby=waiting]").get_by_role("link", name=meeting).click()
    choice = officer.get_by_role("combobox", name="申报通知", exact=True)
    offered = choice.locator("option").filter(has_text=call)
    choice.select_option(value=offered.get_attribute("value"))
    officer.get_by_role("button", name="提请审定这一批").click()
    expect(_agenda(officer)).to_contain_text(call)


def begin(secretary: Page, address: str, *, absent: Sequence[str] = ()) -> None:
    """Declare the meeting open, with who is there."""
    secretary.goto(address)
    for name in absent:
        secretary.get_by_role("checkbox", name=name).uncheck()
    secretary.get_by_role("button", name="宣布开会").click()
    expect(_members(secretary)).to_contain_text("到会有表决权的")


def recuse(secretary: Page, *, member: str, applicant: str, reason: str) -> None:
    """Write down that a member stands aside from an applicant's case."""
    form = secretary.get_by_role("region", name="记录回避")
    form.get_by_label("参会人员").select_option(label=member)
    case = form.get_by_label("申报单位")
    offered = case.locator("option").filter(has_text=applicant)
    case.select_option(value=offered.get_attribute("value"))
    secretary.get_by_label("回避理由").fill(reason)
    secretary.get_by_role("button", name="记录回避").click()
    expect(_line(secretary, applicant)).to_contain_text(member)


def conclude(
    secretary: Page, applicant: str, *, amount: str = "", because: str = "", votes: Mapping[str, str]
) -> None:
    """Write down how each member votes on an applicant: for an amount, or against support."""
    _line(secretary, applicant).get_by_role("link", name=applicant).click()
    secretary.get_by_label("支持" if amount else "不予支持", exact=True).check()
    secretary.get_by_label("资助金额").fill(amount)
    secretary.get_by_label("逐人表决，过半数同意的为支持").check()
    for name, vote in votes.items():
        secretary.get_by_role("radio", name=f"{name} {vote}", exact=True).check()
    secretary.get_by_label("改变理由").fill(because)
    secretary.get_by_role("button", name="记录这一件的结论").click()
    expect(_line(secretary, applicant)).to_contain_text("支持" if amount else "不予支持")


def end(secretary: Page) -> None:
    """Declare the meeting over."""
    secretary.get_by_role("button", name="宣布散会").click()
    expect(secretary.get_by_role("link", name="写会议纪要")).to_be_visible()


def minute(secretary: Page) -> str:
    """Write the minutes from the desk as they are drafted, and give their words."""
    secretary.goto("/desk/")
    secretary.get_by_role("link", name="写会议纪要").click()
    words = secretary.get_by_label("第一版").input_value()
    secretary.get_by_role("button", name="保存这一版纪要").click()
    expect(secretary.get_by_role("main")).to_contain_text("第 1 版")
    return words


def approve(manager: Page, *, meeting: str) -> str:
    """Approve the minutes from the desk: what the meeting said takes effect; gives the resolution's reference."""
    manager.goto("/desk/")
    follow(manager.get_by_role("listitem").filter(has_text=meeting).get_by_role("link", name="审签会议纪要"))
    sure(manager)
    manager.get_by_role("button", name="审签纪要，审定生效").click()
    expect(manager.locator(".lead")).to_contain_text("纪要已审签")
    follow(manager.get_by_role("link", name=meeting))
    return whole.words(manager.get_by_role("link", name=re.compile("^SD-")))


def _agenda(page: Page) -> Locator:
    return page.locator("section[aria-labelledby=agenda]")


def _members(page: Page) -> Locator:
    return page.locator("section[aria-labelledby=members]")


def _line(page: Page, applicant: str) -> Locator:
    return _agenda(page).get_by_role("row").filter(has_text=applicant)
