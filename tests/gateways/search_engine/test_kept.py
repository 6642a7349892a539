"""What an index keeps of a patent: what names it is read off the line as the whole line says it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.gateways.search_engine.corpus import BATTERY
from zhiyun.gateways.search_engine.documents import shown
from zhiyun.gateways.search_engine.kept import Kept

NAMES = ("publication", "application", "family")


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"application": "", "family": ""},
        {"application": "CN201910000000.1", "family": "5566"},
        {"family": 'a "quoted" \\ name', "application": "ends in \\"},
        {"title_zh": 'a text with "family":"of its own", "application":"', "family": ""},
        {"abstract": '\\","publication":"CN1A', "applicants": ("family", "application")},
    ],
)
def test_what_names_a_patent_is_read_as_the_whole_is(told: dict[str, str]) -> None:
    patent = replace(BATTERY, claims=(), cites=(), legal_events=(), **told)

    kept = Kept(shown(patent))

    assert [getattr(kept, name) for name in NAMES] == [getattr(patent, name) for name in NAMES]
    assert kept.patent == patent
