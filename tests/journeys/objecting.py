"""An objection from the public form to its answer, and what the objected party hears of it."""

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.journeys import whole
from tests.journeys.pressing import press, sure

INBOX = "/bureau/notices/objections/"


@dataclass(frozen=True)
class Objector:
    """Somebody who objects under an invented name."""

    name: str = "演示异议人丁"
    identity: str = "YS20260701X"
    contact: str = "演示信箱 ding@demo.invalid"

    def is_in(self, page: Page) -> bool:
        """Say whether a page shows who it was."""
        shown = whole.source(page)
        return any(told in shown for told in (self.name, self.identity, self.contact))


@dataclass(frozen=True)
class Receipt:
    """What an objector goes away with."""

    reference: str
    code: str


def file(visitor: Page, notice: str, objector: Objector, *, about: str, words: str) -> Receipt:
    """Object to one of the list as a person, from the notice's page."""
    visitor.goto(f"/notices/{notice}/")
    visitor.get_by_role("link", name="对名单提出异议").click()
    visitor.get_by_label("个人", exact=True).check()
    visitor.get_by_label("单位名称或者姓名").fill(objector.name)
    visitor.get_by_label("统一社会信用代码或者证件号码").fill(objector.identity)
    visitor.get_by_label("联系方式").fill(objector.contact)
    target = visitor.get_by_label("异议针对")
    [option] = [each for each in whole.words_of_each(target.locator("option")) if about in each]
    target.select_option(label=option)
    visitor.get_by_label("事实和理由").fill(words)
    press(visitor, "提出异议")
    code = whole.words(visitor.locator("section[aria-labelledby=code] code"))
    return Receipt(whole.words(visitor.locator("dl.terms dd").first), code)


def put(handler: Page, reference: str, words: str) -> None:
    """Ask the objected party what it has to say, in one's own words."""
    handler.goto(f"{INBOX}{reference}/")
    handler.get_by_label("异议的内容（用自己的话）").fill(words)
    press(handler, "发给被异议单位")


def reply(party: Page, case: str, objector: Objector, *, asked: str, words: str) -> None:
    """Answer what was asked, without learning who objected."""
    party.goto(f"/applications/{case}/objections/")
    expect(party.get_by_role("main")).to_contain_text(asked)
    assert not objector.is_in(party)
    party.get_by_label("说明", exact=True).fill(words)
    press(party, "提交说明")


def uphold(handler: Page, reference: str, objector: Objector, *, party_said: str, reasons: str) -> None:
    """Find the objection right: the objected party leaves the list."""
    handler.goto(INBOX)
    handler.get_by_role("link", name=reference).click()
    expect(handler.get_by_role("main")).to_contain_text(party_said)
    assert objector.is_in(handler)
    sure(handler)
    handler.get_by_label("异议成立", exact=True).check()
    handler.get_by_label("答复理由").fill(reasons)
    handler.get_by_label("从名单中去除").check()
    press(handler, "答复这件异议")


def told(visitor: Page, code: str) -> str:
    """Ask by the code what became of it."""
    visitor.goto("/objections/")
    visitor.get_by_label("查询码").fill(code)
    press(visitor, "查询异议")
    return whole.words(visitor.get_by_role("main"))
