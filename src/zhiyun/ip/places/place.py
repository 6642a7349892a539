"""Reading an address from its head: province, city, district, and why there is none."""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from zhiyun.ip.places.countries import COUNTRIES
from zhiyun.ip.places.gazetteer import MUNICIPALITIES, WITHOUT_DISTRICTS, gazetteer, said_in_english, short

FARTHEST = 12
"""How many characters after the city a district may still be named; later ones name roads and buildings."""
LONGEST = 200
"""Where a place lies is said at the head of its address."""
BEYOND = ("71", "81", "82")
_ZONE = re.compile(
    r"开发区|高新|经开区|新区|园区|保税|科学城|示范区|合作区|管理区|产业集聚区|经济区|自贸区|工业区|度假区|软件园"
)
_ROAD = re.compile(r"(?:[东西南北中]?[一二三四五六七八九十]?(?:路|街|大道|巷|道))")
_LIES_IN = re.compile(r"(?:经济|经开|高新|开发|科学|工业|新城|新区|科技|产业)")


class Unsaid(enum.Enum):
    """Why an address has no district."""

    EMPTY = "没有地址"
    FOREIGN = "境外地址"
    BEYOND = "港澳台地址只认到地区"
    UNKNOWN = "地址开头不是认识的省市"
    CITY_NOT_SAID = "地址没有写到市"
    NOT_SAID = "地址没有写到区县"
    ZONE = "开发区、新区不是行政区划，可能跨区"
    DIVIDED = "原区县已经撤销，分入几个区县"
    WITHOUT_DISTRICTS = "该市不设区县"


@dataclass(frozen=True, slots=True)
class Place:
    """Codes of GB/T 2260 in six digits, empty where the address does not say; ``because`` tells why there is no district.

    A municipality is its own city: 500100 or 500200 for Chongqing, as its district says.
    """

    province: str = ""
    city: str = ""
    district: str = ""
    because: Unsaid | None = None


def place(address: str) -> Place:
    """Read an address, with or without a postcode before it. Refuses nothing: what it does not know stays empty."""
    text, had_postcode = _plain(address)
    if not text:
        return Place(because=Unsaid.EMPTY)
    if not had_postcode and text.startswith(COUNTRIES):
        return Place(because=Unsaid.FOREIGN)
    province, rest = _province(text)
    if not province:
        return Place(because=Unsaid.UNKNOWN)
    if province.startswith(BEYOND):
        return Place(province, because=Unsaid.BEYOND)
    if province.startswith(MUNICIPALITIES):
        return _in_city(province, province[:2] + "0100", gazetteer().districts[province[:2]], rest)
    return _in_province(province, rest)


def beyond_city(region: str) -> str:
    """Give what the name of a region says besides its province and city: 两江新区 of 重庆市两江新区, nothing of 重庆市."""
    rest, _had_postcode = _plain(region)
    while name := max(_at_head(gazetteer().provinces, rest), _at_head(_everywhere(), rest), key=len):
        rest = rest.removeprefix(name)
    return rest if len(rest) > 1 else ""


def divided(region: str) -> tuple[str, tuple[str, ...]]:
    """Part the name of a region: the code of its smallest division, empty where it names none, and what it says besides.

    重庆市渝北区龙溪街道 is 500112 and 龙溪街道; 重庆市两江新区 is 500000 and 两江新区. A municipality's districts and
    its counties stand under different cities, so its own code is its province's. Yubei District, Chongqing is 500112.
    """
    placed, _alone = said_in_english()
    if code := placed.get(region.strip().casefold()):
        return code, ()
    found = place(region)
    city = "" if found.province.startswith(MUNICIPALITIES) else found.city
    code = found.district or city or found.province
    text, _had_postcode = _plain(region)
    named = _names_of(found.district) if found.district else ()
    name = max((each for each in named if each in text), key=len, default="")
    before, _, after = text.partition(name) if name else (text, "", "")
    return code, tuple(each for each in (beyond_city(before), after) if code and len(each) > 1)


def named_so(name: str) -> tuple[str, ...]:
    """Give the codes of all districts that are called by a name which does not say where they are: 渝北区, 江北区.

    In English those of Chongqing: Yubei, Yubei District.
    """
    _placed, alone = said_in_english()
    if code := alone.get(name.strip().casefold()):
        return (code,)
    return tuple(sorted({named[name] for named in gazetteer().districts.values() if named.get(name)}))


def _names_of(district: str) -> tuple[str, ...]:
    """Give all names of a district, its former ones as well."""
    named = gazetteer().districts.get(
        district[:2] if district.startswith(MUNICIPALITIES) else district[:4], {}
    )
    return tuple(name for name, code in named.items() if code == district)


def _plain(address: str) -> tuple[str, bool]:
    """Give an address in one writing without its postcode and the country, and whether a postcode was there."""
    text = unicodedata.normalize("NFKC", address[:LONGEST])
    text = re.sub(r"[\s,，、;；]", "", text)
    without = re.sub(r"^\d{6}", "", text)
    return re.sub(r"^(?:中国|中华人民共和国)", "", without), without != text


def _province(text: str) -> tuple[str, str]:
    """Find the province and what follows it, or the province of a city or county named at once."""
    known = gazetteer()
    cities = _everywhere()
    if city := _at_head(cities, text, whole=True):
        return cities[city][:2] + "0000", text
    if name := _at_head(known.provinces, text):
        rest = text.removeprefix(name)
        province = known.provinces[name]
        repeated = _at_head(known.provinces, rest)
        is_city = _at_head(known.cities.get(province[:2], {}), rest, whole=True)  # 吉林省吉林市
        if repeated and known.provinces[repeated] == province and not is_city:
            rest = rest.removeprefix(repeated)
        return province, rest
    if city := _at_head(cities, text):
        return cities[city][:2] + "0000", text
    counties = {
        code
        for named in known.districts.values()
        if (name := _at_head(named, text)) and name.endswith(("市", "县")) and (code := named[name])
    }
    return (counties.pop()[:2] + "0000", text) if len(counties) == 1 else ("", text)


@cache
def _everywhere() -> Mapping[str, str]:
    return gazetteer().everywhere()


def _in_province(province: str, rest: str) -> Place:
    cities = gazetteer().cities.get(province[:2], {})
    if name := _at_head(cities, rest):
        city = cities[name]
        rest = rest.removeprefix(name).removeprefix(name)
        if city in WITHOUT_DISTRICTS:
            return Place(province, city, because=Unsaid.WITHOUT_DISTRICTS)
        return _in_city(province, city, gazetteer().districts.get(city[:4], {}), rest)
    found = {
        code
        for prefix, named in gazetteer().districts.items()
        if prefix.startswith(province[:2])
        and (name := _at_head(named, rest) or _zone_of(named, rest))
        and (code := named[name])
    }
    if len(found) == 1:
        district = found.pop()
        return Place(province, _city_of(district), district)
    return Place(province, because=Unsaid.CITY_NOT_SAID)


def _in_city(province: str, city: str, named: Mapping[str, str], rest: str) -> Place:
    name = _named_within(named, rest)
    if name and named[name]:
        return Place(province, _city_of(named[name]), named[name])
    if name:
        return Place(province, city, because=Unsaid.DIVIDED)
    return Place(
        province, city, because=Unsaid.ZONE if _ZONE.search(rest[: FARTHEST * 2]) else Unsaid.NOT_SAID
    )


def _named_within(named: Mapping[str, str], rest: str) -> str:
    """Find the district: at the head, or soon after a zone or a town; short only where its zone is named."""
    if name := _at_head(named, rest, whole=True):
        return name
    for start in range(1, min(FARTHEST, len(rest))):
        name = _at_head(named, rest[start:], whole=True)
        if len(name) >= 3:
            return name
    return _zone_of(named, rest)


def _zone_of(named: Mapping[str, str], rest: str) -> str:
    """Find the district after which the zone at the head is named: 江宁经济技术开发区 lies in 江宁区."""
    for name in named:
        own = short(name)
        if len(own) >= 2 and rest.startswith(own) and _LIES_IN.match(rest.removeprefix(own)):
            return name
    return ""


def _city_of(district: str) -> str:
    """Give the city of a district; a county that stands directly under its province is its own city."""
    return district if district[2:4] == "90" else district[:4] + "00"


def _at_head(named: Mapping[str, str], text: str, *, whole: bool = False) -> str:
    """Give the longest name that the text begins with; a short one not where a road is named after it."""
    for length in range(min(12, len(text)), 1, -1):
        name = text[:length]
        if name in named:
            if short(name) == name and (whole or _ROAD.match(text[length:])):
                continue
            return name
    return ""
