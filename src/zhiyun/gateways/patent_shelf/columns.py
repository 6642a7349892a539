"""The columns of the Parquet files: what `Patent` says, and the commit that wrote it.

Days are DATE, lists are LIST, nothing is NULL but a day or a number nobody told. Files lie under
``office=CN/year=2019/``; the year is that of publication, 0 where it is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, Final

import pyarrow as pa

from zhiyun.ip.patent import Cited, Claim, LegalEvent, Patent, Right

_TEXTS: Final = pa.list_(pa.string())
_CITED: Final = pa.list_(pa.struct([("publication", pa.string()), ("by_examiner", pa.bool_())]))
_CLAIMS: Final = pa.list_(
    pa.struct([("number", pa.int32()), ("text", pa.string()), ("language", pa.string())])
)
_EVENTS: Final = pa.list_(pa.struct([("on", pa.date32()), ("code", pa.string()), ("words", pa.string())]))

_KINDS: Final[Mapping[str, pa.DataType]] = {
    "applicants": _TEXTS,
    "applicant_groups": _TEXTS,
    "owners": _TEXTS,
    "inventors": _TEXTS,
    "ipc": _TEXTS,
    "cpc": _TEXTS,
    "locarno": _TEXTS,
    "claims": _CLAIMS,
    "claim_count": pa.int32(),
    "cites": _CITED,
    "legal_events": _EVENTS,
}
_RECORDS: Final = {
    name: [field.name for field in fields(kind)]
    for name, kind in {"claims": Claim, "cites": Cited, "legal_events": LegalEvent}.items()
}
NAMES: Final = tuple(each.name for each in fields(Patent))
SCHEMA: Final = pa.schema(
    [pa.field(name, pa.date32() if name.endswith("_on") else _KINDS.get(name, pa.string())) for name in NAMES]
    + [pa.field("batch", pa.int32())]
)


def table(patents: Iterable[Patent], *, batch: int) -> pa.Table:
    """Lay patents out in columns, under the number of their commit."""
    together = list(patents)
    laid = {name: _column(name, [getattr(each, name) for each in together]) for name in NAMES}
    return pa.table(laid | {"batch": pa.array([batch] * len(together), pa.int32())}, schema=SCHEMA)


def brought_up(rows: pa.Table) -> pa.Table:
    """Give rows of an older schema in the columns of this one; what they do not have is empty."""
    for at, name in enumerate(SCHEMA.names):
        if name not in rows.column_names:
            none: list[Any] = [None if pa.types.is_integer(SCHEMA.field(name).type) else []] * len(rows)
            rows = rows.add_column(at, SCHEMA.field(name), pa.array(none, SCHEMA.field(name).type))
    return rows.select(SCHEMA.names)


def patent(row: Mapping[str, Any]) -> Patent:
    """Give the patent of one row; other columns are passed over, and an older schema's rows lack the newest."""
    told = {name: row[name] for name in NAMES if name in row}
    for name, value in told.items():
        if isinstance(value, list):
            told[name] = tuple(value)
    told["right"] = Right[told["right"]]
    told["claims"] = tuple(Claim(**each) for each in told.get("claims", ()))
    told["cites"] = tuple(Cited(**each) for each in told["cites"])
    told["legal_events"] = tuple(LegalEvent(**each) for each in told["legal_events"])
    return Patent(**told)


def _column(name: str, values: list[Any]) -> pa.Array:
    kind = SCHEMA.field(name).type
    if name == "right":
        return pa.array([each.name for each in values], kind)
    if name in _RECORDS:
        names = _RECORDS[name]
        values = [[{part: getattr(one, part) for part in names} for one in each] for each in values]
    return pa.array(values, kind)
