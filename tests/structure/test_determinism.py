"""The same facts give the same answer: below web and cli nobody looks at a clock or draws lots."""

import ast

from tests.structure.sources import modules, rooms

BELOW_THE_SCREENS = ("kernel", "law", "ip", "gateways", "records", "exchange", "casework")
CLOCKS = {"localdate", "now", "time_ns", "today", "utcnow"}
LOTS_AND_CLOCKS = {"random", "secrets", "time", "uuid"}


def test_nobody_below_the_screens_looks_at_a_clock_or_draws_lots() -> None:
    asked = [
        f"{place}:{node.lineno}"
        for place, tree in modules(*BELOW_THE_SCREENS)
        for node in ast.walk(tree)
        if _is_clock(node) or _imports_chance(node)
    ]

    assert asked == []


def test_the_rooms_below_the_screens_are_all_named_here() -> None:
    assert rooms() - {"web", "cli", "config"} <= set(BELOW_THE_SCREENS)


def _is_clock(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in CLOCKS


def _imports_chance(node: ast.AST) -> bool:
    if isinstance(node, ast.Import):
        return any(alias.name.split(".")[0] in LOTS_AND_CLOCKS for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        return node.module in LOTS_AND_CLOCKS or any(alias.name in CLOCKS for alias in node.names)
    return False
