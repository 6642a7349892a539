"""Whether an applicant is a person, a firm, a university, an institute, a hospital or another body."""

from __future__ import annotations

import enum
import re

from zhiyun.ip.applicants.latin import ORGANISATION_WORDS, kind_by_other_letters, words_of
from zhiyun.ip.applicants.written import HAN, LONGEST, clean, is_chinese

KIND_RULES = 2
"""Raised when a name is told otherwise: what is kept of the answers is worked out anew."""


class Kind(enum.Enum):
    """What an applicant is."""

    PERSON = "个人"
    COMPANY = "企业"
    UNIVERSITY = "高校"
    INSTITUTE = "科研单位"
    HOSPITAL = "医疗机构"
    OTHER = "其他组织"


_END = r"(?:\(.*\))?$"
_CHINESE = (
    (Kind.COMPANY, re.compile(r"公司|会社|合伙企业|合作社|集团(?:\(.*\))?$")),
    (Kind.HOSPITAL, re.compile(r"医院|卫生院|诊所|保健院|防治院|卫生服务中心|疾病预防控制中心")),
    (
        Kind.INSTITUTE,
        re.compile(
            r"(?:研究院|研究所|科学院|研究中心|实验室|设计院|勘察院|农科院|研究总院|工程院|研究会|研究室|试验站|测试中心|技术中心"
            r"|科学中心|研发中心|创新中心|监测站|推广站|推广中心|检测中心|第.{1,6}[所院])" + _END
        ),
    ),
    (Kind.UNIVERSITY, re.compile(r"大学(?!生)|(?<!科)学院|学校|中学|小学|幼儿园|专科|技校|校区")),
    (
        Kind.COMPANY,
        re.compile(
            r"(?:厂|店|行|社|部|吧|农场|牧场|林场|养殖场|果园|矿|银行|经营部|工作室|事务所|商行|门市|作坊|加工点|基地|酒店|企业|实业"
            r"|电站|种植园)" + _END
        ),
    ),
    (
        Kind.OTHER,
        re.compile(
            r"(?:局|处|署|委|委员会|政府|协会|学会|基金会|联合会|商会|中心|部队|站|所|院|团|大队|支队|法人|机构|组织|联盟|办公室"
            r"|议会|理事会|军|总队|队|庭|馆)" + _END
        ),
    ),
)
_PERSON = re.compile(rf"[{HAN}]{{2,4}}")
_FOREIGN_PERSON = re.compile(rf"[A-Z{HAN}.·\-\s']+", re.I)
_INITIAL = re.compile(rf"[·.](?=[{HAN}])|^[A-Z][.·]", re.I)


def kind_of(name: str) -> Kind:
    """Tell what an applicant is by its name alone.

    A Chinese name of two to four characters that ends in no word for an organisation is a person's; so is a
    foreign one with a dot between its parts.
    """
    shown = clean(name)
    if len(shown) > LONGEST:
        return Kind.OTHER
    if not is_chinese(shown):
        words = words_of(shown)
        found = [ORGANISATION_WORDS[word] for word in words if word in ORGANISATION_WORDS]
        if found:
            # A university's research corporation is the university's: the legal form tells least.
            return Kind(next((word for word in reversed(found) if word != Kind.COMPANY.value), found[-1]))
        if told := kind_by_other_letters(shown):
            return Kind(told)
        return Kind.PERSON if 2 <= len(words) <= 5 and not re.search(r"\d", shown) else Kind.COMPANY
    could_be_person = _PERSON.fullmatch(shown) is not None
    for kind, pattern in _CHINESE:
        found_at = pattern.search(shown)
        # 张学院 and 李政府 are nobody; but a name of three characters ending in 行 or 军 is a person's.
        if found_at and not (could_be_person and len(shown) <= 3 and len(found_at[0]) == 1):
            return kind
    if could_be_person or (_INITIAL.search(shown) and _FOREIGN_PERSON.fullmatch(shown)):
        return Kind.PERSON
    return Kind.COMPANY
