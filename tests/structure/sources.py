"""The tree as the structure tests read it."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "zhiyun"


def rooms() -> set[str]:
    """Name the rooms that exist."""
    return {folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").is_file()}


def modules(*only: str) -> Iterator[tuple[str, ast.Module]]:
    """Give each module of the rooms asked for, or of all, with its place in the tree."""
    for place in sorted(PACKAGE.rglob("*.py")):
        if not only or place.relative_to(PACKAGE).parts[0] in only:
            yield str(place.relative_to(ROOT)), ast.parse(place.read_text())


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Give every function and method, nested ones included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def kept_files() -> list[Path]:
    """Name every file that is or would be committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    named = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [file for file in named if file.is_file()]
