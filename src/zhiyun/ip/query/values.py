"""Reads one value as its field asks: a day, a number, a class, a code."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final

from zhiyun.ip.applicants import Kind
from zhiyun.ip.patent import Right
from zhiyun.ip.query import symbols
from zhiyun.ip.query.faults import SHORTEST_BEGINNING, Unreadable, cut
from zhiyun.ip.query.fields import Field, Sort
from zhiyun.ip.query.tree import Classed, ClassedBetween, Coded, Dated, Query, Text
from zhiyun.kernel.said import Named, Said, word

OFFICES: Final[Mapping[str, str]] = {
    "中国": "CN", "美国": "US", "日本": "JP", "韩国": "KR", "欧洲": "EP", "欧洲专利局": "EP", "德国": "DE",
    "法国": "FR", "英国": "GB", "俄罗斯": "RU", "印度": "IN", "加拿大": "CA", "澳大利亚": "AU", "国际": "WO",
    "PCT": "WO", "世界知识产权组织": "WO", "台湾": "TW", "中国台湾": "TW", "香港": "HK", "中国香港": "HK",
}  # fmt: skip
TYPES: Final[Mapping[str, str]] = {
    "发明": "发明", "INVENTION": "发明", "发明专利": "发明",
    "发明申请": "发明申请", "发明公布": "发明申请", "APPLICATION": "发明申请",
    "发明授权": "发明授权", "GRANT": "发明授权",
    "实用新型": "实用新型", "UTILITY": "实用新型", "UTILITY_MODEL": "实用新型", "新型": "实用新型",
    "外观设计": "外观设计", "DESIGN": "外观设计", "外观": "外观设计",
    "1": "发明", "2": "实用新型", "3": "外观设计",
}  # fmt: skip
assert {right.value for right in Right} <= set(TYPES.values())
APPLICANT_KINDS: Final[Mapping[str, str]] = {
    "企业": "企业", "COMPANY": "企业", "公司": "企业", "CORPORATION": "企业", "FIRM": "企业",
    "高校": "高校", "UNIVERSITY": "高校", "院校": "高校", "大专院校": "高校", "大学": "高校", "学校": "高校",
    "科研单位": "科研单位", "INSTITUTE": "科研单位", "科研院所": "科研单位", "科研机构": "科研单位", "研究机构": "科研单位",
    "医疗机构": "医疗机构", "HOSPITAL": "医疗机构", "医院": "医疗机构",
    "个人": "个人", "PERSON": "个人", "INDIVIDUAL": "个人", "自然人": "个人",
    "其他组织": "其他组织", "OTHER": "其他组织", "其他": "其他组织", "机关团体": "其他组织", "政府机构": "其他组织",
}  # fmt: skip
"""What people call a kind of applicant, the first English word of each being the one that is written."""
assert set(APPLICANT_KINDS.values()) == {kind.value for kind in Kind}
CHOSEN_FROM: Final[Mapping[Field, Mapping[str, str]]] = {
    Field.TYPE: TYPES,
    Field.APPLICANT_KIND: APPLICANT_KINDS,
}
"""Fields that have few values, by every name of each."""

_BETWEEN: Final = re.compile(r"\s*(?::|~|～|至|到|\.\.|\bTO\b)\s*", re.IGNORECASE)
_DAY: Final = re.compile(r"(\d{4})(?:[-./年]?(\d{1,2})(?:[-./月]?(\d{1,2})日?|月)?|年)?")
_DAYS: Final = re.compile(
    r"(?P<first>(?:\d{2}){2,4}|\d{4}[./]\d{1,2}(?:[./]\d{1,2})?)\s*-\s*(?P<last>(?:\d{2}){2,4}|\d{4}[./]\d{1,2}(?:[./]\d{1,2})?)"
)
"""A period with a hyphen between its ends; 2019-03 is a month, for 03 is no year."""
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_COMPACT: Final = re.compile(r"[\s.\-/,]")
_NUMBER: Final = re.compile(r"[A-Z]{0,3}\d[0-9A-Z]*")
_BEGINS_OF_NUMBER: Final = 4


def read(field: Field, text: str, relation: str) -> Query:
    """Read a value of ``field``; raises `Unreadable` with what would mend it."""
    if relation not in ("=", ":") and field.sort is not Sort.DATE:
        raise Unreadable(
            Said("「%(field)s」不比大小，请用等号；只有日期可以写大于、小于", field=word(field.label))
        )
    return _READERS[field.sort](field, text.strip(), relation)


def _text(field: Field, text: str, _relation: str) -> Query:
    said, is_beginning = _beginning(text)
    if not any(map(str.isalnum, said)):
        raise Unreadable(Said("「%(text)s」里没有可检索的字，请写出要找的词", text=cut(text)))
    return Text(field, " ".join(said.split()), is_beginning)


def _beginning(text: str) -> tuple[str, bool]:
    """Divide a value from the ``*`` at its end."""
    if len(text) > 2 and text.startswith("/") and text.endswith("/"):
        raise Unreadable(Said("不提供正则表达式，请改用词尾的 *，或者用 OR 列出几个词"))
    if text.startswith("*"):
        raise Unreadable(
            Said(
                "「%(text)s」：* 不是“并且”，请写 AND 或者 OR；截词的 * 只写在词尾，如 batter*",
                text=cut(text),
            )
        )
    if text.endswith("*"):
        text, is_beginning = text.rstrip("*"), True
    else:
        is_beginning = False
    if "*" in text or "?" in text:
        raise Unreadable(
            Said("「%(text)s」：只能在词尾用 *，请把中间的 * 和 ? 去掉，或者用 OR 列出", text=cut(text))
        )
    last = re.split(r"[\W_]+", text)[-1]
    if is_beginning and len(last) < SHORTEST_BEGINNING:
        raise Unreadable(
            Said("「%(text)s*」太宽：* 前面至少%(least)s个字", text=cut(text), least=SHORTEST_BEGINNING)
        )
    return text, is_beginning


def _coded(field: Field, text: str, _relation: str) -> Query:
    value, is_beginning = _beginning(text)
    upper = value.upper().replace(" ", "_")
    if field in CHOSEN_FROM:
        return Coded(field, _one_of(field, upper, text))
    if field is Field.OFFICE:
        value = OFFICES.get(value.upper(), value.upper())
        if not re.fullmatch(r"[A-Z]{2}", value):
            raise Unreadable(Said("「%(text)s」不是国别，请写两个字母，如 CN、US、EP、WO", text=cut(text)))
        return Coded(field, value)
    if field is Field.KIND and not re.fullmatch(r"[A-Z]\d?", value.upper()):
        raise Unreadable(Said("「%(text)s」不是文献种类，请写如 A、B、U、S、B2", text=cut(text)))
    if field is Field.LOCARNO:
        return _locarno(value)
    if not any(map(str.isalnum, value)):
        raise Unreadable(Said("「%(text)s」里没有可检索的字，请写出要找的词", text=cut(text)))
    value = value.upper() if field in (Field.KIND, Field.FAMILY) else value
    return Coded(field, " ".join(value.split()), is_beginning)


def _one_of(field: Field, name: str, text: str) -> str:
    values = CHOSEN_FROM[field]
    if name not in values:
        kinds = tuple(Named("", value, in_english(field, value)) for value in dict.fromkeys(values.values()))
        raise Unreadable(Said("没有「%(text)s」这种类型，请从%(kinds)s中选", text=cut(text), kinds=kinds))
    return values[name]


def in_english(field: Field, value: str) -> str:
    """Give the English word for a value of a field that has few, as a query takes it; another value as it is."""
    names = CHOSEN_FROM.get(field, {})
    return next((name for name, means in names.items() if means == value and name.isascii()), value)


def applicant_kind(name: str) -> str:
    """Give the kind of applicant (`ip.applicants.Kind`) that people call so, empty for none."""
    return APPLICANT_KINDS.get(name.upper(), "")


def _locarno(value: str) -> Query:
    found = re.fullmatch(r"(\d{1,2})(?:-(\d{1,2}))?", value)
    if not found:
        raise Unreadable(Said("「%(text)s」不是外观设计分类，请写如 12 或 12-08", text=cut(value)))
    if found[2]:
        return Coded(Field.LOCARNO, f"{int(found[1]):02d}-{int(found[2]):02d}")
    return Coded(Field.LOCARNO, f"{int(found[1]):02d}", is_beginning=True)


def _numbered(field: Field, text: str, _relation: str) -> Query:
    value, is_beginning = _beginning(re.sub(r"[%+]+$", "*", text))
    compact = _COMPACT.sub("", value).upper().removeprefix("ZL")
    if field is Field.APPLICATION and _HAN.search(compact):
        raise Unreadable(Said("「%(text)s」不是申请号；要查申请人，请写 申请人=%(text)s", text=cut(text)))
    if not _NUMBER.fullmatch(compact) or not compact.isascii():
        raise Unreadable(
            Said("「%(text)s」不是号码，请写如 CN109996757A、201680087887.X 或 CN1099*", text=cut(text))
        )
    if len(compact) < _BEGINS_OF_NUMBER:
        raise Unreadable(
            Said("号码「%(text)s」太短，至少%(least)s位", text=cut(text), least=_BEGINS_OF_NUMBER)
        )
    return Coded(field, compact, is_beginning)


def _classed(field: Field, text: str, _relation: str) -> Query:
    ends = _ends_of_classes(text.strip("[]"))
    read = [symbols.symbol(end.rstrip("*+%")) for end in ends]
    if len(ends) > 2 or not all(read):
        raise Unreadable(
            Said("「%(text)s」不是分类号，请写如 H04L、H04L9/00，或者一段 H04L9/00:H04L9/40", text=cut(text))
        )
    if len(read) == 1:
        return Classed(field, read[0])
    if symbols.span(read[0])[0] > symbols.span(read[1])[1]:
        raise Unreadable(Said("分类号的起点「%(first)s」在终点「%(last)s」之后", first=read[0], last=read[1]))
    return ClassedBetween(field, read[0], read[1])


def _ends_of_classes(text: str) -> list[str]:
    """Part a stretch of classes, also at a hyphen, the second end perhaps without its subclass: H01M10/05-10/0587."""
    first, *more = _BETWEEN.split(text)
    if not more and symbols.symbol(text.partition("-")[0]):
        first, *more = text.split("-")
    subclass = first[:4]
    return [first, *(subclass + end if re.match(r"\d{1,4}/", end) else end for end in more)]


def _dated(field: Field, text: str, relation: str) -> Query:
    text = text.strip("[]")
    days = _DAYS.fullmatch(text)
    ends = [days["first"], days["last"]] if days else _BETWEEN.split(text)
    if len(ends) > 2 or not any(ends) or (len(ends) == 2 and relation not in ("=", ":")):
        raise _not_a_day(text)
    spans = [_span(end) if end else (None, None) for end in ends]
    if len(spans) == 2:
        first, before = spans[0][0], spans[1][1]
    else:
        first, before = _compared(spans[0][0], spans[0][1], relation)
    if first and before and first >= before:
        raise Unreadable(Said("日期的起点在终点之后：「%(text)s」，请对调", text=cut(text)))
    return Dated(field, first, before)


def _compared(first: date | None, before: date | None, relation: str) -> tuple[date | None, date | None]:
    if relation == ">":
        return before, None
    if relation == ">=":
        return first, None
    if relation == "<":
        return None, first
    if relation == "<=":
        return None, before
    return first, before


def _span(text: str) -> tuple[date, date]:
    """Give the first day of a year, month or day and the first day after it."""
    found = _DAY.fullmatch(text)
    if not found:
        raise _not_a_day(text)
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None, "the year is not optional"
    try:
        first = date(year, month or 1, day or 1)
        if day:
            return first, first + timedelta(days=1)
        if month:
            return first, date(year + month // 12, month % 12 + 1, 1)
        return first, date(year + 1, 1, 1)
    except (ValueError, OverflowError):
        raise _not_a_day(text) from None


def _not_a_day(text: str) -> Unreadable:
    return Unreadable(
        Said("「%(text)s」不是日期，请写如 2019、2019-03、2019-03-05，或者一段 2019:2021", text=cut(text))
    )


_READERS: Final[Mapping[Sort, Callable[[Field, str, str], Query]]] = {
    Sort.TEXT: _text,
    Sort.CODE: _coded,
    Sort.NUMBER: _numbered,
    Sort.CLASS: _classed,
    Sort.DATE: _dated,
}
