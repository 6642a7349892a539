"""Running numbers of orders and bank files, one sequence a kind and year."""

from __future__ import annotations

from zhiyun.casework.actor import Actor
from zhiyun.records.models import NumberSequence

ORDER, BANK_FILE = "payment_order", "bank_file"
_PREFIXES = {ORDER: "ZF", BANK_FILE: "YH"}


def next_reference(*, kind: str, by: Actor) -> str:
    """Give the next reference of a kind in this year: ``ZF-2026-0001``."""
    NumberSequence.objects.get_or_create(kind=kind, year=by.day.year)
    sequence = NumberSequence.objects.select_for_update().get(kind=kind, year=by.day.year)
    sequence.last += 1
    sequence.save(update_fields=["last"])
    return f"{_PREFIXES[kind]}-{by.day.year}-{sequence.last:04d}"
