"""How the set builds on itself: its main path, the citations most paths run through, and what it cites most."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhiyun.exchange.patents.landscape.figures import Column, Drawing, Figure, Row, Set, Value
from zhiyun.gateways.analytics import sums
from zhiyun.ip.landscape import MainPath, Tie, communities, main_path
from zhiyun.kernel.said import Named, Said

MOST_CITATIONS = 200_000
"""Citations within the set that the path is searched among; more are left out and the figure says so."""
MOST_CITED = 20


@dataclass(frozen=True, slots=True)
class Card:
    """What names a document beside its number: titles, applicants, and the year of filing; empty where not known."""

    title_zh: str = ""
    title_en: str = ""
    applicants: str = ""
    filed: str = ""

    def cells(self) -> tuple[Value, Value, Value]:
        """Give its title, its applicants and its year."""
        title = Named("", self.title_zh or self.title_en, self.title_en or self.title_zh)
        return (title if self.title_zh or self.title_en else "", self.applicants, self.filed)


Cards = Callable[[Sequence[str]], Mapping[str, Card]]
"""Gives what the library knows of publications."""
_NAMING = (Column(Said("名称")), Column(Said("申请人")), Column(Said("申请年"), is_figure=True))


def figures(*, of: Set, cards: Cards) -> tuple[Figure, ...]:
    """Draw the main path and the network around it, and list what is cited most."""
    found = _asked(of, sums.CITED_WITHIN.format(most=MOST_CITATIONS))
    walked = main_path(found)
    cited = _asked(of, sums.CITED.format(most=MOST_CITED))
    known = cards([*(walked.documents if walked else ()), *(target for target, _ in cited)])
    limits = (
        (Said("引用很多，只用了前%(most)s次。", most=f"{MOST_CITATIONS:,}"),)
        if len(found) == MOST_CITATIONS
        else ()
    )
    return (_path(of, walked, known, limits), _network(of, walked, limits), _cited(of, cited, known))


def _path(of: Set, walked: MainPath | None, known: Mapping[str, Card], limits: tuple[Said, ...]) -> Figure:
    said = (
        (
            Said(
                "本专题内部有%(citations)s次引用，涉及%(nodes)s件；主路径经过%(steps)s件。",
                citations=f"{walked.citations:,}",
                nodes=f"{walked.nodes:,}",
                steps=len(walked.documents),
            ),
        )
        if walked
        else (Said("本专题内部没有已知的引用，画不出主路径。"),)
    )
    steps = zip(walked.documents, (0, *walked.weights), strict=True) if walked else ()
    return Figure(
        key="main-path",
        title=Said("引证主路径"),
        drawing=Drawing.PATH if walked else Drawing.NONE,
        columns=(
            Column(Said("序号"), is_figure=True),
            Column(Said("公开号")),
            Column(Said("搜索路径数"), is_figure=True),
            *_NAMING,
        ),
        rows=tuple(
            Row(
                (number, publication, weight, *known.get(publication, Card()).cells()),
                asks=f"PN={publication}",
            )
            for number, (publication, weight) in enumerate(steps, 1)
        ),
        said=said,
        method=(
            Said("从搜索路径数最大的引用开始向两边延伸（Hummon 和 Doreian，1989；Batagelj，2003）。"),
            *limits,
        ),
        **_lacking(of),
    )


def _network(of: Set, walked: MainPath | None, limits: tuple[Said, ...]) -> Figure:
    heaviest = walked.heaviest if walked else ()
    groups = communities(Tie(cited, citing, weight) for cited, citing, weight in heaviest)
    return Figure(
        key="citation-network",
        title=Said("引证网络"),
        drawing=Drawing.NETWORK if heaviest else Drawing.NONE,
        columns=(
            Column(Said("被引文献")),
            Column(Said("引用它的文献")),
            Column(Said("搜索路径数"), is_figure=True),
        ),
        rows=tuple(
            Row((cited, citing, weight), asks=f"PN={cited} OR PN={citing}")
            for cited, citing, weight in heaviest
        ),
        said=() if walked else (Said("本专题内部没有已知的引用，画不出引证网络。"),),
        method=(
            Said(
                "画搜索路径数最大的%(most)s次引用，线越粗经过它的引用路径越多，按联系疏密分组；谁引用谁见表。",
                most=len(heaviest),
            ),
            *limits,
        )
        if heaviest
        else (),
        groups=groups,
        **_lacking(of),
    )


def _cited(of: Set, found: list[tuple[Any, ...]], known: Mapping[str, Card]) -> Figure:
    """List the documents that the set cites most, whether they are in it or not."""
    return Figure(
        key="most-cited",
        title=Said("被引最多的文献"),
        drawing=Drawing.BARS if found else Drawing.NONE,
        columns=(Column(Said("公开号")), Column(Said("本专题引用次数"), is_figure=True), *_NAMING),
        rows=tuple(
            Row((target, times, *known.get(target, Card()).cells()), asks=f"CT={target}")
            for target, times in found
        ),
        method=(Said("只计本专题的专利引用了谁；库外的文献也列出，库里没有它们的名称。"),),
        **_lacking(of),
    )


def _lacking(of: Set) -> dict[str, Any]:
    return {
        "lacking": Said("引证文献"),
        "without": of.totals.patents - of.totals.with_citations,
        "of": of.totals.patents,
    }


def _asked(of: Set, text: str) -> list[tuple[Any, ...]]:
    return of.ask(text)
