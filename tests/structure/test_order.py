"""In what order the tests of one run come."""

import pytest


def test_once_a_browser_is_opened_only_tests_that_open_one_follow(request: pytest.FixtureRequest) -> None:
    opening = ["browser" in getattr(item, "fixturenames", ()) for item in request.session.items]

    assert opening == sorted(opening)
