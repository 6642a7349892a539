"""What a query can ask about, and every name that people who search patents give it."""

from __future__ import annotations

import difflib
import enum
import unicodedata
from functools import cache
from typing import Final

from zhiyun.kernel.said import Said, word

_LONGEST: Final = 30


class Sort(enum.Enum):
    """How the values of a field are read and compared."""

    TEXT = "text"
    CLASS = "class"
    NUMBER = "number"
    DATE = "date"
    CODE = "code"


class Field(enum.Enum):
    """A field: its code, its label, how its values are read, and the other names it answers to.

    ``CLASS`` is what figures count by: the IPC of a document, the CPC of one that has no IPC.
    """

    ANY = ("TAC", Said("全文"), Sort.TEXT, "ALL 标题摘要权利要求 标题/摘要/权利要求 关键词 KW TIABC TAC_ALL")
    TITLE_ABSTRACT = (
        "TA",
        Said("标题摘要"),
        Sort.TEXT,
        "TIAB TI_AB TIABS TI_ABS TA_ALL 标题和摘要 标题/摘要",
    )
    TITLE = ("TI", Said("标题"), Sort.TEXT, "TTL TITLE TI_ALL TTL_ALL 名称 题名 发明名称 专利名称")
    ABSTRACT = ("AB", Said("摘要"), Sort.TEXT, "ABST ABSTRACT AB_ALL ABST_ALL")
    CLAIMS = ("CL", Said("权利要求"), Sort.TEXT, "CLM CLMS CLAIM CLAIMS CLMS_ALL 权利要求书")
    APPLICANT = ("PA", Said("申请人"), Sort.TEXT, "AP APPLICANT ASSIGNEE 申请单位 申请(专利权)人")
    GROUP = ("GR", Said("申请人组"), Sort.CODE, "GROUP APPLICANT_GROUP 标准申请人 申请人归一")
    APPLICANT_KIND = (
        "AT",
        Said("申请人类型"),
        Sort.CODE,
        "APPLICANT_TYPE APPLICANT_KIND AP_TYPE APTYPE 申请人类别 申请(专利权)人类型 申请人性质",
    )
    OWNER = ("OW", Said("权利人"), Sort.TEXT, "OWNER ANC ANCS 专利权人 当前权利人 当前专利权人")
    INVENTOR = ("IN", Said("发明人"), Sort.TEXT, "INV INVENTOR AU 设计人 发明(设计)人")
    ADDRESS = ("ADR", Said("地址"), Sort.TEXT, "ADDR ADDRESS 申请人地址")
    REGION = ("RG", Said("地区"), Sort.CODE, "REGION 省市 省 省份 市 城市 区县 行政区划")
    OFFICE = (
        "CY",
        Said("国别"),
        Sort.CODE,
        "CC COUNTRY OFFICE AUTHORITY 国家 国家/地区 受理局 公开国别 公开国 公开国家",
    )
    TYPE = ("TYPE", Said("类型"), Sort.CODE, "PT 专利类型")
    KIND = ("KIND", Said("文献种类"), Sort.CODE, "KC 文献代码")
    STATUS = ("LS", Said("法律状态"), Sort.TEXT, "STATUS LEGAL_STATUS SSTATUS 状态 当前法律状态 简单法律状态")
    IPC = ("IPC", Said("国际分类"), Sort.CLASS, "IC IPC分类号 分类号 国际分类号")
    CPC = ("CPC", Said("联合分类"), Sort.CLASS, "CPC分类号 联合分类号")
    CLASS = ("CLASS", Said("分类"), Sort.CLASS, "IPC或CPC")
    LOCARNO = ("LOC", Said("外观分类"), Sort.CODE, "LOCARNO 洛迦诺 洛迦诺分类 外观设计分类")
    PUBLICATION = ("PN", Said("公开号"), Sort.NUMBER, "PBN PUB_NO 公告号 公开(公告)号 授权公告号 文献号")
    APPLICATION = ("AN", Said("申请号"), Sort.NUMBER, "APN APP_NO 专利号")
    CITES = ("CT", Said("引证"), Sort.NUMBER, "CITES CITED 引用 引证文献 引用文献")
    FAMILY = ("FM", Said("同族"), Sort.CODE, "FAMILY 同族号 简单同族")
    FILED = ("AD", Said("申请日"), Sort.DATE, "APD FILED 申请年 申请日期")
    PUBLISHED = ("PD", Said("公开日"), Sort.DATE, "PBD PUBLISHED 公告日 公开(公告)日 公开年 公开日期")
    GRANTED = ("GD", Said("授权日"), Sort.DATE, "GRANTED ISD 授权公告日 授权年")
    PRIORITY = ("PRD", Said("优先权日"), Sort.DATE, "PRIORITY 最早优先权日")

    def __init__(self, code: str, label: Said, sort: Sort, names: str) -> None:
        self.code = code
        self.label = label
        self.sort = sort
        self.names = (code, str(label), *names.split())


_NOT_HERE: Final = (
    ("主分类号 主分类 IPC主分类号 主IPC MIPC IPCM ICM IPC_MAIN MAIN_IPC", Said("这里的分类号不分主次，请写 国际分类=H01M")),
    ("说明书 说明书全文 DESC DES DESCRIPTION SPEC TACD TACD_ALL", Said("库里没有说明书，请写 全文=电池，查标题、摘要和权利要求")),
    ("代理机构 专利代理机构 代理人 专利代理人 AGC AGT AGENT ATC", Said("库里没有代理机构和代理人，不能按它查")),
    ("被引次数 被引证次数 被引用次数 引证次数 同族数 同族数量 权利要求数 权利要求数量 CTN", Said("不按数量查，请删去这一项")),
    ("优先权号 优先权 PR PRN PRIORITY_NUMBER", Said("库里没有优先权号，只有优先权日，请写 优先权日=2019")),
    ("UC UPC FI FTERM F_TERM ECLA", Said("库里没有这一种分类，请写 国际分类=H01M 或者 联合分类=H01M")),
)  # fmt: skip
"""What other systems ask by and we do not have, with what to ask instead."""


def not_here(name: str) -> Said | None:
    """Say what to write instead of a field that other systems have and we do not; None for any other name."""
    return _not_here().get(_plain(name))


@cache
def _not_here() -> dict[str, Said]:
    return {_plain(name): said for names, said in _NOT_HERE for name in names.split()}


def named(name: str) -> Field | None:
    """Give the field that ``name`` means, however it is written, or None."""
    return _by_name().get(_plain(name))


def near_names(name: str, most: int = 3) -> tuple[Said, ...]:
    """Give labels of the fields spelt most like ``name``, for somebody who mistyped."""
    alike = difflib.get_close_matches(_plain(name[:_LONGEST]), _by_name(), n=most, cutoff=0.5)
    fields = dict.fromkeys(_by_name()[each] for each in alike)
    return tuple(word(field.label) for field in fields)


@cache
def _by_name() -> dict[str, Field]:
    names = [(_plain(name), field) for field in Field for name in field.names]
    found = dict(names)
    assert len(found) == len(names), "a name means one field"
    return found


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).upper().replace(" ", "").replace("-", "_")
