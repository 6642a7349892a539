"""Names in Chinese: legal forms, branches, campuses, and the places they begin with."""

from __future__ import annotations

import re
from functools import cache

from zhiyun.ip.places.gazetteer import gazetteer, short

_FORM = re.compile(
    r"(?:股份有限公司|有限责任公司|责任有限公司|有限公司|股份公司|总公司|有限责任合伙企业|有限合伙企业|合伙企业|公开股份公司"
    r"|简化股份公司|股份有限两合公司|两合公司|公司|株式会社|有限会社|合同会社|合资会社)$"
)
_OF_STATE = re.compile(
    r"^(?:株式会社|有限会社|合同会社|学校法人|国立大学法人|公立大学法人|独立行政法人|国立研究开发法人|一般财团法人|公益财团法人)"
)
_PARTNERS = re.compile(r"\((?:有限合伙|普通合伙|特殊普通合伙|有限公司|有限责任公司|个人独资|控股|筹|公司)\)$")
_BRANCH = re.compile(
    r"^(.+?(?:有限责任公司|股份有限公司|有限公司|股份公司|集团公司|总公司|(?<!分)公司))([^()].*)$"
)
_OWN_LEGAL_PERSON = re.compile(
    r"(?:有限公司|有限责任公司|股份公司|合伙企业|会社|两合公司|[市州县]公司)(?:\([^()]*\))?$"
)
_STATE_GROUP = re.compile(r"^中国(?!.*研究院).+(?:集团公司|集团有限公司|总公司)$")
_INSTITUTE = re.compile(r"(?:所|院|中心|分部)$")
_UNIVERSITY = re.compile(r"^(.{2,16}?大学)(?!生|城)(.*)$")
_CAMPUS = re.compile(
    r"^(?:\([^()]{2,4}\)|.{0,6}校区|.{0,6}研究生院|医学院|药学院|董事会|校董会|理事会|.{0,4}管理委员会|托管委员会|校?产学(?:协力|合作)团|注册基金会)$"
)
REGIONS = ("中国", "全国", "国家", "东北", "华北", "华东", "华中", "华南", "西北", "西南", "中南")
APART = frozenset({"中国石油大学", "中国地质大学", "中国矿业大学", "香港中文大学", "中国科学院大学"})
"""Universities whose seat in brackets tells one from another."""
_SECOND_NAME = re.compile(r"^(.{4,})\((原?)([^()]{5,})\)$")
_SEAT = re.compile(r"\([^()]{2,4}\)$")
_SAME_TITLE = ("吉林",)
"""A province and a city in it: without 省 and 市 one would be taken for the other."""


def whole(name: str) -> str:
    """Give the organisation that a branch or campus is of, as it writes itself, without its second name.

    A subsidiary is a person of its own and stays itself, and so does an institute of a central state group.
    """
    return _of_university(_of_company(_PARTNERS.sub("", second_name(name)[0])))


def core(name: str) -> str:
    """Give what tells one whole organisation from another: legal forms and titles of places are dropped."""
    telling = _without_form(_of_group(name))
    telling = _OF_STATE.sub("", telling) or telling
    telling = telling.replace("(集团)", "集团").replace("0", "〇").replace("零", "〇")
    return without_titles_of_places(re.sub(r"[-_,，.。\"'\s]", "", telling))


def second_name(name: str) -> tuple[str, str]:
    """Part a name from the other name that its owner bears, in brackets at its end; empty where there is none."""
    found = _SECOND_NAME.fullmatch(name)
    return (found[1], found[3]) if found else (name, "")


def _of_company(name: str) -> str:
    found = _BRANCH.fullmatch(name)
    if found is None or _OWN_LEGAL_PERSON.search(found[2]):
        # The seat may stand behind the legal form: 长江空间信息技术工程有限公司(武汉).
        return _SEAT.sub("", name) if re.search(r"公司\([^()]{2,4}\)$", name) else name
    if _STATE_GROUP.fullmatch(found[1]) and _INSTITUTE.search(found[2]):
        return found[1] + found[2]
    return found[1]


def _of_group(name: str) -> str:
    """Drop the legal form of a state group before its institute: it changed from 集团公司 to 集团有限公司."""
    found = _BRANCH.fullmatch(name)
    return _without_form(found[1]) + found[2] if found and _STATE_GROUP.fullmatch(found[1]) else name


def _of_university(name: str) -> str:
    found = _UNIVERSITY.fullmatch(name)
    if found is None or not _CAMPUS.fullmatch(found[2]):
        return name
    return name if found[1] in APART and found[2].startswith("(") else found[1]


def _without_form(name: str) -> str:
    """Drop the legal form, twice where two were put after each other; 集团 stays, for a group is not its parts."""
    shorter = name
    for _ in range(2):
        dropped = _FORM.sub("", shorter).rstrip(",，")
        if len(dropped) < 2:
            break
        shorter = dropped
    return shorter


def place_at_head(key: str) -> str:
    """Give the province or city that a key begins with, short as keys have it; empty where it begins with none."""
    return next((key[:length] for length in (4, 3, 2) if key[:length] in _places()), "")


def without_titles_of_places(name: str) -> str:
    """Write 重庆市某某 as 重庆某某, for firms leave the word out as they please; districts and counties keep theirs."""
    done = ""
    for titled in (_provinces(), _cities()):
        found = next((title for title in titled if name.startswith(title)), None)
        if found and len(name) - len(found) >= 2 and short(found) not in _SAME_TITLE:
            done, name = done + short(found), name.removeprefix(found)
    return done + name


@cache
def _places() -> frozenset[str]:
    known = (*gazetteer().provinces, *gazetteer().everywhere(), *REGIONS)
    return frozenset(name for name in known if short(name) == name)


@cache
def _provinces() -> tuple[str, ...]:
    return tuple(name for name in gazetteer().provinces if name.endswith(("省", "市")))


@cache
def _cities() -> tuple[str, ...]:
    return tuple(name for name in gazetteer().everywhere() if name.endswith("市"))
