"""A review by experts, clicked as its people do: set up, drawn, declared on, replaced, scored, agreed on and closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from playwright.sync_api import Locator, Page, expect

from tests.journeys import evidence, whole
from tests.journeys.city import confirm_when_asked
from tests.journeys.pressing import follow, press


@dataclass(frozen=True)
class Phase:
    """A phase of the review, and what it lets experts see and do."""

    name: str
    begins_at: datetime
    ends_at: datetime
    ticks: tuple[str, ...]


def open_board(manager: Page, title: str) -> None:
    """Come from the desk to the board of the call whose title holds ``title``."""
    manager.goto("/desk/")
    waiting = manager.get_by_role("listitem").filter(has_text=title).filter(has_text="专家")
    waiting.get_by_role("link").first.click()
    expect(manager.get_by_role("heading", level=1)).to_have_text("评审进度")


def set_up(manager: Page, title: str, phases: Sequence[Phase]) -> None:
    """Take the scheme that is proposed, and say when experts see and do what."""
    open_board(manager, title)
    manager.get_by_role("link", name="制定评分方案").click()
    manager.get_by_role("button", name="保存评分方案").click()
    expect(manager.get_by_role("main")).to_contain_text("第 1 版，4 个评分项")
    manager.get_by_role("link", name="设定评审阶段").click()
    for number, phase in enumerate(phases, 1):
        manager.get_by_label(f"第 {number} 阶段名称").fill(phase.name)
        for edge, at in (("开始", phase.begins_at), ("结束", phase.ends_at)):
            manager.get_by_label(f"第 {number} 阶段{edge}").fill(f"{at:%Y-%m-%dT%H:%M}")
        for tick in phase.ticks:
            manager.get_by_label(f"第 {number} 阶段{tick}").check()
    manager.get_by_role("button", name="保存评审阶段").click()
    expect(manager.get_by_role("heading", level=1)).to_have_text("评审进度")


def draw(manager: Page, *, cases: int, size: int) -> list[str]:
    """Draw a panel from the board shown, and give its experts' names, the chair first."""
    manager.get_by_role("link", name=f"为 {cases} 件抽取专家").click()
    manager.get_by_label("专家组名称").fill("演示旅程专家组")
    manager.get_by_label("人数").fill(str(size))
    manager.get_by_label("知识产权金融").check()
    manager.get_by_role("button", name=f"为这 {cases} 件抽取专家组").click()
    expect(manager.get_by_role("heading", name="按记录重算，结果一致")).to_be_visible()
    return seated(manager)


def seated(manager: Page) -> list[str]:
    """Give who sits on the panel shown, by name."""
    return whole.words_of_each(manager.locator("#seats + .scroll tbody th > span"))


def declare(expert: Page, reference: str, *, tie: str = "") -> None:
    """Declare from the desk on one file: no tie opens it, a tie closes it."""
    expert.goto("/expert/")
    line = expert.get_by_role("row").filter(has_text=reference)
    line.get_by_role("link", name="声明回避").click()
    if tie:
        expert.get_by_label("有，应当回避").check()
        expert.get_by_label("回避的理由").fill(tie)
    else:
        expert.get_by_label("没有。我将独立").check()
    expert.get_by_role("button", name="提交回避声明").click()


def closed_to(expert: Page, reference: str) -> None:
    """None of the file's pages is there for who stands aside, and their desk does not know it."""
    for page in ("", "declare/", "sheet/", "sheet/sign/", "opinion/"):
        answer = expert.goto(f"/expert/{reference}/{page}")
        assert answer is not None
        assert answer.status in (403, 404), page
    expert.goto("/expert/")
    assert reference not in whole.words(expert.get_by_role("main"))


def replace(manager: Page, title: str, *, tied: str) -> str:
    """Pin what an expert told, call the next of the lot for this case alone, and give who that is.

    The desk leads to the case, the case to the lot, with who and what already chosen, and the lot back.
    """
    manager.goto("/desk/")
    waiting = manager.get_by_role("listitem").filter(has_text=f"{title}：1件有专家应当回避")
    waiting.get_by_role("link").click()
    member = _members(manager).filter(has_text=tied)
    expect(member).to_contain_text("本人声明应当回避")
    member.get_by_label("理由").first.fill("演示：上年度有偿咨询，应当回避。")
    member.get_by_role("button", name="认定回避").first.click()
    expect(member).to_contain_text("已认定")
    before = whole.words_of_each(_members(manager).locator("h3 > span:first-child"))
    follow(member.get_by_role("link", name="办理递补"))
    manager.get_by_label("理由").fill("演示：回避后按同一抽签序列递补。")
    manager.get_by_role("button", name="由下一名递补").click()
    expect(_members(manager)).to_have_count(len(before) + 1)
    after = whole.words_of_each(_members(manager).locator("h3 > span:first-child"))
    [successor] = [name for name in after if name not in before]
    return successor


def _members(manager: Page) -> Locator:
    return manager.locator("section[aria-labelledby=members] > .note")


@dataclass(frozen=True)
class Judgement:
    """How an expert judges: points for each criterion, and against which questions, counted from 1."""

    points: tuple[int, ...]
    against: tuple[int, ...] = ()


def score(expert: Page, reference: str, judged: Judgement) -> None:
    """Fill in the sheet, be sent back for what lacks a reason, mend it, and sign."""
    expert.goto("/expert/")
    follow(expert.get_by_role("row").filter(has_text=reference).get_by_role("link", name="评分"))
    for number, points in enumerate(judged.points, 1):
        expert.locator(f"#points-c{number}").fill(str(points))
    for number in range(1, whole.number_of(expert.locator("fieldset[id^=met-]")) + 1):
        said = "no" if number in judged.against else "yes"
        expert.locator(f"#met-{number}-{said}").check()
        if said == "no":
            expert.locator(f"#opinions-{number}").fill("演示：材料不能证明。")
    expert.get_by_label("总体意见").fill("演示：看过全部材料。")
    expert.get_by_role("button", name="检查并去签署评分表").click()
    expect(expert.get_by_role("alert")).to_contain_text("这一项要写明打分的理由")
    for reason in whole.every(expert.locator("fieldset.wrong textarea")):
        reason.fill("演示：按材料所列打分。")
    press(expert, "检查并去签署评分表")
    confirm_when_asked(expert)
    expert.get_by_role("button", name="签署这份评分表").click()
    expect(expert.get_by_role("heading", level=1)).to_have_text("评审工作台")


def write_opinion(chair: Page, reference: str, *, amount: str, words: str) -> None:
    """Write the opinion as its chair, from the desk; an empty amount speaks against support."""
    open_opinion(chair, reference)
    chair.get_by_label("建议支持" if amount else "建议不予支持").check()
    chair.get_by_label("建议金额（元）").fill(amount)
    chair.get_by_label("意见正文").fill(words)
    for reason in whole.every(chair.locator("fieldset:has(input[value=no]:checked) textarea")):
        reason.fill("演示：专家组一致认为材料不能证明。")
    chair.get_by_role("button", name="签署并送各位专家签署").click()
    expect(chair.get_by_role("heading", name="意见（第 1 稿）")).to_be_visible()


def sign_opinion(expert: Page, reference: str, *, dissent: str = "") -> None:
    """Sign the opinion, or dissent from it."""
    open_opinion(expert, reference)
    if dissent:
        expert.get_by_label("不同意见").fill(dissent)
    expert.get_by_role("button", name="签署不同意见" if dissent else "同意并签署意见").click()
    expect(expert.locator("section[aria-labelledby=written]")).to_contain_text(dissent or "同意")


def open_opinion(expert: Page, reference: str) -> None:
    """Come from the desk to the panel's opinion on a file."""
    expert.goto("/expert/")
    follow(expert.get_by_role("row").filter(has_text=reference).get_by_role("link", name="专家组意见"))
    confirm_when_asked(expert)
    expect(expert.get_by_role("heading", level=1)).to_have_text("专家组意见")


def visit(officer: Page, reference: str, *, at: datetime) -> None:
    """Plan a visit to a centre before ``at``, from its case."""
    officer.goto(f"/bureau/cases/{reference}/")
    officer.get_by_role("link", name="打开这一件的评审").click()
    officer.get_by_role("link", name="安排现场评估").click()
    officer.get_by_label("时间").fill(f"{at:%Y-%m-%dT%H:%M}")
    officer.get_by_label("地点").fill("演示市演示区演示路1号")
    officer.get_by_label("事由").fill("演示：线下载体需要到现场核实。")
    officer.get_by_label("核查要点").fill("线下载体与申报是否相符\n专职人员是否在岗")
    officer.get_by_role("button", name="保存现场评估安排").click()


def record_visit(officer: Page, title: str, *, at: datetime) -> None:
    """Come from the desk to the visit, record it with a photograph and who was there, and sign the record."""
    officer.goto("/desk/")
    waiting = officer.get_by_role("listitem").filter(has_text=title).filter(has_text="等待记录和签字")
    waiting.get_by_role("link").click()
    officer.get_by_role("link", name="第 1 次").click()
    officer.get_by_label("到场时间").fill(f"{at - timedelta(minutes=5):%Y-%m-%dT%H:%M}")
    for number in (1, 2):
        officer.locator(f"#agrees-{number}-yes").check()
    officer.get_by_label("第 1 人姓名").fill("演示承办人甲")
    officer.get_by_label("第 1 人单位").fill("演示市知识产权局")
    officer.get_by_label("照片").set_input_files(evidence.scan("现场照片"))
    press(officer, "保存现场评估记录")
    press(officer, "签署现场评估记录")
    confirm_when_asked(officer)
    if whole.number_of(officer.get_by_text("还没有人签字。")):
        officer.get_by_role("button", name="签署现场评估记录").click()
    expect(officer.get_by_role("heading", name="签字")).to_be_visible()


def close(manager: Page, title: str, applicant: str) -> None:
    """End the review of a case on its complete opinion; the last one left is opened from the desk at once."""
    manager.goto("/desk/")
    waiting = manager.get_by_role("listitem").filter(has_text=title).filter(has_text="可以结束评审")
    follow(waiting.get_by_role("link"))
    if whole.words(manager.get_by_role("heading", level=1)) == "评审进度":
        manager.get_by_role("link", name=applicant).click()
    follow(manager.get_by_role("link", name="结束这一件的评审"))
    confirm_when_asked(manager)
    manager.get_by_role("button", name="结束这一件的评审").click()
    expect(manager.get_by_role("main")).to_contain_text("待审定")
