"""A new applicant registers, takes up one-time codes and comes back with one; without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.casework.city import credit_code
from tests.journeys import whole
from tests.journeys.city import City, walk_on
from tests.journeys.second_factor import code_of

PASSWORD = "演示密码 kan-bu-jian-2026"


def test_an_applicant_registers_enrols_and_comes_back(city: City, enter: Callable[..., Page]) -> None:
    walk_on(city, "PostgreSQL")
    email = f"journey-{city.database.lower()}@example.cn"
    page = enter(java_script_enabled=False)
    page.goto("/login/")
    page.get_by_role("link", name="为申报单位注册").click()
    page.get_by_label("电子邮箱").fill(email)
    page.get_by_role("button", name="发送确认邮件").click()
    page.get_by_role("link", name="打开演示信箱").click()
    link = page.locator("article a").first.get_attribute("href")
    assert link is not None
    page.goto(link[link.index("/register/") :])

    page.get_by_label("单位名称").fill("演示旅程知识产权有限公司")
    page.get_by_label("统一社会信用代码").fill(credit_code(880001))
    page.get_by_label("注册地").select_option("渝北区")
    page.get_by_label("法定代表人姓名").fill("演示旅程法人")
    page.get_by_label("新密码").fill(PASSWORD)
    page.get_by_label("再输入一次").fill(PASSWORD)
    page.get_by_role("button", name="完成注册").click()
    expect(page.get_by_role("heading", name="工作台")).to_be_visible()

    page.get_by_role("link", name="账户", exact=True).click()
    page.get_by_role("link", name="启用动态码").click()
    secret = re.sub(r"\s", "", whole.words(page.locator("dd code")))
    code, used = code_of(secret, 0)
    page.get_by_label("动态码").fill(code)
    page.get_by_role("button", name="启用动态码").click()
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("button", name="退出").click()

    page.goto("/login/?next=/organisation/")
    page.get_by_label("电子邮箱").fill(email)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="登录").click()
    page.get_by_label("动态码").fill(code_of(secret, used)[0])
    page.get_by_role("button", name="确认登录").click()
    expect(page.get_by_role("heading", name="演示旅程知识产权有限公司")).to_be_visible()
