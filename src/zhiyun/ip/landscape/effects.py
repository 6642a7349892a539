"""Effects that an abstract claims, found by the words it claims them with, and the classes they are counted under.

A technology-effect matrix 技术功效矩阵 sets what patents are about against what they are good for. Chinese abstracts say
what they are good for with a few verbs (提高、降低、避免…) and the thing that is raised, lowered or avoided; English ones
likewise; titles are read by `title_effects`. What is found is a claim of the applicant and no fact. How often it is one
at all, and of the right class, is measured on phrases read one by one: ``python -m benchmarks.quality.effects``.

Sources: H. Park, J. Yoon, K. Kim, Using Function-Based Patent Analysis to Identify Potential Application Areas, Research
Policy 42 (2013), for verb and object; GB/T 39551.3 for the matrix as a navigation report draws it.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from zhiyun.ip import tables
from zhiyun.kernel.said import Said

COLUMNS: Final = ("effect", "words")
LONGEST: Final = 5_000
"""Letters of a text that are read; an abstract is shorter."""


class Effect(enum.Enum):
    """What a patent is said to be good for."""

    EFFICIENCY = Said("提高效率")
    ENERGY = Said("节约能源")
    COST = Said("降低成本")
    SAFETY = Said("提高安全性")
    ENVIRONMENT = Said("减少污染")
    DURABILITY = Said("耐用可靠")
    STABILITY = Said("稳定均匀")
    PRECISION = Said("提高精度")
    QUALITY = Said("提高质量性能")
    SPEED = Said("缩短时间")
    STRUCTURE = Said("简化结构、缩小体积")
    CONVENIENCE = Said("方便使用维护")
    TEMPERATURE = Said("控制温度、改善传热")
    NOISE = Said("减振降噪")
    OTHER = Said("其他功效")


EFFECTS: Final = tuple(Effect)
NO_EFFECT: Final = Said("非功效")
"""What a correction calls a phrase that is no effect."""


def effects_by_words() -> Mapping[str, Effect | None]:
    """Give the effects by the words a correction names them with; None is no effect."""
    return {each.value: each for each in EFFECTS} | {NO_EFFECT: None}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A claim as it stands in [at, until) of a text or a title: its verb, if any, what it is about, the class of that."""

    verb: str
    about: str
    effect: Effect
    at: int
    until: int
    is_of_title: bool = False

    @property
    def words(self) -> str:
        """Give it as one key for corrections: verb and object."""
        is_latin = self.verb and self.verb.isascii()
        return f"{self.verb} {self.about}" if is_latin else f"{self.verb}{self.about}"


_VERBS: Final = "提高|提升|增强|增加|改善|改进|降低|减少|减小|减轻|减缓|避免|防止|消除|抑制|克服|节约|节省|缩短|延长|加快|简化|保证|确保"
_ADDING: Final = ("增加", "增强", "加快", "延长", "改进")
"""Verbs that as often say that a part is added: what they add must be known to be an effect."""
_KANA: Final = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]{2}")
"""What only Japanese is written with: 抑制する is no Chinese 抑制."""
_CHINESE: Final = re.compile(
    rf"(?<![不未需])(?<!不能)(?<!无法)(?<!难以)(?<!没有)(?P<verb>{_VERBS})(?:了|其|该|整个|整体)?(?P<about>[^\s，。；、,.;:：（）()“”\"]{{2,24}})"
)
_CUT: Final = re.compile(
    r"(?:过程中?|使用过程|使用中|(?:的(?:同时|目的|问题|情况|现象|前提|效果|需求|要求|特点|优点|作用|缺陷|技术|关键|基础|方式|系统|方法|装置|设备|控制)))"
    r"|及(?!时)|以及|从而|进而|并且|并|同时|且|而|使(?!用)|时|后|等|至|到|达|为|由|被|在于|以(?!上|下|往)|[0-9]"
)
_NO_EFFECT: Final = re.compile(
    r"^(?:的|一个|一种|设有|设置|在|到|至|后|时|[器剂]|机(?![组器械床车动身房])|(?:机构|装置|单元|模块|组件|电机|阀|泵|板|管|段|套)(?:$|[的内上中与和]))"
    r"|(?:装置|设备|机构|单元|模块|系统及|方法|组件|工艺中|本发明|实用新型|现有技术|控制器|步骤)$"
)
_ENGLISH: Final = re.compile(
    r"\b(?P<verb>improv(?:e|es|ed|ing)|enhanc(?:e|es|ed|ing)|increas(?:es|e|ing)|rais(?:e|es|ing)|reduc(?:e|es|ed|ing)"
    r"|decreas(?:e|es|ing)|lower(?:s|ing)|minimi[sz](?:e|es|ed|ing)|prevent(?:s|ed|ing)?|avoid(?:s|ed|ing)?"
    r"|eliminat(?:e|es|ed|ing)|suppress(?:es|ed|ing)?|shorten(?:s|ed|ing)?|prolong(?:s|ed|ing)?|simplif(?:y|ies|ied|ying)"
    r"|sav(?:e|es|ing))\s+(?P<about>[A-Za-z][A-Za-z\- ]{2,60})",
    re.IGNORECASE,
)
_ENGLISH_CUT: Final = re.compile(
    r"\s(?:by|when|while|and|or|so|such|during|via|through|which|that|without|wherein|is|are|can|to|from|with|at|if|as|using|due"
    r"|based|in\s+(?:the|a|an|order|response|which|case))\b.*$",
    re.IGNORECASE,
)
_ENGLISH_HEAD: Final = re.compile(r"(?<!amount)(?<!number)(?<!level) (?:of|for|in|associated|required) ")
"""An English thing is named by the words before these, a Chinese one by its last."""
_ARTICLE: Final = re.compile(r"^(?:the|a|an|its|their|any|such|said|both|further|overall)\s+", re.IGNORECASE)


READ_IN_NAMED_CELLS: Final = {"zh": (60, 70), "en": (34, 50), "title": (122, 142)}
"""Of phrases that were read one by one and not used for tuning: how many of those counted under a named effect are one and
stand in the right class; of abstracts by language, and of Chinese titles. `benchmarks.quality.effects` works it out anew."""


def phrases(text: str) -> Iterator[Phrase]:
    """Find what a Chinese or English text claims to be good for, in the order it stands there."""
    text = text[:LONGEST]
    for found in () if _KANA.search(text) else _CHINESE.finditer(text):
        about = _CUT.split(found["about"], maxsplit=1)[0].strip("的地了")
        phrase = _phrase(found, found["verb"], about)
        is_thing_added = phrase.verb in _ADDING and phrase.effect is Effect.OTHER
        if len(about) >= 2 and not _NO_EFFECT.search(about) and not is_thing_added:
            yield phrase
    for found in _ENGLISH.finditer(text):
        about = _ARTICLE.sub("", _ENGLISH_CUT.sub("", found["about"])).strip(" -")
        words = about.lower().split()
        if words and len(words) <= 7 and effect_of(about) is not Effect.OTHER:
            yield _phrase(found, found["verb"].lower(), " ".join(words))


def effect_of(about: str) -> Effect:
    """Give the class of what is raised, lowered or avoided: that of the word that stands last, then the longest."""
    best: tuple[int, int, Effect] | None = None
    lowered = _ENGLISH_HEAD.split(about.lower(), maxsplit=1)[0]
    for effect, words in _words().items():
        for found in words.finditer(lowered):
            if best is None or (found.end(), len(found[0])) > best[:2]:
                best = (found.end(), len(found[0]), effect)
    return best[2] if best else Effect.OTHER


def edition() -> tables.Edition:
    """Say whose list of words decides."""
    return _table().edition


def _phrase(found: re.Match[str], verb: str, about: str) -> Phrase:
    return Phrase(verb, about, effect_of(about), found.start(), found.end())


@cache
def _words() -> Mapping[Effect, re.Pattern[str]]:
    return {
        Effect[row["effect"]]: re.compile(
            "|".join(re.escape(word.lower()) for word in row["words"].split("|"))
        )
        for _, row in _table().rows
    }


@cache
def _table() -> tables.Table:
    return tables.shipped("zhiyun.ip.landscape", "effect_words.csv", COLUMNS)
