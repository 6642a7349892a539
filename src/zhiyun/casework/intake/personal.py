"""What must not come into a roster: names, identity numbers, telephones and the like."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from zhiyun.gateways.tables import FaultList, Table
from zhiyun.kernel.said import Said

_HEADERS: Final = re.compile(
    r"姓名|名字|身份证|证件|护照|手机|电话|联系方式|联系人|出生|生日|住址|地址|邮箱|微信|银行卡|账号"
    r"|(?:^|[^a-z])(?:name|mobile|phone|e-?mail|birth(?:day|date)?|passport)(?:$|[^a-z])",
    re.IGNORECASE,
)
_NUMBERS: Final = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15}|1[3-9]\d{9})(?![\dXx])", re.ASCII)
_MAIL: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_CODE: Final = re.compile(r"(?=[^\d]*\d)[A-Za-z0-9][A-Za-z0-9_-]{0,19}", re.ASCII)

CODES_ONLY: Final = Said("名册只收人员代码，不收姓名、证件号和联系方式")


def note_columns(*, table: Table, faults: FaultList) -> None:
    """Note every column that holds personal particulars, by its header."""
    for header in table.header:
        if _HEADERS.search(unicodedata.normalize("NFKC", header).replace(" ", "")):
            faults.about_file(
                table.source,
                Said("有「%(header)s」列；%(rule)s，请删去这一列后再试", header=header, rule=CODES_ONLY),
            )


def slip_of_code(*, code: str) -> Said | None:
    """Say what is wrong with a person's code; nothing when it is one that tells nobody who the person is."""
    if _NUMBERS.search(code):
        return Said("像是证件号或电话号码；%(rule)s，请另编代码，如 YY-001", rule=CODES_ONLY)
    if not _CODE.fullmatch(code):
        return Said(
            "不是人员代码；请用字母、数字和短横线另编代码（至少有一个数字，不超过 20 个字），如 YY-001，不要写姓名"
        )
    return None


def slip_of_words(*, words: str) -> Said | None:
    """Say what is wrong with free words beside a code; nothing when no number in them points to a person."""
    folded = unicodedata.normalize("NFKC", words)
    if _NUMBERS.search(folded) or _MAIL.search(folded):
        return Said("里有像证件号、电话或邮箱的内容；%(rule)s，请删去", rule=CODES_ONLY)
    return None
