"""The shares settled for deals that several applicants claim: the newest settlement of a deal holds."""

from __future__ import annotations

from zhiyun.records.models import SharedRight

Shares = dict[tuple[str, str], str]
"""By an application's reference and a deal's number, the exact ratio ``numerator/denominator``."""


def settled_shares(*, issuer: int, year: int) -> Shares:
    """Give every share settled in a round."""
    rows = SharedRight.objects.filter(issuer_id=issuer, year=year).order_by("id")
    return {
        (each["application"], each["deal"]): each["share"]
        for shares in rows.values_list("shares", flat=True)
        for each in shares
    }
