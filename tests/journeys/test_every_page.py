"""Every page in a real browser: no barrier for anyone, in either language, large or dark, at a desk or on a phone."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys import whole

PAGES = [
    "/",
    "/about/",
    "/law/",
    "/law/cq-2021-65/",
    "/law/cq-2021-65/?q=宽限",
    "/law/cq-2021-65/8/",
    "/law/cq-2021-65/13/",
    "/law/cq-2021-65/readings/",
    "/law/demo-hightech-2026/",
    "/estimate/",
    "/estimate/municipal_centre/",
    "/estimate/performance_subsidy/",
    "/estimate/performance_subsidy/?round=cq_2023_subsidy",
    "/allocate/",
    "/count/",
    "/workdays/?published_on=2026-09-24&count=5",
    "/workdays/?published_on=2026-12-30&count=5",
    "/workdays/?published_on=x&count=0",
    "/documents/verify/",
    "/documents/verify/?paper=x",
    "/documents/verify/AAAAAAAAAAAAAAAAAAAA/",
    "/patents/",
    "/patents/?q=标题=机器人&right=发明",
    "/patents/?q=AND",
    "/patents/?q=没有这样的词",
    "/patents/CN105823694B/",
    "/patents/similar/",
    "/patents/similar/?number=CN105823694B",
    "/patents/language/",
    "/patents/landscape/?q=地区=重庆&part=classes",
    "/patents/landscape/?part=effects",
    "/patents/landscape/cell/?technology=G06F&effect=COST",
    "/patents/landscape/compare/?q=IPC=G06F&with=地区=重庆",
    "/patents/navigation/",
    "/patents/navigation/DH-2026-1/",
    "/calls/",
    "/calls/?q=没有这样的词",
    "/calls/TZ-2026-2/",
    "/documents/verify/",
    "/login/",
    "/register/",
    "/forgotten/",
    "/demo/",
    "/no-such-page/",
]

NOT_ON_A_PHONE = (
    "/about/",
    "/law/cq-2021-65/?q=宽限",
    "/estimate/",
    "/patents/similar/",
    "/patents/?q=没有这样的词",
)
PHONE_PAGES = [page for page in PAGES if page not in NOT_ON_A_PHONE]

Check = Callable[..., None]


def width(page: Page) -> int:
    """Give how wide the page really is."""
    return int(page.evaluate("document.documentElement.scrollWidth"))


@pytest.mark.parametrize("address", PAGES)
def test_at_a_desk_in_chinese_and_dark(page: Page, axe: Check, address: str) -> None:
    page.goto(address)

    assert page.url.endswith(quote(address, safe="/?=&"))
    axe(page)
    page.emulate_media(color_scheme="dark")
    axe(page, only_colours=True)
    assert width(page) == 1440


@pytest.mark.parametrize("address", PHONE_PAGES)
def test_on_a_phone_in_english_and_in_large_print(phone: Page, axe: Check, site: str, address: str) -> None:
    """Both at once: English runs longest, and large print makes it longer."""
    phone.context.add_cookies(
        [
            {"name": name, "value": value, "url": site}
            for name, value in (("django_language", "en"), ("care", "1"))
        ]
    )

    phone.goto(address)

    assert phone.evaluate("document.documentElement.lang") == "en"
    assert width(phone) == 390
    axe(phone)


def test_without_javascript_everything_is_there(
    new_context: Callable[..., BrowserContext], base_url: str
) -> None:
    plain = new_context(java_script_enabled=False).new_page()

    for address in PAGES:
        plain.goto(address)
        assert whole.number_of(plain.locator("h1")) == 1, address
        assert whole.is_seen(plain.locator("main")), address
        assert whole.number_of(plain.locator(".needs-js:visible")) == 0, address


def test_the_switches_change_the_page_and_are_remembered(page: Page) -> None:
    page.goto("/workdays/?published_on=2026-09-24&count=5")

    page.get_by_role("button", name="关怀版").click()
    expect(page.locator("html.care")).to_be_attached()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Working days")
    expect(page.locator("html.care")).to_be_attached()
    assert page.url.endswith("/workdays/?published_on=2026-09-24&count=5")

    page.goto("/")
    page.get_by_role("button", name="Standard view").click()
    expect(page.locator("html:not(.care)")).to_be_attached()
    page.get_by_role("button", name="中文").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("看懂办法，办好申报，算清每一元")


def test_the_keyboard_alone_skips_to_the_content_and_finds_the_search(page: Page) -> None:
    page.goto("/law/cq-2021-65/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("宽限/")
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=*")
    assert whole.words_of_each(page.locator("mark")) == ["宽限"]


def test_where_the_focus_is_can_always_be_seen(page: Page) -> None:
    page.goto("/workdays/")

    for _ in range(14):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        width_of_it = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert (outline, width_of_it >= 2) == ("solid", True)


def test_the_calendar_prints_on_paper(browser: Browser, base_url: str) -> None:
    printed = browser.new_page(base_url=base_url)
    printed.goto("/workdays/?published_on=2026-09-24&count=5")
    printed.emulate_media(media="print")

    assert whole.is_seen(printed.locator(".month").first)
    assert not whole.is_seen(printed.get_by_role("button", name="计算末日"))
    assert not whole.is_seen(printed.get_by_role("navigation"))
    assert printed.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    printed.close()
