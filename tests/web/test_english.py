"""The English of the screens: every sentence translated, and compiled as it is written."""

import gettext
import re
from pathlib import Path

import pytest
from django.test import Client

import zhiyun.web

# The ledger offers the calls published here.
pytestmark = pytest.mark.django_db

MESSAGES = Path(zhiyun.web.__path__[0]) / "locale" / "en" / "LC_MESSAGES"
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
CHINESE = re.compile(r"[\u4e00-\u9fff]")
MARKS = re.compile(r"%\(\w+\)s")


def entries() -> list[dict[str, str]]:
    """Read django.po: one table of parts an entry, without the header."""
    text = (MESSAGES / "django.po").read_text(encoding="utf-8")
    found = []
    for block in text.split("\n\n")[1:]:
        parts: dict[str, str] = {}
        for line in block.splitlines():
            if line.startswith("#"):
                assert "fuzzy" not in line, block
                continue
            name, _, rest = line.partition(" ")
            parts[name] = "".join(QUOTED.findall(rest)).replace('\\"', '"').replace("\\n", "\n")
        found.append(parts)
    return found


def test_every_sentence_has_its_english() -> None:
    untranslated = [
        entry["msgid"]
        for entry in entries()
        if not all(text for name, text in entry.items() if name.startswith("msgstr"))
    ]

    assert untranslated == []


def test_what_is_put_into_a_sentence_is_put_into_its_english() -> None:
    different = [
        entry["msgid"]
        for entry in entries()
        for name, text in entry.items()
        if name.startswith("msgstr")
        and sorted(set(MARKS.findall(text))) != sorted(set(MARKS.findall(entry["msgid"])))
    ]

    assert different == []


def test_the_compiled_file_says_what_the_written_one_says() -> None:
    with (MESSAGES / "django.mo").open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)

    for entry in entries():
        context = entry.get("msgctxt")
        if "msgid_plural" in entry:
            heard = [catalogue.ngettext(entry["msgid"], entry["msgid_plural"], n) for n in (1, 2)]
            assert heard == [entry["msgstr[0]"], entry["msgstr[1]"]]
        elif context:
            assert catalogue.pgettext(context, entry["msgid"]) == entry["msgstr"]
        else:
            assert catalogue.gettext(entry["msgid"]) == entry["msgstr"]


@pytest.mark.parametrize(
    "address",
    ["/", "/about/", "/estimate/", "/allocate/", "/count/", "/workdays/?published_on=2026-09-24&count=5"],
)
def test_an_english_page_speaks_chinese_only_where_it_says_so(client: Client, address: str) -> None:
    client.cookies["django_language"] = "en"

    page = client.get(address).content.decode()

    # Official names and words stay Chinese and are marked, or stand as what a file or document calls itself.
    body = re.sub(r"<!--.*?-->", "", page.partition("<main")[2].partition("</main>")[0], flags=re.DOTALL)
    body = re.sub(r'<(\w+)[^>]*lang="zh-CN"[^>]*>.*?</\1>', "", body, flags=re.DOTALL)
    body = re.sub(r"<(option|textarea)[^>]*>.*?</\1>", "", body, flags=re.DOTALL)
    told = [line.strip() for line in re.sub(r"<[^>]+>", "\n", body).splitlines() if CHINESE.search(line)]
    assert [line for line in told if not re.search(r"[A-Za-z]{3}|\d", line)] == []
