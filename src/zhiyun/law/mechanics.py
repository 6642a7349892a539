"""Arithmetic and graphs that several measures share; nothing here cites anything."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def prorate(pot: int, weights: Sequence[int], *, unit: int) -> list[int]:
    """Share ``pot`` in the ratio of ``weights``, each share rounded down to a multiple of ``unit``.

    The shares never add up to more than the pot; it refuses weights that add up to nothing.
    """
    total = sum(weights)
    if total <= 0:
        raise ValueError("nothing to share a pot by")
    scale = total * unit
    shares = [pot * weight // scale * unit for weight in weights]
    assert sum(shares) <= pot
    return shares


def hand_out(left: int, order: Sequence[int], shares: list[int], most: Sequence[int], *, unit: int) -> int:
    """Add one ``unit`` to shares in ``order`` while ``left`` lasts, none beyond its ``most``; return what stays."""
    for place in order:
        if left < unit:
            break
        if shares[place] + unit <= most[place]:
            shares[place] += unit
            left -= unit
    return left


def on_a_circle(edges: Mapping[Node, Sequence[Node]]) -> dict[Node, int]:
    """Number the strongly connected parts of a directed graph: nodes on a common circle share a number.

    Source: R. Tarjan, Depth-first search and linear graph algorithms, SIAM J. Comput. 1(2), 1972; without
    recursion, so that a ledger of any length fits.
    """
    index: dict[Node, int] = {}
    low: dict[Node, int] = {}
    part: dict[Node, int] = {}
    open_nodes: list[Node] = []
    for root in edges:
        if root in index:
            continue
        trail = [(root, iter(edges[root]))]
        index[root] = low[root] = len(index)
        open_nodes.append(root)
        while trail:
            node, targets = trail[-1]
            for target in targets:
                if target not in index:
                    index[target] = low[target] = len(index)
                    open_nodes.append(target)
                    trail.append((target, iter(edges.get(target, ()))))
                    break
                if target not in part:
                    low[node] = min(low[node], index[target])
            else:
                trail.pop()
                if trail:
                    low[trail[-1][0]] = min(low[trail[-1][0]], low[node])
                if low[node] == index[node]:
                    _close(node, open_nodes, part)
    return part


def _close(root: Node, open_nodes: list[Node], part: dict[Node, int]) -> None:
    number = len(part)
    while True:
        node = open_nodes.pop()
        part[node] = number
        if node == root:
            return
