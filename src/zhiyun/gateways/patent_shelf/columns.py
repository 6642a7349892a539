"""The columns of the Parquet files: what `Patent` says, and the commit that wrote it.

Days are DATE, lists are LIST, nothing is NULL but a day nobody told. Files lie under
``office=CN/year=2019/``; the year is that of publication, 0 where it is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, Final

import pyarrow as pa

from zhiyun.ip.patent import Cited, LegalEvent, Patent, Right

_TEXTS: Final = pa.list_(pa.string())
_CITED: Final = pa.list_(pa.struct([("publication", pa.string()), ("by_examiner", pa.bool_())]))
_EVENTS: Final = pa.list_(pa.struct([("on", pa.date32()), ("code", pa.string()), ("words", pa.string())]))

_KINDS: Final[Mapping[str, pa.DataType]] = {
    "applicants": _TEXTS,
    "applicant_groups": _TEXTS,
    "owners": _TEXTS,
    "inventors": _TEXTS,
    "ipc": _TEXTS,
    "cpc": _TEXTS,
    "locarno": _TEXTS,
    "cites": _CITED,
    "legal_events": _EVENTS,
}
NAMES: Final = tuple(each.name for each in fields(Patent))
SCHEMA: Final = pa.schema(
    [pa.field(name, pa.date32() if name.endswith("_on") else _KINDS.get(name, pa.string())) for name in NAMES]
    + [pa.field("batch", pa.int32())]
)


def table(patents: Iterable[Patent], *, batch: int) -> pa.Table:
    """Lay patents out in columns, under the number of their commit."""
    return pa.Table.from_pylist([_row(each) | {"batch": batch} for each in patents], schema=SCHEMA)


def patent(row: Mapping[str, Any]) -> Patent:
    """Give the patent of one row; other columns are passed over."""
    told = {name: row[name] for name in NAMES}
    for name, value in told.items():
        if isinstance(value, list):
            told[name] = tuple(value)
    told["right"] = Right[told["right"]]
    told["cites"] = tuple(Cited(**each) for each in told["cites"])
    told["legal_events"] = tuple(LegalEvent(**each) for each in told["legal_events"])
    return Patent(**told)


def _row(each: Patent) -> dict[str, Any]:
    row = {name: getattr(each, name) for name in NAMES}
    row["right"] = each.right.name
    row["cites"] = [
        {"publication": cited.publication, "by_examiner": cited.by_examiner} for cited in each.cites
    ]
    row["legal_events"] = [
        {"on": event.on, "code": event.code, "words": event.words} for event in each.legal_events
    ]
    return row
