"""Every noun the law's door offers stands in the glossary, beside its word in the office's language."""

import enum
import re

from tests.structure.sources import ROOT
from zhiyun import law
from zhiyun.kernel.finding import Outcome

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = [line.strip("|").split("|") for line in GLOSSARY.splitlines() if line.startswith("| ")]
IN_CODE = set(re.findall(r"`(\w+)(?:\(\))?`", GLOSSARY))
SAID_ELSEWHERE = {law.Ground}
"""Kept in docs/deals.md, which is made from the law itself."""


def words_of(member: enum.Enum) -> str:
    """Give the office's word of a member: its `words`, else its value."""
    return str(getattr(member, "words", member.value))


def enums() -> list[type[enum.Enum]]:
    """Name every closed set of words the law's door offers."""
    offered = [getattr(law, name) for name in law.__all__]
    return [each for each in offered if isinstance(each, enum.EnumMeta)] + [Outcome]


def test_every_name_the_law_offers_is_in_the_glossary() -> None:
    assert {name for name in law.__all__ if name not in IN_CODE} == set()


def test_every_word_of_a_closed_set_stands_beside_its_identifier() -> None:
    paired = {(row[0].strip(), row[1].strip()) for row in ROWS}

    unpaired = [
        (words_of(member), f"`{member.name}`")
        for each in enums()
        if each not in SAID_ELSEWHERE
        for member in each
        if (words_of(member), f"`{member.name}`") not in paired
    ]

    assert unpaired == []


def test_no_word_stands_in_two_rows() -> None:
    words = [row[0].strip() for row in ROWS if row[0].strip() not in ("词", "---")]

    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_identifiers_of_the_glossary_exist_in_kernel_or_law() -> None:
    sources = "\n".join(
        place.read_text(encoding="utf-8")
        for room in ("kernel", "law", "casework", "exchange", "gateways", "ip")
        for place in (ROOT / "src" / "zhiyun" / room).rglob("*.py")
    )

    known = set(re.findall(r"\w+", sources))

    assert {name for name in IN_CODE - {"test_glossary"} if name not in known} == set()
