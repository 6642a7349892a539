"""What the record keeps of a draft's rows: how many there are, and their SM3; never their contents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from zhiyun.casework.record import canonical, sm3_hex


def digest(*, rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Give the count and the SM3 of rows of plain values."""
    listed = [dict(row) for row in rows]
    return {"lines": len(listed), "sm3": sm3_hex(text=canonical(value=listed))}
