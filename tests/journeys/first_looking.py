"""The first look at an application: nobody sees it early, it goes back once, is mended, accepted, and known to who may."""

from collections.abc import Callable

from playwright.sync_api import FilePayload, Page, expect

from tests.journeys import evidence, submitting, whole

Enter = Callable[..., Page]


def shut(officer: Page, reference: str) -> None:
    """Before closing nobody at the bureau finds the application, by the list or by its address."""
    officer.goto(f"/bureau/cases/?words={reference}")
    assert reference not in whole.words(officer.locator("main"))
    answer = officer.goto(f"/bureau/cases/{reference}/")
    assert answer is not None
    assert answer.status == 404


def return_for_correction(officer: Page, reference: str, reasons: dict[str, str]) -> None:
    """Find the case in the list, open it, and return two sections with reasons."""
    officer.goto(f"/bureau/cases/?words={reference}")
    officer.locator("table.cases").get_by_role("link").click()
    officer.get_by_role("link", name="退回补正").click()
    for name, reason in reasons.items():
        officer.locator(f"#section-{name}").check()
        officer.locator(f"#reason-{name}").fill(reason)
    officer.get_by_role("button", name="退回这一件").click()
    expect(officer.get_by_role("heading", name="补正要求")).to_be_visible()


def correct(preparer: Page, address: str, reasons: dict[str, str]) -> FilePayload:
    """Only what was returned can be changed: mend it, and hand in one proof anew, which is given."""
    preparer.goto(address)
    lines = preparer.locator("section[aria-labelledby=sections] tbody tr")
    assert whole.number_of(lines.filter(has_text="需补正")) == len(reasons)
    assert whole.number_of(lines.filter(has_text="不能改动")) == whole.number_of(lines) - len(reasons)
    preparer.goto(f"{address}roster/")
    expect(preparer.get_by_text("补正通知没有要求修改这一部分，只能查看。")).to_be_visible()
    assert whole.number_of(preparer.get_by_role("main").get_by_role("button")) == 0
    preparer.goto(f"{address}particulars/")
    expect(preparer.get_by_text(reasons["particulars"])).to_be_visible()
    preparer.get_by_label("申报内容摘要").fill("演示摘要：补正后写明服务对象。")
    preparer.get_by_role("button", name="保存", exact=True).click()
    expect(preparer.get_by_role("status")).to_have_text("已保存。")
    preparer.goto(f"{address}materials/")
    promise = preparer.locator(".place").filter(has=preparer.locator("legend", has_text="承诺书"))
    promise.get_by_role("link", name="各版本").click()
    stamped = evidence.document("盖章的承诺书")
    preparer.get_by_label("新版本的文件").set_input_files(stamped)
    preparer.get_by_role("button", name="上传新版本").click()
    expect(preparer.get_by_role("main")).to_contain_text(submitting.sm3(stamped))
    return stamped


def accept(officer: Page, reference: str, *, changed: str) -> str:
    """See what the correction changed, accept, and give the code of the acceptance notice."""
    officer.goto(f"/bureau/cases/{reference}/")
    expect(officer.locator("section[aria-labelledby=changes]")).to_contain_text(changed)
    officer.get_by_role("button", name="受理这一件").click()
    expect(officer.get_by_role("heading", name="已受理")).to_be_visible()
    issued = officer.locator("section[aria-labelledby=issued] li").filter(has_text="受理通知书")
    address = issued.get_by_role("link", name="核验").get_attribute("href")
    assert address is not None
    return address.rstrip("/").rsplit("/", 1)[1]


def verified(visitor: Page, code: str, notice: object) -> None:
    """Anyone can check the notice by its code, and the very file."""
    visitor.goto("/documents/verify/")
    visitor.get_by_label("核验码").fill(code)
    visitor.get_by_role("main").get_by_role("button").first.click()
    expect(visitor.get_by_role("heading", name="有这份文书，由本系统签发")).to_be_visible()
    visitor.get_by_label("或者选择 PDF 文件").set_input_files(str(notice))
    visitor.get_by_role("button", name="比对这一份").click()
    expect(visitor.get_by_role("status")).to_contain_text("完全相同")


def seen_by_who_may(enter: Enter, reference: str, *, is_in_jiangbei: bool) -> None:
    """The auditor reads everything and changes nothing; a district sees its own; the others their part."""
    auditor = enter("演示审计人员")
    auditor.goto(f"/bureau/cases/{reference}/")
    for did in ("提交申报", "退回补正", "受理"):
        expect(auditor.locator("section[aria-labelledby=events]")).to_contain_text(did)
    assert whole.number_of(auditor.get_by_role("button", name="受理这一件")) == 0
    auditor.goto(f"/record/chains/application:{reference}/")
    expect(auditor.locator(".lead .tag")).to_contain_text("核验通过")
    district = enter("演示区县人员")
    answer = district.goto(f"/bureau/cases/{reference}/")
    assert answer is not None
    assert answer.status == (200 if is_in_jiangbei else 404)
