"""A patent found, read, compared and kept; a set of them screened by two people of one body."""

import re
from collections.abc import Callable
from urllib.parse import quote

from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys import city, submitting, whole
from zhiyun.web.navigation import examples


def said(page: Page, belongs: int, does_not: int) -> None:
    """Say of the first ones that they belong and of the next that they do not, and keep it."""
    for number, row in enumerate(whole.every(page.locator("li.member"))[: belongs + does_not]):
        row.get_by_label("相关", exact=True).nth(0).check() if number < belongs else row.get_by_label(
            "不相关"
        ).check()
    page.get_by_role("button", name="保存这一页的筛查").last.click()


def test_search_open_compare_save_and_screen_with_two_people(
    new_context: Callable[..., BrowserContext], axe: Callable[[Page], None]
) -> None:
    one = new_context(java_script_enabled=False).new_page()
    city.enter(one, "嘉陵经办人")
    one.get_by_role("link", name="专利检索").click()
    one.get_by_label("词、号码或者检索式").fill("标题=机器人 AND 地区=重庆")
    one.get_by_role("button", name="检索专利").click()
    expect(one.get_by_role("heading", name="找到")).to_be_visible()
    results = one.url

    one.locator(".hits a").first.click()
    one.get_by_role("link", name="找相似的专利").click()
    expect(one.locator(".hit").nth(5)).to_contain_text("CN")

    one.goto(results)
    one.get_by_label("存成检索").fill("演示·盯住机器人")
    one.get_by_role("button", name="保存检索").click()
    expect(one.get_by_role("row", name="演示·盯住机器人")).to_contain_text("2019-07-12")

    one.goto(results)
    one.get_by_label("加入专题").fill("演示·两人筛查")
    one.get_by_role("button", name="加入所见").click()
    said(one, 4, 2)
    other = new_context().new_page()
    city.enter(other, "嘉陵法人")
    other.goto(one.url)
    expect(other.locator("li.member").first).to_contain_text("您说了以后再看得到")
    said(other, 3, 3)

    expect(other.get_by_role("row", name=" · ")).to_contain_text("0.67")
    other.get_by_role("link", name="看有分歧的 1 件").click()
    expect(other.locator("li.member")).to_have_count(1)
    assert quote("disputed") in other.url

    other.get_by_role("link", name="随机抽查").click()
    expect(other.get_by_role("main")).to_contain_text("次序由抽签定")
    other.get_by_role("link", name="全部", exact=True).click()
    other.wait_for_url(lambda address: "show=" not in address)
    said(other, whole.number_of(other.locator("li.member")), 0)
    expect(other.get_by_text("查准率 100.0%，全部看过")).to_be_visible()
    assert "order=lot" in other.url
    axe(other)


def test_every_example_finds_something_among_the_patents_that_come_with_zhiyun(page: Page) -> None:
    told = {
        each for listed in (*examples.SEARCHES.values(), *examples.LANDSCAPES.values()) for each in listed
    }

    found = {each: page.request.get(f"/patents/?q={quote(each)}").text() for each in told}

    assert [each for each, answer in found.items() if 'class="hits"' not in answer] == []


TABLE = "公开（公告）号,名称,申请人,申请日,IPC分类号,摘要\n" + "".join(
    f"CN11990010{number}A,演示散热装置之{number},演示巴渝电池公司,2018-01-0{number},{ipc},演示：{effect}。\n"
    for number, ipc, effect in (
        (1, "H01M10/613", "能够提高散热效率"),
        (2, "H01M10/613", "可以提高散热效率，降低成本"),
        (3, "B60L58/26", "可以降低成本"),
    )
)
"""Invented patents, with the abstracts that the sample of the gazette has not."""


def test_import_a_table_draw_a_set_open_a_cell_of_its_matrix_correct_it_and_write_the_report(
    new_context: Callable[..., BrowserContext],
) -> None:
    one = new_context(java_script_enabled=False).new_page()
    city.enter(one, "嘉陵经办人")
    one.goto("/patents/similar/")
    one.get_by_label("一段文字").fill("电池箱里的散热装置，要轻，噪声要小。")
    one.get_by_role("button", name="找相似的专利").click()
    one.get_by_label("存成检索").fill("演示·散热需求")
    one.get_by_role("button", name="保存检索").click()
    expect(
        one.get_by_role("row", name=re.compile("演示·散热需求 0 找相似： 电池箱里的散热装置"))
    ).to_be_visible()

    officer = new_context().new_page()
    city.enter(officer, "演示承办人乙")
    officer.goto("/bureau/patents/bring/")
    officer.get_by_label("专利表格").set_input_files(
        {"name": "演示散热.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    )
    officer.get_by_role("button", name="上传并核对各列").click()
    officer.get_by_role("button", name="确认各列并开始读入").click()
    expect(officer.get_by_text("已读入，可以检索")).to_be_visible(timeout=60_000)

    one.goto("/patents/?q=标题=演示散热装置")
    one.get_by_label("加入专题").fill("演示·散热")
    one.get_by_role("button", name="加入所见").click()
    one.get_by_role("link", name="画成图景").click()
    one.get_by_role("navigation").get_by_role("link", name="功效").click()
    matrix = one.url

    one.locator("td[class*=tint-] a").first.click()
    phrase = whole.words(one.get_by_role("cell").last).split("；")[0]
    one.get_by_role("link", name=re.compile("^CN1199")).first.click()
    expect(one.get_by_role("main")).to_contain_text(phrase)

    one.goto(matrix)
    one.get_by_role("textbox", name="说法").fill(phrase)
    one.get_by_label("归入").select_option("非功效")
    one.get_by_role("button", name="保存改动").click()
    expect(one.get_by_role("row", name=re.compile(f"{phrase} 非功效 .*嘉陵经办人"))).to_be_visible()

    report = submitting.text_of(submitting.downloaded(one, "下载分析报告（PDF）"))
    assert "导航分析报告" in report
    assert "演示·散热" in report

    one.get_by_role("link", name="存为导航成果的报告（PDF）").click()
    expect(one.get_by_label("附上 专利导航分析报告.pdf")).to_be_checked()
    one.get_by_label("产业规划类").check()
    for field, told in (
        ("成果名称", "演示散热导航"),
        ("所属产业", "C3841 锂离子电池制造"),
        ("国际分类号", "H01M10/613"),
        ("检索式", "标题=演示散热装置"),
        ("数据截止日", "2020-01-01"),
        ("成果摘要", "演示：散热集中在一个小类。"),
    ):
        one.get_by_label(field, exact=True).fill(told)
    one.get_by_role("button", name="备案这项成果").click()
    kept = submitting.text_of(submitting.downloaded(one, "专利导航分析报告.pdf"))
    assert kept == report
    expect(one.get_by_role("main")).to_contain_text("专题“演示·散热”")

    one.goto("/desk/")
    one.get_by_role("link", name=re.compile("与“演示·散热需求”最像的专利里有 [0-9]+ 件新增")).click()
    one.get_by_role("button", name="标为已读并查看专利").click()
    new = one.locator("li.hit", has_text="新增或有变化").first
    expect(new.get_by_role("link", name=re.compile("演示散热装置"))).to_be_visible()
    one.get_by_role("button", name="都看过了").click()
    expect(one.get_by_role("row", name=re.compile("演示·散热需求 0 "))).to_be_visible()
