"""A query as it was understood, for people: fields by their names in Chinese, by their codes in English.

Both read back as the same query.
"""

from __future__ import annotations

from zhiyun.ip.query import Everything, Plain, Query, spelled
from zhiyun.kernel.said import Named


def understood(*, query: Query) -> str | Named:
    """Say a query; empty for everything, and plain words as they stand."""
    if isinstance(query, Everything):
        return ""
    if isinstance(query, Plain):
        return spelled(query)
    return Named("", spelled(query), spelled(query, in_codes=True))
