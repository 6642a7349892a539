"""Search among patents: one interface, an engine within the process, a cluster as its other side.

Importing this package loads no engine: a worker that is never asked holds none.
"""

from zhiyun.gateways.search_engine.interface import (
    BeingWritten,
    Count,
    Facet,
    Found,
    Hit,
    NoIndex,
    Order,
    Passage,
    Question,
    Reason,
    RebuildNeeded,
    SearchEngine,
    Sought,
    TooCostly,
    TooFarDown,
    TooWide,
)

__all__ = [
    "BeingWritten",
    "Count",
    "Facet",
    "Found",
    "Hit",
    "NoIndex",
    "Order",
    "Passage",
    "Question",
    "Reason",
    "RebuildNeeded",
    "SearchEngine",
    "Sought",
    "TooCostly",
    "TooFarDown",
    "TooWide",
]
