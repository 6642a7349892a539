"""Pages reached only from a letter, with one-time codes, or by who keeps accounts: each leaves one before the reader."""

import re

from playwright.sync_api import Page

from tests.journeys import city, second_factor
from tests.journeys.test_every_desk_page import first

REPRESENTATIVE, WITH_CODES, WITH_NEW_CODES = "缙云法人", "南山经办人", "南山法人"
WITH_CODES_MAILBOX = "preparer4@demo.invalid"


def registration_confirmed(page: Page) -> None:
    page.goto("/register/")
    ask_for_letter(page, "looked-at@example.cn", "发送确认邮件")
    open_letter(page, "/register/")


def password_reset(page: Page) -> None:
    page.goto("/forgotten/")
    ask_for_letter(page, "preparer5@demo.invalid", "发送邮件")
    open_letter(page, "/forgotten/")


def new_address_confirmed(page: Page) -> None:
    city.enter(page, REPRESENTATIVE)
    page.goto("/account/email/")
    ask_for_letter(page, "looked-at-too@example.cn", "发送确认邮件")
    open_letter(page, "/account/email/")


def invitation_of_a_stranger(page: Page) -> None:
    invite(page, "stranger@example.cn")
    leave(page)
    open_letter(page, "/invitations/")


def invitation_of_another(page: Page) -> None:
    invite(page, "another@example.cn")
    open_letter(page, "/invitations/")


def invitation_of_someone_known(page: Page) -> None:
    invite(page, "preparer6@demo.invalid")
    leave(page)
    open_letter(page, "/invitations/")


def mailbox(page: Page) -> None:
    page.goto("/forgotten/")
    ask_for_letter(page, "legal5@demo.invalid", "发送邮件")
    page.goto("/mailbox/")
    page.locator("article").first.wait_for()


def recovery_codes_shown(page: Page) -> None:
    city.enter(page, WITH_NEW_CODES)
    second_factor.enrol(page)


def recovery_codes(page: Page) -> None:
    with_codes(page)
    page.goto("/account/second-factor/codes/")


def second_factor_disabled(page: Page) -> None:
    with_codes(page)
    page.goto("/account/second-factor/disable/")


def code_asked(page: Page) -> None:
    with_codes(page)
    leave(page)
    page.goto("/login/")
    city.log_in(page, WITH_CODES_MAILBOX)
    page.wait_for_url("**/login/code/")


def wrong_code(page: Page) -> None:
    code_asked(page)
    page.get_by_label("动态码").fill("12345")
    page.get_by_role("button", name="确认登录").click()
    page.get_by_role("alert").wait_for()


def recovery_code_asked(page: Page) -> None:
    code_asked(page)
    page.get_by_role("link", name="使用恢复码").click()
    page.wait_for_url("**/login/recovery/")


def message(page: Page) -> None:
    city.enter(page, "大渡经办人")
    page.goto("/messages/")
    page.goto(f"/messages/{first(page, '/messages/([0-9]+)/')}/")


def member_removed(page: Page) -> None:
    city.enter(page, REPRESENTATIVE)
    page.goto("/organisation/")
    page.goto(f"/organisation/members/{first(page, '/organisation/members/([0-9]+)/')}/")


def seat_given_up(page: Page) -> None:
    city.enter(page, "缙云经办人")
    page.goto("/account/")
    page.goto(f"/account/seats/{first(page, '/account/seats/([0-9]+)/')}/")


def role_taken(page: Page) -> None:
    person(page, "承办人乙")
    page.goto(first(page, "(/administration/people/[0-9]+/take/[0-9]+/)"))


def authenticator_reset(page: Page) -> None:
    with_codes(page)
    person(page, WITH_CODES)
    page.get_by_role("link", name="重置动态码").click()
    page.wait_for_load_state()


def expert_kept(page: Page) -> None:
    city.enter(page, "系统管理员")
    page.goto("/administration/experts/")
    page.goto(first(page, "(/administration/experts/[0-9]+/)"))


def ask_for_letter(page: Page, email: str, button: str) -> None:
    """Have a letter written to an address, on the page shown."""
    page.get_by_label("电子邮箱").fill(email)
    page.get_by_role("button", name=button).click()
    page.wait_for_load_state()


def open_letter(page: Page, place: str) -> None:
    """Follow the newest letter's link that leads to a place of ours."""
    page.goto("/mailbox/")
    page.goto(first(page, f"({re.escape(place)}.+)"))


def invite(page: Page, email: str) -> None:
    """Invite an address as a preparer."""
    city.enter(page, REPRESENTATIVE)
    page.goto("/organisation/invite/")
    ask_for_letter(page, email, "发出邀请")


def leave(page: Page) -> None:
    """Log out."""
    page.goto("/logout/")
    page.get_by_role("main").get_by_role("button").click()
    page.wait_for_load_state()


def with_codes(page: Page) -> None:
    """Enter as who uses one-time codes."""
    city.enter(page, WITH_CODES)
    second_factor.enrol(page)


def person(page: Page, name: str) -> None:
    """Open a person's page as the security administrator."""
    city.enter(page, "安全管理员")
    page.goto(f"/administration/people/?q={name}")
    page.goto(first(page, "(/administration/people/[0-9]+/)$"))
