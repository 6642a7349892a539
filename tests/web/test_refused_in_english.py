"""Whoever is refused on an English page is told why in English, whatever it is about."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

import zhiyun
from tests.casework import filling
from tests.web.matrix import World
from tests.web.test_english import entries
from tests.web.test_english_desks import in_english
from tests.web.test_translated import modules
from tests.web.tongues import wrongly_said
from zhiyun.casework.roles import Role
from zhiyun.ip.query import Field
from zhiyun.kernel.refusal import Faulty, Refusal
from zhiyun.kernel.said import Said
from zhiyun.web.speaking import spoken

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
AT = datetime(2026, 6, 15, 4, tzinfo=UTC)
GIVEN = {
    "role": "经办人",
    "day": AT.date(),
    "last_on": AT.date(),
    "deed": "提交申报",
    "stage": "已提交",
    "at": AT,
    "until": AT,
    "confirmed_from": AT,
    "field": Field.TITLE_ABSTRACT,
    "not_met": 1,
    "missing": 2,
    "limit": 2**20,
    "year": 2026,
    "differences": ("2026-01-01",),
    "readings": ("A29",),
}
"""What refusals are made with, by the name of the argument; anything else is a name, which stays as it is."""
QUOTED = (
    "（万元）",
    "（元）",
    "万元",
    "（%(unit)s）",
    "申报单位,运营金额",
    "渝知发〔2021〕65号第二十一条",
    "春节",
    "成功",
    "失败",
    "制动 453 刹车 19",
)
"""What is to be typed or looked for as it is, whatever the language."""


WITH_THE_MODEL = ("zhiyun.gateways.vectors.encoder", "zhiyun.gateways.vectors.graph")
"""What can be imported only where a model is installed; it refuses nothing that anybody asks."""


def refusals() -> list[type[Refusal]]:
    """Import everything but the command line and the model, and list every kind of refusal that is more than its faults."""
    for found in pkgutil.walk_packages(zhiyun.__path__, "zhiyun."):
        if (
            not found.name.startswith(("zhiyun.cli", "zhiyun.config", *WITH_THE_MODEL))
            and "__" not in found.name
        ):
            importlib.import_module(found.name)
    kinds = {each for each in _below(Refusal) if not issubclass(each, Faulty)}
    return sorted(kinds, key=lambda each: each.__qualname__)


def _below(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for each in kind.__subclasses__():
        if not each.__module__.startswith("zhiyun.cli"):
            yield each
        yield from _below(each)


@pytest.mark.parametrize("kind", refusals(), ids=lambda kind: kind.__qualname__)
def test_every_kind_of_refusal_is_told_in_english(kind: type[Refusal]) -> None:
    asked = inspect.signature(kind).parameters
    given = {name: Said("请填写") if name == "said" else GIVEN.get(name, "Demo") for name in asked}

    refusal = kind(**given)

    with translation.override("en"):
        assert CHINESE.findall(spoken(refusal)) == []
    assert isinstance(refusal.said, Said)
    assert CHINESE.search(str(refusal))


def test_the_english_of_what_is_refused_is_all_english() -> None:
    english = {entry["msgid"]: entry.get("msgstr", "") for entry in entries() if "msgctxt" not in entry}

    told = {template: _unquoted(english[template]) for template in templates()}

    assert {template: text for template, text in told.items() if CHINESE.search(text)} == {}


def templates() -> set[str]:
    """List the templates of all refusals and faults, and of the words that fill them."""
    return {
        str(node.args[0].value)
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "Said"
        and isinstance(node.args[0], ast.Constant)
    }


def _unquoted(text: str) -> str:
    for quoted in QUOTED:
        text = text.replace(quoted, "")
    return text


@pytest.mark.django_db
def test_a_case_that_stands_elsewhere_is_refused_in_english(world: World) -> None:
    visitor = in_english(world.visitor(Role.LEGAL_REPRESENTATIVE))

    refused = visitor.post(reverse("withdraw", args=[world.draft.reference]), {"key": "k" * 20})

    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Not possible at the stage “Being filled in”: Withdraw the application." in unescape(page)
    assert wrongly_said(page) == []


@pytest.mark.django_db
def test_who_saves_by_itself_after_another_is_told_in_english(world: World) -> None:
    filling.filled(world.draft)
    visitor = in_english(world.visitor(Role.PREPARER))
    address = reverse("section", args=[world.draft.reference, "particulars"])

    late = visitor.post(
        address, {"edition": "0", "key": "k" * 20, "address": "x"}, headers={"X-Autosave": "1"}
    )

    assert late.status_code == 409
    assert "saved this section at" in late.json()["told"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("x=1", "Unknown parameters: x; use benefit, page, q, size, state"),
        ("page=0", "page must be a positive whole number, size a whole number from 1 to 100"),
        ("state=x", "state is one of"),
    ],
)
def test_the_feed_of_calls_refuses_in_the_language_asked_for(client: Client, asked: str, told: str) -> None:
    in_english(client)

    refused = client.get(f"{reverse('calls-json')}?{asked}")

    assert refused.status_code == 400
    assert told in refused.json()["error"]
