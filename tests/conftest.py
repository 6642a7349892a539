"""What every test stands on: no kept state, and static files served from the sources under their plain names."""

from collections.abc import Iterator

import pytest
from django.test import override_settings
from hypothesis import settings

# The same code passes or fails the same everywhere, however busy the machine is. To go looking for new cases:
#   ./test --hypothesis-profile=search tests/law
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("same")


@pytest.fixture(scope="session", autouse=True)
def plain_static_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Spare tests that render pages the collecting of static files; journeys use a real server."""
    storages = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(STORAGES=storages, STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield
