"""The map of topics: what a set talks about, by the words of its titles and abstracts; a guess that says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

from zhiyun.exchange.patents.landscape import leading
from zhiyun.exchange.patents.landscape.figures import Column, Drawing, Figure, Row, Set, share
from zhiyun.exchange.patents.landscape.names import class_named
from zhiyun.ip.landscape import Topic, Windows, compounds, joined, topics
from zhiyun.ip.landscape.topics import NAMING
from zhiyun.ip.terms.english import singular
from zhiyun.kernel.said import Named, Said

Titled = Callable[[int], list[tuple[str, str, str, str, date | None, str]]]
"""Gives of so many of the newest what `Told` holds."""
MOST_TITLES: Final = 10_000
"""Titles and abstracts that are read, the newest first: about a second for each three thousand."""
_ENGLISH: Final = re.compile(r"[a-z][a-z-]*|[^a-z\s]")
LEAST_LETTERS: Final = 3
"""An English word of fewer says nothing."""
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]{2,}")


class Told(NamedTuple):
    """A document as topics are read from it: title and abstract in one language (zh or en), and its first class."""

    publication: str
    title: str
    abstract: str
    language: str
    filed_on: date | None
    symbol: str


def figures(*, of: Set, titled: Titled) -> tuple[Figure, ...]:
    """Draw the topics by their ties outwards and within, and list them."""
    told = _told(titled)
    return (_figure(of, _topics(told), {each.publication: each for each in told}),)


def documents(*, titled: Titled, name: str) -> tuple[tuple[str, str], ...]:
    """Give the publications of a topic with their titles; none where no topic has the name."""
    told = _told(titled)
    titles = {each.publication: each.title for each in told}
    found = next((each for each in _topics(told) if named(topic=each) == name), None)
    return tuple((each, titles[each]) for each in found.documents) if found else ()


def _told(titled: Titled) -> list[Told]:
    return [Told(*each) for each in titled(MOST_TITLES)]


def named(*, topic: Topic) -> str:
    """Name a topic by its first words that are no part of each other."""
    return "、".join(_naming(topic))


def _naming(topic: Topic) -> list[str]:
    chosen: list[str] = []
    for word in topic.words:
        if len(chosen) < NAMING and not any(word in other or other in word for other in chosen):
            chosen.append(word)
    return chosen


def _topics(told: Sequence[Told]) -> tuple[Topic, ...]:
    titles = [_words(each.title, each.language) for each in told]
    pairs = compounds(titles)

    def spoken(words: Sequence[str], language: str) -> frozenset[str]:
        return frozenset(joined(words, pairs, between=" " if language == "en" else ""))

    return topics(
        [
            (
                each.publication,
                spoken(title, each.language),
                spoken(_words(each.abstract, each.language), each.language),
            )
            for each, title in zip(told, titles, strict=True)
        ]
    )


def _words(text: str, language: str) -> list[str]:
    """Cut a text into words in their order; an empty one stands for what says nothing about a topic."""
    from zhiyun.gateways.search_engine.segmenting import words  # noqa: PLC0415 - its dictionary is large

    common = _common()
    if language == "en":
        found = (singular(word) if word not in common else "" for word in _ENGLISH.findall(text.lower()))
        return [word if word not in common and len(word) >= LEAST_LETTERS else "" for word in found]
    return [word if _CHINESE.fullmatch(word) and word not in common else "" for word in words(text)]


@cache
def _common() -> frozenset[str]:
    text = resources.files("zhiyun.ip.landscape").joinpath("common_words.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def _figure(of: Set, found: tuple[Topic, ...], told: Mapping[str, Told]) -> Figure:
    read = len(told)
    belonging = sum(len(each.documents) for each in found)
    windows = of.windows
    said: tuple[Said, ...] = (Said("标题里的词太少，看不出主题。"),)
    if found:
        ranked = [(Said("“%(name)s”", name=named(topic=each)), len(each.documents)) for each in found]
        equal = leading.equals(ranked=ranked, counted=lambda many: Said("%(count)s个主题", count=many))
        said = (
            (*equal, Said("归得进主题的共%(all)s件。", all=f"{belonging:,}"))
            if equal
            else (
                Said(
                    "最大的主题是“%(name)s”，%(patents)s件；归得进主题的共%(all)s件。",
                    name=named(topic=found[0]),
                    patents=f"{len(found[0].documents):,}",
                    all=f"{belonging:,}",
                ),
            )
        )
    return Figure(
        key="topics",
        title=Said("主题图（推断）"),
        drawing=Drawing.MAP if found else Drawing.NONE,
        columns=(
            Column(Said("主题")),
            Column(Said("件数"), is_figure=True),
            Column(Said("占比"), is_figure=True),
            Column(
                Said("%(first)s—%(last)s年申请量", first=windows.recent, last=windows.until)
                if windows
                else Said("近三年申请量"),
                is_figure=True,
            ),
            Column(Said("其他特征词")),
            Column(Said("与外部的联系"), is_figure=True),
            Column(Said("内部的联系"), is_figure=True),
            Column(Said("最多的小类")),
        ),
        rows=tuple(_row(each, windows, told) for each in found),
        said=said,
        method=(
            Said(
                "从最新的%(read)s件的标题和摘要里取常在一起出现的词归成主题（Callon 等，1991），主题以特征词命名；一件至多归入一个，占比按读到的件数。",
                read=f"{read:,}",
            ),
            Said(
                "图中越靠右与其他主题联系越多，越靠上内部联系越紧，只分先后，距离没有意义。按词推断，没有人读过。"
            ),
        ),
        lacking=Said("中文或者英文的标题"),
        without=max(0, min(of.totals.patents, MOST_TITLES) - read),
        of=min(of.totals.patents, MOST_TITLES),
    )


def _row(topic: Topic, windows: Windows | None, told: Mapping[str, Told]) -> Row:
    recent = range(windows.recent, windows.until + 1) if windows else range(0)
    documents, naming = [told[each] for each in topic.documents], _naming(topic)
    return Row(
        (
            named(topic=topic),
            len(documents),
            share(part=len(documents), whole=len(told)),
            sum(each.filed_on is not None and each.filed_on.year in recent for each in documents),
            "、".join(word for word in topic.words if word not in naming),
            f"{10 * topic.centrality:.1f}",
            f"{100 * topic.density:.1f}",
            _class(documents),
        )
    )


def _class(documents: Sequence[Told]) -> Named | str:
    """Name the subclass of most of them, with its share: what a topic of words is about, in the office's terms."""
    counted = Counter(each.symbol[:4] for each in documents if each.symbol)
    if not counted:
        return ""
    code, patents = min(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    name, of = class_named(code=code), share(part=patents, whole=len(documents))
    return Named(code, f"{name.chinese} {of}", f"{name.english} {of}")
