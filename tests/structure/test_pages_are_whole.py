"""A journey reads a page that has come whole: `tests/journeys/whole.py` alone asks the browser for what is there now."""

import ast

from tests.structure.sources import ROOT

JOURNEYS = ROOT / "tests" / "journeys"
AT_ONCE = {"all", "all_inner_texts", "all_text_contents", "content", "count", "inner_text", "is_visible"}


def test_a_journey_asks_for_what_is_there_only_once_the_page_is_whole() -> None:
    asked = [
        f"{place.relative_to(ROOT)}:{node.lineno}"
        for place in sorted(JOURNEYS.glob("*.py"))
        if place.name != "whole.py"
        for node in ast.walk(ast.parse(place.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if node.func.attr in AT_ONCE and not node.args and not node.keywords
    ]

    assert asked == []
