"""What values of a facet are called on a screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from weakref import WeakKeyDictionary

from zhiyun.gateways.search_engine import Facet, Question, SearchEngine
from zhiyun.ip import applicants, classification
from zhiyun.ip import places as districts
from zhiyun.ip.query import Coded, Field
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Named, Said

_LOOKED_AT_FIRST: Final = 3
_LOOKED_AT: Final = 8
"""Documents of a group whose names are read to choose the one that is shown; the first few do if they bear one name."""
_REMEMBERED: Final[WeakKeyDictionary[SearchEngine, dict[tuple[str, str], str]]] = WeakKeyDictionary()
_MOST_REMEMBERED: Final = 5_000
KINDS: Final[Mapping[str, Said]] = {
    "A": Said("申请公布"),
    "B": Said("授权公告"),
    "C": Said("授权公告（2010年以前）"),
    "U": Said("实用新型公告"),
    "Y": Said("实用新型公告（2010年以前）"),
    "S": Said("外观设计公告"),
    "D": Said("外观设计公告（2010年以前）"),
}
"""Kind codes of the Chinese office; those of others are shown as printed."""
APPLICANT_KINDS: Final = {
    str(said): said
    for said in (
        Said("企业"),
        Said("高校"),
        Said("科研单位"),
        Said("医疗机构"),
        Said("个人"),
        Said("其他组织"),
    )
}
"""Kinds of applicants, by what the index keeps of them."""
assert set(APPLICANT_KINDS) == {kind.value for kind in applicants.Kind}
RIGHTS: Final = {str(said): said for said in (Said("发明"), Said("实用新型"), Said("外观设计"))}


def label(*, facet: Facet, value: str, language: str = "zh") -> str | Said:
    """Say what a value means, empty where it says so itself."""
    match facet:
        case Facet.PROVINCE | Facet.DISTRICT:
            named = place(code=value)
            return named.english or named.chinese if language == "en" else named.chinese
        case Facet.SUBCLASS:
            return class_title(symbol=value, language=language)
        case Facet.KIND:
            return KINDS.get(value, "")
        case Facet.RIGHT:
            return RIGHTS.get(value, "")
        case Facet.APPLICANT_KIND:
            return APPLICANT_KINDS.get(value, "")
        case _:
            return ""


def place(*, code: str) -> Named:
    """Name a division, a district with its city: 杭州市西湖区, 重庆市渝北区 or Yubei District, Chongqing."""
    name, english = districts.name_of(code), districts.english_name_of(code)
    if not name or code.endswith("0000"):
        return Named("", name, english)
    city = districts.name_of(f"{code[:4]}00") or districts.name_of(f"{code[:2]}0000")
    above = districts.english_name_of(f"{code[:2]}0000")
    return Named(
        "", name if code.endswith("00") else f"{city}{name}", f"{english}, {above}" if english else ""
    )


def class_title(*, symbol: str, language: str = "zh") -> str:
    """Give the title of a class, or that of the nearest one above which has any."""
    try:
        read = classification.symbol(symbol)
    except Refusal:
        return ""
    titles = classification.Titles.shipped()
    for each in (read, *reversed(read.ancestors())):
        if title := titles.title(each, language=language):
            return title
    return ""


def group_names(*, engine: SearchEngine, keys: Sequence[str]) -> Mapping[str, str]:
    """Name groups of applicants by the name that most of their documents bear; remembered until the index changes."""
    batch = engine.batch() if keys else ""
    remembered = _REMEMBERED.setdefault(engine, {})
    if len(remembered) > _MOST_REMEMBERED:
        remembered.clear()
    named: dict[str, str] = {}
    for key in keys:
        known = remembered.get((batch, key))
        named[key] = remembered[batch, key] = _group_name(engine, key) if known is None else known
    return named


def _group_name(engine: SearchEngine, key: str) -> str:
    """Look at a few documents of a group, and at more where those bear different names."""
    names: list[applicants.Group] = []
    for most in (_LOOKED_AT_FIRST, _LOOKED_AT):
        question = Question(query=Coded(Field.GROUP, key), most=most, is_explained=False)
        names = [
            applicants.group_of(name, apart=(key,))
            for hit in engine.search(question).hits
            for name, group in zip(hit.patent.applicants, hit.patent.applicant_groups, strict=False)
            if group == key
        ]
        if len(set(names)) == 1 and names[0].key == key:
            break
    shown = applicants.shown_names(names)
    # What was put under a group is shown by the group's own name, unless all that is looked at bears others.
    return shown.get(key) or next(iter(shown.values()), key)
