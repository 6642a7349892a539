"""The verification desk, as two officers and an applicant use it: decided, asked about, checked, judged and closed."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.journeys import whole
from tests.journeys.pressing import press, sure

DESK = "/bureau/verification/{}/"


@dataclass(frozen=True)
class Verdict:
    """What an officer says of one deal that does not count as it is; an amount reduces it, none rejects it."""

    deal: str
    reason: str
    amount: str = ""


def decide(officer: Page, reference: str, verdict: Verdict) -> None:
    """Open a deal in the list and reduce or reject it, with its reason and the article offered."""
    officer.goto(DESK.format(reference))
    officer.get_by_role("link", name=verdict.deal, exact=True).click()
    form = officer.locator("form[aria-labelledby=decide]")
    if verdict.amount:
        form.get_by_label("核减", exact=True).check()
        form.get_by_label("核定金额").fill(verdict.amount)
    else:
        form.get_by_label("不计入", exact=True).check()
    form.get_by_label("核定理由").fill(verdict.reason)
    press(officer, "核定这一笔，看下一笔")


def ask(officer: Page, reference: str, deal: str, words: str) -> None:
    """Ask the applicant about one deal, from the deal."""
    officer.goto(DESK.format(reference))
    officer.get_by_role("link", name=deal, exact=True).click()
    officer.get_by_role("link", name="就这一笔询问申报单位").click()
    officer.get_by_label("询问内容").fill(words)
    press(officer, "发出询问")


def answer(preparer: Page, reference: str, asked: str, words: str) -> None:
    """Find the question where one's desk tells of it, and answer."""
    preparer.goto("/desk/")
    preparer.get_by_role("main").get_by_role("link", name=re.compile("答复")).first.click()
    expect(preparer.get_by_role("main")).to_contain_text(asked)
    preparer.get_by_label("答复", exact=True).fill(words)
    press(preparer, "提交这次答复")
    expect(preparer.get_by_role("main")).to_contain_text("已答复")


def count_the_rest(officer: Page, reference: str) -> None:
    """Count every deal the law counts as it is, after looking at the list."""
    officer.goto(DESK.format(reference))
    officer.get_by_role("link", name=re.compile("^预览批量核定")).click()
    press(officer, re.compile("^核定这"))


def judge(officer: Page, reference: str, *, but: str = "", opinion: str = "") -> None:
    """Sign every question left to people as met, but the one whose words hold ``but``."""
    officer.goto(DESK.format(reference))
    sure(officer)
    while True:
        asked = officer.locator("section.ask", has_text="还没有人判断并签名").first
        if not whole.number_of(asked):
            break
        is_met = not but or but not in whole.words(asked)
        asked.get_by_text("签署判断", exact=True).click()
        asked.get_by_label("符合" if is_met else "不符合", exact=True).check()
        asked.get_by_label("判断意见").fill("演示：看过材料，符合。" if is_met else opinion)
        press(officer, "签署这一项判断")


def check(officer: Page, reference: str, *, not_by: Page) -> None:
    """Agree to what another officer decided, all at once; who decided is not offered it."""
    not_by.goto(f"{DESK.format(reference)}check/")
    expect(not_by.get_by_role("main")).to_contain_text("您自己核定的，由另一位承办人复核。")
    officer.goto(DESK.format(reference))
    officer.get_by_role("link", name=re.compile("^预览批量复核")).click()
    press(officer, re.compile("^同意这"))


def close(first: Page, second: Page, reference: str) -> None:
    """Propose to close the ledger, and let a second person close it."""
    first.goto(DESK.format(reference))
    press(first, "提请审结台账")
    expect(first.get_by_role("region", name="审结")).to_contain_text("由您提请，等另一位承办人审结。")
    second.goto(DESK.format(reference))
    press(second, "审结这份台账")
