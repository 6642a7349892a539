"""Where one installation keeps its data, the same for its commands and its server."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]
DATABASE_FILE = "zhiyun.sqlite3"


def home(variables: Mapping[str, str]) -> Path:
    """Give the data folder: ``ZHIYUN_HOME``, else ``var`` in the checkout, else ``~/.zhiyun`` where there is none."""
    named = variables.get("ZHIYUN_HOME")
    if named:
        return Path(named).resolve()
    return CHECKOUT / "var" if (CHECKOUT / "pyproject.toml").is_file() else Path.home() / ".zhiyun"


def search(variables: Mapping[str, str]) -> str:
    """Give ``ZHIYUN_SEARCH``, the address of a cluster that searches; empty where the engine in the process does."""
    return variables.get("ZHIYUN_SEARCH", "").strip().rstrip("/")


def has_tables(home: Path, variables: Mapping[str, str]) -> bool:
    """Say whether an office's database is here: one that is named, or the file; commands also run where none is."""
    return bool(variables.get("ZHIYUN_DATABASE")) or (home / DATABASE_FILE).is_file()
