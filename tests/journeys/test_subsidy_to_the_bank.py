"""The subsidy, from the call to the bank's receipt, as everyone it concerns, on either database."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import (
    applying,
    calling,
    city,
    first_looking,
    lay_ledgers,
    meeting,
    noticing,
    objecting,
    paying,
    proving,
    submitting,
    verifying,
    whole,
)
from tests.journeys.city import City, walk_on
from tests.journeys.pressing import press
from tests.journeys.verifying import Verdict

BENEFIT, TITLE = "知识产权运营绩效补贴", "演示·旅程补贴申报通知"
OFFICER, SECOND, HANDLER = "演示承办人甲", "演示承办人乙", "演示承办人丙"
MANAGER, SECOND_MANAGER, SECRETARY = "演示轮次负责人", "演示轮次负责人乙", "演示会议秘书"
FINANCE, SECOND_FINANCE = "演示财务人员", "演示财务人员乙"
MEETING = "演示市知识产权局旅程局长办公会"
MEMBERS = ("演示局长", "演示副局长甲", "演示副局长乙", "演示总工程师", "演示纪检组长")
FIRST, NEXT, THIRD, FOURTH = "嘉陵", "两江", "大渡", "黔江"
NAMES = {
    FIRST: "演示嘉陵专利技术转移中心",
    NEXT: "演示两江生物医药运营中心",
    THIRD: "演示大渡口汽车产业运营中心",
}
PUBLISHED = {NAMES[FIRST]: "1,772,800.00", NAMES[NEXT]: "1,181,866.00", NAMES[THIRD]: "590,933.00"}
"""Of 3, 2 and 1 million asked, as much as the 3,545,600 left of the year allow."""
REPUBLISHED = {NAMES[FIRST]: "2,127,360.00", NAMES[NEXT]: "1,418,240.00"}
REFUSED = ("未在重庆市范围内注册或登记设立", "专职人员3人，不足5人", "演示：没有制度。")
OBJECTOR = objecting.Objector()


@dataclass
class Walk:
    """How far the round has come: the windows that are open, and the references of what was made."""

    enter: first_looking.Enter
    city: City
    windows: dict[str, Page] = field(default_factory=dict)
    cases: dict[str, str] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)

    def at(self, name: str) -> Page:
        """Give the window of somebody, opened once."""
        if name not in self.windows:
            self.windows[name] = self.enter(name)
        return self.windows[name]


def accept(walk: Walk) -> None:
    """From the call's draft to four accepted applications, one of them filled in here from its first section."""
    officer = walk.at(OFFICER)
    closes_at = calling.publish(
        officer, walk.at(MANAGER), benefit=BENEFIT, title=TITLE, stays_open=timedelta(days=2)
    )
    preparer, legal = walk.at(f"演示{FIRST}经办人"), walk.at(f"演示{FIRST}法人")
    address = applying.begin(preparer, TITLE)
    reference = address.rstrip("/").rsplit("/", 1)[1]
    filled = applying.fill_in(preparer, address, closes_at=closes_at)
    assert filled.missing == sorted(set(filled.missing), reverse=True)
    assert filled.missing[-1] == 0
    submitting.submit(legal, address)
    receipt = submitting.text_of(submitting.downloaded(legal, "下载回执"))
    assert [file["name"] for file in filled.files if submitting.sm3(file) not in receipt] == []
    city.move_clock(officer, closes_at - timedelta(hours=1))
    walk.cases = {FIRST: reference, **lay_ledgers.handed_in(walk.city, TITLE)}

    first_looking.shut(officer, reference)
    city.move_clock(officer, closes_at + timedelta(minutes=1))
    reasons = {"particulars": "演示：摘要没有写明服务对象。", "materials": "演示：承诺书请补盖公章。"}
    first_looking.return_for_correction(officer, reference, reasons)
    stamped = first_looking.correct(preparer, address, reasons)
    submitting.submit(legal, address, button="提交补正")
    assert submitting.sm3(stamped) in whole.words(legal.get_by_role("article").first)
    code = first_looking.accept(officer, reference, changed="演示摘要：补正后写明服务对象。")
    legal.goto(address)
    first_looking.verified(walk.enter(), code, submitting.downloaded(legal, "受理通知书"))
    first_looking.seen_by_who_may(walk.enter, reference, is_in_jiangbei=True)
    officer.goto(f"/bureau/cases/{walk.cases[FOURTH]}/")
    officer.get_by_label("理由").fill("演示：人员和注册地留待审核时查实。")
    officer.get_by_role("button", name="受理这一件").click()
    expect(officer.get_by_role("heading", name="已受理")).to_be_visible()


def verify(walk: Walk) -> None:
    """Deal by deal, with a question to the applicant; a second person checks, and the first is refused at it."""
    officer, second, preparer = walk.at(OFFICER), walk.at(SECOND), walk.at(f"演示{FIRST}经办人")
    first = walk.cases[FIRST]
    verifying.decide(officer, first, Verdict("演示-3", "演示：回单只能证明一部分到账。", amount="14850万元"))
    verifying.decide(officer, first, Verdict("演示-4", "演示：没有提交许可备案。"))
    verifying.ask(officer, first, "演示-1", "演示：请说明这一笔的付款人。")
    verifying.answer(preparer, first, "演示：请说明这一笔的付款人。", "演示：付款人就是受让方。")
    for name in (FIRST, FOURTH):
        verifying.count_the_rest(officer, walk.cases[name])
        verifying.check(second, walk.cases[name], not_by=officer)
        verifying.judge(
            officer, walk.cases[name], but="制度" if name == FOURTH else "", opinion="演示：没有制度。"
        )
        verifying.close(officer, second, walk.cases[name])
    lay_ledgers.verified(walk.city, walk.cases[NEXT], walk.cases[THIRD])
    city.move_clock(officer, city.clock(officer) + timedelta(hours=7))


def meet(walk: Walk) -> None:
    """Convene, bring the round, hold the meeting with one absent and one aside, and write and approve its minutes."""
    secretary, officer, manager = walk.at(SECRETARY), walk.at(OFFICER), walk.at(MANAGER)
    starts_at = city.clock(officer).replace(second=0, microsecond=0) + timedelta(minutes=30)
    members = [(name, "演示局领导") for name in MEMBERS]
    address = meeting.convene(secretary, title=MEETING, held_at=starts_at, members=members)
    meeting.bring(officer, meeting=MEETING, call=TITLE)
    city.move_clock(secretary, starts_at)
    meeting.begin(secretary, address, absent=[MEMBERS[4]])
    reason = "演示：配偶在该单位任职。"
    meeting.recuse(secretary, member=MEMBERS[3], applicant=walk.cases[FIRST], reason=reason)
    press(secretary, re.compile("按审核意见一致通过"))
    meeting.end(secretary)
    meeting.minute(secretary)
    walk.made["resolution"] = meeting.approve(manager, meeting=MEETING)


def publish(walk: Walk) -> None:
    """Until it is published nobody outside sees anything; then anyone sees who is to get how much, and why."""
    visitor, secretary = walk.at(""), walk.at(SECRETARY)
    visitor.goto("/notices/")
    expect(visitor.get_by_role("main")).not_to_contain_text(TITLE)
    walk.at(f"演示{FIRST}法人").goto(f"/applications/{walk.cases[FIRST]}/")
    expect(walk.at(f"演示{FIRST}法人").get_by_role("main")).not_to_contain_text("审定结果")
    walk.made["notice"] = noticing.publish(secretary, TITLE)
    assert noticing.amounts(visitor, walk.made["notice"]) == PUBLISHED
    expect(visitor.get_by_role("heading", name="与公布的金额完全相同")).to_be_visible()


def object_to(walk: Walk) -> None:
    """Somebody objects; who decided does not handle it, the objected party does not learn who it was."""
    visitor, handler, party = walk.at(""), walk.at(HANDLER), walk.at(f"演示{THIRD}法人")
    words = "演示：第二笔业务的登记已经注销，不应当计入。"
    receipt = objecting.file(visitor, walk.made["notice"], OBJECTOR, about=THIRD, words=words)
    officer = walk.at(OFFICER)
    officer.goto(f"/bureau/notices/objections/{receipt.reference}/")
    expect(officer.get_by_role("main")).to_contain_text("您参与过这一名单的审核或者审定，不能办理")
    assert not OBJECTOR.is_in(officer)
    objecting.put(handler, receipt.reference, "演示：请说明第二笔业务的登记状态。")
    said = "演示：登记确已注销。"
    objecting.reply(
        party, walk.cases[THIRD], OBJECTOR, asked="演示：请说明第二笔业务的登记状态。", words=said
    )
    objecting.uphold(
        handler,
        receipt.reference,
        OBJECTOR,
        party_said=said,
        reasons="演示：登记已注销，属弄虚作假，取消资格。",
    )
    walk.made["code"] = receipt.code


def republish(walk: Walk) -> None:
    """Another person draws the list up anew; amounts rose, so its days run again; the old list is kept and linked."""
    visitor, manager, old = walk.at(""), walk.at(SECOND_MANAGER), walk.made["notice"]
    new = walk.made["newer"] = noticing.revise(manager, old, "公示期间的异议经核实成立，名单相应更正。")
    manager.goto("/bureau/decisions/")
    walk.made["revised"] = whole.words(manager.get_by_role("row", name=TITLE).first.get_by_role("link"))
    assert noticing.amounts(visitor, old) == PUBLISHED
    expect(visitor.get_by_role("heading", name="这份名单已被代替")).to_be_visible()
    visitor.get_by_role("region", name="这份名单已被代替").get_by_role("link", name=new).click()
    assert noticing.amounts(visitor, new) == REPUBLISHED
    expect(visitor.get_by_role("region", name="为什么有这份新的名单")).to_contain_text(old)
    assert "异议成立" in objecting.told(visitor, walk.made["code"])


def confirm(walk: Walk) -> None:
    """Nobody confirms before the last day has passed; then the money is committed and the results are public."""
    visitor, manager, notice = walk.at(""), walk.at(MANAGER), walk.made["newer"]
    manager.goto(f"/bureau/notices/{notice}/")
    assert whole.number_of(manager.get_by_role("button", name="确认这份名单")) == 0
    last = noticing.last_day(visitor, notice)
    city.move_clock(manager, noticing.morning_after(last, city.clock(manager)))
    noticing.confirm(manager, notice)
    visitor.goto(f"/notices/{notice}/")
    visitor.get_by_role("link", name="看结果和拨付").click()
    walk.made["call"] = visitor.url.rstrip("/").rsplit("/", 1)[1]
    expect(visitor.get_by_role("main")).to_contain_text("与公布的金额完全相同")


def hear(walk: Walk) -> None:
    """Whoever was refused reads every ground and the remedy; who was cut reads the measure's ground beside the clerk's."""
    for name, grounds in {FOURTH: REFUSED, THIRD: ("登记已注销",)}.items():
        legal = walk.at(f"演示{name}法人")
        legal.goto("/applications/")
        legal.get_by_role("link", name=walk.cases[name]).click()
        legal.get_by_role("link", name="看审定结果和全部理由").click()
        for ground in (*grounds, "行政复议"):
            expect(legal.get_by_role("main")).to_contain_text(ground)
    legal = walk.at(f"演示{FIRST}法人")
    legal.goto(f"/applications/{walk.cases[FIRST]}/")
    legal.get_by_role("link", name="台账核定结果").click()
    row = legal.get_by_role("row", name="演示-4")
    for words in ("演示：没有提交许可备案。", "关联交易不计入", "第十二条"):
        expect(row).to_contain_text(words)


def pay(walk: Walk) -> None:
    """Two people order, the bank fails one, it is ordered again and arrives; the bank's word twice changes nothing."""
    finance, second = walk.at(FINANCE), walk.at(SECOND_FINANCE)
    paying.tell_account(walk.at(f"演示{NEXT}法人"), "9999 1111 2222 3333")
    paying.verify_account(finance, NAMES[NEXT])
    orders = {name: paying.prepare(finance, walk.cases[name]) for name in (FIRST, NEXT)}
    finance.goto(f"{paying.PAYMENTS}orders/{orders[FIRST]}/")
    assert whole.number_of(finance.get_by_role("link", name="复核支付指令")) == 0
    for order in orders.values():
        paying.approve(second, order)
    file = paying.send(finance).decode()
    assert all(order in file for order in orders.values())
    now = city.clock(finance)
    word = paying.receipts(
        "演示流水甲",
        now,
        (orders[FIRST], "失败", REPUBLISHED[NAMES[FIRST]], "演示：对方银行退汇"),
        (orders[NEXT], "成功", REPUBLISHED[NAMES[NEXT]], ""),
    )
    paying.take(finance, word, told="2 行，到账合计 1,418,240.00 元")
    paying.take(finance, word, told="没有再记一次")
    assert [paying.stage(finance, order) for order in orders.values()] == ["拨付失败", "已到账"]
    again = paying.repeat(finance, orders[FIRST])
    paying.approve(second, again)
    assert again in paying.send(finance).decode()
    last = (again, "成功", REPUBLISHED[NAMES[FIRST]], "")
    paying.take(finance, paying.receipts("演示流水乙", now, last), told="1 行，到账合计 2,127,360.00 元")


def tell(walk: Walk) -> None:
    """Anyone sees who got how much by which article and computation, and that it is paid; the books prove it."""
    visitor, legal = walk.at(""), walk.at(f"演示{FIRST}法人")
    visitor.goto(f"/results/{walk.made['call']}/")
    for name, amount in REPUBLISHED.items():
        row = visitor.get_by_role("row", name=name).first
        expect(row).to_contain_text(f"{amount}\t{amount}", use_inner_text=True)
        expect(row).to_contain_text("第十二条、第十三条")
    expect(visitor.get_by_role("main")).to_contain_text("与公布的金额完全相同")
    legal.goto(f"/applications/{walk.cases[FIRST]}/")
    expect(legal.get_by_role("main")).to_contain_text("已全部拨付，办理结束")
    proving.prove(walk.city, resolutions=[walk.made["resolution"], walk.made["revised"]])


STAGES = (accept, verify, meet, publish, object_to, republish, confirm, hear, pay, tell)


@pytest.mark.long
def test_the_subsidy_goes_from_its_call_to_the_banks_receipt(enter: first_looking.Enter, city: City) -> None:
    walk_on(city, "SQLite")
    walk = Walk(enter, city)

    for stage in STAGES:
        stage(walk)
