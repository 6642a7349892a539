"""Every page behind the door, as who works there: no barrier, large or small, in the light or in the dark."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys import city, whole
from tests.journeys.laid import look_both_ways

Check = Callable[[Page], None]

DRAFT, SEALED, RETURNED, CENTRE = "长江经办人", "缙云法人", "大渡经办人", "歌乐经办人"
SECRETARY = "会议秘书"
OFFICER, MANAGER, AUDITOR = "承办人甲", "轮次负责人", "审计人员"

# {own} is the body's own application, {paid} the one of last year, {case} one that waits for its first look, {review} one being reviewed.
PAGES = [
    *((DRAFT, address) for address in ("/desk/", "/messages/", "/seats/", "/logout/", "/confirm/")),
    *((DRAFT, f"/account/{page}") for page in ("", "password/", "email/", "phone/", "sessions/", "leave/")),
    (DRAFT, "/account/second-factor/"),
    *((DRAFT, address) for address in ("/applications/", "/applications/begin/TZ-2026-2/", "/organisation/")),
    *((DRAFT, f"/applications/{{own}}/{page}") for page in ("", "particulars/", "roster/", "deals/")),
    *(
        (DRAFT, f"/applications/{{own}}/{page}")
        for page in ("condition-8-1/", "condition-8-4/", "materials/")
    ),
    *((DRAFT, f"/applications/{{own}}/{page}") for page in ("deals/one/", "preview/", "submit/")),
    *((CENTRE, f"/applications/{{own}}/{page}") for page in ("budget/", "co_builders/", "condition-6-8/")),
    *((DRAFT, f"/navigation/{page}") for page in ("", "record/", "DH-2026-1/")),
    *((DRAFT, f"/navigation/DH-2026-1/{page}/") for page in ("correct", "use")),
    *((OFFICER, f"/bureau/navigation/{page}") for page in ("", "DH-2026-1/")),
    *((SEALED, f"/applications/{{own}}/{page}") for page in ("", "receipt/", "withdraw/", "particulars/")),
    ("嘉陵法人", "/applications/{own}/submit/"),
    *((SEALED, f"/organisation/{page}") for page in ("invite/", "hand-over/")),
    *((RETURNED, f"/applications/{{own}}/{page}") for page in ("", "correction/", "materials/")),
    *((OFFICER, f"/bureau/calls/{page}") for page in ("", "TZ-2026-1/", "TZ-2026-2/preview/")),
    (MANAGER, "/bureau/calls/TZ-2026-2/approve/"),
    *(
        (OFFICER, f"/bureau/cases/{page}")
        for page in ("", "board/", "{case}/", "{case}/return/", "{case}/refuse/")
    ),
    (AUDITOR, "/bureau/cases/{case}/"),
    *((OFFICER, f"/bureau/verification/{page}") for page in ("", "calls/TZ-2026-4/", "{verified}/")),
    *((OFFICER, f"/bureau/verification/{{verified}}/{page}/") for page in ("count", "inquiries")),
    (OFFICER, "/bureau/verification/calls/TZ-2026-4/shared/"),
    ("巴山经办人", "/applications/{own}/inquiries/"),
    *(("嘉陵经办人", f"/applications/{{paid}}/{page}/") for page in ("verified", "decision")),
    (DRAFT, "/patents/saved/"),
    (OFFICER, "/patents/applicants/"),
    ("会议秘书", "/bureau/cases/"),
    *((SECRETARY, f"/bureau/meetings/{page}") for page in ("", "HY-2026-0001/", "HY-2026-0002/")),
    (SECRETARY, "/bureau/meetings/HY-2026-0001/cases/{brought}/"),
    *((MANAGER, f"/bureau/meetings/{page}") for page in ("", "HY-2026-0002/minutes/")),
    *((AUDITOR, f"/bureau/decisions/{page}") for page in ("", "SD-2026-0001/", "SD-2026-0001-001/")),
    (AUDITOR, "/bureau/decisions/SD-2026-0001/?replay"),
    (AUDITOR, "/bureau/decisions/SD-2026-0001/what-if/?pot=500000"),
    ("区县人员", "/bureau/cases/"),
    *((AUDITOR, f"/record/{page}") for page in ("", "roots/", "chains/application:{case}/")),
    ("系统管理员", "/desk/"),
    *(("系统管理员", f"/administration/{page}") for page in ("people/", "people/invite/", "people/1/")),
    *(("系统管理员", f"/administration/{page}") for page in ("people/1/end/", "bureaus/", "experts/")),
    *(("安全管理员", f"/administration/people/{page}") for page in ("", "1/", "1/grant/")),
    *(("审计管理员", address) for address in ("/administration/log/", "/record/")),
    ("演示专家", "/administration/experts/own/"),
    *(("演示专家", f"/expert/{page}") for page in ("", "interests/", "{review}/", "{review}/declare/")),
    ("演示专家", "/expert/{review}/sheet/"),
    ("评审专家丙", "/expert/"),
    *((MANAGER, f"/bureau/review/{page}") for page in ("", "TZ-2026-3/", "TZ-2026-3/calibration/")),
    *((MANAGER, f"/bureau/review/TZ-2026-3/{page}/") for page in ("scheme", "phases", "draw")),
    *((MANAGER, f"/bureau/review/{page}/") for page in ("panels/ZJ-2026-1", "cases/{review}", "visits/1")),
    (OFFICER, "/bureau/review/cases/{review}/visits/plan/"),
    *((OFFICER, f"/bureau/patents/{page}") for page in ("", "bring/")),
]


WHERE = {
    "{own}": ("/applications/", "/applications/(SB-[A-Z0-9]+)/"),
    "{case}": ("/bureau/cases/?words=永川", "/bureau/cases/(SB-[A-Z0-9]+)/"),
    "{verified}": ("/bureau/verification/", "/bureau/verification/(SB-[A-Z0-9]+)/"),
    "{brought}": ("/bureau/meetings/HY-2026-0001/", "/cases/(SB-[A-Z0-9]+)/"),
}
"""On which page, and behind which address, a reference is found."""
_FOUND: dict[tuple[str, str], str] = {}


def open_page(page: Page, name: str, address: str) -> None:
    """Enter as someone and open a page, which is really there."""
    city.come_in(page, name)
    if wanted := re.search(r"\{\w+\}", address):
        sought = (name, wanted[0])
        if sought not in _FOUND:
            _FOUND[sought] = _reference(page, *sought)
        address = address.replace(wanted[0], _FOUND[sought])
    answer = page.goto(address)
    assert answer is not None
    assert (answer.status, page.url.endswith(address)) == (200, True), page.url


def _reference(page: Page, name: str, wanted: str) -> str:
    if wanted == "{paid}":
        page.goto("/applications/")
        return whole.words(page.get_by_role("row", name="2025年度").get_by_role("link").first)
    if wanted == "{review}":
        page.goto("/expert/" if name == "演示专家" else "/bureau/review/TZ-2026-3/")
        return first(page, "/(?:expert|cases)/(SB-[A-Z0-9]+)/")
    listed, pattern = WHERE[wanted]
    page.goto(listed)
    return first(page, pattern)


def first(page: Page, pattern: str) -> str:
    """Give the first reference a page links to."""
    links = page.evaluate("[...document.links].map(link => link.href)")
    found = [match[1] for link in links if (match := re.search(pattern, link))]
    assert found, page.url
    return str(found[0])


@pytest.mark.parametrize(("name", "address"), PAGES)
def test_at_a_desk_in_the_light_and_on_a_phone_in_the_dark(
    page: Page, axe: Check, name: str, address: str
) -> None:
    open_page(page, name, address)

    look_both_ways(page, axe)
