"""Cells that are no name, number or place, of a hundred thousand characters, are answered and never pondered."""

import pytest

from zhiyun.ip import applicants, classification, numbers, places
from zhiyun.kernel.refusal import Refusal

LENGTH = 100_000
HOSTILE = [
    "重、",
    "(",
    "；（",
    " ",
    "局(",
    "大学(",
    "公司分",
    "A.",
    "9",
    "12/",
    "重庆市",
    "\u200b",
    "；",
    ")、",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_cell_is_read_or_refused_and_never_pondered(piece: str) -> None:
    cell = piece * (LENGTH // len(piece))

    for name in (*applicants.split(cell)[:10], *applicants.split(cell[:15_000])[:10]):
        applicants.group_of(name)
    applicants.group_of(cell)
    applicants.kind_of(cell)
    places.place(cell)
    for read in (
        numbers.publication,
        numbers.application,
        classification.symbol,
        classification.span,
        classification.locarno,
    ):
        with pytest.raises(Refusal):
            read(cell)
