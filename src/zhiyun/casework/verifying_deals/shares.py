"""The shares settled for deals that several applicants claim: the newest settlement of a deal holds."""

from __future__ import annotations

import re
from fractions import Fraction

from zhiyun.records.models import SharedRight

_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,12})?)\s*[%％]", re.ASCII)
_RATIO = re.compile(r"(\d{1,6})\s*/\s*(\d{1,6})", re.ASCII)

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


def read_share(*, text: str) -> Fraction | None:
    """Read an exact share as people write it, ``60%``, ``33.3%`` or ``1/3``; None for anything else."""
    told = text.strip()
    if found := _PERCENT.fullmatch(told):
        return Fraction(found[1]) * Fraction(1, 100)
    found = _RATIO.fullmatch(told)
    if found is None or int(found[2]) == 0:
        return None
    return Fraction(int(found[1]), int(found[2]))


def ratio_text(*, share: Fraction) -> str:
    """Write an exact share as it is kept."""
    return f"{share.numerator}/{share.denominator}"
