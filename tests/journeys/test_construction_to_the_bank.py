"""The construction funding, from the call to the bank's receipt, as everyone it concerns, on either database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import (
    applying,
    calling,
    city,
    contracting,
    first_looking,
    meeting,
    noticing,
    paying,
    proving,
    reviewing,
    submitting,
    whole,
)
from tests.journeys.city import City, walk_on
from tests.journeys.reviewing import Judgement, Phase

BENEFIT, TITLE = "市级综合性知识产权运营中心建设经费资助", "演示·旅程建设申报通知"
OFFICER, MANAGER, SECRETARY = "演示承办人甲", "演示轮次负责人", "演示会议秘书"
FINANCE, SECOND_FINANCE = "演示财务人员", "演示财务人员乙"
GRANTED, REFUSED = "永川", "綦江"
NAMES = {GRANTED: "演示永川智能装备运营中心", REFUSED: "演示綦江技术转移有限公司"}
MEETING = "演示市知识产权局旅程建设办公会"
MEMBERS = (
    ("演示局长", "局长"),
    ("演示副局长甲", "副局长"),
    ("演示副局长乙", "副局长"),
    ("演示处长", "处长"),
    ("演示总师", "总师"),
)
DISSENT = "演示：自有资金证明偏弱，建议再核减20万元。"
SHORT_OF = ("治理结构是否规范、运行机制是否高效？专家组判断：", "运营业态是否较为完善")
TIE, HALF = "演示：去年为该单位做过咨询。", "1,300,000.00"


@dataclass
class Walk:
    """How far the round has come: the windows that are open, and the references of what was made."""

    enter: first_looking.Enter
    city: City
    windows: dict[str, Page] = field(default_factory=dict)
    cases: dict[str, str] = field(default_factory=dict)
    panel: list[str] = field(default_factory=list)
    made: dict[str, str] = field(default_factory=dict)

    def at(self, name: str) -> Page:
        """Give the window of somebody, opened once; applicants have no script."""
        if name not in self.windows:
            has_script = not name.endswith(("法人", "经办人"))
            self.windows[name] = self.enter(name, java_script_enabled=has_script)
        return self.windows[name]

    def preparer(self, of: str) -> Page:
        """Give the window of who prepares for an applicant."""
        return self.at(f"演示{of}经办人")

    def legal(self, of: str) -> Page:
        """Give the window of who signs for an applicant."""
        return self.at(f"演示{of}法人")


def accept(walk: Walk) -> None:
    """From the call's draft to two accepted applications, one returned once; nobody looks before the call closes."""
    officer = walk.at(OFFICER)
    closes_at = calling.publish(
        officer, walk.at(MANAGER), benefit=BENEFIT, title=TITLE, stays_open=timedelta(days=2)
    )
    for name in (GRANTED, REFUSED):
        address = applying.begin(walk.preparer(name), TITLE)
        walk.cases[name] = address.rstrip("/").rsplit("/", 1)[1]
        filled = applying.fill_in(walk.preparer(name), address, closes_at=closes_at)
        assert filled.missing == sorted(set(filled.missing), reverse=True)
        assert filled.missing[-1] == 0
        submitting.submit(walk.legal(name), address)
        receipt = submitting.text_of(submitting.downloaded(walk.legal(name), "下载回执"))
        assert [file["name"] for file in filled.files if submitting.sm3(file) not in receipt] == []

    reference, address = walk.cases[GRANTED], f"/applications/{walk.cases[GRANTED]}/"
    first_looking.shut(officer, reference)
    city.move_clock(officer, closes_at + timedelta(minutes=1))
    reasons = {"particulars": "演示：摘要没有写明服务对象。", "materials": "演示：承诺书请补盖公章。"}
    first_looking.return_for_correction(officer, reference, reasons)
    stamped = first_looking.correct(walk.preparer(GRANTED), address, reasons)
    submitting.submit(walk.legal(GRANTED), address, button="提交补正")
    assert submitting.sm3(stamped) in whole.words(walk.legal(GRANTED).get_by_role("article").first)
    code = first_looking.accept(officer, reference, changed="演示摘要：补正后写明服务对象。")
    walk.legal(GRANTED).goto(address)
    notice = submitting.downloaded(walk.legal(GRANTED), "受理通知书")
    first_looking.verified(walk.at(""), code, notice)
    first_looking.seen_by_who_may(walk.enter, reference, is_in_jiangbei=False)
    officer.goto(f"/bureau/cases/{walk.cases[REFUSED]}/")
    officer.get_by_role("button", name="受理这一件").click()
    expect(officer.get_by_role("heading", name="已受理")).to_be_visible()


def set_up(walk: Walk) -> None:
    """Scheme, phases, and a panel by lot; in the blind phase an expert declares and does not learn who applied."""
    manager = walk.at(MANAGER)
    now = city.clock(manager).replace(second=0, microsecond=0)
    named_at = now + timedelta(days=1)
    phases = (
        Phase("演示匿名初评", now + timedelta(minutes=1), named_at, ("匿名", "评分")),
        Phase("演示公开评审", named_at, now + timedelta(days=9), ("评分",)),
    )
    reviewing.set_up(manager, TITLE, phases)
    walk.panel = reviewing.draw(manager, cases=2, size=3)
    city.move_clock(manager, now + timedelta(minutes=2))
    expert = walk.at(walk.panel[0])
    reviewing.declare(expert, walk.cases[GRANTED])
    expect(expert.get_by_text("匿名阶段不提供附件").first).to_be_visible()
    assert GRANTED not in whole.words(expert.locator("body"))
    city.move_clock(manager, named_at + timedelta(minutes=1))


def replace(walk: Walk) -> None:
    """A tied expert stands aside and loses the file at once; the next of the lot sits there instead."""
    tied, case = walk.at(walk.panel[-1]), walk.cases[GRANTED]
    reviewing.declare(tied, case, tie=TIE)
    reviewing.closed_to(tied, case)
    walk.made["successor"] = reviewing.replace(walk.at(MANAGER), TITLE, tied=walk.panel[-1])
    reviewing.closed_to(tied, case)


def score(walk: Walk) -> None:
    """Everyone who sits on a case declares and signs a sheet; the centre is visited."""
    chair, second, third = walk.panel
    for name in (chair, second, walk.made["successor"]):
        reviewing.declare(walk.at(name), walk.cases[GRANTED])
        reviewing.score(walk.at(name), walk.cases[GRANTED], Judgement((17, 16, 30, 21)))
    for name in (chair, second, third):
        reviewing.declare(walk.at(name), walk.cases[REFUSED])
        reviewing.score(walk.at(name), walk.cases[REFUSED], Judgement((9, 10, 15, 8), against=(1, 4)))
    officer = walk.at(OFFICER)
    at = city.clock(officer) + timedelta(hours=3)
    reviewing.visit(officer, walk.cases[GRANTED], at=at)
    city.move_clock(officer, at + timedelta(hours=1))
    reviewing.record_visit(officer, TITLE, at=at + timedelta(hours=1))


def agree(walk: Walk) -> None:
    """The panel comes to an opinion on either case, one with a dissent; both reviews are closed."""
    chair, second, third = (walk.at(name) for name in walk.panel)
    granted, refused = walk.cases[GRANTED], walk.cases[REFUSED]
    reviewing.write_opinion(chair, granted, amount="280万元", words="演示：建议支持，核减20万元。")
    reviewing.sign_opinion(second, granted)
    reviewing.sign_opinion(walk.at(walk.made["successor"]), granted, dissent=DISSENT)
    reviewing.write_opinion(chair, refused, amount="", words="演示：两项条件不能证明。")
    for expert in (second, third):
        reviewing.sign_opinion(expert, refused)
    for name in (GRANTED, REFUSED):
        reviewing.close(walk.at(MANAGER), TITLE, name)


def meet(walk: Walk) -> None:
    """The meeting hears the dissent, one member stands aside, votes grant one and refuse the other with grounds."""
    officer, secretary, manager = walk.at(OFFICER), walk.at(SECRETARY), walk.at(MANAGER)
    held_at = city.clock(manager).replace(second=0, microsecond=0) + timedelta(days=1)
    address = meeting.convene(secretary, title=MEETING, held_at=held_at, members=MEMBERS)
    meeting.bring(officer, meeting=MEETING, call=TITLE)
    packet = submitting.text_of(submitting.downloaded(officer, "下载会议材料 .pdf"))
    assert f"不同意见：{DISSENT}" in packet
    assert "线下载体与申报是否相符：相符" in packet
    city.move_clock(manager, held_at)
    meeting.begin(secretary, address, absent=["演示总师"])
    meeting.recuse(secretary, member="演示副局长乙", applicant=GRANTED, reason="演示：曾在该单位兼职。")
    votes = {"演示局长": "同意", "演示副局长甲": "同意", "演示处长": "不同意"}
    because = "演示：采纳不同意见，核减20万元。"
    meeting.conclude(secretary, GRANTED, amount="260万元", because=because, votes=votes)
    meeting.conclude(secretary, REFUSED, votes={name: "不同意" for name, _post in MEMBERS[:4]})
    meeting.end(secretary)
    words = meeting.minute(secretary)
    assert "演示副局长乙回避" in words
    assert all(ground in words for ground in SHORT_OF)
    walk.made["resolution"] = meeting.approve(manager, meeting=MEETING)


def publish(walk: Walk) -> None:
    """Nobody outside knows a moment before it is published; then anyone reads the list, and each applicant a letter."""
    visitor = walk.at("")
    visitor.goto("/notices/")
    expect(visitor.get_by_role("main")).not_to_contain_text(TITLE)
    for name in (GRANTED, REFUSED):
        legal = walk.legal(name)
        answer = legal.goto(f"/applications/{walk.cases[name]}/decision/")
        assert answer is not None
        assert answer.status == 404
        legal.goto(f"/applications/{walk.cases[name]}/")
        expect(legal.locator(".lead .tag")).to_have_text("已受理")
    walk.made["notice"] = noticing.publish(walk.at(SECRETARY), TITLE)
    assert noticing.amounts(visitor, walk.made["notice"]) == {NAMES[GRANTED]: "2,600,000.00"}
    hear(walk)


def hear(walk: Walk) -> None:
    """Whoever was refused reads every ground and the remedy, on paper and on the page; who was granted, the amount."""
    refused = walk.legal(REFUSED)
    refused.goto(f"/applications/{walk.cases[REFUSED]}/")
    letter = submitting.text_of(submitting.downloaded(refused, "不予支持决定书"))
    assert all(words in letter for words in (*SHORT_OF, "行政复议", "行政诉讼"))
    assert "。。" not in letter
    refused.get_by_role("link", name="看审定结果和全部理由").click()
    for ground in (*SHORT_OF, "行政复议"):
        expect(refused.get_by_role("main")).to_contain_text(ground)
    granted = walk.legal(GRANTED)
    granted.goto(f"/applications/{walk.cases[GRANTED]}/")
    assert "2,600,000.00" in submitting.text_of(submitting.downloaded(granted, "拟支持通知书"))


def confirm(walk: Walk) -> None:
    """Once the last day has passed, the list is confirmed."""
    manager, notice = walk.at(MANAGER), walk.made["notice"]
    manager.goto(f"/bureau/notices/{notice}/")
    assert whole.number_of(manager.get_by_role("button", name="确认这份名单")) == 0
    last = noticing.last_day(walk.at(""), notice)
    city.move_clock(manager, noticing.morning_after(last, city.clock(manager)))
    noticing.confirm(manager, notice)


def contract(walk: Walk) -> None:
    """The task book is drafted from the template, answered with a version that differs, and signed by both sides."""
    officer, preparer, manager = walk.at(OFFICER), walk.preparer(GRANTED), walk.at(MANAGER)
    case = contracting.draft(officer, NAMES[GRANTED])
    assert case == walk.cases[GRANTED]
    contracting.propose(preparer, case, target="150", note="演示：目标值按实际能力调高。")
    told = contracting.compare(preparer)
    assert "120" in told
    assert "150" in told
    contracting.sign_for_bureau(manager, NAMES[GRANTED])
    contracting.sign_for_applicant(walk.legal(GRANTED))
    contracting.release(officer, case)


def pay(walk: Walk) -> None:
    """Two people order the first half, the bank fails it, it is ordered again and arrives."""
    finance, second, case = walk.at(FINANCE), walk.at(SECOND_FINANCE), walk.cases[GRANTED]
    paying.tell_account(walk.legal(GRANTED), "9999 8888 7777 6666")
    paying.verify_account(finance, NAMES[GRANTED])
    order = paying.prepare(finance, case)
    finance.goto(f"{paying.PAYMENTS}orders/{order}/")
    expect(finance.get_by_role("main")).to_contain_text("您编制的，由另一个人复核。")
    assert whole.number_of(finance.get_by_role("link", name="复核支付指令")) == 0
    paying.approve(second, order)
    assert order in paying.send(finance).decode()
    now = city.clock(finance)
    failed = paying.receipts("演示建设流水甲", now, (order, "失败", HALF, "演示：账号状态不正常"))
    paying.take(finance, failed, told="1 行")
    assert paying.stage(finance, order) == "拨付失败"
    again = paying.repeat(finance, order)
    paying.approve(second, again)
    assert again in paying.send(finance).decode()
    arrived = paying.receipts("演示建设流水乙", now, (again, "成功", HALF, ""))
    paying.take(finance, arrived, told=HALF)
    assert paying.stage(finance, again) == "已到账"


def tell(walk: Walk) -> None:
    """The centre sees its receipt, anyone sees what was granted and paid, and the books, record and decision hold."""
    legal, visitor = walk.legal(GRANTED), walk.at("")
    legal.goto(f"/applications/{walk.cases[GRANTED]}/")
    expect(legal.get_by_role("main")).not_to_contain_text("支付指令单")
    legal.get_by_role("link", name="看收款账户和拨付情况").click()
    expect(legal.get_by_role("row", name=walk.cases[GRANTED]).filter(has_text="已到账")).to_contain_text(HALF)
    visitor.goto(f"/notices/{walk.made['notice']}/")
    visitor.get_by_role("link", name="看结果和拨付").click()
    row = visitor.get_by_role("row", name=NAMES[GRANTED]).first
    expect(row).to_contain_text(f"2,600,000.00\t{HALF}", use_inner_text=True)
    proving.prove(walk.city, resolutions=[walk.made["resolution"]])


STAGES = (accept, set_up, replace, score, agree, meet, publish, confirm, contract, pay, tell)


@pytest.mark.long
def test_a_centre_goes_from_its_call_to_the_banks_receipt(enter: first_looking.Enter, city: City) -> None:
    walk_on(city, "PostgreSQL")
    walk = Walk(enter, city)

    for stage in STAGES:
        stage(walk)
