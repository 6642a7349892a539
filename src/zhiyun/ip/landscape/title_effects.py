"""Effects that a title claims: a Chinese title says in a few words what a thing is and, often, what it is good for.

Titles are read by patterns of their own, apart from those of `effects`: a title has no sentences, and the same word is
a claim in one (减震的座椅) and the name of a thing in another (减震器). Four frames are known: that something becomes
easy (便于拆卸的), a quality that is good (散热效果好的), a verb and its object (提高…寿命的方法), and words that claim by
themselves (防爆、节能) unless what follows makes them a name. How often a claim is one is measured apart as well:
``python -m benchmarks.quality.effects``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from zhiyun.ip import tables
from zhiyun.ip.landscape.effects import Effect, Phrase, effect_of

COLUMNS: Final = ("effect", "words", "told")
LONGEST: Final = 300
"""Letters of a title that are read; the longest of the gazette has a quarter of that."""

_HANDLED: Final = (
    "安装|拆装|拆卸|装卸|组装|装配|更换|调节|调整|调换|移动|搬运|运输|携带|使用|清洗|清理|清洁|清灰|维护|维修|检修|操作|固定|定位|放置|收纳"
    "|取放|拿取|取料|上料|下料|卸料|出料|脱模|折叠|拼接|连接|观察|控制|散热|存放|存储|收放|回收|分类"
)
_EASY: Final = re.compile(
    rf"(?P<verb>便于|方便|易于)(?P<about>(?![的快面袋粥筷食])(?:[^的，、,（）()\s]{{1,18}}(?=的)|{_HANDLED}))"
)
_GOOD: Final = re.compile(
    r"(?:^|一种|新型|具有|的|用|、|且|和|及)(?P<about>(?!一种|新型|具有)[\u4e00-\u9fff]{2,7}?)较?"
    r"(?P<verb>好|佳|强|高|优异|优良|长|快|小|低|少|简单|方便|简便|可靠|稳定)(?=的|且|、|，|$)"
)
_WORTH: Final = re.compile(r"(?:性能|效果|性)$")
_DONE: Final = re.compile(
    r"(?P<verb>提高|提升|增强|增加|改善|降低|减少|减小|减轻|减缓|避免|防止|消除|抑制|克服|节约|节省|缩短|延长|加快|简化|保证|确保|不易)"
    r"(?P<about>[^的，、,；：（）()\s]{2,20})(?=的)"
)
_NEEDS_NAME: Final = ("提升", "增强", "增加", "加快", "延长", "抑制", "消除", "克服", "不易")
"""Verbs that in a title as often name what a thing does: what they are about must be known to be an effect."""
_CUT: Final = re.compile(r"以及|及(?!时)|并|同时|从而|而|且|中$")
_NAMES: Final = re.compile(
    r"^[器剂机型]|(?:装置|设备|机构|单元|模块|系统|方法|组件|结构|材料|电路|剂|器|机|化合物|组合物)$"
)
_MADE_A_NAME: Final = (
    r"器(?!械|具)|机(?![械器动身房床柜箱组电油构])|剂|液相|气相|门(?!窗)|卷材|涂料|膜|布|板|网|栏|墙|堤|阀|罩|垫|帽"
    r"|杯|片|塔|瓶|砖|钢|螺[母栓丝]|开关|砂浆|混凝土|支架|支吊架|处理|工程|试验|测试|实验|检测|检验|监测|监控|报警"
    r"|接头|公路|路|铁|烯|氟|氯|面罩|材料|电缆|电线|耳机|服|衣|手套|鞋|伞|车(?!位)|灯|柜|箱|层|胶|漆|油(?!烟)|纸|池|沟|屏"
    r"|扫描循环|解剖|计算(?!方法)|用药|医疗|扶贫|营销"
)
"""What, standing right behind a claim, makes it the name of a product, a material or a test."""
_TOLD: Final = r"(?=功能|作用|效果|性能?(?:好|佳|强|高|优|良)|型(?!材|号)|的|良好)"


def title_phrases(title: str) -> Iterator[Phrase]:
    """Find what a Chinese title claims, in the order it stands there, each letter read for one claim only."""
    title = title[:LONGEST]
    found: list[Phrase] = []
    for frame in (_easy, _good, _done, _claims):
        for phrase in frame(title):
            if all(phrase.until <= other.at or other.until <= phrase.at for other in found):
                found.append(phrase)
    yield from sorted(found, key=lambda each: each.at)


def _easy(title: str) -> Iterator[Phrase]:
    for found in _EASY.finditer(title):
        about = _CUT.split(found["about"], maxsplit=1)[0]
        effect = Effect.TEMPERATURE if effect_of(about) is Effect.TEMPERATURE else Effect.CONVENIENCE
        until = found.start("about") + len(about)
        yield Phrase(found["verb"], about, effect, found.start(), until, is_of_title=True)


def _good(title: str) -> Iterator[Phrase]:
    for found in _GOOD.finditer(title):
        about, verb = found["about"], found["verb"]
        stem = _WORTH.sub("", about)
        effect = _words()[1].get(stem) or effect_of(stem)
        if effect is Effect.OTHER and _WORTH.search(about):
            effect = Effect.QUALITY
        if effect is not Effect.OTHER:
            yield Phrase("", about + verb, effect, found.start("about"), found.end(), is_of_title=True)


def _done(title: str) -> Iterator[Phrase]:
    for found in _DONE.finditer(title):
        about = _CUT.split(found["about"], maxsplit=1)[0]
        effect = effect_of(about)
        is_named = effect is not Effect.OTHER or found["verb"] not in _NEEDS_NAME
        if len(about) >= 2 and is_named and not _NAMES.search(about):
            yield Phrase(found["verb"], about, effect, found.start(), found.end(), is_of_title=True)


def _claims(title: str) -> Iterator[Phrase]:
    claims, effects = _words()
    for found in claims.finditer(title):
        yield Phrase("", found[0], effects[found[0]], found.start(), found.end(), is_of_title=True)


@cache
def _words() -> tuple[re.Pattern[str], Mapping[str, Effect]]:
    words, told = (
        {
            word: Effect[row["effect"]]
            for _, row in tables.shipped("zhiyun.ip.landscape", "title_words.csv", COLUMNS).rows
            for word in row[column].split("|")
            if word
        }
        for column in ("words", "told")
    )
    pattern = rf"(?<![不非无消预国])(?:(?>{_longest(words)})(?!{_MADE_A_NAME})|(?>{_longest(told)}){_TOLD})"
    return re.compile(pattern), words | told


def _longest(words: Mapping[str, Effect]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))
