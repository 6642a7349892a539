"""What casework and the market offer is called by the names of its arguments, never by their order."""

import ast

from tests.structure.sources import modules


def test_public_functions_of_casework_and_exchange_take_keywords_only() -> None:
    by_order = [
        f"{place}:{function.lineno} {function.name}"
        for place, tree in modules("casework", "exchange")
        for function in tree.body
        if isinstance(function, ast.FunctionDef)
        and not function.name.startswith("_")
        and (function.args.posonlyargs or function.args.args or function.args.vararg)
    ]

    assert by_order == []
