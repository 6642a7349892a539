"""The database survives a power cut, keeps its references and never loses a race for the lock halfway."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import ConnectionHandler


@pytest.mark.django_db
def test_every_connection_keeps_what_was_promised(tmp_path: Path) -> None:
    connection = ConnectionHandler({"default": settings.DATABASES["default"] | {"NAME": tmp_path / "db"}})[
        "default"
    ]
    pragmas = ["journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "busy_timeout"]

    with connection.cursor() as cursor:
        kept = {pragma: cursor.execute(f"PRAGMA {pragma}").fetchone()[0] for pragma in pragmas}
    connection.close()

    assert kept == {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "busy_timeout": 20_000,
    }
    assert connection.transaction_mode == "IMMEDIATE"


def test_a_thread_keeps_its_connection_between_requests() -> None:
    assert settings.DATABASES["default"]["CONN_MAX_AGE"] > 0
