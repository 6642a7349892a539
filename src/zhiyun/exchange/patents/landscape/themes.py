"""The map of topics: what a set talks about, by the words of its titles and abstracts; a guess that says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from importlib import resources
from typing import Final

from zhiyun.exchange.patents.landscape.figures import Column, Drawing, Figure, Row, Set, share
from zhiyun.ip.landscape import Topic, Windows, topics
from zhiyun.ip.landscape.topics import NAMING
from zhiyun.ip.terms.english import singular
from zhiyun.kernel.said import Said

Titled = Callable[[int], list[tuple[str, str, str, str, date | None]]]
"""Gives of so many of the newest: publication, title, abstract, their language (zh or en), day of filing."""
MOST_TITLES: Final = 10_000
"""Titles and abstracts that are read, the newest first: about a second for each three thousand."""
_ENGLISH: Final = re.compile(r"[a-z][a-z-]{2,}")
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]{2,}")


def figures(*, of: Set, titled: Titled) -> tuple[Figure, ...]:
    """Draw the topics by their ties outwards and within, and list them."""
    told = titled(MOST_TITLES)
    found = _topics(told)
    filed = {publication: day.year for publication, _, _, _, day in told if day}
    return (_figure(of, found, filed, read=len(told)),)


def documents(*, titled: Titled, name: str) -> tuple[tuple[str, str], ...]:
    """Give the publications of a topic with their titles; none where no topic has the name."""
    told = titled(MOST_TITLES)
    titles = {publication: title for publication, title, *_ in told}
    found = next((each for each in _topics(told) if named(topic=each) == name), None)
    return tuple((each, titles[each]) for each in found.documents) if found else ()


def named(*, topic: Topic) -> str:
    """Name a topic by its first words."""
    return "、".join(topic.words[:NAMING])


def _topics(told: list[tuple[str, str, str, str, date | None]]) -> tuple[Topic, ...]:
    return topics(
        [
            (publication, frozenset(_words(title, language)), frozenset(_words(abstract, language)))
            for publication, title, abstract, language, _ in told
        ]
    )


def _words(text: str, language: str) -> Iterator[str]:
    from zhiyun.gateways.search_engine.segmenting import words  # noqa: PLC0415 - its dictionary is large

    common = _common()
    if language == "en":
        for word in set(_ENGLISH.findall(text.lower())) - common:
            if (one := singular(word)) not in common:
                yield one
        return
    for word in set(words(text)) - common:
        if _CHINESE.fullmatch(word):
            yield word


@cache
def _common() -> frozenset[str]:
    text = resources.files("zhiyun.ip.landscape").joinpath("common_words.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def _figure(of: Set, found: tuple[Topic, ...], filed: dict[str, int], *, read: int) -> Figure:
    belonging = sum(len(each.documents) for each in found)
    windows = of.windows
    said: tuple[Said, ...] = (Said("标题里的词太少，看不出主题。"),)
    if found:
        said = (
            Said(
                "最大的主题是“%(name)s”，%(patents)s件；归得进主题的共%(all)s件。",
                name=named(topic=found[0]),
                patents=f"{len(found[0].documents):,}",
                all=f"{belonging:,}",
            ),
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
                Said("%(first)s—%(last)s年", first=windows.recent, last=windows.until)
                if windows
                else Said("近三年"),
                is_figure=True,
            ),
            Column(Said("其他特征词")),
            Column(Said("与外部的联系"), is_figure=True),
            Column(Said("内部的联系"), is_figure=True),
        ),
        rows=tuple(_row(each, windows, filed, read) for each in found),
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


def _row(topic: Topic, windows: Windows | None, filed: dict[str, int], read: int) -> Row:
    recent = range(windows.recent, windows.until + 1) if windows else range(0)
    return Row(
        (
            named(topic=topic),
            len(topic.documents),
            share(part=len(topic.documents), whole=read),
            sum(filed.get(name, 0) in recent for name in topic.documents),
            "、".join(topic.words[NAMING:]),
            f"{10 * topic.centrality:.1f}",
            f"{100 * topic.density:.1f}",
        )
    )
