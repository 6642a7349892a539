"""Every address of the site names who may open it."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from zhiyun.web import guards


def test_every_address_names_a_guard_that_exists() -> None:
    guarded = {
        route: getattr(pattern.callback, "guard", None) for route, pattern in _addresses(get_resolver())
    }

    assert guarded != {}
    assert {route: guard for route, guard in guarded.items() if guard not in guards.GUARDS} == {}


def _addresses(resolver: URLResolver, before: str = "/") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern, route)
        else:
            yield route, pattern
