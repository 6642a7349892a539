"""A query as it was understood, for people: fields by their names in Chinese, by their codes in English.

Both read back as the same query.
"""

from __future__ import annotations

from typing import Final

from zhiyun.ip.query import Everything, Plain, Query, listed, spelled
from zhiyun.kernel.said import Named, Said

NAMED: Final = 3
"""Numbers of a longer list that are named."""


def understood(*, query: Query) -> str | Named:
    """Say a query; empty for everything, and plain words as they stand."""
    if isinstance(query, Everything):
        return ""
    if isinstance(query, Plain):
        return spelled(query)
    return Named("", spelled(query), spelled(query, in_codes=True))


def counted(*, query: Query) -> Said | None:
    """Say of a long list of numbers how many and the first of them; None of any other query."""
    numbers = listed(query)
    if len(numbers) <= NAMED:
        return None
    return Said("%(count)s个号码：%(numbers)s等", count=f"{len(numbers):,}", numbers=numbers[:NAMED])
