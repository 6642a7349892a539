"""What the columns of a patent table mean, told by their headings: the usual exports in Chinese and English."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from zhiyun.ip import numbers
from zhiyun.ip.telling import WORDS
from zhiyun.kernel.refusal import Fault, Faulty, Refusal
from zhiyun.kernel.said import Said

_SHOWN: Final = 20
_MOST_SHOWN: Final = 30
"""Characters of a heading, and headings, that a sentence says."""
LEAVE_OUT: Final = "-"
"""What a person answers for a column that shall not be read."""

_NAMES: Final[Mapping[str, str]] = {
    "publication": "公开号 公告号 公开(公告)号 授权公告号 文献号 公布号 pub_no publication_number publication publicationnumber "
    "pn id documentnumber patentnumber publicationno",
    "application": "申请号 专利申请号 app_no application_number applicationnumber an applicationno",
    "title": "标题 名称 题名 发明名称 专利名称 标题(原文) title ti inventiontitle titleoriginal",
    "title_zh": "中文标题 标题(中文) 标题(中) title_zh titlechinese",
    "title_en": "英文标题 标题(英文) 标题(英) 标题(译) title_en titleenglish",
    "abstract": "摘要 摘要(原文) abstract ab abstractoriginal",
    "abstract_zh": "中文摘要 摘要(中文) 摘要(中) abstract_zh",
    "abstract_en": "英文摘要 摘要(英文) 摘要(英) 摘要(译) abstract_en abstractenglish",
    "claims": "权利要求 权利要求书 全部权利要求 权利要求(原文) claims claim clms cl claimtext claims_text allclaims claims_localized",
    "claims_zh": "中文权利要求 权利要求(中文) 权利要求(中) claims_zh",
    "claims_en": "英文权利要求 权利要求(英文) 权利要求(英) 权利要求(译) claims_en claimsenglish",
    "first_claim": "首项权利要求 首权 第一权利要求 第一项权利要求 主权项 主权利要求 首项权利要求(原文) first_claim firstclaim mainclaim",
    "independent_claims": "独立权利要求 独权 独立权利要求(原文) independent_claims independentclaims independentclaim",
    "claim_count": "权利要求数量 权利要求数 权利要求项数 权项数 权利要求总数 claim_count claimcount claimscount numberofclaims "
    "num_claims noofclaims claims_count",
    "language": "语种 原始语言 language lang",
    "filed_on": "申请日 申请日期 app_date filing_date filingdate applicationdate ad filed filedate",
    "published_on": "公开日 公告日 公开(公告)日 公布日 授权公告日 公开日期 pub_date publication_date publicationdate pd",
    "granted_on": "授权日 授权日期 grant_date grantdate",
    "priority_on": "优先权日 最早优先权日 priority_date prioritydate earliestprioritydate",
    "applicants": "申请人 申请(专利权)人 专利申请人 原始申请人 第一申请人 申请单位 applicant applicants assignee assignees "
    "pa applicantname originalassignee assignee/applicant",
    "owners": "权利人 专利权人 当前权利人 当前专利权人 owner owners currentassignee currentowner",
    "inventors": "发明人 设计人 发明(设计)人 inventor inventors in",
    "address": "地址 申请人地址 第一申请人地址 专利权人地址 address applicantaddress",
    "ipc": "ipc 国际分类 国际分类号 ipc分类号 分类号 ipc主分类号 主分类号 洛迦诺分类号 loc ipcclassification ipcr ipcs ipcorlocarno",
    "cpc": "cpc cpc分类号 联合分类 联合分类号 cpc_group cpcclassification",
    "family": "同族 同族号 简单同族 简单同族id 扩展同族 family familyid simplefamily family_id",
    "legal_status": "法律状态 当前法律状态 最新法律状态 状态 legal_status legalstatus status currentlegalstatus",
    "legal_status_on": "法律状态日 法律状态日期 法律状态公告日 legal_status_date",
    "citing": "source 引用方",
    "cited": "target 被引用方",
    "by_examiner": "examiner_star 审查员引用",
    "direction": "direction 方向",
    "cited_title": "target_title 被引用方标题",
    "cited_applicants": "target_assignee 被引用方申请人",
    "cited_published_on": "target_pub_date 被引用方公开日",
    "cited_priority_on": "target_priority_date 被引用方优先权日",
    "event_on": "date event_date 事件日 日期",
    "event_code": "code event_code 事件代码",
    "event_words": "text event_text 事件",
    "cites": "引证 引证文献 引用专利 引证专利 引用文献 cites citations citedpatents cited_patents backwardcitations",
}
OF_CITED: Final[Mapping[str, str]] = {
    f"cited_{name}": name for name in ("title", "applicants", "published_on", "priority_on")
}
"""Fields of tables with a row for each citation that tell of the document cited, and what they are of a document."""
ONE_A_ROW: Final[Mapping[str, Said]] = {
    "citing": Said("引用方"),
    "cited": Said("被引用方"),
    "by_examiner": Said("审查员引用"),
    "direction": Said("引用的方向（forward 是后一件引用前一件）"),
    "event_on": Said("事件日"),
    "event_code": Said("事件代码"),
    "event_words": Said("事件的说明"),
    "cited_title": Said("被引用方的标题"),
    "cited_applicants": Said("被引用方的申请人"),
    "cited_published_on": Said("被引用方的公开日"),
    "cited_priority_on": Said("被引用方的优先权日"),
}
"""Fields of tables that have a row for each citation or event, not for each document."""
FIELDS: Final[Mapping[str, Said]] = {**WORDS, **ONE_A_ROW}
"""What a column may be taken for, with what a person calls it."""
_MEANING: Final = {name: field for field, names in _NAMES.items() for name in names.split()}


def meaning(heading: str) -> str | None:
    """Guess which field of `telling.WORDS` a heading names; None where it names none we keep."""
    plain = unicodedata.normalize("NFKC", heading).casefold()
    return _MEANING.get("".join(plain.split()).strip("*＊:：")) or _MEANING.get(plain.replace(" ", "_"))


def refuse_content(header: Sequence[str]) -> None:
    """Refuse a table without headings: its first patent would be taken for them, and lost."""
    for heading in header:
        try:
            numbers.publication(heading)
        except Refusal:
            continue
        said = Said("是公开号，不是列名：表里没有列名，请在最上面加一行列名再读")
        raise Faulty([Fault(heading, said)])


def meanings(header: Sequence[str], told: Mapping[str, str]) -> dict[int, str]:
    """Give the field of each column that is read: what a person ``told`` for a heading counts before our guess.

    Refuses with all faults: answers for columns that are not there, fields nobody knows, two columns for one
    field, a table without publication numbers, and one without headings.
    """
    refuse_content(header)
    faults = [
        Fault(heading, Said("文件里没有这一列，列名有：%(header)s", header=tuple(filter(None, header))))
        for heading in told
        if heading not in header
    ]
    found: dict[int, str] = {}
    for at, heading in enumerate(header):
        name = told.get(heading) or meaning(heading)
        if not name or name == LEAVE_OUT:
            continue
        if name not in FIELDS:
            faults.append(
                Fault(
                    heading, Said("没有叫%(name)s的字段，可用的有：%(names)s", name=name, names=tuple(FIELDS))
                )
            )
        elif name in found.values() and heading in told:
            faults.append(Fault(heading, Said("另一列也是%(name)s，请只留一列", name=FIELDS[name])))
        elif name not in found.values():
            found[at] = name
    if not faults and not {"publication", "citing"} & set(found.values()):
        said = Said(
            "没有公开（公告）号的列。列名读作：%(header)s。请核对列名在哪一行，并指明哪一列是公开号"
            "（页面上在那一列选“公开号”，命令里写 --column 列名=publication）",
            header=tuple(cell[:_SHOWN] for cell in header if cell)[:_MOST_SHOWN],
        )
        faults.append(Fault("", said))
    if faults:
        raise Faulty(faults)
    return found
