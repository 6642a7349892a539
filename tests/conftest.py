"""What every test stands on: no kept state, and static files served from the sources under their plain names."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.test import TransactionTestCase, override_settings
from hypothesis import settings
from pytest_django import DjangoDbBlocker

from tests import postgresql
from zhiyun.records import append_only, balances

# The same code passes or fails the same everywhere, however busy the machine is. To go looking for new cases:
#   ./test --hypothesis-profile=search tests/law
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("same")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser's journeys last, after pytest has gathered tests round the fixtures they share.

    A browser once opened keeps a loop running in its worker, and Django refuses its database beside one. Among them, and
    among those before them, the long ones come first: begun last, one worker would be at it while the other idles.
    """
    items.sort(
        key=lambda item: (
            "browser" in getattr(item, "fixturenames", ()),
            item.get_closest_marker("long") is None,
        )
    )


@pytest.fixture(scope="session", autouse=True)
def plain_static_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Spare tests that render pages the collecting of static files; journeys use a real server."""
    storages = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(STORAGES=storages, STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield


@pytest.fixture(scope="session", autouse=True)
def passwords_hashed_lightly() -> Iterator[None]:
    """Spare tests most of what makes a password dear to guess: a third of a second each time one is set or tried.

    The way stays the same. That an installation asks the whole price is proved by `config/test_passwords`; servers of the journeys pay it.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Argon2PasswordHasher, "time_cost", 1)
        # In KiB; Argon2 takes no less than eight for each of its lanes.
        patch.setattr(Argon2PasswordHasher, "memory_cost", 8 * Argon2PasswordHasher.parallelism)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Put SQLite's test database into a file, as in service: one in memory locks tables and knows no WAL."""
    database = django_settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("database") / "zhiyun.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def unordered_rows_turned_about() -> Iterator[None]:
    """Let SQLite give rows nobody ordered from last to first, so that whoever counts on their order fails here.

    PostgreSQL promises none either, and keeps it only as long as no room of a deleted row is used again.
    """

    def turn(connection: BaseDatabaseWrapper, **_: object) -> None:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA reverse_unordered_selects = ON")

    connection_created.connect(turn)
    yield
    connection_created.disconnect(turn)


@pytest.fixture(scope="session", autouse=True)
def not_waiting_for_the_disk() -> Iterator[None]:
    """Let the tests' own SQLite database leave it to the system when a commit reaches the disk.

    A power cut ends the test and its database. That an installation waits is proved by `config/test_database`, and who
    is killed beside one that waits by the servers of `tests/load`.
    """

    def hurry(connection: BaseDatabaseWrapper, **_: object) -> None:
        is_ours = connection.settings_dict["NAME"] == connections["default"].settings_dict["NAME"]
        if connection.vendor == "sqlite" and is_ours:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA synchronous = OFF")

    connection_created.connect(hurry)
    yield
    connection_created.disconnect(hurry)


@pytest.fixture(scope="session", autouse=True)
def emptied_after_real_transactions() -> Iterator[None]:
    """Let tests with transactions of their own be cleared away, which the append-only triggers would refuse."""
    emptying = TransactionTestCase._fixture_teardown

    def emptied(case: TransactionTestCase) -> None:
        _run(append_only.remove(connection.vendor))
        _run(balances.remove(connection.vendor))
        try:
            emptying(case)
        finally:
            _run(append_only.install(connection.vendor))
            _run(balances.install(connection.vendor))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", emptied)
        yield


@pytest.fixture(scope="module")
def laid_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep what a module's own fixtures lay in the database for all its tests; each undoes what it adds.

    Rows are handed to a test as a deep copy, so that it may change them.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def own_database(tmp_path: Path) -> dict[str, str]:
    """Give the variables that point a server started by a test to an empty database of its own.

    SQLite in a temporary home, or a database of the PostgreSQL that this run of the tests is for.
    """
    variables = {"ZHIYUN_HOME": str(tmp_path / "home")}
    if address := os.environ.get("ZHIYUN_DATABASE"):
        variables["ZHIYUN_DATABASE"] = postgresql.another_database(address)
    return variables


def _run(statements: Iterator[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
