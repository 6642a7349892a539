"""One paper of every kind, all invented and marked 演示, and how a rendered one is read back."""

from __future__ import annotations

import dataclasses
import hashlib
from datetime import UTC, date, datetime

import pypdfium2

from zhiyun.gateways import official_papers as papers

OFFICE = "重庆市知识产权局"
VERIFICATION = papers.Verification(
    "https://zhiyun.example/verify/7K3M-9QXA-22TD", "7K3M-9QXA-22TD", hashlib.new("sm3", b"x").hexdigest()
)
LETTERHEAD = papers.Letterhead(
    OFFICE,
    "渝知演示〔2026〕18号",
    date(2026, 3, 1),
    copies_to=("重庆市财政局", "各区县知识产权局"),
    verification=VERIFICATION,
    is_demo=True,
)
CASE = papers.Case(
    "YXBT-2026-0007", "演示山城知识产权运营有限公司", "91500000MA5DEMO01X", "渝知演示〔2026〕18号申报通知"
)


def sm3(text: str) -> str:
    return hashlib.new("sm3", text.encode()).hexdigest()


def call() -> papers.Paper:
    return papers.call_paper(
        papers.Call(
            dataclasses.replace(LETTERHEAD, mark="重庆市知识产权局文件"),
            "重庆市知识产权局\n关于开展2026年度知识产权运营绩效补贴申报工作的通知（演示）",
            "各区县（自治县）知识产权局，各有关单位",
            "知识产权运营绩效补贴",
            "《重庆市知识产权运营专项资金管理办法》（渝知发〔2021〕65号）",
            ("第八条", "第十条", "第十二条", "第十三条"),
            (
                "为引导知识产权转化运用，根据有关规定，现就开展2026年度知识产权运营绩效补贴申报工作有关事项通知如下。",
            ),
            (
                papers.Item("在本市注册、具有独立法人资格，近两年无行政处罚；", "第八条第1项"),
                papers.Item("专职从事知识产权运营的人员不少于5人；", "第八条第3项"),
                papers.Item("信用良好，内部管理和财务制度健全。", "第八条第4项"),
            ),
            (
                papers.Item("申报书；", "第十条第1项"),
                papers.Item("运营业务台账及证明材料；", "第十条第2项"),
                papers.Item("专职人员名册和社会保险缴纳证明。", "第十条第3项"),
            ),
            (
                papers.EvidenceRule("专利转让", "手续合格通知书、合同、发票和银行回单", "第十二条"),
                papers.EvidenceRule("专利质押融资", "质押登记通知书、借款合同、放款凭证", "第十二条"),
            ),
            papers.Windows(
                datetime(2026, 3, 2, 1, 0, 0, tzinfo=UTC),
                datetime(2026, 3, 31, 9, 0, 0, tzinfo=UTC),
                "2025年1月1日至2025年12月31日",
            ),
            "收到补正通知之日的次日起5个工作日，只补正一次",
            (("联系处室", "知识产权运用促进处（演示）"), ("电话", "023-0000 0000")),
            version=2,
            changes=("申报截止由2026年3月27日17时00分00秒改为2026年3月31日17时00分00秒。",),
            attachments=("知识产权运营绩效补贴申报书", "运营业务台账格式"),
        )
    )


def receipt(files: int = 5) -> papers.Paper:
    return papers.receipt_paper(
        papers.Receipt(
            LETTERHEAD,
            CASE.reference,
            CASE.applicant,
            CASE.credit_code,
            CASE.call,
            datetime(2026, 3, 31, 8, 59, 59, tzinfo=UTC),
            "演示甲",
            sm3("整份"),
            tuple(
                papers.FileLine(
                    f"专利质押放款凭证扫描件（第{number}笔）.pdf",
                    "PDF",
                    204800 + number,
                    sm3(str(number)),
                    "业务证明材料（第十条第2项）",
                )
                for number in range(1, files + 1)
            ),
        )
    )


def correction() -> papers.Paper:
    return papers.correction_paper(
        papers.Correction(
            LETTERHEAD,
            CASE,
            (
                papers.Reason(
                    "专职人员", "名册所列6人中有2人缺2025年12月社会保险缴纳证明，请补交。", "第八条第3项"
                ),
                papers.Reason("业务台账", "第3笔的到账日期与银行回单不一致，请核对后更正。", "第十二条"),
            ),
            papers.Deadline(
                date(2026, 4, 15),
                "2026年4月8日送达，次日起算，5个工作日：4月9日、10日、13日、14日、15日",
                "国务院办公厅关于2026年部分节假日安排的通知",
            ),
        )
    )


def acceptance() -> papers.Paper:
    steps = (
        papers.Item("审核申报材料，组织专家评审；", "第十条"),
        papers.Item("审定并公示5个工作日。", "第十条"),
    )
    return papers.acceptance_paper(papers.Acceptance(LETTERHEAD, CASE, date(2026, 4, 2), steps))


def non_acceptance() -> papers.Paper:
    return papers.non_acceptance_paper(
        papers.NonAcceptance(
            LETTERHEAD,
            CASE,
            (
                papers.Item("登记住所不在本市；", "第八条第1项"),
                papers.Item("专职人员4人，少于5人。", "第八条第3项"),
            ),
            ("自收到本通知之日起5个工作日内，可以书面向我局提出异议，写明理由并附证明材料。",),
        )
    )


def application() -> papers.Paper:
    budget = papers.Table(
        (papers.Column("科目", 3), papers.Column("金额", 2, papers.Look.NUMBER)),
        (("设备购置", "1,234,567.00元"), ("人员培训", "98,000.00元"), ("合计", "1,332,567.00元")),
        "经费预算（第十一条）",
    )
    return papers.application_paper(
        papers.Application(
            LETTERHEAD,
            "知识产权运营绩效补贴申报书（演示）",
            CASE.applicant,
            "草稿，2026年3月20日10时00分00秒生成，尚未提交。",
            (
                papers.Section(
                    "申报单位基本情况", (("单位名称", CASE.applicant), ("主要业绩", "第一行\n第二行"))
                ),
                papers.Section("经费预算", (("预算说明", ""),), (budget,)),
                papers.Section("其他说明"),
            ),
        )
    )


ALL = {
    "申报通知": call,
    "回执": receipt,
    "补正通知": correction,
    "受理通知": acceptance,
    "不予受理通知": non_acceptance,
    "申报书": application,
}


def paragraph_paper(*texts: str, **changes: object) -> papers.Paper:
    """Make a notice of nothing but paragraphs, its letterhead changed as named."""
    letterhead = dataclasses.replace(LETTERHEAD, **changes)
    return papers.Paper(letterhead, "演示通知", tuple(map(papers.Paragraph, texts)))


def opened(content: bytes) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(content)


def pages(content: bytes) -> list[str]:
    """Give the words of each page, without the line ends that setting put in."""
    return ["".join(page.get_textpage().get_text_bounded().split()) for page in opened(content)]


def book() -> papers.Paper:
    """Make a paper with a cover, a picture higher than what is left of its page, a table with bars and an appendix."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 640"><rect width="480" height="640"/></svg>'
    )
    before = (papers.Paragraph("正文。") for _ in range(12))
    table = papers.Table(
        (papers.Column("名称"), papers.Column("件数", 3, papers.Look.NUMBER)),
        (("甲", "20"), ("乙", "5")),
        caption="表1　演示",
        bars=(1000, 250),
    )
    picture = papers.Picture(svg, "演示图", caption="图1　演示")
    blocks = (papers.Heading("总览"), *before, picture, table, papers.Note("数据截至某日。"))
    return papers.Paper(
        LETTERHEAD,
        "演示\n分析报告",
        blocks,
        is_issued=False,
        cover=papers.Terms((("检索式", "H01M"),)),
        appendix=(papers.Heading("附录", numbered=False), papers.Paragraph("清单。")),
    )
