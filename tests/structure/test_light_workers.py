"""A worker of the server holds what its pages need, and loads the large rest when somebody asks for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HEAVY = ("docx", "lxml", "rjieba", "tantivy", "typst")
"""What writes for Word and sets papers, 23 MB of a worker's 90 (`python -m benchmarks.web` measures them)."""
LOADED = f"""
import sys
from zhiyun.config import wsgi
from django.urls import get_resolver
get_resolver().url_patterns
print(*sorted(set({HEAVY!r}) & set(sys.modules)))
"""


def test_a_worker_that_has_begun_holds_nothing_heavy(tmp_path: Path) -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "zhiyun.config.settings",
        "ZHIYUN_HOME": str(tmp_path),
    }

    loaded = subprocess.run(
        [sys.executable, "-c", LOADED], env=environment, check=True, capture_output=True, text=True
    )

    assert loaded.stdout.split() == []
