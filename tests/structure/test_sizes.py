"""Files and functions stay small enough to be read in one go."""

from tests.structure.sources import PACKAGE, ROOT, functions, modules

FILE_LINES = 400
FUNCTION_LINES = 60


def test_no_file_is_longer_than_400_lines() -> None:
    lengths = {
        str(file.relative_to(ROOT)): len(file.read_text().splitlines())
        for file in PACKAGE.rglob("*.py")
        if file.parent.name != "migrations"  # written by Django
    }

    assert {file: lines for file, lines in lengths.items() if lines > FILE_LINES} == {}


def test_no_function_is_longer_than_60_lines() -> None:
    lengths = {
        f"{place}:{function.lineno} {function.name}": (function.end_lineno or 0) - function.lineno + 1
        for place, tree in modules()
        for function in functions(tree)
    }

    assert {function: lines for function, lines in lengths.items() if lines > FUNCTION_LINES} == {}
