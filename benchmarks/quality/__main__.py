"""Measures every condition and prints them as a table; ends with 1 if one fell below what it should reach.

    ZHIYUN_EVALUATION=FOLDER python -m benchmarks.quality [CONDITION ...]

The folder holds the data sets, each in a folder of its name with its provenance; they do not ship. A condition
whose data are absent says so and fails nothing. A module is one condition: `lines` gives lines of the table; one
that has only `main` prints for itself.
"""

from __future__ import annotations

import os
import pkgutil
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import benchmarks.quality
from benchmarks.quality.condition import DataAbsent


def modules(wanted: list[str]) -> Iterator[tuple[str, ModuleType]]:
    """Yield each module of this package that was asked for, all of them if none was."""
    for found in pkgutil.iter_modules(benchmarks.quality.__path__):
        if not found.ispkg and found.name != "__main__" and (found.name in wanted or not wanted):
            yield found.name, import_module(f"benchmarks.quality.{found.name}")


def main(arguments: list[str]) -> int:
    """Measure and print; say how it ended."""
    data = Path(os.environ.get("ZHIYUN_EVALUATION") or "no folder named in ZHIYUN_EVALUATION")
    others = []
    fell = 0
    print("| condition | measure | score [95 %] | at least | n | command |\n|---|---|---|---|---|---|")
    for name, module in modules(arguments):
        if not hasattr(module, "lines"):
            others.append(module)
            continue
        command = f"`python -m benchmarks.quality {name}`"
        try:
            for line in module.lines(data):
                fell += not line.holds
                print(f"{line.row()} {command} |", flush=True)
        except DataAbsent as absent:
            print(f"| {name} | | not measured: {absent} | | | {command} |", flush=True)
    for module in others:
        if hasattr(module, "main"):
            module.main()
    return 1 if fell else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
