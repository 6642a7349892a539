"""What a list of cases is asked for: filters and an order from closed sets, and how they are written in an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlencode

from zhiyun.casework.stages import Stage
from zhiyun.kernel.finding import Outcome
from zhiyun.kernel.money import Money
from zhiyun.kernel.refusal import Refusal
from zhiyun.kernel.said import Said

STAGES = (
    Stage.RECEIVED,
    Stage.RETURNED,
    Stage.OVERDUE,
    Stage.ACCEPTED,
    Stage.REFUSED,
    Stage.REVIEWED,
    Stage.DECIDED,
    Stage.PUBLISHED,
    Stage.DECLINED,
    Stage.CONFIRMED,
    Stage.COMMITTED,
    Stage.PAID,
)
"""Where an opened case can stand."""

ORDERS: Mapping[str, tuple[str, ...]] = {
    "waiting": ("last_submission_id",),
    "newest": ("-last_submission_id",),
    "applicant": ("organisation__name", "pk"),
    "district": ("organisation__district", "organisation__name", "pk"),
    "most": ("-amount_fen", "pk"),
    "least": ("amount_fen", "pk"),
    "gaps": ("-gaps", "pk"),
}
"""Every order there is; nothing else a person writes reaches the database."""

MOST_WORDS = 60


class UnknownOrder(Refusal):
    """An order that is none of the list's own."""

    def __init__(self) -> None:
        super().__init__(Said("没有这种排序，请从页面上选择。"))


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for; an empty one leaves everything in. Amounts are fen, asked or claimed."""

    call: str = ""
    benefit: str = ""
    stage: Stage | None = None
    district: str = ""
    outcome: Outcome | None = None
    has_gaps: bool | None = None
    least_fen: int | None = None
    most_fen: int | None = None
    words: str = ""
    order: str = "waiting"

    def __post_init__(self) -> None:
        if self.order not in ORDERS:
            raise UnknownOrder

    @property
    def narrows(self) -> bool:
        """Say whether anything is left out."""
        return any(
            getattr(self, each.name) not in (None, "") for each in fields(self) if each.name != "order"
        )

    def told(self) -> dict[str, Any]:
        """Give the filters that are set as plain values, for the record and for addresses."""
        return {
            each.name: _plain(value)
            for each in fields(self)
            if (value := getattr(self, each.name)) not in (None, "")
        }

    def address(self) -> str:
        """Write the filters as the query of an address, amounts in yuan as a person types them."""
        told = self.told()
        for name in ("least", "most"):
            fen = told.pop(f"{name}_fen", None)
            if fen is not None:
                told[name] = Money(fen).plain
        return urlencode(told)


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.value if isinstance(value, Stage | Outcome) else value
