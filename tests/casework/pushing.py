"""Many who do the same at the same instant, each over a connection of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, transaction

from zhiyun.kernel.refusal import Refusal

CLERKS = 50


def at_once(doing: Callable[[int], object], clerks: int = CLERKS) -> Counter[str]:
    """Let every clerk do it at once; count what each was answered."""

    def one(number: int) -> str:
        try:
            with transaction.atomic():
                doing(number)
        except Refusal as refusal:
            return type(refusal).__name__
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(clerks) as pool:
        return Counter(pool.map(one, range(clerks)))
