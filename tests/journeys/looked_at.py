"""Which addresses the browser's journeys look at with axe, and which have no page to look at."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from tests.journeys import (
    test_every_answer,
    test_every_centre,
    test_every_desk_page,
    test_every_page,
    test_every_payment,
    test_every_task_book,
    test_notices,
)

LEADS_ON = "a form sent here is answered by leading on to another page; opened by hand it leads there too"
FILE = "a file"
NOT_PAGES = {
    "display": LEADS_ON,
    "demo-enter": LEADS_ON,
    "demo-clock": LEADS_ON,
    "demo-bank": FILE,
    "copy-last": LEADS_ON,
    "patent-set-put": LEADS_ON,
    "patent-set-export": FILE,
    "patent-export": "a file for a form; opened by hand it leads to the search",
    "organisation-revoke": LEADS_ON,
    "administration": "leads each of the three powers to its own page",
    "cases-waiting": "leads from a task to the list, filtered",
    "robots": "read by machines",
    "favicon": "a picture",
    "call-feed": "read by feed readers",
    "calls-json": "read by programs",
    "call-attachment": FILE,
    "bureau-call-attachment": FILE,
    "navigation-file": FILE,
    "bureau-navigation-file": FILE,
    "public-navigation-file": FILE,
    "issued": FILE,
    "issued-docx": FILE,
    "api": "leads programs to their description",
    "openapi": "read by programs",
    "api-patents": "read by programs",
    "api-patent": "read by programs",
    "api-patent-similar": "read by programs",
    "notice-feed": "read by feed readers",
    "notice-json": "read by programs",
    "notice-csv": FILE,
    "result-json": "read by programs",
    "result-csv": FILE,
    "bureau-objection-file": FILE,
    "application-pdf": FILE,
    "roster-template": FILE,
    "ledger-template": FILE,
    "own-ledger": FILE,
    "paper": FILE,
    "inquiry-file": FILE,
    "verification-export": FILE,
    "case-export": FILE,
    "case-pack": FILE,
    "case-deals": FILE,
    "task-book-docx": FILE,
    "bureau-task-book-docx": FILE,
    "tranche-file": FILE,
    "construction-file": FILE,
    "bureau-construction-file": FILE,
    "expert-interest-withdraw": LEADS_ON,
    "expert-file": FILE,
    "review-rule": LEADS_ON,
    "review-remind": LEADS_ON,
    "visit-sign": LEADS_ON,
    "visit-photograph": FILE,
    "visit-scan": FILE,
    "verification-agreement": FILE,
    "ledger-export": FILE,
    "ledger-issue": LEADS_ON,
    "payment-file": FILE,
    "bureau-patent-misread": FILE,
    "payment-send": LEADS_ON,
    "meeting-packet": FILE,
    "meeting-archive": FILE,
    "landscape-correct": LEADS_ON,
    "landscape-table": FILE,
    "landscape-report": FILE,
    "landscape-report-docx": FILE,
    "navigation-report": "leads on to the form of the record; while the report is written, the landscape's page waits",
}
"""Each with why; `tests/web/test_matrix.py` asks them all and hears that none answers a page."""


def looked_at() -> set[str]:
    """Name every address that some journey looks at; each journey checks that it stands where it says."""
    addresses = [*test_every_page.PAGES, *(address for _name, address in test_every_desk_page.PAGES)]
    named = {
        route_of(
            address.format(
                own="SB-1", case="SB-1", verified="SB-1", brought="SB-1", review="SB-1", paid="SB-1"
            )
        )
        for address in addresses
    }
    of_books = (address for _role, address in test_every_task_book.PAGES)
    named |= {route_of(address.format(signed="SB-1", begun="SB-1", fresh="SB-1")) for address in of_books}
    of_centres = (address for _role, address in test_every_centre.PAGES)
    centres = dict.fromkeys(("failed", "concluded", "revoked", "proposed", "owing"), "SB-1")
    named |= {route_of(address.format(**centres)) for address in of_centres}
    of_money = (address for _role, address in test_every_payment.PAGES)
    named |= {route_of(each.format(order="ZF-1", case="SB-1", account=1, budget=1)) for each in of_money}
    noticed = {route for route, _who, _address in test_notices.PAGES}
    return named | noticed | {route for route, _answer in test_every_answer.ANSWERS}


def route_of(address: str) -> str:
    """Give the name of an address; empty for one there is not."""
    try:
        return str(resolve(urlsplit(address).path).url_name)
    except Resolver404:
        return ""
