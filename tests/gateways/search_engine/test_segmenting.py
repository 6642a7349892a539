"""Tokens that are looked for in a text are those that cutting it gives, at the same places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiyun.gateways.search_engine.segmenting import Looked, token_places

SIGNS = "电池膜水々アー한𠮷aAbé1_ -，Ａ０／"
TEXTS = st.text(st.sampled_from(SIGNS), max_size=40)


def places(text: str) -> list[tuple[str, int, int]]:
    """Give the tokens of a text and where each begins and ends."""
    return sorted(zip(*token_places(text), strict=True))


@given(text=TEXTS, of=TEXTS, others=st.lists(TEXTS, max_size=3))
def test_what_is_looked_for_is_found_where_cutting_finds_it(text: str, of: str, others: list[str]) -> None:
    wanted = {token for token, _, _ in places(of)} | set(others)

    found = Looked(wanted).places(text)

    assert sorted(zip(*found, strict=True)) == [each for each in places(text) if each[0] in wanted]


@given(text=TEXTS)
def test_whoever_looks_for_every_token_finds_them_all(text: str) -> None:
    wanted = {token for token, _, _ in places(text)}

    assert sorted(zip(*Looked(wanted).places(text), strict=True)) == places(text)


@pytest.mark.parametrize(
    ("wanted", "text", "expected"),
    [
        ("水水", "水水水", [("水水", 0, 2), ("水水", 1, 3)]),
        ("水", "水水 水a", [("水", 1, 2), ("水", 3, 4)]),
        ("pump", "pumps, Pump_PUMP水pump", [("pump", 7, 11), ("pump", 12, 16), ("pump", 17, 21)]),
        ("a" * 100, "a" * 120, [("a" * 100, 0, 120)]),
        ("电池膜", "电池膜", []),
        ("", "电池", []),
    ],
    ids=["over each other", "at the end of a run", "whole words", "what is too long", "no token", "nothing"],
)
def test_each_kind_of_token(wanted: str, text: str, expected: list[tuple[str, int, int]]) -> None:
    assert list(zip(*Looked([wanted]).places(text), strict=True)) == expected
