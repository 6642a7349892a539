"""Every page of every role in English, and every form on it, sent empty and sent nonsense, refused in English.

A page speaks Chinese only where it says so, and says nothing else to be Chinese.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.web import matrix
from tests.web.matrix import Route, World
from tests.web.test_english_desks import LAW_WORDS, in_english
from tests.web.tongues import left_in_chinese, wrongly_said
from zhiyun.casework.roles import Role

pytestmark = pytest.mark.django_db

ROUTES = matrix.routes()
CHINESE = re.compile(r"[\u4e00-\u9fff]")
TYPED = re.compile(r"万元|申报单位,运营金额|公开号, 名称|演示[\w·（）]*|《[^》]*》")
"""What people typed or the law names: data of a refusal, which stay as they are."""
NONSENSE = ("", "x", "9" * 7000, "\u202e1\x7f")
LIKELY = {"email": "a@example.cn", "date": "2026-06-20", "number": "1", "checkbox": "yes", "time": "09:00"}
"""What a person might well write into a field of a kind; of a list to choose from, the last."""
FILES = (b"MZ", b"%PDF-1.7", b"\xef\xbb\xbf", "编号,业务类型\nx,x\n".encode(), b"a,b\n1\n")
KEEPS_CHINESE = {"measure", "record", "record-chain", "task-book", "bureau-task-book"}
"""Pages of the whole official text, of the record as it was written, and of a task book as it was agreed."""
LISTS_THE_LAW = {"submit"}
"""Pages that list beside each thing missing the law's own words."""
TOLD = {"faults", "fault", "not_met", "refused"}
_EMPTY = {"input", "br", "img", "hr", "meta", "link"}


@dataclass
class _Field:
    """A field as a page has it: what is hidden in it, the kind of it, and what might well be written into it."""

    hidden: str | None
    kind: str
    likely: str


class _Page(HTMLParser):
    """Hears what a page refuses, and finds the fields of its forms."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []
        self.wrong: list[str] = []
        self.fed = ""
        self.fields: dict[str, _Field] = {}
        self._choosing = ""
        self._open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        name, kind = known.get("name", ""), known.get("type", tag)
        if name and tag in ("input", "textarea", "select"):
            hidden = known.get("value", "") if kind == "hidden" else None
            likely = known.get("value", "") if kind in ("checkbox", "radio") else LIKELY.get(kind, "x")
            self.fields.setdefault(name, _Field(hidden, kind, likely))
            self._choosing = name if tag == "select" else ""
        if tag == "option" and self._choosing and known.get("value"):
            self.fields[self._choosing].likely = known["value"]
        if tag not in _EMPTY:
            self._open.append(bool(TOLD & set(known.get("class", "").split())) or any(self._open[-1:]))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _EMPTY and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and any(self._open[-1:]):
            self.told.append(" ".join(data.split()))


def concerns(route: Route, role: Role) -> bool:
    """Whether a role's page at an address may differ from the public's; where it is not let in there is none."""
    if route.guard == "desk":
        return role in route.roles
    return role is Role.PUBLIC or (role is Role.PREPARER and route.is_for_someone)


def read(answer: HttpResponse) -> _Page:
    page = _Page()
    if "html" in answer.headers.get("Content-Type", "") and not answer.streaming:
        page.fed = answer.content.decode()
        page.feed(page.fed)
        page.wrong = wrongly_said(page.fed)
    return page


def sent(visitor: Client, address: str, fields: dict[str, Any]) -> HttpResponse:
    """Send a form, and undo what it did, in the database and in the browser."""
    cookies = {name: each.value for name, each in visitor.cookies.items()}
    with transaction.atomic():
        answer = matrix.asked(lambda to: visitor.post(to, fields), address)
        transaction.set_rollback(True)
    visitor.cookies.clear()
    visitor.cookies.load(cookies)
    return answer


def fillings(fields: dict[str, _Field]) -> Iterator[dict[str, Any]]:
    """Fill in what a page asks for, with each kind of nonsense, with something likely, and with files."""
    kept = {name: field.hidden for name, field in fields.items() if field.hidden is not None}
    likely = {
        name: field.likely for name, field in fields.items() if name not in kept and field.kind != "file"
    }
    for nonsense in NONSENSE:
        yield dict.fromkeys(likely, nonsense) | kept
    yield likely | kept
    for name, field in fields.items():
        for content in FILES if field.kind == "file" else ():
            yield likely | kept | {name: SimpleUploadedFile("演示.pdf.docx", content)}


PARTS = 8
"""Every so manieth address is one test, so that workers share them."""


@pytest.mark.parametrize("part", range(PARTS))
def test_a_page_in_english_speaks_chinese_only_where_it_says_so_and_so_does_what_refuses_its_form(
    world: World, part: int
) -> None:
    """One form is sent by the first who is shown it: how it is refused does not ask who sent it."""
    visitors = {role: in_english(world.visitor(role)) for role in Role}
    sent_before, wrong, heard = set(), {}, 0

    for route, role in itertools.product(ROUTES[part::PARTS], Role):
        if not concerns(route, role) or route.name == "logout":
            continue
        address = route.address(world.own(route, role))
        page = read(matrix.asked(visitors[role].get, address))
        left = [] if route.name in KEEPS_CHINESE or not page.fed else left_in_chinese(page.fed, LAW_WORDS)
        if page.wrong or left:
            wrong[f"{role} {route.name}"] = [*page.wrong, *left]
        form = (route.name, *sorted(page.fields))
        if form in sent_before:
            continue
        sent_before.add(form)
        for filled in fillings(page.fields):
            answer = sent(visitors[role], address, filled)
            if answer.status_code == 405:
                break
            refused = read(answer)
            heard += len(refused.told)
            told = [each for each in refused.told if CHINESE.search(TYPED.sub("", each))]
            told = refused.wrong + (told if route.name not in LISTS_THE_LAW else [])
            if told:
                wrong[f"{role} {route.name} {list(filled.values())[-1]!s:.20}"] = told

    assert wrong == {}
    assert heard, "nothing was refused"
