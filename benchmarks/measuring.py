"""What the table benchmarks share: processes timed from outside, medians, and memory at several sizes."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROWS = 1_000_000
SIZES = (100_000, 500_000, ROWS)
RUNS = 3

PARSE = """
import csv, sys
with open(sys.argv[1], encoding="utf-8", newline="") as text:
    for row in csv.reader(text):
        pass
"""


class Spent(NamedTuple):
    """What one process took: seconds by the clock, seconds of the processor, and megabytes at its peak."""

    seconds: float
    cpu_seconds: float
    peak_mb: float


def spent(script: str, file: Path) -> Spent:
    """Run a script on a file in a process of its own."""
    began = time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", script, str(file)], stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - began
    if process.returncode:
        raise SystemExit(f"the measured script failed with {process.returncode}")
    return Spent(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def measured(
    name: str, write: Callable[[Path, int], None], scripts: Mapping[str, str], folder: Path, goal: float
) -> dict[str, object]:
    """Time each script beside mere parsing at full size, one after the other in every run; then its memory.

    The goal is for the script ``pipeline``. Ratios are medians of each run's own ratio.
    """
    files = {rows: folder / f"{rows}.csv" for rows in SIZES}
    for rows, file in files.items():
        write(file, rows)
    parsed: list[Spent] = []
    done: dict[str, list[Spent]] = {each: [] for each in scripts}
    for _ in range(RUNS):
        parsed.append(spent(PARSE, files[ROWS]))
        for each, script in scripts.items():
            done[each].append(spent(script, files[ROWS]))
    line: dict[str, object] = {
        "benchmark": name,
        "rows": ROWS,
        "file_mb": round(files[ROWS].stat().st_size / 1e6, 1),
        "parse_seconds": _median([each.seconds for each in parsed]),
        "parse_cpu_seconds": _median([each.cpu_seconds for each in parsed]),
        "parse_peak_mb": _median([each.peak_mb for each in parsed], 1),
    }
    for each, runs in done.items():
        line |= {
            f"{each}_seconds": _median([run.seconds for run in runs]),
            f"{each}_ratio": _median([a.seconds / b.seconds for a, b in zip(runs, parsed, strict=True)]),
            f"{each}_cpu_ratio": _median(
                [a.cpu_seconds / b.cpu_seconds for a, b in zip(runs, parsed, strict=True)]
            ),
            f"{each}_peak_mb": _median([run.peak_mb for run in runs], 1),
        }
    peaks = {rows: spent(scripts["pipeline"], file).peak_mb for rows, file in files.items()}
    line |= {
        "goal_ratio": goal,
        "pipeline_peak_mb_by_rows": {str(rows): round(peak, 1) for rows, peak in peaks.items()},
        "pipeline_mb_per_100k_rows": round((peaks[ROWS] - peaks[SIZES[0]]) / (ROWS - SIZES[0]) * 100_000, 1),
        "runs": RUNS,
    }
    return line


def _median(values: Sequence[float], digits: int = 2) -> float:
    return round(statistics.median(values), digits)
