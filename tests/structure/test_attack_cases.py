"""Every attack this half of the casework must withstand is named by a test: by its number, in name or docstring.

The numbers are those of the team's list of incidents at other systems; what each one is, its tests say.
"""

import ast
import re
from collections.abc import Iterator

from tests.structure.sources import ROOT, functions

REQUIRED = {
    *range(1, 22),
    *range(22, 34),
    *range(35, 42),
    *range(43, 50),
    53,
}
IN_A_NAME = re.compile(r"attacks?_(\d+)(?:_and_(\d+))?|^test_(\d+)_")
IN_WORDS = re.compile(r"[Aa]ttacks?(?: cases?)? ((?:\d+[a-z]?(?:, | and )?)+)")


def test_every_attack_has_a_test_that_names_it() -> None:
    named = {number for file in (ROOT / "tests").rglob("test_*.py") for number in _named_in(file.read_text())}

    assert REQUIRED - named == set()


def _named_in(source: str) -> Iterator[int]:
    tree = ast.parse(source)
    for function in functions(tree):
        for found in IN_A_NAME.finditer(function.name):
            yield from (int(number) for number in found.groups() if number)
        yield from _numbers(ast.get_docstring(function))
    yield from _numbers(ast.get_docstring(tree))


def _numbers(words: str | None) -> Iterator[int]:
    for found in IN_WORDS.findall(words or ""):
        yield from (int(number) for number in re.findall(r"\d+", found))
