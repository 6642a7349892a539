"""Measures what a program pays for the law: seconds to import ``zhiyun.law``, beside Python's own start.

Prints one JSON line. Each run is a new process; compiled bytecode is kept in a folder of its own, so the first
run (not counted) compiles and the others find it.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 15
IMPORT = "import time; began = time.perf_counter(); import zhiyun.law; print(time.perf_counter() - began)"


def main() -> None:
    """Run both and print the line."""
    with tempfile.TemporaryDirectory() as bytecode:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": bytecode}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        imports, starts = [], []
        for run in range(RUNS + 1):
            inside = subprocess.run(
                [sys.executable, "-c", IMPORT], env=environment, check=True, capture_output=True, text=True
            )
            began = time.perf_counter()
            subprocess.run([sys.executable, "-c", "pass"], env=environment, check=True)
            if run:
                imports.append(float(inside.stdout))
                starts.append(time.perf_counter() - began)
    line = {
        "benchmark": "import_law",
        "import_seconds_median": round(statistics.median(imports), 4),
        "import_seconds_min": round(min(imports), 4),
        "bare_python_seconds_median": round(statistics.median(starts), 4),
        "goal_seconds": 0.15,
        "runs": RUNS,
    }
    print(json.dumps(line))


if __name__ == "__main__":
    main()
