"""The calendar of all holiday notices on file: what counts working days where nobody hands one in."""

from __future__ import annotations

import functools
from pathlib import Path

from django.conf import settings

from zhiyun.gateways import holiday_notices
from zhiyun.kernel.workdays import Calendar


def on_file() -> Calendar:
    """Give the calendar of all notices on file; read again only when a notice has been imported since."""
    imported = settings.ENVIRONMENT.home.joinpath("holidays")
    changed_at = imported.stat().st_mtime_ns if imported.is_dir() else 0
    return _calendar(imported, changed_at)


@functools.lru_cache(maxsize=1)
def _calendar(imported: Path, changed_at: int) -> Calendar:
    return holiday_notices.load(imported)
