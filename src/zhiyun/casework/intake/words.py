"""Columns with a closed set of words: kinds of operation, yes and no, currencies, other public money."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from zhiyun import law
from zhiyun.casework.intake.cells import Repeating, Slip, one_of, shown
from zhiyun.kernel.said import Said, word

_MORE_KINDS: Final = {
    "license": law.Kind.LICENCE,
    "securitization": law.Kind.SECURITISATION,
    "质押": law.Kind.PLEDGE,
    "知识产权质押融资": law.Kind.PLEDGE,
    "专利转让": law.Kind.TRANSFER,
    "专利许可": law.Kind.LICENCE,
    "交易": law.Kind.TRADE,
    "知识产权证券化": law.Kind.SECURITISATION,
    "知识产权保险": law.Kind.INSURANCE,
}
KINDS: Final = {kind.value: kind for kind in law.Kind} | {kind.words: kind for kind in law.Kind} | _MORE_KINDS

_YES: Final = ("是", "yes", "y", "true", "1", "关联")
_NO: Final = ("否", "no", "n", "false", "0", "非关联", "不关联")
_UNKNOWN: Final = ("不详", "未知", "不清楚")
YES_OR_NO: Final[dict[str, bool | None]] = (
    dict.fromkeys(_YES, True) | dict.fromkeys(_NO, False) | dict.fromkeys(_UNKNOWN)
)

_CURRENCIES: Final = {
    "人民币": "CNY",
    "人民币元": "CNY",
    "元": "CNY",
    "RMB": "CNY",
    "¥": "CNY",
    "美元": "USD",
    "欧元": "EUR",
    "英镑": "GBP",
    "日元": "JPY",
    "港元": "HKD",
    "港币": "HKD",
    "澳门元": "MOP",
    "新台币": "TWD",
    "韩元": "KRW",
    "新加坡元": "SGD",
    "瑞士法郎": "CHF",
    "加元": "CAD",
    "澳元": "AUD",
}
_ISO: Final = re.compile(r"[A-Z]{3}")

_LEVELS: Final = {
    "市级": law.Level.CITY,
    "市": law.Level.CITY,
    "区县": law.Level.DISTRICT,
    "区县级": law.Level.DISTRICT,
    "区级": law.Level.DISTRICT,
    "县级": law.Level.DISTRICT,
    "中央": law.Level.CENTRAL,
    "国家级": law.Level.CENTRAL,
}
_GRAVEST: Final = (law.Level.CITY, law.Level.DISTRICT, law.Level.CENTRAL)
_NO_LEVEL: Final = frozenset({"无", "否", "没有", "未获"})


def kind_reader() -> Repeating[law.Kind | None]:
    """Make the reader of the kind of operation, by its code or its words; every deal has one."""
    listed = [Said("%(words)s（%(code)s）", words=word(kind.words), code=kind.value) for kind in law.Kind]

    def read(text: str) -> law.Kind:
        return one_of(text=_folded(text).lower(), names=KINDS, listed=listed, what=Said("业务类型"))

    return Repeating(read, blank=None, required=True)


def relation_reader() -> Repeating[bool | None]:
    """Make the reader of whether the parties are related; blank or 不详 means nobody has said."""

    def read(text: str) -> bool | None:
        return one_of(
            text=_folded(text).lower(),
            names=YES_OR_NO,
            listed=[Said("是"), Said("否"), Said("留空（不详）")],
            what=Said("是或否"),
        )

    return Repeating(read, blank=None)


def currency_reader() -> Repeating[str]:
    """Make the reader of currencies: three letters or the common Chinese name; blank is renminbi."""

    def read(text: str) -> str:
        folded = _folded(text).upper()
        currency = _CURRENCIES.get(folded, folded)
        if not _ISO.fullmatch(currency):
            raise Slip(
                Said("%(text)s不是币种，请写三个字母的代码，如 USD；人民币可留空", text=shown(text=text))
            )
        return currency

    return Repeating(read, blank="CNY")


def level_reader() -> Repeating[law.Level | None]:
    """Make the reader of whose other public money a deal has had; of several, the city's weighs most."""

    def read(text: str) -> law.Level | None:
        names = [name for name in re.split(r"[;,、/和及]", _folded(text)) if name]
        if len(names) == 1 and names[0] in _NO_LEVEL:
            return None
        found = {
            one_of(
                text=name,
                names=_LEVELS,
                listed=[Said("市级"), Said("区县"), Said("中央"), Said("无")],
                what=Said("财政层级"),
            )
            for name in names
        }
        return next((level for level in _GRAVEST if level in found), None)

    return Repeating(read, blank=None)


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
