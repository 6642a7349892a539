"""Every address of the site names who may open it."""

import inspect
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from zhiyun.web import guards


def test_every_address_names_a_guard_that_exists() -> None:
    guarded = {
        route: getattr(pattern.callback, "guard", None) for route, pattern in _addresses(get_resolver())
    }

    assert guarded != {}
    assert {route: guard for route, guard in guarded.items() if guard not in _guards()} == {}


def _addresses(resolver: URLResolver, before: str = "/") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern, route)
        else:
            yield route, pattern


def _guards() -> set[str]:
    return {
        name
        for name, function in inspect.getmembers(guards, inspect.isfunction)
        if name.startswith("public") and function.__module__ == guards.__name__
    }
