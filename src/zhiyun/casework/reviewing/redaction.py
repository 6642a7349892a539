"""What a blind expert may read of an application: its sealed words without whom they are of.

Left out wholly: particulars with names, addresses and contacts, credit codes, the district, file names and files.
In what remains, texts the applicant typed, every name, code, address, number and link that leads to somebody is
replaced; a text that is nothing but such a name becomes its placeholder and never falls back to the original.

Names are the registered one, former ones, what the texts themselves define as a short or other name, and each of them
without city, district, legal form and trade. A nickname nobody wrote down is known to no list: `checking_blind` says
what is left to a person's eye.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from zhiyun.casework.districts import DISTRICTS

APPLICANT = "【申报单位】"
PARTNER = "【共建单位%d】"
CONTACT = "【联系方式】"
CODE = "【代码】"
SHORTEST_NAME = 2
GENERAL = frozenset(
    {
        "知识产权",
        "知识产权运营",
        "运营中心",
        "知识产权运营中心",
        "中心",
        "平台",
        "公司",
        "本单位",
        "我单位",
        "甲方",
        "乙方",
        "本中心",
    }
)
"""Words that name a kind of thing and nobody: a text in which they were swept could not be read any more."""

_CITY = re.compile(r"^(?:中国)?(?:重庆市?|演示市?|[\u4e00-\u9fff]{2,4}省(?:[\u4e00-\u9fff]{2,4}市)?)?")
_DISTRICT = re.compile(
    "^(?:"
    + "|".join(re.escape(each) for full in DISTRICTS for each in (full, full[:-1]) if len(each) > 1)
    + ")"
)
_DEFINED = re.compile(
    r"(?:曾用名|原名称?|更名前(?:名称)?|以下简称|下称|简称|又称|俗称|英文名称?|品牌名?)(?:为|是|叫|：|:)?\s*"
    r"(?:[“\"「『《]([^”\"」』》]{2,40})[”\"」』》]|([A-Za-z0-9\u4e00-\u9fff·]{2,20})(?=[，。；、）),.;]|$))"
)
"""Where a text says itself what else somebody is called."""
_LEGAL_FORM = re.compile(
    r"(?:（[^）]*）|\([^)]*\))|(?:股份有限公司|有限责任公司|有限公司|集团公司|集团|公司|研究院|研究所|中心|事务所|合伙企业)$"
)
_TRADE = re.compile(
    r"(?:知识产权|专利|技术转移|技术转化|科技成果转化|成果转化|科技|信息|产业|运营|交易|导航|服务|管理|咨询|代理|投资|发展|智能|装备|生物|医药|汽车)+$"
)
_PATTERNS = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), CONTACT),
    (re.compile(r"(?:https?://|www\.)[^\s，。；、）)]+", re.IGNORECASE), CONTACT),
    (re.compile(r"(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Za-z])"), CODE),
    (re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d{9}(?!\d)"), CONTACT),
    (re.compile(r"(?<!\d)(?:0\d{2,3}[- ]?)?\d{7,8}(?!\d)(?=[^\d元万亿件年]|$)"), CONTACT),
)


def redacted(*, snapshot: Mapping[str, Any], former: Iterable[str] = ()) -> dict[str, Any]:
    """Give a snapshot as a blind expert may see it: the same parts, without whom it is of.

    ``former`` are other names the applicant has or had, as the office's own file tells them.
    """
    swap = Swap(snapshot, former)
    particulars = snapshot.get("particulars", {})
    return {
        "schema": snapshot["schema"],
        "applicant": {"name": APPLICANT, "credit_code": "", "district": ""},
        "call": dict(snapshot["call"]),
        "particulars": {
            "summary": swap.text(str(particulars.get("summary") or "")),
            "asked_fen": particulars.get("asked_fen"),
        },
        "facts": {name: dict(told) for name, told in snapshot.get("facts", {}).items()},
        "narratives": {name: swap.text(words) for name, words in snapshot.get("narratives", {}).items()},
        "roster": [
            {**line, "code": f"P{number:03d}", "post": swap.text(str(line.get("post", "")))}
            for number, line in enumerate(snapshot.get("roster", []), 1)
        ],
        "budget": [
            {**line, "purpose": swap.text(str(line.get("purpose", "")))}
            for line in snapshot.get("budget", [])
        ],
        "co_builders": [
            {
                "line": line.get("line"),
                "name": PARTNER % number,
                "credit_code": "",
                "duties": swap.text(str(line.get("duties", ""))),
            }
            for number, line in enumerate(snapshot.get("co_builders", []), 1)
        ],
        "deals": [],
        "papers": [
            {
                "paper": paper["paper"],
                "title": f"材料{number}",
                "version": paper["version"],
                "name": "",
                "kind": paper["kind"],
                "size": 0,
                "sm3": "",
                "uses": list(paper["uses"]),
            }
            for number, paper in enumerate(snapshot.get("papers", []), 1)
        ],
    }


def texts(*, snapshot: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give every text an applicant typed that a blind expert reads, with the name of its place."""
    yield "summary", str(snapshot.get("particulars", {}).get("summary") or "")
    yield from ((name, str(words)) for name, words in snapshot.get("narratives", {}).items())
    for part, field in (("roster", "post"), ("budget", "purpose"), ("co_builders", "duties")):
        yield from ((part, str(line.get(field, ""))) for line in snapshot.get(part, []))


class Swap:
    """Replaces in texts what names somebody, the longest names first; counts how often it did, by what it replaced."""

    def __init__(self, snapshot: Mapping[str, Any], former: Iterable[str] = ()) -> None:
        applicant, told = snapshot["applicant"], snapshot.get("particulars", {})
        self.counts: Counter[str] = Counter()
        defined = [name for _place, text in texts(snapshot=snapshot) for name in _defined(text)]
        own = [str(applicant["name"]), *former]
        names = [(name, APPLICANT) for each in own for name in _names(each)]
        names += [(name, APPLICANT) for name in defined if name not in GENERAL]
        for number, line in enumerate(snapshot.get("co_builders", []), 1):
            names += [(name, PARTNER % number) for name in _names(str(line.get("name", "")))]
            names.append((str(line.get("credit_code", "")), CODE))
        names.append((str(applicant.get("credit_code", "")), CODE))
        names += [(str(told.get(name) or ""), CONTACT) for name in ("address", "contact_name")]
        names += [(str(told.get(name) or ""), CONTACT) for name in ("contact_phone", "contact_email")]
        known = {name: by for name, by in reversed(names) if len(name.strip()) >= SHORTEST_NAME}
        self._by_name = dict(sorted(known.items(), key=lambda pair: -len(pair[0])))
        self.sought = tuple(name for name, by in self._by_name.items() if by == APPLICANT)
        self._names = re.compile("|".join(map(_spaced, self._by_name)) or "(?!)", re.IGNORECASE)
        self._plain = {_plain(name): by for name, by in self._by_name.items()}

    def text(self, text: str) -> str:
        """Give a text without names, codes, contacts and links."""
        for pattern, instead in _PATTERNS:
            text, times = pattern.subn(instead, text)
            self.counts[instead] += times
        return self._names.sub(self._swapped, text)

    def _swapped(self, found: re.Match[str]) -> str:
        self.counts[found[0]] += 1
        return self._plain[_plain(found[0])]


def _defined(text: str) -> Iterator[str]:
    for found in _DEFINED.finditer(text):
        yield (found[1] or found[2]).strip()


def _names(name: str) -> Iterator[str]:
    """Give a body's name, and what people call it for short: without city, district, legal form and trade."""
    yield name
    short = _LEGAL_FORM.sub("", name)
    local = _CITY.sub("", short)
    nearer = _DISTRICT.sub("", local)
    for each in (short, local, nearer, _TRADE.sub("", local), _TRADE.sub("", nearer)):
        if len(each) >= SHORTEST_NAME and each not in GENERAL:
            yield each


def _spaced(name: str) -> str:
    """A pattern for a name, however blanks are strewn into it."""
    return r"\s*".join(re.escape(sign) for sign in "".join(name.split()))


def _plain(text: str) -> str:
    return "".join(text.split()).lower()
