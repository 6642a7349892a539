"""Error pages look like the rest, say what to do, and give nothing away."""

import pytest
from django.test import Client, RequestFactory
from django.views import defaults

from zhiyun.web.public import home


def test_an_unknown_address_is_told_what_to_do(client: Client) -> None:
    answer = client.get("/no/such/page")

    page = answer.content.decode()
    assert answer.status_code == 404
    assert "没有找到这一页" in page
    assert "请核对地址" in page
    assert "no/such" not in page.replace('value="/no/such/page"', "")


def test_an_unknown_address_in_english(client: Client) -> None:
    client.cookies["django_language"] = "en"

    page = client.get("/no/such/page").content.decode()

    assert '<html lang="en">' in page
    assert "This page could not be found" in page


def test_a_foreign_host_is_refused_in_our_look(client: Client) -> None:
    answer = client.get("/", headers={"host": "elsewhere.example"})

    assert answer.status_code == 400
    assert "没有读懂这次请求" in answer.content.decode()
    assert "elsewhere" not in answer.content.decode()


def test_our_own_error_says_it_is_ours_and_leaks_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("口令 s3cret")

    monkeypatch.setattr(home, "render", breaks)
    client.raise_request_exception = False

    answer = client.get("/")

    page = answer.content.decode()
    assert answer.status_code == 500
    assert "是我们的差错" in page
    assert "s3cret" not in page
    assert "Traceback" not in page


def test_a_forbidden_page_is_told_in_our_look() -> None:
    answer = defaults.permission_denied(RequestFactory().get("/"), PermissionError())

    assert answer.status_code == 403
    assert "这一页不向您开放" in answer.content.decode()
