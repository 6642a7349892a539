"""The whole record as lines of JSON, for `verifying` and for whoever keeps a copy elsewhere.

First the heading, then every root, then each chain followed by its events, at last the end. Roots are read before
chains and chains before events, and of events only those a chain has counted: so the lines agree with each other
although the office goes on working, and nobody waits for the export.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from zhiyun.casework import verifying
from zhiyun.casework.canonical import canonical
from zhiyun.casework.record.sealing import root_row
from zhiyun.casework.record.writing import row_of
from zhiyun.records.models import Chain, DailyRoot, Event

AT_ONCE = 1_000


def exported(*, at: datetime) -> Iterator[str]:
    """Give the lines of the record as it stands at ``at``, in canonical spelling and without line ends."""
    roots = list(DailyRoot.objects.order_by("number"))
    chains = list(Chain.objects.filter(length__gt=0).order_by("name"))
    counts = {
        "roots": len(roots),
        "chains": len(chains),
        "events": sum(chain.length for chain in chains),
    }
    made_at = at.astimezone(UTC).isoformat(timespec="microseconds")
    yield _line("record", {"format": verifying.FORMAT, "made_at": made_at} | counts)
    for root in roots:
        yield _line("root", root_row(root=root) | {"sm3": root.sm3})
    for chain in chains:
        yield from _lines_of(chain)
    yield _line("end", counts)


def exported_chain(*, name: str) -> Iterator[str]:
    """Give one chain alone as `exported` gives all, without roots; refuses a name no chain has by giving no chain."""
    chains = list(Chain.objects.filter(name=name, length__gt=0))
    counts = {"roots": 0, "chains": len(chains), "events": sum(chain.length for chain in chains)}
    yield _line("record", {"format": verifying.FORMAT, "made_at": ""} | counts)
    for chain in chains:
        yield from _lines_of(chain)
    yield _line("end", counts)


def _lines_of(chain: Chain) -> Iterator[str]:
    yield _line("chain", {"name": chain.name, "length": chain.length, "head": chain.head})
    events = Event.objects.filter(chain=chain, seq__lte=chain.length).order_by("seq")
    for event in events.iterator(chunk_size=AT_ONCE):
        yield _line("event", row_of(event=event) | {"sm3": event.sm3})


def _line(kind: str, row: dict[str, Any]) -> str:
    return canonical(value={"kind": kind} | row)
