"""Money on its way: an account told and verified, orders by two people, a file to the bank and its word back."""

from datetime import datetime

from playwright.sync_api import FilePayload, Page, expect

from tests.journeys import whole
from tests.journeys.city import confirm_when_asked
from tests.journeys.pressing import press

PAYMENTS = "/bureau/payments/"


def tell_account(legal: Page, number: str) -> None:
    """Tell one's account, as the legal representative."""
    legal.goto("/account/bank/")
    legal.get_by_role("link", name="登记收款账户").click()
    confirm_when_asked(legal)
    legal.get_by_label("开户行").fill("演示银行演示支行")
    legal.get_by_label("账号").fill(number)
    press(legal, "登记收款账户")


def verify_account(finance: Page, body: str) -> None:
    """Find an account right, from the list of those that wait."""
    finance.goto(f"{PAYMENTS}accounts/")
    finance.get_by_role("row", name=body).get_by_role("link").click()
    confirm_when_asked(finance)
    finance.get_by_label("核对无误").check()
    finance.get_by_label("核对说明").fill("演示：与开户许可证复印件一致。")
    press(finance, "答复核对")


def prepare(finance: Page, case: str) -> str:
    """Prepare an order for all that can be paid of a case; gives its reference."""
    finance.goto(PAYMENTS)
    finance.get_by_role("row", name=case).get_by_role("link", name="编制支付指令").click()
    return _prepared(finance)


def repeat(finance: Page, order: str) -> str:
    """Order again what did not arrive, from the order that failed; gives the new one's reference."""
    finance.goto(f"{PAYMENTS}orders/{order}/")
    finance.get_by_role("link", name="重新编制支付指令").click()
    made = _prepared(finance)
    expect(finance.get_by_role("main")).to_contain_text(f"重拨\n{order}", use_inner_text=True)
    return made


def _prepared(finance: Page) -> str:
    confirm_when_asked(finance)
    press(finance, "编制支付指令")
    return finance.url.rstrip("/").rsplit("/", 1)[1]


def approve(second: Page, order: str) -> None:
    """Approve an order another person prepared."""
    second.goto(f"{PAYMENTS}orders/{order}/")
    second.get_by_role("link", name="复核支付指令").click()
    confirm_when_asked(second)
    press(second, "复核支付指令")


def send(finance: Page) -> bytes:
    """Write every approved order into a file for the bank, and download it."""
    finance.goto(PAYMENTS)
    press(finance, "生成银行文件")
    confirm_when_asked(finance)
    if whole.number_of(finance.get_by_role("button", name="生成银行文件")):
        press(finance, "生成银行文件")
    with finance.expect_download() as waiting:
        finance.get_by_role("status").get_by_role("link").click()
    return waiting.value.path().read_bytes()


def receipts(name: str, day: datetime, *lines: tuple[str, str, str, str]) -> FilePayload:
    """Write the bank's word: of each order its own number, whether it was paid, the amount, and why not."""
    rows = ["银行流水号,指令编号,结果,金额（元）,日期,说明"]
    for number, (order, result, amount, why) in enumerate(lines, 1):
        rows.append(f"{name}-{number},{order},{result},{amount.replace(',', '')},{day:%Y-%m-%d},{why}")
    content = "\r\n".join([*rows, ""]).encode()
    return {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": content}


def take(finance: Page, file: FilePayload, *, told: str) -> None:
    """Hand in the bank's word; the page tells what came of it."""
    finance.goto(PAYMENTS)
    finance.get_by_role("link", name="导入银行回单").click()
    confirm_when_asked(finance)
    finance.locator("input[type=file]").set_input_files(file)
    press(finance, "导入银行回单")
    expect(finance.get_by_role("status")).to_contain_text(told)


def stage(finance: Page, order: str) -> str:
    """Read where an order stands."""
    finance.goto(f"{PAYMENTS}orders/{order}/")
    expect(finance.get_by_role("heading", level=1)).to_contain_text(order)
    return whole.words(finance.locator("header .lead"))
