"""What of a task book is in force: as first signed, or as the newest change agreement signed by both has made it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from zhiyun.records.models import Grant, GrantChange, TaskBookVersion, Tranche


def terms_of(*, grant: Grant, on: date | None = None) -> Grant | GrantChange:
    """Give the row that tells a grant's last day and sum: of its changes the newest, by the end of a day where one is named."""
    changes = [each for each in grant.changes.all() if on is None or each.signed_on <= on]
    return max(changes, key=lambda each: each.pk, default=grant)


def version_of(*, grant: Grant) -> TaskBookVersion:
    """Give the version in force."""
    found: TaskBookVersion = terms_of(grant=grant).version
    return found


def standing_tranches(*, grant: Grant) -> list[Tranche]:
    """Give the tranches that are still agreed, in their order."""
    rows = [each for each in grant.tranches.all() if not hasattr(each, "end")]
    return sorted(rows, key=lambda each: each.number)


def last_on(*, on: date | None = None) -> Any:
    """Give an expression for the last day of each grant of a query, by the end of a day where one is named."""
    changes = GrantChange.objects.filter(grant=OuterRef("pk")).order_by("-pk")
    known = changes if on is None else changes.filter(signed_on__lte=on)
    return Coalesce(Subquery(known.values("last_on")[:1]), F("last_on"))
