"""A query that cannot be read, shown with its faulty pieces marked: what was typed, or what must hold besides."""

from __future__ import annotations

from zhiyun.exchange.patents.conditions import ConditionMisread
from zhiyun.ip.query import Misread
from zhiyun.web.faults import ShownFault


def shown(*, typed: str, misread: Misread) -> dict[str, object]:
    """Give the faults, and the query they stand in by pieces, the faulty ones with the ids that faults lead to."""
    is_condition = isinstance(misread, ConditionMisread)
    text = misread.text if isinstance(misread, ConditionMisread) else typed
    faults, pieces, at = [], [], 0
    for number, (spot, fault) in enumerate(zip(misread.spots, misread.faults, strict=True), 1):
        faults.append(ShownFault(fault.place, fault.message, f"spot-{number}"))
        start, until = max(at, spot.at), max(at, spot.until)
        pieces += [(text[at:start], 0), (text[start:until], number)]
        at = until
    return {"faults": faults, "pieces": [*pieces, (text[at:], 0)], "is_condition": is_condition}
