"""A resolution brought before a second sitting: its frozen facts, what upheld objections correct, and what is said now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from zhiyun import law
from zhiyun.casework import ledger
from zhiyun.casework.deciding import awards
from zhiyun.casework.deciding.bringing import Concluded
from zhiyun.records.models import Resolution

Plain = dict[str, Any]


def bring_again(
    *,
    resolution: Resolution,
    verified: Mapping[str, int],
    concluded: Mapping[str, Concluded],
    beside: Iterable[Plain] = (),
    only: Collection[str] | None = None,
) -> Plain:
    """Bring a resolution together again, all or ``only`` some of its applications, by their references.

    Facts, judgements and readings stay as they were frozen. A subsidy's verified amounts are corrected to ``verified``
    fen and its pot stays; a centre's money is measured by what the year's book and other awards leave now, what this
    resolution still holds counted as free. Who is not ``concluded`` is heard as supported.
    """
    brought: Plain = {**resolution.frozen["brought"]}
    is_construction = law.Benefit(brought["benefit"]).is_construction
    brought["applications"] = [
        {
            **one,
            "verified_fen": one["verified_fen"]
            if is_construction
            else verified.get(one["application"], one["verified_fen"]),
            "concluded": concluded.get(one["application"], Concluded()).plain(
                cites=one["concluded"]["cites"]
            ),
        }
        for one in brought["applications"]
        if only is None or one["application"] in only
    ]
    if is_construction:
        call = resolution.call
        brought["awards"] = [*awards.standing(call=call), *beside]
        left = ledger.available(
            issuer=call.issuer,
            benefit=law.Benefit(brought["benefit"]),
            year=brought["year"],
            but_for=resolution,
        )
        brought["pot_fen"] = left.fen
    return brought
