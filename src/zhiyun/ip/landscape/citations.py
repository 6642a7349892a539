"""The main path through a network of citations.

Source: N. Hummon, P. Doreian, Connectivity in a Citation Network, Social Networks 11 (1989); the search path count
(SPC) after V. Batagelj, Efficient Algorithms for Citation Network Analysis (2003): a citation weighs as many paths as
run through it from any document that cites nothing further (a source) to any that nobody cites further (a sink).
The path begins at the heaviest citation and follows the heaviest to both sides.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

HEAVIEST: Final = 40
"""More citations than this are no drawing."""


@dataclass(frozen=True, slots=True)
class MainPath:
    """Documents from the oldest to the newest, the weight of each step, and how large the network is.

    ``dropped`` citations stood in a circle and were left out; ``heaviest`` are those most paths run through: what is
    cited, who cites it, and how many paths.
    """

    documents: tuple[str, ...]
    weights: tuple[int, ...]
    nodes: int
    citations: int
    dropped: int
    heaviest: tuple[tuple[str, str, int], ...] = ()


def main_path(citations: Iterable[tuple[str, str]]) -> MainPath | None:
    """Give the main path of citations (who cites, what is cited), oldest first; None where nothing is cited."""
    onward: dict[str, set[str]] = defaultdict(set)
    for citing, cited in citations:
        if citing != cited:
            onward[cited].add(citing)
    order, dropped = _ordered(onward)
    if not order or not any(onward.values()):
        return None
    back: dict[str, set[str]] = defaultdict(set)
    for cited, citing_ones in onward.items():
        for citing in citing_ones:
            back[citing].add(cited)
    to_here: dict[str, int] = {}
    from_here: dict[str, int] = {}
    for node in order:
        to_here[node] = sum(to_here[one] for one in back[node]) or 1
    for node in reversed(order):
        from_here[node] = sum(from_here[one] for one in onward.get(node, ())) or 1
    weight = {
        (cited, citing): to_here[cited] * from_here[citing]
        for cited, citing_ones in onward.items()
        for citing in citing_ones
    }
    start = min(weight, key=lambda step: (-weight[step], step))
    path = [*start]
    while steps := [(path[-1], one) for one in onward.get(path[-1], ())]:
        path.append(min(steps, key=lambda step: (-weight[step], step))[1])
    while steps := [(one, path[0]) for one in back[path[0]]]:
        path.insert(0, min(steps, key=lambda step: (-weight[step], step))[0])
    return MainPath(
        tuple(path),
        tuple(weight[step] for step in pairwise(path)),
        len(order),
        len(weight),
        dropped,
        tuple(
            (*step, weight[step])
            for step in heapq.nsmallest(HEAVIEST, weight, key=lambda step: (-weight[step], step))
        ),
    )


def _ordered(onward: dict[str, set[str]]) -> tuple[Sequence[str], int]:
    """Order documents so that what is cited comes first; whatever closes a circle is taken out of ``onward``."""
    nodes = sorted(set(onward) | {one for each in onward.values() for one in each})
    waiting = dict.fromkeys(nodes, 0)
    for each in onward.values():
        for citing in each:
            waiting[citing] += 1
    order: list[str] = []
    placed: set[str] = set()
    free = [node for node in reversed(nodes) if not waiting[node]]
    dropped = 0
    while len(order) < len(nodes):
        if not free:
            # A circle: its first document goes on as if it cited nothing that is still waiting.
            stuck = next(node for node in nodes if node not in placed)
            for cited, each in onward.items():
                if cited not in placed and stuck in each:
                    each.discard(stuck)
                    dropped += 1
            free.append(stuck)
        node = free.pop()
        order.append(node)
        placed.add(node)
        for citing in sorted(onward.get(node, ()), reverse=True):
            waiting[citing] -= 1
            if not waiting[citing] and citing not in placed:
                free.append(citing)
    return order, dropped
