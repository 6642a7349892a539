"""Money is counted in whole fen: no number that could be off by a hair comes near it."""

import ast

from tests.structure.sources import modules

WHERE_MONEY_IS_RECKONED = ("kernel", "law", "exchange", "casework")
INEXACT_NAMES = {"Decimal", "decimal", "float", "round"}


def test_no_float_or_decimal_where_money_is_reckoned() -> None:
    inexact = [
        f"{place}:{node.lineno}"
        for place, tree in modules(*WHERE_MONEY_IS_RECKONED)
        for node in ast.walk(tree)
        if _is_inexact(node)
    ]

    assert inexact == []


def _is_inexact(node: ast.AST) -> bool:
    match node:
        case ast.Constant(value=float()):
            return True
        case ast.Name(id=name):
            return name in INEXACT_NAMES
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            return any(alias.name in INEXACT_NAMES for alias in names)
        case ast.BinOp(op=ast.Div()) | ast.AugAssign(op=ast.Div()):
            return not _is_of_fractions(node)
    return False


def _is_of_fractions(division: ast.AST) -> bool:
    # Two whole numbers divide into a float; a Fraction stays exact, and must be seen in the expression.
    return any(isinstance(part, ast.Name) and part.id == "Fraction" for part in ast.walk(division))
