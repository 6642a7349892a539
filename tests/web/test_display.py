"""The two switches, language and 关怀版, and the two cookies they alone may set."""

from django.test import Client


def test_the_switch_is_remembered_in_cookies_no_script_can_read(client: Client) -> None:
    answer = client.post("/display/?display=care", {"next": "/workdays/"})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/workdays/")
    assert sorted(answer.cookies) == ["care", "django_language"]
    assert all(cookie["httponly"] and cookie["samesite"] == "Lax" for cookie in answer.cookies.values())
    assert '<html lang="zh-CN" class="care">' in client.get("/").content.decode()


def test_standard_look_comes_back(client: Client) -> None:
    client.post("/display/?display=care")

    client.post("/display/?display=standard")

    assert '<html lang="zh-CN">' in client.get("/").content.decode()


def test_english_is_spoken_only_when_chosen(client: Client) -> None:
    in_an_english_browser = client.get("/", headers={"accept-language": "en-GB,en"}).content.decode()
    client.post("/display/?display=en")

    chosen = client.get("/")

    assert '<html lang="zh-CN">' in in_an_english_browser
    assert '<html lang="en">' in chosen.content.decode()
    assert chosen.headers["Content-Language"] == "en"
    assert "Cookie" in chosen.headers["Vary"]


def test_a_wish_nobody_knows_changes_nothing(client: Client) -> None:
    assert client.post("/display/?display=blink").cookies == {}


def test_the_switch_never_leads_elsewhere(client: Client) -> None:
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""):
        assert client.post("/display/?display=en", {"next": elsewhere}).headers["Location"] == "/"


def test_a_forged_cookie_falls_back_to_chinese(client: Client) -> None:
    client.cookies["django_language"] = '"><script>'
    client.cookies["care"] = "yes"

    assert '<html lang="zh-CN">' in client.get("/").content.decode()
