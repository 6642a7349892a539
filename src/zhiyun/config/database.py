"""Which database: SQLite in the data folder unless the environment names a PostgreSQL."""

from __future__ import annotations

from typing import Any

from zhiyun.config.environment import Environment
from zhiyun.gateways.installation import DATABASE_FILE

KEPT_SECONDS = 60
"""How long a thread keeps its connection between requests."""


def database(environment: Environment) -> dict[str, Any]:
    """Give Django's settings of the one database; refuses an address psycopg cannot read."""
    if environment.database is None:
        return _sqlite(environment)
    return _postgresql(environment.database)


def _sqlite(environment: Environment) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": environment.home / DATABASE_FILE,
        # Opening it costs half of what a small page does, and closing the last one writes the log back.
        "CONN_MAX_AGE": KEPT_SECONDS,
        "OPTIONS": {
            # A transaction that reads first and writes later fails under load unless it takes its lock at once.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL survives a power cut; without recursive_triggers REPLACE slips past append-only triggers.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                "PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;"
            ),
        },
    }


def _postgresql(address: str) -> dict[str, Any]:
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415 - needed only where PostgreSQL is chosen

    parts = {name: str(value) for name, value in conninfo_to_dict(address).items() if value is not None}
    named = {
        "NAME": parts.pop("dbname", "zhiyun"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
    }
    return {
        "ENGINE": "django.db.backends.postgresql",
        **named,
        "CONN_MAX_AGE": KEPT_SECONDS,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": parts,
    }
