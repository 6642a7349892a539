"""How the set builds on itself: its main path, and what it cites most."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhiyun.exchange.patents.landscape.figures import Column, Drawing, Figure, Row, Set
from zhiyun.gateways.analytics import sums
from zhiyun.ip.landscape import main_path
from zhiyun.kernel.said import Said

MOST_CITATIONS = 200_000
"""Citations within the set that the path is searched among; more are left out and the figure says so."""
MOST_CITED = 20


def figures(*, of: Set, titles: Mapping[str, str] | None = None) -> tuple[Figure, ...]:
    """Draw the main path and list what is cited most."""
    return (path(of=of), cited(of=of))


def path(*, of: Set) -> Figure:
    """Follow the main path through the citations within the set."""
    found = _asked(of, sums.CITED_WITHIN.format(most=MOST_CITATIONS))
    walked = main_path(found)
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
    rows = (
        tuple(
            Row((number, publication, weight), asks=f"PN={publication}")
            for number, (publication, weight) in enumerate(
                zip(walked.documents, (0, *walked.weights), strict=True), 1
            )
        )
        if walked
        else ()
    )
    limits = (
        (Said("引用很多，只用了前%(most)s次。", most=f"{MOST_CITATIONS:,}"),)
        if len(found) == MOST_CITATIONS
        else ()
    )
    return Figure(
        key="main-path",
        title=Said("引证主路径"),
        drawing=Drawing.PATH if walked else Drawing.NONE,
        columns=(
            Column(Said("序号"), is_figure=True),
            Column(Said("公开号")),
            Column(Said("搜索路径数"), is_figure=True),
        ),
        rows=rows,
        said=said,
        method=(
            Said("从搜索路径数最大的引用开始向两边延伸（Hummon 和 Doreian，1989；Batagelj，2003）。"),
            *limits,
        ),
        lacking=Said("引证文献"),
        without=of.totals.patents - of.totals.with_citations,
        of=of.totals.patents,
    )


def cited(*, of: Set) -> Figure:
    """List the documents that the set cites most, whether they are in it or not."""
    found = _asked(of, sums.CITED.format(most=MOST_CITED))
    return Figure(
        key="most-cited",
        title=Said("被引最多的文献"),
        drawing=Drawing.BARS if found else Drawing.NONE,
        columns=(Column(Said("公开号")), Column(Said("本专题引用次数"), is_figure=True)),
        rows=tuple(Row((target, times), asks=f"CT={target}") for target, times in found),
        method=(Said("只计本专题的专利引用了谁；库外的文献也列出，库里可能没有它们。"),),
        lacking=Said("引证文献"),
        without=of.totals.patents - of.totals.with_citations,
        of=of.totals.patents,
    )


def _asked(of: Set, text: str) -> list[tuple[Any, ...]]:
    return of.ask(text)
