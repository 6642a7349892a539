"""One deal of one application beside what the law says of it."""

from __future__ import annotations

from dataclasses import dataclass

from zhiyun import law


@dataclass(frozen=True, slots=True)
class Line:
    """One deal of one application: what it claims, what the law counts of it, and the most a verdict may count.

    Amounts in fen. ``group`` is the place of the shared deal it belongs to; ``stated`` the deal as submitted, before
    a settled share was laid over it.
    """

    application: int
    ruling: law.Ruling
    claimed_fen: int
    ceiling_fen: int
    stated: law.Deal
    group: int | None = None

    @property
    def number(self) -> str:
        """The applicant's own number of the deal."""
        return self.ruling.deal.deal

    @property
    def law_fen(self) -> int:
        """What the law counts."""
        return self.ruling.counted_fen
