"""Measures every condition, a JSON line each; ends with 1 if one fell below what it should reach.

    ZHIYUN_EVALUATION=FOLDER python -m benchmarks.quality [--table] [CONDITION ...]

The folder holds the data sets, each in a folder of its name with its provenance; they do not ship. A condition
whose data are absent says so and fails nothing. A module is one condition: `lines` gives its lines; one that has
only `main` prints for itself, and one that has neither is no condition. ``--table`` prints lines as in docs/quality.md.
"""

from __future__ import annotations

import json
import os
import pkgutil
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import benchmarks.quality
from benchmarks.quality.condition import DataAbsent

TABLE = "--table"
NOT_MEASURED = ("by_meaning", "learn_terms")
"""Modules that make what others measure."""


def modules(wanted: list[str]) -> Iterator[tuple[str, ModuleType]]:
    """Yield each module of this package that was asked for, all of them if none was."""
    for found in pkgutil.iter_modules(benchmarks.quality.__path__):
        if not found.ispkg and found.name != "__main__" and (found.name in wanted or not wanted):
            yield found.name, import_module(f"benchmarks.quality.{found.name}")


def main(arguments: list[str]) -> int:
    """Measure and print; say how it ended."""
    data = Path(os.environ.get("ZHIYUN_EVALUATION") or "no folder named in ZHIYUN_EVALUATION")
    is_table = TABLE in arguments
    fell = 0
    if is_table:
        print("| condition | measure | score [95 %] | at least | n | command |\n|---|---|---|---|---|---|")
    for name, module in modules([each for each in arguments if each != TABLE]):
        command = f"python -m benchmarks.quality {name}"
        if not hasattr(module, "lines"):
            if hasattr(module, "main") and name not in NOT_MEASURED:
                module.main()
            continue
        try:
            for line in module.lines(data):
                fell += not line.holds
                told = {**line.told(), "command": command}
                print(f"{line.row()} `{command}` |" if is_table else _json(told), flush=True)
        except DataAbsent as absent:
            told = {"condition": name, "absent": str(absent), "command": command}
            print(f"| {name} | | {absent} | | | `{command}` |" if is_table else _json(told), flush=True)
    return 1 if fell else 0


def _json(told: dict[str, object]) -> str:
    return json.dumps(told, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
