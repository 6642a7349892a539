"""Every address names who may open it, and every answer carries what keeps a browser safe."""

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

# The ledger offers the calls published here.
pytestmark = pytest.mark.django_db

GUARDS = {"public", "public_form", "visitor_form", "desk"}
PAGES = ["/", "/about/", "/law/", "/estimate/", "/allocate/", "/count/", "/workdays/", "/documents/verify/"]


def test_every_address_names_its_guard() -> None:
    named = {
        pattern.name: getattr(pattern.callback, "guard", None)
        for pattern in get_resolver("zhiyun.web.urls").url_patterns
        if isinstance(pattern, URLPattern)
    }

    assert {name: guard for name, guard in named.items() if guard not in GUARDS} == {}


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_safe_to_open_and_sets_no_cookie(client: Client, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code == 200
    assert answer.cookies == {}
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"].split("; ")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Content-Language"] == "zh-CN"


@pytest.mark.parametrize("address", PAGES)
def test_no_page_carries_code_or_style_of_its_own(client: Client, address: str) -> None:
    page = client.get(address).content.decode()

    assert "<style" not in page
    assert " style=" not in page
    assert page.count("<script") == page.count("<script src=")
    assert "onclick=" not in page


@pytest.mark.parametrize("address", ["/", "/about/", "/workdays/", "/law/", "/robots.txt"])
def test_a_page_to_read_refuses_to_be_written_to(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
