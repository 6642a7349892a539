"""A record written without a database, as `record.exported` would write it, for tests that tamper with it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from zhiyun.casework.canonical import canonical, sealed
from zhiyun.casework.verifying import FORMAT

Days = list[list[tuple[str, int]]]
"""What happens day by day: in which chain, and a figure that tells the events apart."""

FIRST = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)


def lines(days: Days, *, sealed_days: int | None = None) -> list[str]:
    """Write the record of these days; of them the first ``sealed_days``, all but the last unless said, have a root."""
    chains: dict[str, list[dict[str, Any]]] = {}
    roots: list[dict[str, Any]] = []
    known: dict[str, int] = {}
    sealed_days = len(days) - 1 if sealed_days is None else sealed_days
    for number, day in enumerate(days):
        at = FIRST + timedelta(days=number)
        for name, figure in day:
            _append(chains.setdefault(name, []), name, at, figure)
        heads = {
            name: [len(rows), rows[-1]["sm3"]]
            for name, rows in chains.items()
            if known.get(name) != len(rows)
        }
        if number < sealed_days and heads:
            known |= {name: length for name, (length, _) in heads.items()}
            _seal(roots, at, heads)
    return whole(roots, chains)


def whole(roots: list[dict[str, Any]], chains: dict[str, list[dict[str, Any]]]) -> list[str]:
    """Spell roots and chains as a file that agrees with itself."""
    counts = {"roots": len(roots), "chains": len(chains), "events": sum(map(len, chains.values()))}
    written = [_line("record", {"format": FORMAT, "made_at": FIRST.isoformat()} | counts)]
    written += [_line("root", root) for root in roots]
    for name, rows in sorted(chains.items()):
        written.append(_line("chain", {"name": name, "length": len(rows), "head": rows[-1]["sm3"]}))
        written += [_line("event", row) for row in rows]
    return [*written, _line("end", counts)]


def _append(rows: list[dict[str, Any]], name: str, at: datetime, figure: int) -> None:
    row = {
        "chain": name,
        "seq": len(rows) + 1,
        "at": at.isoformat(timespec="microseconds"),
        "person": 1,
        "person_name": "演示人员",
        "role": "preparer",
        "organisation": 2,
        "organisation_name": "演示单位",
        "address": "192.0.2.1",
        "action": "demo.act",
        "refused": "",
        "subject": name,
        "before": {},
        "after": {"figure": figure},
        "cites": ["第九条"],
        "readings": [],
        "previous": rows[-1]["sm3"] if rows else "",
    }
    rows.append(row | {"sm3": sealed(row=row)})


def _seal(roots: list[dict[str, Any]], at: datetime, heads: dict[str, list[Any]]) -> None:
    row = {
        "number": len(roots) + 1,
        "day": at.date().isoformat(),
        "made_at": (at + timedelta(days=1)).isoformat(),
        "heads": heads,
        "previous": roots[-1]["sm3"] if roots else "",
    }
    roots.append(row | {"sm3": sealed(row=row)})


def _line(kind: str, row: dict[str, Any]) -> str:
    return canonical(value={"kind": kind} | row)
