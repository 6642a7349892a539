"""What this process is told by its surroundings: the day in China, and where data are kept."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from zhiyun.gateways import installation


def today() -> date:
    """Give the present day in China."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()


def home() -> Path:
    """Say where this installation keeps its data."""
    return installation.home(os.environ)


def holidays_dir() -> Path:
    """Say where imported holiday notices are kept."""
    return home() / "holidays"


def measures_dir() -> Path:
    """Say where measures an office has loaded are kept."""
    return home() / "measures"
