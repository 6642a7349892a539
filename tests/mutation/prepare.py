"""Make a copy of the tree in which mutmut can reach every function of the kernel and the law.

mutmut leaves decorated functions alone. In the copy `@rule(13)` above a function becomes `rule(13)(allocate)` below
it, and `@property` above a method becomes `plain = property(_plain)` below: the same program, said so that it can
be mutated. Run from the root of the tree: `python tests/mutation/prepare.py var/mutation`.
"""

import ast
import shutil
import sys
from pathlib import Path

COPIED = ("src", "tests/law", "tests/kernel", "pyproject.toml", "README.md", "LICENSE")
REACHED = ("src/zhiyun/kernel", "src/zhiyun/law")


def main(target: Path) -> None:
    """Copy the tree to ``target`` and say there what mutmut can reach."""
    for name in COPIED:
        source, copy = Path(name), target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy)
    for folder in REACHED:
        for module in sorted((target / folder).rglob("*.py")):
            module.write_text(reachable(module.read_text()))


def reachable(source: str) -> str:
    """Say a module's decorated functions so that mutmut reaches them."""
    lines = source.splitlines()
    for function in reversed(_decorated(ast.parse(source))):
        [decorator] = function.decorator_list
        indent = " " * function.col_offset
        own = lines[decorator.lineno - 1].strip().removeprefix("@")
        called = f"_{function.name}_of_property" if own == "property" else function.name
        below = f"{function.name} = property({called})" if own == "property" else f"{own}({function.name})"
        assert function.end_lineno is not None
        lines.insert(function.end_lineno, indent + below)
        at = function.lineno - 1
        lines[at] = lines[at].replace(f"def {function.name}(", f"def {called}(", 1)
        del lines[decorator.lineno - 1]
    return "\n".join(lines) + "\n"


def _decorated(tree: ast.Module) -> list[ast.FunctionDef]:
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    reached = [
        each for each in functions if len(each.decorator_list) == 1 and _is_reached(each.decorator_list[0])
    ]
    return sorted(reached, key=lambda function: function.lineno)


def _is_reached(decorator: ast.expr) -> bool:
    if isinstance(decorator, ast.Call):
        return isinstance(decorator.func, ast.Name) and decorator.func.id == "rule"
    return isinstance(decorator, ast.Name) and decorator.id == "property"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
