"""Whoever catches says what: nothing swallows a fault it did not expect."""

import ast

from tests.structure.sources import modules

BROAD = {"BaseException", "Exception"}


def test_whoever_catches_everything_passes_it_on() -> None:
    broad = [
        f"{place}:{node.lineno}"
        for place, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and _is_broad(node.type) and not _passes_on(node)
    ]

    assert broad == []


def _passes_on(handler: ast.ExceptHandler) -> bool:
    # Tidying up and raising the same fault again hides nothing.
    last = handler.body[-1]
    return handler.type is not None and isinstance(last, ast.Raise) and last.exc is None


def _is_broad(caught: ast.expr | None) -> bool:
    if isinstance(caught, ast.Tuple):
        return any(_is_broad(one) for one in caught.elts)
    return caught is None or (isinstance(caught, ast.Name) and caught.id in BROAD)
