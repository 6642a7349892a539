"""What tantivy keeps of a patent: the fields that any engine asks, and what only this one needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import tantivy

from zhiyun.gateways.search_engine.documents import indexed, set_apart, shown
from zhiyun.gateways.search_engine.interface import Facet
from zhiyun.gateways.search_engine.plan import FIELDS, Keeping
from zhiyun.gateways.search_engine.tantivy_queries import KEPT
from zhiyun.ip.patent import Patent
from zhiyun.ip.serial import serial

KEY: Final = "publication"
SHOWN: Final = "shown"
"""The stored field of what is shown of a hit."""
APART: Final = "apart"
"""The stored field of what is set apart from that."""
BLANKS: Final = "blanks"
"""What cuts texts, which come with a blank between tokens."""
NUMBERED: Final[Mapping[Facet, str]] = {Facet.APPLICANT: "applicant_serials"}
"""Facets of so many values that they are counted by the serials of those, and the fields that keep them: whole numbers
are counted as they stand, while a text is looked up in a dictionary, which takes longer than all other counting."""


def schema() -> tantivy.Schema:
    """Give the fields of an index."""
    builder = tantivy.SchemaBuilder()
    for name, keeping in FIELDS.items():
        if keeping is Keeping.NUMBER:
            builder.add_integer_field(name, indexed=True, fast=True)
        elif keeping in (Keeping.CODE, Keeping.FACET):
            builder.add_text_field(
                name,
                stored=name == KEY,
                fast=keeping is Keeping.FACET,
                tokenizer_name="raw",
                index_option="basic",
            )
        else:
            builder.add_text_field(name, tokenizer_name=BLANKS, index_option=KEPT[keeping])
    for name in NUMBERED.values():
        builder.add_integer_field(name, indexed=True, fast=True)
    builder.add_bytes_field(SHOWN, stored=True)
    builder.add_bytes_field(APART, stored=True)
    return builder.build()


def document(patent: Patent, batch: int) -> tuple[dict[str, object], dict[str, object]]:
    """Give a patent as a shard keeps it, and as the sample does, which shows nothing."""
    values = indexed(patent)
    numbers = {
        field: [serial(str(each)) for each in values.get(facet.value, ())]
        for facet, field in NUMBERED.items()
    }
    sampled: dict[str, object] = {**values, **numbers, "batch": [batch]}
    told = {SHOWN: [shown(patent).encode()]}
    if apart := set_apart(patent):
        told[APART] = [apart.encode()]
    return sampled | told, sampled
