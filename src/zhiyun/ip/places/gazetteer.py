"""The divisions of the country by name: as they are called, as they are written short, as they were called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from zhiyun.ip import tables
from zhiyun.ip.tables import Edition

CHONGQING = "50"
MUNICIPALITIES = ("11", "12", "31", "50")
WITHOUT_DISTRICTS = ("441900", "442000", "460400", "620200")
"""东莞、中山、儋州、嘉峪关: cities that are divided into towns only."""
_PSEUDO = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
_PEOPLES = (
    "壮族|回族|维吾尔|满族|(?<!内)蒙古族?|苗族|侗族|瑶族|土家族|彝族|藏族|羌族|布依族|白族|傣族|景颇族|傈僳族|哈尼族|纳西族|拉祜族|佤族"
    "|布朗族|独龙族|怒族|普米族|仡佬族|水族|畲族|黎族|朝鲜族|达斡尔族|鄂温克族|哈萨克|柯尔克孜|锡伯|塔吉克|撒拉族|土族|保安族"
    "|东乡族|裕固族|仫佬族|毛南族|各族|多民族"
)
_AUTONOMOUS = re.compile(rf"(?:{_PEOPLES})+自治(区|州|县|旗)$")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names to codes of six digits: provinces and cities whole and short, districts by their city's four digits
    (a municipality's two).

    A former name whose land went to several districts has an empty code.
    """

    provinces: Mapping[str, str]
    cities: Mapping[str, Mapping[str, str]]
    districts: Mapping[str, Mapping[str, str]]

    def everywhere(self) -> Mapping[str, str]:
        """Give the cities of the whole country, without those named as a province is: 吉林."""
        return {
            name: code
            for named in self.cities.values()
            for name, code in named.items()
            if name not in self.provinces
        }


@cache
def gazetteer() -> Gazetteer:
    """Read the shipped tables once."""
    names = _names()
    provinces: dict[str, str] = {}
    cities: dict[str, dict[str, str]] = {}
    districts: dict[str, dict[str, str]] = {}
    for code, name in names.items():
        if code.endswith("0000"):
            provinces |= {name: code, short(name): code}
        elif code.endswith("00") and name not in _PSEUDO:
            cities.setdefault(code[:2], {}).update({name: code, short(name): code})
        elif not code.endswith("00"):
            districts.setdefault(_city_part(code), {})[name] = code
    for city, named in districts.items():
        _add_other_names(named, cities.get(city[:2], {}))
    _add_former(cities, districts)
    return Gazetteer(provinces, cities, districts)


def _city_part(code: str) -> str:
    """Give the digits that districts of one city share; a municipality's share those of their province."""
    return code[:2] if code.startswith(MUNICIPALITIES) else code[:4]


def name_of(code: str) -> str:
    """Name a province, city or district; empty for a code that is none, or names no place of its own."""
    name = _names().get(code, "")
    return "" if name in _PSEUDO else name


def english_name_of(code: str) -> str:
    """Name a province, or a district or county of Chongqing, in English; empty for any other code."""
    return _english_names().get(code, "")


@cache
def said_in_english() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Give codes by English names in small letters: those that say where they are, and those that do not.

    A district is called with its last word and without: yubei district, chongqing and yubei, chongqing. Alone it may be
    another place: wuxi is a county here, and a city elsewhere.
    """
    placed: dict[str, str] = {}
    alone: dict[str, str] = {}
    for code, name in _english_names().items():
        if code.endswith("0000"):
            placed[name.casefold()] = code
            continue
        own = re.sub(r" (?:\w+ (?:and \w+ )?Autonomous County|County|District)$", "", name)
        above = _english_names()[f"{code[:2]}0000"]
        alone |= {each.casefold(): code for each in (own, name)}
        placed |= {f"{each}, {above}".casefold(): code for each in (own, name)}
    return placed, alone


def chongqing_districts() -> Mapping[str, str]:
    """Give Chongqing's 38 districts and counties, code to name."""
    return {
        code: name
        for code, name in _names().items()
        if code.startswith(CHONGQING) and not code.endswith("00")
    }


def edition() -> Edition:
    """Say whose table of divisions answers."""
    return _divisions().edition


def short(name: str) -> str:
    """Drop what a place is from its name: 内蒙古自治区 is 内蒙古, 延边朝鲜族自治州 延边, 温州市 温州."""
    own = _AUTONOMOUS.sub("", name)
    if own != name:
        return own
    return re.sub(r"(?:特别行政区|自治区|省|地区|盟|市|新区|林区|区|县|旗)$", "", name)


def _add_other_names(named: dict[str, str], cities: Mapping[str, str]) -> None:
    """Add 石柱县 for 石柱土家族自治县, and the county or city that a district was before its name's last word changed."""
    for name, code in tuple(named.items()):
        autonomous = _AUTONOMOUS.search(name)
        own = short(name)
        if autonomous:
            named.setdefault(own + autonomous[1], code)
        for word in ("县", "市", "区") if len(own) >= 2 else ():
            if own + word not in cities:  # 新乡市 is no former name of 新乡县
                named.setdefault(own + word, code)


def _add_former(cities: dict[str, dict[str, str]], districts: dict[str, dict[str, str]]) -> None:
    table = tables.shipped("zhiyun.ip.places", "former.csv", ("province", "city", "former", "code"))
    for _, row in table.rows:
        province, code = row["province"][:2], row["code"]
        if not row["former"]:
            cities[province][row["city"]] = code
            continue
        for prefix in _prefixes(cities.get(province, {}), districts, province, row["city"]):
            districts[prefix].setdefault(row["former"], code)
        if code and row["city"] and row["city"] not in cities[province]:
            districts.setdefault(code[:4], {}).setdefault(row["former"], code)


def _prefixes(
    cities: Mapping[str, str], districts: Mapping[str, object], province: str, city: str
) -> tuple[str, ...]:
    if city:
        return (cities[city][:4],) if city in cities and cities[city][:4] in districts else ()
    return tuple(prefix for prefix in districts if prefix.startswith(province))


@cache
def _names() -> Mapping[str, str]:
    return {row["code"]: row["name"] for _, row in _divisions().rows}


@cache
def _divisions() -> tables.Table:
    return tables.shipped("zhiyun.ip.places", "divisions.csv", ("code", "name"))


@cache
def _english_names() -> Mapping[str, str]:
    table = tables.shipped("zhiyun.ip.places", "english_names.csv", ("code", "name_en"))
    return {row["code"]: row["name_en"] for _, row in table.rows}
